package match

import (
	"fmt"
	"strings"
	"testing"

	"dossier/generator/internal/casefile"
	"dossier/generator/internal/segment"
)

// An input is a source's text, a line "---", and a citation per line; \n and
// \u escapes are read, and ==…== marks words. The output has a line per
// citation.
func TestFind(t *testing.T) {
	casefile.Run(t, "testdata/find/*.txtar", func(t *testing.T, _, input string) string {
		source, citations, ok := strings.Cut(input, "\n---\n")
		if !ok {
			t.Fatal("no line --- after the source")
		}
		text := Prepare(unescape(t, strings.TrimSpace(source)), "")
		var out strings.Builder
		for line := range strings.Lines(citations) {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") {
				fmt.Fprintln(&out, line)
				continue
			}
			q := marked(unescape(t, line))
			fmt.Fprintf(&out, "%s\n    %s\n", line, report(text, q, text.Find(q)))
		}
		return out.String()
	})
}

func unescape(t *testing.T, s string) string {
	t.Helper()
	var b strings.Builder
	for s != "" {
		var r rune
		switch {
		case strings.HasPrefix(s, `\n`):
			b.WriteByte('\n')
			s = s[2:]
		case strings.HasPrefix(s, `\u{`):
			end := strings.IndexByte(s, '}')
			if _, err := fmt.Sscanf(s[3:end], "%x", &r); err != nil {
				t.Fatal(err)
			}
			b.WriteRune(r)
			s = s[end+1:]
		default:
			b.WriteByte(s[0])
			s = s[1:]
		}
	}
	return b.String()
}

// marked reads ==…==.
func marked(s string) Quote {
	var q Quote
	for i, part := range strings.Split(s, "==") {
		if i%2 == 1 {
			q.Marked = append(q.Marked, segment.Span{Start: len(q.Text), End: len(q.Text) + len(part)})
		}
		q.Text += part
	}
	return q
}

func report(t *Text, q Quote, f Finding) string {
	var out strings.Builder
	switch {
	case f.Total == 1:
		p := f.Passages[0]
		fmt.Fprintf(&out, "found at %d: %s", p.Start, quoteAll(t, p.Parts))
		for _, e := range f.Cased {
			fmt.Fprintf(&out, ", case of %q", e.Quoted.In(q.Text))
		}
	case f.Total > 1:
		fmt.Fprintf(&out, "ambiguous, %d:", f.Total)
		for _, p := range f.Passages[:min(len(f.Passages), 5)] {
			fmt.Fprintf(&out, " %d", p.Start)
		}
	case f.Nearest == nil:
		out.WriteString("missing, nothing near")
	default:
		n := f.Nearest
		fmt.Fprintf(&out, "missing, %s: %q", n.Difference, n.In(t.text))
		for _, e := range n.Edits {
			fmt.Fprintf(&out, "; %s %q for %q", e.Difference, e.Quoted.In(q.Text), e.Source.In(t.text))
		}
		if n.Mendable {
			out.WriteString("; mendable")
		}
	}
	return out.String()
}

func quoteAll(t *Text, spans []segment.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, fmt.Sprintf("%q", s.In(t.text)))
	}
	return strings.Join(parts, " + ")
}
