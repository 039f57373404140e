package match

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/omission"
	"dossier/generator/internal/segment"
)

// A Quote is what a citation quotes.
type Quote struct {
	Text   string         // plain
	Marked []segment.Span // the stretches meant, in bytes of Text; none for all of it
}

// A Passage is the range of a source's text that a citation resolves to, in
// bytes.
type Passage struct {
	segment.Span                // from the first word cited to the last
	Parts        []segment.Span // what is cited of it, in order; more than one when words were left out or several stretches were marked
	// Match is the words of the citation, those around marked ones included: a
	// stretch for each part between omissions. Where nothing is marked it is
	// the same as Parts.
	Match []segment.Span
}

// Omitted returns what the citation leaves out: the bytes between one stretch
// of Match and the next, white space included.
func (p Passage) Omitted() []segment.Span {
	var out []segment.Span
	for i := 1; i < len(p.Match); i++ {
		out = append(out, segment.Span{Start: p.Match[i-1].End, End: p.Match[i].Start})
	}
	return out
}

// Quoted returns the words of p in its source's text, with a sign for those that it leaves out.
func (p Passage) Quoted(text string) string {
	var parts []string
	for _, part := range p.Parts {
		parts = append(parts, part.In(text))
	}
	return strings.Join(parts, " […] ")
}

// A Finding is what became of a citation. It was found when there is one
// passage.
type Finding struct {
	Passages []Passage // by place; several when the words are ambiguous
	Total    int       // passages in all; more than there are in Passages when those are too many to list
	Cased    []Edit    // where the one passage differs in letter case, but for the citation's first letter
	Concerns []Concern // what the one passage leaves out or cuts off that changes what it says
	Nearest  *Nearest  // when there is none, what comes closest; nil when nothing does
}

// Found reports whether there is exactly one passage, and returns it.
func (f Finding) Found() (Passage, bool) {
	if f.Total == 1 {
		return f.Passages[0], true
	}
	return Passage{}, false
}

const (
	// maxPassages is how many places of an ambiguous citation are listed.
	maxPassages = 1000
	// maxGap is how many words and marks an omission may leave out.
	maxGap = 500
	// maxParts is how many parts omissions may cut a citation into.
	maxParts = 64
	// maxTries bounds the ways in which a citation's brackets are read.
	maxTries = 2000
	// lookBack is how many words and marks before a bracket must be in the
	// text for what follows to be read.
	lookBack = 24
)

// Find finds the passage that q cites.
func (t *Text) Find(q Quote) Finding {
	f, tokens := t.find(q)
	if f.Total == 0 {
		f.Nearest = t.respelled(q, tokens)
	}
	if f.Total == 0 && f.Nearest == nil {
		f.Nearest = t.nearest(tokens)
	}
	return f
}

// Locate is Find without the nearest passage.
func (t *Text) Locate(q Quote) Finding {
	f, _ := t.find(q)
	return f
}

// find is Locate; it returns the citation's tokens
// as well.
func (t *Text) find(q Quote) (Finding, []fold.Token) {
	c := &citation{t: t, quote: q, tokens: fold.Tokens(q.Text)}
	if !slices.ContainsFunc(c.tokens, func(k fold.Token) bool { return k.Text != ellipsis }) {
		return Finding{}, nil
	}
	h := c.ladder(c.tokens, 0)
	if n := len(c.tokens); h.total == 0 && n > 2 && quotation(c.tokens[0]) && quotation(c.tokens[n-1]) {
		h = c.ladder(c.tokens[1:n-1], 1)
	}
	h = c.together(h)
	f := Finding{Total: h.total}
	for _, m := range h.matches {
		f.Passages = append(f.Passages, c.passage(m))
	}
	if f.Total == 1 {
		f.Cased = c.cased(h.matches[0])
		f.Concerns = c.concerns(h.matches[0])
	}
	return f, c.tokens
}

// together returns, of several matches of a citation with words left out, the only one
// that stands in one sentence, or else the only one that stands in one paragraph; all of
// them when there is no such one.
func (c *citation) together(h hits) hits {
	if h.total < 2 || h.total > len(h.matches) || len(h.matches[0]) < 2 {
		return h
	}
	var inSentence, inParagraph []match
	for _, m := range h.matches {
		sentence, paragraph := c.t.omissions().StandsInOne(omission.Stretch{From: m[0].t, To: last(m).u})
		if sentence {
			inSentence = append(inSentence, m)
		}
		if paragraph {
			inParagraph = append(inParagraph, m)
		}
	}
	for _, only := range [][]match{inSentence, inParagraph} {
		if len(only) == 1 {
			return hits{matches: only, total: 1}
		}
	}
	return h
}

