package site_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"dossier/generator/internal/address"
	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/segment"
)

// three is a dossier of three sources that share statements, and one that
// shares none.
func three() map[string]string {
	return map[string]string{
		"sources/alpha.md": source("Alpha", "2015-01-01", "Nobody may be left out of this. The bridge was closed on Monday by the mayor. A cat slept through it all.\n\nIt will stay closed for ten days, he said."),
		"sources/beta.md":  source("Beta", "2015-01-02", "It will remain closed for ten days, he said. The bridge was “closed” on Monday by the mayor. Dogs barked."),
		"sources/gamma.md": source("Gamma", "2015-01-03", "Traffic cannot cross until further notice. Secret words that only this source has."),
		"sources/delta.md": source("Delta", "2015-01-04", "Another matter."),
		"quotes/days.md":   "---\ntitle: Ten days\n---\n> It will stay closed for ten days\n> — [[alpha]]\n",
	}
}

// aloneInTwo is what two of its sources have that is in no alignment.
var aloneInTwo = []string{
	"alpha: A cat slept through it all. | gamma: Secret words that only this source has. | only-a",
	"alpha: A cat slept through it all. | gamma: Secret words that only this source has. | only-b",
}

var threeAlike = []string{
	"alpha: The bridge was closed on Monday by the mayor. | beta: The bridge was “closed” on Monday by the mayor. | verbatim",
	"alpha: It will stay closed for ten days, he said. | beta: It will remain closed for ten days, he said. | edited | moved",
	"alpha: A cat slept through it all. | beta: Dogs barked. | only-a",
	"alpha: A cat slept through it all. | beta: Dogs barked. | only-b",
	"alpha: It will stay closed for ten days, he said. | gamma: Traffic cannot cross until further notice. | reworded",
	"beta: It will remain closed for ten days, he said. | gamma: Traffic cannot cross until further notice. | reworded",
}

func TestComparisonsAreListedByWhatIsShared(t *testing.T) {
	page := makePages(t, three(), threeAlike...).page(t, address.Compare)
	equal(t, "pairs", texts(all(page, ".pair h3 a")), []string{"Alpha and Beta", "Alpha and Gamma", "Beta and Gamma"})
	equal(t, "links", attrs(page, ".pair h3 a", "href"), []string{"alpha--beta/index.html", "alpha--gamma/index.html", "beta--gamma/index.html"})
	if got := text(all(page, ".pair")[0]); !strings.Contains(got, "50% of the text of Alpha is the same or alike in Beta; 25% of the text of Beta is the same or alike in Alpha.") ||
		!strings.Contains(got, "1 passage word for word, 1 passage partly word for word, 1 in another place") {
		t.Errorf("the pair says %q", got)
	}
	equal(t, "left out", texts(all(page, ".left-out")), []string{"In 3 pairs the comparison found nothing alike; they have no pages."})

	equal(t, "columns", texts(all(page, ".matrix thead th[scope=col]")), []string{"Alpha", "Beta", "Gamma", "Delta"})
	equal(t, "rows", texts(all(page, ".matrix tbody th[scope=row]")), []string{"Alpha", "Beta", "Gamma", "Delta"})
	has(t, page, ".matrix tbody td", 16)
	equal(t, "shares", texts(all(page, ".matrix tbody tr:first-child td a")), []string{"50%", "33%"})
	has(t, page, `.scroll[tabindex="0"] > .matrix`, 1)
}

func TestComparisonShowsBothTextsSideBySide(t *testing.T) {
	made := makePages(t, three(), threeAlike...)
	page := made.page(t, "/compare/alpha--beta/")
	equal(t, "heads", texts(all(page, ".side .title a")), []string{"Alpha", "Beta"})
	equal(t, "dates", attrs(page, ".side time", "datetime"), []string{"2015-01-01", "2015-01-02"})
	equal(t, "kinds", texts(all(page, ".aligned .kind a")),
		[]string{"in Alpha, not compared", "word for word", "in Beta; nothing alike found in Alpha", "in Alpha; nothing alike found in Beta", "partly word for word, in another place"})
	equal(t, "removed", texts(all(page, ".left del")), []string{"stay"})
	equal(t, "added", texts(all(page, ".right ins")), []string{"remain"})
	has(t, page, ".left ins, .right del", 0)
	// Marks of type are told apart from changes of words.
	has(t, page, ".verbatim ins, .verbatim del", 0)
	if len(all(page, ".verbatim .trifle")) == 0 {
		t.Error("the quotation marks that only one text has are not marked as a trifle")
	}
	equal(t, "cited in", texts(all(page, ".row.edited .left .cited-in a")), []string{"Ten days"})
	for _, a := range all(page, ".aligned .context > a") {
		to, fragment, _ := strings.Cut(strings.TrimPrefix(attr(a, "href"), "../.."), "index.html#")
		if target := made[address.Route(to)]; target == nil || fragment == "" || len(all(target, "#"+fragment)) != 1 {
			t.Errorf("a passage leads to %s, which is not in its source", attr(a, "href"))
		}
	}
	has(t, page, ".strips a.block.verbatim rect", 2)
	has(t, page, ".strips a.block.edited.moved rect[fill]", 2)
	has(t, page, ".strips .ribbon", 2)
	for _, href := range attrs(page, "svg a.block", "href") {
		has(t, page, href, 1)
	}
}

