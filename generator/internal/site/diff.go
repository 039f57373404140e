package site

import (
	"strings"
	"unicode"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/segment"
)

// Diff is how one passage differs from another.
type Diff struct {
	Pieces   []Piece // empty where too little is common for a difference to be read
	Sentence string  // says the same in a sentence
	Same     bool    // not a word differs
}

// A Piece is a stretch of a difference.
type Piece struct {
	Op   collate.Op
	Text string // of the second passage, or of the first where it is only there
}

// readable is the share of words that two passages must have in common for a
// word-by-word difference to help.
const readable = 0.4

// changesTold is how many changes a sentence names before it counts.
const changesTold = 4

// diff returns how b differs from a.
func (v view) diff(a, b string) Diff {
	edits := edits(a, b)
	d := Diff{Same: true}
	trifles := false
	for _, e := range edits {
		switch e.Op {
		case collate.Deleted, collate.Inserted:
			d.Same = d.Same && !hasWord(e.A.In(a)+e.B.In(b))
			trifles = true
		case collate.Typographic:
			trifles = true
		}
	}
	switch {
	case d.Same && !trifles:
		d.Sentence = v.word("diff_same")
	case d.Same:
		d.Sentence = v.word("diff_marks")
	case collate.Common(a, b) < readable:
		d.Sentence = v.word("diff_other")
		return d
	default:
		d.Sentence = v.changes(a, b, edits)
	}
	for _, e := range edits {
		switch e.Op {
		case collate.Deleted:
			d.put(e.Op, e.A.In(a))
		default:
			d.put(e.Op, e.B.In(b))
		}
	}
	return d
}

// Two changes are told as one where a single word of at most that many letters stands between them, and one
// side of them has that many words: "the" in "plan on working with the" for "planned to step up the work with"
// says nothing by itself.
const (
	shortWord    = 3
	changedWords = 5
)

// edits returns how b differs from a, for a reader: see [shortWord].
func edits(a, b string) []collate.Edit {
	var out []collate.Edit
	list := collate.Diff(a, b)
	for i := 0; i < len(list); {
		j := nextRun(list, i)
		if !changed(list[i]) {
			out = append(out, list[i:j]...)
			i = j
			continue
		}
		was, is := covered(list[i:j])
		// Go on over a short word as long as there is another change behind it.
		for j < len(list) {
			k := nextRun(list, j)
			end := nextRun(list, k)
			same, _ := covered(list[j:k])
			moreA, moreB := covered(list[k:end])
			words := func(text string, first, second segment.Span) int {
				return len(segment.Words(first.In(text))) + len(segment.Words(second.In(text)))
			}
			gap := same.In(a)
			if k == end || !hasWord(moreA.In(a)+moreB.In(b)) || len(segment.Words(gap)) != 1 || len(strings.TrimSpace(gap)) > shortWord || strings.Contains(gap, between) ||
				max(words(a, was, moreA), words(b, is, moreB)) < changedWords {
				break
			}
			was.End, is.End = moreA.End, moreB.End
			j = end
		}
		if was.Len() > 0 {
			out = append(out, collate.Edit{Op: collate.Deleted, A: was, B: segment.Span{Start: is.Start, End: is.Start}})
		}
		if is.Len() > 0 {
			out = append(out, collate.Edit{Op: collate.Inserted, A: segment.Span{Start: was.End, End: was.End}, B: is})
		}
		i = j
	}
	return out
}

// changed reports whether an edit takes out or puts in.
func changed(e collate.Edit) bool { return e.Op == collate.Deleted || e.Op == collate.Inserted }

// nextRun returns where the edits from i on that are changes, or that are not, end.
func nextRun(list []collate.Edit, i int) int {
	for j := i; j < len(list); j++ {
		if changed(list[j]) != changed(list[i]) {
			return j
		}
	}
	return len(list)
}

// covered returns what a run of edits covers of either side.
func covered(run []collate.Edit) (a, b segment.Span) {
	if len(run) == 0 {
		return a, b
	}
	last := run[len(run)-1]
	return segment.Span{Start: run[0].A.Start, End: last.A.End}, segment.Span{Start: run[0].B.Start, End: last.B.End}
}

// put adds a piece. White space at its ends stays out of what was put in or
// taken out, so that only words are coloured.
func (d *Diff) put(op collate.Op, text string) {
	if last := len(d.Pieces) - 1; op == collate.Inserted && last >= 0 && d.Pieces[last].Op == collate.Deleted && strings.TrimSpace(text) != "" {
		text = " " + strings.TrimLeftFunc(text, unicode.IsSpace) // the two stand for each other; read aloud or copied they are two words
	}
	d.Pieces = appendPiece(d.Pieces, op, text)
}

// appendPiece appends a text as a piece, with the white space at its ends apart.
func appendPiece(list []Piece, op collate.Op, text string) []Piece {
	words := text
	if op != collate.Same {
		words = strings.TrimSpace(text)
	}
	if words == "" {
		op, words = collate.Same, text
	}
	before, after, _ := strings.Cut(text, words)
	for _, p := range []Piece{{collate.Same, before}, {op, words}, {collate.Same, after}} {
		if p.Text != "" {
			list = append(list, p)
		}
	}
	return list
}

// changes says in a sentence what was changed from a to b.
func (v view) changes(a, b string, edits []collate.Edit) string {
	var parts []string
	for i := 0; i < len(edits); i++ {
		e := edits[i]
		gone, come := "", ""
		switch e.Op {
		case collate.Deleted:
			gone = told(e.A.In(a))
			if i+1 < len(edits) && edits[i+1].Op == collate.Inserted {
				i++
				come = told(edits[i].B.In(b))
			}
		case collate.Inserted:
			come = told(e.B.In(b))
		}
		switch {
		case gone != "" && come != "":
			parts = append(parts, v.word("diff_has", come, gone))
		case gone != "":
			parts = append(parts, v.word("diff_omits", gone))
		case come != "":
			parts = append(parts, v.word("diff_adds", come))
		}
	}
	if more := len(parts) - changesTold; more > 0 {
		return v.count("diff_more", more, strings.Join(parts[:changesTold], v.word("semicolon")))
	}
	return v.word("diff_sentence", strings.Join(parts, v.word("semicolon")))
}

// told returns changed words as a sentence quotes them: without the marks
// around them, and without their middle when they are many. It is empty for
// marks alone.
func told(text string) string {
	if !hasWord(text) {
		return ""
	}
	words := segment.Words(text)
	if len(words) > 9 {
		return text[words[0].Start:words[3].End] + " … " + text[words[len(words)-3].Start:words[len(words)-1].End]
	}
	return text[words[0].Start:words[len(words)-1].End]
}

func hasWord(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}
