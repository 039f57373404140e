package stemma

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// Reason is what a piece of Evidence rests on.
type Reason string

// The reasons. Only the first three can show a direction.
const (
	ByCredit Reason = "credit" // To names the outlet of From as its origin
	ByEdit   Reason = "edit"   // both have the same words where an earlier third text has others
	ByOwn    Reason = "own"    // To has words of From, and nothing says that they are of anybody else

	ByAgency         Reason = "agency"          // both name the same third party as their origin
	ByCreditInferred Reason = "credit-inferred" // the editors, and not the text, say that To has its text from the outlet of From
	ByAgencyInferred Reason = "agency-inferred" // the editors say of one or both that they name that third party
)

// Evidence is one thing in two texts that says how they are related.
type Evidence struct {
	Reason   Reason
	From, To string       // the direction that it shows by itself or with the dates; empty where it shows none
	By       string       // the text that names the other, of a credit
	A, B     segment.Span // the words, in either text of the pair; of a credit, in the one that names the other, if they are there
	Third    string       // the earlier text
	C        segment.Span // what the third text has in their place; empty where it has no word there
}

// Descent is what is known of how one related pair came about. From and To are empty unless evidence in the
// text says that To follows From; dates alone say nothing, and neither does quoted speech, which both may have heard.
type Descent struct {
	A, B     string // the pair; A sorts before B
	From, To string
	Dated    bool       // the direction rests on the dates, too: From was surely published before To
	Evidence []Evidence // the strongest first
}

// By returns what is known by a part of the evidence: no direction is left that nothing in it shows.
func (d Descent) By(part func(Evidence) bool) Descent {
	out := Descent{A: d.A, B: d.B}
	for _, e := range d.Evidence {
		if !part(e) {
			continue
		}
		out.Evidence = append(out.Evidence, e)
		if e.To != "" && e.To == d.To && e.directs() && out.To == "" {
			out.From, out.To, out.Dated = d.From, d.To, e.Reason != ByCredit
		}
	}
	return out
}

// directs reports whether evidence that has a direction shows it.
func (e Evidence) directs() bool { return e.Reason != ByCreditInferred }

// When evidence counts.
const (
	ownRun     = 8  // words in a row that are the same, for an outlet's own words
	leastOwn   = 20 // such words
	fewEdits   = 2  // places in which both differ from a third
	longEdits  = 3  // or so many words there
	longWord   = 4  // letters
	mostThirds = 8  // third texts looked at, the most alike
)

// descents returns one Descent per comparison of r, in the order of r.Comparisons.
func descents(r *collate.Result, texts []witness.Text) []Descent {
	g := genealogy{r: r, read: map[string]*reading{}, runs: make([][]run, len(r.Comparisons))}
	related := map[string]bool{}
	for _, c := range r.Comparisons {
		related[c.A], related[c.B] = true, true
	}
	list := make([]reading, len(texts))
	parallel.Workers(0, len(texts), func() func(int) {
		return func(i int) {
			if related[texts[i].ID] {
				list[i] = readingOf(texts[i], r.Sentences(texts[i].ID, texts[i].Body))
			}
		}
	})
	for i := range list {
		g.read[texts[i].ID] = &list[i]
	}
	// The words in common are counted once, however many thirds a pair is held against.
	parallel.Workers(0, len(r.Comparisons), func() func(int) { return func(n int) { g.runs[n] = g.common(n) } })
	out := make([]Descent, len(r.Comparisons))
	parallel.Workers(0, len(out), func() func(int) { return func(n int) { out[n] = g.descent(n) } })
	return out
}

// genealogy is what the descent of a pair is judged by.
type genealogy struct {
	r    *collate.Result
	read map[string]*reading
	runs [][]run // by comparison
}

// reading is a text with its words.
type reading struct {
	witness.Text
	words  []place
	spoken []bool // by word: somebody else may have said it
}

// place is the bytes of a word, half as wide as a segment.Span.
type place struct{ start, end int32 }

// run is words in a row that two texts have in common, in a passage that is copied or edited.
type run struct {
	a, b, n int32 // the first word of either text, and how many
	in      int32 // the alignment
}

func readingOf(t witness.Text, sentences []segment.Span) reading {
	out := reading{Text: t}
	spans := segment.Words(t.Body)
	out.words, out.spoken = make([]place, len(spans)), make([]bool, len(spans))
	speech := spoken(t.Body, sentences)
	for i, w := range spans {
		out.words[i] = place{int32(w.Start), int32(w.End)}
		out.spoken[i] = slices.ContainsFunc(speech, w.Overlaps)
	}
	return out
}

// wordsSpan returns the bytes of n words from word i on.
func (t *reading) wordsSpan(i, n int32) segment.Span {
	return segment.Span{Start: int(t.words[i].start), End: int(t.words[i+n-1].end)}
}

