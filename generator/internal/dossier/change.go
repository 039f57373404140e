package dossier

import (
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/segment"
)

// A Change is what the editors changed in a source or note since it was first
// published, as its front matter says under "changes". What an outlet changed in a
// text of its own is another matter: a version of a source.
type Change struct {
	Date       edtf.Date // a day, or a day with a time
	Kind       ChangeKind
	What, Why  string // Why may be empty
	File       *diag.File
	Start, End int // bytes of the file: where What stands
}

// ChangeKind says what sort of change it was.
type ChangeKind string

// The kinds of changes.
const (
	Correction ChangeKind = "correction" // something was wrong
	Update     ChangeKind = "update"     // something is new; the kind of a change that names none
	SmallNote  ChangeKind = "note"       // nothing of what is said is another
)

// ChangeKinds returns all kinds of changes, those that matter most first.
func ChangeKinds() []ChangeKind { return []ChangeKind{Correction, Update, SmallNote} }

// Substantive reports whether a change is of what is said, so that readers are told at
// the head of the page.
func (c Change) Substantive() bool { return c.Kind != SmallNote }

// Same reports whether two changes say the same, wherever they stand.
func (c Change) Same(other Change) bool {
	return c.Date.Equal(other.Date) && c.Kind == other.Kind && c.What == other.What && c.Why == other.Why
}

// NewestFirst sorts changes: the newest first, and those of one moment as they are written.
func NewestFirst(list []Change) {
	slices.SortStableFunc(list, func(a, b Change) int { return edtf.Compare(b.Date, a.Date) })
}

// changes reports what is said of changes in a source of which nothing is published, or in an
// annotation on one, and repeats words of it.
func (b *builder) changes() {
	about := map[*Source][]Change{}
	for _, s := range b.d.Sources {
		about[s] = append(about[s], s.Changes...)
	}
	for _, a := range b.d.Annotations {
		if a.Of != nil {
			about[a.Of.Current()] = append(about[a.Of.Current()], a.Changes...)
		}
	}
	for _, s := range b.d.Sources {
		if len(about[s]) == 0 {
			continue
		}
		secret := s.unpublished()
		for _, c := range about[s] {
			for _, run := range runs(c.What + "\n" + c.Why) {
				if secret[run] {
					b.diags = append(b.diags, c.File.At(c.Start, c.End, diag.Error, diag.BadValue,
						fmt.Sprintf("this repeats words of %q, of which none are published: “%s”", s.Slug, run), "say what was changed without them"))
					break
				}
			}
		}
	}
}

// unpublished returns the runs of words of those versions of s of which nothing is published,
// but for what another version or a title has.
func (s *Source) unpublished() map[string]bool {
	out := map[string]bool{}
	for _, v := range s.Versions() {
		if v.Publish == PublishNone {
			for _, run := range runs(v.Plain) {
				out[run] = true
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	for _, v := range s.Versions() {
		for _, run := range runs(v.Title) {
			delete(out, run)
		}
		if v.Publish == PublishFull {
			for _, run := range runs(v.Plain) {
				delete(out, run)
			}
		}
	}
	return out
}

// Changed is a change with the source or note that was changed.
type Changed struct {
	Change
	Of *Entry
}

// Changes returns the changes of all sources and notes, the newest first; those of one moment in the order of [Dossier.Entries].
func (d *Dossier) Changes() []Changed {
	var out []Changed
	for _, e := range d.Entries() {
		for _, c := range e.Changes {
			out = append(out, Changed{c, e})
		}
	}
	slices.SortStableFunc(out, func(a, b Changed) int { return edtf.Compare(b.Date, a.Date) })
	return out
}

// runLength is how many words that follow each other tell what a text says.
const runLength = 5

// runs returns the runs of [runLength] words of a text, folded.
func runs(text string) []string {
	words := edit.Folded(text, segment.Words(text))
	var out []string
	for i := 0; i+runLength <= len(words); i++ {
		out = append(out, strings.Join(words[i:i+runLength], " "))
	}
	return out
}

// Touched returns the day on which the editors last changed a source or note, as they say; zero where they do not say it for sure.
func (e *Entry) Touched() edtf.Date {
	dates := []edtf.Date{e.Created, e.Updated}
	for _, c := range e.Changes {
		dates = append(dates, c.Date)
	}
	return latest(slices.DeleteFunc(dates, func(d edtf.Date) bool { return !d.Exact() || d.Machine() == "" }))
}

// Touched returns the day on which the editors last changed any source or note, as they say; zero where they say it of none for sure.
func (d *Dossier) Touched() edtf.Date {
	var dates []edtf.Date
	for _, e := range d.Entries() {
		dates = append(dates, e.Touched())
	}
	return latest(dates)
}

// latest returns the last of days, the first of those that are the same; zero where there is none.
func latest(dates []edtf.Date) (last edtf.Date) {
	at := ""
	for _, d := range dates {
		if moment := d.RFC3339(); !d.IsZero() && moment > at {
			last, at = d, moment
		}
	}
	return last
}
