package importer

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/markdown"
)

// A block is one block of an article: its words as printed, without line
// ends and without white space at its ends.
type block struct {
	kind   markdown.BlockKind
	level  int    // of a heading
	number int    // of an item of a numbered list; 0 for other items
	more   bool   // an item that goes on with what the block before it began
	group  int    // of quoted blocks and of the items of a list: which one they belong to
	text   string // for Code: lines
}

// plain returns the text of blocks as [markdown.ReadSource] is to read it.
func plain(blocks []block) string {
	var b strings.Builder
	for i, x := range blocks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		if x.number > 0 {
			fmt.Fprintf(&b, "%d. ", x.number)
		}
		b.WriteString(strings.ReplaceAll(x.text, "\n", " "))
	}
	return b.String()
}

// largestNumber is the largest number that Markdown takes for one of a list.
const largestNumber = 999999999

// settle returns blocks that Markdown can say: clean text, no empty ones, and
// list items whose numbers follow one another. A number that does not becomes
// a word of its paragraph.
func settle(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if b.kind == markdown.Code {
			b.text = strings.Trim(codeLines(b.text), "\n")
			if strings.TrimSpace(b.text) == "" {
				continue
			}
			out = append(out, b)
			continue
		}
		// A paragraph of no-break spaces is an empty line.
		if b.text = collapse(b.text); strings.TrimSpace(b.text) == "" {
			continue
		}
		var last block
		if len(out) > 0 {
			last = out[len(out)-1]
		}
		follows := last.kind == markdown.Item && last.group == b.group
		switch {
		case b.kind != markdown.Item:
		case b.more && !follows:
			b.kind, b.more = markdown.Paragraph, false
		case b.more:
			b.number = 0
		case b.number > 0:
			n := numberOf(out)
			if b.number > largestNumber || n > 0 && (last.group != b.group || n+1 != b.number) {
				b.text = fmt.Sprintf("%d. %s", b.number, b.text)
				b.kind, b.number = markdown.Paragraph, 0
			}
		}
		out = append(out, b)
	}
	return out
}

// numberOf returns the number of the numbered list that blocks end with, or 0.
func numberOf(blocks []block) int {
	for i := len(blocks) - 1; i >= 0; i-- {
		if b := blocks[i]; b.kind != markdown.Item || !b.more {
			return b.number
		}
	}
	return 0
}

// collapse returns text with each run of the spaces that HTML collapses made
// one, none at its ends, and without control characters. No-break spaces and
// all other spaces stay.
func collapse(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range text {
		switch {
		case r == ' ', r == '\n', r == '\r', r == '\f', r == '\u0085':
			gap = true
		case r == '\t':
			gap = true
		case unicode.Is(unicode.Cc, r) && r != cellGap:
		default:
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		}
	}
	return strings.Trim(strings.ReplaceAll(b.String(), string(cellGap), "\t"), " \t")
}

// cellGap stands for the tab between two cells of a table until the spaces
// of the page are collapsed.
const cellGap = '\x1f'

// codeLines returns the lines of code without control characters and without
// white space at their ends.
func codeLines(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		l = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Cc, r) && r != '\t' {
				return -1
			}
			return r
		}, l)
		lines[i] = strings.TrimRight(l, " \t")
	}
	return strings.Join(lines, "\n")
}

// write returns settled blocks as Markdown.
func write(blocks []block) string {
	var b strings.Builder
	indent := 0
	for i, x := range blocks {
		if i > 0 {
			last := blocks[i-1]
			if tight := last.kind == markdown.Item && x.kind == markdown.Item && last.group == x.group && !last.more && !x.more &&
				(i+1 == len(blocks) || !blocks[i+1].more); tight {
				// The items of a list stand together.
			} else if last.kind == markdown.Quoted && x.kind == markdown.Quoted && last.group == x.group {
				b.WriteString(">\n")
			} else {
				b.WriteString("\n")
			}
		}
		switch x.kind {
		case markdown.Heading:
			b.WriteString(strings.Repeat("#", min(max(x.level, 1), 6)) + " " + closing(escape(x.text)))
		case markdown.Quoted:
			b.WriteString("> " + escape(x.text))
		case markdown.Item:
			switch {
			case x.more:
				b.WriteString(strings.Repeat(" ", indent))
			case x.number > 0:
				n, _ := fmt.Fprintf(&b, "%d. ", x.number)
				indent = n
			default:
				b.WriteString("- ")
				indent = 2
			}
			b.WriteString(escape(x.text))
		case markdown.Code:
			fence := strings.Repeat("`", max(3, longestRun(x.text, '`')+1))
			b.WriteString(fence + "\n" + x.text + "\n" + fence)
		default:
			b.WriteString(escape(x.text))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// closing keeps the number signs that a heading ends with.
func closing(text string) string {
	if rest := strings.TrimRight(text, "#"); rest != text && (rest == "" || !strings.HasSuffix(rest, `\`)) {
		return rest + `\` + text[len(rest):]
	}
	return text
}

func longestRun(text string, c byte) int {
	longest, run := 0, 0
	for i := range len(text) {
		if text[i] == c {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	return longest
}

// escape returns one line of text as Markdown that reads as it. Only marks
// that would mean something where they stand are escaped, so that the file
// stays pleasant to read.
func escape(text string) string {
	var b strings.Builder
	start := 0 // of the text after what must be escaped at the start of a block
	if digits := strings.TrimLeft(text, "0123456789"); len(digits) < len(text) && digits != "" && (digits[0] == '.' || digits[0] == ')') {
		start = len(text) - len(digits)
		b.WriteString(text[:start] + `\` + digits[:1])
		start++
	} else if text != "" && strings.IndexByte("#>+-=~|:", text[0]) >= 0 {
		b.WriteString(`\` + text[:1])
		start = 1
	}
	for at := start; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		next, _ := utf8.DecodeRuneInString(text[at+size:])
		last, _ := utf8.DecodeLastRuneInString(text[:at])
		switch {
		case r == '\\', r == '*', r == '`', r == '%' && (next == '%' || last == '%'):
			b.WriteByte('\\')
		case r == '_' && !(alphanumeric(last) && alphanumeric(next)):
			b.WriteByte('\\')
		case r == '<' && next != ' ' && next != utf8.RuneError:
			b.WriteByte('\\')
		case r == '&' && (next == '#' || next < utf8.RuneSelf && alphanumeric(next)):
			b.WriteByte('\\')
		case r == ']' && (next == '(' || next == '[' || next == ':'):
			b.WriteByte('\\')
		}
		if (at == 0 || at+size == len(text)) && r != ' ' && unicode.IsSpace(r) {
			fmt.Fprintf(&b, "&#x%X;", r)
		} else {
			b.WriteString(text[at : at+size])
		}
		at += size
	}
	return b.String()
}

func alphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// escapeAll returns one line of text as Markdown that reads as it in any
// dialect: every mark of ASCII is escaped.
func escapeAll(text string) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf && (unicode.IsPunct(r) || unicode.IsSymbol(r)):
			b.WriteByte('\\')
			b.WriteRune(r)
		case (i == 0 || i+utf8.RuneLen(r) == len(text)) && unicode.IsSpace(r):
			fmt.Fprintf(&b, "&#x%X;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// readBack returns the plain text that dossier reads from a source's body.
func readBack(body string) string {
	return markdown.ReadSource(diag.NewFile("", []byte(body)), 0).Plain.Text
}
