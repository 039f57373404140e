package export

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/tei"
	"dossier/generator/internal/wording"
)

// Withheld returns the sources among comparisons of which words are left out
// here, because their front matter keeps them back.
func Withheld(in Input, list []collate.Comparison) []*dossier.Source {
	var out []*dossier.Source
	for _, s := range readings(in.Dossier) {
		if (s.Silent || !in.Evidence.Shows(s, segment.Span{Start: 0, End: len(s.Plain)})) &&
			slices.ContainsFunc(list, func(c collate.Comparison) bool { return c.A == string(s.Slug) || c.B == string(s.Slug) }) {
			out = append(out, s)
		}
	}
	return out
}

// readings returns the sources of a dossier with their earlier versions.
func readings(d *dossier.Dossier) []*dossier.Source {
	var out []*dossier.Source
	for _, s := range d.Sources {
		out = append(out, s.Versions()...)
	}
	return out
}

// silent returns the sources of a pair of which is not told what they share.
func silent(a, b *dossier.Source) []dossier.Slug {
	var out []dossier.Slug
	for _, s := range []*dossier.Source{a, b} {
		if s.Silent {
			out = append(out, s.Slug)
		}
	}
	return out
}

// ComparisonsJSONL returns the comparisons of a dossier, one JSON object a
// line: {"a","b","a_covered","b_covered","alignments":[…],"left_a":[…],"left_b":[…]}. A pair of which the
// alignments are not told has none of these, and "withheld" with the sources on whose account. What the two sources of a single
// comparison have in common across languages is its "across": passages that editors align ("quote"), and sentences that may be the same.
func ComparisonsJSONL(in Input, list []collate.Comparison, across []wording.Across) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, c := range list {
		d := in.Dossier
		hidden := silent(d.Source(dossier.Slug(c.A)), d.Source(dossier.Slug(c.B)))
		if hidden != nil {
			c.Alignments, c.LeftA, c.LeftB = nil, nil, nil
		}
		all := comparisonOf(d, c)
		line := struct {
			A          string         `json:"a"`
			B          string         `json:"b"`
			ACovered   float64        `json:"a_covered"`
			BCovered   float64        `json:"b_covered"`
			Alignments []alignment    `json:"alignments"`
			LeftA      []leftover     `json:"left_a"`
			LeftB      []leftover     `json:"left_b"`
			Withheld   []dossier.Slug `json:"withheld,omitempty"`
			Across     []acrossPair   `json:"across,omitempty"`
		}{all.A, all.B, all.ACovered, all.BCovered, all.Alignments, all.LeftA, all.LeftB, hidden, nil}
		if hidden == nil {
			line.Across = in.across(across, d.Source(dossier.Slug(c.A)), d.Source(dossier.Slug(c.B)))
		}
		if err := e.Encode(line); err != nil {
			return nil, fmt.Errorf("encode JSON: %w", err)
		}
	}
	return b.Bytes(), nil
}

// acrossPair is passages of two sources in two languages that say the same, or may.
type acrossPair struct {
	A       []span       `json:"a"`
	B       []span       `json:"b"`
	Kind    string       `json:"kind"` // "editors" or "may be the same"
	Quote   dossier.Slug `json:"quote,omitempty"`
	Numbers []string     `json:"numbers,omitempty"` // that both have
	Names   []string     `json:"names,omitempty"`
	Quoted  bool         `json:"quoted,omitempty"`
	Moved   bool         `json:"moved,omitempty"`
}

func (in Input) across(list []wording.Across, a, b *dossier.Source) []acrossPair {
	var out []acrossPair
	for _, x := range list {
		one := acrossPair{Kind: "may be the same", Quoted: x.Bead.Quoted, Moved: x.Bead.Moved}
		shown := true
		for _, p := range x.A {
			one.A, shown = append(one.A, points(a, p)), shown && in.Evidence.Shows(a, p)
		}
		for _, p := range x.B {
			one.B, shown = append(one.B, points(b, p)), shown && in.Evidence.Shows(b, p)
		}
		if shown {
			one.Numbers, one.Names = x.Bead.Numbers, x.Bead.Names
		}
		if x.Quote != nil {
			one.Kind, one.Quote = "editors", x.Quote.Slug
		}
		out = append(out, one)
	}
	return out
}

