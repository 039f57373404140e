package importer

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/page"
	"dossier/generator/internal/markdown"
)

// IsPDF reports whether a file is a PDF, whatever its name: the mark may stand
// behind some bytes of other programs.
func IsPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

// pageNumber matches a line that is the number of a page.
var pageNumber = regexp.MustCompile(`^(?i:(?:page|seite|página|стр\.?)\s*)?[-–— ]*\d{1,4}(?:\s*(?:/|of|von|sur|de|из)\s*\d{1,4})?[-–— ]*$`)

// fewestHeads is on how many pages the same line stands first or last before it
// is taken for a running head.
const fewestHeads = 3

// pdf imports a PDF of which another program made text, its pages parted by form
// feeds. Where a page begins is marked by a comment, which is no part of the text.
func (im *Importer) pdf(r *Report, in Input, opts Options) {
	pages := strings.Split(strings.TrimRight(strings.ToValidUTF8(in.Pages, "\ufffd"), "\f\n "), "\f")
	repeated := map[string]int{}
	for _, p := range pages {
		seen := map[string]bool{}
		for range 2 { // browsers print two lines
			for _, line := range edges(p) {
				if !seen[line] {
					seen[line] = true
					repeated[line]++
				}
			}
			p = withoutEdges(p, func(string) bool { return true })
		}
	}
	c := claim.New()
	var blocks []block.Block
	var left []string
	for i, text := range pages {
		for range 2 {
			text = withoutEdges(text, func(line string) bool {
				if !pageNumber.MatchString(line) && repeated[line] < fewestHeads {
					return false
				}
				left = append(left, line)
				return true
			})
		}
		more := block.BlocksOfText(text)
		if len(more) > 0 && len(blocks) > 0 {
			if last := &blocks[len(blocks)-1]; !block.EndsSentence(last.Text) && beginsSmall(more[0].Text) {
				last.Text, last.Turns = joinPages(last.Text, more[0].Text), append(last.Turns, i+1)
				more = more[1:]
			} else {
				more[0].Page = i + 1
			}
		}
		blocks = append(blocks, more...)
	}
	if len(blocks) == 0 {
		r.problem("there is no text in this PDF: its pages are pictures", "recognise its text first (ocrmypdf does), look it through, and import that")
		return
	}
	for _, line := range left {
		if claim.WebAddress(line) != "" {
			c.Address(line, "the address at the foot of its pages")
		}
	}
	if len(left) > 0 {
		r.Cuts = append(r.Cuts, page.Cut{What: "numbers and running heads of pages", Text: strings.Join(left, " · "), Words: len(left)})
	}
	if len(pages) > 1 {
		r.Remarks = append(r.Remarks, fmt.Sprintf("the text was made by pdftotext of %d pages; where one begins is marked in the file, as <!-- page 2 -->: look its paragraphs through", len(pages)))
	} else {
		r.Remarks = append(r.Remarks, "the text was made by pdftotext: look its paragraphs through")
	}
	var inferred [][2]string
	if first := blocks[0].Text; len(blocks) > 1 && utf8.RuneCountInString(first) <= longestTitle && !block.EndsSentence(first) && page.NoiseOf(first) == "" {
		inferred = append(inferred, r.headline(c, first))
		blocks = blocks[1:]
	} else {
		inferred = append(inferred, titleFromText(c, blocks))
	}
	im.finish(r, in, opts, c, inferred, blocks)
}

// edges returns the first and the last line of a page that are not empty.
func edges(text string) []string {
	var lines []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return []string{lines[0], lines[len(lines)-1]}
}

// withoutEdges returns a page without its first and last lines, those that are
// to go.
func withoutEdges(text string, goes func(line string) bool) string {
	for i, line := range edges(text) {
		switch {
		case !strings.Contains(text, line) || !goes(line):
		case i == 0:
			text = strings.Replace(text, line, "", 1)
		default:
			at := strings.LastIndex(text, line)
			text = text[:at] + text[at+len(line):]
		}
	}
	return text
}

func beginsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// joinPages joins a paragraph that goes on on the next page.
func joinPages(a, b string) string {
	joined := block.BlocksOfText(a + "\n" + b)
	if len(joined) == 1 && joined[0].Kind == markdown.Paragraph {
		return joined[0].Text
	}
	return a + " " + b
}
