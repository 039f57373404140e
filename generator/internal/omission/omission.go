// Package omission judges what an excerpt of a text leaves out: whether the words that
// are kept still say what the text says.
//
// An excerpt is stretches of the text in order. What stands between two of them,
// and what the same sentence has before and after them, is read with the words of
// the text's language (package lexicon) and with who says what (quotation marks,
// verbs of saying, the labels of a transcript, paragraphs that ask).
//
// Inside one sentence, a negation, modal verb, quantifier or hedge that is left out
// changes what is said, unless it belongs to a clause of its own or its noun is left
// out with it; whole sentences are free. Where what is kept goes on inside another
// sentence, the beginning of that sentence is what is left out, and hope, doubt, denial or
// another's claim there (I hope that) is as much a change as a negation within one.
//
// Of the beginning and the end of a sentence only the clear cases are told: what
// governs the words kept (he did not say that, may, few), a question whose answer is
// not known (I do not know who), a condition (if …,), whose claim it is (critics say; he
// claimed that), what somebody hopes or thinks, …, he denied, a question mark, and a next
// sentence that says no more than that this is not so (He denied it.). That somebody who is
// named said it (she said that) is no such case.
//
// What leads from one speaker to another is told wherever it stands. Two nouns may be
// one person where the text gives both the same name, or where one is of the kind
// that may be anybody's (the official).
//
// In languages without a grammar only a negation among three words or fewer is told.
// Irony, a quotation of a quotation, and what another sentence takes back at more
// length are not seen.
package omission

import (
	"sync"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// Words are what is known of the words of a text.
type Words interface {
	Word(i int) string      // token i, folded without letter case
	Small(word string) bool // whether the text writes a word with a small first letter
}

// A Text is one of which excerpts are judged. It does not change and may be used
// by several goroutines.
type Text struct {
	plain  string
	tokens []fold.Token
	words  Words
	lang   string           // BCP 47
	others []tongue.Stretch // what is in another language
	speech func() *Speech
}

// Of returns a text in a language, with stretches in others, to judge excerpts of. The tokens are those of
// fold.Tokens. What it takes to judge is made when it is first asked for.
func Of(plain, lang string, others []tongue.Stretch, tokens []fold.Token, words Words) *Text {
	t := &Text{plain: plain, tokens: tokens, words: words, lang: lang, others: others}
	t.speech = sync.OnceValue(t.readSpeech)
	return t
}

// grammarOf returns the grammar of the language of a passage; nil when none is known.
func (t *Text) grammarOf(p segment.Span) *lexicon.Grammar {
	return lexicon.Of(tongue.LanguageOf(p, t.lang, t.others))
}

// Speech returns who says what in the text.
func (t *Text) Speech() *Speech { return t.speech() }

// A Stretch is the tokens [From, To) of a text. It has at least one.
type Stretch struct{ From, To int }

// A Concern is a reason to look again at an excerpt: what it leaves out, or cuts
// off, changes what is said or who says it.
type Concern struct {
	// Code is diag.OmissionChangesMeaning, diag.OmissionLeavesSpeaker or
	// diag.CitationOutOfContext.
	Code diag.Code
	// Kind is what the words at At do: "negation", "modal verb", "quantifier",
	// "hedge", "condition", "denial", "attribution", "doubt" (the answer is not known),
	// "question" (it is asked), "reply" (the next sentence denies it), "claim" (somebody claims it, who may be
	// the one that a note gives the words to); where the speaker
	// changes it is "turn", "question", "quotation", "out" or "into", and with "speaker"
	// By says it.
	Kind string
	At   segment.Span // bytes of the text
	Left segment.Span // bytes of the text: what is left out, or cut off
	Sure bool         // beyond doubt
	By   []string     // with Kind "speaker": the names of who says it, folded
	// Stretch is which stretch of the excerpt it is about, and Side where there.
	Stretch int
	Side    Side
}

// A Side is where, at a stretch of an excerpt, something is left out.
type Side int

// The sides of a stretch.
const (
	Between Side = iota // between the stretch before and this one
	Front               // before its first word
	Back                // after its last word
	Whole               // nowhere: the excerpt itself is meant
)

// Concerns returns what is to be said of an excerpt, in order.
func (t *Text) Concerns(kept []Stretch) []Concern {
	s := t.speech()
	var out []Concern
	if len(kept) == 0 {
		return nil
	}
	g := t.grammarOf(t.bytesOf(kept[0].From).Hull(t.bytesOf(kept[len(kept)-1].To - 1)))
	for i := 1; i < len(kept); i++ {
		if kept[i-1].To >= kept[i].From {
			continue
		}
		f, ok := t.leaves(g, s, kept[i-1], kept[i])
		if !ok {
			f, ok = t.changes(g, s, kept[i-1], kept[i])
		}
		if ok {
			f.Stretch = i
			out = append(out, f)
		}
	}
	return append(out, t.ends(g, s, kept)...)
}

// StandsInOne reports whether all of a stretch stands in one sentence, and in one paragraph.
func (t *Text) StandsInOne(r Stretch) (sentence, paragraph bool) {
	s := t.speech()
	first, last := t.tokens[r.From].Start, t.tokens[r.To-1].Start
	if s.turnAt(first) != s.turnAt(last) {
		return false, false
	}
	return t.sameSentence(s, r.From, r.To-1), true
}

// bytesOf returns the bytes of a token.
func (t *Text) bytesOf(i int) segment.Span {
	return segment.Span{Start: t.tokens[i].Start, End: t.tokens[i].End}
}
