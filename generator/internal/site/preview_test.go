package site_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dossier/generator/internal/address"
)

// previews renders the previews of every page of the small dossier, by route
// and place.
func previews(t *testing.T, edit func(map[string]string)) map[address.Route]map[string]*html.Node {
	t.Helper()
	s, r, diags := plan(t, "testdata/small.txtar", edit)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	out := map[address.Route]map[string]*html.Node{}
	for _, p := range s.Pages() {
		for _, preview := range s.Previews(p) {
			var b strings.Builder
			if err := r.Part(&b, "preview", preview); err != nil {
				t.Fatal(err)
			}
			doc, err := html.Parse(strings.NewReader(b.String()))
			if err != nil {
				t.Fatal(err)
			}
			if out[p.Route] == nil {
				out[p.Route] = map[string]*html.Node{}
			}
			if out[p.Route][preview.Place] != nil {
				t.Errorf("%s#%s has two previews", p.Route, preview.Place)
			}
			out[p.Route][preview.Place] = doc
		}
	}
	return out
}

func TestPreviewsSayWhatALinkLeadsTo(t *testing.T) {
	all := previews(t, nil)
	for _, c := range []struct {
		route    address.Route
		place    string
		selector string
		want     string
	}{
		{"/quotes/crew/", "", "body", "No ship without a crewNo ship sails without a crewAnn Minister · 1 May 2020 · In The Post, The Gazette, The Herald and الصحيفة"},
		{"/quotes/late/", "", "blockquote", "The union calls […] wrong."},
		{"/people/minister/", "", "body", "Ann MinisterMinister · 1 quotation · 1 event"},
		{"/people/reed/", "", "body", "Mary Reed"},
		{"/sources/gazette/", "", "body", `Ferry stoppedThe minister stopped the old ferry on Friday. "No ship sails without a crew," she said. Reactions The union calls the decision <late> & wrong. "No ship sails without a crew," the union repeated.The Gazette · Mary Reed · 2 May 2020 · 7 notes`},
		{"/sources/gazette/", "p-stopped", "body", "stoppedThe Gazette · 2 May 2020"},
		{"/sources/gazette/", "p-the-union-calls-wrong", "blockquote", "The union calls […] wrong."},
		{"/sources/gazette/", "t-the-union-calls-the-decision", "blockquote", "The union calls the decision <late> & wrong."},
		{"/sources/gazette/", "n-style-the-old-ferry", "body", "the old ferryTwo remarks on one paragraph. It is not called by its name; see No ship without a crew.The Gazette · 2 May 2020"},
		{"/sources/sahifa/", "", ".title @lang", "ar"},
		{"/sources/sahifa/", "", "blockquote @dir", "rtl"},
		{"/sources/herald/", "", "body", "No crew, no ferryThe Herald · about 3 May 2020 · 1 note"},
		{"/sources/post/", "", "body", "Minister stops ferryThe Post · May 2020 · 3 notes"},
		{"/sources/post/", "p-a-secret", "body", "A secret.The Post · May 2020"},
	} {
		doc := all[c.route][c.place]
		if doc == nil {
			t.Errorf("%s#%s has no preview", c.route, c.place)
			continue
		}
		if got := shown(t, doc, c.selector); got != c.want {
			t.Errorf("%s#%s: %s\n got %s\nwant %s", c.route, c.place, c.selector, got, c.want)
		}
	}
}

// Whatever a link to a source, passage, quotation or person leads to has a
// preview, which is short and can hold no focus.
func TestEveryTargetHasAPreview(t *testing.T) {
	all := previews(t, nil)
	docs := pages(t, nil)
	for r, doc := range docs {
		kind, rest, _ := strings.Cut(strings.TrimPrefix(string(r), "/"), "/")
		if want := rest != "" && (kind == "sources" || kind == "quotes" || kind == "people"); want != (all[r][""] != nil) {
			t.Errorf("%s has a preview: %t, want %t", r, !want, want)
		}
		if kind != "sources" || rest == "" {
			continue
		}
		for _, id := range links(doc, "id") {
			passage, paragraph := strings.HasPrefix(id, "p-"), strings.HasPrefix(id, "t-") && r != "/sources/herald/"
			if (passage || paragraph) && all[r][id] == nil {
				t.Errorf("%s#%s has no preview", r, id)
			}
		}
	}
	for r, places := range all {
		for place, doc := range places {
			if got := shown(t, doc, "a, button, input, [id], [tabindex]"); got != "" {
				t.Errorf("%s#%s: its preview holds more than words: %s", r, place, got)
			}
			if n := len(text(doc)); n == 0 || n > 1000 {
				t.Errorf("%s#%s: its preview has %d bytes", r, place, n)
			}
		}
	}
}

func TestPreviewsShowNothingThatIsNotPublished(t *testing.T) {
	for r, places := range previews(t, nil) {
		for place, doc := range places {
			for _, secret := range []string{"A first paragraph", "The rest is not shown", "said the minister. A secret"} {
				if strings.Contains(text(doc), secret) {
					t.Errorf("%s#%s shows %q", r, place, secret)
				}
			}
			if strings.HasPrefix(place, "t-") && r != "/sources/gazette/" && r != "/sources/sahifa/" {
				t.Errorf("%s#%s shows a paragraph of a text that is not shown", r, place)
			}
		}
	}
}

// What is written as HTML in a text stays text.
func TestPreviewsAreEscaped(t *testing.T) {
	doc := previews(t, nil)["/sources/gazette/"]["t-the-union-calls-the-decision"]
	if got := shown(t, doc, "late"); got != "" || !strings.Contains(text(doc), "<late> & wrong") {
		t.Errorf("the preview says %q", text(doc))
	}
}
