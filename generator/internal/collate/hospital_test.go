package collate

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"dossier/generator/internal/witness"
)

// TestWhatTwoTextsShareByTheWay compares reports on one subject. What they have in common by the way, a speaker with a title, a time of
// day or a "that", is no statement in common, and what they do say alike is.
func TestWhatTwoTextsShareByTheWay(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/hospital.txtar")
	if err != nil {
		t.Fatal(err)
	}
	// Of other texts: the last sentence of a passage that says the opposite.
	archive.Files = append(archive.Files,
		txtar.File{Name: "delta.en", Data: []byte("Insiders say the filters should have been replaced in 2023. A report of the district puts the cost at 2.4 million euros. The mayor believes the works have the money. No patients came.")},
		txtar.File{Name: "ostrel.en", Data: []byte("The old filters should have been replaced in 2023, it is said in the works. Replacing them would cost 2.4 million euros. “We do not have the money,” Lena Kruse said.")})
	var texts []witness.Text
	body := map[string]string{}
	for _, f := range archive.Files {
		id, lang, _ := strings.Cut(f.Name, ".")
		body[id] = strings.TrimSpace(string(f.Data))
		texts = append(texts, witness.Text{ID: id, Lang: lang, Body: body[id]})
	}
	r := Compare(texts, Options{})
	for _, c := range []struct {
		a, b, inA, inB string
		alike          bool
	}{
		{"courier", "harbour", "Peter Lorenz of the health", "Peter Lorenz, of the health", false},
		{"courier", "wire", "Peter Lorenz of the health", "Peter Lorenz of the health", false},
		{"courier", "gazette", "Peter Lorenz of the health", "Peter Lorenz, who speaks", false},
		{"courier", "gazette", "Miriam Vogt, had told", "Miriam Vogt, told the", false},
		{"bote", "radio", "am Donnerstag um 17 Uhr", "am Montag um 17 Uhr", false},
		{"radio", "reuss-post", "am Montag um 17 Uhr", "am Donnerstag um 17 Uhr", false},
		{"gazette", "harbour", "that the children's ward is", "that union officials", false},
		{"delta", "ostrel", "have the money", "have the money", false},
		{"delta", "ostrel", "filters should have", "filters should have", true},
		{"bote", "reuss-post", "tagt am Donnerstag um 17 Uhr", "kommt am Donnerstag um 17 Uhr", true},
		{"courier", "gazette", "council would pay for buses", "council to pay for buses", true},
		{"gazette", "wire", "There aren't enough nurses", "There are not enough nurses", true},
		{"gazette", "wire", "The district council meets", "The district council, which", true},
		{"harbour", "wire", "There are not enough nurses", "There are not enough nurses", true},
		{"gazette", "harbour", "There aren't enough nurses", "There are not enough nurses", true},
		{"bote", "radio", "Gutachten aus dem Jahr 2024", "Gutachten aus dem Jahr 2024", true},
		{"courier", "wire", "The building is not in danger", "The building is not in danger", true},
	} {
		i, j := strings.Index(body[c.a], c.inA), strings.Index(body[c.b], c.inB)
		if i < 0 || j < 0 {
			t.Fatalf("%q or %q is in no text", c.inA, c.inB)
		}
		alike := false
		compared, _ := r.Of(c.a, c.b)
		for _, x := range compared.Alignments {
			if x.A.Start <= i && i < x.A.End && x.B.Start <= j && j < x.B.End {
				alike = true
				if !c.alike {
					t.Errorf("%s, %s: alike are\n%q\n%q", c.a, c.b, body[c.a][x.A.Start:x.A.End], body[c.b][x.B.Start:x.B.End])
				}
			}
		}
		if !alike && c.alike {
			t.Errorf("%s, %s: %q and %q are not alike", c.a, c.b, c.inA, c.inB)
		}
	}
}
