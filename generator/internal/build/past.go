package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/afero"

	"dossier/generator/internal/cache"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/publish"
	"dossier/generator/internal/witness"
)

// Two things of a build are kept for the next. Of the whole build: of which bytes it
// was made, what it told, and how it left the site; while all of that is the
// same, there is nothing to do. Of the comparison: what it found, which is used
// while no text is another and none came or went.

// A Past is what the last build of the same content told.
type Past struct {
	Summary     string // what it said of the content
	Files       int    // of the site
	Diagnostics []diag.Diagnostic
}

// A Memory tells a build of the one before it.
type Memory struct {
	in     Input
	target *publish.Target
	key    cache.Key
	known  bool // the key is known
}

// Recall reads what a build with in would be made of, to know whether the site in
// target is made of the same already.
func Recall(in Input, target *publish.Target) *Memory {
	m := &Memory{in: in, target: target}
	if in.Cache != nil {
		m.key, m.known = in.key()
	}
	return m
}

// past is a Past as it is kept.
type past struct {
	Past
	Standing string
}

// entryName is what the entry of a build is called.
func (m *Memory) entryName() string { return "site " + m.target.String() }

// Past returns what the last build told, when it was made of the same and its
// site stands as it left it; else nil.
func (m *Memory) Past() *Past {
	if !m.known {
		return nil
	}
	var p past
	if data := m.in.Cache.Get(m.entryName(), m.key); data == nil || json.Unmarshal(data, &p) != nil {
		return nil
	}
	if p.Standing == "" || p.Standing != m.target.Standing() {
		return nil
	}
	return &p.Past
}

// Keep keeps what this build told, for the next. Nothing is kept when what it was
// made of is not what it was when the build began, or the site is not on a disk.
func (m *Memory) Keep(told Past) error {
	standing := m.target.Standing()
	if now, ok := m.in.key(); !m.known || !ok || now != m.key || standing == "" {
		return nil
	}
	told.Diagnostics = slices.Clone(told.Diagnostics)
	for i := range told.Diagnostics {
		told.Diagnostics[i].Detail = nil // it is for programs, which are told anew
	}
	data, err := json.Marshal(past{told, standing})
	if err != nil {
		return fmt.Errorf("keep what the build told: %w", err)
	}
	return m.in.Cache.Put(m.entryName(), m.key, data)
}

// key returns the key of everything a build is made of, but for the program; ok is
// false when some of it cannot be read.
func (in Input) key() (key cache.Key, ok bool) {
	d := cache.NewDigest()
	d.Add(in.Name, in.OwnName, fmt.Sprint(in.Drafts))
	for _, view := range []afero.Fs{in.Content, in.Own} {
		d.Add("folder")
		if view == nil {
			continue
		}
		files, err := everyFile(view, ".", 0)
		if err != nil {
			return key, false
		}
		sums := make([]string, len(files))
		err = parallel.Try(context.Background(), len(files), func(i int) error {
			one := cache.NewDigest()
			one.Add(files[i])
			if !strings.HasSuffix(files[i], "/") {
				data, err := afero.ReadFile(view, files[i])
				if err != nil {
					return err
				}
				one.Add(string(data))
			}
			sum := one.Key()
			sums[i] = string(sum[:])
			return nil
		})
		if err != nil {
			return key, false
		}
		d.Add(sums...)
	}
	return d.Key(), true
}

// deepest is how far down folders are followed: a link may lead in a circle.
const deepest = 64

// everyFile returns the files and folders in a folder of view, at any depth, also
// those that a build may not read, but for what keeps versions. The name of a
// folder ends in a slash. What is neither is an error.
func everyFile(view afero.Fs, dir string, depth int) ([]string, error) {
	if depth > deepest {
		return nil, errors.New("folders in folders without end")
	}
	entries, err := afero.ReadDir(view, dir)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		p := path.Join(dir, e.Name())
		if e.Mode()&fs.ModeSymlink != 0 {
			if e, err = view.Stat(p); err != nil {
				return nil, err
			}
		}
		switch {
		case e.IsDir() && dir == "." && (p == ".git" || p == ".hg" || p == ".dossier"):
		case e.IsDir():
			below, err := everyFile(view, p, depth+1)
			if err != nil {
				return nil, err
			}
			out = append(append(out, p+"/"), below...)
		case e.Mode().IsRegular():
			out = append(out, p)
		default:
			return nil, fmt.Errorf("%s is no file", p)
		}
	}
	return out, nil
}

// compare compares texts, or says what was found of the same texts before.
func (in Input) compare(texts []witness.Text) *collate.Result {
	if in.Cache == nil {
		return collate.Compare(texts, collate.Options{})
	}
	d := cache.NewDigest()
	for _, t := range texts {
		d.Add(t.ID, t.Of, t.Body, t.Lang, t.Publisher, t.Published.String(), t.Credit, fmt.Sprint(t.CreditInferred, t.Others), t.Series, fmt.Sprint(t.Beside))
	}
	key := d.Key()
	name := "comparison " + in.Name + fmt.Sprint(in.Drafts)
	if data := in.Cache.Get(name, key); data != nil {
		if found, err := collate.Kept(data, texts); err == nil {
			return found
		}
	}
	found := collate.Compare(texts, collate.Options{})
	if data, err := found.Keep(texts); err == nil {
		_ = in.Cache.Put(name, key, data) // the next build compares again
	}
	return found
}
