package block

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/markdown"
)

// widest is the length of the longest line, in characters, of a text whose
// lines were broken to a width.
const widest = 120

// Paragraphs returns the paragraphs of plain text. An empty line parts
// paragraphs, and so does a line that is indented where the one before is not.
// Other line ends do as well, unless the line was broken: because the next word
// had no room on it, or within a word, as the hyphen at its end says. A text in
// which a word is broken was broken to a width, whatever the longest line is.
func Paragraphs(text string) []string {
	lines := TextLines(text)
	width, broken := 0, false
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t")
		width = max(width, utf8.RuneCountInString(lines[i]))
		broken = broken || i > 0 && breaksWord(lines[i-1], lines[i])
	}
	var out []string
	open := false // the last paragraph goes on
	for i, l := range lines {
		if strings.TrimSpace(l) == "" {
			open = false
			continue
		}
		if i > 0 && open && (!indented(l) || indented(lines[i-1])) {
			last := lines[i-1]
			next := strings.TrimLeft(l, " \t")
			word, _, _ := strings.Cut(next, " ")
			length := utf8.RuneCountInString(last)
			full := width <= widest && length+1+utf8.RuneCountInString(word) > width
			switch {
			case begins.MatchString(next):
			case breaksWord(last, next):
				out[len(out)-1] = joinWord(out[len(out)-1], next, text)
				continue
			case full, broken && width <= widest && (!EndsSentence(last) || length*10 > width*7), goesOn(last, next) && length*2 > width && width <= widest:
				out[len(out)-1] += " " + next
				continue
			}
		}
		out = append(out, strings.TrimLeft(l, " \t"))
		open = true
	}
	return out
}

// begins matches a line that begins something of its own, however full the one
// before is: an item of a list, what is said at a time or by a speaker.
var begins = regexp.MustCompile(`^(?:[-*•–—] |\(?\d{1,3}[.)] |[\[(]?\d{1,2}:\d{2}(?::\d{2})?|\p{Lu}[\p{Lu} .'’-]{1,30}:\s)`)

// breaksWord reports whether a line ends within a word that the next one ends.
func breaksWord(line, next string) bool {
	line = strings.TrimRight(line, " \t")
	rest := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(line, "-"), "\u2010"), "\u00ad")
	before, _ := utf8.DecodeLastRuneInString(rest)
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, " \t"))
	return rest != line && unicode.IsLetter(before) && unicode.IsLower(after)
}

// goesOn reports whether a line ends within a sentence that the next one goes on
// with.
func goesOn(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(next)
	return (unicode.IsLetter(last) || last == ',') && unicode.IsLower(first)
}

// joinWord joins a paragraph that ends within a word with its next line. The
// hyphen stays where the text has the word with it elsewhere.
func joinWord(paragraph, next, text string) string {
	rest := strings.TrimRight(paragraph, "-\u2010\u00ad")
	head := rest[strings.LastIndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })+1:]
	end := strings.IndexFunc(next, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	if end < 0 {
		end = len(next)
	}
	if strings.Contains(text, head+"-"+next[:end]) && !strings.Contains(text, head+next[:end]) {
		return rest + "-" + next
	}
	return rest + next
}

// BrokenWords returns the words that are broken at the ends of lines, as they
// are joined.
func BrokenWords(text string) []string {
	var out []string
	lines := TextLines(text)
	for i, l := range lines[:max(0, len(lines)-1)] {
		if breaksWord(l, lines[i+1]) {
			first, second := strings.Fields(l), strings.Fields(lines[i+1])
			out = append(out, strings.Trim(joinWord(first[len(first)-1], second[0], text), ",.;:!?()“”\""))
		}
	}
	return out
}

// lineEnds are the ends of lines of other systems, and pageEnds those of printers.
var (
	lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")
	pageEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\v", "\n")
)

// UnixLines returns text with its lines ended as Unix does.
func UnixLines(text string) string { return lineEnds.Replace(text) }

// TextLines returns the lines of plain text.
func TextLines(text string) []string { return strings.Split(pageEnds.Replace(text), "\n") }

func indented(line string) bool {
	return strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t")
}

// BlocksOfText returns the paragraphs of plain text as blocks.
func BlocksOfText(text string) []Block {
	var out []Block
	for _, p := range Paragraphs(text) {
		out = append(out, Block{Kind: markdown.Paragraph, Text: p})
	}
	return Settle(out)
}

// EndsSentence reports whether a text ends as a sentence does.
func EndsSentence(text string) bool { return sentence.MatchString(text) }

// sentence matches text that ends as a sentence does. German closes quotations
// with what opens them elsewhere.
var sentence = regexp.MustCompile(`[.!?…。！？؟।][\pPi\pPf\pPe"']*$`)
