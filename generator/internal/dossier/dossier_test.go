package dossier

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/segment"
)

func TestSlugify(t *testing.T) {
	for name, want := range map[string]Slug{
		"Double standards":       "double-standards",
		"  IS / ISIS / ISIL ":    "is-isis-isil",
		"Russia's plan":          "russias-plan",
		"Über Größe":             "über-größe",
		"Двойные стандарты":      "двойные-стандарты",
		"rt":                     "rt",
		"---":                    "",
		"a--b":                   "a-b",
		"The People’s Voice, 24": "the-peoples-voice-24",
	} {
		if got := Slugify(name); got != want {
			t.Errorf("Slugify(%q) is %q, want %q", name, got, want)
		}
	}
}

// TestCodePointsAgreeWithCounting holds the sparse index against counting from
// the start.
func TestCodePointsAgreeWithCounting(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		var b strings.Builder
		for b.Len() < 5000 {
			b.WriteString([]string{"word ", "„é“ ", "中文", "🙂", "\n\n", "ы "}[r.IntN(6)])
		}
		s := &Source{}
		s.SetText(markdown.ReadSource(diag.NewFile("s.md", []byte(b.String())), 0))
		for range 200 {
			at := r.IntN(len(s.Text) + 1)
			for at < len(s.Text) && !utf8.RuneStart(s.Text[at]) {
				at++
			}
			start, end := s.CodePoints(segment.Span{Start: 0, End: at})
			if want := utf8.RuneCountInString(s.Text[:at]); start != 0 || end != want {
				t.Fatalf("byte %d is code point %d, want %d", at, end, want)
			}
		}
	}
}
