package site

import (
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/revision"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/comparison"
	"dossier/generator/internal/site/view"
)

// VersionsPage tells what changed from each version of a source to the next.
type VersionsPage struct {
	view.Frame
	Lead  string     // how many versions there are, and how often the text changed
	Cited string     // whether what this dossier cites changed
	Lost  []Lost     // the citations that no longer hold on the newest
	Steps []Revision // the oldest first
}

// Lost is a citation whose words a later version no longer has.
type Lost struct {
	Note view.Link // that cites them
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
	Pieces        []comparison.Piece
	Before, After string // where there are no pieces
}

// A Sentence is one that changed.
type Sentence struct {
	Kind   string // "changed", "added", "dropped" or "moved", which may be changed too
	Word   string // for the kind
	Pieces []comparison.Piece
	Hidden string // says how many words there are, where they may not be shown
	Href   string // to where it stands in the later version, or else the earlier
	Notice bool   // it says that the text was corrected
}

// VersionNote says on the page of a source that there are other versions.
type VersionNote struct {
	Text   string
	Cited  string    // whether what this dossier cites changed; empty on an earlier version
	All    view.Link // to what changed
	Newest view.Link // Href is empty on the newest
}

// versions plans the pages of the versions of a source that has several.
func (p plan) versions(s *dossier.Source) {
	if len(s.Earlier) == 0 {
		return
	}
	for _, v := range s.Earlier {
		p.add(address.Of(&v.Entry), "source", &v.Entry, "", func(m maker) any { return m.source(v) })
	}
	p.add(address.Versions(s.Slug), "versions", nil, "the versions of "+s.File.Name, func(m maker) any { return m.revisions(s) })
}

// versionName returns what a version is called: when its text stood so, or the word
// that the editors call it by.
func (v maker) versionName(s *dossier.Source) string {
	if seen := s.Seen(); !seen.IsZero() {
		return v.When(seen)
	}
	if s.Version == dossier.FirstVersion {
		return v.Word("version_first")
	}
	return s.Version
}

func (v maker) versionLink(s *dossier.Source) view.Link {
	return v.To(address.Of(&s.Entry), "", v.versionName(s))
}

// revisionID returns the id of what changed up to a version.
func revisionID(s *dossier.Source) string { return "v-" + strings.ReplaceAll(s.Version, "+", "-") }

func (v maker) revisions(s *dossier.Source) *VersionsPage {
	title := v.Word("versions_of", s.Title)
	out := &VersionsPage{Frame: v.Frame(title, title, v.To(address.Sources, "", v.Word("sources")), v.To(address.Of(&s.Entry), "", v.Outlet(s)))}
	all := s.Versions()
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
	out.Cited = v.citedChanges(s, len(out.Lost))
	return out
}

// captured says how many versions there are and how often the text changed.
func (v maker) captured(n, changed int) string {
	if changed == 0 {
		return v.Word("versions_lead_same", v.Count("n_versions", n))
	}
	return v.Word("versions_lead", v.Count("n_versions", n), v.Count("n_changed", changed))
}

// isChange reports whether a sentence is not as it was, or not where.
func isChange(c revision.Change) bool { return c.Kind != revision.Same || c.Moved }

// lost returns the citations of earlier versions whose words the newest lacks.
func (v maker) lost(s *dossier.Source) []Lost {
	var out []Lost
	for _, earlier := range s.Earlier {
		for _, e := range v.Index.Cited(earlier) {
			if v.Index.In.Evidence.Lost(e.Citation) == nil {
				continue
			}
			n := e.Citation.Note
			out = append(out, Lost{v.Entry(&n.Entry), v.Attributed(e.Citation, v.Excerpt(earlier, e.Passage))})
		}
	}
	return out
}

func (v maker) citedChanges(s *dossier.Source, lost int) string {
	cited := len(v.Index.Cited(s))
	for _, earlier := range s.Earlier {
		cited += len(v.Index.Cited(earlier))
	}
	switch {
	case cited == 0:
		return ""
	case lost == 0:
		return v.Word("versions_cited_same")
	}
	return v.Count("versions_cited", lost)
}

// revision tells what changed from one version to the next.
func (v maker) revision(from, to *dossier.Source) Revision {
	step := Revision{ID: revisionID(to), From: v.versionLink(from), To: v.versionLink(to), Head: v.headLines(from, to)}
	step.TextLang, step.TextDir = v.OtherLanguage(to.Lang)
	same := 0
	for _, c := range revision.Changes(from.Plain, to.Plain) {
		if isChange(c) {
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
func (v maker) headLines(from, to *dossier.Source) []HeadLine {
	var out []HeadLine
	if from.Title != to.Title {
		out = append(out, HeadLine{What: v.Word("head_title"), Pieces: pieces(from.Title, to.Title)})
	}
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

func (v maker) sentence(c revision.Change, from, to *dossier.Source) Sentence {
	out := Sentence{Kind: string(c.Kind)}
	if c.Kind == revision.Same {
		out.Kind = "moved"
	}
	out.Word = v.Word("revision_" + out.Kind)
	if c.Moved && c.Kind == revision.Changed {
		out.Word = v.Word("revision_changed_moved")
	}
	before, after := c.Before.In(from.Plain), c.After.In(to.Plain)
	shown := true
	if c.Before.Len() > 0 {
		shown = v.Shows(from, c.Before)
		out.Href = v.Passage(from, c.Before).Href
	}
	if c.After.Len() > 0 {
		shown = shown && v.Shows(to, c.After)
		out.Href = v.Passage(to, c.After).Href
		out.Notice = c.Kind == revision.Added && lexicon.Corrects(after, to.Lang)
	}
	if shown {
		out.Pieces = pieces(before, after)
	} else {
		out.Hidden = v.Count("withheld", max(len(segment.Words(before)), len(segment.Words(after))))
	}
	return out
}

// pieces returns how one text became another, word by word.
func pieces(before, after string) []comparison.Piece {
	var out []comparison.Piece
	for _, e := range edit.Diff(before, after) {
		text := e.B.In(after)
		if e.Op == edit.Deleted {
			text = e.A.In(before)
		}
		out = append(out, comparison.Piece{Op: e.Op, Text: text})
	}
	return out
}

// versionNote says on the page of a source which version it shows; nil where there
// is one alone.
func (v maker) versionNote(s *dossier.Source) *VersionNote {
	all := s.Versions()
	if len(all) == 1 {
		return nil
	}
	newest := all[len(all)-1]
	note := &VersionNote{All: v.To(address.Versions(newest.Slug), "", v.Word("versions_all"))}
	if s != newest {
		note.Text = v.Word("version_earlier", v.versionName(s))
		note.Newest = v.To(address.Of(&newest.Entry), "", v.Word("version_newest"))
		return note
	}
	changed := 0
	for i, to := range all[1:] {
		if len(v.headLines(all[i], to)) > 0 || slices.ContainsFunc(revision.Changes(all[i].Plain, to.Plain), isChange) {
			changed++
		}
	}
	note.Text = v.captured(len(all), changed)
	note.Cited = v.citedChanges(s, len(v.lost(s)))
	return note
}
