package export

import (
	"bytes"
	"encoding/json"
	"fmt"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/evidence"
	"dossier/generator/internal/markdown"
)

// How large dossier.json may be, in bytes. What is weighed is no less than what is written.
const (
	indexHolds = 5_000_000 // the file, and each of its parts
	listHolds  = 500_000   // of a list that stands in the file itself, where the whole has parts
)

// Formats of dossier.json. A program that reads the first looks for lists that the second has elsewhere.
const (
	formatWhole = 1
	formatParts = 2
)

// SchemaVersion is the version of the schema of dossier.json, as semver.org counts: the second number grows when something is added,
// the first when a reader of an older one could misread the file.
const SchemaVersion = "2.2.0"

// whole is dossier.json before it is written: its head, and its lists.
type whole struct {
	in    Input
	lists []list
}

// A list is one of the lists of dossier.json. Its items are made when they are asked for.
type list struct {
	name   string
	size   int
	weight func(i int) int // of an item, in bytes
	item   func(i int) any
}

func listOf[T any](name string, items []T, weight func(T) int, show func(T) any) list {
	return list{name, len(items), func(i int) int { return weight(items[i]) }, func(i int) any { return show(items[i]) }}
}

func (l list) total() int {
	n := 0
	for i := range l.size {
		n += l.weight(i)
	}
	return n
}

func (l list) items() []any {
	out := make([]any, l.size) // not nil: a list is there also when it is empty
	for i := range out {
		out[i] = l.item(i)
	}
	return out
}

// wholeOf returns the whole dossier. Of a source that is not published
// in full it holds no more words than its citations quote.
func wholeOf(in Input) whole {
	d := in.Dossier
	var compared []collate.Comparison
	if in.Comparison != nil {
		compared = in.Comparison.Comparisons
	}
	w := whole{in, []list{
		listOf("sources", d.Sources, sourceWeight, func(s *dossier.Source) any { return sourceOf(d, s) }),
		listOf("annotations", d.Annotations, noteWeight, func(n *dossier.Annotation) any {
			return annotation{headOf(&n.Entry), n.Of.Slug, n.Author, body(in, &n.Note)}
		}),
		listOf("quotes", d.Quotes, noteWeight, func(n *dossier.Quote) any {
			q := quote{head: headOf(&n.Entry), Said: date(n.Said), Occasion: n.Occasion, Body: body(in, &n.Note)}
			q.Speakers, q.Quoting = slugs(n.Speakers), slugs(n.Quoting)
			for _, e := range n.Via {
				q.Via = append(q.Via, channel{e.Kind, e.Slug})
			}
			if n.Original != nil {
				q.Original = n.Original.Base()
			}
			for _, r := range n.Related {
				q.Related = append(q.Related, r.Slug)
			}
			return q
		}),
		listOf("events", d.Events, noteWeight, func(n *dossier.Event) any {
			e := event{head: headOf(&n.Entry), Date: date(n.Date), Body: body(in, &n.Note)}
			for _, p := range n.People {
				e.People = append(e.People, p.Slug)
			}
			return e
		}),
		listOf("people", d.People, noteWeight, func(n *dossier.Person) any {
			h := headOf(&n.Entry)
			if n.StandIn {
				h.File = ""
			}
			return person{h, n.Role, n.Lang, n.Organisation, body(in, &n.Note)}
		}),
		listOf("pages", d.Pages, noteWeight, func(n *dossier.Page) any { return page{headOf(&n.Entry), n.Nav, body(in, &n.Note)} }),
		listOf("comparisons", compared, comparisonWeight, func(c collate.Comparison) any { return comparisonOf(d, c) }),
	}}
	if len(d.Claims) > 0 {
		w.lists = append(w.lists, listOf("claims", d.Claims, noteWeight, func(n *dossier.Claim) any {
			c := claim{head: headOf(&n.Entry), Claimants: slugs(n.Claimants), Made: date(n.Made), Reviewed: date(n.Reviewed), Summary: n.Summary, Editors: n.Editors, Body: body(in, &n.Note)}
			if n.Verdict != nil {
				c.Verdict = &verdict{n.Verdict.Key, n.Verdict.Rank, n.Verdict.Word(d.Settings.Language)}
			}
			for _, e := range n.Appearances {
				c.Appearances = append(c.Appearances, channel{e.Kind, e.Slug})
			}
			c.Evidence = weigh(in, n)
			return c
		}))
	}
	if all := d.Series(); len(all) > 0 {
		w.lists = append(w.lists, listOf("series", all, seriesWeight, func(s dossier.Series) any {
			out := series{Slug: s.Slug, Name: s.Name}
			for _, source := range s.Sources {
				out.Sources = append(out.Sources, source.Slug)
			}
			return out
		}))
	}
	return w
}

// weigh counts what is cited for a claim, against it, and to qualify it, as its page does.
func weigh(in Input, c *dossier.Claim) []weighed {
	if in.Relations == nil {
		return nil
	}
	counter := evidence.New(in.Dossier, in.Relations)
	var out []weighed
	for _, b := range []markdown.Bearing{markdown.Supports, markdown.Contradicts, markdown.Qualifies} {
		n := counter.Of(evidence.Cited(c.Citing(b), in.Evidence))
		if n.Passages == 0 {
			continue
		}
		w := weighed{Bears: b, Passages: n.Passages}
		if n.Known {
			for _, g := range n.Groups {
				var one []dossier.Slug
				for _, s := range g.Sources {
					one = append(one, s.Slug)
				}
				w.Sources = append(w.Sources, one)
			}
		}
		out = append(out, w)
	}
	return out
}

