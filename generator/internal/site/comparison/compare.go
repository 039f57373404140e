// Package comparison makes the pages that show how sources compare: the list of
// them, a page for two, a synopsis of more.
//
// What they share was found before, by collate. Here it is put side by side, with
// what is only in one of them, and said in words: how two wordings differ
// ([Leaf.Diff]), and what shows that one source follows another (a [Descent]).
// Nothing is said that the marked words do not show.
package comparison

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/figure"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/stemma"
	"dossier/generator/internal/wording"
)

// How much the list of comparisons shows. What is more is counted.
const (
	pairsListed   = 10_000
	matrixSources = 40
	familyNamed   = 12 // members in the name of a family; of a larger one
	familyFirst   = 3  // the first stand for all
	passagesInRow = 3  // of a pair without a page
)

// A leaf is a page being made that shows how sources compare.
type leaf struct{ view.View }

// Of returns a page as one that shows how sources compare.
func Of(v view.View) leaf { return leaf{v} }

// Plan plans the pages under /compare/.
func Plan(p *view.Planner) {
	if p.Index.Has(address.Compare) {
		planPairs(p)
	}
	for _, c := range p.Index.Pairs() {
		PlanPair(p, c)
	}
	for _, f := range p.Index.Families() {
		planFamily(p, f)
	}
}

// PlanPair plans the page of two sources, if they have one.
func PlanPair(p *view.Planner, c collate.Comparison) {
	if !p.Index.HasPair(dossier.Slug(c.A), dossier.Slug(c.B)) {
		return
	}
	a, b := dossier.BaseOf(dossier.Slug(c.A)), dossier.BaseOf(dossier.Slug(c.B))
	if a > b {
		a, b, c = b, a, c.Mirror()
	}
	p.Add(address.Pair(a, b), "compare", nil, fmt.Sprintf("the comparison of %s and %s", a, b),
		func(v view.View) any { return leaf{v}.comparison(c) })
}

// planPairs plans the list of related pairs and of families.
func planPairs(p *view.Planner) {
	x := p.Index
	pairs := x.Pairs()
	pairs = pairs[:min(len(pairs), pairsListed)]
	sizes := []int{len(pairs), len(x.Families())}
	p.List(view.List{
		Route: address.Compare, Template: "comparisons", Name: "the list of comparisons", Size: view.Total(sizes), Head: matrixWeight(x),
		Weight: func(i int) int {
			if group, i := view.ListOf(sizes, i); group == 1 {
				return familyWeight(x, x.Families()[i])
			}
			a, b := x.Source(pairs[i].A), x.Source(pairs[i].B)
			w := 2 * (view.ItemWeight + x.OutletWeight(a) + x.OutletWeight(b))
			if !x.HasPair(a.Slug, b.Slug) {
				w += SharedWeight(a, b, passagesInRow)
			}
			return w
		},
		Label: func(v view.View, i int) string {
			if group, _ := view.ListOf(sizes, i); group == 1 {
				return v.Word("families")
			}
			return v.Percent(pairs[i].Similarity)
		},
		Data: func(v view.View, p view.OnPage) any {
			spans := view.SpansIn(sizes, p.Items)
			return leaf{v}.comparisons(view.Part(pairs, spans[0]), view.Part(x.Families(), spans[1]), p)
		},
	})
}

func familyWeight(x *view.Index, f stemma.Family) int {
	n := view.ItemWeight
	for _, id := range f.Members[:min(len(f.Members), familyNamed)] {
		n += x.OutletWeight(x.Source(id))
	}
	return n
}

// matrixWeight is the weight of the table that compares every two sources.
func matrixWeight(x *view.Index) int {
	n := min(len(x.Slugs()), matrixSources)
	return 2*n*view.LinkWeight + n*n*view.LinkWeight/4
}

// ComparisonsPage lists what the sources share.
type ComparisonsPage struct {
	view.Listing
	Lead     string
	Pairs    []PairRow
	More     string  // how many pairs are not listed, and how many share nothing
	Matrix   *Matrix // nil but on the first page of the list, and where all sources are of one series
	Families []FamilyRow
}

// A PairRow is a related pair in the list.
type PairRow struct {
	view.Link // to the comparison
	A, B      view.Link
	Similar   string
	CoveredA  string
	CoveredB  string
	Versions  []view.Link // say which earlier versions are compared
	Kinds     string
	Shared    SharedPassages // where there is no page to show them
	Descent   Descent
}

// A FamilyRow is a family in the list.
type FamilyRow struct {
	view.Link
	Members []view.Link
	Shared  string
}

// A Matrix says of every two sources how much they share.
type Matrix struct {
	Heads []view.Link
	Rows  []MatrixRow
	More  string // how many sources have no place in it
}

// A MatrixRow is what one source shares with each.
type MatrixRow struct {
	Head  view.Link
	Cells []Cell
}

