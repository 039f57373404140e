// Package starter holds what an editor starts from: an example dossier with
// one of everything, a skeleton for each kind of file, and the files with which a
// host checks, builds and publishes a dossier.
//
// A skeleton has every key that its kind takes. Those that are not needed are
// commented out, one "# key: value" a line, and comments say what each is for.
// It is a draft, so that the dossier around it can still be built and nothing
// unfinished is published. What is returned is text; writing it is for the
// caller.
package starter

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/frontmatter"
)

//go:embed example skeletons
var files embed.FS

// File is a file to write, with its path in the content folder.
type File struct {
	Path string // relative, with slashes
	Data []byte
}

// Example returns the files of the example dossier, sorted by path. A title
// that is not empty takes the place of its own.
func Example(title string) []File {
	var out []File
	err := fs.WalkDir(files, "example", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := files.ReadFile(p)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(p, "example/")
		if name == dossier.SettingsFile && title != "" {
			data = firstTitle.ReplaceAllLiteral(data, []byte("title: "+scalar(title)))
		}
		out = append(out, File{name, data})
		return nil
	})
	if err != nil {
		panic(err) // an embedded file is always there
	}
	return out
}

var firstTitle = regexp.MustCompile(`(?m)^title: .*$`)

// Empty returns the one file that a dossier needs.
func Empty(title string) File {
	return File{dossier.SettingsFile, fill(dossier.SettingsFile, values{"Title": scalar(title)})}
}

// Blanks are what a skeleton is filled in with.
type Blanks struct {
	Title  string                  // of the entry, or a person's name; Title makes one of a slug
	Names  map[string]dossier.Slug // by the keys of [BlanksOf]; any may be missing
	Today  string                  // the day it is made, as 2015-03-05
	Medium dossier.Medium          // of a source; may be empty
}

// values are the texts of a skeleton, written as YAML, by what stands for them in it.
type values map[string]string

// Skeleton returns the file of a new source or note.
func Skeleton(kind dossier.Kind, slug dossier.Slug, b Blanks) File {
	v := values{"Slug": string(slug), "Title": scalar(b.Title), "Today": b.Today, "medium": string(b.Medium)}
	for _, blank := range BlanksOf(kind) {
		v[blank.Key] = ""
		if name := b.Names[blank.Key]; name != "" {
			v[blank.Key] = scalar(string(name))
		}
	}
	data := fill(string(kind)+".md", v)
	return File{path.Join(kind.Folder(), string(slug)+".md"), bytes.ReplaceAll(data, []byte(": \n"), []byte(":\n"))}
}

func fill(name string, v values) []byte {
	var b bytes.Buffer
	t := template.Must(template.ParseFS(files, "skeletons/"+name))
	if err := t.Execute(&b, v); err != nil {
		panic(fmt.Sprintf("fill in %s: %v", name, err)) // the fields are fixed
	}
	return b.Bytes()
}

// Title returns a first title for a slug: its words, the first with a capital
// letter; for a person all of them.
func Title(kind dossier.Kind, slug dossier.Slug) string {
	words := strings.Split(string(slug), "-")
	for i, w := range words {
		if i == 0 || kind == dossier.KindPerson {
			c, n := utf8.DecodeRuneInString(w)
			words[i] = string(unicode.ToTitle(c)) + w[n:]
		}
	}
	return strings.Join(words, " ")
}

// scalar writes text as a YAML value on one line.
func scalar(text string) string { return frontmatter.Scalar(strings.Join(strings.Fields(text), " ")) }
