package content

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A Change is what a file of a content folder is to hold, and where it is to
// lie.
type Change struct {
	Path      string // relative, with slashes
	Old, Data []byte // what it holds, and what it is to hold; nil where it is only moved
	To        string // its path then; empty where it stays
}

// Rewrite makes all the changes to files of the content folder dir, or none.
// Every file that is rewritten must still hold what it held, and nothing may lie where one is to
// go. When one cannot be changed those before it are changed back.
func Rewrite(dir string, changes []Change) error {
	if err := ready(dir, changes); err != nil {
		return err
	}
	var undo []func() error
	for _, c := range changes {
		back, err := c.apply(dir)
		undo = append(undo, back...)
		if err != nil {
			for _, b := range slices.Backward(undo) {
				err = errors.Join(err, b())
			}
			return err
		}
	}
	return nil
}

// ready reports what keeps changes from being made.
func ready(dir string, changes []Change) (err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open content folder: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	for _, c := range changes {
		at := filepath.Join(dir, filepath.FromSlash(c.Path))
		if c.Old == nil {
			if _, err := root.Stat(filepath.FromSlash(c.Path)); err != nil {
				return fmt.Errorf("find %s: %w", at, err)
			}
		} else if data, err := root.ReadFile(filepath.FromSlash(c.Path)); err != nil {
			return fmt.Errorf("read %s: %w", at, err)
		} else if !bytes.Equal(data, c.Old) {
			return fmt.Errorf("rewrite %s: %w", at, errChanged)
		}
		if c.To != "" {
			if _, err := root.Lstat(filepath.FromSlash(c.To)); !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("rename %s: %w", at, errors.Join(err, fmt.Errorf("%s is there already", filepath.Join(dir, filepath.FromSlash(c.To)))))
			}
		}
	}
	return nil
}

// apply makes a change and returns what takes it back.
func (c Change) apply(dir string) (undo []func() error, err error) {
	if !bytes.Equal(c.Old, c.Data) {
		if err := Replace(dir, c.Path, c.Old, c.Data); err != nil {
			return nil, err
		}
		undo = append(undo, func() error { return Replace(dir, c.Path, c.Data, c.Old) })
	}
	if c.To != "" {
		if err := move(dir, c.Path, c.To); err != nil {
			return undo, err
		}
		undo = append(undo, func() error { return move(dir, c.To, c.Path) })
	}
	return undo, nil
}

// move gives a file of the content folder dir another path.
func move(dir, from, to string) (err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open content folder: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	if err := root.Rename(filepath.FromSlash(from), filepath.FromSlash(to)); err != nil {
		return fmt.Errorf("rename %s: %w", filepath.Join(dir, filepath.FromSlash(from)), err)
	}
	return nil
}
