package spelling

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"

	"dossier/generator/internal/near"
)

// Latin returns text in letters of ASCII, whatever its script: "Николай" is "Nikolai".
func Latin(text string) string { return unidecode.Unidecode(text) }

// OfOneScript reports whether the letters of two words are of one script, as far
// as Latin, Cyrillic and Greek are told from the others.
func OfOneScript(a, b string) bool { return scriptOf(a) == scriptOf(b) }

func scriptOf(word string) string {
	for _, r := range word {
		for _, s := range []string{"Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Han", "Hiragana", "Katakana", "Hangul", "Armenian", "Georgian", "Devanagari", "Thai"} {
			if unicode.Is(unicode.Scripts[s], r) {
				return s
			}
		}
	}
	return ""
}

// SameName reports whether two words of two scripts may be one name, written as each writes it: by their letters in
// Latin, one in four of which may differ, or by their consonants, and in scripts that write vowels by a third of the letters.
func SameName(a, b string) bool {
	x, y := latinName(a), latinName(b)
	if x == "" || y == "" {
		return false
	}
	if short := min(len(x), len(y)); short >= 3 && near.Distance(x, y, short/4) <= short/4 {
		return true
	}
	s, t, most := Skeleton(x), Skeleton(y), max(len(x), len(y))/3
	if vowelless(a) || vowelless(b) {
		return s == t && len(s) >= 2
	}
	return s == t && len(s) >= 3 && near.Distance(x, y, most) <= most
}

// vowelless reports whether a word is of a script that writes few vowels.
func vowelless(word string) bool { s := scriptOf(word); return s == "Arabic" || s == "Hebrew" }

// latinName returns a word in small letters of ASCII alone.
func latinName(word string) string {
	return strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, strings.ToLower(Latin(word)))
}

// Skeleton returns the consonants of a Latin word as far as transcriptions agree in them: "Gaddafi", "Qadhafi" and "Kadafi" are "ktf".
func Skeleton(word string) string {
	word = transcribed.Replace(word)
	var out []rune
	for _, r := range word {
		if strings.ContainsRune("aeiouyhäöüáéíóúàèâêîôûåøæ'’", r) || len(out) > 0 && out[len(out)-1] == r {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// transcribed gives the letters that stand for one sound in several transcriptions one letter.
var transcribed = strings.NewReplacer(
	"tsch", "s", "tch", "s", "sch", "s", "dzh", "z", "zh", "z", "dj", "z", "ch", "s", "sh", "s", "kh", "k", "gh", "k", "ph", "f", "th", "t",
	"ks", "x", "q", "k", "c", "k", "g", "k", "j", "z", "w", "f", "v", "f", "d", "t", "č", "s", "š", "s", "ž", "z", "ć", "s", "ś", "s", "ç", "s", "ñ", "n", "ł", "l",
)
