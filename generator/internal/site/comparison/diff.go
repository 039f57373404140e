package comparison

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/edit"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
)

// Diff is how one passage differs from another.
type Diff struct {
	Pieces   []view.Piece // empty where too little is common for a difference to be read
	Sentence string       // says the same in a sentence
	Same     bool         // not a word differs
}

// readable is the share of words that two passages must have in common for a
// word-by-word difference to help.
const readable = 0.4

// tellable is the share of words in common from which a sentence can say the rest, and changesTold how many
// changes it says. Where there are more, or no short sentence is true, the marked words stand alone.
const (
	tellable    = 0.5
	changesTold = 3
)

// Framed marks the outlet's words around those of a speaker, which are compared with nothing.
const Framed edit.Op = "frame"

// Diff returns how the words of b differ from those of a. What an editor leaves out of either is part of no difference: of
// b it is counted where it stands.
func (v leaf) Diff(a, b edit.Statement) Diff {
	if !edit.SameLanguage(a.Lang, b.Lang) {
		return Diff{} // a translation, and no difference
	}
	x, y := a.Speech(), b.Speech()
	edits, unsaid := cited(edits(x, y), a.Left, b.Left, x, y)
	common := edit.Common(x, y)
	d := Diff{Same: true}
	trifles := false
	for _, e := range edits {
		switch e.Op {
		case edit.Deleted, edit.Inserted:
			d.Same = d.Same && !segment.HasWord(e.A.In(x)+e.B.In(y))
			trifles = true
		case edit.Typographic:
			trifles = trifles || inLine(e.A.In(x)) != inLine(e.B.In(y))
		}
	}
	switch framed := len(a.Frame)+len(b.Frame) > 0; {
	case d.Same && unsaid: // the texts differ in what is left out
	case d.Same && framed:
		d.Sentence = v.Word("diff_speech")
	case d.Same && !trifles:
		d.Sentence = v.Word("diff_same")
	case d.Same:
		d.Sentence = v.Word("diff_marks")
	case common < readable:
		d.Sentence = v.Word("diff_other")
		return d
	default:
		changes := changesOf(x, y, edits)
		for i := range changes {
			if len(a.Left)+len(b.Left) > 0 { // the word beside them may be left out
				changes[i].besideGone, changes[i].besideCome = "", ""
			}
		}
		d.Sentence = v.changes(a.Text, b.Text, changes, common)
	}
	framed, gaps := 0, b.Left // bytes of b that are done, and what is left out of the others
	add := func(op edit.Op, p segment.Span) {
		for _, part := range parted(p, b.Left) {
			at := slices.IndexFunc(gaps, func(g segment.Span) bool { return g.Overlaps(part) })
			switch {
			case at >= 0:
				gap := v.LeftOut(gaps[at].In(b.Text))
				d.Pieces, gaps = append(d.Pieces, view.Piece{Op: leftOut, Gap: &gap}), gaps[at+1:]
			case slices.ContainsFunc(b.Left, part.Overlaps): // told before
			case op == Framed:
				d.Pieces = view.AppendPiece(d.Pieces, op, part.In(b.Text))
			default:
				d.put(op, part.In(b.Text))
			}
		}
	}
	frame := func(from, to int) {
		for _, f := range b.Frame {
			if f.Start >= from && f.End <= to {
				add(Framed, f)
			}
		}
	}
	for _, e := range edits {
		if e.Op == edit.Deleted {
			for _, p := range a.Unframed(e.A) {
				gone := p.In(a.Text)
				if slices.ContainsFunc(a.Frame, func(f segment.Span) bool { return f.End == p.Start }) {
					gone = d.apart(gone)
				}
				d.put(e.Op, gone)
			}
			continue
		}
		for _, p := range b.Unframed(e.B) {
			frame(framed, p.Start)
			add(e.Op, p)
			framed = p.End
		}
	}
	frame(framed, len(b.Text))
	return d
}

// leftOut is the operation of a piece that tells what the editor leaves out.
const leftOut edit.Op = "left-out"

// cited returns edits from a to b, of which some stretches are left out, with what belongs to these as no change: words of
// them, and what stands in their place on the other side. It reports whether there were such changes.
func cited(list []edit.Edit, leftA, leftB []segment.Span, a, b string) (out []edit.Edit, unsaid bool) {
	if len(leftA)+len(leftB) == 0 {
		return list, false
	}
	touches := func(left []segment.Span, p segment.Span) bool {
		return slices.ContainsFunc(left, func(l segment.Span) bool { return l.Start <= p.Start && p.End <= l.End })
	}
	for _, e := range list {
		parts := []edit.Edit{e}
		switch e.Op {
		case edit.Deleted:
			parts = nil
			for _, p := range parted(e.A, leftA) {
				parts = append(parts, edit.Edit{Op: e.Op, A: p, B: e.B})
			}
		case edit.Inserted:
			parts = nil
			for _, p := range parted(e.B, leftB) {
				parts = append(parts, edit.Edit{Op: e.Op, A: e.A, B: p})
			}
		}
		for _, p := range parts {
			if p.Op != edit.Same && (touches(leftA, p.A) || touches(leftB, p.B)) {
				unsaid = unsaid || changed(p) && segment.HasWord(p.A.In(a)+p.B.In(b))
				p.Op = edit.Same
			}
			out = append(out, p)
		}
	}
	return out, unsaid
}

