package history

import (
	"regexp"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/revision"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
)

// Revisions tells what changed from each version of a source to the next.
type Revisions struct {
	view.Frame
	Lead  string     // how many versions there are, and how often the text changed
	Cited string     // whether what this dossier cites changed
	Lost  []Lost     // the citations that no longer hold on the newest
	Steps []Revision // the oldest first
}

// Lost is a citation whose words a later version no longer has.
type Lost struct {
	Note view.Link // that cites them
	How  string    // what changed in them; empty where it may not be told
	view.Citation
}

// A Revision is the way from one version to the next.
type Revision struct {
	ID        string
	From, To  view.Link  // to their pages
	Head      []HeadLine // what is said of the text that changed
	Sentences []Sentence // that changed, in their order
	Same      string     // how many are as they were
	TextLang  string     // empty where it is the page's
	TextDir   string
}

// A HeadLine is something said of a text that changed: its title, its date.
type HeadLine struct {
	What          string
	Pieces        []view.Piece
	Before, After string // where there are no pieces
}

// VersionNote says on the page of a source that there are other versions.
type VersionNote struct {
	Text   string
	Cited  string    // whether what this dossier cites changed; empty on an earlier version
	All    view.Link // to what changed
	Newest view.Link // Href is empty on the newest
}

func (v leaf) versionLink(s *dossier.Source) view.Link {
	return v.To(address.Of(&s.Entry), "", v.VersionName(s))
}

// Versions tells what changed from each version of a source to the next.
func (v leaf) Versions(s *dossier.Source) *Revisions {
	title := v.Word("versions_of", s.Title)
	out := &Revisions{Frame: v.Frame(title, title, v.To(address.Sources, "", v.Word("sources")), v.To(address.Of(&s.Entry), "", v.Outlet(s)))}
	all := s.Versions()
	out.HeadLinks = append(out.HeadLinks, view.Mementos(all...)...)
	changed := 0
	for i, to := range all[1:] {
		step := v.revision(all[i], to)
		if len(step.Head)+len(step.Sentences) > 0 {
			changed++
		}
		out.Steps = append(out.Steps, step)
	}
	out.Lead = v.captured(len(all), changed)
	out.Lost = v.lost(s)
	out.Cited = v.citedChanges(s, out.Lost)
	return out
}

// captured says how many versions there are and how often the text changed.
func (v leaf) captured(n, changed int) string {
	if changed == 0 {
		return v.Word("versions_lead_same", v.Count("n_versions", n))
	}
	return v.Word("versions_lead", v.Count("n_versions", n), v.Count("versions_changed", changed))
}

// lost returns the citations of earlier versions whose words the newest lacks.
func (v leaf) lost(s *dossier.Source) []Lost {
	var out []Lost
	for _, earlier := range s.Earlier {
		for _, e := range v.Index.Cited(earlier) {
			if v.Index.In.Evidence.Lost(e.Citation) == nil {
				continue
			}
			n := e.Citation.Note
			how := v.how(e, v.Index.In.Evidence.Lost(e.Citation))
			note := v.Entry(&n.Entry)
			if n.Kind == dossier.KindAnnotation && n.Title == "" {
				note.Text = v.KindOf(n) // the words stand above it
			}
			out = append(out, Lost{note, how, v.Attributed(e.Citation, v.Excerpt(earlier, e.Passage))})
		}
	}
	return out
}

func (v leaf) citedChanges(s *dossier.Source, lost []Lost) string {
	cited := len(v.Index.Cited(s))
	for _, earlier := range s.Earlier {
		cited += len(v.Index.Cited(earlier))
	}
	switch {
	case cited == 0:
		return ""
	case len(lost) == 0:
		return v.Word("versions_cited_same")
	}
	text := v.Count("versions_cited", len(lost))
	var how []string
	for _, l := range lost {
		if l.How != "" && !slices.Contains(how, l.How) {
			how = append(how, l.How)
		}
	}
	if len(how) > 0 {
		text += " " + v.Word("versions_how", strings.Join(how, v.Word("semicolon")))
	}
	return text
}

