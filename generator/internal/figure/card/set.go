package card

import (
	"image"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"dossier/generator/internal/segment"
)

// A set has the glyphs of the typefaces in the sizes that were asked for, and the picture they are stamped on.
type set struct {
	fonts  [typefaces]*sfnt.Font
	cuts   map[style]*cut
	shades map[tone]*[256]uint8
	pixels []uint8     // places in a palette, row by row
	inked  [Height]int // of each row, before which pixel the last is that was drawn
	packer
	buffer sfnt.Buffer
	known  [typefaces]map[rune]bool
}

// A style is a typeface in a size in pixels.
type style struct{ typeface, size int }

// A cut is what is known of a style.
type cut struct {
	face   font.Face
	widths map[rune]fixed.Int26_6
	kerns  map[[2]rune]fixed.Int26_6
	stamps map[stampKey]stamp
}

// positions is how many places between two pixels a glyph can stand at.
const positions = 2

type stampKey struct {
	letter   rune
	position int
}

// A stamp is how much of each pixel a glyph covers, in rows; at is its place from the origin of the glyph.
type stamp struct {
	at    image.Rectangle
	cover []uint8
}

func newSet(fonts [typefaces]*sfnt.Font) *set {
	s := &set{fonts: fonts, cuts: map[style]*cut{}, shades: map[tone]*[256]uint8{}, pixels: make([]uint8, Width*Height)}
	for i := range s.known {
		s.known[i] = map[rune]bool{}
	}
	return s
}

// has reports whether a typeface has a letter.
func (s *set) has(face int, r rune) bool {
	known, ok := s.known[face][r]
	if !ok {
		i, err := s.fonts[face].GlyphIndex(&s.buffer, r)
		known = err == nil && i != 0
		s.known[face][r] = known
	}
	return known
}

// of returns what is known of a style.
func (s *set) of(at style) *cut {
	if c := s.cuts[at]; c != nil {
		return c
	}
	face, err := opentype.NewFace(s.fonts[at.typeface], &opentype.FaceOptions{Size: float64(at.size), DPI: 72, Hinting: font.HintingNone})
	if err != nil { // it never is: the options are right
		panic(err)
	}
	c := &cut{face: face, widths: map[rune]fixed.Int26_6{}, kerns: map[[2]rune]fixed.Int26_6{}, stamps: map[stampKey]stamp{}}
	s.cuts[at] = c
	return c
}

// advance returns how far a letter moves what follows it, with what the letter before it moves it.
func (c *cut) advance(before, r rune) fixed.Int26_6 {
	w, ok := c.widths[r]
	if !ok {
		w, _ = c.face.GlyphAdvance(r)
		c.widths[r] = w
	}
	return w + c.kern(before, r)
}

func (c *cut) kern(before, r rune) fixed.Int26_6 {
	if before == 0 {
		return 0
	}
	k, ok := c.kerns[[2]rune{before, r}]
	if !ok {
		k = c.face.Kern(before, r)
		c.kerns[[2]rune{before, r}] = k
	}
	return k
}

// width returns how wide a text is.
func (c *cut) width(text string) fixed.Int26_6 {
	var w fixed.Int26_6
	before := rune(0)
	for _, r := range text {
		w += c.advance(before, r)
		before = r
	}
	return w
}

// stamp returns a glyph at a position between two pixels.
func (c *cut) stamp(r rune, position int) stamp {
	key := stampKey{r, position}
	if s, ok := c.stamps[key]; ok {
		return s
	}
	var s stamp
	if at, mask, from, _, ok := c.face.Glyph(fixed.Point26_6{X: fixed.Int26_6(position * 64 / positions)}, r); ok {
		s.at = at
		for y := range at.Dy() {
			for x := range at.Dx() {
				_, _, _, a := mask.At(from.X+x, from.Y+y).RGBA()
				s.cover = append(s.cover, uint8(a>>8))
			}
		}
	}
	c.stamps[key] = s
	return s
}

// write writes a text on one line from x on, its letters standing on y, and returns where it ends.
func (s *set) write(text string, at style, x, y int, in tone) int {
	c := s.of(at)
	dot := fixed.I(x)
	before := rune(0)
	for _, r := range text {
		dot += c.kern(before, r)
		place := (dot + 64/positions/2) &^ (64/positions - 1)
		s.press(c.stamp(r, int(place&63)*positions/64), place.Floor(), y, in)
		dot += c.advance(0, r)
		before = r
	}
	return dot.Ceil()
}

// press puts a stamp on the picture.
func (s *set) press(st stamp, x, y int, in tone) {
	at := st.at.Add(image.Pt(x, y))
	shades := s.shadesOf(in)
	seen := at.Intersect(image.Rect(0, 0, Width, Height))
	for row := seen.Min.Y; row < seen.Max.Y; row++ {
		cover := st.cover[(row-at.Min.Y)*at.Dx():]
		cover = cover[seen.Min.X-at.Min.X : seen.Max.X-at.Min.X]
		pixels := s.pixels[row*Width+seen.Min.X:][:len(cover)]
		for i, a := range cover {
			if a > 0 { // most of a glyph is paper
				pixels[i] = max(pixels[i], shades[a])
			}
		}
		s.inked[row] = max(s.inked[row], seen.Max.X)
	}
}

// shadesOf returns the places in the palette of what is drawn in a tone, by how much of a pixel is covered.
func (s *set) shadesOf(in tone) *[256]uint8 {
	if made := s.shades[in]; made != nil {
		return made
	}
	made := new([256]uint8)
	for a := range made {
		if shade := (a*in.most + 127) / 255; shade > 0 {
			made[a] = uint8(in.before + shade)
		}
	}
	s.shades[in] = made
	return made
}

// fill fills a rectangle.
func (s *set) fill(r image.Rectangle, in tone) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			s.pixels[y*Width+x] = uint8(in.before + in.most)
		}
		s.inked[y] = max(s.inked[y], r.Max.X)
	}
}

// wipe makes the picture empty.
func (s *set) wipe() {
	for y, to := range s.inked {
		clear(s.pixels[y*Width:][:to])
	}
	clear(s.inked[:])
}

// fit returns a text that takes at most a width on one line, cut where it is too long.
func (s *set) fit(text string, at style, width int) string {
	c := s.of(at)
	if c.width(text) <= fixed.I(width) {
		return text
	}
	return longest(text, func(t string) bool { return c.width(t) <= fixed.I(width) })
}

// longest returns the longest label of a text that fits, cut between characters.
func longest(text string, fits func(string) bool) string {
	low, high := 0, len(text) // characters: so many fit, so many do not
	for high-low > 1 {
		if n := (low + high) / 2; fits(segment.Label(text, n)) {
			low = n
		} else {
			high = n
		}
	}
	return segment.Label(text, low)
}
