package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/terminal"
	"dossier/generator/internal/tongue"
)

// Pairs says how alike the related pairs of sources are, a line each, the closest first.
func Pairs(d *dossier.Dossier, list []collate.Comparison) string {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y collate.Comparison) int { return cmp.Compare(y.Strength, x.Strength) })
	var pairs, shared []terminal.Styled
	for _, x := range list {
		kinds := map[collate.Kind]int{}
		moved := 0
		for _, al := range x.Alignments {
			kinds[al.Kind]++
			if al.Moved {
				moved++
			}
		}
		var parts []string
		for _, k := range []collate.Kind{collate.Verbatim, collate.Edited, collate.Reworded} {
			if kinds[k] > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", kinds[k], k))
			}
		}
		if moved > 0 {
			parts = append(parts, fmt.Sprintf("%d moved", moved))
		}
		pairs = append(pairs, terminal.Plain.Of(x.A+" -- "+x.B))
		shared = append(shared, terminal.Styled{Text: fmt.Sprintf("%3.0f%% of %s, %3.0f%% of %s: %s",
			100*x.CoveredA, x.A, 100*x.CoveredB, x.B, strings.Join(parts, ", "))})
	}
	n := len(d.Sources)
	return terminal.Terminal{}.Table([]terminal.Column{{Cells: pairs}, {Cells: shared}}) +
		fmt.Sprintf("%s of %d related\n", terminal.Count(len(list), "pair", "pairs"), n*(n-1)/2)
}

// Pair shows two sources side by side: what is aligned beside what it
// answers, what is left over of either by itself, in the order of the first.
func Pair(d *dossier.Dossier, x collate.Comparison, t terminal.Terminal) string {
	a, b := d.Source(dossier.Slug(x.A)), d.Source(dossier.Slug(x.B))
	width := min(72, (t.Width-3)/2)
	var out strings.Builder
	row := func(label string, left, right []terminal.Styled) {
		out.WriteString(t.SideBySide(label, left, right, width))
	}
	head := func(s *dossier.Source, share float64) []terminal.Styled {
		text := fmt.Sprintf("%s: %s", s.Slug, s.Title)
		if !s.Published.IsZero() {
			text += " (" + tongue.Date(s.Published, "en") + ")"
		}
		return []terminal.Styled{terminal.Strong.Of(text), terminal.Plain.Of(fmt.Sprintf(" %.0f%% is found in the other", 100*share))}
	}
	row("", head(a, x.CoveredA), head(b, x.CoveredB))
	leftA, leftB := x.LeftA, x.LeftB
	alone := func(s *dossier.Source, list *[]collate.Leftover, end int, left bool) {
		for len(*list) > 0 && (*list)[0].Span.Start < end {
			l := (*list)[0]
			text := []terminal.Styled{terminal.Plain.Of(l.Span.In(s.Plain))}
			if left {
				row(leftoverLabel(l, s), text, nil)
			} else {
				row(leftoverLabel(l, s), nil, text)
			}
			*list = (*list)[1:]
		}
	}
	for _, al := range x.Alignments {
		alone(a, &leftA, al.A.Start, true)
		if !al.Moved {
			alone(b, &leftB, al.B.Start, false)
		}
		label := string(al.Kind)
		if al.Moved {
			label += ", moved"
		}
		if al.SameSpeech {
			label += ", the speaker's words are the same"
		}
		left, right := differences(al.A.In(a.Plain), al.B.In(b.Plain), al.Common)
		row(label, left, right)
	}
	alone(a, &leftA, len(a.Plain)+1, true)
	alone(b, &leftB, len(b.Plain)+1, false)
	return out.String()
}

// leftoverLabel says what words of a source are that no alignment holds.
func leftoverLabel(l collate.Leftover, s *dossier.Source) string {
	switch l.Kind {
	case collate.Again:
		return "much the same again in " + string(s.Slug)
	case collate.Uncompared:
		return "in " + string(s.Slug) + ", not compared"
	case collate.Begins:
		return "the beginning of the sentence in " + string(s.Slug)
	case collate.GoesOn:
		return "the sentence goes on in " + string(s.Slug)
	}
	return "in " + string(s.Slug) + ", not found in the other"
}

// differences returns two passages with the words marked that only one of
// them has. Where less than two fifths is common nothing is marked.
func differences(a, b string, common float64) (left, right []terminal.Styled) {
	if common < 0.4 {
		return []terminal.Styled{terminal.Plain.Of(a)}, []terminal.Styled{terminal.Plain.Of(b)}
	}
	for _, e := range edit.Diff(a, b) {
		switch e.Op {
		case edit.Deleted:
			left = append(left, terminal.Deleted.Of(e.A.In(a)))
		case edit.Inserted:
			right = append(right, terminal.Inserted.Of(e.B.In(b)))
		default:
			left = append(left, terminal.Plain.Of(e.A.In(a)))
			right = append(right, terminal.Plain.Of(e.B.In(b)))
		}
	}
	return left, right
}
