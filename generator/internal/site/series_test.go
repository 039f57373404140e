package site_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/generator/internal/address"
)

// TestSeries has statements of a council that reword one another, with a text of another kind, one in another language
// and one of which nothing is told among them, and two editions of a book without dates.
func TestSeries(t *testing.T) {
	s, r, diags := plan(t, "testdata/series.txtar", nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	docs := everyPage(t, s, r)
	everyPageIsFound(t, s)
	for _, c := range []struct {
		route          address.Route
		selector, want string
	}{
		// The list of series. Where names differ in case and spaces they are one.
		{"/series/", "h3", "Statements | The book"},
		{"/series/", "h3 a @href", "statements/index.html | the-book/index.html"},
		{"/series/", "nav a[aria-current]", "Series"},
		{"/series/", ".item .meta", "6 sources, 10 January 2024 to 17 April 2024 | The latest: 17 April 2024 | 2 sources | The latest: The book of the harbour, second edition: 1 changed · What changed"},
		// The page of a series: the latest first, those of one day by name.
		{"/series/statements/", ".lines li", "17 April 2024 Statement of the council passed over | 20 March 2024 1 sentence new, 1 no longer there, 3 changed · What changed | about 14 February 2024 1 sentence new, 1 no longer there, 2 changed, 1 moved · What changed | 14 February 2024 Заявление совета A text of its own: none of those before it is near enough to be compared | 1 February 2024 The goals of the council A text of its own: none of those before it is near enough to be compared | 10 January 2024 Statement of the council The first of the series"},
		{"/series/statements/", ".lines li a @href", "../../sources/april/index.html | ../../sources/march/index.html | ../../sources/march/changes/index.html | ../../sources/february/index.html | ../../sources/february/changes/index.html | ../../sources/february-ru/index.html | ../../sources/february-goals/index.html | ../../sources/january/index.html"},
		{"/series/statements/", ".summary", "6 sources, 10 January 2024 to 17 April 2024, the latest first, each with what changed since the one before it. 1 source is passed over in all of this: what its text has in common with others is not told."},
		{"/series/statements/", "h3", "Stands in the latest: 20 March 2024 | Last in about 14 February 2024; no longer in 20 March 2024 | In one text alone: 14 February 2024 | In one text alone: 1 February 2024"},
		{"/series/statements/", ".sentences > li", "From 10 January 2024 · in 3 sources, in 3 wordings March 20, 2024 In context Changed 2 times 20 March 2024 February 14 March 20, 2024 about 14 February 2024 January 10 February 14, 2024 | From 10 January 2024 · in 3 sources, in 3 wordings The council decided today to lower the rate to 4-1/2 to 4-3/4 percent. In context Changed 2 times 20 March 2024 The council decided today to lower the rate to 4-3/4 4-1/2 to 4-3/4 to 5 percent. about 14 February 2024 The council decided today to keep lower the rate at 5-1/4 to 4-3/4 to 5-1/2 5 percent. | From 10 January 2024 · in 3 sources Prices rose faster than the council likes. In context | From 10 January 2024 · in 3 sources, in 2 wordings The harbour grew at a moderate pace. In context Changed once 20 March 2024 The harbour grew at a solid moderate pace. | From 10 January 2024 · in 2 sources The council will look at the ferry again in spring. In context Gone and back once 20 March 2024 back, as it was | From about 14 February 2024 · in 1 source Nobody spoke about the ferry this time. In context | From 14 February 2024 · in 1 source Совет решил сегодня снизить ставку до 4-3/4 процента. In context | From 14 February 2024 · in 1 source Порт рос уверенно. In context | From 1 February 2024 · in 1 source These goals hold for five years at least. In context | From 1 February 2024 · in 1 source Dogs must be kept on leads in every park of the town. In context | From 1 February 2024 · in 1 source Cats may walk where they like. In context"},
		{"/series/statements/", ".sentences path @d", "M0 0h833v12h-833z | M0 0h833v12h-833z | M0 0h833v12h-833z | M0 0h833v12h-833z | M0 0h166v12h-166zM666 0h167v12h-167z | M500 0h166v12h-166z | M333 0h167v12h-167z | M333 0h167v12h-167z | M166 0h167v12h-167z | M166 0h167v12h-167z | M166 0h167v12h-167z"},
		{"/series/statements/", ".sentences > li .meta a @href", "../../sources/january/index.html | ../../sources/january/index.html | ../../sources/january/index.html | ../../sources/january/index.html | ../../sources/january/index.html | ../../sources/february/index.html | ../../sources/february-ru/index.html | ../../sources/february-ru/index.html | ../../sources/february-goals/index.html | ../../sources/february-goals/index.html | ../../sources/february-goals/index.html"},
		{"/series/the-book/", ".sentences > li", "From The book of the harbour · in 2 sources The harbour lies in the west of the town. In context | From The book of the harbour · in 2 sources, in 2 wordings It has four piers and one lighthouse. In context Changed once The book of the harbour, second edition It has three four piers and one lighthouse."},
		{"/sources/february/", ".byline", "The council · Statements · about 14 February 2024"},
		{"/sources/february/", ".versions-note", "Since 10 January 2024: 1 sentence new, 1 no longer there, 2 changed, 1 moved. What changed"},
		{"/sources/february/", ".turn", "Previous: 14 February 2024 Next: 20 March 2024"},
		{"/sources/february/", ".related, .shared", ""}, // what it has in common with its series the page of that tells
		{"/", ".begin li:first-child", "The book what changed in the latest, The book of the harbour, second edition"},
		{"/", ".web, .page-overview .arc", ""},
		{"/sources/february-goals/", ".versions-note", "A text of its own: none of those before it is near enough to be compared."},
		{"/sources/april/", ".versions-note", ""},
		{"/sources/april/", ".turn", "Previous: 20 March 2024"},
		{"/sources/alone/", ".byline", "Under the bridge · 2 January 2024"},
		{"/sources/february/changes/", "h1", "What changed: about 14 February 2024"},
		{"/sources/february/changes/", ".head .meta a @href", "../index.html | ../../../compare/february--january/index.html"},
		{"/sources/february/changes/", ".prose p", "January 10 February 14, 2024 | The council decided today to keep lower the rate at 5-1/4 to 4-3/4 to 5-1/2 5 percent. Prices rose faster than the council likes. moved The harbour grew at a solid pace. | The council will look at the ferry again in spring. | Nobody spoke about the ferry this time."},
		{"/sources/february/changes/", ".prose .frame", "The harbour grew at a solid pace."},
		{"/sources/february/changes/", ".turn", "Next: 20 March 2024"},
		{"/sources/book-two/changes/", "dd", "The book of the harbour, second edition"},
		{"/compare/", ".pair h3", "The book of the harbour and The book of the harbour, second edition 100% | The council (“Statement of the council”) (about 14 February 2024) and 10 January 2024 78% | The council (“Statement of the council”) (about 14 February 2024) and 20 March 2024 80%"},
		{"/compare/", ".left-out", "8 pairs of a series have no page: of a series, each source is compared with the one that it rewords, and the page of the series has the sentences of all. In 17 pairs the comparison found nothing alike; they have no pages. 1 source is left out here: its text is not published, and what it shares with others would tell it. The comparison does not translate: in texts of two languages it finds only what both have in the same words."},
		{"/compare/", ".families", ""},
	} {
		doc := docs[c.route]
		if doc == nil {
			t.Errorf("there is no page %s", c.route)
			continue
		}
		if got := shown(t, doc, c.selector); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.route, c.selector, got, c.want)
		}
	}
}

