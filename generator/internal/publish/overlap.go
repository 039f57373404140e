package publish

import (
	"os"
	"path/filepath"
)

// Overlap says how the folder out and the folder content lie in each other:
// "is", "lies in" or "holds"; it is empty when they lie apart. What is published
// would be content, or content would be published.
func Overlap(out, content string) string {
	at, err := realFolder(out)
	if err != nil {
		return "" // as opening it will say
	}
	from, err := realFolder(content)
	if err != nil {
		return ""
	}
	switch {
	case sameFolder(at, from):
		return "is"
	case liesIn(at, from):
		return "lies in"
	case liesIn(from, at):
		return "holds"
	}
	return ""
}

// realFolder returns the absolute path of a folder, with the links of as much
// of it followed as is there.
func realFolder(dir string) (string, error) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for there, rest := at, ""; ; there, rest = filepath.Dir(there), filepath.Join(filepath.Base(there), rest) {
		if real, err := filepath.EvalSymlinks(there); err == nil {
			return filepath.Join(real, rest), nil
		}
		if there == filepath.Dir(there) {
			return at, nil
		}
	}
}

// liesIn reports whether a folder lies in another, at any depth.
func liesIn(at, folder string) bool {
	for at != filepath.Dir(at) {
		if at = filepath.Dir(at); sameFolder(at, folder) {
			return true
		}
	}
	return false
}

func sameFolder(a, b string) bool {
	if a == b {
		return true
	}
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
