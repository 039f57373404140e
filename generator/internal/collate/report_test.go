package collate

import (
	"strings"
	"testing"

	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

func TestElsewhereIsNoPlaceWhereAWordOrTwoAnswerASentence(t *testing.T) {
	a := witness.Text{ID: "a", Body: "The cracks are old, the head of the authority told reporters on the quay on Tuesday morning. " +
		"She said the authority had not recommended that the canal be closed to pleasure craft. \"I have never said that the canal is unsafe,\" Veld said. " +
		"Eleven families live off this lock, and not one of them was asked, the mayor of the town said."}
	b := witness.Text{ID: "b", Body: "The cracks are old, the head of the authority told reporters on the quay on Tuesday morning. " +
		"The authority had not recommended that the canal be closed to pleasure craft, she said. " +
		"Eleven families live off this lock, and not one of them was asked, the mayor of the town said."}
	r := Compare([]witness.Text{a, b}, Options{})
	words := "I have never said that the canal is unsafe"
	at := strings.Index(a.Body, words)
	for _, f := range r.Elsewhere("a", segment.Span{Start: at, End: at + len(words)}, nil) {
		t.Errorf("%s: %q", f.Kind, f.Span.In(b.Body))
	}
}

func TestElsewhereCutsToTheWordsThatAnswer(t *testing.T) {
	texts, _ := readArticles(t)
	r := Compare(texts, Options{})
	body := map[string]string{}
	for _, x := range texts {
		body[x.ID] = x.Body
	}
	find := func(id, words string) map[string]string {
		at := strings.Index(body[id], words)
		out := map[string]string{}
		for _, f := range r.Elsewhere(id, segment.Span{Start: at, End: at + len(words)}, nil) {
			out[f.ID] = string(f.Kind) + ": " + strings.Trim(f.Span.In(body[f.ID]), ".,”\"“")
		}
		return out
	}
	got := find("iria", "Dividing terrorists into ‘good’ and ‘bad’ ones is unacceptable.")
	if got["peoples-voice"] != "verbatim: Dividing terrorists into ‘good’ and ‘bad’ ones is unacceptable" {
		t.Errorf("peoples-voice: %q", got["peoples-voice"])
	}
	if !strings.Contains(got["rferl"], "division of terrorists into 'good' and 'bad' is not permissible") || strings.Contains(got["rferl"], "fight") {
		t.Errorf("rferl: %q", got["rferl"])
	}
	if !strings.Contains(got["tass"], "divide terrorists into the \"good\" and \"bad\" ones are absolutely unacceptable") {
		t.Errorf("tass: %q", got["tass"])
	}
	if _, ok := got["rt"]; ok {
		t.Errorf("rt: %q", got["rt"])
	}
	if got := find("rt", "The anti-ISIL coalition is not a club party"); len(got) != 0 {
		t.Errorf("the club party is found in %v", got)
	}
}