func quotation(k fold.Token) bool {
	return !k.Word && (k.Text == "'" || k.Text == "′" || k.Text == "″")
}

const ellipsis = "…"

// A citation is being looked for.
type citation struct {
	t      *Text
	quote  Quote
	tokens []fold.Token
	tries  int
}

// hits are the matches of a citation, by place: the first of them, and how
// many there are in all.
type hits struct {
	matches []match // at most maxPassages
	total   int
}

// A match is one way to find a citation in the text: a run per part.
type match []run

// A run is a sequence of atoms that are the tokens of the text from t to u.
type run struct {
	t, u  int
	atoms []atom
	on    []piece // the text's, when atoms are not one token each; starts at the first atom's
}

// An atom is a word or mark to be found, and the tokens [from, to) of the
// citation that it was made from.
type atom struct {
	text     string
	raw      string // with letter case
	hyphens  []hyphen
	from, to int
}

// ladder returns the hits of the first rule that has any. The tokens are the
// citation's from first.
func (c *citation) ladder(tokens []fold.Token, first int) hits {
	number := func(p []piece) []piece {
		for i := range p {
			p[i].from += first
			p[i].to += first
		}
		return p
	}
	p := number(pieces(tokens))
	if h := c.literal(p); h.total > 0 {
		return h
	}
	if slices.ContainsFunc(tokens, func(k fold.Token) bool { return k.Text == "[" || k.Text == ellipsis }) {
		for _, plain := range []bool{false, true} {
			for _, r := range []reader{casedReader{&c.t.exact}, foldedReader{&c.t.folded}} {
				if h := c.variants(r, p, plain); h.total > 0 {
					return h
				}
			}
		}
	}
	if c.looseQuote(tokens) {
		p := number(loosePieces(tokens, c.quote.Text))
		for _, plain := range []bool{false, true} {
			if h := c.variants(looseReader{c.t.loosened()}, p, plain); h.total > 0 {
				return h
			}
		}
	}
	return hits{}
}

// literal finds the citation as it stands: with its letter case, or with its
// first letter small, since a capital there is often the editor's; and if that
// finds nothing, in any letter case.
func (c *citation) literal(p []piece) hits {
	atoms := make([]atom, len(p))
	for i := range p {
		atoms[i] = atom{text: p[i].text, from: p[i].from, to: p[i].to}
	}
	at := c.at(&c.t.exact, pattern(atoms))
	if i := slices.IndexFunc(p, func(p piece) bool { return p.word }); i >= 0 {
		if small := smallFirst(p[i].text); small != p[i].text {
			other := slices.Clone(atoms)
			other[i].text = small
			at = append(at, c.at(&c.t.exact, pattern(other))...)
			slices.Sort(at)
		}
	}
	if len(at) == 0 {
		at = c.at(&c.t.folded, fold.Case(pattern(atoms)))
	}
	h := hits{total: len(at)}
	for _, t := range at[:min(len(at), maxPassages)] {
		h.matches = append(h.matches, match{run{t: t, u: t + len(p), atoms: atoms}})
	}
	return h
}

// at returns where a pattern of single tokens stands, not inside words.
func (c *citation) at(s *stream, pattern string) []int {
	n := strings.Count(pattern, " ") - 1
	return slices.DeleteFunc(s.find(pattern, -1), func(i int) bool { return c.t.cuts(i, n) })
}

