package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"

	"github.com/spf13/afero"
)

// State says how a file of the editor's stands to the program's of its name.
type State int

// The states of a copy.
const (
	Added       State = iota // the program has no such file
	Same                     // it is what the program has: it can go
	Changed                  // changed from what the program has
	Unversioned              // it differs, and no version says from what
	Outdated                 // what an earlier program had, untouched: it can go
	Behind                   // changed from what an earlier program had
)

// FallenBehind reports whether the program's file is another than when the
// copy was made.
func (s State) FallenBehind() bool { return s == Outdated || s == Behind }

// String returns what the state is called where copies are listed.
func (s State) String() string {
	switch s {
	case Same:
		return "yours, but the same"
	case Changed:
		return "yours"
	case Unversioned:
		return "yours, of no known version"
	case Outdated:
		return "yours, fallen behind, untouched"
	case Behind:
		return "yours, fallen behind"
	}
	return "yours alone"
}

// Advice says what there is to do about a copy.
func (s State) Advice() string {
	switch s {
	case Same:
		return "the same as the program's; it can be deleted"
	case Changed:
		return "a copy of the program's of today, changed"
	case Unversioned:
		return "differs; it does not say which version it is a copy of"
	case Outdated:
		return "fallen behind, and never changed; delete it, and the program's of today takes its place"
	case Behind:
		return "fallen behind: a changed copy of another version than the program has today"
	}
	return "yours alone; the program has no such file"
}

// A Copy is a file of the editor's that is laid over one of the program's.
type Copy struct {
	Name    string // relative to either folder
	State   State
	Data    []byte // the editor's
	Shipped []byte // the program's, with its version as the first line
}

// Copies returns the files of an editor's folder that are laid over those of
// the program, and its additions, by name.
func Copies(shipped, own afero.Fs) ([]Copy, error) {
	theirs, err := read(shipped, "", false)
	if err != nil {
		return nil, err
	}
	ours, err := read(own, "", true)
	if err != nil {
		return nil, err
	}
	sift(ours, theirs)
	var out []Copy
	for _, name := range slices.Sorted(maps.Keys(ours)) {
		c := Copy{Name: name, Data: ours[name].Data}
		if original := theirs[name]; original != nil {
			c.Shipped = versioned(name, original.Data)
			c.State = compare(name, c.Data, original.Data)
		}
		out = append(out, c)
	}
	return out, nil
}

func compare(name string, own, shipped []byte) State {
	from, body := unversioned(name, own)
	body, today := lines(body), version(shipped)
	switch {
	case bytes.Equal(body, lines(shipped)):
		return Same
	case from == "":
		return Unversioned
	case from == today:
		return Changed
	case version(body) == from:
		return Outdated
	}
	return Behind
}

// lines returns data with the line ends of the program's files: a version
// control system may have given an editor's file others.
func lines(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) }

// Eject returns a file of the program as an editor's folder gets it: with a
// first line that says which version it is a copy of. The version is the
// beginning of the SHA-256 of the file.
func Eject(shipped afero.Fs, name string) ([]byte, error) {
	data, err := afero.ReadFile(shipped, name)
	if err != nil {
		return nil, fmt.Errorf("read template %s: %w", name, err)
	}
	return versioned(name, data), nil
}

// Names returns the names of the program's files, in order.
func Names(shipped afero.Fs) ([]string, error) {
	files, err := read(shipped, "", false)
	if err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(files)), nil
}

func version(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:6])
}

// comments are how a comment begins and ends in each kind of file. That of a
// template takes the line end with it, so that it leaves nothing on the page.
var comments = map[string][2]string{
	".html": {"{{/* ", " */ -}}"},
	".css":  {"/* ", " */"},
	".js":   {"// ", ""},
	".yaml": {"# ", ""},
}

func versioned(name string, data []byte) []byte {
	c := comments[path.Ext(name)]
	return append(fmt.Appendf(nil, "%sdossier templates: %s, version %s%s\n", c[0], name, version(data), c[1]), data...)
}

var versionLine = regexp.MustCompile(`^\W*dossier templates: (\S+), version ([0-9a-f]{12})\b.*(?:\r?\n|$)`)

// unversioned parts the first line of a copy from the rest. Without such a
// line, or with that of another file, there is no version.
func unversioned(name string, data []byte) (version string, rest []byte) {
	m := versionLine.FindSubmatch(data)
	if m == nil || string(m[1]) != name {
		return "", data
	}
	return string(m[2]), data[len(m[0]):]
}