// number matches a number in a text, with the marks that part its figures.
var number = regexp.MustCompile(`\pN+(?:[.,:/\x{00a0}\x{202f}-]\pN+)*`)

// how says what became of the words of a citation in the first version that lacks them:
// a number, words, or all of a sentence.
func (v leaf) how(e *view.Cited, to *dossier.Source) string {
	from := e.Citation.Source
	var numbers, others []string
	add := func(list *[]string, text string) {
		if !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
	for _, c := range revision.Changes(from.Plain, to.Plain) {
		if c.Kind == revision.Same || !c.Before.Overlaps(e.Passage.Span) {
			continue
		}
		if !v.Shows(from, c.Before) || c.After.Len() > 0 && !v.Shows(to, c.After) {
			return ""
		}
		if c.Kind == revision.Dropped {
			add(&others, v.Word("how_dropped"))
			continue
		}
		cited := segment.Span{Start: max(c.Before.Start, e.Passage.Start), End: min(c.Before.End, e.Passage.End)}
		was, is := number.FindAllString(cited.In(from.Plain), -1), number.FindAllString(c.After.In(to.Plain), -1)
		gone, come := without(was, is), without(is, number.FindAllString(c.Before.In(from.Plain), -1))
		if len(gone) == 1 && len(come) == 1 {
			add(&numbers, v.Word("how_number", gone[0], come[0]))
		} else {
			add(&others, v.Word("how_words"))
		}
	}
	return strings.Join(append(numbers, others...), v.Word("comma"))
}

// without returns what of a list is not in another.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(x string) bool { return slices.Contains(other, x) })
}

// revision tells what changed from one version to the next.
func (v leaf) revision(from, to *dossier.Source) Revision {
	_, id := address.Change(to)
	step := Revision{ID: id, From: v.versionLink(from), To: v.versionLink(to), Head: v.headLines(from, to)}
	step.TextLang, step.TextDir = v.OtherLanguage(to.Lang)
	same := 0
	for _, c := range revision.Changes(from.Plain, to.Plain) {
		if c.Changed() {
			step.Sentences = append(step.Sentences, v.sentence(c, from, to))
		} else {
			same++
		}
	}
	if same > 0 {
		step.Same = v.Count("n_sentences_same", same)
	}
	return step
}

// headLines tells what is said of a text that changed from one version to the next.
func (v leaf) headLines(from, to *dossier.Source) []HeadLine {
	var out []HeadLine
	out = append(out, v.titles(from, to)...)
	for _, line := range []HeadLine{
		{What: v.Word("head_published"), Before: v.Date(from.Published, "").Words, After: v.Date(to.Published, "").Words},
		{What: v.Word("head_author"), Before: from.Author, After: to.Author},
		{What: v.Word("head_publisher"), Before: from.Publisher, After: to.Publisher},
		{What: v.Word("head_url"), Before: from.URL, After: to.URL},
	} {
		if line.Before != line.After {
			out = append(out, line)
		}
	}
	return out
}

// titles tells how the title changed, if it did.
func (v leaf) titles(from, to *dossier.Source) []HeadLine {
	if from.Title == to.Title {
		return nil
	}
	return []HeadLine{{What: v.Word("head_title"), Pieces: pieces(from.Title, to.Title)}}
}

// VersionNote says on the page of a source which version it shows; nil where there
// is one alone.
func (v leaf) VersionNote(s *dossier.Source) *VersionNote {
	all := s.Versions()
	if len(all) == 1 {
		return nil
	}
	newest := all[len(all)-1]
	note := &VersionNote{All: v.To(address.Versions(newest.Slug), "", v.Word("versions_all"))}
	if s != newest {
		note.Text = v.Word("version_earlier", v.VersionName(s))
		note.Newest = v.To(address.Of(&newest.Entry), "", v.Word("version_newest"))
		return note
	}
	changed := 0
	for i, to := range all[1:] {
		if reading.Changed(all[i], to) {
			changed++
		}
	}
	note.Text = v.captured(len(all), changed)
	note.Cited = v.citedChanges(s, v.lost(s))
	return note
}