// at returns the first word that begins at byte b or behind it.
func (t *reading) at(b int) int32 {
	i, _ := slices.BinarySearchFunc(t.words, b, func(w place, b int) int { return cmp.Compare(int(w.start), b) })
	return int32(i)
}

// turn is how a paragraph of a transcript or a dialogue begins.
var turn = regexp.MustCompile(`^(?:[\p{Lu}][\p{L}\p{N}.’' -]{0,40}: |[—–-] )`)

// firstPerson are words of which one says that somebody speaks, quotation marks or not. "Us" is too much like "US".
var firstPerson = wordSet(`i my me we our ours ourselves ich mich mir mein meine wir uns unser unsere unseren je moi mon nous notre nos
	yo mi nosotros nosotras nuestro nuestra nuestros nuestras я меня мне мой моя мы нас нам наш наша наше наши нашей`)

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// spoken returns the parts of a text that may be words of somebody else than its outlet: what stands between
// quotation marks, a sentence in the first person (marks get lost), and a paragraph that is a turn of a transcript.
func spoken(body string, sentences []segment.Span) []segment.Span {
	out := segment.Quotations(body)
	for _, p := range segment.Paragraphs(body) {
		if turn.MatchString(p.In(body)) {
			out = append(out, p)
		}
	}
	for _, s := range sentences {
		for _, w := range edit.Folded(body, segment.WordsIn(body, s)) {
			if firstPerson[w] {
				out = append(out, s)
				break
			}
		}
	}
	return out
}

// common returns the words that the two of comparison n have in common where they copy or edit.
func (g *genealogy) common(n int) []run {
	c := g.r.Comparisons[n]
	a, b := g.read[c.A], g.read[c.B]
	if a == nil || b == nil {
		return nil
	}
	var out []run
	for i, al := range c.Alignments {
		if al.Kind == collate.Reworded {
			continue
		}
		fromA, fromB := a.at(al.A.Start), b.at(al.B.Start)
		for _, l := range edit.Runs(edit.Folded(a.Body, segment.WordsIn(a.Body, al.A)), edit.Folded(b.Body, segment.WordsIn(b.Body, al.B))) {
			out = append(out, run{fromA + int32(l[0]), fromB + int32(l[1]), int32(l[2]), int32(i)})
		}
	}
	return out
}

func (g *genealogy) descent(n int) Descent {
	c := g.r.Comparisons[n]
	d := Descent{A: c.A, B: c.B}
	a, b := g.read[c.A], g.read[c.B]
	if a == nil || b == nil || a.Publisher != "" && a.Publisher == b.Publisher {
		return d
	}
	d.Evidence = credits(a, b)
	if first, second := ordered(a, b); first != nil {
		own := g.ownWords(n, first, second)
		d.Evidence = append(append(d.Evidence, g.edits(n, a, b, first.ID, second.ID)...), own...)
	} else {
		d.Evidence = append(d.Evidence, g.edits(n, a, b, "", "")...)
	}
	for _, e := range d.Evidence {
		switch {
		case e.To == "" || !e.directs():
		case d.To == "":
			d.From, d.To, d.Dated = e.From, e.To, e.Reason != ByCredit
		case d.To != e.To: // they contradict each other
			d.From, d.To, d.Dated = "", "", false
			return d
		}
	}
	return d
}

// ordered returns the one of two that was surely published first, and the other; nil where that is not sure.
func ordered(a, b *reading) (first, second *reading) {
	switch {
	case edtf.Before(a.Published, b.Published):
		return a, b
	case edtf.Before(b.Published, a.Published):
		return b, a
	}
	return nil, nil
}

// credits returns what the credit lines of two texts say. A text that was surely printed before the one whose
// outlet it names has its words from another text of that outlet.
func credits(a, b *reading) []Evidence {
	var out []Evidence
	for _, p := range [][2]*reading{{a, b}, {b, a}} {
		from, to := p[0], p[1]
		if !names(to.Credit, from.Publisher) {
			continue
		}
		e := Evidence{Reason: ByCredit, By: to.ID}
		if to.CreditInferred {
			e.Reason = ByCreditInferred
		}
		if !edtf.Before(to.Published, from.Published) {
			e.From, e.To = from.ID, to.ID
		}
		if place := lastPlace(to.Body, to.Credit); to == a {
			e.A = place
		} else {
			e.B = place
		}
		out = append(out, e)
	}
	if len(out) > 0 || a.Credit == "" || !names(a.Credit, b.Credit) && !names(b.Credit, a.Credit) ||
		names(a.Credit, a.Publisher) || names(b.Credit, b.Publisher) {
		return out
	}
	e := Evidence{Reason: ByAgency, A: lastPlace(a.Body, a.Credit), B: lastPlace(b.Body, b.Credit)}
	if a.CreditInferred || b.CreditInferred {
		e.Reason = ByAgencyInferred
	}
	return []Evidence{e}
}