// ComparisonsCSV returns comparisons as CSV with a header: a row for each alignment, with the words of
// both sides, and one for each leftover, with those of its side. Of words that may not be published
// […] stands in their place, and their number in a_withheld or b_withheld; a pair of which
// the alignments are not told is one row of the kind "withheld".
func ComparisonsCSV(in Input, list []collate.Comparison) ([]byte, error) {
	rows := [][]string{{"a", "b", "kind", "moved", "score", "a_start", "a_end", "b_start", "b_end", "a_text", "b_text", "a_withheld", "b_withheld"}}
	for _, c := range list {
		a, s := in.Dossier.Source(dossier.Slug(c.A)), in.Dossier.Source(dossier.Slug(c.B))
		if silent(a, s) != nil {
			row := make([]string, len(rows[0]))
			row[0], row[1], row[2] = c.A, c.B, "withheld"
			rows = append(rows, row)
			continue
		}
		for _, al := range c.Alignments {
			words, left := in.words(a, s, al)
			rows = append(rows, slices.Concat(placed(c, a, s, al), words, left))
		}
		for n, left := range [][]collate.Leftover{c.LeftA, c.LeftB} {
			of := []*dossier.Source{a, s}[n]
			for _, l := range left {
				row := make([]string, len(rows[0]))
				p := points(of, l.Span)
				row[0], row[1], row[2], row[5+2*n], row[6+2*n] = c.A, c.B, string(l.Kind), strconv.Itoa(p.Start), strconv.Itoa(p.End)
				row[9+n], row[11+n] = in.cell(of, l.Span)
				rows = append(rows, row)
			}
		}
	}
	return CSV(rows, false)
}

// placed returns the cells that say what an alignment is and where it stands.
func placed(c collate.Comparison, a, b *dossier.Source, al collate.Alignment) []string {
	pa, pb := points(a, al.A), points(b, al.B)
	return []string{
		c.A, c.B, string(al.Kind), strconv.FormatBool(al.Moved), strconv.FormatFloat(al.Score, 'f', 3, 64),
		strconv.Itoa(pa.Start), strconv.Itoa(pa.End), strconv.Itoa(pb.Start), strconv.Itoa(pb.End),
	}
}

// words returns the cells with the words of both sides of an alignment that may be published, and those with how many may not.
func (in Input) words(a, b *dossier.Source, al collate.Alignment) (words, left []string) {
	words, left = make([]string, 2), make([]string, 2)
	words[0], left[0] = in.cell(a, al.A)
	words[1], left[1] = in.cell(b, al.B)
	return words, left
}

// cell returns the words of a passage that may be published, and how many may not.
func (in Input) cell(s *dossier.Source, p segment.Span) (words, withheld string) {
	if in.Evidence.Shows(s, p) {
		return p.In(s.Plain), ""
	}
	var parts []string
	n := 0
	portions := in.Evidence.Portions(s, p)
	for _, portion := range portions {
		words := "[…]"
		if portion.Shown {
			words = strings.TrimSpace(portion.In(s.Plain))
		} else {
			n += segment.Count(portion.In(s.Plain))
		}
		parts = append(parts, words)
	}
	if len(portions) == 1 && n > 0 {
		parts = nil
	}
	return strings.Join(parts, " "), strconv.Itoa(n)
}

// ComparisonsTEI returns comparisons as TEI P5 (TEI Guidelines, chapter 13):
// a teiCorpus with one TEI document a pair, each a critical apparatus by
// parallel segmentation with the two sources as its witnesses. The first
// source gives the order; the witnesses stand in the header of the corpus, each
// once. What both print alike stands outside the apparatus;
// a passage that stands elsewhere in the second has type="moved" on its seg, and what
// only one has a type on its rdg that says why, as the kinds of [collate.Leftover] do.
// Words that may not be published are a gap with reason="withheld" and their number.
func ComparisonsTEI(in Input, list []collate.Comparison) []byte {
	d := in.Dossier
	t := teiWriter{in: in}
	t.line(0, `<?xml version="1.0" encoding="UTF-8"?>`)
	t.line(0, `<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">`)
	var witnesses []*dossier.Source
	for _, s := range readings(d) {
		if slices.ContainsFunc(list, func(c collate.Comparison) bool { return c.A == string(s.Slug) || c.B == string(s.Slug) }) {
			witnesses = append(witnesses, s)
		}
	}
	t.header(1, d.Settings.Title, d.Settings.Language, witnesses)
	for _, c := range list {
		a, b := d.Source(dossier.Slug(c.A)), d.Source(dossier.Slug(c.B))
		t.line(1, "<TEI>")
		t.header(2, a.Title+" / "+b.Title, "", nil)
		if silent(a, b) != nil {
			c.Alignments, c.LeftA, c.LeftB = nil, nil, nil
		}
		t.pair(2, c, a, b)
		t.line(1, "</TEI>")
	}
	t.line(0, "</teiCorpus>")
	return t.Bytes()
}

