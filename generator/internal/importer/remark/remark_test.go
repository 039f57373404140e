package remark

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func parsed(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// Both formats say the same of one annotation.
func TestRemarksOfBothFormats(t *testing.T) {
	words := cmpopts.IgnoreFields(Remark{}, "Wordless")
	want := Remark{
		Addresses: []string{"https://a.example/x"}, Exact: "the bridge", Prefix: "and ", Suffix: " closed",
		Comment: "Which one?", Author: "ann", Created: "2026-11-01", Updated: "2026-11-02", Tags: []string{"bridges"},
	}
	want.Format = "markdown"
	got := Hypothesis(parsed(t, `{"rows":[{"uri":"https://a.example/x","user":"acct:ann@b.example","text":"Which one?","tags":["bridges"],
		"created":"2026-11-01T10:00:00Z","updated":"2026-11-02T10:00:00Z",
		"target":[{"selector":[{"type":"TextQuoteSelector","exact":"the bridge","prefix":"and ","suffix":" closed"}]}]}]}`))
	if diff := cmp.Diff([]Remark{want}, got, words); diff != "" {
		t.Errorf("Hypothesis (-want +got):\n%s", diff)
	}
	want.Format = "plain"
	const one = `{"type":"Annotation","creator":{"name":"ann"},"created":"2026-11-01T10:00:00Z","modified":"2026-11-02T10:00:00Z",
		"body":[{"value":"Which one?"},{"purpose":"tagging","value":"bridges"}],
		"target":{"source":"https://a.example/x","selector":{"type":"TextQuoteSelector","exact":"the bridge","prefix":"and ","suffix":" closed"}}}`
	for name, text := range map[string]string{"alone": one, "list": "[" + one + "]", "page": `{"type":"AnnotationPage","items":[` + one + `]}`, "graph": `{"@graph":[` + one + `]}`} {
		if diff := cmp.Diff([]Remark{want}, WebAnnotations(parsed(t, text)), words); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// An annotation that quotes nothing says why.
func TestWhyARemarkHasNoWords(t *testing.T) {
	for target, want := range map[string]Wordless{
		`[]`:                                 Untargeted,
		`[{"source":"https://a.example/x"}]`: AboutPage,
		`[{"source":"x","selector":[]}]`:     Lost,
		`[{"selector":[{"type":"TextQuoteSelector","exact":""}]}]`: Lost,
		`[{"selector":[{"type":"RangeSelector"}]}]`:                Placed,
	} {
		for name, got := range map[string][]Remark{
			"Hypothesis":      Hypothesis(parsed(t, `[{"target":`+target+`}]`)),
			"Web Annotations": WebAnnotations(parsed(t, `{"type":"Annotation","target":`+target+`}`)),
		} {
			if len(got) != 1 || got[0].Exact != "" || got[0].Wordless != want {
				t.Errorf("%s, target %s: %+v, want the reason %d", name, target, got, want)
			}
		}
	}
}
