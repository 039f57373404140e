package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func key(parts ...string) Key {
	d := NewDigest()
	d.Add(parts...)
	return d.Key()
}

func TestAnEntryCountsWhileItsKeyIsTheSame(t *testing.T) {
	dir := filepath.Join(t.TempDir(), ".dossier", "cache")
	c := Open(dir, "program")
	if got := c.Get("a", key("x")); got != nil {
		t.Errorf("an empty cache holds %q", got)
	}
	if err := c.Put("a", key("x"), []byte("made")); err != nil {
		t.Fatal(err)
	}
	for what, got := range map[string][]byte{
		"another key":     c.Get("a", key("y")),
		"another name":    c.Get("b", key("x")),
		"another program": Open(dir, "other").Get("a", key("x")),
		"no cache":        (*Cache)(nil).Get("a", key("x")),
	} {
		if got != nil {
			t.Errorf("%s: got %q", what, got)
		}
	}
	if got := c.Get("a", key("x")); string(got) != "made" {
		t.Errorf("got %q", got)
	}
	if err := c.Put("a", key("y"), []byte("later")); err != nil {
		t.Fatal(err)
	}
	if got := c.Get("a", key("x")); got != nil {
		t.Errorf("an entry that was replaced is still %q", got)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "..", ".gitignore")); err != nil || string(data) != "*\n" {
		t.Errorf(".gitignore is %q, %v", data, err)
	}
}

// TestATornEntryIsNone cuts an entry at every length and changes every byte.
func TestATornEntryIsNone(t *testing.T) {
	dir := t.TempDir()
	c := Open(dir, "program")
	if err := c.Put("a", key("x"), []byte("what was made")); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(c.file("a"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		torn := bytes.Clone(whole)
		torn[i] ^= 1
		for _, data := range [][]byte{whole[:i], torn} {
			if err := os.WriteFile(c.file("a"), data, 0o644); err != nil {
				t.Fatal(err)
			}
			if got := c.Get("a", key("x")); got != nil {
				t.Fatalf("byte %d: got %q", i, got)
			}
		}
	}
}

func TestKeysOfOtherPartsDiffer(t *testing.T) {
	seen := map[Key]string{}
	for _, parts := range [][]string{{}, {""}, {"", ""}, {"ab"}, {"a", "b"}, {"b", "a"}, {"ab", ""}} {
		k := key(parts...)
		if other, ok := seen[k]; ok {
			t.Errorf("%q has the key of %s", parts, other)
		}
		seen[k] = fmt.Sprintf("%q", parts)
	}
}

// TestTwoBuildsAtOnceLeaveAWholeEntry has many write one entry, and read it.
func TestTwoBuildsAtOnceLeaveAWholeEntry(t *testing.T) {
	c := Open(t.TempDir(), "program")
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 20 {
				if err := c.Put("a", key("x"), []byte(strings.Repeat(fmt.Sprint(i), 1000+i))); err != nil {
					t.Error(err)
				}
				if got := c.Get("a", key("x")); got == nil || len(bytes.Trim(got, string(got[:1]))) > 0 {
					t.Errorf("a mixed entry of %d bytes", len(got))
				}
			}
		})
	}
	all.Wait()
	if left, err := filepath.Glob(filepath.Join(c.dir, "new-*")); err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

func TestWhatCannotBeKeptIsAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Open(filepath.Join(file, "cache"), "p").Put("a", key(), nil); err == nil {
		t.Error("no error where the folder cannot be made")
	}
}