// teiWriter writes TEI, one element of structure a line.
type teiWriter struct {
	bytes.Buffer
	in Input
}

func (t *teiWriter) line(depth int, text string) {
	t.WriteString(strings.Repeat("  ", depth) + text + "\n")
}

// witness returns the xml:id of a source or a version; a slug may start with a digit, which an xml:id may not.
func witness(s *dossier.Source) string { return tei.ID("s-" + string(s.Slug)) }

func (t *teiWriter) header(depth int, title, language string, sources []*dossier.Source) {
	t.line(depth, "<teiHeader>")
	t.line(depth+1, "<fileDesc>")
	t.line(depth+2, "<titleStmt><title>"+tei.Escaped(title)+"</title></titleStmt>")
	t.line(depth+2, "<publicationStmt><p>Made by Dossier.</p></publicationStmt>")
	t.line(depth+2, "<sourceDesc>")
	if len(sources) == 0 {
		t.line(depth+3, "<p>Two witnesses of the corpus.</p>")
	} else {
		t.line(depth+3, "<listWit>")
		for _, s := range sources {
			var about []string
			for _, x := range []string{s.Publisher, s.Author, s.Title, date(s.Published)} {
				if x != "" {
					about = append(about, x)
				}
			}
			t.line(depth+4, fmt.Sprintf(`<witness xml:id="%s" xml:lang="%s">%s</witness>`, tei.Escaped(witness(s)), tei.Escaped(s.Lang), tei.Escaped(strings.Join(about, ", "))))
		}
		t.line(depth+3, "</listWit>")
	}
	t.line(depth+2, "</sourceDesc>")
	t.line(depth+1, "</fileDesc>")
	t.line(depth+1, `<encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>`)
	if language != "" {
		t.line(depth+1, `<profileDesc><langUsage><language ident="`+tei.Escaped(language)+`"/></langUsage></profileDesc>`)
	}
	t.line(depth, "</teiHeader>")
}

// pair writes the text of a comparison: what is aligned in the order of a,
// with what only one side has where it stands between. Both texts are there
// whole.
func (t *teiWriter) pair(depth int, c collate.Comparison, a, b *dossier.Source) {
	t.line(depth, "<text><body>")
	rest := complement(c, len(b.Plain))
	// alone writes what of b no alignment holds, as far as it starts before end.
	alone := func(end int) {
		for len(rest) > 0 && rest[0].Start < end {
			t.gap(depth+1, b, rest[0], c.LeftB)
			rest = rest[1:]
		}
	}
	at := 0
	for _, al := range c.Alignments {
		t.gap(depth+1, a, segment.Span{Start: at, End: max(at, al.A.Start)}, c.LeftA)
		moved := ""
		if al.Moved {
			moved = ` type="moved"`
		} else {
			alone(al.B.Start)
		}
		var s strings.Builder
		fmt.Fprintf(&s, `<ab><seg subtype="%s"%s>`, al.Kind, moved)
		t.apparatus(&s, a, segment.Span{Start: max(at, al.A.Start), End: max(at, al.A.End)}, b, al.B)
		s.WriteString("</seg></ab>")
		t.line(depth+1, s.String())
		at = max(at, al.A.End)
	}
	t.gap(depth+1, a, segment.Span{Start: at, End: len(a.Plain)}, c.LeftA)
	alone(len(b.Plain) + 1)
	t.line(depth, "</body></text>")
}