// Places on the strips are shares of them, so that one drawing does for every width.
func TestStripsSayWhereEachPassageLies(t *testing.T) {
	files := map[string]string{
		"sources/alpha.md": `---
title: One
publisher: The Paper
published: 2015-01-01
---
One two three four. Five six seven eight.
`,
		"sources/beta.md": `---
title: Another
publisher: The Post
published: 2015-01-02
---
Five six seven eight.
`,
		"sources/gamma.md": `---
title: Third
publisher: The Post
published: 2015-01-02
---
Nothing of all this.
`,
	}
	page := makePages(t, files, "alpha: Five six seven eight. | beta: Five six seven eight. | verbatim", "alpha: One two three four. | beta: Five | only-a").page(t, "/compare/alpha--beta/")
	equal(t, "places", attrs(page, ".strips .block rect", "x"), []string{"48.78%", "0%"})
	equal(t, "widths", attrs(page, ".strips .block rect", "width"), []string{"51.22%", "100%"})
	equal(t, "ribbon", attrs(page, ".strips .ribbon", "d"), []string{"M488 0H1000L1000 64H0z"})
	// The outlet of one has another source, which this page does not speak of.
	equal(t, "kinds", texts(all(page, ".aligned .kind a")), []string{"in The Paper; nothing alike found in The Post", "word for word"})
	equal(t, "heading", texts(all(page, "h1")), []string{"The Paper and The Post (“Another”)"})
}

func TestComparisonShowsTheRestOfASentenceAndWhatIsSaidAgain(t *testing.T) {
	files := map[string]string{
		"sources/alpha.md": source("Alpha", "2015-01-01", "After the storm the mayor said the bridge was closed on Monday, and the road too, until further notice from the town."),
		"sources/beta.md": source("Beta", "2015-01-02", "The bridge was closed on Monday until further notice, said Reuters. Rain fell.\n\n"+
			"Read more on our site. Follow us.\n\nThe bridge was closed on Monday until further notice."),
	}
	page := makePages(t, files,
		"alpha: the bridge was closed on Monday | beta: The bridge was closed on Monday | verbatim",
		"alpha: until further notice | beta: until further notice | verbatim",
		"alpha: After | beta: Rain fell. | only-b",
		"alpha: After | beta: The bridge was closed on Monday until further notice. | again-b",
	).page(t, "/compare/alpha--beta/")
	equal(t, "kinds", texts(all(page, ".aligned .kind a")),
		[]string{"word for word", "word for word", "in Beta; nothing alike found in Alpha", "in Beta, not compared", "alike once more, in Beta"})
	rows := all(page, ".row")
	equal(t, "first", texts(all(rows[0], ".left > :not(.context)")), []string{"Alpha", "The sentence begins: After the storm the mayor said",
		"the bridge was closed on Monday,", "The sentence goes on: and the road too,"})
	equal(t, "second", texts(all(rows[1], ".left .rest")), []string{"The sentence goes on: from the town."})
	equal(t, "second in beta", texts(all(rows[1], ".right .rest")), []string{"The sentence goes on: said Reuters."})
	equal(t, "not compared", texts(all(rows[3], "blockquote")), []string{"Read more on our site. Follow us."})
	equal(t, "said again", texts(all(rows[4], "blockquote")), []string{"The bridge was closed on Monday until further notice."})
}

// TestComparisonShowsEveryWordOfBothTextsOnce looks at all pairs of the dossier
// that comes with the program.
func TestComparisonShowsEveryWordOfBothTextsOnce(t *testing.T) {
	if showsEveryWordOnce(t, dossiertest.Shipped(t, "../../..")) == 0 {
		t.Error("no two sources are compared")
	}
}