// A Cell is what two sources share.
type Cell struct {
	view.Link
	Level int  // from 0, nothing, to 5
	Self  bool // a source and itself
	Apart bool // of one series, and not compared
}

func (v leaf) comparisons(pairs []collate.Comparison, families []stemma.Family, p view.OnPage) ComparisonsPage {
	r, d := v.Index.In.Relations, v.Index.In.Dossier
	page := ComparisonsPage{Listing: v.Listing(p, v.Word("comparisons"), v.Word("comparisons_description"))}
	for _, c := range pairs {
		page.Pairs = append(page.Pairs, v.pair(c))
	}
	if p.First() {
		page.Lead = v.Word("comparisons_lead")
		told := v.Index.Told()
		n := len(told)
		all := n * (n - 1) / 2
		var more []string
		if n := len(v.Index.Pairs()) - pairsListed; n > 0 {
			more = append(more, v.Count("pairs_not_listed", n))
		}
		serial := v.Index.SerialPairs()
		if n := serial.All - serial.Worth; n > 0 {
			more = append(more, v.Count("pairs_of_series", n))
		}
		if n := len(r.Pairs) - serial.Related - (len(v.Index.Pairs()) - serial.Worth); n > 0 {
			more = append(more, v.Count("pairs_elsewhere", n))
		}
		if n := all - serial.All - (len(r.Pairs) - serial.Related); n > 0 {
			more = append(more, v.Count("pairs_unrelated", n))
		}
		if n := len(d.Sources) - n; n > 0 {
			more = append(more, v.Count("sources_not_told", n))
		}
		if slices.ContainsFunc(told, func(s *dossier.Source) bool { return !dossier.Monolingual(s, told[0]) }) {
			more = append(more, v.Word("not_translated"))
		}
		page.More = strings.Join(more, " ")
		if serial.All < all {
			matrix := v.matrix()
			page.Matrix = &matrix
		}
	}
	for _, f := range families {
		row := FamilyRow{Link: v.To(view.FamilyRoute(f), "", v.familyName(f)), Shared: v.Count("statements_shared", len(f.Rows))}
		for _, id := range f.Members {
			row.Members = append(row.Members, v.Entry(&v.sourceOf(id).Entry))
		}
		page.Families = append(page.Families, row)
	}
	return page
}

// familyName returns what a family is called: its members, the first of them
// where there are many.
func (v leaf) familyName(f stemma.Family) string {
	members := members(v.Index, f)
	if n := len(members) - familyNamed; n > 1 {
		return strings.Join(v.Outlets(members[:familyFirst]), v.Word("comma")) + " " + v.Count("and_more", len(members)-familyFirst)
	}
	return v.Joined(v.Outlets(members))
}

// pair returns a comparison as a list shows it.
func (v leaf) pair(c collate.Comparison) PairRow {
	a, b := v.sourceOf(c.A), v.sourceOf(c.B)
	nameA, nameB := v.OutletBeside(a, b), v.OutletBeside(b, a)
	row := PairRow{
		Link: view.Link{Text: v.Word("pair", v.Outlet(a), nameB)},
		A:    v.Entry(&a.Entry), B: v.Entry(&b.Entry),
		Similar:  v.Percent(c.Similarity),
		CoveredA: v.Word("found_in", v.Percent(c.CoveredA), nameA, nameB),
		CoveredB: v.Word("found_in", v.Percent(c.CoveredB), nameB, nameA),
		Kinds:    v.kindsAndMoves(c, v.likenesses(c, a, b)),
		Versions: v.Compared(a, b),
	}
	if v.Index.HasPair(a.Slug, b.Slug) {
		row.Link = v.To(address.Pair(a.Slug, b.Slug), "", row.Text)
	} else {
		row.Shared = v.SharedPassages(c, a, b, passagesInRow)
	}
	row.Descent = v.descent(c)
	if nameB != v.Outlet(b) && a.Inference("published")+b.Inference("published") == "" {
		row.Descent.Dates = "" // they are the names
	}
	return row
}

// Likenesses counts the alignments of two sources by kind, and those that are of
// two statements apart.
func (v leaf) Likenesses(c collate.Comparison, a, b *dossier.Source) []string {
	return v.counts(v.likenesses(c, a, b))
}

// likenesses returns what the site calls each alignment of two sources.
func (v leaf) likenesses(c collate.Comparison, a, b *dossier.Source) []string {
	out := make([]string, len(c.Alignments))
	for i, x := range c.Alignments {
		out[i] = v.Likeness(x, a, b)
	}
	return out
}

// counts says how many of what the site calls alignments there are of each.
func (v leaf) counts(likenesses []string) []string {
	count := map[string]int{}
	for _, k := range likenesses {
		count[k]++
	}
	var parts []string
	for _, k := range []string{string(collate.Verbatim), string(collate.Edited), string(collate.Reworded), order, apart, ofTwo, denied} {
		if count[k] > 0 {
			parts = append(parts, v.Count("n_"+k, count[k]))
		}
	}
	return parts
}

