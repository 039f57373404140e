package site

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/timeline"
)

// A Drawing is a picture made of lines of a fixed size, as SVG has it: x runs
// to the right and y down, in units.
type Drawing struct {
	ID            string // of the drawing on its page; its title has it with "-title" behind
	Variant       string // "wide", "narrow" or "small": for which room it is drawn
	Width, Height int
	Title         string
	Rules         []Rule // behind everything else
	Texts         []Text
	Marks         []Mark
}

// A Rule is a path that means nothing by itself.
type Rule struct{ Class, Path string }

// A Text is words in a drawing. It is either Words or Links, which then stand
// one after another.
type Text struct {
	X, Y   int
	Class  string
	Anchor string // where X is: "start", "middle" or "end"
	Words  string
	Links  []TextLink
	After  string // said after the last link
	Of     string // numbers of the items of the page's list that it is of, parted by spaces
	of     []*dossier.Entry
}

// A TextLink is a link within a Text.
type TextLink struct {
	Link
	Join  string // stands between it and the one before
	Title string // says more than Text
}

// A Mark is something drawn that has a meaning, and may be a link.
type Mark struct {
	Href  string // empty when it is no link
	Class string
	Title string
	Hit   string // the path of what can be pointed at besides; may be empty
	Quiet bool   // the keyboard passes it by, since the page says the same elsewhere
	Paths []Rule
	Label *Text  // written beside it; may be nil
	Of    string // as that of a Text
	of    []*dossier.Entry
}

// number says which items of a list the marks and texts are of.
func (d *Drawing) number(items map[*dossier.Entry]Traits) {
	of := func(entries []*dossier.Entry) string {
		var out []string
		for _, e := range entries {
			if t, ok := items[e]; ok {
				out = append(out, strconv.Itoa(t.N))
			}
		}
		return strings.Join(out, " ")
	}
	for i := range d.Texts {
		d.Texts[i].Of = of(d.Texts[i].of)
	}
	for i := range d.Marks {
		d.Marks[i].Of = of(d.Marks[i].of)
	}
}

// half is how far a bar of each clock reaches above and below its middle.
func half(clock timeline.Clock) int {
	if clock == timeline.Published {
		return 4
	}
	return 6
}

// bar returns the paths of a bar whose axis starts at left and whose middle
// lies at y.
func bar(b timeline.Bar, clock timeline.Clock, left, y, reach int) []Rule {
	h := half(clock)
	var out []Rule
	class := "part"
	if b.Style.Uncertain {
		class += " uncertain"
	}
	if b.Style.OneOf {
		class += " one-of"
	}
	for i, p := range b.Parts {
		if i > 0 {
			out = append(out, Rule{"tie", line(left+b.Parts[i-1].End, y, left+p.X, y)})
		}
		round := 0
		if clock == timeline.Said {
			round = h
		}
		out = append(out, Rule{class, rectangle(left+p.X, y-h, p.End-p.X, 2*h, round)})
		if b.Style.OneOf {
			out = append(out, Rule{"hatch", hatching(left+p.X, y-h, p.End-p.X, 2*h, 4)})
		}
	}
	// A faded end is three blocks that get smaller and paler.
	if b.Style.Approximate {
		step := reach / 3
		for i := range 3 {
			fade := fmt.Sprintf("fade fade-%d", i+1)
			small := h - 1 - i
			if !b.Style.OpenStart {
				out = append(out, Rule{fade, rectangle(left+b.X-(i+1)*step, y-small, step-1, 2*small, 0)})
			}
			if !b.Style.OpenEnd {
				out = append(out, Rule{fade, rectangle(left+b.End+i*step+1, y-small, step-1, 2*small, 0)})
			}
		}
	}
	open := func(from, to int) {
		stop, tip := "stop", "arrow"
		if b.Style.Uncertain {
			stop, tip = stop+" uncertain", tip+" uncertain"
		}
		out = append(out, Rule{stop, line(left+from, y-h, left+from, y+h)}, Rule{tip, arrow(left+from, left+to, y)})
	}
	if b.Style.OpenStart {
		open(b.X, b.Ink.X)
	}
	if b.Style.OpenEnd {
		open(b.End, b.Ink.End)
	}
	return out
}