// smallFirst returns s with a small first letter.
func smallFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// SwapFirst returns s with its first letter in the other case.
func SwapFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if l := unicode.ToLower(r); l != r {
		return string(l) + s[size:]
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// pattern writes atoms as a stream does.
func pattern(atoms []atom) string {
	var b strings.Builder
	for _, a := range atoms {
		b.WriteByte(' ')
		b.WriteString(a.text)
	}
	b.WriteByte(' ')
	return b.String()
}

// A reader is a way to read the text: the stream in which atoms are found.
type reader interface {
	has(pattern string) bool
	// runs returns where atoms stand in the text, by place.
	runs(t *Text, atoms []atom) []run
	// key names the runs of atoms among those that this way to read gives.
	key(atoms []atom) string
	cased() bool // letter case counts
	fold(string) string
}

type casedReader struct{ *stream }

func (casedReader) cased() bool          { return true }
func (casedReader) fold(s string) string { return s }
func (casedReader) key(a []atom) string  { return "=" + pattern(a) }
func (r casedReader) runs(t *Text, atoms []atom) []run {
	return tokenRuns(t, r.stream, atoms)
}

type foldedReader struct{ *stream }

func (foldedReader) cased() bool          { return false }
func (foldedReader) fold(s string) string { return fold.Case(s) }
func (foldedReader) key(a []atom) string  { return "~" + pattern(a) }
func (r foldedReader) runs(t *Text, atoms []atom) []run {
	return tokenRuns(t, r.stream, atoms)
}

func tokenRuns(t *Text, s *stream, atoms []atom) []run {
	var out []run
	for _, i := range s.find(pattern(atoms), -1) {
		if !t.cuts(i, len(atoms)) {
			out = append(out, run{t: i, u: i + len(atoms), atoms: atoms})
		}
	}
	return out
}

type looseReader struct{ *loosened }

func (looseReader) cased() bool          { return false }
func (looseReader) fold(s string) string { return looseCase(s) }
func (looseReader) key(atoms []atom) string {
	var b strings.Builder
	for _, a := range atoms {
		fmt.Fprint(&b, "?", a.raw, a.hyphens)
	}
	return b.String()
}
func (r looseReader) runs(t *Text, atoms []atom) []run {
	var out []run
next:
	for _, i := range r.find(pattern(atoms), -1) {
		on := r.pieces[i : i+len(atoms)]
		for k, a := range atoms {
			if !a.agrees(on[k]) {
				continue next
			}
		}
		if first, last, whole := covered(on); whole && !t.cuts(first, last-first) {
			out = append(out, run{t: first, u: last, atoms: atoms, on: on})
		}
	}
	return out
}

// variants finds the citation with its brackets and omission marks read as the
// editor's. When plain is false, only marks in brackets stand for words left
// out.
func (c *citation) variants(r reader, p []piece, plain bool) hits {
	parts := betweenOmissions(p, plain)
	if len(parts) == 0 || len(parts) > maxParts {
		return hits{}
	}
	readings := make([][][]atom, len(parts))
	for i, part := range parts {
		c.readings(r, part, i == 0, func(atoms []atom) {
			if r.has(pattern(atoms)) {
				readings[i] = append(readings[i], atoms)
			}
		})
		if len(readings[i]) == 0 {
			return hits{}
		}
	}
	chain := c.chain(r, readings)
	if chain == nil {
		return hits{}
	}
	return link(chain)
}

// chain returns the runs of each part that may be in a match, by place; nil when a part
// has none. Of parts that stand in many places only those within reach of the part that
// stands in the fewest are looked at.
func (c *citation) chain(r reader, readings [][][]atom) [][]run {
	all := make([][]places, len(readings)) // by part and reading
	count := make([]int, len(readings))
	reach := make([]int, len(readings)) // tokens that a part, and what may be left out before it, take up
	rare := 0
	for i, part := range readings {
		for _, atoms := range part {
			p := c.t.placesOf(r, atoms)
			all[i] = append(all[i], p)
			count[i] += len(p.runs)
			reach[i] = max(reach[i], maxGap+p.longest)
		}
		if count[i] == 0 {
			return nil
		}
		if count[i] < count[rare] {
			rare = i
		}
	}
	var near []run // where the rarest part stands
	for _, p := range all[rare] {
		near = append(near, p.runs...)
	}
	slices.SortFunc(near, func(a, b run) int { return cmp.Compare(a.t, b.t) })
	chain := make([][]run, len(readings))
	for i := range readings {
		before, after := 0, 0 // how far from it this part may begin
		for k := min(i, rare); k <= max(i, rare); k++ {
			if i < rare {
				before += reach[k]
			} else if i > rare {
				after += reach[k]
			}
		}
		for k, p := range all[i] {
			at := 0
			for _, n := range near {
				from, _ := slices.BinarySearchFunc(p.runs[at:], n.t-before, func(r run, t int) int { return cmp.Compare(r.t, t) })
				for at += from; at < len(p.runs) && p.runs[at].t <= n.t+after; at++ {
					found := p.runs[at]
					found.atoms = readings[i][k]
					chain[i] = append(chain[i], found)
				}
			}
		}
		if chain[i] = longest(chain[i]); len(chain[i]) == 0 {
			return nil
		}
	}
	return chain
}

// longest returns runs by place, without those that lie within another: of two
// readings that fit one place, the one that finds more of the brackets printed.
func longest(runs []run) []run {
	slices.SortStableFunc(runs, func(a, b run) int { return cmp.Or(cmp.Compare(a.t, b.t), cmp.Compare(b.u, a.u)) })
	var out []run
	for _, r := range runs {
		if n := len(out) - 1; n < 0 || r.u > out[n].u {
			out = append(out, r)
		}
	}
	return out
}

// link puts one run of each part into a match, in order: after every run the
// nearest of the next part from which the rest can be reached.
func link(chain [][]run) hits {
	last := len(chain) - 1
	next := make([][]int32, len(chain)) // per run, the run of the next part; -1 when the rest cannot be reached
	next[last] = make([]int32, len(chain[last]))
	for i := last - 1; i >= 0; i-- {
		runs, following := chain[i], chain[i+1]
		next[i] = make([]int32, len(runs))
		k, reachable := len(following)-1, int32(-1) // the nearest after the run that reaches the end
		// From the last run to the first, the runs that follow come nearer.
		for j := len(runs) - 1; j >= 0; j-- {
			for ; k >= 0 && following[k].t >= runs[j].u; k-- {
				if next[i+1][k] >= 0 {
					reachable = int32(k)
				}
			}
			next[i][j] = reachable
			if reachable >= 0 && following[reachable].t-runs[j].u > maxGap {
				next[i][j] = -1
			}
		}
	}
	var h hits
	for j, n := range next[0] {
		if n < 0 {
			continue
		}
		if h.total++; h.total > maxPassages {
			continue
		}
		m := match{chain[0][j]}
		for i, k := 1, n; i <= last; i++ {
			m = append(m, chain[i][k])
			k = next[i][k]
		}
		h.matches = append(h.matches, m)
	}
	return h
}

// betweenOmissions returns the parts of a citation between its omission marks. Parts
// without words are dropped.
func betweenOmissions(p []piece, plain bool) [][]piece {
	var parts [][]piece
	start := 0
	end := func(at, next int) {
		if part := p[start:at]; slices.ContainsFunc(part, func(p piece) bool { return p.word }) {
			parts = append(parts, part)
		}
		start = next
	}
	for i := 0; i < len(p); i++ {
		switch {
		case i+2 < len(p) && p[i+1].text == ellipsis && (p[i].text == "[" && p[i+2].text == "]" || p[i].text == "(" && p[i+2].text == ")"):
			end(i, i+3)
			i += 2
		case plain && p[i].text == ellipsis:
			end(i, i+1)
		}
	}
	end(len(p), len(p))
	return parts
}

// readings calls yield with every way to read the brackets of a part that may
// stand in the text: as printed there, as put around words of the text, and as
// put around words that the editor added.
func (c *citation) readings(r reader, part []piece, opening bool, yield func([]atom)) {
	tokens := c.tokens
	touches := func(i, j int) bool {
		return i >= 0 && j < len(part) && tokens[part[i].to-1].End == tokens[part[j].from].Start
	}
	var atoms []atom // the reading so far
	add := func(p piece, glue bool) {
		if n := len(atoms) - 1; glue && n >= 0 && p.word {
			atoms[n].text += r.fold(p.text)
			atoms[n].raw += p.text
			atoms[n].to = p.to
			return
		}
		atoms = append(atoms, atom{text: r.fold(p.text), raw: p.text, hyphens: p.hyphens, from: p.from, to: p.to})
	}
	var walk func(i int, glue bool)
	walk = func(i int, glue bool) {
		for ; i < len(part); i++ {
			shut := i + 1
			for part[i].text == "[" && shut < len(part) && part[shut].text != "]" {
				shut++
			}
			if part[i].text != "[" || shut == len(part) || shut == i+1 {
				add(part[i], glue)
				glue = false
				continue
			}
			if c.tries++; c.tries > maxTries || len(atoms) > 0 && !r.has(open(atoms[max(0, len(atoms)-lookBack):])) {
				return
			}
			inner := part[i+1 : shut]
			before := i > 0 && part[i-1].word && touches(i-1, i)
			after := shut+1 < len(part) && part[shut+1].word && touches(shut, shut+1)
			n, last := len(atoms), atom{}
			if n > 0 {
				last = atoms[n-1]
			}
			try := func(glueInner, glueAfter bool, inner ...piece) {
				for k, p := range inner {
					add(p, k == 0 && glueInner)
				}
				walk(shut+1, glueAfter)
				if atoms = atoms[:n]; n > 0 {
					atoms[n-1] = last
				}
			}
			try(false, false, part[i:shut+1]...) // as printed
			try(before, after, inner...)         // around words of the text
			if r.cased() && after && !before && len(inner) == 1 {
				// Around a letter of which the editor changed the case: [W]e.
				swapped := inner[0]
				swapped.text = SwapFirst(swapped.text)
				try(false, true, swapped)
			}
			// Around words that the editor added, but not the beginning of a
			// word, and never a negation.
			if !(after && !before) && !slices.ContainsFunc(inner, func(p piece) bool { return lexicon.Negates(fold.Case(p.text)) }) {
				try(false, before && after)
			}
			return
		}
		if len(atoms) == 0 {
			return
		}
		whole := slices.Clone(atoms)
		yield(whole)
		if !opening || !r.cased() {
			return
		}
		for i, a := range whole {
			if first, _ := utf8.DecodeRuneInString(a.text); unicode.IsUpper(first) {
				small := slices.Clone(whole)
				small[i].text = smallFirst(a.text)
				yield(small)
			}
			if tokens[a.from].Word {
				break
			}
		}
	}
	walk(0, false)
}

// open writes atoms of which the last may not be finished.
func open(atoms []atom) string { return strings.TrimSuffix(pattern(atoms), " ") }

// passage returns the bytes of the text that a match stands for.
func (c *citation) passage(m match) Passage {
	var match, parts []segment.Span
	for _, r := range m {
		match = append(match, c.t.bytesOf(r.t, r.u-r.t))
		for _, mark := range c.quote.Marked {
			if i, j := r.answering(c.tokens, mark); i < j {
				for i > 0 && c.t.tokens[i-1].Joined {
					i--
				}
				for j < len(c.t.tokens) && c.t.tokens[j-1].Joined {
					j++
				}
				parts = append(parts, c.t.bytesOf(i, j-i))
			}
		}
	}
	if len(parts) == 0 { // nothing is marked, or nothing of it is in the text
		parts = match
	}
	return Passage{
		Span:  segment.Span{Start: parts[0].Start, End: parts[len(parts)-1].End},
		Parts: parts, Match: match,
	}
}

// answering returns the tokens of the text that answer a range of bytes of the
// citation.
func (r run) answering(tokens []fold.Token, mark segment.Span) (from, to int) {
	from, to = -1, -1
	for k, a := range r.atoms {
		s := segment.Span{Start: tokens[a.from].Start, End: tokens[a.to-1].End}
		if !s.Overlaps(mark) {
			continue
		}
		i, j := r.t+k, r.t+k+1
		if r.on != nil {
			i, j = r.on[k].from, r.on[k].to
		}
		if from < 0 || i < from {
			from = i
		}
		to = max(to, j)
	}
	return from, to
}

// cased returns where a match differs from the text in letter case, other than
// in the citation's first letter.
func (c *citation) cased(m match) []Edit {
	if len(m) != 1 || m[0].on != nil {
		return nil
	}
	var out []Edit
	first := true
	for k, a := range m[0].atoms {
		if a.to != a.from+1 {
			continue
		}
		q, s := c.tokens[a.from], c.t.tokens[m[0].t+k]
		same := q.Text == s.Text
		if first && q.Word {
			first = false
			same = same || smallFirst(q.Text) == smallFirst(s.Text)
		}
		if !same && fold.Case(q.Text) == fold.Case(s.Text) {
			out = append(out, Edit{
				Quoted:     segment.Span{Start: q.Start, End: q.End},
				Source:     segment.Span{Start: s.Start, End: s.End},
				Difference: Case,
			})
		}
	}
	return out
}
