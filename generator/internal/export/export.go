// Package export writes what the dossier holds for other programs:
// dossier.json, the whole dossier as data; the timeline as iCalendar, as JSON
// and for TimelineJS; comparisons as JSON lines, CSV and TEI; and the object
// that "dossier check --format json" prints.
//
// What is JSON of our own has a JSON Schema beside this file. Offsets count Unicode code points
// in a source's plain text, which is published as
// sources/<slug>/source.txt; ranges are half-open.
package export

import (
	"bytes"
	_ "embed" // for the schemas
	"encoding/json"
	"fmt"
	"slices"

	"dossier/generator/internal/address"
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/revision"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/stemma"
)

// DossierSchema is the JSON Schema of dossier.json.
//
//go:embed dossier.schema.json
var DossierSchema []byte

// CheckSchema is the JSON Schema of what "dossier check --format json" prints.
//
//go:embed check.schema.json
var CheckSchema []byte

// Input is what there is to export.
type Input struct {
	Dossier    *dossier.Dossier // without its drafts
	Evidence   *anchor.Evidence
	Comparison *collate.Result
	Relations  *stemma.Relations // of the comparison; may be nil, where nothing is told of what counts as one source
	Words      Words             // of the site; may be nil
	Preview    bool              // the dossier has its drafts too
}

// File is a file of the site, with its path from the root.
type File struct {
	Path string
	Make func() ([]byte, error) // returns nil when there is nothing to write
}

// finished returns a file that need not be made.
func finished(path string, data []byte) File {
	return File{path, func() ([]byte, error) { return data, nil }}
}

// Files returns the files for programs: dossier.json with its parts, its schema, the plain
// text of every source that is published in full, and the timeline.
func Files(in Input) []File {
	w := wholeOf(in)
	files := append([]File{{address.Data, w.index}, finished("dossier.schema.json", DossierSchema)}, w.parts()...)
	for _, s := range in.Dossier.Sources {
		for _, v := range s.Versions() {
			if v.Publish == dossier.PublishFull {
				files = append(files, File{address.Text(v.Slug), func() ([]byte, error) { return []byte(v.Plain), nil }})
			}
		}
	}
	return slices.Concat(files, timelineFiles(in), feedFiles(in), tableFiles(in))
}

type span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type head struct {
	Slug    dossier.Slug `json:"slug"`
	File    string       `json:"file,omitempty"` // empty for a person who has none
	Title   string       `json:"title,omitempty"`
	Topics  []string     `json:"topics,omitempty"`
	Aliases []string     `json:"aliases,omitempty"`
	Created string       `json:"created,omitempty"`
	Updated string       `json:"updated,omitempty"`
	Changes []amendment  `json:"changes,omitempty"`
	Draft   bool         `json:"draft,omitempty"`  // in a preview alone
	Status  string       `json:"status,omitempty"` // of a draft that has one
	Page    string       `json:"page,omitempty"`   // its page, from the root of the site
	Links   []channel    `json:"links,omitempty"`  // what the text of a note leads to, each once
}

// An amendment is what the editors changed.
type amendment struct {
	Date string             `json:"date"`
	Kind dossier.ChangeKind `json:"kind"`
	What string             `json:"what"`
	Why  string             `json:"why,omitempty"`
}

type source struct {
	head
	Publisher  string            `json:"publisher,omitempty"`
	Author     string            `json:"author,omitempty"`
	Published  string            `json:"published,omitempty"`
	URL        string            `json:"url,omitempty"`
	Archived   string            `json:"archived,omitempty"`
	Captured   string            `json:"captured,omitempty"`
	SHA256     string            `json:"sha256,omitempty"`
	Lang       string            `json:"lang"`
	Series     string            `json:"series,omitempty"`
	Credit     string            `json:"credit,omitempty"`
	Translator string            `json:"translator,omitempty"`
	Rights     string            `json:"rights,omitempty"`
	Follows    *follows          `json:"follows,omitempty"`
	Publish    dossier.Publish   `json:"publish"`
	Medium     dossier.Medium    `json:"medium"`
	Inferred   map[string]string `json:"inferred,omitempty"`
	Text       string            `json:"text,omitempty"`
	Length     int               `json:"length"`
	Others     []stretch         `json:"other_languages,omitempty"`
	Versions   []version         `json:"versions,omitempty"`
}