// TestNoWordIsOnNoRowOfAPairPage looks at random dossiers, of sources that take over, cut, quote and repeat each other's sentences.
func TestNoWordIsOnNoRowOfAPairPage(t *testing.T) {
	pool := []string{
		"The bridge was closed on Monday by order of the council, which had met in the night.",
		"“We knew how badly it was built,” the engineer told reporters, “and we said so in March.”",
		"“Nobody listened”: that is how the mayor put it, and then he left the hall.",
		"Divers found seven cracks in the northern pier, two of them wider than a hand!",
		"The ferry (an old one) will carry lorries until the repair has ended – in June, perhaps.",
		"Traders on the market say that the closure has halved their takings since the spring.",
		"“Traffic will not cross before summer.”", "Who pays?", "* * *", "Rain fell.",
	}
	pairs := 0
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 1))
		folder := afero.NewMemMapFs()
		files := map[string]string{"dossier.yaml": "title: A dossier\nlanguage: en\n"}
		for n := range 4 {
			var b strings.Builder
			for range 4 + r.IntN(8) {
				s := pool[r.IntN(len(pool))]
				words := strings.Fields(s)
				switch from := r.IntN(len(words)); r.IntN(4) {
				case 0:
					s = strings.Join(words[from:], " ")
				case 1:
					s = strings.Join(words[:from+1], " ")
				}
				b.WriteString(strings.TrimLeft(s, "*–-(") + []string{" ", "\n\n"}[r.IntN(2)])
			}
			files[fmt.Sprintf("sources/s%d.md", n)] = source(fmt.Sprintf("Paper %d", n), fmt.Sprintf("2015-01-%02d", n+1), b.String())
		}
		for name, text := range files {
			if err := afero.WriteFile(folder, name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		pairs += showsEveryWordOnce(t, folder)
	}
	if pairs < 30 {
		t.Errorf("%d pairs are compared, too few to show anything", pairs)
	}
}

// showsEveryWordOnce checks the pair pages of a dossier and returns how many there are.
func showsEveryWordOnce(t *testing.T, folder afero.Fs) int {
	t.Helper()
	d, _ := dossiertest.Read(t, folder)
	evidence, _ := anchor.Resolve(d)
	compared := reading.Texts(d, reading.SeriesOf(d), d.AskedPairs())
	result := collate.Compare(compared, collate.Options{})
	s, r := planFound(t, d, evidence, result, compared)
	pairs := 0
	for _, p := range s.Pages() {
		if p.Template != "compare" {
			continue
		}
		pairs++
		page := parsed(t, s, r, p)
		slugs := strings.Split(strings.Trim(strings.TrimPrefix(string(p.Route), string(address.Compare)), "/"), "--")
		for i, side := range []string{".left", ".right"} {
			var shown strings.Builder
			for _, n := range all(page, side+" blockquote") {
				shown.WriteString(text(n) + "\n\n")
			}
			for _, text := range compared {
				if text.ID == slugs[i] {
					equal(t, string(p.Route)+" "+text.ID, sortedWords(shown.String()), sortedWords(text.Body))
				}
			}
		}
	}
	return pairs
}

func sortedWords(text string) []string {
	var out []string
	for _, w := range segment.Words(text) {
		out = append(out, w.In(text))
	}
	slices.Sort(out)
	return out
}

func TestComparisonMarksNoWordsWhereLittleIsCommon(t *testing.T) {
	page := makePages(t, three(), threeAlike...).page(t, "/compare/alpha--gamma/")
	has(t, page, ".row.reworded", 1)
	has(t, page, "ins, del", 0)
	equal(t, "kind", texts(all(page, ".row.reworded .kind a")), []string{"mostly in other words"})
}

func TestSynopsisHasAColumnForEachSourceAndARowForEachStatement(t *testing.T) {
	made := makePages(t, three(), threeAlike...)
	index := made.page(t, address.Compare)
	equal(t, "families", attrs(index, ".families a", "href"), []string{"alpha/index.html"})
	page := made.page(t, "/compare/alpha/")
	equal(t, "columns", texts(all(page, "thead th[scope=col] .title")), []string{"Alpha", "Beta", "Gamma"})
	rows := all(page, ".synopsis tbody tr")
	if len(rows) != 2 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, r := range rows {
		has(t, r, "td", 3)
		has(t, r, "th[scope=row]", 1)
	}
	equal(t, "left out", texts(all(rows[0], ".nothing")), []string{"not found in Gamma"})
	has(t, rows[1], ".nothing", 0)
	equal(t, "first wording", texts(all(rows[1], "td:nth-of-type(1) ins, td:nth-of-type(1) del")), nil)
	equal(t, "second wording", texts(all(rows[1], "td:nth-of-type(2) ins, td:nth-of-type(2) del")), []string{"stay", "remain"})
	equal(t, "third wording", texts(all(rows[1], "td:nth-of-type(3) ins, td:nth-of-type(3) del")), nil)
	equal(t, "in columns", attrs(made.page(t, "/compare/alpha--beta/"), ".in-columns a", "href"), []string{"../alpha/index.html"})
}

