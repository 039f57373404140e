package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dossier/generator/internal/casefile"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/limit"
	"dossier/generator/internal/shell"
)

// hostile are bodies that cost a parser of Markdown more than their length, each
// n units long.
var hostile = map[string]func(n int) string{
	"links that never close":    repeated("[a]("),
	"brackets that never close": repeated("["),
	"marks of languages":        repeated("{lang=ru}\na\n\n"),
	"marks of nothing":          repeated("{lang=ru}\n"),
	"translations":              func(n int) string { return "> a\n> — [[b]]\n\n" + strings.Repeat("{translation lang=de}\na\n\n", n) },
	"translations of all kinds": func(n int) string {
		return "> a\n> — [[b]]\n\n" + strings.Repeat("{translation lang=de}\na\n\n{translation lang=fr}\na\n\n", n)
	},
	"two brackets":               repeated("[[a"),
	"emphasis that never closes": repeated("*a_ "),
	"strong across emphasis":     repeated("a**b c* "),
	"two delimiters":             repeated("*_"),
	"marks that never close":     repeated("==a "),
	"pictures that never close":  repeated("![a"),
	"comments that never end":    repeated("a <!-- "),
	"comments of two signs":      repeated("a%% "),
	"declarations":               repeated("a <!A "),
	"instructions":               repeated("a <? "),
	"tags":                       repeated("<a "),
	"lists in a line":            func(n int) string { return strings.Repeat("- ", n) + "a" },
	"lists after tabs":           func(n int) string { return strings.Repeat("-\t", n) + "a" },
	"stars in a line":            func(n int) string { return strings.Repeat("* ", n) + "a" },
	"blockquotes in a line":      func(n int) string { return strings.Repeat(">", n) + "a" },
	"numbered lists in a line":   func(n int) string { return strings.Repeat("1. ", n) + "a" },
	"lists below one another":    each(func(i int) string { return strings.Repeat("  ", i/8) + "- a\n" }),
	"lists of two kinds":         each(func(i int) string { return strings.Repeat("  ", i/8) + []string{"- a\n", "1. a\n"}[i%2] }),
	"code of every length":       each(func(i int) string { return strings.Repeat("`", i/8+1) + " a " }),
	"definitions":                each(func(i int) string { return fmt.Sprintf("[a%d]: b\n", i) }),
	"references": func(n int) string {
		return each(func(i int) string { return fmt.Sprintf("[a%d]: b\n\n", i) })(n) + each(func(i int) string { return fmt.Sprintf("[a%d] ", i) })(n)
	},
	"footnotes": func(n int) string {
		return each(func(i int) string { return fmt.Sprintf("a[^%d]\n\n", i) })(n) + each(func(i int) string { return fmt.Sprintf("[^%d]: b\n\n", i) })(n)
	},
	"a table with rows of one cell": func(n int) string {
		return "|" + strings.Repeat("a|", n/4) + "\n|" + strings.Repeat("-|", n/4) + "\n" + strings.Repeat("|a|\n", n/4)
	},
	"a table without bars at its ends": func(n int) string {
		return "a" + strings.Repeat("|a", n/4) + "\n-" + strings.Repeat("|-", n/4) + "\n" + strings.Repeat("a\n", n/4)
	},
	"a list of links":          repeated("- [a](b) *c*\n"),
	"a numbered list":          repeated("1. a\n"),
	"a list that counts":       each(func(i int) string { return fmt.Sprintf("%d. [a](b)\n", i+1) }),
	"lists that begin at two":  each(func(i int) string { return fmt.Sprintf("%d) *a_\n", i+2) }),
	"bullets far to the right": repeated("     - *a_\n"),
	"lines under one another":  repeated("a\n---\n*a_ b\n"),
	"bars without a table":     repeated("| *a_\n"),
	"headings without space":   repeated("#*a_\n"),
	"headings":                 repeated("# a\n"),
	"headings of two lines":    repeated("a\n=\n"),
	"headings with ids":        func(n int) string { return "# " + strings.Repeat("{#a", n) },
	"fences":                   repeated("```\n"),
	"links":                    repeated("[a](b) "),
	"pictures":                 repeated("![a](b) "),
	"links of ours":            repeated("[[a]] "),
	"lines":                    repeated("b\n"),
	"paragraphs":               repeated("b\n\n"),
	"blockquotes":              repeated("> b\n\n"),
	"HTML":                     repeated("<div>\n\n"),
	"entities":                 repeated("&amp"),
	"backslashes":              repeated(`\`),
	"spaces":                   repeated("a                "),
	"one word":                 repeated("aaaaa"),
}

func repeated(s string) func(int) string { return func(n int) string { return strings.Repeat(s, n) } }

func each(f func(i int) string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i))
		}
		return b.String()
	}
}

// Eight times the text takes about eight times as long, or is refused before it is
// parsed. Where it does not, it takes 64 times as long or more.
func TestNoBodyTakesMoreThanInProportion(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	p := casefile.Proportion{N: 2000, Times: 8, Bound: 28, Least: 200 * time.Microsecond}
	for name, body := range hostile {
		for _, note := range []bool{true, false} {
			p.Holds(t, fmt.Sprintf("%s, note %v", name, note), func(n int) time.Duration {
				f := diag.NewFile("a.md", []byte(body(n)))
				begin := time.Now()
				switch {
				case Over(f, 0, note, limit.Default()) != nil:
				case note:
					ReadNote(f, 0)
				default:
					ReadSource(f, 0)
				}
				return time.Since(begin)
			})
		}
	}
}

func TestWhatIsOverALimit(t *testing.T) {
	rep := strings.Repeat
	for _, c := range []struct {
		name, body string
		key        string // of the limit that is passed; "" for none
		line       int
	}{
		{"as deep as may be", rep("> ", 100) + "a", "", 0},
		{"a level deeper", "a\n\n" + rep("> ", 101) + "a", "nesting", 3},
		{"a list as deep as may be", rep("- ", 100) + "a", "", 0},
		{"a list below lists", each(func(i int) string { return rep("  ", i) + "- a\n" })(120), "nesting", 101},
		{"indented code", "a\n\n" + rep(" ", 400) + "a", "", 0},
		{"a rule of stars", rep("* ", 60), "", 0},
		{"marks in a paragraph", rep("*a_ ", 2000), "", 0},
		{"more marks in a paragraph", "a\n" + rep("*a_ ", 2001), "marks", 2},
		{"many paragraphs", rep(rep("*a* ", 900)+"\n\n", 9), "", 0},
		{"a row of one mark", rep("*", 9000), "", 0},
		{"a bibliography", each(func(i int) string { return fmt.Sprintf("%d. [A *title*](b), _c_\n", i+1) })(5000), "", 0},
		{"a list of bullets", rep("- [a](b)\n  and *c*\n", 5000), "", 0},
		{"a list in a blockquote", rep("> * [a](b) *c*\n", 5000), "", 0},
		{"a full table", "|a|b|\n|-|-|\n" + rep("|*c*|[d](e)|\n", 5000), "", 0},
		{"a table that leaves cells out", "|" + rep("a|", 500) + "\n|" + rep("-|", 500) + "\n" + rep("|a|\n", 30), "cells", 23},
		{"footnotes", each(func(i int) string { return fmt.Sprintf("a[^%d]\n\n[^%d]: b\n\n", i, i) })(2001), "footnotes", 8003},
		{"a long paragraph", rep("a word ", 74000), "", 0},
		{"a longer paragraph", rep("a word ", 75000), "paragraph", 1},
	} {
		d := Over(diag.NewFile("a.md", []byte(c.body)), 0, true, limit.Default())
		switch {
		case d == nil && c.key == "":
		case d == nil:
			t.Errorf("%s: passes no limit, want %s", c.name, c.key)
		case c.key == "" || d.Line != c.line || !strings.Contains(shell.Hint(d.Hint), "limits: {"+c.key+":") || d.Code != diag.OverLimit:
			t.Errorf("%s: line %d: %s (%s), want limit %q on line %d", c.name, d.Line, d.Message, d.Hint, c.key, c.line)
		}
	}
}

// No source or note of the dossiers at hand comes near a limit.
func TestLimitsAreFarAboveWhatNotesHave(t *testing.T) {
	l := limit.Default()
	for _, row := range limit.Table {
		*row.In(&l) = max(1, row.Default/20)
	}
	l.Nesting = 6
	for name, data := range texts(t) {
		if d := Over(diag.NewFile(name, data), 0, true, l); d != nil {
			t.Errorf("%s:%d: %s", name, d.Line, d.Message)
		}
	}
}

// texts returns the content files of the shipped dossier.
func texts(t *testing.T) map[string][]byte {
	out := map[string][]byte{}
	names, err := filepath.Glob("../../../content/*/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no content: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = data
	}
	return out
}