// kindsAndMoves is the counts of the alignments of two sources in a line, with how many of the passages stand in another place.
func (v leaf) kindsAndMoves(c collate.Comparison, likenesses []string) string {
	parts, moved := v.counts(likenesses), 0
	for i, x := range c.Alignments {
		if x.Moved && likenesses[i] != apart {
			moved++
		}
	}
	if moved > 0 {
		parts = append(parts, v.Count("n_moved", moved))
	}
	return strings.Join(parts, v.Word("comma"))
}

// apart is what the site calls passages of two statements that the editors
// tell apart, in the place of the kind of their alignment.
const apart = "apart"

// ofTwo is what the site calls passages that are alike and surely of two speakers: neither is the other, reworded.
const ofTwo = "speakers"

// denied is what the site calls passages that are alike, and one of which denies what the other says.
const denied = "denied"

// order is what the site calls passages that have the same words in another order.
const order = "order"

// Likeness returns what the site calls an alignment.
func (v leaf) Likeness(x collate.Alignment, a, b *dossier.Source) string {
	return v.Index.Likeness(view.TwoPassages{A: a, B: b, P: x.A, Q: x.B}, func() string { return v.likeness(x, a, b) })
}

func (v leaf) likeness(x collate.Alignment, a, b *dossier.Source) string {
	if one, _ := v.toldApart(x.A, a, x.B, b); one != nil {
		return apart
	}
	switch {
	case x.Kind == collate.Verbatim:
	case v.Index.In.Evidence.OfTwo(a, x.A, b, x.B):
		return ofTwo
	case x.SameSpeech:
	case v.oneDenies(a, x.A, b, x.B):
		return denied
	case reordered(x.A.In(a.Plain), x.B.In(b.Plain)):
		return order
	}
	return string(KindOf(x))
}

// two returns what the site calls two passages that are alike and not one statement: two that the editors tell apart, of two
// speakers, or one that denies what the other says; else nothing.
func (v leaf) two(p segment.Span, a *dossier.Source, q segment.Span, b *dossier.Source) string {
	if one, _ := v.toldApart(p, a, q, b); one != nil {
		return apart
	}
	switch {
	case v.Index.In.Evidence.OfTwo(a, p, b, q):
		return ofTwo
	case v.oneDenies(a, p, b, q):
		return denied
	}
	return ""
}

// oneDenies reports whether one of two passages that may be shown denies what the other says.
func (v leaf) oneDenies(a *dossier.Source, p segment.Span, b *dossier.Source, q segment.Span) bool {
	e := v.Index.In.Evidence
	return e.Shows(a, p) && e.Shows(b, q) && v.Index.Wordings().OneDenies(a, p, b, q)
}

// KindOf returns the kind of an alignment as the site tells it, by the words that both sides have in their order, which a reader
// can count: all of them, a good part, or few. Where a speaker's words are the same, what differs is what the outlets say around them.
func KindOf(x collate.Alignment) collate.Kind {
	switch {
	case x.Kind == collate.Verbatim:
		return collate.Verbatim
	case x.SameSpeech || x.Common >= readable:
		return collate.Edited
	}
	return collate.Reworded
}

// Alike returns what the site calls two passages of a language, by the words that both have.
func Alike(lang, a, b string) string {
	x, y := edit.Both(a, b)
	switch {
	case slices.Equal(x.Folded, y.Folded):
		return string(collate.Verbatim)
	case wording.OneDenies(lang, a, b):
		return denied
	case reordered(a, b):
		return order
	}
	return string(KindOf(collate.Alignment{Common: edit.Common(a, b)}))
}

// reordered reports whether two passages have the same words in another order.
func reordered(a, b string) bool {
	if n, m := letters(a), letters(b); n != m && n >= 0 && m >= 0 {
		return false
	}
	x, y := edit.Both(a, b)
	if len(x.Folded) != len(y.Folded) || slices.Equal(x.Folded, y.Folded) {
		return false
	}
	return slices.Equal(slices.Sorted(slices.Values(x.Folded)), slices.Sorted(slices.Values(y.Folded)))
}

// letters counts the letters and digits of a text, as many as its words have, however they are written or broken. It
// is -1 for a text with letters that may be written as several: all but those of ASCII, of Latin-1 and Cyrillic.
func letters(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9',
			'À' <= r && r <= 'ÿ' && r != 'ß' && r != '×' && r != '÷', 'Ѐ' <= r && r <= 'џ':
			n++
		case r >= utf8.RuneSelf && (r < '‐' || r > '…'): // between them are dashes and quotation marks
			return -1
		}
	}
	return n
}

