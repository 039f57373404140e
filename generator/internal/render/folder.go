package render

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/afero"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/meant"
)

// base is the file of the frame; a page's template is executed through it.
const base = "base.html"

// The folders that a folder of templates may have.
const (
	partsFolder = "parts"
	wordsFolder = "words"
)

// assets are the files that are published for themselves.
var assets = [...]string{"style.css", "embed.css", "book.css", "print.css", "script.js", "cite.js", "search.js"}

// wordsName is the name of a file of words: a language tag in lower case.
var wordsName = regexp.MustCompile(`^[a-z]{2,8}(?:-[a-z0-9]{1,8})*\.yaml$`)

// A file is one file of a folder of templates.
type file struct {
	*diag.File        // under the name that diagnostics print
	name       string // relative to the folder
	own        bool   // it is the editor's
	wrong      string // what stands here in the place of a file or a folder; "" when nothing is wrong
}

// A folder is the files of a folder of templates by their names.
type folder map[string]*file

// names returns the names of the files for which keep is true, in order.
func (f folder) names(keep func(name string) bool) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if keep(name) {
			out = append(out, name)
		}
	}
	return out
}

// over returns the files of f with those of own laid over them.
func (f folder) over(own folder) folder {
	out := maps.Clone(f)
	maps.Copy(out, own)
	return out
}

func isPage(name string) bool {
	return path.Dir(name) == "." && path.Ext(name) == ".html" && name != base
}

func isPart(name string) bool { return path.Dir(name) == partsFolder && path.Ext(name) == ".html" }

func isTemplate(name string) bool { return name == base || isPage(name) || isPart(name) }

func isWords(name string) bool {
	return path.Dir(name) == wordsFolder && wordsName.MatchString(path.Base(name))
}

// passedOver reports whether a file is none of a folder's business: what an
// operating system or a text editor leaves, notes to oneself, and the Go file
// that puts the folder of this repository into the program.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || path.Ext(name) == ".md" || path.Ext(name) == ".go"
}

// read reads the files of a folder. A file that cannot be one of its own is
// there without its data, and a folder that cannot with none of its files.
// Nothing but files and folders is opened: a pipe would be waited for. label is
// what diagnostics call the folder.
func read(files afero.Fs, label string, own bool) (folder, error) {
	out := folder{}
	for _, dir := range []string{".", partsFolder, wordsFolder} {
		info, err := files.Stat(dir)
		if errors.Is(err, fs.ErrNotExist) && dir != "." {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read templates: %w", err)
		}
		if !info.IsDir() {
			out[dir] = &file{File: diag.NewFile(path.Join(label, dir), nil), name: dir, own: own, wrong: "this is no folder, and has to be one"}
			continue
		}
		infos, err := afero.ReadDir(files, dir)
		if err != nil {
			return nil, fmt.Errorf("read templates: %w", err)
		}
		for _, info := range infos {
			name := path.Join(dir, info.Name())
			if passedOver(info.Name()) || name == partsFolder || name == wordsFolder {
				continue
			}
			f := &file{name: name, own: own}
			var data []byte
			if isTemplate(name) || isWords(name) || slices.Contains(assets[:], name) {
				// What a link leads to counts.
				if info, err = files.Stat(name); err == nil && !info.Mode().IsRegular() {
					f.wrong = "this is no file, and has to be one"
					if info.IsDir() {
						f.wrong = "this is a folder, and has to be a file"
					}
				} else if err == nil {
					data, err = afero.ReadFile(files, name)
				}
				if err != nil {
					return nil, fmt.Errorf("read template %s: %w", path.Join(label, name), err)
				}
				// A byte order mark would be the first thing on every page.
				data = bytes.TrimPrefix(data, []byte("\ufeff"))
			}
			f.File = diag.NewFile(path.Join(label, name), data)
			out[name] = f
		}
	}
	return out, nil
}

// sift takes the files out of an editor's folder that the program cannot use,
// and reports them.
func sift(own, shipped folder) []diag.Diagnostic {
	var diags []diag.Diagnostic
	for _, name := range slices.Sorted(maps.Keys(own)) {
		f := own[name]
		if f.wrong != "" {
			hint := "give it another name, or put a file in its place"
			if name == partsFolder || name == wordsFolder {
				hint = "give it another name, or put a folder in its place"
			}
			diags = append(diags, diag.Diagnostic{File: f.Name, Severity: diag.Error, Code: diag.Template, Message: f.wrong, Hint: diag.Say(hint)})
			delete(own, name)
			continue
		}
		if shipped[name] == nil && !isPart(name) && !isWords(name) {
			hint := diag.Say("the names that can be: ").Run(diag.Command{Name: "templates list"})
			if near, ok := Nearest(name, slices.Collect(maps.Keys(shipped))); ok {
				hint = diag.Say(fmt.Sprintf("did you mean %s? ", near)).Then(hint)
			}
			diags = append(diags, diag.Diagnostic{
				File: f.Name, Severity: diag.Warning, Code: diag.TemplateUnused,
				Message: "this takes the place of none of the program's, and nothing uses it", Hint: hint,
			})
			delete(own, name)
			continue
		}
		if !utf8.Valid(f.Data) {
			diags = append(diags, diag.Diagnostic{
				File: f.Name, Severity: diag.Error, Code: diag.BadUTF8,
				Message: "this file is not UTF-8 text", Hint: diag.Say("save it as UTF-8"),
			})
			delete(own, name)
		}
	}
	return diags
}

// Nearest returns the file of names that name is a slip for: in its folder, in
// what kind of file it is, or in its letters.
func Nearest(name string, names []string) (string, bool) {
	byStem := map[string]string{} // what makes a file of its name, without which many names are alike
	stem := func(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }
	for _, n := range slices.Sorted(slices.Values(names)) {
		if path.Base(n) == path.Base(name) {
			return n, true
		}
		byStem[stem(n)] = n
	}
	near, ok := meant.Nearest(stem(name), slices.Collect(maps.Keys(byStem)))
	return byStem[near], ok
}
