package edit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
)

// Op says what became of a piece of text from one passage to the other.
type Op string

// The operations of an Edit.
const (
	Same        Op = "same"        // the same bytes on both sides
	Typographic Op = "typographic" // the same words in other marks, case or Unicode form; or other marks between the same words
	Deleted     Op = "deleted"     // only in the first passage
	Inserted    Op = "inserted"    // only in the second passage
)

// Edit is one step of the way from one passage to another. A is empty when Op
// is Inserted, B when Op is Deleted.
type Edit struct {
	Op   Op
	A, B segment.Span // ranges of bytes of the two strings given to Diff
}

// Diff returns how b differs from a, word by word. Words are compared folded,
// so that typographic trifles are told apart from changed words; a word is
// never cut. A replacement is a Deleted followed by an Inserted. The A spans
// of the edits, in order, cover a from end to end, and so do the B spans b.
//
// A word broken at the end of a line is the same as the word whole.
//
// What is common is the longest common subsequence of folded words; of several, one in which what only one
// of the two has is a whole sentence: “We knew.” in “We knew. We said so”, and not “knew. We”.
func Diff(a, b string) []Edit {
	inA, inB := Both(a, b)
	wa, wb := inA.Words, inB.Words
	var d differ
	var i, j int // words done
	runs := Runs(inA.Folded, inB.Folded)
	runs = mirrored(wholeSentences(runs, a, inA, inB))
	runs = mirrored(wholeSentences(runs, b, inB, inA))
	for _, run := range runs {
		for k := range run[2] {
			x, y := wa[run[0]+k], wb[run[1]+k]
			d.between(a, b, x.Start, y.Start, run[0]+k-i, run[1]+k-j)
			d.add(sameOr(x.In(a) == y.In(b)), x, y)
			i, j = run[0]+k+1, run[1]+k+1
		}
	}
	d.between(a, b, len(a), len(b), len(wa)-i, len(wb)-j)
	return d.edits
}

// wholeSentences moves what text a alone has between two runs to the left, as far as the words are the same,
// where it is then from the beginning of a sentence to the end of one.
func wholeSentences(runs [][3]int, a string, inA, inB Wording) [][3]int {
	for i := range runs {
		run := &runs[i]
		next := [3]int{len(inA.Words), len(inB.Words)}
		if i+1 < len(runs) {
			next = runs[i+1]
		}
		if run[1]+run[2] != next[1] || run[0]+run[2] == next[0] {
			continue
		}
		for k := 0; k <= run[2]; k++ {
			start, end := run[0]+run[2]-k, next[0]-k
			if k > 0 && inA.Folded[start] != inA.Folded[end] {
				break
			}
			if !endsBefore(a, inA.Words, start) || !endsBefore(a, inA.Words, end) {
				continue
			}
			run[2] -= k
			moved := [3]int{next[0] - k, next[1] - k, next[2] + k}
			if i+1 < len(runs) {
				runs[i+1] = moved
			} else if k > 0 {
				return append(runs, moved)
			}
			break
		}
	}
	return runs
}

// endsBefore reports whether a sentence ends before a word of a text, or the text there begins or ends.
func endsBefore(text string, words []segment.Span, i int) bool {
	return i == 0 || i == len(words) || strings.ContainsAny(text[words[i-1].End:words[i].Start], ".!?…。！？")
}

// mirrored turns runs around, so that they are of b and a.
func mirrored(runs [][3]int) [][3]int {
	for i, r := range runs {
		runs[i] = [3]int{r[1], r[0], r[2]}
	}
	return runs
}

// Common returns the share of words that a and b have in common in order: twice the
// words that Diff leaves in place, divided by the words of both. It is 1 for
// two strings without words. A word-by-word difference is hard to read below two fifths.
func Common(a, b string) float64 {
	inA, inB := Both(a, b)
	words := len(inA.Words) + len(inB.Words)
	if words == 0 {
		return 1
	}
	n := 0
	for _, run := range Runs(inA.Folded, inB.Folded) {
		n += run[2]
	}
	return 2 * float64(n) / float64(words)
}