func TestSynopsisComparesAPartWithThePartThatItAnswers(t *testing.T) {
	page := makePages(t, map[string]string{
		"sources/alpha.md": source("Alpha", "2015-01-01", "“The bridge is closed until further notice by order of the council,” the mayor told the Gazette daily."),
		"sources/beta.md":  source("Beta", "2015-01-02", "“The bridge is closed until further notice by order of the council,” the mayor told the Gazette daily."),
		"sources/gamma.md": source("Gamma", "2015-01-03", "\"The bridge is shut until further notice by order of the council,\" she said."),
	},
		"alpha: The bridge is closed until further notice by order of the council,” the mayor told the Gazette daily. | beta: The bridge is closed until further notice by order of the council,” the mayor told the Gazette daily. | verbatim",
		"alpha: The bridge is closed until further notice by order of the council | gamma: The bridge is shut until further notice by order of the council | edited",
		"beta: The bridge is closed until further notice by order of the council | gamma: The bridge is shut until further notice by order of the council | edited",
	).page(t, "/compare/alpha/")
	equal(t, "third wording", texts(all(page, "td:nth-of-type(3) ins, td:nth-of-type(3) del")), []string{"closed", "shut"})
}

func TestSynopsisStopsAtTheWordsOfTheSpeaker(t *testing.T) {
	page := makePages(t, map[string]string{
		"sources/alpha.md": source("Alpha", "2015-01-01", "“The bridge is closed until further notice by order of the council,” the mayor told the Gazette daily."),
		"sources/beta.md":  source("Beta", "2015-01-02", "“The bridge is shut,” the mayor told the Gazette daily, “until further notice by order of the council.”"),
		"sources/gamma.md": source("Gamma", "2015-01-03", "The mayor told the Gazette daily: \"The bridge is closed until further notice by order of the council.\""),
	},
		"alpha: “The bridge is closed until further notice by order of the council,” the mayor told the Gazette daily. | beta: “The bridge is shut,” the mayor told the Gazette daily, “until further notice by order of the council.” | edited",
		"alpha: The bridge is closed until further notice by order of the council | gamma: The bridge is closed until further notice by order of the council | verbatim",
		"beta: “The bridge is shut,” the mayor told the Gazette daily, “until further notice by order of the council.” | gamma: The mayor told the Gazette daily: \"The bridge is closed until further notice by order of the council.\" | edited",
	).page(t, "/compare/alpha/")
	equal(t, "words", texts(all(page, ".synopsis td blockquote")), []string{
		"The bridge is closed until further notice by order of the council,",
		"“The bridge is closed shut,” the mayor told the Gazette daily, “until further notice by order of the council.”",
		"The bridge is closed until further notice by order of the council.",
	})
	equal(t, "apart from the statement", texts(all(page, ".synopsis .frame")), []string{"” the mayor told the Gazette daily, “"})
	equal(t, "marked", texts(all(page, ".synopsis ins, .synopsis del")), []string{"closed", "shut,"})
}

func TestSynopsisShowsAPartedQuotationWhole(t *testing.T) {
	const fault = "of the fault in the northern pier since the divers came in March"
	page := makePages(t, map[string]string{
		"sources/alpha.md": source("Alpha", "2015-01-01", "“We knew "+fault+",” the engineer said."),
		"sources/beta.md":  source("Beta", "2015-01-02", "“We knew,” the engineer told a few reporters in the old hall, “"+fault+".”"),
		"sources/gamma.md": source("Gamma", "2015-01-03", "The engineer called the pier “a disgrace” and said: “We knew "+fault+".”"),
	},
		"alpha: "+fault+" | beta: "+fault+" | verbatim",
		"alpha: We knew "+fault+" | gamma: We knew "+fault+" | verbatim",
		"beta: "+fault+" | gamma: "+fault+" | verbatim",
	).page(t, "/compare/alpha/")
	equal(t, "words", texts(all(page, ".synopsis td blockquote")), []string{
		"“We knew " + fault + ",”",
		"“We knew,” the engineer told a few reporters in the old hall, “" + fault + ".”",
		"“We knew " + fault + ".”",
	})
	equal(t, "frame", texts(all(page, ".synopsis .frame")), []string{"” the engineer told a few reporters in the old hall, “"})
	equal(t, "marked", texts(all(page, ".synopsis ins, .synopsis del")), nil)
}