func line(x1, y1, x2, y2 int) string { return fmt.Sprintf("M%d %dL%d %d", x1, y1, x2, y2) }

// rectangle returns a rectangle whose corners are rounded as far as it has
// room.
func rectangle(x, y, w, h, round int) string {
	r := min(round, w/2, h/2)
	if r == 0 {
		return fmt.Sprintf("M%d %dh%dv%dh%dz", x, y, w, h, -w)
	}
	return fmt.Sprintf("M%d %dh%da%d %d 0 0 1 %d %dv%da%d %d 0 0 1 %d %dh%da%d %d 0 0 1 %d %dv%da%d %d 0 0 1 %d %dz",
		x+r, y, w-2*r, r, r, r, r, h-2*r, r, r, -r, r, -(w - 2*r), r, r, -r, -r, -(h - 2*r), r, r, r, -r)
}

// hatching returns slanted lines, so far apart, that stay within a rectangle.
// Each starts where the one before it started, moved on, so that a long bar
// repeats itself and packs well.
func hatching(x, y, w, h, apart int) string {
	var b strings.Builder
	penX, penY := 0, 0
	for at := apart - h; at < w; at += apart {
		// The line runs from (at, h) up to (at+h, 0), cut at the sides.
		from, to := max(at, 0), min(at+h, w)
		if from >= to {
			continue
		}
		startX, startY := x+from, y+h-(from-at)
		if b.Len() == 0 {
			fmt.Fprintf(&b, "M%d %d", startX, startY)
		} else {
			fmt.Fprintf(&b, "m%d %d", startX-penX, startY-penY)
		}
		fmt.Fprintf(&b, "l%d %d", to-from, from-to)
		penX, penY = startX+to-from, startY+from-to
	}
	return b.String()
}

// arrow returns a line from one place to another with a head at its end.
func arrow(from, to, y int) string {
	back := 5
	if to < from {
		back = -5
	}
	return fmt.Sprintf("M%d %dL%d %dM%d %dL%d %dL%d %d", from, y, to, y, to-back, y-4, to, y, to-back, y+4)
}

// zigzag returns the torn edge that stands for a folded stretch.
func zigzag(x, from, to int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "M%d %d", x, from)
	for i, y := 0, from; y < to; i++ {
		step := min(6, to-y)
		dx := 3
		if i%2 == 1 {
			dx = -3
		}
		fmt.Fprintf(&b, "l%d %d", dx, step)
		y += step
	}
	return b.String()
}

// units returns about how wide a text is when its letters are size units
// high. It is a guess on the safe side: fonts differ.
func units(text string, size int) int {
	n := 0 // hundredths of the size
	for _, r := range text {
		n += wide(r)
	}
	return (n*size + 99) / 100
}

// wide returns about how wide a letter is, in hundredths of its size.
func wide(r rune) int {
	switch {
	case strings.ContainsRune("iljtfrI.,:;'’‘|!()[] ", r):
		return 36
	case strings.ContainsRune("mwMWQ@—…×жмфшщыюЖМФШЩЫЮ", r):
		return 90
	case unicode.IsUpper(r):
		return 73
	case unicode.Is(unicode.Han, r), unicode.Is(unicode.Hiragana, r), unicode.Is(unicode.Katakana, r), unicode.Is(unicode.Hangul, r):
		return 105
	}
	return 62
}

// wrapped returns the lines of a text that are broken between words where they
// would be wider than most units, and never at a no-break space.
func wrapped(text string, size, most int) []string {
	var out []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }) {
		if n := len(out); n > 0 && units(out[n-1]+" "+word, size) <= most {
			out[n-1] += " " + word
			continue
		}
		out = append(out, word)
	}
	return out
}

// fitted returns text, cut with an ellipsis when it is wider than most units.
func fitted(text string, size, most int) string {
	if units(text, size) <= most {
		return text
	}
	n, end := wide('…'), 0
	for i, r := range text {
		if n += wide(r); i > 0 && (n*size+99)/100 > most {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	return strings.TrimRight(text[:end], " ,;:.") + "…"
}
