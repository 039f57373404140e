package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/segment"
)

// shippedComparisons compares the sources of the dossier in content/.
func shippedComparisons(t *testing.T) (*dossier.Dossier, []collate.Comparison) {
	t.Helper()
	d, _ := dossiertest.Read(t, dossiertest.Shipped(t, "../../.."))
	texts := reading.Texts(d, reading.SeriesOf(d), d.AskedPairs())
	list := collate.Compare(texts, collate.Options{}).Comparisons
	if len(list) < 3 {
		t.Fatalf("only %d related pairs", len(list))
	}
	return d, list
}

// input returns what there is to export of a dossier.
func input(d *dossier.Dossier) Input {
	evidence, _ := anchor.Resolve(d)
	return Input{Dossier: d, Evidence: evidence}
}

// TestTEIHoldsBothWitnessesWhole reads each document back: the words of the
// first witness stand there in their order, those of the second all of them.
func TestTEIHoldsBothWitnessesWhole(t *testing.T) {
	d, list := shippedComparisons(t)
	dec := xml.NewDecoder(bytes.NewReader(ComparisonsTEI(input(d), list)))
	var both [2]strings.Builder
	var wits [2]string
	body, pair := false, -1
	seen := map[string]bool{}
	reading := -1
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			switch tok.Name.Local {
			case "TEI":
				pair++
				both = [2]strings.Builder{}
				wits = [2]string{"#s-" + list[pair].A, "#s-" + list[pair].B}
			case "body":
				body = true
			case "witness":
				if id := tok.Attr[0].Value; seen[id] {
					t.Errorf("the witness %s is listed twice", id)
				} else {
					seen[id] = true
				}
			case "rdg":
				reading = slices.Index(wits[:], tok.Attr[0].Value)
				if reading < 0 {
					t.Fatalf("unknown witness %v", tok.Attr)
				}
			}
		case xml.EndElement:
			switch tok.Name.Local {
			case "ab":
				both[0].WriteString(" ")
				both[1].WriteString(" ")
			case "rdg":
				reading = -1
			case "body":
				body = false
				for i, slug := range []string{list[pair].A, list[pair].B} {
					want, got := words(d.Source(dossier.Slug(slug)).Plain), words(both[i].String())
					if i == 1 { // moved passages stand where the first witness has them
						slices.Sort(want)
						slices.Sort(got)
					}
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("%s: the words of %s (-want +got):\n%s", wits, slug, diff)
					}
				}
			}
		case xml.CharData:
			for i := range both {
				if body && (reading < 0 || reading == i) {
					both[i].Write(tok)
				}
			}
		}
	}
	if pair+1 != len(list) {
		t.Errorf("%d documents for %d pairs", pair+1, len(list))
	}
}

func words(text string) []string {
	var out []string
	for _, w := range segment.Words(text) {
		out = append(out, w.In(text))
	}
	return out
}

func TestJSONLAndCSVGiveTheSameRanges(t *testing.T) {
	d, list := shippedComparisons(t)
	data, err := ComparisonsJSONL(input(d), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	table, err := ComparisonsCSV(input(d), list)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[1:]
	for line := range strings.Lines(string(data)) {
		type part struct {
			Start, End int
			Kind       string
		}
		var pair struct {
			A, B       string
			Alignments []struct {
				A, B part
				Kind string
			}
			LeftA []part `json:"left_a"`
			LeftB []part `json:"left_b"`
		}
		if err := json.Unmarshal([]byte(line), &pair); err != nil {
			t.Fatal(err)
		}
		// row checks the next row: its kind, and the words of either side that has some.
		row := func(kind string, sides ...*part) {
			row := rows[0]
			rows = rows[1:]
			if row[2] != kind {
				t.Errorf("kind %q in JSON and %q in CSV", kind, row[2])
			}
			for i, slug := range []string{pair.A, pair.B} {
				want := ""
				if p := sides[i]; p != nil {
					want = string([]rune(d.Source(dossier.Slug(slug)).Plain)[p.Start:p.End])
				}
				if strings.HasPrefix(want, "-") {
					want = "'" + want // a spreadsheet would take it for a formula
				}
				if row[i] != slug || want != row[9+i] {
					t.Errorf("%s has %q in JSON and %q in CSV", slug, want, row[9+i])
				}
			}
		}
		for _, al := range pair.Alignments {
			row(al.Kind, &al.A, &al.B)
		}
		for _, l := range pair.LeftA {
			row(l.Kind, &l, nil)
		}
		for _, l := range pair.LeftB {
			row(l.Kind, nil, &l)
		}
	}
	if len(rows) != 0 {
		t.Errorf("%d rows of CSV are in no line of JSON", len(rows))
	}
}

func TestCSVHasTheWordsThatMayBeShown(t *testing.T) {
	const text = "No ship sails today, the harbour master said, and none tomorrow."
	for _, c := range []struct{ publish, words, withheld string }{
		{"passages", "[…] the harbour master said […]", "7"}, {"none", "[…] the harbour master said […]", "7"}, {"full", text, ""},
	} {
		d, _ := dossiertest.Read(t, dossiertest.Folder(t, map[string]string{
			"sources/wire.md": "---\ntitle: Wire\npublish: " + c.publish + "\n---\n" + text + "\n\nA secret.\n",
			"pages/note.md":   "---\ntitle: Note\n---\n> the harbour master said\n> — [[wire]]\n",
		}))
		in, s := input(d), d.Sources[0]
		if words, withheld := in.cell(s, segment.Span{Start: 0, End: len(text)}); words != c.words || withheld != c.withheld {
			t.Errorf("publish %s: %q and %q withheld", c.publish, words, withheld)
		}
		if words, withheld := in.cell(s, segment.Span{Start: len(text) + 2, End: len(s.Plain)}); (words == "") != (withheld == "2") {
			t.Errorf("publish %s: %q and %q withheld of words that nobody cites", c.publish, words, withheld)
		}
	}
}