func TestStatementsThatTheEditorsTellApartAreNotSaidToBeReworded(t *testing.T) {
	files := three()
	apart := func(related string) made {
		files["quotes/days.md"] = "---\ntitle: Ten days\n" + related + "---\n> It will stay closed for ten days\n> — [[alpha]]\n"
		files["quotes/traffic.md"] = "---\ntitle: Traffic\n---\n> Traffic cannot cross until further notice.\n> — [[gamma]]\n"
		return makePages(t, files, threeAlike...)
	}
	page := apart("").page(t, "/compare/alpha--gamma/")
	equal(t, "kinds", texts(all(page, ".row.reworded .kind a")), []string{"mostly in other words"})
	made := apart("related: [traffic]\n")
	page = made.page(t, "/compare/alpha--gamma/")
	equal(t, "kinds", texts(all(page, ".row.reworded .kind a")), []string{"two statements, told apart"})
	equal(t, "which", texts(all(page, ".row.reworded .apart a")), []string{"Ten days", "Traffic"})
	equal(t, "counted", texts(all(page, "ul.kinds li"))[:1], []string{"1 passage of two statements that the editors tell apart"})
	if row := text(all(made.page(t, address.Compare), ".pair")[1]); strings.Contains(row, "in other words") {
		t.Errorf("the list says %q", row)
	}
	source := text(made.page(t, "/sources/gamma/"))
	if strings.Count(source, "in other words") != 2 || strings.Count(source, "two statements") != 2 { // Beta's is, in the list and beside the text
		t.Errorf("the source says %q", source)
	}
	// A synopsis says so in the cell.
	synopsis := made.page(t, "/compare/alpha/")
	equal(t, "cells", texts(all(synopsis, ".synopsis td .kind")), []string{"two statements, told apart"})
	equal(t, "whose", texts(all(synopsis, ".synopsis tr:nth-of-type(2) td:nth-of-type(3) .kind")), []string{"two statements, told apart"})
	// Beta has no quotation: there it stays reworded.
	equal(t, "kinds", texts(all(made.page(t, "/compare/beta--gamma/"), ".row.reworded .kind a")), []string{"mostly in other words"})
}

// What two passages are called is what a reader can count: the words that both have, in their order.
func TestPassagesAreCalledByTheWordsThatBothHave(t *testing.T) {
	for in, want := range map[[2]string]string{
		{"We will open the tunnel in May, and nobody will pay for it,", "Nobody will pay for it, and we will open the tunnel in May,"}:                           "the same words in another order",
		{"We will open the tunnel in May, and nobody will pay for it,", "We will open the tunnel in May, she said. The others laughed. Nobody will pay for it,"}: "partly word for word",
		{"We will open the tunnel in May, and nobody will pay for it,", "By June the new road under the hill is to be free for all,"}:                            "mostly in other words",
	} {
		made := makePages(t, map[string]string{
			"sources/alpha.md": source("Alpha", "2015-01-01", in[0]+" says Berg."),
			"sources/beta.md":  source("Beta", "2015-01-02", in[1]+" says Berg."),
		}, "alpha: "+in[0]+" | beta: "+in[1]+" | reworded")
		equal(t, in[1], texts(all(made.page(t, "/compare/alpha--beta/"), ".row .kind a"))[:1], []string{want})
		equal(t, "source", texts(all(made.page(t, "/sources/beta/"), ".shared"))[:1], []string{"Alike in Alpha (" + want + ")"})
	}
}

// Words of another occasion are not those of the first cell, changed.
func TestSynopsisMarksNoChangesInAStatementThatIsToldApart(t *testing.T) {
	cells := func(related string) []string {
		page := makePages(t, map[string]string{
			"sources/alpha.md": source("Alpha", "2015-01-01", "The bridge will stay closed for ten days."),
			"sources/beta.md":  source("Beta", "2015-01-02", "The bridge will remain closed for ten days."),
			"sources/gamma.md": source("Gamma", "2015-01-03", "The bridge will stay closed for twenty days."),
			"quotes/ten.md":    "---\ntitle: Ten\n" + related + "---\n> The bridge will stay closed for ten days.\n> — [[alpha]]\n",
			"quotes/twenty.md": "---\ntitle: Twenty\n---\n> The bridge will stay closed for twenty days.\n> — [[gamma]]\n",
		},
			"alpha: The bridge will stay closed for ten days. | beta: The bridge will remain closed for ten days. | edited",
			"alpha: The bridge will stay closed for ten days. | gamma: The bridge will stay closed for twenty days. | edited",
			"beta: The bridge will remain closed for ten days. | gamma: The bridge will stay closed for twenty days. | edited",
		).page(t, "/compare/alpha/")
		return texts(all(page, ".synopsis ins, .synopsis del"))
	}
	equal(t, "of one occasion", cells(""), []string{"stay", "remain", "ten", "twenty"})
	equal(t, "of two", cells("related: [twenty]\n"), []string{"stay", "remain"})
}

// What is not there is not offered: no comparison of texts of which nothing is alike, no notes where there are none.
func TestNothingIsOfferedThatIsNotThere(t *testing.T) {
	made := makePages(t, map[string]string{
		"sources/alpha.md": source("Alpha", "2015-01-01", "The bridge is closed."),
		"sources/beta.md":  source("Beta", "2015-01-02", "A cat slept through it all."),
		"quotes/days.md":   "---\ntitle: Closed\n---\n> The bridge is closed.\n> — [[alpha]]\n",
	})
	overview := made.page(t, address.Overview)
	if begin := text(all(overview, ".begin")[0]); strings.Contains(begin, "Comparisons") || !strings.Contains(begin, "Timeline") {
		t.Errorf("the overview begins with %q", begin)
	}
	equal(t, "facts", texts(all(made.page(t, "/sources/beta/"), ".facts li"))[:1], []string{"Plain text"})
	equal(t, "facts", texts(all(made.page(t, "/sources/alpha/"), ".facts li"))[:1], []string{"1 note"})
}

