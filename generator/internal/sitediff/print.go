package sitediff

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"dossier/generator/internal/segment"
	"dossier/generator/internal/terminal"
)

// Formats returns the formats of [Diff.Print], the first that of a terminal.
func Formats() []string { return []string{"text", "json", "markdown"} }

// Print returns the diff in a format.
func (d Diff) Print(format string, t terminal.Terminal) ([]byte, error) {
	switch format {
	case "json":
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false) // it is no part of a page
		e.SetIndent("", "  ")
		err := e.Encode(d)
		return b.Bytes(), err
	case "markdown":
		return []byte(d.markdown()), nil
	}
	return []byte(d.text(t)), nil
}

// summary says how many pages change.
func (d Diff) summary() string {
	if len(d.Pages) == 0 {
		return "nothing changes for readers"
	}
	out := fmt.Sprintf("%s added, %d changed, %d removed", terminal.Count(d.Count(Added), "page", "pages"), d.Count(Changed), d.Count(Removed))
	if n := d.Count(Moved); n > 0 {
		out += fmt.Sprintf(", %d moved", n)
	}
	return out
}

// text returns the diff for people at a terminal: a page with what is removed
// from it and added to it, and how many pages change.
func (d Diff) text(t terminal.Terminal) string {
	var b strings.Builder
	told, repeating := d.Once()
	for _, p := range told {
		from := ""
		if p.From != "" {
			from = " (from " + terminal.Harmless(p.From) + ")"
		}
		fmt.Fprintf(&b, "%s %s%s: %s\n", p.Change, t.Paint(terminal.Strong, terminal.Harmless(p.Address)), from, terminal.Harmless(p.Title))
		for _, e := range p.Edits {
			for _, s := range e.Removed {
				fmt.Fprintf(&b, "  - %s\n", t.Paint(terminal.Deleted, terminal.Harmless(s)))
			}
			for _, s := range e.Added {
				fmt.Fprintf(&b, "  + %s\n", t.Paint(terminal.Inserted, terminal.Harmless(s)))
			}
		}
	}
	if len(repeating) > 0 {
		fmt.Fprintf(&b, "the same sentences change on: %s\n", strings.Join(addresses(repeating, terminal.Harmless), ", "))
	}
	return b.String() + d.summary() + "\n"
}

// Comments on code hosts have a size: of GitHub 65,536 characters. Of what is
// longer the end is counted.
const (
	mostOfComment  = 60_000 // bytes
	mostOfPage     = 40     // sentences told of one page
	mostOfSentence = 600    // characters
	mostAddresses  = 30     // of pages that repeat what others say
)

// Marker is the first line of the diff in Markdown, by which a program finds the
// comment that it wrote before.
const Marker = "<!-- what changes for readers -->"

// markdown returns the diff as a comment on a pull request. Whatever is of a page
// stands in code, where it is no Markdown, no HTML, and names nobody's account.
func (d Diff) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n**What changes for readers:** %s\n", Marker, d.summary())
	told, repeating := d.Once()
	for i, p := range told {
		var part strings.Builder
		title := ""
		if p.Title != "" {
			title = code(segment.Clip(p.Title, mostOfSentence)) + " · "
		}
		fmt.Fprintf(&part, "\n### %s: %s%s", strings.ToUpper(string(p.Change[:1]))+string(p.Change[1:]), title, code(p.Address))
		if p.From != "" {
			fmt.Fprintf(&part, " from %s", code(p.From))
		}
		part.WriteString("\n")
		if lines := diffLines(p.Edits); lines != "" {
			fence := strings.Repeat("`", max(3, longestRun(lines)+1))
			fmt.Fprintf(&part, "\n%sdiff\n%s%s\n", fence, lines, fence)
		}
		if b.Len()+part.Len() > mostOfComment {
			fmt.Fprintf(&b, "\nThere is no room here for %s more.\n", terminal.Count(len(told)-i, "page", "pages"))
			return b.String()
		}
		b.WriteString(part.String())
	}
	if len(repeating) > 0 {
		shown := repeating[:min(len(repeating), mostAddresses)]
		fmt.Fprintf(&b, "\nThe same sentences change on %s", strings.Join(addresses(shown, code), ", "))
		if more := len(repeating) - len(shown); more > 0 {
			fmt.Fprintf(&b, " and %d more", more)
		}
		b.WriteString(".\n")
	}
	return b.String()
}

// diffLines returns edits in lines that begin with a sign.
func diffLines(edits []Edit) string {
	var b strings.Builder
	n := 0
	line := func(sign, text string) {
		if n++; n <= mostOfPage {
			fmt.Fprintf(&b, "%s %s\n", sign, segment.Clip(terminal.Harmless(text), mostOfSentence))
		}
	}
	for _, e := range edits {
		for _, s := range e.Removed {
			line("-", s)
		}
		for _, s := range e.Added {
			line("+", s)
		}
	}
	if n > mostOfPage {
		fmt.Fprintf(&b, "  … %s more\n", terminal.Count(n-mostOfPage, "sentence", "sentences"))
	}
	return b.String()
}

// code returns text as code within a line of Markdown.
func code(text string) string {
	text = terminal.Harmless(text)
	fence := strings.Repeat("`", longestRun(text)+1)
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence
}

// longestRun returns how many backticks follow each other in text, at most.
func longestRun(text string) int {
	longest, run := 0, 0
	for _, r := range text {
		if run++; r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// addresses returns the addresses of pages, each as write writes it.
func addresses(list []Page, write func(string) string) []string {
	var out []string
	for _, p := range list {
		out = append(out, write(p.Address))
	}
	return out
}
