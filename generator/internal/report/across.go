package report

import (
	"fmt"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/terminal"
	"dossier/generator/internal/wording"
)

// Across returns what two sources have in common across their languages, side by side: what editors aligned, and the sentences
// that may be the same, which is no evidence.
func Across(list []wording.Across, a, b *dossier.Source, t terminal.Terminal) string {
	if len(list) == 0 {
		return ""
	}
	var out strings.Builder
	words := func(s *dossier.Source, spans []segment.Span) []terminal.Styled {
		var parts []string
		for _, p := range spans {
			parts = append(parts, strings.ReplaceAll(p.In(s.Plain), "\n\n", " "))
		}
		return []terminal.Styled{terminal.Plain.Of(strings.Join(parts, " […] "))}
	}
	out.WriteString("\nAcross languages. Sentences that may be the same are found by numbers, names, marks, order and length\n" +
		"alone; this is no evidence, and no page shows it.\n")
	for _, x := range list {
		out.WriteString(t.SideBySide(acrossLabel(x), words(a, x.A), words(b, x.B), min(72, (t.Width-3)/2)))
	}
	return out.String()
}

func acrossLabel(x wording.Across) string {
	if x.Quote != nil {
		return fmt.Sprintf("aligned by the editors in %q", x.Quote.Slug)
	}
	var why []string
	if len(x.Bead.Numbers) > 0 {
		why = append(why, strings.Join(x.Bead.Numbers, ", "))
	}
	if len(x.Bead.Names) > 0 {
		why = append(why, strings.Join(x.Bead.Names, ", "))
	}
	if x.Bead.Quoted {
		why = append(why, "quotation marks")
	}
	switch {
	case x.Bead.Moved:
		why = append(why, "in another place")
	case len(why) == 0:
		why = append(why, "order and length")
	}
	return "may be the same: " + strings.Join(why, "; ")
}