// Weights of items as they are written with every value on a line of its own.
const (
	itemWeight      = 700 // of the names of keys, and what is short
	citationWeight  = 700 // of one citation, without its words
	alignmentWeight = 300
	leftoverWeight  = 200 // of which some stand in two lists
)

func sourceWeight(s *dossier.Source) int {
	n := len(s.Title) + len(s.Publisher) + len(s.Author) + len(s.URL) + len(s.Archived) + len(s.Series) + len(s.Credit) + len(s.Rights)
	for _, i := range s.Inferred {
		n += len(i.Key) + len(i.From) + itemWeight/10
	}
	if s.Follows != nil {
		n += len(s.Follows.Reason)
	}
	return 2*itemWeight + 2*n
}

// noteWeight is that of a note: cited words may be told as the source and as the note has them.
func noteWeight[T dossier.Item](item T) int {
	n := item.AsNote()
	w := itemWeight + len(n.Body.Blocks)*itemWeight/10 + len(n.Citations)*citationWeight + 2*len(n.Title) + len(n.Slug)
	for _, l := range links(n) {
		w += itemWeight/5 + len(l.Slug)
	}
	if p, ok := any(item).(*dossier.Person); !ok || !p.StandIn {
		w += 3 * len(n.File.Data)
	}
	return w
}

func seriesWeight(s dossier.Series) int {
	n := itemWeight/2 + len(s.Name)
	for _, source := range s.Sources {
		n += len(source.Slug) + itemWeight/20
	}
	return n
}

func comparisonWeight(c collate.Comparison) int {
	return itemWeight/2 + len(c.Alignments)*alignmentWeight + (len(c.LeftA)+len(c.LeftB))*leftoverWeight
}

// A part is a piece of a list that stands in a file of its own.
type part struct {
	path     string
	of       list
	from, to int
}

// cut returns the parts of the lists that do not stand in dossier.json itself. There are none unless it would be too large.
func (w whole) cut() []part {
	total, weights := 0, make([]int, len(w.lists))
	for i, l := range w.lists {
		weights[i] = l.total()
		total += weights[i]
	}
	if total <= indexHolds {
		return nil
	}
	var out []part
	for i, l := range w.lists {
		if weights[i] <= listHolds {
			continue
		}
		from, held, n := 0, 0, 0
		for to := range l.size + 1 {
			if to == l.size || held > 0 && held+l.weight(to) > indexHolds {
				n++
				out = append(out, part{fmt.Sprintf("dossier/%s-%d.json", l.name, n), l, from, to})
				from, held = to, 0
			}
			if to < l.size {
				held += l.weight(to)
			}
		}
	}
	return out
}

// parts returns the files beside dossier.json.
func (w whole) parts() []File {
	var out []File
	for _, p := range w.cut() {
		out = append(out, File{p.path, p.bytes})
	}
	return out
}

// bytes returns an object with the piece of the list, an item a line.
func (p part) bytes() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{%q: [\n", p.of.name)
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for i := p.from; i < p.to; i++ {
		if i > p.from {
			b.WriteString(",")
		}
		if err := e.Encode(p.of.item(i)); err != nil { // ends in a line break
			return nil, fmt.Errorf("encode JSON: %w", err)
		}
	}
	b.WriteString("]}\n")
	return b.Bytes(), nil
}

// index returns dossier.json: the whole dossier, or its head and short lists, and the names of the files with the others.
func (w whole) index() ([]byte, error) {
	s := w.in.Dossier.Settings
	out := struct {
		Format      int                 `json:"format"`
		Schema      string              `json:"schema_version"`
		Preview     bool                `json:"preview,omitempty"`
		Title       string              `json:"title"`
		Summary     string              `json:"summary,omitempty"`
		Language    string              `json:"language"`
		BaseURL     string              `json:"base_url,omitempty"`
		Editors     []string            `json:"editors,omitempty"`
		License     string              `json:"license,omitempty"`
		Parts       map[string][]string `json:"parts,omitempty"`
		Sources     any                 `json:"sources,omitempty"` // a list, which is there also when it is empty
		Annotations any                 `json:"annotations,omitempty"`
		Quotes      any                 `json:"quotes,omitempty"`
		Claims      any                 `json:"claims,omitempty"`
		Events      any                 `json:"events,omitempty"`
		People      any                 `json:"people,omitempty"`
		Pages       any                 `json:"pages,omitempty"`
		Series      any                 `json:"series,omitempty"`
		Comparisons any                 `json:"comparisons,omitempty"`
	}{Format: formatWhole, Schema: SchemaVersion, Preview: w.in.Preview, Title: s.Title, Summary: s.Summary, Language: s.Language, BaseURL: s.BaseURL, Editors: s.Editors, License: s.License}
	for _, p := range w.cut() {
		if out.Parts == nil {
			out.Format, out.Parts = formatParts, map[string][]string{}
		}
		out.Parts[p.of.name] = append(out.Parts[p.of.name], p.path)
	}
	in := map[string]*any{
		"sources": &out.Sources, "annotations": &out.Annotations, "quotes": &out.Quotes, "claims": &out.Claims, "events": &out.Events,
		"people": &out.People, "pages": &out.Pages, "series": &out.Series, "comparisons": &out.Comparisons,
	}
	for _, l := range w.lists {
		if out.Parts[l.name] == nil {
			*in[l.name] = l.items()
		}
	}
	return encode(out)
}
