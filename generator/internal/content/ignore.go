package content

import (
	"path"
	"strings"
)

// An ignored is a pattern of paths that are left alone, as the key "ignore" of
// the settings has it. It is what most tools know from .gitignore: "*" and "?"
// stand for letters of one name, "**" for any folders, a slash at the end means
// a folder. A pattern with a slash elsewhere begins at the content folder; any
// other is a name in any folder. What is in a folder that is left alone is too.
type ignored struct {
	pattern string // as written
	parts   []string
	folder  bool // of folders alone
}

// parseIgnored reads a pattern. What is wrong with it is said in words.
func parseIgnored(pattern string) (i ignored, wrong string) {
	text := strings.TrimPrefix(strings.TrimSuffix(pattern, "/"), "./")
	i = ignored{pattern: pattern, folder: strings.HasSuffix(pattern, "/")}
	switch {
	case strings.HasPrefix(pattern, "!"):
		return i, `a pattern cannot start with "!": nothing can be taken out of what others name`
	case strings.Trim(pattern, "/.") == "":
		return i, "this names no file"
	case strings.Contains(pattern, `\`):
		return i, `the names of folders are parted by "/"`
	case strings.HasPrefix(text, "../") || strings.Contains(text, "/../"):
		return i, "this leads out of the content folder"
	}
	if !strings.Contains(text, "/") {
		text = "**/" + text
	}
	i.parts = strings.Split(strings.TrimPrefix(text, "/"), "/")
	for _, p := range i.parts {
		if _, err := path.Match(p, ""); err != nil {
			return i, `a "[" in it is not closed by "]"`
		}
	}
	return i, ""
}

// takes reports whether the pattern names a path, or a folder that it lies in.
func (i ignored) takes(p string, isFolder bool) bool {
	names := strings.Split(p, "/")
	for n := range names {
		if whole := n == len(names)-1; (!whole || isFolder || !i.folder) && matches(i.parts, names[:n+1]) {
			return true
		}
	}
	return false
}

// matches reports whether the parts of a pattern match names.
func matches(parts, names []string) bool {
	if len(parts) == 0 {
		return len(names) == 0
	}
	if parts[0] == "**" {
		for n := range len(names) + 1 {
			if matches(parts[1:], names[n:]) && (len(parts) > 1 || n > 0) {
				return true
			}
		}
		return false
	}
	if len(names) == 0 {
		return false
	}
	ok, _ := path.Match(parts[0], names[0]) // patterns that cannot be read are refused before
	return ok && matches(parts[1:], names[1:])
}