// parted returns the parts of p that lie in some stretches, and those between them, in order.
func parted(p segment.Span, stretches []segment.Span) []segment.Span {
	var out []segment.Span
	for _, s := range stretches {
		for _, at := range []int{s.Start, s.End} {
			if p.Start < at && at < p.End {
				out = append(out, segment.Span{Start: p.Start, End: at})
				p.Start = at
			}
		}
	}
	return append(out, p)
}

// inLine returns text with its white space made one space each.
func inLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Two changes are told as one where a single word of at most that many letters stands between them, and one
// side of them has that many words: "the" in "plan on working with the" for "planned to step up the work with"
// says nothing by itself.
const (
	shortWord    = 3
	changedWords = 5
)

// edits returns how b differs from a, for a reader: see [shortWord].
func edits(a, b string) []edit.Edit {
	var out []edit.Edit
	list := edit.Diff(a, b)
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
				return segment.Count(first.In(text)) + segment.Count(second.In(text))
			}
			gap := same.In(a)
			if k == end || !segment.HasWord(moreA.In(a)+moreB.In(b)) || segment.Count(gap) != 1 || len(strings.TrimSpace(gap)) > shortWord || strings.Contains(gap, between) ||
				max(words(a, was, moreA), words(b, is, moreB)) < changedWords {
				break
			}
			was.End, is.End = moreA.End, moreB.End
			j = end
		}
		if was.Len() > 0 {
			out = append(out, edit.Edit{Op: edit.Deleted, A: was, B: segment.Span{Start: is.Start, End: is.Start}})
		}
		if is.Len() > 0 {
			out = append(out, edit.Edit{Op: edit.Inserted, A: segment.Span{Start: was.End, End: was.End}, B: is})
		}
		i = j
	}
	return out
}

// changed reports whether an edit takes out or puts in.
func changed(e edit.Edit) bool { return e.Op == edit.Deleted || e.Op == edit.Inserted }

// nextRun returns where the edits from i on that are changes, or that are not, end.
func nextRun(list []edit.Edit, i int) int {
	for j := i; j < len(list); j++ {
		if changed(list[j]) != changed(list[i]) {
			return j
		}
	}
	return len(list)
}

// covered returns what a run of edits covers of either side.
func covered(run []edit.Edit) (a, b segment.Span) {
	if len(run) == 0 {
		return a, b
	}
	last := run[len(run)-1]
	return segment.Span{Start: run[0].A.Start, End: last.A.End}, segment.Span{Start: run[0].B.Start, End: last.B.End}
}

// put adds a piece. White space at its ends stays out of what was put in or
// taken out, so that only words are coloured.
func (d *Diff) put(op edit.Op, text string) {
	if last := len(d.Pieces) - 1; op == edit.Inserted && last >= 0 && d.Pieces[last].Op == edit.Deleted && strings.TrimSpace(text) != "" {
		text = " " + strings.TrimLeftFunc(text, unicode.IsSpace) // the two stand for each other; read aloud or copied they are two words
	}
	d.Pieces = view.AppendPiece(d.Pieces, op, text)
}

// apart returns text with a space before it where it would run together with what stands before: the words of the frame between the
// two are not shown.
func (d *Diff) apart(text string) string {
	last := len(d.Pieces) - 1
	if last < 0 || endsOpen(d.Pieces[last].Text) || !segment.HasWord(text) {
		return text
	}
	return " " + strings.TrimLeftFunc(text, unicode.IsSpace)
}

// endsOpen reports whether a text ends with a space, or a mark behind which none stands.
func endsOpen(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsSpace(r) || strings.ContainsRune("“„«‘‚(", r)
}

// A change is words that one of two texts has in the place of words of the other, and the word that goes on in
// both, or else the word before.
type change struct {
	gone, come   string // empty where there are none
	besideGone   string // the same with the word beside them
	besideCome   string
	wasIn, isNow []string // the words, folded
}

// changesOf returns the changes of words among edits from a to b.
func changesOf(a, b string, edits []edit.Edit) []change {
	var out []change
	for i := 0; i < len(edits); i++ {
		if !changed(edits[i]) {
			continue
		}
		j := nextRun(edits, i)
		was, is := covered(edits[i:j])
		c := change{gone: told(was.In(a)), come: told(is.In(b)), wasIn: folded(was.In(a)), isNow: folded(is.In(b))}
		if len(c.wasIn)+len(c.isNow) > 0 {
			c.besideGone, c.besideCome = beside(a, b, was, is)
			out = append(out, c)
		}
		i = j - 1
	}
	return out
}

