// Package block holds an article as blocks of text, as it is imported.
//
// A block is written as the Markdown that [markdown.ReadSource] reads back as the
// same words. The blocks of a page come from importer/page; those of plain text
// are made here.
package block

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/markdown"
)

// A Block is one block of an article: its words as printed, without line
// ends and without white space at its ends.
type Block struct {
	Kind   markdown.BlockKind
	Level  int    // of a heading
	Number int    // of an item of a numbered list; 0 for other items
	More   bool   // an item that goes on with what the block before it began
	Group  int    // of quoted blocks and of the items of a list: which one they belong to
	Text   string // for Code: lines
	// Caption says that the block is what stands below a picture. In the file it
	// is marked by a comment, which is no part of the text.
	Caption bool
	// Lang is the language of the block, a BCP 47 tag, as far as the file says it or its letters
	// tell. In the file it is marked where it is another than that of the article.
	Lang string
	// Page is the page of a printed original that begins with the block, and
	// Turns are those that begin within it; they are marked alike.
	Page  int
	Turns []int
}

// Plain returns the text of blocks as [markdown.ReadSource] is to read it.
func Plain(blocks []Block) string {
	var b strings.Builder
	for i, x := range blocks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		if x.Number > 0 {
			fmt.Fprintf(&b, "%d. ", x.Number)
		}
		b.WriteString(strings.ReplaceAll(x.Text, "\n", " "))
	}
	return b.String()
}

// largestNumber is the largest number that Markdown takes for one of a list.
const largestNumber = 999999999

// Settle returns blocks that Markdown can say: clean text, no empty ones, and
// list items whose numbers follow one another. A number that does not becomes
// a word of its paragraph.
func Settle(blocks []Block) []Block {
	var out []Block
	for _, b := range blocks {
		if b.Kind == markdown.Code {
			b.Text = strings.Trim(codeLines(b.Text), "\n")
			if strings.TrimSpace(b.Text) == "" {
				continue
			}
			out = append(out, b)
			continue
		}
		// A paragraph of no-break spaces is an empty line.
		if b.Text = claim.Collapse(b.Text); strings.TrimSpace(b.Text) == "" {
			continue
		}
		var last Block
		if len(out) > 0 {
			last = out[len(out)-1]
		}
		follows := last.Kind == markdown.Item && last.Group == b.Group
		switch {
		case b.Kind != markdown.Item:
		case b.More && !follows:
			b.Kind, b.More = markdown.Paragraph, false
		case b.More:
			b.Number = 0
		case b.Number > 0:
			n := numberOf(out)
			if b.Number > largestNumber || n > 0 && (last.Group != b.Group || n+1 != b.Number) {
				b.Text = fmt.Sprintf("%d. %s", b.Number, b.Text)
				b.Kind, b.Number = markdown.Paragraph, 0
			}
		}
		out = append(out, b)
	}
	return out
}

// numberOf returns the number of the numbered list that blocks end with, or 0.
func numberOf(blocks []Block) int {
	for i := len(blocks) - 1; i >= 0; i-- {
		if b := blocks[i]; b.Kind != markdown.Item || !b.More {
			return b.Number
		}
	}
	return 0
}

// codeLines returns the lines of code without control characters and without
// white space at their ends.
func codeLines(text string) string {
	text = UnixLines(text)
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

// Markdown returns settled blocks as Markdown.
func Markdown(blocks []Block) string {
	var b strings.Builder
	indent := 0
	for i, x := range blocks {
		if i > 0 {
			last := blocks[i-1]
			if tight := last.Kind == markdown.Item && x.Kind == markdown.Item && last.Group == x.Group && !last.More && !x.More &&
				(i+1 == len(blocks) || !blocks[i+1].More); tight {
				// The items of a list stand together.
			} else if last.Kind == markdown.Quoted && x.Kind == markdown.Quoted && last.Group == x.Group {
				b.WriteString(">\n")
			} else {
				b.WriteString("\n")
			}
		}
		if x.Page > 0 {
			fmt.Fprintf(&b, "<!-- page %d -->\n\n", x.Page)
		}
		for _, n := range x.Turns {
			fmt.Fprintf(&b, "<!-- page %d begins within the next paragraph -->\n\n", n)
		}
		if x.Caption && x.Kind == markdown.Paragraph {
			b.WriteString("<!-- caption -->\n\n")
		}
		mark := ""
		if x.Lang != "" {
			mark = "{lang=" + x.Lang + "}\n"
		}
		if x.Kind != markdown.Quoted && x.Kind != markdown.Item {
			b.WriteString(mark)
		}
		switch x.Kind {
		case markdown.Heading:
			b.WriteString(strings.Repeat("#", min(max(x.Level, 1), 6)) + " " + closing(Escape(x.Text)))
		case markdown.Quoted:
			if mark != "" {
				b.WriteString("> " + mark)
			}
			b.WriteString("> " + Escape(x.Text))
		case markdown.Item:
			switch {
			case x.More:
				b.WriteString(strings.Repeat(" ", indent))
			case x.Number > 0:
				n, _ := fmt.Fprintf(&b, "%d. ", x.Number)
				indent = n
			default:
				b.WriteString("- ")
				indent = 2
			}
			if mark != "" {
				b.WriteString(mark + strings.Repeat(" ", indent))
			}
			b.WriteString(Escape(x.Text))
		case markdown.Code:
			fence := strings.Repeat("`", max(3, longestRun(x.Text, '`')+1))
			b.WriteString(fence + "\n" + x.Text + "\n" + fence)
		default:
			b.WriteString(Escape(x.Text))
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

// Escape returns one line of text as Markdown that reads as it. Only marks
// that would mean something where they stand are escaped, so that the file
// stays pleasant to read.
func Escape(text string) string {
	var b strings.Builder
	start := 0 // of the text after what must be escaped at the start of a block
	if digits := strings.TrimLeft(text, "0123456789"); len(digits) < len(text) && digits != "" && (digits[0] == '.' || digits[0] == ')') {
		start = len(text) - len(digits)
		b.WriteString(text[:start] + `\` + digits[:1])
		start++
	} else if text != "" && strings.IndexByte("#>+-=~|:", text[0]) >= 0 || markdown.BeginsMark(text) {
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

// EscapeAll returns one line of text as Markdown that reads as it in any
// dialect: every mark of ASCII is escaped.
func EscapeAll(text string) string {
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
