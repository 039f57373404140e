package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/fold"
)

// eachRun calls yield with each run of letters, numbers and what belongs to them
// of a text, as it stands there.
func eachRun(text string, yield func(run string)) {
	start := -1
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch in := inRun(r); {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			yield(text[start:i])
			start = -1
		}
		i += size
	}
	if start >= 0 {
		yield(text[start:])
	}
}

func inRun(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.Cf)
}

// wordsOf returns the words of a run, folded.
func wordsOf(run string) []string {
	var out []string
	folded := fold.Loose(run)
	for _, part := range strings.FieldsFunc(folded, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N) }) {
		out = pairs(out, part)
	}
	return out
}

// pairs adds a word to a list. Where it is of a script without spaces between
// words, that is each pair of neighbours in it, and its last letter.
func pairs(out []string, word string) []string {
	letters := []rune(word)
	for from := 0; from < len(letters); {
		close := unspaced(letters[from])
		to := from
		for to < len(letters) && unspaced(letters[to]) == close {
			to++
		}
		if close {
			for i := from; i < to; i++ {
				out = append(out, string(letters[i:min(i+2, to)]))
			}
		} else {
			out = append(out, string(letters[from:to]))
		}
		from = to
	}
	return out
}

// unspaced reports whether a letter is of a script that puts no spaces between words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// digits are the letters of a number, five bits each; the upper half are those
// that more follow.
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// number adds a number to a list of them.
func number(out []byte, n int) []byte {
	for n >= 32 {
		out = append(out, digits[32+n&31])
		n >>= 5
	}
	return append(out, digits[n])
}

// ascending returns numbers that rise as a list of their differences.
func ascending(list []int) string {
	var out []byte
	last := -1
	for _, n := range list {
		out = number(out, n-last-1)
		last = n
	}
	return string(out)
}