// A version is one capture of a source that has several. What is said of none of them
// alone stands in the source.
type version struct {
	Slug      dossier.Slug    `json:"slug"`
	Name      string          `json:"name"`
	Seen      string          `json:"seen,omitempty"`
	Title     string          `json:"title"`
	Author    string          `json:"author,omitempty"`
	Published string          `json:"published,omitempty"`
	URL       string          `json:"url,omitempty"`
	Archived  string          `json:"archived,omitempty"`
	Captured  string          `json:"captured,omitempty"`
	SHA256    string          `json:"sha256,omitempty"`
	Publish   dossier.Publish `json:"publish"`
	Text      string          `json:"text,omitempty"`
	Length    int             `json:"length"`
	Page      string          `json:"page"`
	Changes   []change        `json:"changes,omitempty"`
}

// A change is what became of a sentence of the version before.
type change struct {
	Kind   revision.Kind `json:"kind"`
	Moved  bool          `json:"moved"`
	Before *span         `json:"before,omitempty"`
	After  *span         `json:"after,omitempty"`
}

// A stretch is a part of a text that is in another language.
type stretch struct {
	span
	Lang string `json:"lang"`
}

type citation struct {
	Line   int          `json:"line"`
	Source dossier.Slug `json:"source"`
	span
	Parts   []span    `json:"parts,omitempty"`
	Exact   string    `json:"exact"`
	Quoted  string    `json:"quoted"`
	LeftOut []leftOut `json:"left_out,omitempty"`
	Locator string    `json:"locator,omitempty"`
	Bears   string    `json:"bears,omitempty"` // what the words do for the claim that cites them
	Lang    string    `json:"lang"`            // of the words

	Translations []translation `json:"translations,omitempty"`
}

// A translation is an editor's rendering of a citation: no words of the source.
type translation struct {
	Lang string `json:"lang"`
	By   string `json:"by,omitempty"`
	Text string `json:"text"`
}

type block struct {
	Prose    string    `json:"prose,omitempty"`
	Citation *citation `json:"citation,omitempty"`
}

type annotation struct {
	head
	Source dossier.Slug `json:"source"`
	Author string       `json:"author,omitempty"`
	Body   []block      `json:"body"`
}

type quote struct {
	head
	Speakers []dossier.Slug `json:"speakers,omitempty"`
	Quoting  []dossier.Slug `json:"quoting,omitempty"`
	Via      []channel      `json:"via,omitempty"`
	Said     string         `json:"said,omitempty"`
	Occasion string         `json:"occasion,omitempty"`
	Original dossier.Slug   `json:"original,omitempty"` // the source that has the words as they were said
	Related  []dossier.Slug `json:"related,omitempty"`
	Body     []block        `json:"body"`
}

type claim struct {
	head
	Claimants   []dossier.Slug `json:"claimants,omitempty"`
	Appearances []channel      `json:"appearances,omitempty"` // quotations and sources that make it, beside citations
	Made        string         `json:"made,omitempty"`
	Verdict     *verdict       `json:"verdict,omitempty"`
	Reviewed    string         `json:"reviewed,omitempty"`
	Summary     string         `json:"summary,omitempty"`
	Editors     []string       `json:"editors,omitempty"`
	Evidence    []weighed      `json:"evidence,omitempty"`
	Body        []block        `json:"body"`
}

// weighed is how much stands for a claim in one way.
type weighed struct {
	Bears    markdown.Bearing `json:"bears"`
	Passages int              `json:"passages"`
	Sources  [][]dossier.Slug `json:"sources,omitempty"` // those that count as one together; none where that is not known
}

type verdict struct {
	Key  string `json:"key"`
	Rank int    `json:"rank,omitempty"` // the higher, the more the evidence bears a claim out
	Word string `json:"word"`
}

type event struct {
	head
	Date   string         `json:"date,omitempty"`
	People []dossier.Slug `json:"people,omitempty"`
	Body   []block        `json:"body"`
}

type person struct {
	head
	Role         string  `json:"role,omitempty"`
	Lang         string  `json:"lang,omitempty"` // that the person speaks
	Organisation bool    `json:"organisation"`
	Body         []block `json:"body"`
}

type page struct {
	head
	Nav  int     `json:"nav,omitempty"`
	Body []block `json:"body"`
}

// series is sources that reword one another, in their order.
type series struct {
	Slug    dossier.Slug   `json:"slug"`
	Name    string         `json:"name"`
	Sources []dossier.Slug `json:"sources"`
}

type alignment struct {
	A     span         `json:"a"`
	B     span         `json:"b"`
	Kind  collate.Kind `json:"kind"`
	Moved bool         `json:"moved"`
	Score float64      `json:"score"`

	SameSpeech bool `json:"same_speech,omitempty"`
}

