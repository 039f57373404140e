package match

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/fold"
)

// A piece is a token, or several that are one word, as a citation or the
// loosened text has it.
type piece struct {
	text    string   // folded, letter case kept
	hyphens []hyphen // taken out of text
	from    int      // tokens [from, to)
	to      int
	word    bool
}

// A hyphen is one that stood at an offset of a piece's text.
type hyphen struct {
	at     int
	broken bool // before white space
}

// pieces returns one piece per token.
func pieces(tokens []fold.Token) []piece {
	out := make([]piece, len(tokens))
	for i, t := range tokens {
		out[i] = piece{text: t.Text, from: i, to: i + 1, word: t.Word}
	}
	return out
}

// loose reports whether some of the tokens of text may be written otherwise in
// another text that has none of this kind: a word broken at the end of a line, an
// abbreviation with spaces (p. m.), a letter whose capital is another's (ı).
func loose(tokens []fold.Token, text string) bool {
	for _, letter := range []string{"ı", "İ", "\u0307", "և"} {
		if strings.Contains(text, letter) {
			return true
		}
	}
	for i := range tokens {
		if tokens[i].Broken || spaced(tokens, i, text) {
			return true
		}
	}
	return false
}

// looseQuote reports whether the text may have the tokens of a citation otherwise,
// for what the text has of it, or for what the citation itself has: also a letter
// whose capital is two, or a comma beside a quotation mark.
func (c *citation) looseQuote(tokens []fold.Token) bool {
	if c.t.loose || loose(tokens, c.quote.Text) {
		return true
	}
	for i, k := range tokens {
		if k.Word && (strings.Contains(k.Text, "ß") || strings.Contains(k.Text, "SS") || strings.Contains(k.Text, "ԵՒ") || strings.Contains(k.Text, "ԵՎ")) {
			return true
		}
		if _, ok := closing(tokens, i); ok {
			return true
		}
	}
	return false
}

// looseCase folds the letter case of a word where it is read loosely.
func looseCase(s string) string { return fold.Capitals(s) }

// loosePieces returns the pieces of the tokens of text: with the hyphens inside
// words taken out, abbreviations closed up, and commas and stops behind the
// quotation marks that they stand beside.
func loosePieces(tokens []fold.Token, text string) []piece {
	out := make([]piece, 0, len(tokens))
	for i := 0; i < len(tokens); i++ {
		if end, ok := closing(tokens, i); ok {
			out = append(out, marksLast(tokens, i, end)...)
			i = end - 1
			continue
		}
		p := piece{text: tokens[i].Text, from: i, to: i + 1, word: tokens[i].Word}
		for spaced(tokens, i, text) {
			i += 2
			p.text += "." + tokens[i].Text
			p.to = i + 1
		}
		for p.word {
			next, broken := i+2, false
			switch {
			case i+1 < len(tokens) && tokens[i].Broken:
				next, broken = i+1, true
			case i+2 < len(tokens) && tokens[i+1].Text == "-" && tokens[i+2].Word && (tokens[i+1].Joined && tokens[i].Joined || tokens[i+1].Broken):
				broken = tokens[i+1].Broken
			default:
				next = i
			}
			if next == i {
				break
			}
			p.hyphens = append(p.hyphens, hyphen{len(p.text), broken})
			p.text += tokens[next].Text
			i = next
			p.to = i + 1
		}
		out = append(out, p)
	}
	return out
}

// spaced reports whether token i is a letter with a stop, one space and another
// such letter behind it, as in p. m. and J. R. R.
func spaced(tokens []fold.Token, i int, text string) bool {
	if i+3 >= len(tokens) || tokens[i+1].Text != "." || tokens[i+3].Text != "." || !initials(tokens[i].Text) || !initials(tokens[i+2].Text) {
		return false
	}
	if tokens[i].End != tokens[i+1].Start || tokens[i+2].End != tokens[i+3].Start {
		return false
	}
	gap := text[tokens[i+1].End:tokens[i+2].Start]
	return utf8.RuneCountInString(gap) == 1 && strings.TrimSpace(gap) == ""
}

// initials reports whether a word is one letter, or letters with stops between.
func initials(s string) bool {
	letter := false
	for _, r := range s {
		if letter = !letter; letter != unicode.IsLetter(r) || !letter && r != '.' {
			return false
		}
	}
	return letter
}

// closing returns the end of the tokens from i that are quotation marks and one
// comma or stop, written together behind a word that they close: American
// English has the comma first, British the mark.
func closing(tokens []fold.Token, i int) (end int, ok bool) {
	if i == 0 || tokens[i].Word || tokens[i-1].End != tokens[i].Start {
		return 0, false
	}
	marks, quotes := 0, 0
	for end = i; end < len(tokens) && (end == i || tokens[end-1].End == tokens[end].Start); end++ {
		switch {
		case quotation(tokens[end]):
			quotes++
		case tokens[end].Text == "," || tokens[end].Text == ".":
			marks++
		default:
			return end, quotes > 0 && marks == 1 && !tokens[end].Word
		}
	}
	return end, quotes > 0 && marks == 1
}

// marksLast returns the pieces of the tokens from i to end, quotation marks first.
func marksLast(tokens []fold.Token, i, end int) []piece {
	var quotes, marks []piece
	for ; i < end; i++ {
		p := piece{text: tokens[i].Text, from: i, to: i + 1}
		if quotation(tokens[i]) {
			p.text = "'"
			quotes = append(quotes, p)
		} else {
			marks = append(marks, p)
		}
	}
	return append(quotes, marks...)
}

// loosened is a text as it is read loosely: a stream of pieces.
type loosened struct {
	stream
	pieces []piece
}

func loosen(tokens []fold.Token, text string) *loosened {
	l := &loosened{pieces: loosePieces(tokens, text)}
	texts := make([]string, len(l.pieces))
	for i, p := range l.pieces {
		texts[i] = looseCase(p.text)
	}
	l.stream = newStream(texts)
	return l
}

// agrees reports whether an atom is the same word as a piece of the text that has
// the same letters, loosely read.
func (a atom) agrees(p piece) bool {
	return agree(a.hyphens, p.hyphens) && (a.raw == p.text || fold.SameInCapitals(a.raw, p.text))
}

// agree reports whether two pieces with the same letters are the same words:
// a hyphen that only one of them has must be one at the end of a line.
func agree(a, b []hyphen) bool {
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i].at == b[j].at:
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && a[i].at < b[j].at:
			if !a[i].broken {
				return false
			}
			i++
		default:
			if !b[j].broken {
				return false
			}
			j++
		}
	}
	return true
}

// covered returns the tokens that pieces, which may be in another order, stand
// for, and whether they are all of those from the first to the last.
func covered(on []piece) (first, last int, whole bool) {
	first, last = on[0].from, on[0].to
	n := 0
	for _, p := range on {
		first, last = min(first, p.from), max(last, p.to)
		n += p.to - p.from
	}
	return first, last, n == last-first
}
