package match

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/spelling"
)

// slip reports whether the word q of a citation is a slip of the pen for the word s
// of the text, and cannot be another word: the text is English, does not have q, and
// s is not a word on which what is claimed depends.
func (t *Text) slip(q, s string) bool {
	if _, there := t.words().at[q]; there || !t.reads() || lexicon.Grave(s) {
		return false
	}
	return spelling.Slip(q, s)
}

// reads reports whether the text is English, and reads as English does.
func (t *Text) reads() bool {
	return t.english() && (t.folded.has(" the ") || t.folded.has(" of ") || t.folded.has(" and "))
}

// english reports whether the text is English, as far as is known.
func (t *Text) english() bool { return t.lang == "" || strings.HasPrefix(t.lang, "en") }

// regional reports whether two folded words are the British and the American
// spelling of one.
func (t *Text) regional(q, s string) bool { return t.english() && spelling.Regional(q, s) }

// americanWords returns the longer words of the text by their American spelling.
func (t *Text) americanWords() map[string]string {
	spelled := map[string]string{}
	for _, w := range t.words().sorted {
		if len(w) >= 4 {
			spelled[spelling.American(w)] = w
		}
	}
	return spelled
}

// respelled returns the passage of a citation with brackets or omissions that
// is found when its words are spelled as the text spells them on the other
// side of the Atlantic, or nil.
func (t *Text) respelled(q Quote, tokens []fold.Token) *Nearest {
	if !t.english() || !slices.ContainsFunc(tokens, func(k fold.Token) bool { return k.Text == "[" || k.Text == ellipsis }) {
		return nil
	}
	if !slices.ContainsFunc(tokens, func(k fold.Token) bool { return k.Word && !t.folded.has(" "+fold.Case(k.Text)+" ") }) {
		return nil
	}
	spelled := t.americanized()
	var text strings.Builder
	var edits []Edit
	var words []string // the text's, of each edit
	at := 0
	for i, k := range tokens {
		word := fold.Case(k.Text)
		w, ok := spelled[spelling.American(word)]
		if _, there := t.words().at[word]; !k.Word || !ok || there {
			continue
		}
		if spelling.Surname(w) && fold.Capital(k.Text) {
			return nil
		}
		edits = append(edits, Edit{Quoted: segment.Span{Start: k.Start, End: k.End}, Difference: Spelling, q: [2]int{i, i + 1}})
		words = append(words, w)
		if fold.Capital(k.Text) {
			w = SwapFirst(w)
		}
		text.WriteString(q.Text[at:k.Start] + w)
		at = k.End
	}
	if len(edits) == 0 {
		return nil
	}
	f, _ := t.find(Quote{Text: text.String() + q.Text[at:]})
	p, ok := f.Found()
	if !ok {
		return nil
	}
	next, _ := slices.BinarySearchFunc(t.tokens, p.Start, func(k fold.Token, at int) int { return cmp.Compare(k.Start, at) })
	for i := range edits {
		k := slices.IndexFunc(t.tokens[next:], func(k fold.Token) bool {
			return k.Word && k.Start >= p.Start && k.End <= p.End && fold.Case(k.Text) == words[i]
		})
		if k < 0 {
			return nil
		}
		next += k + 1
		edits[i].s = [2]int{next - 1, next}
		edits[i].Source = segment.Span{Start: t.tokens[next-1].Start, End: t.tokens[next-1].End}
	}
	return &Nearest{Span: p.Span, Difference: Spelling, Edits: edits, Mendable: true}
}