// A leftover is words of one side that no alignment holds.
type leftover struct {
	span
	Kind collate.LeftoverKind `json:"kind"`
}

type comparison struct {
	A          string      `json:"a"`
	B          string      `json:"b"`
	ACovered   float64     `json:"a_covered"`
	BCovered   float64     `json:"b_covered"`
	Similarity float64     `json:"similarity"`
	Alignments []alignment `json:"alignments"`
	OnlyA      []span      `json:"only_a"`
	OnlyB      []span      `json:"only_b"`
	LeftA      []leftover  `json:"left_a"`
	LeftB      []leftover  `json:"left_b"`
}

// encode returns v as indented JSON with its characters as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("encode JSON: %w", err)
	}
	return b.Bytes(), nil
}

func date(d edtf.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func headOf(e *dossier.Entry) head {
	h := head{Slug: e.Slug, File: e.Path, Title: e.Title, Created: date(e.Created), Updated: date(e.Updated), Draft: e.Unfinished}
	if e.Unfinished {
		h.Status = string(e.Status)
	}
	for _, t := range e.Topics {
		h.Topics = append(h.Topics, t.Name)
	}
	for _, c := range e.Changes {
		h.Changes = append(h.Changes, amendment{c.Date.String(), c.Kind, c.What, c.Why})
	}
	for _, a := range e.Aliases {
		h.Aliases = append(h.Aliases, a.Name)
	}
	h.Page = address.Of(e).Path()
	if n := e.Item.AsNote(); n != nil {
		h.Links = links(n)
	}
	return h
}

// links returns the sources and notes that the text of a note leads to, in the order of the text and each once. What a citation
// cites is none of them.
func links(n *dossier.Note) []channel {
	var out []channel
	add := func(e *dossier.Entry) {
		if e == nil {
			return
		}
		if to := (channel{e.Kind, e.Slug}); !slices.Contains(out, to) {
			out = append(out, to)
		}
	}
	for i, l := range n.Body.Links {
		if !l.Attributes {
			add(n.Targets[i])
		}
	}
	for _, at := range n.Destinations {
		add(at.Entry)
	}
	return out
}

// follows is what the editors say of the origin of a source.
type follows struct {
	Source dossier.Slug `json:"source,omitempty"` // absent where it follows none
	Reason string       `json:"reason"`
}

// A channel is a source or note that another names: one through whom words came, or to which a text leads.
type channel struct {
	Kind dossier.Kind `json:"kind"`
	Slug dossier.Slug `json:"slug"`
}

func slugs(people []*dossier.Person) []dossier.Slug {
	var out []dossier.Slug
	for _, p := range people {
		out = append(out, p.Slug)
	}
	return out
}

func sourceOf(d *dossier.Dossier, s *dossier.Source) source {
	_, length := s.CodePoints(segment.Span{Start: 0, End: len(s.Plain)})
	out := source{
		head: headOf(&s.Entry), Publisher: s.Publisher, Author: s.Author, Published: date(s.Published), URL: s.URL,
		Archived: s.Archived, Captured: date(s.Captured), SHA256: s.SHA256, Lang: s.Lang, Series: s.Series,
		Credit: s.Credit, Translator: s.Translator, Rights: s.Rights, Publish: s.Publish, Medium: s.Medium, Length: length,
		Versions: versionsOf(s),
	}
	if s.Publish == dossier.PublishFull {
		out.Text = address.Text(s.Slug)
		for _, o := range s.Others {
			out.Others = append(out.Others, stretch{points(s, o.Span), o.Lang})
		}
	}
	if s.Follows != nil {
		out.Follows = &follows{Reason: s.Follows.Reason}
		if from := d.Followed(s); from != nil {
			out.Follows.Source = from.Slug
		}
	}
	for _, i := range s.Inferred {
		if out.Inferred == nil {
			out.Inferred = map[string]string{}
		}
		out.Inferred[i.Key] = i.From
	}
	return out
}

// versionsOf returns the versions of a source, the oldest first; none of one that has
// one alone.
func versionsOf(s *dossier.Source) []version {
	all := s.Versions()
	if len(all) == 1 {
		return nil
	}
	out := make([]version, len(all))
	for i, v := range all {
		_, length := v.CodePoints(segment.Span{Start: 0, End: len(v.Plain)})
		out[i] = version{
			Slug: v.Slug, Name: v.Version, Seen: date(v.Seen()), Title: v.Title, Author: v.Author, Published: date(v.Published),
			URL: v.URL, Archived: v.Archived, Captured: date(v.Captured), SHA256: v.SHA256, Publish: v.Publish, Length: length,
			Page: address.Of(&v.Entry).Path(),
		}
		if v.Publish == dossier.PublishFull {
			out[i].Text = address.Text(v.Slug)
		}
		if i == 0 {
			continue
		}
		for _, c := range revision.Changes(all[i-1].Plain, v.Plain) {
			if !c.Changed() {
				continue
			}
			told := change{Kind: c.Kind, Moved: c.Moved}
			if c.Before.Len() > 0 {
				p := points(all[i-1], c.Before)
				told.Before = &p
			}
			if c.After.Len() > 0 {
				p := points(v, c.After)
				told.After = &p
			}
			out[i].Changes = append(out[i].Changes, told)
		}
	}
	return out
}

// leftOut is what […] stands for in a citation.
type leftOut struct {
	span
	Words int    `json:"words"`
	Exact string `json:"exact,omitempty"` // absent where it may not be published
}

func points(s *dossier.Source, p segment.Span) span {
	start, end := s.CodePoints(p)
	return span{start, end}
}

// body returns the blocks of a note, prose as plain text.
func body(in Input, n *dossier.Note) []block {
	cited := map[int]*dossier.Citation{}
	for _, c := range n.Citations {
		cited[c.Block] = c
	}
	out := []block{}
	for i, b := range n.Body.Blocks {
		c := cited[i]
		if c == nil {
			out = append(out, block{Prose: b.Text(in.Dossier.LinkText)})
			continue
		}
		p, ok := in.Evidence.Passage(c)
		if !ok {
			continue // an error stopped the build; only a check gets here
		}
		item := &citation{
			Bears: string(c.Bears),
			Line:  c.Quote.Line, Source: c.Source.Slug, span: points(c.Source, p.Span),
			Exact: p.In(c.Source.Plain), Quoted: c.Quote.Text,
		}
		// No more words than the site shows: neither what was left out nor
		// the context of the words that are meant.
		if !in.Evidence.Shows(c.Source, p.Span) {
			item.Exact = p.Quoted(c.Source.Plain)
		}
		if slices.ContainsFunc(p.Match, func(m segment.Span) bool { return !in.Evidence.Shows(c.Source, m) }) {
			item.Quoted = p.Quoted(c.Source.Plain)
		}
		if len(p.Parts) > 1 {
			for _, part := range p.Parts {
				item.Parts = append(item.Parts, points(c.Source, part))
			}
		}
		for _, left := range p.Omitted() {
			text := left.In(c.Source.Plain)
			omitted := leftOut{span: points(c.Source, left), Words: segment.Count(text)}
			if in.Evidence.Shows(c.Source, left) {
				omitted.Exact = text
			}
			item.LeftOut = append(item.LeftOut, omitted)
		}
		item.Locator, item.Lang = c.Quote.Locator, c.Source.LangOf(p.Span)
		for _, t := range c.Quote.Translations {
			item.Translations = append(item.Translations, translation{t.Lang, t.By, t.Text(in.Dossier.LinkText)})
		}
		out = append(out, block{Citation: item})
	}
	return out
}

func comparisonOf(d *dossier.Dossier, c collate.Comparison) comparison {
	a, b := d.Source(dossier.Slug(c.A)), d.Source(dossier.Slug(c.B))
	out := comparison{
		A: c.A, B: c.B, ACovered: c.CoveredA, BCovered: c.CoveredB, Similarity: c.Similarity,
		Alignments: []alignment{},
	}
	for _, al := range c.Alignments {
		out.Alignments = append(out.Alignments, alignment{points(a, al.A), points(b, al.B), al.Kind, al.Moved, al.Score, al.SameSpeech})
	}
	out.OnlyA, out.LeftA = leftovers(a, c.LeftA)
	out.OnlyB, out.LeftB = leftovers(b, c.LeftB)
	return out
}

// leftovers returns what a comparison leaves over of a source, and the passages of it that nothing in the other answers.
func leftovers(s *dossier.Source, list []collate.Leftover) (only []span, all []leftover) {
	only, all = []span{}, []leftover{}
	for _, l := range list {
		p := points(s, l.Span)
		if l.Kind == collate.Only {
			only = append(only, p)
		}
		all = append(all, leftover{p, l.Kind})
	}
	return only, all
}
