package site_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dossier/generator/internal/address"
)

func source(title, published, body string) string {
	return "---\ntitle: " + title + "\npublisher: " + title + "\npublished: " + published + "\nlang: en\n---\n" + body + "\n"
}

// doubts is a dossier with a date of every kind of doubt.
func doubts() map[string]string {
	event := func(date, words string) string {
		return "---\ntitle: " + words + "\ndate: " + date + "\n---\n> " + words + "\n> — [[herald]]\n"
	}
	return map[string]string{
		"sources/herald.md": strings.Replace(source("Herald", "2015-05-10", "Known day. About it. Maybe it. One of them. Until then. Much later."),
			"lang: en\n", "lang: en\ninferred:\n  published: The masthead is torn.\n", 1),
		"events/day.md":   event("2015-05-01", "Known day."),
		"events/about.md": event("2015-05-02~", "About it."),
		"events/maybe.md": event("2015-05-03?", "Maybe it."),
		"events/one.md":   event("2015-04-2X", "One of them."),
		"events/until.md": event("../2015-05-04", "Until then."),
		"events/late.md":  event("2016-05-10", "Much later."),
		"people/lee.md":   "---\nname: Lee\n---\nSpeaks.\n",
		"quotes/said.md":  "---\ntitle: Said it\nspeaker: lee\nsaid: 2015-05-01\n---\n> Known day.\n> — [[herald]]\n",
		"quotes/when.md":  "---\ntitle: Said some time\nspeaker: lee\n---\n> About it.\n> — [[herald]]\n",
	}
}

func TestTimelineListsEverythingDatedInOrder(t *testing.T) {
	page := makePages(t, doubts()).page(t, address.Timeline)
	var dates []string
	for _, n := range all(page, ".chronicle-list [data-edtf]") {
		dates = append(dates, attr(n, "data-edtf"))
	}
	equal(t, "dates", dates, []string{"2015-04-2X", "2015-05-01", "2015-05-01", "2015-05-02~", "2015-05-03?", "../2015-05-04", "2015-05-10", "2016-05-10"})
	equal(t, "machine dates", attrs(page, ".chronicle-list time", "datetime"),
		[]string{"2015-05-01", "2015-05-01", "2015-05-02", "2015-05-03", "2015-05-10", "2016-05-10"})
	equal(t, "clocks", texts(all(page, ".chronicle-list .which"))[:3], []string{"happened", "happened", "said"})
	equal(t, "years", texts(all(page, ".chronicle h2 a")), []string{"2015", "2016"})
	equal(t, "months", attrs(page, ".chronicle h3", "id"), []string{"m-2015-04", "m-2015-05", "m-2016-05"})
	for _, n := range all(page, ".chronicle h2, .chronicle h3") {
		if href := attr(all(n, "a")[0], "href"); href != "#"+attr(n, "id") {
			t.Errorf("the heading %q links to %s", text(n), href)
		}
	}
	equal(t, "without a date", texts(all(page, "section.undated a")), []string{"Said some time"})
}

func TestTimelineSaysWhatIsInferredAndWhereTheEvidenceIs(t *testing.T) {
	page := makePages(t, doubts()).page(t, address.Timeline)
	reasons := all(page, ".chronicle-list .published .doubt")
	if len(reasons) != 1 || !strings.Contains(text(reasons[0]), "The masthead is torn.") {
		t.Fatalf("the inferred date does not say what from: %q", texts(reasons))
	}
	equal(t, "evidence", attrs(reasons[0], "a", "href"), []string{"../sources/herald/index.html"})
	equal(t, "doubtful events", attrs(page, ".chronicle-list .happened .doubt a", "href"), []string{
		"../events/one/index.html", "../events/about/index.html", "../events/maybe/index.html",
	})
	if got := texts(all(page, ".drawing-wide .published .name, .drawing-wide .label .further")); len(got) < 2 || !strings.Contains(strings.Join(got, " "), "inferred") {
		t.Errorf("the drawing does not say that the date is inferred: %q", got)
	}
}

// TestTimelineDrawsNoDateAsKnownThatIsNot looks at the bar of each date.
func TestTimelineDrawsNoDateAsKnownThatIsNot(t *testing.T) {
	page := makePages(t, doubts()).page(t, address.Timeline)
	for title, want := range map[string]string{
		"Known day.": "part", "About it.": "part fade", "Maybe it.": "part uncertain", "One of them.": "part one-of hatch", "Until then.": "stop arrow",
	} {
		for _, variant := range []string{".drawing-wide", ".drawing-narrow"} {
			found := false
			for _, mark := range all(page, variant+" a.mark.happened") {
				if !strings.HasPrefix(text(all(mark, "title")[0]), title) {
					continue
				}
				found = true
				classes := map[string]bool{}
				for _, p := range all(mark, "path:not(.hit)") {
					for _, c := range strings.Fields(attr(p, "class")) {
						classes[c] = true
					}
				}
				for _, c := range []string{"part", "fade", "uncertain", "one-of", "hatch", "stop", "arrow"} {
					if classes[c] != strings.Contains(" "+want+" ", " "+c+" ") {
						t.Errorf("%s %s: path.%s: %v", variant, title, c, classes[c])
					}
				}
			}
			if !found {
				t.Errorf("%s: no mark is called %q", variant, title)
			}
		}
	}
}

