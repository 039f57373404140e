package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Width returns about how wide a text is when its letters are size units
// high. It is a guess on the safe side: fonts differ.
func Width(text string, size int) int {
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

// Wrap returns the lines of a text that are broken between words where they
// would be wider than most units, and never at a no-break space.
func Wrap(text string, size, most int) []string {
	var out []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }) {
		if n := len(out); n > 0 && Width(out[n-1]+" "+word, size) <= most {
			out[n-1] += " " + word
			continue
		}
		out = append(out, word)
	}
	return out
}

// Fit returns text, cut with an ellipsis when it is wider than most units.
func Fit(text string, size, most int) string {
	if Width(text, size) <= most {
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