// elsewhere reports whether a text names another origin than its own outlet and those given.
func (t *reading) elsewhere(outlets ...string) bool {
	return t.Credit != "" && !slices.ContainsFunc(append(outlets, t.Publisher), func(o string) bool { return names(t.Credit, o) })
}

// besideNames are words with a capital that may stand beside a name in a credit line and are no part of it.
var besideNames = wordSet(`the by from via with source sources credit reporting news agency staff von quelle der die das par avec la le les por con el los fuente agencia agence nach`)

// names reports whether a credit line names an outlet. A name within a longer one is another: "Post" is not in
// "Washington Post".
func names(credit, outlet string) bool {
	words := segment.Words(credit)
	line, name := edit.Folded(credit, words), edit.Folded(outlet, segment.Words(outlet))
	if len(name) > 1 && besideNames[name[0]] {
		name = name[1:] // "The Courier" is "Courier", too
	}
	longer := func(i, from, to int) bool { // word i, with the bytes between it and the name
		r, _ := utf8.DecodeRuneInString(words[i].In(credit))
		return unicode.IsUpper(r) && !besideNames[line[i]] && strings.Trim(credit[from:to], " -") == ""
	}
	for i := 0; len(name) > 0 && i+len(name) <= len(line); i++ {
		end := i + len(name)
		if slices.Equal(line[i:end], name) && (i == 0 || !longer(i-1, words[i-1].End, words[i].Start)) &&
			(end == len(line) || !longer(end, words[end-1].End, words[end].Start)) {
			return true
		}
	}
	return false
}

// lastPlace returns where the words of a line stand in a text, the last time; the empty Span where they do not.
func lastPlace(body, line string) segment.Span {
	words, want := segment.Words(body), edit.Folded(line, segment.Words(line))
	have := edit.Folded(body, words)
	for i := len(words) - len(want); len(want) > 0 && i >= 0; i-- {
		if slices.Equal(have[i:i+len(want)], want) {
			return segment.Span{Start: words[i].Start, End: words[i+len(want)-1].End}
		}
	}
	return segment.Span{}
}

// narrated returns the parts of the runs of comparison n that are spoken in neither text.
func (g *genealogy) narrated(n int) []run {
	c := g.r.Comparisons[n]
	a, b := g.read[c.A], g.read[c.B]
	var out []run
	for _, r := range g.runs[n] {
		for k := int32(0); k < r.n; k++ {
			if a.spoken[r.a+k] || b.spoken[r.b+k] {
				continue
			}
			if m := len(out) - 1; m >= 0 && out[m].in == r.in && out[m].a+out[m].n == r.a+k && out[m].b+out[m].n == r.b+k {
				out[m].n++
			} else {
				out = append(out, run{r.a + k, r.b + k, 1, r.in})
			}
		}
	}
	return out
}

// ownWords returns long runs of words that the earlier text has and the later one carries, none of them speech,
// where neither text names another origin and no text that may be as early has them, too.
func (g *genealogy) ownWords(n int, first, second *reading) []Evidence {
	if first.elsewhere() || second.elsewhere(first.Publisher) {
		return nil
	}
	c := g.r.Comparisons[n]
	a, b := g.read[c.A], g.read[c.B]
	var out []Evidence
	words := int32(0)
	for _, r := range g.narrated(n) {
		e := Evidence{Reason: ByOwn, From: first.ID, To: second.ID}
		if r.n < ownRun {
			continue
		}
		e.A, e.B = a.wordsSpan(r.a, r.n), b.wordsSpan(r.b, r.n)
		in := e.A
		if first == b {
			in = e.B
		}
		if !g.carried(first, second, in) {
			out = append(out, e)
			words += r.n
		}
	}
	if words < leastOwn {
		return nil
	}
	slices.SortStableFunc(out, func(x, y Evidence) int { return cmp.Compare(y.A.Len(), x.A.Len()) })
	return out
}

// carried reports whether a text that is neither of two, and not surely later than the first, has words of the first.
func (g *genealogy) carried(first, second *reading, words segment.Span) bool {
	for _, m := range g.r.Numbers(first.ID) {
		c := g.r.Comparisons[m]
		other := g.read[c.A]
		if other == first {
			other = g.read[c.B]
		}
		if other == nil || other == second || edtf.Before(first.Published, other.Published) {
			continue
		}
		for _, al := range c.Alignments {
			own := al.A
			if c.A != first.ID {
				own = al.B
			}
			if al.Kind != collate.Reworded && own.Overlaps(words) {
				return true
			}
		}
	}
	return false
}

