package page

import (
	"strings"
	"unicode/utf8"

	"dossier/generator/internal/markdown"
)

// widest is the length of the longest line, in characters, of a text whose
// lines were broken to a width.
const widest = 120

// paragraphs returns the paragraphs of plain text. An empty line parts
// paragraphs, and so does a line that is indented where the one before is not.
// Other line ends do as well, unless the line was broken because the next word
// had no room on it.
func paragraphs(text string) []string {
	lines := TextLines(text)
	width := 0
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t")
		width = max(width, utf8.RuneCountInString(lines[i]))
	}
	var out []string
	open := false // the last paragraph goes on
	for i, l := range lines {
		if strings.TrimSpace(l) == "" {
			open = false
			continue
		}
		if i > 0 && open {
			last := lines[i-1]
			word, _, _ := strings.Cut(strings.TrimLeft(l, " \t"), " ")
			full := width <= widest && utf8.RuneCountInString(last)+1+utf8.RuneCountInString(word) > width
			if full && (!indented(l) || indented(last)) {
				out[len(out)-1] += " " + strings.TrimLeft(l, " \t")
				continue
			}
		}
		out = append(out, strings.TrimLeft(l, " \t"))
		open = true
	}
	return out
}

// TextLines returns the lines of plain text.
func TextLines(text string) []string {
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\v", "\n").Replace(text), "\n")
}

func indented(line string) bool {
	return strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t")
}

// BlocksOfText returns the paragraphs of plain text as blocks.
func BlocksOfText(text string) []Block {
	var out []Block
	for _, p := range paragraphs(text) {
		out = append(out, Block{Kind: markdown.Paragraph, Text: p})
	}
	return settle(out)
}