// complement returns the stretches of the second text that no alignment
// holds; n is its length.
func complement(c collate.Comparison, n int) []segment.Span {
	taken := make([]segment.Span, 0, len(c.Alignments))
	for _, al := range c.Alignments {
		taken = append(taken, al.B)
	}
	slices.SortFunc(taken, func(x, y segment.Span) int { return cmp.Compare(x.Start, y.Start) })
	var out []segment.Span
	at := 0
	for _, p := range append(taken, segment.Span{Start: n, End: n}) {
		if p.Start > at {
			out = append(out, segment.Span{Start: at, End: p.Start})
		}
		at = max(at, p.End)
	}
	return out
}

// gap writes the text of one source between two alignments, cut where what is left over of it is of another kind.
func (t *teiWriter) gap(depth int, s *dossier.Source, p segment.Span, left []collate.Leftover) {
	for _, paragraph := range segment.Paragraphs(p.In(s.Plain)) {
		at, end := p.Start+paragraph.Start, p.Start+paragraph.End
		kind := collate.LeftoverKind("")
		for _, l := range left {
			if l.Span.Start >= end || l.Span.End <= at {
				continue
			}
			if kind != "" {
				t.reading(depth, s, segment.Span{Start: at, End: l.Span.Start}, kind)
				at = l.Span.Start
			}
			kind = l.Kind
		}
		t.reading(depth, s, segment.Span{Start: at, End: end}, kind)
	}
}

// reading writes a passage that only one source has. Its type says what kind of leftover it is.
func (t *teiWriter) reading(depth int, s *dossier.Source, p segment.Span, kind collate.LeftoverKind) {
	if strings.TrimSpace(p.In(s.Plain)) == "" {
		return
	}
	of := ""
	if kind != "" {
		of = ` type="` + string(kind) + `"`
	}
	t.line(depth, fmt.Sprintf(`<ab><app><rdg wit="#%s"%s>%s</rdg></app></ab>`, tei.Escaped(witness(s)), of, t.words(s, p)))
}

// words returns a passage as far as it may be published, with a gap for what
// may not.
func (t *teiWriter) words(s *dossier.Source, p segment.Span) string {
	var out []string
	for _, portion := range t.in.Evidence.Portions(s, p) {
		text := strings.TrimSpace(portion.In(s.Plain))
		switch {
		case !portion.Shown:
			out = append(out, fmt.Sprintf(`<gap reason="withheld" unit="words" quantity="%d"/>`, segment.Count(text)))
		case text != "":
			out = append(out, tei.Escaped(text))
		}
	}
	return strings.Join(out, " ")
}

// apparatus writes two passages with an entry wherever their words differ.
// Where words of either are withheld a difference would tell them: the
// passages stand beside each other.
func (t *teiWriter) apparatus(out *strings.Builder, sourceA *dossier.Source, spanA segment.Span, sourceB *dossier.Source, spanB segment.Span) {
	witA, witB := witness(sourceA), witness(sourceB)
	if !t.in.Evidence.Shows(sourceA, spanA) || !t.in.Evidence.Shows(sourceB, spanB) {
		fmt.Fprintf(out, `<app><rdg wit="#%s">%s</rdg><rdg wit="#%s">%s</rdg></app>`,
			tei.Escaped(witA), t.words(sourceA, spanA), tei.Escaped(witB), t.words(sourceB, spanB))
		return
	}
	a, b := spanA.In(sourceA.Plain), spanB.In(sourceB.Plain)
	var onlyA, onlyB strings.Builder
	flush := func() {
		if onlyA.Len() == 0 && onlyB.Len() == 0 {
			return
		}
		fmt.Fprintf(out, `<app><rdg wit="#%s">%s</rdg><rdg wit="#%s">%s</rdg></app>`,
			tei.Escaped(witA), tei.Escaped(onlyA.String()), tei.Escaped(witB), tei.Escaped(onlyB.String()))
		onlyA.Reset()
		onlyB.Reset()
	}
	for _, e := range edit.Diff(a, b) {
		if e.Op == edit.Same {
			flush()
			out.WriteString(tei.Escaped(e.A.In(a)))
			continue
		}
		onlyA.WriteString(e.A.In(a))
		onlyB.WriteString(e.B.In(b))
	}
	flush()
}
