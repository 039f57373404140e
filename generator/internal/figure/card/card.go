// Package card draws pictures that are shown where others link to a page: 1200 by 630 pixels, the words of a quotation or a claim in a
// serif, and below them who said it and when, who prints it, and what the dossier is called.
//
// What a picture is drawn of are finished texts. Words for which there is no room are cut between characters as readers see them; a
// text in a script that the typefaces lack is left out as a whole, so that no letter is shown as a box. The typefaces have Latin,
// Greek and Cyrillic.
//
// The picture has sixteen colours: paper, and the shades of ink and of one more colour, so that it is small and quickly packed.
// Glyphs are rasterised once for a [Press] and stamped after that. The same card gives the same bytes.
package card

import (
	_ "embed"
	"image/color"
	"strings"
	"sync"

	"golang.org/x/image/font/sfnt"

	"dossier/generator/internal/fold"
)

// Width and Height of a card, in pixels.
const (
	Width  = 1200
	Height = 630
)

// A Colour is what is set apart in a card by its colour.
type Colour int

// The colours: those of the site by day.
const (
	Blue Colour = iota
	Brown
	Grey
)

// A Card is what a picture shows. Every text may be empty.
type Card struct {
	Verdict string // on a claim
	Judged  string // when it was given
	Words   string // that were said, or are claimed
	By      string // who said so
	Date    string // when
	Outlets string // who prints it
	Site    string // what the dossier is called
	Colour  Colour // of the verdict, and of the line beside the words
}

// Texts returns all that a card may show, empty texts left out.
func (c Card) Texts() []string {
	var out []string
	for _, t := range []string{c.Verdict, c.Judged, c.Words, c.By, c.Date, c.Outlets, c.Site} {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

//go:embed serif.ttf
var serifData []byte

//go:embed sans.ttf
var sansData []byte

// Typefaces.
const (
	serif = iota
	sans
	typefaces
)

// A Press draws cards. It may be used by several goroutines.
type Press struct {
	fonts [typefaces]*sfnt.Font

	mu   sync.Mutex
	sets []*set // that nobody draws with. No more are made than ever draw at once; a sync.Pool would forget their glyphs at each collection of garbage
}

// NewPress returns a press.
func NewPress() *Press {
	p := &Press{}
	for i, data := range [...][]byte{serif: serifData, sans: sansData} {
		f, err := sfnt.Parse(data)
		if err != nil { // it never is: they are embedded
			panic(err)
		}
		p.fonts[i] = f
	}
	return p
}

// borrow returns what draws with the fonts of p. It is one goroutine's until it is given back.
func (p *Press) borrow() *set {
	p.mu.Lock()
	defer p.mu.Unlock()
	if last := len(p.sets) - 1; last >= 0 {
		s := p.sets[last]
		p.sets = p.sets[:last]
		return s
	}
	return newSet(p.fonts)
}

func (p *Press) giveBack(s *set) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sets = append(p.sets, s)
}

// Drawn returns what is drawn of a card: without the texts in scripts that the typefaces lack, each on one line and in Unicode's
// composed form. It is false where nothing is left.
func (p *Press) Drawn(c Card) (Card, bool) {
	s := p.borrow()
	defer p.giveBack(s)
	for _, t := range []*string{&c.Verdict, &c.Judged, &c.By, &c.Date, &c.Outlets, &c.Site} {
		*t = s.plain(sans, *t)
	}
	c.Words = s.plain(serif, c.Words)
	if c.Verdict == "" {
		c.Judged = ""
	}
	return c, len(c.Texts()) > 0
}

// plain returns a text as it is drawn; nothing where a letter of it is lacking.
func (s *set) plain(face int, text string) string {
	text = strings.Join(strings.FieldsFunc(fold.Form(strings.Map(visible, text)), func(r rune) bool { return r == ' ' }), " ")
	for _, r := range text {
		if !s.has(face, r) {
			return ""
		}
	}
	return text
}

// visible returns a space for what parts lines, and takes out what is only for programs that set text.
func visible(r rune) rune {
	switch {
	case r == '\n', r == '\t', r == '\r', r == 0x2028, r == 0x2029:
		return ' '
	case r == 0xad, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0xfeff, r >= 0xfe00 && r <= 0xfe0f:
		return -1
	}
	return r
}

// Draw returns a card as PNG; nil where nothing of it can be drawn.
func (p *Press) Draw(c Card) ([]byte, error) {
	c, ok := p.Drawn(c)
	if !ok {
		return nil, nil
	}
	s := p.borrow()
	defer p.giveBack(s)
	s.wipe()
	s.lay(c)
	return s.pack(s.pixels, s.inked[:], paletteOf(c.Colour))
}

// The colours of a picture: paper, inkShades shades of ink, and accentShades of the other colour.
const (
	inkShades    = 11
	accentShades = 4
)

var (
	paper  = color.RGBA{0xfd, 0xfc, 0xf9, 0xff}
	ink    = color.RGBA{0x21, 0x1f, 0x1b, 0xff}
	accent = [...]color.RGBA{Blue: {0x1c, 0x4e, 0x80, 0xff}, Brown: {0x9a, 0x5b, 0x12, 0xff}, Grey: {0x64, 0x5d, 0x52, 0xff}}
)

func paletteOf(c Colour) []color.RGBA {
	out := []color.RGBA{paper}
	shades := func(of color.RGBA, n int) {
		mix := func(from, to uint8, i int) uint8 { return uint8((int(from)*(n-i) + int(to)*i + n/2) / n) }
		for i := 1; i <= n; i++ {
			out = append(out, color.RGBA{mix(paper.R, of.R, i), mix(paper.G, of.G, i), mix(paper.B, of.B, i), 0xff})
		}
	}
	shades(ink, inkShades)
	shades(accent[c], accentShades)
	return out
}

// A tone is the colours of a picture that a text is drawn in.
type tone struct {
	before int // the colours before its lightest shade
	most   int // how many shades the darkest is
}

var (
	dark     = tone{0, inkShades}
	muted    = tone{0, 8}
	faint    = tone{0, 2}
	accented = tone{inkShades, accentShades}
)