// The comparison does not translate: of texts in two languages the site says neither that one words a thing otherwise
// nor that it lacks what the other has.
func TestOfTextsInTwoLanguagesNothingIsSaidToBeMissing(t *testing.T) {
	files := three()
	files["sources/gamma.md"] = strings.Replace(files["sources/gamma.md"], "lang: en", "lang: fr", 1)
	files["quotes/days.md"] = "---\ntitle: Ten days\n---\n> It will stay closed for ten days\n> — [[alpha]]\n\n> Traffic cannot cross until further notice.\n> — [[gamma]]\n"
	alike := slices.Concat(threeAlike[:2], []string{ // between two languages the comparison finds what is the same to the word
		"alpha: It will stay closed for ten days, he said. | gamma: Traffic cannot cross until further notice. | verbatim",
	})
	made := makePages(t, files, alike...)
	for _, route := range []address.Route{"/compare/alpha--gamma/", "/compare/alpha/", "/sources/gamma/"} {
		main := text(all(made.page(t, route), "main")[0])
		for _, claim := range []string{"found in Gamma", "found in Alpha", "not found", "(in other words)", "in other words,"} {
			if strings.Contains(main, claim) {
				t.Errorf("%s says %q: %s", route, claim, main)
			}
		}
	}
	page := made.page(t, "/compare/alpha--gamma/")
	equal(t, "kinds", texts(all(page, ".row .kind a")), []string{"in Alpha, not compared", "word for word", "in Gamma, not compared"})
	equal(t, "found", texts(all(page, "ul.kinds li")), []string{
		"1 passage word for word",
		"The comparison does not translate: in texts of two languages it finds only what both have in the same words.",
	})
	equal(t, "cells", texts(all(made.page(t, "/compare/alpha/"), ".synopsis .nothing")), []string{"in another language, not compared"})
}

// Where the comparison finds nothing and the editors cite words of both texts for one quotation, the page says both.
func TestWhatTheEditorsCiteTogetherIsSaidBesideWhatTheComparisonFound(t *testing.T) {
	files := three()
	files["quotes/secret.md"] = "---\ntitle: The secret\n---\n> Secret words that only this source has.\n> — [[gamma]]\n\n> It will stay closed for ten days\n> — [[alpha]]\n"
	page := makePages(t, files, slices.Concat(threeAlike, aloneInTwo)...).page(t, "/compare/alpha--gamma/")
	equal(t, "notes", texts(all(page, ".row.only-b .difference")), []string{"The editors cite words of both in “The secret”."})
	equal(t, "others", texts(all(page, ".row.only-a .difference")), nil)
}

func TestComparisonWithholdsWhatASourceDoesNotPublish(t *testing.T) {
	for _, c := range []struct {
		source, publish string
		secret          []string
		side            string
		withheld        []string
		shown           []string
	}{
		{"alpha", "passages", []string{"cat slept", "cat-slept", "Nobody", "by the mayor. A"}, ".left",
			[]string{"7 words, not shown here", "9 words, not shown here", "6 words, not shown here"},
			[]string{"It will stay closed for ten days […] 2 words, not shown here", "It will remain closed for ten days, he said."}},
		{"alpha", "none", []string{"cat slept", "cat-slept", "Nobody", "by the mayor. A"}, ".left",
			[]string{"7 words, not shown here", "9 words, not shown here", "6 words, not shown here"},
			[]string{"It will stay closed for ten days […] 2 words, not shown here", "It will remain closed for ten days, he said."}},
		{"beta", "none", []string{"Dogs", "dogs", "remain"}, ".right",
			[]string{"9 words, not shown here", "2 words, not shown here", "9 words, not shown here"}, []string{"It will stay closed for ten days, he said."}},
	} {
		files := three()
		name := "sources/" + c.source + ".md"
		files[name] = strings.Replace(files[name], "lang: en\n", "lang: en\npublish: "+c.publish+"\n", 1)
		made := makePages(t, files, threeAlike...)
		for route, page := range made {
			if !strings.HasPrefix(string(route), string(address.Compare)) {
				continue
			}
			source := text(page)
			for n := range page.Descendants() {
				for _, a := range n.Attr {
					source += " " + a.Val
				}
			}
			for _, words := range c.secret {
				if strings.Contains(source, words) {
					t.Errorf("%s, %s publish %s: %q is shown", route, c.source, c.publish, words)
				}
			}
		}
		page := made.page(t, "/compare/alpha--beta/")
		equal(t, "withheld", texts(all(page, c.side+" .withheld")), c.withheld)
		equal(t, "shown", texts(all(page, ".row.edited blockquote")), c.shown)
		has(t, page, "ins, del", 0)
	}
}