func TestTimelineDrawsAnUncertainOpenEndAsDoubtful(t *testing.T) {
	files := doubts()
	files["events/until.md"] = strings.Replace(files["events/until.md"], "../2015-05-04", "../2014?-05-04", 1)
	page := makePages(t, files).page(t, address.Timeline)
	has(t, page, ".drawing-wide a.mark.happened .stop.uncertain", 1)
	has(t, page, ".drawing-wide a.mark.happened .arrow.uncertain", 1)
	has(t, makePages(t, doubts()).page(t, address.Timeline), ".stop.uncertain, .arrow.uncertain", 0)
}

func TestTimelineRowsSayTheWholeDate(t *testing.T) {
	files := doubts()
	files["events/until.md"] = strings.Replace(files["events/until.md"], "../2015-05-04", "../2014?-09-24", 1)
	page := makePages(t, files).page(t, address.Timeline)
	for _, variant := range []string{".drawing-wide", ".drawing-narrow"} {
		lines := strings.Join(texts(all(page, variant+" .row-about")), " ")
		if !strings.Contains(lines, "happened on or before 24 September 2014 (uncertain: year)") {
			t.Errorf("%s: the rows are of %q", variant, lines)
		}
	}
}

func TestTimelineSaysNothingOfAnUnknownOrder(t *testing.T) {
	files := doubts()
	files["events/until.md"] = strings.Replace(files["events/until.md"], "../2015-05-04", "2015-05-02/..", 1)
	page := makePages(t, files).page(t, address.Timeline)
	var lags []string
	for _, n := range all(page, ".chronicle-list > .happened") {
		lags = append(lags, text(all(n, ".carried li")[0]))
	}
	equal(t, "how much later", lags, []string{
		"in Herald, 11 to 20 days later", "in Herald, 9 days later", "in Herald, about the same time", "in Herald", "in Herald, possibly a week later", "in Herald, a year earlier",
	})
}

func TestTimelineDrawingFoldsAndLinks(t *testing.T) {
	page := makePages(t, doubts()).page(t, address.Timeline)
	has(t, page, `svg.drawing[role="group"][aria-label]`, 4)
	has(t, page, "svg.drawing:not([aria-label])", 0)
	equal(t, "folds", texts(all(page, ".drawings:first-of-type .drawing-wide .folded")), []string{"11", "months"})
	for _, a := range all(page, "svg a") {
		if attr(a, "href") == "" || text(a) == "" {
			t.Errorf("a link of the drawing has no address or name: %v", a.Attr)
		}
	}
	rows := texts(all(page, ".drawing-wide .row-title a"))
	if len(rows) != 8 {
		t.Errorf("rows: %q", rows)
	}
	// The printing stands apart from what it prints, with a line between them.
	// An uncertain date has none: which came first is not known.
	has(t, page, ".drawing-wide .mark.published:has(.lag)", 4)
}

// What a row has no room for is counted below where it would be drawn, as a link to all of it.
func TestWhatARowHasNoRoomForIsCountedInItsPlace(t *testing.T) {
	files := map[string]string{"events/flood.md": "---\ntitle: Flood\ndate: 2015-05-01\n---\n"}
	for i := range 9 {
		name := fmt.Sprintf("The Gazette of the Harbour No. %d", i)
		files[fmt.Sprintf("sources/s%d.md", i)] = source(name, fmt.Sprintf("2015-05-%02d", 20+i), fmt.Sprintf("The water came over wall %d.", i))
		files["events/flood.md"] += fmt.Sprintf("> The water came over wall %d.\n> — [[s%d]]\n\n", i, i)
	}
	page := makePages(t, files).page(t, address.Timeline)
	more := all(page, ".drawing text.more")
	if len(more) == 0 {
		t.Fatal("nothing is left out")
	}
	for _, n := range more {
		drawing := n
		for drawing.Data != "svg" {
			drawing = drawing.Parent
		}
		link := all(n, "a")
		if len(link) != 1 || !strings.HasPrefix(attr(link[0], "href"), "../events/flood/") || !strings.Contains(text(n), "The Gazette of the Harbour No. 8") {
			t.Errorf("%q does not lead to what it counts", text(n))
		}
		number := func(n *html.Node, key string) (out int) { fmt.Sscan(attr(n, key), &out); return out }
		lowest, latest := 0, 0
		for _, label := range all(drawing, "text.label") {
			lowest = max(lowest, number(label, "y"))
		}
		for _, tick := range all(drawing, "text.tick, text.month") {
			latest = max(latest, number(tick, "x"))
		}
		if y := number(n, "y"); y <= lowest {
			t.Errorf("%q stands at %d, and labels down to %d", text(n), y, lowest)
		}
		if x := number(n, "x"); x < latest/2 {
			t.Errorf("%q stands at %d, and the dates up to %d", text(n), x, latest)
		}
	}
}