// differ collects edits; everything before posA and posB is covered.
type differ struct {
	edits      []Edit
	posA, posB int
}

// between covers what stands before endA and endB, which holds so many
// words on each side, none of them matched.
func (d *differ) between(a, b string, endA, endB, wordsA, wordsB int) {
	restA, restB := a[d.posA:endA], b[d.posB:endB]
	if wordsA+wordsB == 0 {
		if restA != "" || restB != "" {
			d.gap(restA == restB, endA, endB)
		}
		return
	}
	// Marks around the changed words that stand on both sides, be it in another
	// form, stay out of the change, so that it shows whole words and little else.
	d.peel(lead(restA), lead(restB))
	restA, restB = a[d.posA:endA], b[d.posB:endB]
	tailA, tailB := alikeSuffix(trail(restA), trail(restB))
	if end := endA - tailA; end > d.posA {
		d.add(Deleted, segment.Span{Start: d.posA, End: end}, segment.Span{Start: d.posB, End: d.posB})
	}
	if end := endB - tailB; end > d.posB {
		d.add(Inserted, segment.Span{Start: d.posA, End: d.posA}, segment.Span{Start: d.posB, End: end})
	}
	d.peel(a[d.posA:endA], b[d.posB:endB])
}

// peel covers the marks at the start of a and b, which start where d stands,
// as far as they are alike one by one.
func (d *differ) peel(a, b string) {
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if !alike(x, y) {
			return
		}
		d.add(sameOr(a[:n] == b[:m]), segment.Span{Start: d.posA, End: d.posA + n}, segment.Span{Start: d.posB, End: d.posB + m})
		a, b = a[n:], b[m:]
	}
}

// gap covers the marks between two words that stand on both sides.
func (d *differ) gap(same bool, endA, endB int) {
	d.add(sameOr(same), segment.Span{Start: d.posA, End: endA}, segment.Span{Start: d.posB, End: endB})
}

// add appends one edit, or lengthens the last one if it has the same operation.
func (d *differ) add(op Op, a, b segment.Span) {
	if a.Len() == 0 && b.Len() == 0 {
		return
	}
	d.posA, d.posB = a.End, b.End
	if n := len(d.edits); n > 0 && d.edits[n-1].Op == op {
		d.edits[n-1].A.End, d.edits[n-1].B.End = a.End, b.End
		return
	}
	d.edits = append(d.edits, Edit{op, a, b})
}

func sameOr(same bool) Op {
	if same {
		return Same
	}
	return Typographic
}

// Folded returns words of a text in the form in which they are compared.
func Folded(text string, words []segment.Span) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = fold.Word(w.In(text))
	}
	return out
}

// lead and trail return the marks before the first and after the last word of s.
func lead(s string) string {
	if w := segment.FirstWords(s, 1); len(w) > 0 {
		return s[:w[0].Start]
	}
	return s
}

func trail(s string) string {
	if w := segment.Words(s); len(w) > 0 {
		return s[w[len(w)-1].End:]
	}
	return s
}

// alike reports whether two marks are the same but for their form.
func alike(x, y rune) bool {
	if x == y {
		return true
	}
	folded := fold.Typography(string(x))
	return folded != "" && folded == fold.Typography(string(y))
}

// alikeSuffix returns how many bytes at the ends of a and b are marks that are
// alike one by one.
func alikeSuffix(a, b string) (inA, inB int) {
	for {
		x, n := utf8.DecodeLastRuneInString(a[:len(a)-inA])
		y, m := utf8.DecodeLastRuneInString(b[:len(b)-inB])
		if n == 0 || m == 0 || !alike(x, y) {
			return inA, inB
		}
		inA, inB = inA+n, inB+m
	}
}

// Holds reports whether a text has folded words in this order, one behind the other.
func Holds(text string, want []string) bool {
	in := Folded(text, segment.Words(text))
	for i := 0; i+len(want) <= len(in); i++ {
		if slices.Equal(in[i:i+len(want)], want) {
			return true
		}
	}
	return false
}
