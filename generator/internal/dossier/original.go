package dossier

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"dossier/generator/internal/diag"
)

// An Original is the file that a source was made of, kept beside it: a saved page,
// a print, a recording of a visit.
type Original struct {
	Path string // in the content folder
	Sum  string // SHA-256 of its bytes, in lower-case hexadecimal
}

// original matches the name of a kept original.
var original = regexp.MustCompile(`^(.+)\.original\.(?:html|mhtml|pdf|wacz|eml|txt)$`)

// OriginalOf returns the name of the file, without its ending, of the source or the
// version that a file with this name is the original of, and whether it is one.
func OriginalOf(name string) (string, bool) {
	m := original.FindStringSubmatch(path.Base(name))
	if m == nil {
		return "", false
	}
	return m[1], true
}

// fileName returns the name of the file of a source or a version, without its ending.
func (s *Source) fileName() string { return strings.TrimSuffix(path.Base(s.Path), ".md") }

// Original returns the original that is kept of a source, and whether there is
// one.
func (d *Dossier) Original(s *Source) (Original, bool) {
	o, ok := d.originals[s.fileName()]
	return o, ok
}

// keepOriginals gives the dossier the originals of its sources, and reports those
// that are not what their sources say.
func (b *builder) keepOriginals(all []Original) {
	b.d.originals = map[string]Original{}
	var list []*Source // with all versions
	sources := map[string]*Source{}
	for _, s := range b.d.Sources {
		list = append(list, s.Versions()...)
	}
	for _, s := range list {
		sources[s.fileName()] = s
	}
	for _, o := range all {
		name, _ := OriginalOf(o.Path)
		s := sources[name]
		switch {
		case s == nil:
			b.diags = append(b.diags, diag.Diagnostic{File: path.Join(b.d.folder, o.Path), Line: 1, Column: 1, Severity: diag.Error, Code: diag.StrayFile,
				Message: fmt.Sprintf("this is named as the original of a source %q, and there is none", name), Hint: diag.Say("give it the name of its source, or move it out of the content folder")})
			continue
		case s.SHA256 == "":
			b.diags = append(b.diags, s.At("sha256", diag.Warning, diag.Original, fmt.Sprintf("whether %s is still what was captured cannot be told: the source has no sha256", path.Base(o.Path)),
				"write a line “sha256: "+o.Sum+"”, if it is"))
		case s.SHA256 != o.Sum:
			b.diags = append(b.diags, s.At("sha256", diag.Error, diag.Original, fmt.Sprintf("%s is not what was captured: its SHA-256 is %s", path.Base(o.Path), o.Sum),
				"put back the file that was captured; or, if another one is meant, write its sha256"))
		}
		if first, ok := b.d.originals[name]; ok {
			b.diags = append(b.diags, diag.Diagnostic{File: path.Join(b.d.folder, o.Path), Line: 1, Column: 1, Severity: diag.Error, Code: diag.StrayFile,
				Message: fmt.Sprintf("%s is the original of %q already", path.Base(first.Path), name), Hint: diag.Say("keep one of the two")})
			continue
		}
		b.d.originals[name] = o
	}
	for _, s := range list {
		// What one version says of its original is no order to the others.
		if _, ok := b.d.originals[s.fileName()]; s.PublishOriginal && !ok && s.has("publish_original") {
			b.diags = append(b.diags, s.At("publish_original", diag.Error, diag.Original, "the original is to be published, and is not kept beside the source",
				fmt.Sprintf("put it there as %s.original.html (or .mhtml, .pdf, .wacz), or take the line away", s.fileName())))
		}
	}
}