func TestManyDatesGetAPageForEachYear(t *testing.T) {
	files := doubts()
	var body strings.Builder
	for i := range 210 {
		words := fmt.Sprintf("Thing number %d.", i)
		body.WriteString(words + "\n\n")
		files[fmt.Sprintf("events/e%d.md", i)] = fmt.Sprintf("---\ntitle: Thing %d\ndate: %d-%02d-%02d\n---\n> %s\n> — [[gazette]]\n", i, 2011+i%3, 1+i%12, 1+i%28, words)
	}
	files["sources/gazette.md"] = source("Gazette", "2017", body.String())
	pages := makePages(t, files)
	index := pages.page(t, address.Timeline)
	has(t, index, ".chronicle-list", 0)
	equal(t, "years", attrs(index, ".chronicle h2 a", "href"), []string{
		"2011/index.html", "2012/index.html", "2013/index.html", "2015/index.html", "2016/index.html", "2017/index.html",
	})
	year := pages.page(t, "/timeline/2012/")
	has(t, year, ".chronicle-list > li", 70)
	if got := texts(all(year, ".drawing-wide")); !strings.Contains(strings.Join(got, " "), "Happened: 70 events") {
		t.Errorf("the drawing of the year does not count its events")
	}
	has(t, year, ".drawing-wide .row-title a", 50)
	equal(t, "what is not drawn", texts(all(year, ".drawings + .drawings figcaption")), []string{"20 more rows are not drawn; the list below has them."})
	for _, href := range attrs(index, "svg a", "href") {
		if strings.HasPrefix(href, "#") {
			t.Errorf("the drawing links to %s, which is on the page of a year", href)
		}
	}
}

func TestPartsOfTheTimelineHavePages(t *testing.T) {
	pages := makePages(t, doubts())
	index := pages.page(t, address.Timeline)
	equal(t, "parts", attrs(index, ".facets a", "href"), []string{
		"kind/happened/index.html", "kind/said/index.html", "kind/published/index.html", "speaker/lee/index.html",
	})
	lee := pages.page(t, "/timeline/speaker/lee/")
	equal(t, "what Lee said", texts(all(lee, ".chronicle-list .what > a")), []string{"Said it"})
	equal(t, "current", texts(all(lee, ".facets [aria-current=page]")), []string{"Lee"})
	equal(t, "headings", attrs(lee, ".chronicle h3 a", "href"), []string{"#m-2015-05"})
	equal(t, "way back", attrs(lee, ".trail a", "href"), []string{"../../index.html"})
	has(t, pages.page(t, "/timeline/kind/happened/"), ".chronicle-list > li", 6)
}

func attrs(root *html.Node, selector, key string) []string {
	var out []string
	for _, n := range all(root, selector) {
		out = append(out, attr(n, key))
	}
	return out
}

// What has no date is counted nowhere, and stands beside what is counted wherever it belongs.
func TestWhatHasNoDateIsCountedNowhere(t *testing.T) {
	files := doubts()
	files["sources/leaf.md"] = strings.Replace(source("Leaf", "2015-05-10", "Nobody dated this."), "published: 2015-05-10\n", "", 1)
	docs := makePages(t, files)
	page := docs.page(t, address.Timeline)
	equal(t, "summary", texts(all(page, ".head .summary")), []string{"The dates tell when something happened, when somebody said something and when an outlet printed something. Each is as exact as it is given and no more."})
	equal(t, "choices", texts(all(page, ".filter select[name=kind] option")), []string{"all", "happened (6)", "printed (1)", "said (1)"})
	equal(t, "outlets", texts(all(page, ".filter select[name=outlet] option")), nil)
	equal(t, "shown", attrs(page, ".filter output", "data-shown"), []string{"# of 8 shown"})
	equal(t, "parts", texts(all(page, ".facets li")), []string{"happened 6", "said 1", "printed 1", "Lee 1"})
	equal(t, "without a date", texts(all(page, ".undated li")), []string{"Leaf", "Said some time"})
	equal(t, "their numbers", attrs(page, ".undated li", "data-n"), []string{"9", "10"})
	for part, want := range map[address.Route][]string{"kind/published/": {"Leaf"}, "kind/said/": {"Said some time"}, "kind/happened/": nil, "speaker/lee/": {"Said some time"}} {
		equal(t, string(part), texts(all(docs.page(t, address.Timeline+part), ".undated li")), want)
	}
}