// TestASourceOfASeriesListsWhatIsOfNone has an article that prints a statement of the council.
func TestASourceOfASeriesListsWhatIsOfNone(t *testing.T) {
	s, r, diags := plan(t, "testdata/series.txtar", func(files map[string]string) {
		files["sources/herald.md"] = "---\ntitle: The rate falls\npublisher: The Herald\npublished: 2024-02-15\n---\nThe council decided today to lower the rate to 4-3/4 to 5 percent. Prices rose faster than the council likes. Nobody spoke about the ferry this time.\n"
	})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	docs := everyPage(t, s, r)
	for _, c := range []struct {
		route          address.Route
		selector, want string
	}{
		{"/sources/february/", ".related .strip b", "The Herald"},
		{"/sources/february/", ".related > .meta", "The other sources of this series stand on its page."},
		{"/sources/herald/", ".related > .meta", ""},
	} {
		if got := shown(t, docs[c.route], c.selector); c.want != got {
			t.Errorf("%s: %s\n got %s\nwant %s", c.route, c.selector, got, c.want)
		}
	}
}

// TestALongSeriesKeepsToTheBudget has 150 statements, each of which rewords the one before it, and two editions of a long book.
func TestALongSeriesKeepsToTheBudget(t *testing.T) {
	files := map[string]string{}
	var sentences []string
	for i := range 20 {
		sentences = append(sentences, "The council says of "+babble(i, 24)+".")
	}
	for i := range 150 {
		sentences[i*7%20] = strings.Replace(sentences[i*7%20], "council says", "council now says", 1)
		sentences[i*3%20] = "The council says of " + babble(100+i, 24) + "."
		files[fmt.Sprintf("sources/statement-%03d.md", i)] = fmt.Sprintf("---\ntitle: Statement\nseries: Statements\npublished: %d-%02d\n---\n%s\n", 1950+i/12, 1+i%12, strings.Join(sentences, " "))
	}
	var one, two []string
	for i := range 1500 {
		one = append(one, "It is told of "+babble(1000+i, 24)+".")
		two = append(two, one[i])
		if i%2 == 0 {
			two[i] = strings.Replace(one[i], "told", "said", 1)
		}
	}
	files["sources/book-1.md"] = "---\ntitle: Book\nseries: The book\n---\n" + strings.Join(one, "\n\n") + "\n"
	files["sources/book-2.md"] = "---\ntitle: Book\nseries: The book\n---\n" + strings.Join(two, "\n\n") + "\n"
	s, r := planMany(t, files)
	pages := renderLong(t, s, r, func(r address.Route) bool {
		return strings.HasPrefix(string(r), "/series/") || strings.Contains(string(r), "/changes/")
	})
	checkLong(t, s, pages)
	changes, parts := 0, 0
	for _, p := range pages {
		switch {
		case strings.HasPrefix(string(p.route), "/sources/statement-"):
			changes++
		case strings.HasPrefix(string(p.route), "/sources/book-2/"):
			parts++
		}
	}
	if changes != 149 || parts < 2 {
		t.Errorf("there are %d pages of change, and %d of the book", changes, parts)
	}
}
