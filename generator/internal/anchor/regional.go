package anchor

import (
	"slices"
	"strings"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/segment"
)

// A variant is letters that British English writes otherwise than American.
type variant struct {
	british, american string
	after             string // what stands before them ends in one of these; "" for any three letters
	before            string // what follows is one of these; "" for anything
}

// regionalVariants are those that make no other word: cheque and check, storey and
// story, tyre and tire are not among them.
func regionalVariants() []variant {
	const (
		verb   = "e es ed ing er ers able ation ations ational "
		metre  = "theat cent met lit fib cal spect lust sab somb meag sepulch"
		double = "trave cance mode leve labe fue due quarre marve shove channe counse signa tota riva equa initia peda meda dia unrave tunne " +
			"jewe libe pane chise cudge funne marsha pumme shrive spira penci peri imperi counci"
	)
	return []variant{
		{"our", "or", "col fav hon lab harb neighb rum hum arm behavi vap val vig rig od parl endeav cand clam ferv glam savi splend tum sav ard ranc succ demean flav enam", ""},
		{"ic", "is", "pract", "e es ed ing"},
		{"is", "iz", "", verb},
		{"ys", "yz", "anal paral catal dial electrol hydrol", "e es ed ing er ers"},
		{"re", "er", metre, "- s"},
		{"red", "ered", metre, "-"},
		{"ring", "ering", metre, "-"},
		{"ogue", "og", "catal dial anal monol prol epil homol travel pedag", "- s d"},
		{"ll", "l", double, "ed ing er ers or ors"},
		{"ll", "l", "woo", "en ens"},
		{"l", "ll", "fulfi enro disti insti", "- s ment ments"},
		{"l", "ll", "insta", "ment ments"},
		{"l", "ll", "ski wi", "ful fully"},
		{"enc", "ens", "def off pret", "e es eless"},
		{"c", "s", "licen", "e es ed ing"},
		{"ey", "ay", "^gr", "- s er est ish"},
		{"mme", "m", "^progra", "- s"},
		{"ough", "ow", "^pl", "- s ed ing"},
		{"c", "k", "^s", "eptic eptics eptical epticism"},
		{"aeo", "eo", "^arch", "logy logical logist logists"},
		{"ium", "um", "alumin", "-"},
		{"ge", "g", "^jud ^acknowled", "ment ments"},
		{"e", "i", "^art", "fact facts"},
		{"ould", "old", "^m", "- s y"},
		{"s", "z", "^co", "y ier iest"},
	}
}

// american returns a folded word as American English spells it.
func american(w string) string {
	for _, v := range regionalVariants() {
		for at := 0; ; {
			i := strings.Index(w[at:], v.british)
			if i < 0 {
				break
			}
			at += i
			if v.fits(w[:at], w[at+len(v.british):]) {
				w = w[:at] + v.american + w[at+len(v.british):]
				break
			}
			at++
		}
	}
	return w
}

func (v variant) fits(before, after string) bool {
	if v.after == "" && len(before) < 3 {
		return false
	}
	if v.after != "" && !slices.ContainsFunc(strings.Fields(v.after), func(s string) bool {
		whole, first := strings.CutPrefix(s, "^")
		return first && before == whole || !first && strings.HasSuffix(before, s)
	}) {
		return false
	}
	if after == "" {
		after = "-"
	}
	return v.before == "" || slices.Contains(strings.Fields(v.before), after)
}

// regional reports whether two folded words are the British and the American
// spelling of one.
func (t *Text) regional(q, s string) bool {
	return q != s && t.english() && american(q) == american(s)
}

// surname reports whether a folded word with two spellings is, with a capital,
// two names: Grey and Gray.
func surname(w string) bool { return strings.HasPrefix(w, "grey") || strings.HasPrefix(w, "gray") }

// english reports whether the text is English, as far as is known.
func (t *Text) english() bool { return t.lang == "" || strings.HasPrefix(t.lang, "en") }

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
	spelled := map[string]string{} // the text's words, by their American spelling
	for _, w := range t.words().sorted {
		if len(w) >= 4 {
			spelled[american(w)] = w
		}
	}
	var text strings.Builder
	var edits []Edit
	var words []string // the text's, of each edit
	at := 0
	for i, k := range tokens {
		word := fold.Case(k.Text)
		w, ok := spelled[american(word)]
		if _, there := t.words().at[word]; !k.Word || !ok || there {
			continue
		}
		if surname(w) && capital(k.Text) {
			return nil
		}
		edits = append(edits, Edit{Quoted: segment.Span{Start: k.Start, End: k.End}, Difference: Spelling, q: [2]int{i, i + 1}})
		words = append(words, w)
		if capital(k.Text) {
			w = swapFirst(w)
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
	next := 0
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
	return &Nearest{Span: p.Span, Difference: Spelling, Edits: edits, mendable: true}
}