// matrix compares every two sources, in the order of their dates. Where there
// are too many, those that are related to most others are in it.
func (v leaf) matrix() Matrix {
	r := v.Index.In.Relations
	sources := view.SortedBy(v.Index.Told(), func(a, b *dossier.Source) int {
		return cmp.Compare(len(r.Related(string(b.Slug))), len(r.Related(string(a.Slug))))
	})
	var m Matrix
	n := min(len(sources), matrixSources)
	if more := len(sources) - n; more > 0 {
		m.More = v.Count("matrix_left_out", more)
	}
	sources = sources[:n]
	slices.SortStableFunc(sources, view.SourcesByDate)
	for _, s := range sources {
		m.Heads = append(m.Heads, v.Entry(&s.Entry))
	}
	for i, s := range sources {
		row := MatrixRow{Head: m.Heads[i]}
		for _, other := range sources {
			cell := Cell{Self: s == other, Apart: s != other && v.Index.StoodFor(s, other)}
			if c, ok := r.Of(string(s.Slug), string(other.Slug)); ok && len(c.Alignments) > 0 {
				cell.Link = view.Link{Text: v.Percent(c.Similarity)}
				if v.Index.HasPair(s.Slug, other.Slug) {
					cell.Link = v.To(address.Pair(s.Slug, other.Slug), "", cell.Text)
				}
				cell.Level = level(c.Similarity)
			}
			row.Cells = append(row.Cells, cell)
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

// level returns how dark a share is drawn, from 1 to 5.
func level(share float64) int { return min(5, 1+int(share*5)) }

// ComparisonPage is what two sources share, and what only one of them has.
type ComparisonPage struct {
	view.Frame
	A, B     Side
	Versions []view.Link // say which earlier versions are compared
	Found    []string    // how many passages there are of each kind
	Descent  Descent
	Strips   Strips
	Rows     []Aligned
	Families []view.Link
}

// A Side is one of two sources that are compared.
type Side struct {
	Title     view.Link
	Name      string // what the source is called at the head of its column; the other is called something else
	Outlet    string // empty where it is not known
	Author    string
	Credit    string
	Published view.Date
	Covered   string // how much of it the other has; empty in a synopsis
	Lang, Dir string // empty where they are the page's
}

// Aligned is a row of the two columns: an alignment, or what one has that is
// joined to nothing.
type Aligned struct {
	ID    string
	Kind  string // "verbatim", "edited", "reworded", or "only-", "again-" or "uncompared-" and "a" or "b"
	Word  string // for the kind
	Moved bool
	Note  string      // on the difference; may be empty
	Apart []view.Link // to the two quotations that the editors tell apart, where the passages are of one each
	Lines []Line
}

// A Line is what stands side by side, a paragraph as a rule.
type Line struct {
	A, B *Passage // nil where the side has nothing
}

// A Passage is words of a source as one side of a comparison.
type Passage struct {
	Pieces    []view.Piece   // what is the same, and what only this side has; none where nothing may be shown
	Href      string         // to the words in their context
	Cited     []view.Mention // the quotations, events and annotations that cite words of it
	Withheld  string         // says how many words there are that are not shown
	Lang, Dir string

	Before, After []Passage // what else the sentence has that the words are a part of
}

func (v leaf) comparison(c collate.Comparison) ComparisonPage {
	a, b := v.sourceOf(c.A), v.sourceOf(c.B)
	title := v.Word("pair", v.Outlet(a), v.Outlet(b))
	page := ComparisonPage{
		Frame: v.Frame(title, v.Word("comparison_description", v.Outlet(a), v.Outlet(b), v.Percent(c.Similarity)), v.To(address.Compare, "", v.Word("comparisons"))),
		A:     v.side(a, b), B: v.side(b, a), Versions: v.Compared(a, b),
	}
	nameA, nameB := v.Apart(a, b), v.Apart(b, a)
	page.A.Covered = v.Word("found_in", v.Percent(c.CoveredA), nameA, nameB)
	page.B.Covered = v.Word("found_in", v.Percent(c.CoveredB), nameB, nameA)
	page.Descent = v.descent(c)
	page.Descent.Dates = "" // they stand above
	page.Rows = v.aligned(c, a, b, nameA, nameB)
	if f, ok := v.Index.FamilyOf(c.A, c.B); ok {
		page.Families = v.inColumns(f, c.A, c.B)
	}
	likenesses := v.likenesses(c, a, b)
	page.Strips = v.strips(c, likenesses, a, b, page.Rows, v.Word("strips_title", nameA, nameB))
	page.Found = append(page.Found, v.kindsAndMoves(c, likenesses))
	for i, left := range [][]collate.Leftover{c.LeftA, c.LeftB} {
		n := 0
		for _, l := range left {
			if l.Kind == collate.Only {
				n++
			}
		}
		if n > 0 {
			names := []string{nameA, nameB}
			page.Found = append(page.Found, v.Count("only_in", n, names[i], names[1-i]))
		}
	}
	if !dossier.Monolingual(a, b) {
		page.Found = append(page.Found, v.Word("not_translated"))
	}
	return page
}

// side returns a source as one of two that are compared.
func (v leaf) side(s, other *dossier.Source) Side {
	side := Side{
		Title: v.Entry(&s.Entry), Name: v.Marked(&s.Entry, s.Publisher), Outlet: s.Publisher, Author: s.Author, Credit: v.Credit(s),
		Published: v.Date(s.Published, s.Inference("published")),
	}
	side.Lang, side.Dir = v.OtherLanguage(s.Lang)
	side.Title.Text = v.Marked(&s.Entry, s.Title)
	side.Title.Lang, side.Title.Dir = side.Lang, side.Dir
	if s.Publisher == "" || s.Publisher == other.Publisher {
		side.Name = v.Outlet(s)
	}
	return side
}

// aligned returns the rows of a comparison in the order of A, which call the two sources by the names given. What only
// B has stands after the alignment that precedes it in B.
func (v leaf) aligned(c collate.Comparison, a, b *dossier.Source, nameA, nameB string) []Aligned {
	type row struct {
		at      int // in A
		aligned Aligned
	}
	used := view.IDs{}
	spansA, spansB := make([]segment.Span, len(c.Alignments)), make([]segment.Span, len(c.Alignments))
	for i, x := range c.Alignments {
		spansA[i], spansB[i] = x.A, x.B
	}
	spansA, spansB = v.withMarks(a, spansA), v.withMarks(b, spansB)
	besideA, aloneA := leftBeside(a.Plain, spansA, c.LeftA)
	besideB, aloneB := leftBeside(b.Plain, spansB, c.LeftB)
	rows := make([]row, 0, len(c.Alignments)+len(aloneA)+len(aloneB))
	for i, x := range c.Alignments {
		word := v.Word("alike_" + v.Likeness(x, a, b))
		x.A, x.B = spansA[i], spansB[i]
		r := v.align(x, word, a, b, used)
		first, last := r.Lines[0], r.Lines[len(r.Lines)-1]
		v.attach(first.A, last.A, a, besideA[i])
		v.attach(first.B, last.B, b, besideB[i])
		rows = append(rows, row{at: x.A.Start, aligned: r})
	}
	for _, s := range aloneA {
		p := v.excerptOf(a, s.Span)
		r := v.alone(s, a, b, nameA, nameB)
		r.ID, r.Kind, r.Lines = used.Of("a-", v.idText(a, s.Span)), r.Kind+"-a", []Line{{A: &p}}
		rows = append(rows, row{at: s.Span.Start, aligned: r})
	}
	for _, s := range aloneB {
		p := v.excerptOf(b, s.Span)
		at, before := -1, -1
		for _, x := range c.Alignments {
			if x.B.Start < s.Span.Start && x.B.Start > before {
				at, before = x.A.Start, x.B.Start
			}
		}
		r := v.alone(s, b, a, nameB, nameA)
		r.ID, r.Kind, r.Lines = used.Of("b-", v.idText(b, s.Span)), r.Kind+"-b", []Line{{B: &p}}
		rows = append(rows, row{at: at, aligned: r})
	}
	// At one place the alignment comes before what follows it in B, as above.
	slices.SortStableFunc(rows, func(x, y row) int { return cmp.Compare(x.at, y.at) })
	out := make([]Aligned, 0, len(rows))
	for _, r := range rows {
		// What one has alone, run after run, is one row.
		if n := len(out); n > 0 && out[n-1].Kind == r.aligned.Kind && out[n-1].Note == r.aligned.Note && r.aligned.alone() {
			out[n-1].Lines = append(out[n-1].Lines, r.aligned.Lines...)
			continue
		}
		out = append(out, r.aligned)
	}
	return out
}

// alone returns the row of words of a source that no alignment with the other holds. Where the editors cite them
// and words of the other for one quotation, it says so.
func (v leaf) alone(l collate.Leftover, s, other *dossier.Source, name, otherName string) Aligned {
	kind := string(l.Kind)
	row := Aligned{Kind: kind, Word: v.Word(kind, name, otherName)}
	var titles []string
	for _, q := range v.Index.QuotesAt(s, l.Span) {
		if slices.ContainsFunc(v.Index.Cited(other), func(e *view.Cited) bool { return e.Citation.Note.Item == q }) {
			titles = append(titles, v.Word("quoted", q.Title))
		}
	}
	if len(titles) > 0 {
		row.Note = v.Word("cited_with", v.Joined(titles))
	}
	return row
}

// withMarks returns passages together with the marks that stand against their first and last words, so that
// what goes on after them does not begin with a comma. None reaches into another, or beyond what may be shown.
func (v leaf) withMarks(s *dossier.Source, list []segment.Span) []segment.Span {
	const closing, opening = `,.;:!?…)]"'”’»›`, `([„‚“‘«‹"'¿¡`
	out := slices.Clone(list)
	for i, p := range list {
		from, to := 0, len(s.Plain)
		for j, other := range out {
			switch {
			case j == i:
			case other.Start >= p.End:
				to = min(to, other.Start)
			case other.End <= p.Start:
				from = max(from, other.End)
			}
		}
		after, before := s.Plain[p.End:to], s.Plain[from:p.Start]
		p.End += len(after) - len(strings.TrimLeft(after, closing))
		p.Start -= len(before) - len(strings.TrimRight(before, opening))
		if v.Index.In.Evidence.Shows(s, p) || !v.Index.In.Evidence.Shows(s, list[i]) {
			out[i] = p
		}
	}
	return out
}

// rest is the parts of a sentence before and after words of it that are
// aligned.
type rest struct{ before, after []segment.Span }

// leftBeside returns what no alignment holds of a text, without the marks that the aligned passages took: the rest of the sentences
// that are aligned in part, by alignment, and what stands alone, in order.
func leftBeside(text string, aligned []segment.Span, left []collate.Leftover) ([]rest, []collate.Leftover) {
	rests := make([]rest, len(aligned))
	var alone []collate.Leftover
	for _, l := range left {
		before, after := -1, -1 // the alignments that stand next to it
		for i, x := range aligned {
			switch {
			case x.Start < l.Span.Start && (before < 0 || x.Start > aligned[before].Start):
				before = i
			case x.Start >= l.Span.Start && (after < 0 || x.Start < aligned[after].Start):
				after = i
			}
		}
		if before >= 0 {
			l.Span.Start = max(l.Span.Start, aligned[before].End)
		}
		if after >= 0 {
			l.Span.End = min(l.Span.End, aligned[after].Start)
		}
		l.Span = segment.Trim(text, l.Span)
		switch l.Kind {
		case collate.Begins:
			rests[after].before = append(rests[after].before, l.Span)
		case collate.GoesOn:
			rests[before].after = append(rests[before].after, l.Span)
		default:
			alone = append(alone, l)
		}
	}
	return rests, alone
}

// attach puts the rest of a sentence to the passage of the first and the last
// line of an alignment, and the notes that cite it to the last.
func (v leaf) attach(first, last *Passage, s *dossier.Source, r rest) {
	for _, p := range r.before {
		first.Before = append(first.Before, v.excerptOf(s, p))
	}
	for _, p := range r.after {
		last.After = append(last.After, v.excerptOf(s, p))
	}
	for _, p := range slices.Concat(first.Before, last.After) {
		for _, m := range p.Cited {
			if !slices.Contains(last.Cited, m) {
				last.Cited = append(last.Cited, m)
			}
		}
	}
}

// alone reports whether it is joined to nothing in the other source.
func (a Aligned) alone() bool { return a.Lines[0].A == nil || a.Lines[0].B == nil }

// idText returns the words that an id may be built from: none of those that
// are not shown.
func (v leaf) idText(s *dossier.Source, p segment.Span) string {
	if v.Index.In.Evidence.Shows(s, p) {
		return p.In(s.Plain)
	}
	return string(s.Slug)
}

// align returns an alignment as two columns show it, which is called by a word.
func (v leaf) align(x collate.Alignment, word string, a, b *dossier.Source, used view.IDs) Aligned {
	row := Aligned{
		ID: used.Of("x-", v.idText(a, x.A)), Kind: string(KindOf(x)), Word: word, Moved: x.Moved,
	}
	if one, other := v.toldApart(x.A, a, x.B, b); one != nil {
		row.Apart = []view.Link{v.Entry(&one.Entry), v.Entry(&other.Entry)}
	}
	left, right := v.excerptOf(a, x.A), v.excerptOf(b, x.B)
	textA, textB := x.A.In(a.Plain), x.B.In(b.Plain)
	switch {
	case !edit.SameLanguage(a.LangOf(x.A), b.LangOf(x.B)):
		row.Lines = []Line{{&left, &right}}
	case left.Withheld != "" || right.Withheld != "":
		// A difference would give away the words that are withheld.
		row.Lines = []Line{{&left, &right}}
	case x.Common < readable:
		row.Lines = []Line{{&left, &right}}
	default:
		edits := edits(textA, textB)
		for _, l := range cutLines(textA, textB, edits) {
			left := v.excerptOf(a, segment.Span{Start: x.A.Start + l.a.Start, End: x.A.Start + l.a.End})
			right := v.excerptOf(b, segment.Span{Start: x.B.Start + l.b.Start, End: x.B.Start + l.b.End})
			left.Pieces, right.Pieces = l.left, l.right
			row.Lines = append(row.Lines, Line{&left, &right})
		}
		typographic := func(e edit.Edit) bool { return e.Op == edit.Typographic }
		if x.Kind == collate.Verbatim && slices.ContainsFunc(edits, typographic) {
			row.Note = v.Word("differs_in_marks")
		}
	}
	if left.Withheld == "" && right.Withheld == "" && x.SameSpeech {
		row.Note = v.Word("diff_speech")
	}
	return row
}

// toldApart returns the quotations that two passages are of, where the
// editors cite them as two that are related, and not as one; else nil.
func (v leaf) toldApart(p segment.Span, a *dossier.Source, q segment.Span, b *dossier.Source) (one, other *dossier.Quote) {
	inA, inB := v.Index.QuotesAt(a, p), v.Index.QuotesAt(b, q)
	if slices.ContainsFunc(inA, func(q *dossier.Quote) bool { return slices.Contains(inB, q) }) {
		return nil, nil
	}
	for _, p := range inA {
		for _, q := range inB {
			if slices.Contains(v.Index.Related()[p], q) {
				return p, q
			}
		}
	}
	return nil, nil
}

// sideBySide is a stretch of two passages that stands side by side: the bytes of
// either passage, and how they differ.
type sideBySide struct {
	a, b        segment.Span
	left, right []view.Piece
}

// between is what parts two paragraphs.
const between = "\n\n"

// cutLines cuts two passages where both begin a paragraph at the same place.
func cutLines(textA, textB string, edits []edit.Edit) []sideBySide {
	out := []sideBySide{{}}
	add := func(op edit.Op, a, b string) {
		l := &out[len(out)-1]
		switch {
		case op == edit.Typographic && a == b:
			op = edit.Same
		case op == edit.Deleted && !segment.HasWord(a+b):
			op = edit.Typographic // marks alone
		}
		l.a.End += len(a)
		l.b.End += len(b)
		opA, opB := op, op
		if op == edit.Deleted {
			opB = edit.Inserted
		}
		l.left = append(l.left, pieces(opA, a)...)
		l.right = append(l.right, pieces(opB, b)...)
	}
	for i := 0; i < len(edits); i++ {
		e := edits[i]
		// A replacement is one change.
		if e.Op == edit.Deleted && i+1 < len(edits) && edits[i+1].Op == edit.Inserted {
			i++
			e.B = edits[i].B
		}
		op, a, b := e.Op, e.A.In(textA), e.B.In(textB)
		if op == edit.Inserted {
			op = edit.Deleted // of nothing, with something in its place
		}
		partsA, partsB := strings.Split(a, between), strings.Split(b, between)
		if len(partsA) != len(partsB) {
			add(op, a, b)
			continue
		}
		for j := range partsA {
			if j > 0 {
				last := out[len(out)-1]
				atA, atB := last.a.End+len(between), last.b.End+len(between)
				out = append(out, sideBySide{a: segment.Span{Start: atA, End: atA}, b: segment.Span{Start: atB, End: atB}})
			}
			add(op, partsA[j], partsB[j])
		}
	}
	return slices.DeleteFunc(out, func(l sideBySide) bool { return l.a.Len()+l.b.Len() == 0 })
}

// pieces returns a text as pieces of one kind, with the space between
// paragraphs left unmarked.
func pieces(op edit.Op, text string) []view.Piece {
	var out []view.Piece
	for i, part := range strings.Split(text, between) {
		if i > 0 {
			out = append(out, view.Piece{Op: edit.Same, Text: between})
		}
		out = view.AppendPiece(out, op, part)
	}
	return out
}

// withheld is what stands in the place of words that are not shown, among pieces that are.
const withheld edit.Op = "withheld"

// excerptOf returns a passage as its source prints it, as far as it may be shown.
func (v leaf) excerptOf(s *dossier.Source, p segment.Span) Passage {
	out := Passage{Href: v.Passage(s, p).Href}
	out.Lang, out.Dir = v.OtherLanguage(s.LangOf(p))
	hidden := 0
	for _, portion := range v.Index.In.Evidence.Portions(s, p) {
		words := portion.In(s.Plain)
		if !portion.Shown {
			n := segment.Count(words)
			hidden += n
			out.Pieces = append(out.Pieces, view.Piece{Op: withheld, Text: v.Count("withheld", n)})
			continue
		}
		out.Pieces = append(out.Pieces, view.Piece{Op: edit.Same, Text: words})
	}
	if hidden > 0 {
		out.Withheld = v.Count("withheld", hidden)
		if len(out.Pieces) == 1 {
			out.Pieces = nil
		}
	}
	seen := map[*dossier.Note]bool{}
	for _, e := range v.Index.Cited(s) {
		n := e.Citation.Note
		if !e.Passage.Span.Overlaps(p) || seen[n] || n.Kind == dossier.KindPerson || n.Kind == dossier.KindPage {
			continue
		}
		seen[n] = true
		out.Cited = append(out.Cited, v.Mention(n))
	}
	return out
}

// Strips are two sources as bars, from beginning to end, on which the aligned passages lie in place. They are drawn once,
// for a room of any width.
type Strips struct {
	Title   string
	Ribbons []figure.Rule // between the bars, in a space that is ribbonsWide units wide and ribbonsHigh high
	Blocks  []StripBlock
}

// A StripBlock is an alignment as it lies on two bars. Its places are shares of them, such as "12.5%".
type StripBlock struct {
	Href, Class, Title string
	Partly             bool // word for word, and drawn hatched
	A, B               Share
}

// A Share is a place on a bar: where it begins and how wide it is.
type Share struct{ X, Width string }

// The space that ribbons are drawn in, as the template has it.
const (
	ribbonsWide = 1000
	ribbonsHigh = 64
)

// strips draws two sources as bars on which the aligned passages lie in place.
func (v leaf) strips(c collate.Comparison, likenesses []string, a, b *dossier.Source, rows []Aligned, title string) Strips {
	out := Strips{Title: title, Blocks: make([]StripBlock, len(c.Alignments)), Ribbons: make([]figure.Rule, len(c.Alignments))}
	rows = slices.DeleteFunc(slices.Clone(rows), Aligned.alone) // what is left is the alignments, in their order
	const least = 0.004                                         // of a bar that can still be seen and pointed at
	place := func(s *dossier.Source, p segment.Span) (from, to float64, share Share) {
		length := float64(max(1, len(s.Plain)))
		from, to = float64(p.Start)/length, float64(p.End)/length
		to = min(1, max(to, from+least))
		from = max(0, min(from, to-least))
		percent := func(x float64) string { return strconv.FormatFloat(math.Round(x*1e4)/100, 'f', -1, 64) + "%" }
		return from * ribbonsWide, to * ribbonsWide, Share{percent(from), percent(to - from)}
	}
	for i, x := range c.Alignments {
		block := StripBlock{Href: "#" + rows[i].ID, Class: string(KindOf(x)), Title: v.Word("alike_" + likenesses[i]), Partly: KindOf(x) == collate.Edited}
		if x.Moved {
			block.Class += " moved"
			block.Title = v.Word("and_moved", block.Title)
		}
		if v.Index.In.Evidence.Shows(a, x.A) {
			block.Title = v.Word("block_title", block.Title, segment.Label(x.A.In(a.Plain), 60))
		}
		var fromA, toA, fromB, toB float64
		fromA, toA, block.A = place(a, x.A)
		fromB, toB, block.B = place(b, x.B)
		out.Blocks[i] = block
		out.Ribbons[i] = figure.Rule{Class: "ribbon " + block.Class, Path: fmt.Sprintf("M%.0f 0H%.0fL%.0f %dH%.0fz", fromA, toA, toB, ribbonsHigh, fromB)}
	}
	return out
}

// absent says that nothing alike was found in a member of a family. Where all that have the statement have it in
// another language, it was not looked for.
func (v leaf) absent(row []segment.Span, sources []*dossier.Source, member int) string {
	for i, p := range row {
		if p.Len() > 0 && sources[member].Has(sources[i].LangOf(p)) {
			return v.Word("synopsis_omits", v.Outlet(sources[member]))
		}
	}
	return v.Word("synopsis_language")
}

// answered returns what of a passage of source a the passage q of source b answers: the words that are aligned with it, so that a
// member that has only a part of the statement is not shown to strike the rest. Where none are, it is all of p.
func (v leaf) answered(a *dossier.Source, p segment.Span, b *dossier.Source, q segment.Span) edit.Statement {
	var hull segment.Span
	c, _ := v.Index.In.Relations.OfNewest(string(a.Slug), string(b.Slug))
	for _, x := range c.Alignments {
		if x.A.Overlaps(p) && x.B.Overlaps(q) {
			hull = hull.Hull(segment.Span{Start: max(x.A.Start, p.Start), End: min(x.A.End, p.End)})
		}
	}
	if other := StatementOf(b, q); hull.Len() > 0 && len(other.Frame) > 0 {
		// The speaker's words stand in b whole, also where but a half of them was aligned.
		x := p.In(a.Plain)
		for _, e := range edit.Diff(x, other.Speech()) {
			if !changed(e) && segment.Count(e.A.In(x)) > 1 {
				hull = hull.Hull(segment.Span{Start: p.Start + e.A.Start, End: p.Start + e.A.End})
			}
		}
	}
	if hull.Len() == 0 {
		hull = p
	}
	return StatementOf(a, edit.Said(a.Plain, v.withMarks(a, []segment.Span{hull})[0]))
}