// TestComparisonShowsThePartsOfAPassageThatAreCited reads a cell of which notes cite parts.
func TestComparisonShowsThePartsOfAPassageThatAreCited(t *testing.T) {
	for publish, want := range map[string]string{
		"passages": "The bridge was […] 3 words, not shown here by the mayor.", "none": "The bridge was […] 3 words, not shown here by the mayor.",
		"full": "The bridge was closed on Monday by the mayor.",
	} {
		files := three()
		files["sources/alpha.md"] = strings.Replace(files["sources/alpha.md"], "lang: en\n", "lang: en\npublish: "+publish+"\n", 1)
		files["events/closed.md"] = "---\ntitle: Closed\ndate: 2014\n---\n> The bridge was\n> — [[alpha]]\n\n> by the mayor.\n> — [[alpha]]\n"
		page := makePages(t, files, threeAlike[0]).page(t, "/compare/alpha--beta/")
		equal(t, publish, texts(all(page, ".row.verbatim .left blockquote")), []string{want})
		if got := len(all(page, ".row.verbatim .right blockquote")); got != 1 {
			t.Errorf("publish %s: the other side has %d passages", publish, got)
		}
	}
}

// TestComparisonLeadsToCitedWordsOfASourceThatShowsNoMore checks links to a
// source whose page has passages and no paragraphs.
func TestComparisonLeadsToCitedWordsOfASourceThatShowsNoMore(t *testing.T) {
	for _, publish := range []string{"passages", "none"} {
		files := three()
		files["sources/alpha.md"] = strings.Replace(files["sources/alpha.md"], "lang: en\n", "lang: en\npublish: "+publish+"\n", 1)
		made := makePages(t, files, "alpha: stay closed for ten days | beta: remain closed for ten days | edited")
		page := made.page(t, "/compare/alpha--beta/")
		// The note cites two more words than the alignment has, and not what follows.
		equal(t, "shown", texts(all(page, ".left blockquote")), []string{"It will", "stay closed for ten days"})
		equal(t, "rest", texts(all(page, ".left .rest")), []string{"The sentence begins: It will", "The sentence goes on: 2 words, not shown here"})
		href := attrs(page, ".row.edited .left .context > a", "href")
		_, fragment, _ := strings.Cut(href[0], "#")
		if fragment == "" {
			t.Fatalf("publish %s: the words lead to %s and not to the passage", publish, href[0])
		}
		has(t, made.page(t, "/sources/alpha/"), "#"+fragment, 1)
	}
}

// A dossier in two languages says that the comparison does not translate, and a post is called by its title too.
func TestWhatTheComparisonCannotFindIsSaid(t *testing.T) {
	files := three()
	page := makePages(t, files, threeAlike...).page(t, address.Compare)
	if got := text(all(page, ".left-out")[0]); strings.Contains(got, "translate") {
		t.Errorf("of one language it says %q", got)
	}
	files["sources/delta.md"] = strings.Replace(files["sources/delta.md"], "lang: en", "lang: fr\nmedium: post", 1)
	page = makePages(t, files, threeAlike...).page(t, address.Compare)
	if got := text(all(page, ".left-out")[0]); !strings.Contains(got, "does not translate") {
		t.Errorf("of two languages it says %q", got)
	}
}

// What two people say is not one statement, reworded.
func TestWordsOfTwoSpeakersAreNotReworded(t *testing.T) {
	files := map[string]string{
		"people/orrery.md": "---\nname: Ines Orrery\n---\n", "people/brandt.md": "---\nname: Tom Brandt\n---\n",
		"sources/alpha.md": source("Alpha", "2015-01-01", "“I carried the letter to the hall myself,” Ines Orrery said."),
		"sources/beta.md":  source("Beta", "2015-01-02", "“Nobody carried a letter to the hall,” Tom Brandt said."),
		"sources/gamma.md": source("Gamma", "2015-01-03", "“I took the letter to the hall,” Orrery said."),
		// Words that are quoted in a turn are not those of who speaks there.
		"sources/delta.md": source("Delta", "2015-01-04", "HOST: Who was it?\n\nBRANDT: She told me, and I quote her, “I carried that letter to the hall.”\n\nHOST: And you?\n\nBRANDT: I carried no letter to the hall."),
	}
	made := makePages(t, files,
		"alpha: “I carried the letter to the hall myself,” | beta: “Nobody carried a letter to the hall,” | reworded",
		"alpha: “I carried the letter to the hall myself,” | gamma: “I took the letter to the hall,” | reworded",
		"alpha: “I carried the letter to the hall myself,” | delta: “I carried that letter to the hall.” | reworded",
		"alpha: “I carried the letter to the hall myself,” | delta: I carried no letter to the hall. | reworded",
	)
	equal(t, "quoted, and of two", texts(all(made.page(t, "/compare/alpha--delta/"), "ul.kinds li"))[:1], []string{"1 passage partly word for word, 1 passage alike in words of two speakers"})
	equal(t, "of two", texts(all(made.page(t, "/compare/alpha--beta/"), ".row .kind a"))[:1], []string{"alike, of two speakers"})
	equal(t, "of one", texts(all(made.page(t, "/compare/alpha--gamma/"), ".row .kind a"))[:1], []string{"partly word for word"})
	equal(t, "counted", texts(all(made.page(t, "/compare/alpha--beta/"), "ul.kinds li"))[:1], []string{"1 passage alike in words of two speakers"})
}

