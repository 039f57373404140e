package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dossier/generator/internal/importer/markup"
)

// TestRaisedMarks looks for the marks of footnotes among raised texts that have
// no link.
func TestRaisedMarks(t *testing.T) {
	for text, want := range map[string]string{
		// Marks.
		`pier<sup>1</sup> was`:                     "1",
		`pier<sup>2,3</sup>.`:                      "2,3",
		`pier.<sup>12</sup> The`:                   "12",
		`pier<sup>*</sup>`:                         "*",
		`<b>pier</b><sup>[4]</sup>, he`:            "[4]",
		`<em>pier<sup> 5 </sup></em> and`:          "5",
		`pier<sup>1</sup><sup>,</sup><sup>2</sup>`: "1 , 2",
		`in 1740<sup>1</sup> and`:                  "1",
		`cost 90.<sup>2</sup> The`:                 "2",
		`of it<sup>3</sup>`:                        "3",
		`“a pier”<sup>6</sup>`:                     "6",
		`pier (the old one)<sup>7</sup>`:           "7",
		`гавань<sup>8</sup>`:                       "8",
		`pier<span style="font-size: 8px; vertical-align:super">1</span>`: "1",
		`pier<sup><a href="javascript:void(0)">9</a></sup>`:               "9",
		// None.
		`90 m<sup>2</sup>`:                       "",
		`90 km<sup>2</sup>, he`:                  "",
		`90 км<sup>2</sup>`:                      "",
		`€4/m<sup>2</sup>`:                       "",
		`12 feet<sup>3</sup>`:                    "",
		`10<sup>6</sup>`:                         "",
		`1<sup>st</sup>`:                         "",
		`21<sup>e</sup>`:                         "",
		`XIX<sup>e</sup>`:                        "",
		`CO<sub>2</sub>`:                         "",
		`CO<sup>2</sup>`:                         "",
		`E = mc<sup>2</sup>.`:                    "",
		`x<sup>2</sup>`:                          "",
		`(a+b)<sup>2</sup>`:                      "",
		`the <sup>14</sup>C date`:                "",
		`word <sup>14</sup>C`:                    "",
		`Ca<sup>2+</sup>`:                        "",
		`<sup>1</sup> Town record`:               "",
		`a line<br><sup>1</sup> Town record`:     "",
		`pier <span style="color: red">1</span>`: "",
		`n<sup>o</sup> 5`:                        "",
		`Dossier<sup>TM</sup>`:                   "",
	} {
		root, err := html.Parse(strings.NewReader("<p>Before.</p><p>" + text + "</p>"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for n := range root.Descendants() {
			if (n.DataAtom == atom.Sup || n.DataAtom == atom.Span) && markup.NoteMark(n) {
				got = append(got, strings.TrimSpace(markup.InnerText(n)))
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %q, want %q", text, s, want)
		}
	}
}
