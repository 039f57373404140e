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
	text := "He said: ‘the old — very old — ferry’, and then the new ferry, will not sail."
	for _, c := range []struct {
		quote  string
		marked []string // of the quote
		parts  []string // of the text
		want   string
	}{
		{"the old -- very old -- ferry", nil, []string{"the old — very old — ferry"}, "the old — very old — ferry"},
		{"the old […] will not sail", nil, []string{"the old", "will not sail"}, "the old … will not sail"},
		{"the old very old ferry", []string{"very old"}, []string{"very old"}, "the old — *very old* — ferry"},
		{"the old very old ferry", []string{"the old", "ferry"}, []string{"the old", "ferry"}, "*the old* — very old — *ferry*"},
		{"said the old very […] new ferry will", []string{"new ferry"}, []string{"new ferry"}, "said the old very … *new ferry*, will"},
		// Marks that are not the parts one by one: the parts alone.
		{"the old very old ferry", []string{"very old ferry"}, []string{"very old", "ferry"}, "*very old* … *ferry*"},
	} {
		q := &markdown.Quote{Plain: markdown.Plain{Text: c.quote}}
		for _, m := range c.marked {
			q.Marked = append(q.Marked, spanOf(t, c.quote, m))
		}
		var p anchor.Passage
		for _, part := range c.parts {
			p.Parts = append(p.Parts, spanOf(t, text, part))
		}
		p.Span = segment.Span{Start: p.Parts[0].Start, End: p.Parts[len(p.Parts)-1].End}
		var got []string
		for _, r := range runs(&dossier.Citation{Quote: q, Source: &dossier.Source{Text: text}}, p) {
			switch {
			case r.Gap:
				got = append(got, " … ")
			case r.Marked:
				got = append(got, "*"+r.Text+"*")
			default:
				got = append(got, r.Text)
			}
		}
		if s := strings.Join(got, ""); s != c.want {
			t.Errorf("%q with %q marked:\n got %s\nwant %s", c.quote, c.marked, s, c.want)
		}
	}
}

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
	page := &SourcePage{Blocks: []TextBlock{{}, {Shared: noted}, {}, {}, {Shared: noted}}}
	rows(page)
	var got []string
	for _, b := range page.Blocks {
		got = append(got, fmt.Sprintf("%d+%d", b.Row, b.Span))
	}
	if s := strings.Join(got, " "); s != "1+0 2+3 3+0 4+0 5+1" || !page.ColumnFilled {
		t.Errorf("rows and spans are %s", s)
	}
}

func TestTextsAreShortenedAtWords(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"short", 10, "short"},
		{"one two, three four", 12, "one two…"},
		{"  white\n space ", 20, "white space"},
		{"ÄÄÄÄÄÄÄÄÄÄ", 7, "ÄÄÄ…"},
		{"A caption © A. Name", 15, "A caption…"},
	} {
		if got := shorten(c.text, c.most); got != c.want {
			t.Errorf("%q in %d bytes: %q, want %q", c.text, c.most, got, c.want)
		}
	}
}
