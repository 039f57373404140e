package site_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"

	"dossier/generator/internal/address"
)

func TestOneItemHasNoFilter(t *testing.T) {
	docs := pages(t, func(files map[string]string) {
		late := files["quotes/late.md"]
		files["quotes/late.md"] = strings.Replace(late, "speaker: union", "speaker: union\ntopics: [The ferry, Style]", 1)
	})
	if got := shown(t, docs["/timeline/speaker/union/"], ".chronicle-list .what > a"); got != "A late decision" {
		t.Fatalf("the items are %q", got)
	}
	if got := shown(t, docs["/timeline/speaker/union/"], ".filter summary"); got != "" {
		t.Errorf("there is a filter for one item: %s", got)
	}
}

// The controls of a list offer what its items have, with how many have it.
func TestListsHaveTheirFilters(t *testing.T) {
	docs := pages(t, nil)
	for _, c := range []struct {
		route    address.Route
		selector string
		want     string
	}{
		{"/sources/", ".filter summary", "Filter"},
		{"/sources/", ".filter select @name", "speaker | outlet"},
		{"/sources/", ".filter option", "all | Ann Minister (4) | The union (1) | all | The Gazette (1) | The Herald (1) | The Post (1) | الصحيفة (1)"},
		{"/sources/", ".filter option @value", " | minister | union |  | the-gazette | the-herald | the-post | الصحيفة"},
		{"/sources/", ".filter output @data-shown", "# of 4 shown"},
		{"/sources/", ".filter output @aria-live", "polite"},
		{"/sources/", ".filter button", "Show all"},
		{"/sources/", ".source @data-n", "1 | 2 | 3 | 4"},
		{"/sources/", ".source @data-outlet", "the-post | the-gazette | the-herald | الصحيفة"},
		{"/sources/", ".source @data-speaker", "minister | minister union | minister | minister"},
		{"/sources/", ".source @data-topic", "the-ferry"},
		{"/quotes/", ".filter select @name", "speaker | outlet"},
		{"/quotes/", ".filter label", "By person or body allAnn Minister (1)The union (1) | By outlet allThe Gazette (2)The Herald (1)The Post (1)الصحيفة (1)"},
		{"/quotes/", ".quote @data-outlet", "the-gazette the-herald the-post الصحيفة | the-gazette"},
		{"/quotes/", ".quote @data-speaker", "minister | union"},
		{"/quotes/", ".quote @data-topic", "the-ferry"},
		{"/people/", ".filter label", "By kind allAlso named (1)Who speaks (2) | By outlet allThe Gazette (3)The Herald (1)The Post (1)الصحيفة (1)"},
		{"/people/", ".person @data-kind", "speakers | speakers | others"},
		{"/people/", ".person @data-n", "1 | 2 | 3"},
		{"/people/", ".person @data-topic", "the-ferry"},
		{"/people/", ".person @data-outlet", "the-gazette the-herald the-post الصحيفة | the-gazette | the-gazette"},
		{"/events/", ".filter label", "By outlet allThe Gazette (1)The Post (1)"},
		{"/events/", ".event @data-speaker", "minister"},
		{"/events/", ".event @data-outlet", "the-gazette | the-post"},
		{"/timeline/", ".filter label", "By kind allhappened (2)printed (4)said (2) | By person or body allAnn Minister (2)The union (1) | By outlet allThe Gazette (4)The Herald (2)The Post (3)الصحيفة (2)"},
		{"/timeline/", ".chronicle li @data-n", "1 | 2 | 3 | 4 | 5 | 6 | 7 | 8"},
		{"/timeline/", ".chronicle li @data-kind", "happened | said | published | published | said | published | published | happened"},
		{"/timeline/", ".chronicle li @data-speaker", "minister | minister | union"},
		{"/timeline/", ".chronicle li @data-outlet", "the-gazette | the-post the-gazette the-herald الصحيفة | the-post | the-gazette | the-gazette | the-herald | الصحيفة | the-post"},
		{"/timeline/", ".drawing-wide [data-of] @data-of", "1 | 8 | 2 | 5 | 3 | 6 | 4 | 7 | 1 | 1 | 2 | 2 | 2 | 2 | 2 | 5 | 5 | 8 | 8 | 1 | 1 | 1 | 2 | 2 | 2 | 2 | 2 | 2 | 5 | 5 | 5 | 8 | 8 | 8"},
		{"/timeline/speaker/minister/", ".filter select @name", "kind | outlet"},
		{"/", "[data-n]", ""},
		{"/people/minister/", "[data-n]", ""},
	} {
		if got := shown(t, docs[c.route], c.selector); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.route, c.selector, got, c.want)
		}
	}
}

// Without the script nobody sees the controls, and what they do is done by
// pages of their own.
func TestFiltersWaitForTheScript(t *testing.T) {
	docs := pages(t, nil)
	for r, doc := range docs {
		for _, n := range cascadia.QueryAll(doc, cascadia.MustCompile("select, .filter, .filter button")) {
			hidden := offered(n)
			for up := n; up != nil; up = up.Parent {
				_, ok := attribute(up, "hidden")
				hidden = hidden || ok
			}
			if !hidden {
				t.Errorf("%s: <%s> is to be seen without the script", r, n.Data)
			}
		}
	}
	for _, want := range []string{"kind/said", "speaker/minister", "outlet/the-gazette", "topic/the-ferry"} {
		if docs[address.Timeline+address.Route(want)+"/"] == nil {
			t.Errorf("/timeline/%s/ has no page", want)
		}
		if got := shown(t, docs[address.Timeline], ".facets a[href='"+want+"/index.html']"); got == "" {
			t.Errorf("the timeline does not lead to /timeline/%s/", want)
		}
	}
}

// What is drawn is of items that are listed, on every page of the timeline.
func TestDrawingsNameItemsOfTheirList(t *testing.T) {
	for r, doc := range pages(t, nil) {
		numbers := strings.Split(shown(t, doc, "[data-n] @data-n"), " | ")
		for _, of := range links(doc, "data-of") {
			for _, n := range strings.Fields(of) {
				if !slices.Contains(numbers, n) {
					t.Errorf("%s: a mark is of item %s, which is not listed", r, n)
				}
			}
		}
		slices.Sort(numbers)
		if len(slices.Compact(slices.Clone(numbers))) != len(numbers) {
			t.Errorf("%s: two items have one number: %q", r, numbers)
		}
	}
}

// A list whose items are all alike, or which is too long for one page, has
// nothing to choose.
func TestListsWithoutAChoiceHaveNoFilter(t *testing.T) {
	docs := pages(t, func(files map[string]string) {
		for _, name := range slices.Collect(maps.Keys(files)) {
			if strings.HasPrefix(name, "quotes/") && name != "quotes/late.md" {
				delete(files, name)
			}
		}
		files["annotations/style.md"] = "---\nsource: gazette\n---\n\n> the old ferry\n\nIt has a name.\n"
	})
	if got := shown(t, docs[address.Quotes], ".filter, .quote h3"); got != "A late decision" {
		t.Errorf("a list of one quotation is filtered: %s", got)
	}
}
