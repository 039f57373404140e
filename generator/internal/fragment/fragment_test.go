package fragment

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"dossier/generator/internal/segment"
)

func all(segment.Span) bool { return true }

// text returns a text of paragraphs, and where words of it stand.
func text(paragraphs ...string) (*Text, func(words string) segment.Span) {
	body := strings.Join(paragraphs, "\n\n")
	return New(body, segment.Paragraphs(body)), func(words string) segment.Span {
		at := strings.Index(body, words)
		if at < 0 {
			panic(words)
		}
		return segment.Span{Start: at, End: at + len(words)}
	}
}

func TestADirectiveLeadsToItsPassage(t *testing.T) {
	const (
		one   = "The ferry sails at noon, the harbour-master said; nobody had asked him."
		two   = "“The ferry sails at noon” was painted on the wall, and below it, in smaller letters, that it never did so on Sundays & feasts."
		three = "It sails again in May."
	)
	doc, at := text("Short head", one, two, three)
	for name, c := range map[string]struct {
		passage segment.Span
		want    string
	}{
		"whole":            {at("harbour-master said; nobody"), "harbour%2Dmaster%20said%3B%20nobody"},
		"a comma":          {at("on Sundays & feasts"), "on%20Sundays%20%26%20feasts"},
		"once before":      {segment.Span{Start: at("“The ferry sails at noon”").Start, End: at("“The ferry sails at noon”").End}, "The%20ferry%20sails%20at%20noon,-was"},
		"long":             {at("was painted on the wall, and below it, in smaller letters, that"), "was%20painted%20on%20the,in%20smaller%20letters%2C%20that"},
		"two paragraphs":   {segment.Span{Start: at("asked him").Start, End: at("was painted on the").End}, "asked%20him,was%20painted%20on%20the"},
		"from the heading": {segment.Span{Start: 0, End: at("harbour-master").End}, "Short%20head,noon%2C%20the%20harbour%2Dmaster"},
		"word again":       {segment.Span{Start: at("sails again").Start, End: at("sails again").Start + 5}, "It-,sails"},
	} {
		got := doc.Address("https://example.org/a", []segment.Span{c.passage}, all)
		if want := "https://example.org/a#:~:text=" + c.want; got != want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, want)
		}
	}
}

func TestAnAddressKeepsItsFragment(t *testing.T) {
	doc, at := text("The ferry sails at noon.")
	p := []segment.Span{at("ferry"), at("noon")}
	for address, want := range map[string]string{
		"https://example.org/a":             "https://example.org/a#:~:text=ferry&text=noon",
		"https://example.org/a#b":           "https://example.org/a#b:~:text=ferry&text=noon",
		"https://example.org/a#:~:text=old": "https://example.org/a#:~:text=ferry&text=noon",
	} {
		if got := doc.Address(address, p, all); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := doc.Address("https://example.org/a", nil, all); got != "https://example.org/a" {
		t.Errorf("without passages: %s", got)
	}
}

// TestWhatIsNotShownIsInNoAddress takes a word that stands twice, between
// words that may not be named.
func TestWhatIsNotShownIsInNoAddress(t *testing.T) {
	doc, at := text("The ferry sails at noon. No ferry sails at night.")
	second := segment.Span{Start: at("ferry sails at night").Start, End: at("ferry sails at night").Start + 5}
	got := doc.Address("https://example.org/", []segment.Span{second}, second.Contains)
	if want := "https://example.org/#:~:text=ferry"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := doc.Address("https://example.org/", []segment.Span{at("sails at noon")}, second.Contains); got != "https://example.org/" {
		t.Errorf("got %s", got)
	}
}

// TestABrowserFindsThePassage makes directives of random passages of texts
// with few different words, and follows them by a slow and obvious reading of
// the specification.
func TestABrowserFindsThePassage(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	found, n := 0, 0
	for range 3000 {
		var paragraphs []string
		for range 2 + r.IntN(4) {
			var words []string
			for range 1 + r.IntN(30) {
				words = append(words, fmt.Sprintf("w%d", r.IntN(25)))
			}
			paragraphs = append(paragraphs, strings.Join(words, " "))
		}
		doc, _ := text(paragraphs...)
		from := r.IntN(len(doc.words))
		to := min(len(doc.words), from+1+r.IntN(40))
		p := segment.Span{Start: doc.words[from].Start, End: doc.words[to-1].End}
		address := doc.Address("x", []segment.Span{p}, all)
		_, directive, _ := strings.Cut(address, "text=")
		got, ok := follow(paragraphs, directive)
		if !ok {
			t.Fatalf("nothing is found for %s in %q", directive, paragraphs)
		}
		n++
		if got == p {
			found++
		}
	}
	// A word that stands in a paragraph of its own, twice, cannot be told apart.
	if found*100 < n*97 {
		t.Errorf("%d of %d passages are found at their place", found, n)
	}
}

// follow does as a browser does: it returns where in the paragraphs, parted by
// empty lines, the first place is that a directive names.
func follow(paragraphs []string, directive string) (segment.Span, bool) {
	var prefix, suffix string
	parts := strings.Split(directive, ",")
	for i := range parts {
		if strings.HasSuffix(parts[i], "-") {
			prefix = strings.TrimSuffix(parts[i], "-")
		}
	}
	if prefix != "" {
		parts = parts[1:]
	}
	if last := parts[len(parts)-1]; strings.HasPrefix(last, "-") {
		suffix, parts = last[1:], parts[:len(parts)-1]
	}
	decode := func(s string) string {
		out, err := url.PathUnescape(s)
		if err != nil {
			panic(err)
		}
		return out
	}
	prefix, suffix = decode(prefix), decode(suffix)
	start, end := decode(parts[0]), ""
	if len(parts) > 1 {
		end = decode(parts[1])
	}
	base := 0
	type place struct{ at, paragraph int }
	var starts []int
	for _, p := range paragraphs {
		starts = append(starts, base)
		base += len(p) + 2
	}
	// next returns where words stand in a paragraph from a place on.
	next := func(words string, from place) (place, bool) {
		for i := from.paragraph; i < len(paragraphs); i++ {
			at := 0
			if i == from.paragraph {
				at = from.at
			}
			for ; at+len(words) <= len(paragraphs[i]); at++ {
				text := " " + paragraphs[i] + " "
				if strings.HasPrefix(paragraphs[i][at:], words) && text[at] == ' ' && text[at+len(words)+1] == ' ' {
					return place{at, i}, true
				}
			}
		}
		return place{}, false
	}
	follows := func(words string, p place) bool {
		rest := strings.TrimPrefix(paragraphs[p.paragraph][p.at:], " ")
		return words == "" || rest == words || strings.HasPrefix(rest, words+" ")
	}
	for from := (place{}); ; {
		at, ok := next(strings.TrimSpace(prefix+" "+start), from)
		if !ok {
			return segment.Span{}, false
		}
		from = place{at.at + 1, at.paragraph}
		if prefix != "" {
			at.at += len(prefix) + 1
		}
		behind := place{at.at + len(start), at.paragraph}
		if end == "" {
			if follows(suffix, behind) {
				return segment.Span{Start: starts[at.paragraph] + at.at, End: starts[at.paragraph] + behind.at}, true
			}
			continue
		}
		for look := behind; ; {
			e, ok := next(end, look)
			if !ok {
				return segment.Span{}, false
			}
			if stop := (place{e.at + len(end), e.paragraph}); follows(suffix, stop) {
				return segment.Span{Start: starts[at.paragraph] + at.at, End: starts[e.paragraph] + stop.at}, true
			}
			look = place{e.at + 1, e.paragraph}
		}
	}
}