// Somebody with two names that nobody of the dossier has is another speaker; a name that may be another spelling of one is not.
func TestAStrangerIsAnotherSpeaker(t *testing.T) {
	files := map[string]string{
		"people/orrery.md": "---\nname: Ines Orrery\nrole: Mayor\n---\n",
		"sources/alpha.md": source("Alpha", "2015-01-01", "“I carried the letter to the hall myself,” Ines Orrery said."),
		"sources/beta.md":  source("Beta", "2015-01-02", "“Nobody carried a letter to the hall,” Tom Brandt said."),
		"sources/gamma.md": source("Gamma", "2015-01-03", "“I took the letter to the hall,” Inez Orery said."),
		"sources/delta.md": source("Delta", "2015-01-04", "“I took a letter to the hall,” Brandt said."), // by one name
	}
	made := makePages(t, files,
		"alpha: “I carried the letter to the hall myself,” | beta: “Nobody carried a letter to the hall,” | reworded",
		"alpha: “I carried the letter to the hall myself,” | gamma: “I took the letter to the hall,” | reworded",
		"alpha: “I carried the letter to the hall myself,” | delta: “I took a letter to the hall,” | reworded",
	)
	for other, want := range map[string]string{"beta": "alike, of two speakers", "gamma": "partly word for word", "delta": "partly word for word"} {
		equal(t, other, texts(all(made.page(t, address.Route("/compare/alpha--"+other+"/")), ".row .kind a"))[:1], []string{want})
	}
	cell := ".synopsis tr:nth-of-type(1) td:nth-of-type(2) .kind"
	equal(t, "in columns", texts(all(made.page(t, "/compare/alpha/"), cell)), []string{"alike, of two speakers"})
}

// What one denies of the other is no statement in common, wherever it stands in a passage.
func TestADenialIsToldOfWhatIsAlike(t *testing.T) {
	const text = "The board met on Monday. The dam is %safe, it found. Two crews have worked there since May."
	safe, not := strings.Replace(text, "%", "", 1), strings.Replace(text, "%", "not ", 1)
	made := makePages(t, map[string]string{
		"sources/alpha.md": source("Alpha", "2015-01-01", safe), "sources/beta.md": source("Beta", "2015-01-02", not),
		"sources/gamma.md": source("Gamma", "2015-01-03", safe),
	}, "alpha: "+safe+" | beta: "+not+" | edited", "alpha: "+safe+" | gamma: "+safe+" | verbatim", "beta: "+not+" | gamma: "+safe+" | edited")
	const denied = "alike, with a negation on one side only"
	equal(t, "row", texts(all(made.page(t, "/compare/alpha--beta/"), ".row .kind a"))[:1], []string{denied})
	equal(t, "counted", texts(all(made.page(t, "/compare/alpha--beta/"), "ul.kinds li"))[:1], []string{"1 passage alike with a negation on one side only"})
	equal(t, "in columns", texts(all(made.page(t, "/compare/alpha/"), ".synopsis td .kind")), []string{denied})
	equal(t, "marked", texts(all(made.page(t, "/compare/alpha/"), ".synopsis td ins")), []string{"not"})
}

// A frame in the middle of a quotation changes none of its words.
func TestWordsWithAnotherFrameAreNotReworded(t *testing.T) {
	const whole = "“The cracks are old, but nobody knew how deep they go,” the engineer said on Friday."
	const parted = "“The cracks are old,” she told the few who had come, “but nobody knew how deep they go.”"
	made := makePages(t, map[string]string{
		"sources/alpha.md": source("Alpha", "2015-01-01", whole),
		"sources/beta.md":  source("Beta", "2015-01-02", parted),
	}, "alpha: "+whole+" | beta: "+parted+" | reworded")
	if got := text(all(made.page(t, "/compare/alpha--beta/"), ".aligned")[0]); !strings.Contains(got, "The speaker’s words are the same.") || strings.Contains(got, "in other words") {
		t.Errorf("the passage is shown as %q", got)
	}
}