// beside returns two stretches with the word behind them, if it is the same in both texts, or else the word before.
func beside(a, b string, was, is segment.Span) (string, string) {
	behindA, behindB := segment.Words(a[was.End:]), segment.Words(b[is.End:])
	if len(behindA) > 0 && len(behindB) > 0 {
		longA, longB := a[was.Start:was.End+behindA[0].End], b[is.Start:is.End+behindB[0].End]
		if fold.Word(behindA[0].In(a[was.End:])) == fold.Word(behindB[0].In(b[is.End:])) {
			return told(longA), told(longB)
		}
	}
	beforeA, beforeB := segment.Words(a[:was.Start]), segment.Words(b[:is.Start])
	if m, n := len(beforeA)-1, len(beforeB)-1; m >= 0 && n >= 0 && fold.Word(beforeA[m].In(a)) == fold.Word(beforeB[n].In(b)) {
		return told(a[beforeA[m].Start:was.End]), told(b[beforeB[n].Start:is.End])
	}
	return "", ""
}

// folded returns the words of a text as they are compared.
func folded(text string) []string { return edit.Folded(text, segment.Words(text)) }

// shares reports whether two lists have a word in common.
func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// changes says in a sentence what b has that a has not, and the other way round. It is empty where it would not
// be short or not be true: words that only stand elsewhere were neither added nor left out.
func (v leaf) changes(a, b string, list []change, common float64) string {
	var was, is []string
	for _, c := range list {
		was, is = append(was, c.wasIn...), append(is, c.isNow...)
	}
	slices.Sort(was)
	slices.Sort(is)
	switch {
	case slices.Equal(was, is):
		return v.Word("diff_order")
	case common < tellable, len(list) > changesTold, reports(was), reports(is):
		return ""
	}
	for i, c := range list {
		for j, d := range list {
			if i != j && shares(c.wasIn, d.isNow) {
				return ""
			}
		}
	}
	var parts []string
	for _, c := range list {
		switch {
		case c.gone != "" && c.come != "":
			parts = append(parts, v.Word("diff_has", c.come, c.gone))
		case c.gone == "" && !edit.Holds(a, c.isNow):
			parts = append(parts, v.Word("diff_adds", c.come))
		case c.come == "" && !edit.Holds(b, c.wasIn):
			parts = append(parts, v.Word("diff_omits", c.gone))
		case c.besideCome == "":
			return ""
		default: // they stand elsewhere, too
			parts = append(parts, v.Word("diff_has", c.besideCome, c.besideGone))
		}
	}
	return v.Word("diff_sentence", strings.Join(parts, v.Word("semicolon")))
}

// toldLength is how many characters of changed words a sentence quotes.
const toldLength = 60

// told returns changed words as a sentence quotes them: without the marks
// around them, and without their middle when they are many. It is empty for
// marks alone.
func told(text string) string {
	if !segment.HasWord(text) {
		return ""
	}
	text = inLine(text)
	words := segment.Words(text)
	return segment.ClipMiddle(text[words[0].Start:words[len(words)-1].End], toldLength)
}

// StopShort takes from a difference what only one of two citations goes on to at its beginning or end, as far as the
// other's source may have it too, and reports whether there was any: where an editor stops, an outlet need not.
func (d *Diff) StopShort(inFirst, inSecond func(words []string) bool) bool {
	short := false
	for range 2 { // from the front, and from the back
		for i := 0; i < len(d.Pieces); i++ {
			p := &d.Pieces[i]
			words := folded(p.Text)
			if len(words) == 0 || p.Op == Framed {
				continue
			}
			next := slices.IndexFunc(d.Pieces[i+1:], func(q view.Piece) bool { return segment.HasWord(q.Text) })
			replaced := next >= 0 && (p.Op == edit.Deleted && d.Pieces[i+1+next].Op == edit.Inserted || p.Op == edit.Inserted && d.Pieces[i+1+next].Op == edit.Deleted)
			switch {
			case replaced:
			case p.Op == edit.Deleted && inSecond(words):
				p.Text, short = "", true
				continue // there may be more of it behind a frame
			case p.Op == edit.Inserted && inFirst(words):
				p.Op, short = edit.Same, true
				for k := range d.Pieces[:i] { // marks in its place
					if d.Pieces[k].Op == edit.Deleted {
						d.Pieces[k].Text = ""
					}
				}
			}
			break
		}
		slices.Reverse(d.Pieces)
	}
	d.Pieces = slices.DeleteFunc(d.Pieces, func(p view.Piece) bool { return p.Text == "" && p.Gap == nil })
	return short
}
