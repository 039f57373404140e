package content

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// errChanged says that a file on disk is not what it was when it was read.
var errChanged = errors.New("the file has changed since it was read")

// Replace writes data over the file p of the content folder dir, which must
// still hold old. The new file is complete before it takes the old one's
// place. p is relative, with slashes; a path or link that leaves dir is an
// error.
func Replace(dir, p string, old, data []byte) (err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open content folder: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	name := filepath.FromSlash(p)
	p = filepath.Join(dir, name) // as messages name it
	current, err := root.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", p, err)
	}
	if !bytes.Equal(current, old) {
		return fmt.Errorf("rewrite %s: %w", p, errChanged)
	}
	info, err := root.Lstat(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", p, err)
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		// The link stays a link; what it leads to is rewritten in place.
		if err := root.WriteFile(name, data, info.Mode().Perm()); err != nil {
			return fmt.Errorf("rewrite %s: %w", p, err)
		}
		return nil
	}
	fresh := name + ".dossier-new"
	if err := root.WriteFile(fresh, data, info.Mode().Perm()); err != nil {
		return fmt.Errorf("rewrite %s: %w", p, errors.Join(err, root.Remove(fresh)))
	}
	if err := root.Rename(fresh, name); err != nil {
		return fmt.Errorf("rewrite %s: %w", p, errors.Join(err, root.Remove(fresh)))
	}
	return nil
}
