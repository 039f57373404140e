package site

import (
	"fmt"
	"strings"
	"testing"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/segment"
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
		p, ok := anchor.Prepare(text).Find(anchor.Quote{Text: c.quote, Marked: q.Marked}).Found()
		if !ok {
			t.Fatalf("%q is not found", c.quote)
		}
		shown := func(publish dossier.Publish) string {
			v := view{s: &Site{in: Input{Words: keys{}}}}
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

// keys are words that are what they are called.
type keys struct{}

func (keys) Word(key string, _ ...any) string         { return key }
func (keys) Count(key string, n int, _ ...any) string { return fmt.Sprint(key, " ", n) }
func (keys) Language() string                         { return "en" }

func TestAParagraphsCounterpartIsFoundByProportion(t *testing.T) {
	a := collate.Alignment{A: segment.Span{Start: 100, End: 300}, B: segment.Span{Start: 1000, End: 1100}}
	for _, c := range []struct{ start, end, want int }{
		{100, 200, 1025}, // the first half
		{200, 400, 1075}, // the second, and more
		{0, 1000, 1050},  // all of it
	} {
		if got := counterpart(a, segment.Span{Start: c.start, End: c.end}).Start; got != c.want {
			t.Errorf("of %d to %d: %d, want %d", c.start, c.end, got, c.want)
		}
	}
}

func TestNearestStatementsSurroundAQuotation(t *testing.T) {
	var list []*dossier.Quote
	for i := range 10 {
		q := &dossier.Quote{}
		q.Slug = dossier.Slug(fmt.Sprintf("q%d", i))
		list = append(list, q)
	}
	for slug, want := range map[dossier.Slug]string{
		"a":  "[q0 q1 q2 q3]",
		"q4": "[q2 q3 q4 q5]",
		"z":  "[q6 q7 q8 q9]",
	} {
		q := &dossier.Quote{}
		q.Slug = slug
		var got []dossier.Slug
		for _, n := range near(list, q, 4) {
			got = append(got, n.Slug)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("near %s: %v, want %s", slug, got, want)
		}
	}
}

func TestNotesRunDownToTheNextParagraphThatHasSome(t *testing.T) {
	noted := []Shared{{}}
	page := &SourcePage{Blocks: []TextBlock{{}, {Shared: noted}, {}, {}, {Shared: noted}, {}, {}, {}, {}, {}, {}, {}, {}, {}}}
	runDown(page)
	var got []string
	for _, b := range page.Blocks {
		got = append(got, fmt.Sprint(b.Span))
	}
	if s := strings.Join(got, " "); s != "0 3 0 0 10 0 0 0 0 0 0 0 0 0" || !page.ColumnFilled {
		t.Errorf("they run down along %s", s)
	}
}
