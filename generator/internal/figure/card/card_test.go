package card

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

func drawn(t testing.TB, p *Press, c Card) []byte {
	t.Helper()
	data, err := p.Draw(c)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// examples are cards in several languages, short and long, with and without each text.
var examples = map[string]Card{
	"english":      {Words: "Dividing terrorists into ‘good’ and ‘bad’ ones is unacceptable.", By: "Sergei Lavrov", Date: "5 March 2015", Outlets: "Printed by IRIA, RFE/RL, The People’s Voice, and 3 more", Site: "Russian officials on the Islamic State, 2014–2016"},
	"long":         {Words: strings.Repeat("We are confirming information about the establishment of contacts between the two, and we think that what they write of it is in large part an invention of those who were not there. ", 5), By: "Zamir Kabulov, quoting the Foreign Ministry through somebody whose name is long enough to be cut", Date: "between 23 and 25 December 2015", Outlets: strings.Repeat("The Very Long Name of a Paper, ", 8), Site: "A dossier with a title that is much too long to be written on one line of a card, and goes on and on"},
	"short":        {Words: "No.", By: "Ada", Site: "A dossier"},
	"russian":      {Words: "Борьба с этим злом должна вестись строго в соответствии с международным правом, прежде всего с Уставом ООН.", By: "Сергей Лавров", Date: "5 марта 2015 года", Outlets: "Напечатано в: ИРИА, Радио Свобода", Site: "Что говорили чиновники, 2014–2016"},
	"russian long": {Words: strings.Repeat("Мы подтверждаем сведения об установлении контактов между ними; то, что об этом пишут, по большей части выдумка. ", 9), By: "Замир Кабулов", Date: "между 23 и 25 декабря 2015 года", Outlets: strings.Repeat("Независимая газета, ", 9), Site: strings.Repeat("Что говорили чиновники, ", 9)},
	"german":       {Words: "„Die Donaudampfschifffahrtsgesellschaftskapitänswitwe“, so hieß es, „lehnt die Rückführungsübereinkommen ab.“", By: "Ä. Öztürk", Date: "etwa März 2015", Outlets: "Gedruckt in: Süddeutsche Zeitung", Site: "Wörter"},
	"greek":        {Words: "Ἐν ἀρχῇ ἦν ὁ λόγος, και η ελευθερία του Τύπου προστατεύεται από το Σύνταγμα.", By: "Κωνσταντίνος", Date: "", Outlets: "Καθημερινή", Site: "Λόγια"},
	"claim":        {Verdict: "Contradicted", Judged: "9 March 2024", Words: "The harbour master closed the western pier because two of its piles were rotten", By: "claimed by the harbour master", Date: "1 March 2024", Site: "The pier", Colour: Brown},
	"hebrew":       {Words: "בראשית ברא אלהים את השמים ואת הארץ", By: "Somebody", Date: "5 March 2015", Outlets: "Haaretz", Site: "A dossier"},
	"doubt":        {Words: "Some words.", By: "Somebody with a name of some length, and a ministry", Date: "on or before 11 September 2014 (uncertain: month and day; estimate)", Outlets: "In RT", Site: "A dossier"},
	"bare":         {Site: "A dossier"},
}

// TestCardsAreSmallAndAlike draws each twice, on several goroutines, and looks at what it is: of the size that is promised, with what
// is drawn within the margins, in few bytes, and the same again. With CARDS set to a folder they are written there, to be looked at.
func TestCardsAreSmallAndAlike(t *testing.T) {
	p := NewPress()
	var all sync.WaitGroup
	for name, c := range examples {
		all.Go(func() {
			data := drawn(t, p, c)
			if again := drawn(t, NewPress(), c); !bytes.Equal(data, again) {
				t.Errorf("%s: the same card gives other bytes", name)
			}
			if len(data) > 40_000 {
				t.Errorf("%s: the card has %d bytes", name, len(data))
			}
			if to := os.Getenv("CARDS"); to != "" {
				if err := os.WriteFile(filepath.Join(to, name+".png"), data, 0o644); err != nil {
					t.Error(err)
				}
			}
			picture, err := png.Decode(bytes.NewReader(data))
			if err != nil || picture.Bounds() != image.Rect(0, 0, Width, Height) {
				t.Errorf("%s: %v, %v", name, err, picture.Bounds())
				return
			}
			inked := 0
			paletted := picture.(*image.Paletted)
			for i, at := range paletted.Pix {
				x, y := i%paletted.Stride, i/paletted.Stride
				if at == 0 || x >= Width {
					continue
				}
				inked++
				if x < margin-4 || x > Width-margin+4 || y < 50 || y > Height-24 {
					t.Fatalf("%s: something is drawn at %d, %d", name, x, y)
				}
			}
			if inked < 500 {
				t.Errorf("%s: %d pixels are drawn", name, inked)
			}
		})
	}
	all.Wait()
}

// TestWhatTheTypefacesLackIsLeftOut has texts in scripts that they lack, beside others; no text is left out in part.
func TestWhatTheTypefacesLackIsLeftOut(t *testing.T) {
	p := NewPress()
	for _, text := range []string{"בראשית", "العربية", "雨が降った", "한국어", "ไทย", "Words and 🙂", "हिन्दी"} {
		c, ok := p.Drawn(Card{Words: text, Site: "A dossier", By: text})
		if !ok || c.Words != "" || c.By != "" || c.Site == "" {
			t.Errorf("%s: %+v", text, c)
		}
		if data := drawn(t, p, Card{Words: text, By: text, Site: text}); data != nil {
			t.Errorf("%s: a card of nothing is drawn", text)
		}
		if !bytes.Equal(drawn(t, p, Card{Words: text, Site: "A dossier"}), drawn(t, p, Card{Site: "A dossier"})) {
			t.Errorf("%s: something of it is drawn", text)
		}
	}
	for _, text := range []string{"Ça coûte 5 € – « vraiment » ?", "Łódź, Đà Nẵng, Þórir", "Ёлка, Ї, Ў, Ђ", "ᾠδή", "e\u0301te\u0301", "soft\u00adhyphen", "no\u202fbreak\u00a0space"} {
		if c, ok := p.Drawn(Card{Words: text}); !ok || utf8.RuneCountInString(c.Words) > utf8.RuneCountInString(text) {
			t.Errorf("%s is not drawn: %+v", text, c)
		}
	}
}

// TestWordsAreCutBetweenCharacters lets words stand on a line that is too short for them, with accents that are characters of their own.
func TestWordsAreCutBetweenCharacters(t *testing.T) {
	s := NewPress().borrow()
	text := strings.Repeat("x\u0323\u0307", 100)
	for width := range 400 {
		cut := strings.TrimSuffix(s.fit(text, small, width), "…")
		if !strings.HasPrefix(text, cut) || len(cut)%len("x\u0323\u0307") != 0 {
			t.Fatalf("%d: %q", width, cut)
		}
	}
	at := style{serif, 60}
	for _, line := range s.lines(text+" and "+text, at, 10_000) {
		if s.of(at).width(line) > 10_000 {
			t.Errorf("%q is wider than a line", line)
		}
	}
}

// TestADateIsNeverCut has dates beside names of every length: what is said last of a date may be that it is in doubt.
func TestADateIsNeverCut(t *testing.T) {
	s := NewPress().borrow()
	for n := range 120 {
		pieces := []piece{{strings.Repeat("n", n), dark, false}, {"1 February 2016 (uncertain: year)", muted, true}}
		s.wipe()
		s.row(pieces, byline, 100)
		whole := slices.Clone(s.pixels)
		s.wipe()
		x := s.write(s.fit(pieces[0].text, byline, Width-2*margin), byline, margin, 100, dark)
		alone := slices.Equal(whole, s.pixels)
		if n > 0 {
			s.write(between, byline, x, 100, muted)
			x += s.of(byline).width(between).Ceil()
		}
		s.write(pieces[1].text, byline, x, 100, muted)
		if fits := x+s.of(byline).width(pieces[1].text).Ceil() <= Width-margin; alone == fits || fits && !slices.Equal(whole, s.pixels) {
			t.Errorf("%d letters: the date fits: %t, and is left out: %t", n, fits, alone)
		}
	}
}

func BenchmarkCard(b *testing.B) {
	p := NewPress()
	for _, name := range []string{"english", "long", "claim"} {
		b.Run(name, func(b *testing.B) {
			size := 0
			b.ReportAllocs()
			for b.Loop() {
				size = len(drawn(b, p, examples[name]))
			}
			b.ReportMetric(float64(size), "bytes/card")
		})
	}
}
