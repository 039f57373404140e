// Package cache keeps for the next build what it need not make again.
//
// A cache is a folder of entries. An entry has a name, which says what it is for,
// and holds the key of all that it was made of beside what was made. It counts
// while that key is the same and its bytes are whole; otherwise it is as if it
// were not there. It is put in place in one step, so that what a build wrote by
// half, or two at once, is never read. The folder may be deleted at any time.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
)

// A Key stands for everything that an entry was made of.
type Key [sha256.Size]byte

// A Digest makes a [Key] of parts. Lists of parts that differ in anything have
// different keys.
type Digest struct{ sum hash.Hash }

// NewDigest returns a digest without parts.
func NewDigest() *Digest { return &Digest{sha256.New()} }

// Add adds parts behind those there are.
func (d *Digest) Add(parts ...string) {
	for _, part := range parts {
		var size [8]byte
		binary.LittleEndian.PutUint64(size[:], uint64(len(part)))
		d.sum.Write(size[:])
		d.sum.Write([]byte(part))
	}
}

// Key returns the key of the parts.
func (d *Digest) Key() Key { return Key(d.sum.Sum(nil)) }

// A Cache is a folder of entries. The nil Cache holds nothing and keeps nothing.
type Cache struct {
	dir     string
	program string // what makes the entries
}

// Open returns the cache in the folder dir, which need not be there yet. program
// stands for the program that makes the entries: what another made does not
// count.
func Open(dir, program string) *Cache { return &Cache{dir, program} }

// magic begins a file that is an entry.
const magic = "dossier cache 1\n"

// file returns where an entry is. Its name may be anything.
func (c *Cache) file(name string) string {
	sum := sha256.Sum256([]byte(name))
	return filepath.Join(c.dir, hex.EncodeToString(sum[:16]))
}

// whole returns the key under which an entry is kept.
func (c *Cache) whole(key Key) Key {
	d := NewDigest()
	d.Add(c.program, string(key[:]))
	return d.Key()
}

// Get returns an entry, or nil when there is none that was made of the same.
func (c *Cache) Get(name string, key Key) []byte {
	if c == nil {
		return nil
	}
	data, err := os.ReadFile(c.file(name))
	if err != nil {
		return nil // it is made again
	}
	want := c.whole(key)
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok || len(rest) < 2*sha256.Size || !bytes.Equal(rest[:sha256.Size], want[:]) {
		return nil
	}
	sum, made := rest[sha256.Size:2*sha256.Size], rest[2*sha256.Size:]
	if got := sha256.Sum256(made); !bytes.Equal(got[:], sum) {
		return nil
	}
	return made
}

// Put keeps an entry, in the place of the one of that name. That it cannot be
// kept is no harm to a build.
func (c *Cache) Put(name string, key Key, made []byte) error {
	if c == nil {
		return nil
	}
	if err := os.MkdirAll(c.dir, 0o755); err != nil {
		return fmt.Errorf("make cache folder: %w", err)
	}
	// Versions of the content are no place for it.
	ignore := filepath.Join(filepath.Dir(c.dir), ".gitignore")
	if _, err := os.Stat(ignore); errors.Is(err, fs.ErrNotExist) {
		if err := os.WriteFile(ignore, []byte("*\n"), 0o644); err != nil {
			return fmt.Errorf("make cache folder: %w", err)
		}
	}
	want, sum := c.whole(key), sha256.Sum256(made)
	f, err := os.CreateTemp(c.dir, "new-*")
	if err != nil {
		return fmt.Errorf("write cache: %w", err)
	}
	_, err = f.Write(bytes.Join([][]byte{[]byte(magic), want[:], sum[:], made}, nil))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), c.file(name))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write cache: %w", err), os.Remove(f.Name()))
	}
	return nil
}

// Clear takes every entry away.
func (c *Cache) Clear() error {
	if c == nil {
		return nil
	}
	if err := os.RemoveAll(c.dir); err != nil {
		return fmt.Errorf("clear cache: %w", err)
	}
	return nil
}
