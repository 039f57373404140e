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
		"The oﬃce of ﬁnance":     "the-office-of-finance",
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
		text := NewText(markdown.ReadSource(diag.NewFile("s.md", []byte(b.String())), 0))
		for range 200 {
			at := r.IntN(len(text.Plain) + 1)
			for at < len(text.Plain) && !utf8.RuneStart(text.Plain[at]) {
				at++
			}
			start, end := text.CodePoints(segment.Span{Start: 0, End: at})
			if want := utf8.RuneCountInString(text.Plain[:at]); start != 0 || end != want {
				t.Fatalf("byte %d is code point %d, want %d", at, end, want)
			}
		}
	}
}

// TestATextIsKnownByItsWords holds that the hash is of the plain text alone: not
// of how the file marks it up, and of each of its bytes.
func TestATextIsKnownByItsWords(t *testing.T) {
	of := func(body string) TextHash {
		return NewText(markdown.ReadSource(diag.NewFile("s.md", []byte(body)), 0)).Hash
	}
	if of("The bridge\nis *closed*.\n") != of("The bridge is closed.") {
		t.Error("one text in two ways of writing has two hashes")
	}
	if of("The bridge is closed.") == of("The bridge is closed!") {
		t.Error("two texts have one hash")
	}
}
