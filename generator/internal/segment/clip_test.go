package segment

import (
	"strings"
	"testing"
)

const (
	flags    = "🇫🇷🇩🇪🇺🇦🇪🇸"
	family   = "👩‍👩‍👧‍👦"
	accented = "e\u0301a\u0308o\u0302"                // é ä ô, each of two code points
	hangul   = "\u1112\u1161\u11ab\u1100\u1173\u11af" // 한글 in its letters
)

func TestTextIsCutBetweenCharactersAsReadersSeeThem(t *testing.T) {
	for _, c := range []struct {
		text       string
		room       int
		head, tail string
	}{
		{"plain", 9, "plain", "plain"},
		{"plain", 2, "pl", "in"},
		{"plain", 0, "", ""},
		{"Русский", 3, "Рус", "кий"},
		{flags, 1, "🇫🇷", "🇪🇸"},
		{flags, 3, "🇫🇷🇩🇪🇺🇦", "🇩🇪🇺🇦🇪🇸"},
		{family + family, 1, family, family},
		{accented, 2, "e\u0301a\u0308", "a\u0308o\u0302"},
		{hangul, 1, "\u1112\u1161\u11ab", "\u1100\u1173\u11af"},
		{"a\r\nb", 2, "a\r\n", "\r\nb"},
	} {
		if got := Head(c.text, c.room, nil); got != c.head {
			t.Errorf("the first %d of %q are %q, want %q", c.room, c.text, got, c.head)
		}
		if got := Tail(c.text, c.room, nil); got != c.tail {
			t.Errorf("the last %d of %q are %q, want %q", c.room, c.text, got, c.tail)
		}
	}
}

func TestTextsAreClippedAtWords(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"short", 10, "short"},
		{"one two, three four", 12, "one two…"},
		{"one two three", 7, "one two…"},
		{"  white\n space ", 20, "white space"},
		{"ÄÄÄÄÄÄÄÄÄÄ", 7, "ÄÄÄÄÄÄÄ…"},
		{"A caption © A. Name", 12, "A caption…"},
		{"Соглашение о прекращении огня вступило в силу", 30, "Соглашение о прекращении огня…"},
		{"An agreement on a ceasefire has come into force", 30, "An agreement on a ceasefire…"},
		{flags, 3, "🇫🇷🇩🇪🇺🇦…"},
		{"((((((", 3, "(((…"},
		{"wait… for it", 6, "wait…"},
		{"the Council, […] said so", 16, "the Council…"},
	} {
		if got := Clip(c.text, c.most); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.text, c.most, got, c.want)
		}
	}
}

func TestTheFrontAndTheMiddleAreLeftOutAtWords(t *testing.T) {
	const text = "one two three four five six seven eight nine ten"
	for _, c := range []struct {
		most          int
		front, middle string
	}{
		{60, text, text},
		{30, "…five six seven eight nine ten", "one two three … eight nine ten"},
		{3, "…ten", "o … n"},
	} {
		if got := ClipFront(text, c.most); got != c.front {
			t.Errorf("the end in %d is %q, want %q", c.most, got, c.front)
		}
		if got := ClipMiddle(text, c.most); got != c.middle {
			t.Errorf("the ends in %d are %q, want %q", c.most, got, c.middle)
		}
	}
}

// TestCuttingTakesTimeInProportion counts how often characters are measured.
func TestCuttingTakesTimeInProportion(t *testing.T) {
	for _, n := range []int{1000, 2000, 4000} {
		steps := 0
		count := func(string) int { steps++; return 1 }
		text := strings.Repeat("я", n)
		if Head(text, n/2, count); steps > n {
			t.Errorf("the beginning of %d characters takes %d steps", n, steps)
		}
		steps = 0
		if Tail(text, n/2, count); steps > 2*n {
			t.Errorf("the end of %d characters takes %d steps", n, steps)
		}
	}
}

func FuzzClip(f *testing.F) {
	for _, s := range []string{"one two three", flags, family, accented, hangul, "\xff\xfe", "a\r\nb c"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, text string, most int) {
		if most < 0 || most > 1000 {
			return
		}
		head, tail := Head(text, most, nil), Tail(text, most, nil)
		if !strings.HasPrefix(text, head) || !strings.HasSuffix(text, tail) {
			t.Errorf("%q is cut to %q and %q", text, head, tail)
		}
		if IsLonger(head, most) || IsLonger(text, most) == (head == text) {
			t.Errorf("%q in %d is %q", text, most, head)
		}
		for _, got := range []string{Clip(text, most), ClipFront(text, most), ClipMiddle(text, most)} {
			if IsLonger(got, most+3) {
				t.Errorf("%q in %d is %q", text, most, got)
			}
		}
	})
}