// edits returns what a and b, the two of comparison n, have in common against an earlier third text, of the third against which there is most.
func (g *genealogy) edits(n int, a, b *reading, from, to string) []Evidence {
	var best []Evidence
	narrated := g.narrated(n)
	if len(narrated) == 0 {
		return nil
	}
	for _, third := range g.thirds(a, b) {
		if a.elsewhere(b.Publisher, third.Publisher) || b.elsewhere(a.Publisher, third.Publisher) {
			continue
		}
		list := g.against(third, a, b, narrated)
		words := 0
		for i := range list {
			list[i].From, list[i].To = from, to
			for _, w := range segment.Words(list[i].A.In(a.Body)) {
				if utf8.RuneCountInString(w.In(a.Body)) >= longWord {
					words++
				}
			}
		}
		if (len(list) >= fewEdits || words >= longEdits) && words > 0 && len(list) > len(best) {
			best = list
		}
	}
	return best
}

// thirds returns the texts that are surely earlier than both and share something with either, the most alike first.
func (g *genealogy) thirds(a, b *reading) []*reading {
	type scored struct {
		t     *reading
		alike float64
	}
	var list []scored
	for _, m := range g.r.Numbers(a.ID) {
		c := g.r.Comparisons[m]
		id := c.A
		if id == a.ID {
			id = c.B
		}
		third := g.read[id]
		k, ok := g.r.Number(b.ID, id)
		if ok && third != nil && third != b && edtf.Before(third.Published, a.Published) && edtf.Before(third.Published, b.Published) {
			list = append(list, scored{third, c.Similarity + g.r.Comparisons[k].Similarity})
		}
	}
	slices.SortStableFunc(list, func(x, y scored) int { return cmp.Or(cmp.Compare(y.alike, x.alike), cmp.Compare(x.t.ID, y.t.ID)) })
	var out []*reading
	for _, s := range list[:min(len(list), mostThirds)] {
		out = append(out, s.t)
	}
	return out
}

// match says of a word of one text which word of another it is the same as, and in which alignment; -1 where
// it is none.
type match struct{ word, in int32 }

// matches returns a match for every word of t against third.
func (g *genealogy) matches(t, third *reading) []match {
	k, _ := g.r.Number(t.ID, third.ID)
	out := make([]match, len(t.words))
	for i := range out {
		out[i] = match{-1, -1}
	}
	for _, r := range g.runs[k] {
		mine, theirs := r.a, r.b
		if t.ID > third.ID {
			mine, theirs = r.b, r.a
		}
		for i := range r.n {
			out[mine+i] = match{theirs + i, r.in}
		}
	}
	return out
}

// against returns the words that a and b share and third has not, within a passage that all three share: a word
// before them and one behind them stand in all three.
func (g *genealogy) against(third, a, b *reading, narrated []run) []Evidence {
	inA, inB := g.matches(a, third), g.matches(b, third)
	var out []Evidence
	for _, r := range narrated {
		for k := int32(0); k < r.n; k++ {
			if inA[r.a+k].word >= 0 || inB[r.b+k].word >= 0 {
				continue
			}
			end := k + 1
			for end < r.n && inA[r.a+end].word < 0 && inB[r.b+end].word < 0 {
				end++
			}
			if e, ok := editOf(third, a, b, inA, inB, run{a: r.a + k, b: r.b + k, n: end - k}); ok {
				out = append(out, e)
			}
			k = end
		}
	}
	return out
}

// editOf returns words that a and b share as an edit of third.
func editOf(third, a, b *reading, inA, inB []match, r run) (Evidence, bool) {
	before, behind := around(inA, r.a, r.n)
	before2, behind2 := around(inB, r.b, r.n)
	if before.word < 0 || behind.word <= before.word || before.word != before2.word || behind.word != behind2.word ||
		before.in != behind.in || before2.in != behind2.in {
		return Evidence{}, false
	}
	e := Evidence{Reason: ByEdit, Third: third.ID, A: a.wordsSpan(r.a, r.n), B: b.wordsSpan(r.b, r.n)}
	has := edit.Folded(e.A.In(a.Body), segment.Words(e.A.In(a.Body)))
	if gap := behind.word - before.word - 1; gap > 0 {
		e.C = third.wordsSpan(before.word+1, gap)
		for i := before.word + 1; i < behind.word; i++ {
			if third.spoken[i] || slices.Contains(has, fold.Word(third.wordsSpan(i, 1).In(third.Body))) {
				return Evidence{}, false // not narrated there, or only in another order
			}
		}
	}
	return e, true
}

// around returns the matches of the words just before and just behind n words.
func around(list []match, i, n int32) (before, behind match) {
	before, behind = match{-1, -1}, match{-1, -1}
	if i > 0 {
		before = list[i-1]
	}
	if int(i+n) < len(list) {
		behind = list[i+n]
	}
	return before, behind
}
