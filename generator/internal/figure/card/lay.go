package card

import (
	"image"
	"strings"

	"golang.org/x/image/math/fixed"

	"dossier/generator/internal/segment"
)

// Where what is on a card stands, in pixels.
const (
	margin  = 84
	bar     = 6  // the line beside the words
	barGap  = 34 // between it and the words
	top     = 76
	ruled   = 536 // the line above what the dossier is called
	title   = 586 // on which that stands
	beneath = 36  // between the words and who said them
)

var (
	byline  = style{sans, 33}
	small   = style{sans, 27}
	verdict = style{sans, 38}
)

// sizes are those of the words, the first in which they fit.
var sizes = []int{78, 68, 60, 53, 47, 42, 38}

// leading is how far the lines of a size are apart.
func leading(size int) int { return size * 133 / 100 }

// lay draws a card on the picture.
func (s *set) lay(c Card) {
	width := Width - 2*margin
	foot := title
	if c.Site != "" {
		s.fill(image.Rect(margin, ruled, Width-margin, ruled+1), faint)
		s.write(s.fit(c.Site, small, width), small, margin, title, muted)
		foot = ruled
	}
	foot -= 34
	by, under := []piece{{c.By, dark, false}, {c.Date, muted, true}}, []piece{{"", muted, true}, {c.Outlets, muted, false}}
	if c.By != "" && s.of(byline).width(c.By+between+c.Date) > fixed.I(width) {
		by[1].text, under[0].text = "", c.Date
	}
	if s.row(under, small, foot) {
		foot -= 46
	}
	if s.row(by, byline, foot) {
		foot -= byline.size
	}
	foot -= beneath
	head := top
	if c.Verdict != "" {
		s.row([]piece{{c.Verdict, accented, false}, {c.Judged, muted, true}}, verdict, head+verdict.size*3/4)
		head += verdict.size + 30
	}
	s.words(c.Words, head, foot)
}

// A piece is a text of a row.
type piece struct {
	text string
	in   tone
	date bool // a date is written whole or not at all: what is said behind it may be how doubtful it is
}

// between stands between two pieces.
const between = " · "

// row writes pieces of text on one line that stands on y, and reports whether there are any.
func (s *set) row(pieces []piece, at style, y int) bool {
	x := margin
	for _, p := range pieces {
		gap := 0
		if x > margin {
			gap = s.of(at).width(between).Ceil()
		}
		room := Width - margin - x - gap
		if p.text == "" || p.date && s.of(at).width(p.text) > fixed.I(room) {
			continue
		}
		text := s.fit(p.text, at, room)
		if text == "" || text == "…" {
			continue
		}
		if gap > 0 {
			s.write(between, at, x, y, muted)
		}
		x = s.write(text, at, x+gap, y, p.in)
	}
	return x > margin
}

// words draws the words of a card between two heights, as large as they fit.
func (s *set) words(text string, head, foot int) {
	if text == "" {
		return
	}
	width := fixed.I(Width - 2*margin - bar - barGap)
	var lines []string
	var at style
	fits := func(t string) bool {
		lines = s.lines(t, at, width)
		return len(lines)*leading(at.size) <= foot-head+leading(at.size)-at.size
	}
	for _, size := range sizes {
		at = style{serif, size}
		if s.widest(text, at) <= width && fits(text) {
			break
		}
	}
	if !fits(text) {
		text = longest(segment.Label(text, 1000), fits)
		fits(text)
	}
	lines = s.balanced(text, lines, at, width)
	high := (len(lines)-1)*leading(at.size) + at.size
	y := head + (foot-head-high)/2
	s.fill(image.Rect(margin, y, margin+bar, y+high), accented)
	for i, line := range lines {
		s.write(line, at, margin+bar+barGap, y+i*leading(at.size)+at.size*86/100, dark)
	}
}

// lines breaks a text where a line is full.
func (s *set) lines(text string, at style, width fixed.Int26_6) []string {
	c := s.of(at)
	space := c.width(" ")
	var out []string
	var line string
	var used fixed.Int26_6
	end := func() {
		if line != "" {
			out = append(out, line)
		}
		line, used = "", 0
	}
	for _, word := range strings.Split(text, " ") {
		w := c.width(word)
		if line != "" && used+space+w > width {
			end()
		}
		for w > width { // it is wider than a line
			head := segment.Head(word, int(width), func(character string) int { return int(c.width(character)) })
			if head == "" || head == word {
				break
			}
			out = append(out, head)
			word = word[len(head):]
			w = c.width(word)
		}
		if line != "" {
			line, used = line+" ", used+space
		}
		line, used = line+word, used+w
	}
	end()
	return out
}

// widest returns the width of the widest word of a text.
func (s *set) widest(text string, at style) fixed.Int26_6 {
	var w fixed.Int26_6
	for _, word := range strings.Split(text, " ") {
		w = max(w, s.of(at).width(word))
	}
	return w
}

// balanced breaks a text that takes some lines into as many that are more alike in length.
func (s *set) balanced(text string, lines []string, at style, width fixed.Int26_6) []string {
	low, high := max(width/2, s.widest(text, at)), width // no word is to be broken for this
	for high-low > fixed.I(8) {
		mid := (low + high) / 2
		if tried := s.lines(text, at, mid); len(tried) <= len(lines) {
			lines, high = tried, mid
		} else {
			low = mid
		}
	}
	return lines
}
