package view

import (
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/segment"
	"fmt"
	"strings"
	"testing"
)

// spanOf returns where words stand in a text.
func spanOf(t *testing.T, text, words string) segment.Span {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in %q", words, text)
	}
	return segment.Span{Start: i, End: i + len(words)}
}

func TestMarkedWordsAreShownWithTheWordsAroundThem(t *testing.T) {
	none, _ := anchor.Resolve(&dossier.Dossier{})
	text := "He said: ‘the old — very old — ferry’, and then the new ferry, will not sail (so he said)."
	for _, c := range []struct {
		quote  string
		marked []string // of the quote
		want   string
	}{
		{"the old — very old — ferry", nil, "the old — very old — ferry"},
		{"the old […] will not sail", nil, "the old [n_words_left_out 8: — very old — ferry’, and then the new ferry,] will not sail"},
		{"the old -- very old -- ferry", []string{"very old"}, "the old — *very old* — ferry"},
		{"the old - very old - ferry", []string{"the old", "ferry"}, "*the old* — very old — *ferry*"},
		{"said: 'the old — very (...) new ferry, will", []string{"new ferry"}, "said: ‘the old — very [n_words_left_out 5: old — ferry’, and then the] *new ferry*, will"},
		{"will not sail […] so he said", []string{"sail", "so"}, "will not *sail* [: ] *so* he said"},
	} {
		q := &markdown.Quote{Plain: markdown.Plain{Text: c.quote}}
		for _, m := range c.marked {
			q.Marked = append(q.Marked, spanOf(t, c.quote, m))
		}
		p, ok := match.Prepare(text, "").Find(match.Quote{Text: c.quote, Marked: q.Marked}).Found()
		if !ok {
			t.Fatalf("%q is not found", c.quote)
		}
		shown := func(publish dossier.Publish) string {
			v := View{Index: &Index{In: Input{Words: keys{}, Evidence: none}}}
			got := ""
			for _, r := range v.runs(&dossier.Citation{Quote: q, Source: &dossier.Source{Text: &dossier.Text{Plain: text}, Publish: publish}}, p) {
				switch {
				case r.Gap:
					got += " [" + r.LeftOut + ": " + r.Text + "] "
				case r.Marked:
					got += "*" + r.Text + "*"
				default:
					got += r.Text
				}
			}
			return got
		}
		if got := shown(dossier.PublishFull); got != c.want {
			t.Errorf("%q with %q marked:\n got %s\nwant %s", c.quote, c.marked, got, c.want)
		}
		if got := shown(dossier.PublishPassages); strings.Contains(got, "then") {
			t.Errorf("%q shows words that are kept back: %s", c.quote, got)
		}
	}
}

type keys struct{}

func (keys) Word(key string, _ ...any) string         { return key }
func (keys) Count(key string, n int, _ ...any) string { return fmt.Sprint(key, " ", n) }
func (keys) Language() string                         { return "en" }
