package site

import (
	"testing"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
)

// TestWhatTheEditorLeavesOutIsNotSaidOfTheSource takes a wording with words
// left out: a difference is made from what the source prints.
func TestWhatTheEditorLeavesOutIsNotSaidOfTheSource(t *testing.T) {
	text := dossier.NewText(markdown.ReadSource(diag.NewFile("s.md", []byte("talks had not failed and would go on")), 0))
	s := &dossier.Source{Publish: dossier.PublishFull, Text: text}
	e := &view.Cited{
		Citation: &dossier.Citation{Source: s, Quote: &markdown.Quote{}},
		Passage: match.Passage{
			Span:  segment.Span{Start: 0, End: len(s.Plain)},
			Parts: []segment.Span{{Start: 0, End: 5}, {Start: 25, End: len(s.Plain)}},
			Match: []segment.Span{{Start: 0, End: 5}, {Start: 25, End: len(s.Plain)}},
		},
	}
	none, _ := anchor.Resolve(&dossier.Dossier{})
	v := maker{View: view.View{Index: &view.Index{In: view.Input{Evidence: none}}}}
	if got, ok := v.printed(e); !ok || got.In(s.Plain) != s.Plain || len(got.left) != 1 || got.left[0].In(s.Plain) != " had not failed and " {
		t.Errorf("the source prints %v, %v", got, ok)
	}
	s.Publish = dossier.PublishPassages
	if got, ok := v.printed(e); ok {
		t.Errorf("words that may not be shown are compared: %v", got)
	}
}
