package omission

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"dossier/generator/internal/casefile"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// A sample is a text whose excerpts are written as citations are.
type sample struct {
	plain  string
	tokens []fold.Token
	*Text
}

func sampleOf(plain, lang string) *sample {
	s := &sample{plain: plain, tokens: fold.Tokens(plain)}
	s.Text = Of(plain, lang, nil, s.tokens, s)
	return s
}

func (s *sample) Word(i int) string { return fold.Case(s.tokens[i].Text) }

func (s *sample) Small(word string) bool {
	for i, k := range s.tokens {
		if k.Word && s.Word(i) == word && !fold.Capital(k.Text) {
			return true
		}
	}
	return false
}

var sign = regexp.MustCompile(`\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\)|…|\.\.\.`)

// excerpt returns the stretches that a citation keeps: its first part where the
// others follow, each at its nearest place; nil unless there is one such place.
func (s *sample) excerpt(citation string) []Stretch {
	var parts [][]fold.Token
	for _, part := range sign.Split(citation, -1) {
		if want := fold.Tokens(part); len(want) > 0 {
			parts = append(parts, want)
		}
	}
	var found []Stretch
next:
	for first := s.find(parts[0], 0); first >= 0; first = s.find(parts[0], first+1) {
		kept := []Stretch{{first, first + len(parts[0])}}
		for _, part := range parts[1:] {
			at := s.find(part, kept[len(kept)-1].To)
			if at < 0 {
				continue next
			}
			kept = append(kept, Stretch{at, at + len(part)})
		}
		if found != nil {
			return nil
		}
		found = kept
	}
	return found
}

// find returns the first place of words, not before a token, or -1.
func (s *sample) find(want []fold.Token, from int) int {
next:
	for ; from+len(want) <= len(s.tokens); from++ {
		for i := range want {
			if fold.Case(want[i].Text) != s.Word(from+i) {
				continue next
			}
		}
		return from
	}
	return -1
}

// An input is the language, a text, a line "---", and an excerpt per line. The
// output says of each what it leaves out or cuts off. Whole sentences of any of the texts may be left out.
func TestConcerns(t *testing.T) {
	sentences := 0
	casefile.Run(t, "testdata/*.txtar", func(t *testing.T, _, input string) string {
		source, citations, ok := strings.Cut(input, "\n---\n")
		lang, source, cut := strings.Cut(source, "\n")
		if !ok || !cut {
			t.Fatal("no line with the language, or no line --- after the text")
		}
		text := sampleOf(strings.TrimSpace(source), lang)
		sentences += leaveOutSentences(t, text)
		var out strings.Builder
		for line := range strings.Lines(citations) {
			line = strings.TrimSpace(line)
			fmt.Fprintln(&out, line)
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			kept := text.excerpt(line)
			if kept == nil {
				t.Errorf("%q is not in the text in one place", line)
				continue
			}
			for _, c := range text.Concerns(kept) {
				if c.Kind == "speaker" {
					continue
				}
				doubt := ""
				if !c.Sure && c.Code != diag.CitationOutOfContext {
					doubt = ", in doubt"
				}
				fmt.Fprintf(&out, "    %s: %s %q of %q%s\n", c.Code, c.Kind, c.At.In(text.plain), c.Left.In(text.plain), doubt)
			}
		}
		return out.String()
	})
}

// leaveOutSentences keeps any two sentences of a paragraph and leaves out all that stand between, which is told of no pair.
func leaveOutSentences(t *testing.T, text *sample) (omissions int) {
	t.Helper()
	for _, p := range segment.Paragraphs(text.plain) {
		sentences := segment.Sentences(p.In(text.plain))
		for i := range sentences {
			for j := i + 2; j < len(sentences); j++ {
				a, b := sentences[i], sentences[j]
				a.Start, a.End, b.Start, b.End = a.Start+p.Start, a.End+p.Start, b.Start+p.Start, b.End+p.Start
				omissions++
				for _, c := range text.Concerns([]Stretch{text.stretch(a), text.stretch(b)}) {
					if c.Code == diag.OmissionChangesMeaning {
						t.Errorf("%q […] %q: %s %q", a.In(text.plain), b.In(text.plain), c.Kind, c.At.In(text.plain))
					}
				}
			}
		}
	}
	return omissions
}

// stretch returns the tokens of a passage.
func (s *sample) stretch(p segment.Span) Stretch {
	return Stretch{s.tokenAt(p.Start), s.tokenAt(p.End)}
}

// TestAParagraphIsJudgedInItsLanguage leaves a Russian modal word out of a marked paragraph of an English text.
func TestAParagraphIsJudgedInItsLanguage(t *testing.T) {
	text := "The mayor spoke at noon.\n\nПаром, возможно, не закроют, и порт должен работать до осени."
	s := sampleOf(text, "en")
	kept := s.excerpt("и порт […] работать")
	if got := s.Concerns(kept); len(got) != 0 {
		t.Fatalf("an unmarked paragraph is judged as %v", got)
	}
	s.Text = Of(text, "en", []tongue.Stretch{{Span: segment.Span{Start: strings.Index(text, "Паром"), End: len(text)}, Lang: "ru"}}, s.tokens, s)
	got := s.Concerns(kept)
	if len(got) != 1 || got[0].Kind != "modal verb" {
		t.Errorf("got %v, want the modal verb that is left out", got)
	}
}
