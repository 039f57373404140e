package witness

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/lexicon"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/spelling"
)

// CommonRarity is the rarity below which a word is no sign of anything.
const CommonRarity = 2.5

// Fact is a name or a number in a text: what tells two events of one kind apart.
type Fact struct {
	From, To int32 // words; a name may have several, and a number, too
	Name     bool
	Value    float64  // of a number
	Roles    [2]int32 // stems of the words before and after it that say what it is the name or the number of, or -1
}

// nameClass is what the spellings of one name have in common: numbers of classes of forms, each -1 where it tells nothing.
type nameClass struct{ skeleton, opening int32 }

// findFacts fills facts of all texts. A word is a name if it begins with a capital within a sentence, all through the texts, and is
// not a common word; in German, where every noun does, no name is told from a noun.
func findFacts(witnesses []*Witness, vocabulary *Vocabulary) {
	capital, small := make([]int32, len(vocabulary.Stems)), make([]int32, len(vocabulary.Stems)) // by stem, so that "Iran's" is "Iran"
	for _, w := range witnesses {
		for _, u := range w.Units {
			for i := u.From + 1; i < u.To; i++ {
				if r, _ := utf8.DecodeRuneInString(w.Body[w.Start(i):]); unicode.IsUpper(r) {
					capital[w.Stem[i]]++
				} else {
					small[w.Stem[i]]++
				}
			}
		}
	}
	vocabulary.spellings = make([]nameClass, len(vocabulary.forms))
	common := background()
	classes := map[string]int32{}
	number := func(key string) int32 {
		n, ok := classes[key]
		if !ok {
			n = int32(len(classes))
			classes[key] = n
		}
		return n
	}
	named := make([]bool, len(vocabulary.Stems))
	for s, n := range capital {
		named[s] = n > 0 && n >= 4*small[s] && common[vocabulary.Stems[s]] == 0
	}
	for f, form := range vocabulary.forms {
		vocabulary.spellings[f] = nameClass{-1, -1}
		form = strings.TrimSuffix(strings.TrimSuffix(form, "'s"), "’s")
		if common[form] > 0 || utf8.RuneCountInString(form) < 3 {
			continue
		}
		if s := spelling.Skeleton(form); len(s) >= leastSkeleton {
			vocabulary.spellings[f].skeleton = number("=" + s)
		}
		r := []rune(form)
		vocabulary.spellings[f].opening = number(string(r[:min(4, len(r))]))
	}
	for _, w := range witnesses {
		w.readFacts(vocabulary, func(i int32) bool {
			return named[w.Stem[i]] && vocabulary.spellings[w.Form[i]].opening >= 0
		})
	}
}

// leastSkeleton is the number of consonants from which two names may be one.
const leastSkeleton = 3

func (w *Witness) readFacts(vocabulary *Vocabulary, named func(word int32) bool) {
	role := func(i int32) int32 {
		if i < 0 || int(i) >= len(w.Stem) {
			return -1
		}
		return w.Stem[i]
	}
	word := func(i int32) string { return w.Body[w.Start(i):w.End(i)] }
	form := func(i int32) string { return vocabulary.forms[w.Form[i]] }
	for _, u := range w.Units {
		lang := w.LangOf(segment.Span{Start: w.Start(u.From), End: w.End(u.To - 1)})
		names, number := lexicon.Language(lang) != "de", numeralsFor(lang)
		if names && w.isHeading(u) {
			continue
		}
		for i := u.From; i < u.To; i++ {
			if v, to, ok := number.at(i, u.To, word, form); ok {
				f := Fact{From: i, To: to, Value: v, Roles: [2]int32{-1, -1}}
				for k := i - 1; k >= max(u.From, i-2) && f.Roles[0] < 0; k-- {
					if vocabulary.Rarity[w.Stem[k]] > CommonRarity {
						f.Roles[0] = w.Stem[k]
					}
				}
				if to < u.To {
					f.Roles[1] = w.Stem[to]
				}
				w.Facts = append(w.Facts, f)
				i = to - 1
				continue
			}
			if !names || !w.isName(i, named) {
				continue
			}
			to := i + 1
			for to < u.To && w.Body[w.End(to-1):w.Start(to)] == " " && w.isName(to, named) {
				to++
			}
			w.Facts = append(w.Facts, Fact{From: i, To: to, Name: true, Roles: [2]int32{role(i - 1), role(to)}})
			i = to - 1
		}
	}
	for _, f := range w.Facts {
		if !f.Name {
			continue
		}
		for i := f.From; i < f.To; i++ {
			if s := vocabulary.spellings[w.Form[i]]; s.skeleton >= 0 {
				w.spelled = append(w.spelled, s.skeleton)
			}
			if s := vocabulary.spellings[w.Form[i]]; s.opening >= 0 {
				w.spelled = append(w.spelled, s.opening)
			}
			w.kin = append(w.kin, vocabulary.Kin[w.Stem[i]])
		}
	}
	slices.Sort(w.spelled)
	w.spelled = slices.Compact(w.spelled)
	slices.Sort(w.kin)
	w.kin = slices.Compact(w.kin)
}

// isName reports whether word i is part of a name. Words in capitals are most often short for something else.
func (w *Witness) isName(i int32, named func(word int32) bool) bool {
	word := w.Body[w.Start(i):w.End(i)]
	r, n := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && named(i) && strings.ToUpper(word[n:]) != word[n:]
}

// isHeading reports whether most words of u begin with a capital, which then tells nothing.
func (w *Witness) isHeading(u Unit) bool {
	n := 0
	for i := u.From; i < u.To; i++ {
		if r, _ := utf8.DecodeRuneInString(w.Body[w.Start(i):]); unicode.IsUpper(r) {
			n++
		}
	}
	return u.Len() >= 4 && 10*n > 7*u.Len()
}

// FactsIn returns the facts of words r.
func (w *Witness) FactsIn(r [2]int32) []Fact {
	before := func(f Fact, i int32) int { return cmp.Compare(f.From, i) }
	from, _ := slices.BinarySearchFunc(w.Facts, r[0], before)
	to, _ := slices.BinarySearchFunc(w.Facts, r[1], before)
	return w.Facts[from:to]
}

// SameName reports whether the last word of name f of w, or that of name g of v, stands in the other, be it in another spelling.
func (vocabulary *Vocabulary) SameName(w *Witness, f Fact, v *Witness, g Fact) bool {
	for i := f.From; i < f.To; i++ {
		for j := g.From; j < g.To; j++ {
			if (i == f.To-1 || j == g.To-1) && vocabulary.sameSpelling(w, i, v, j) {
				return true
			}
		}
	}
	return false
}

func (vocabulary *Vocabulary) sameSpelling(w *Witness, i int32, v *Witness, j int32) bool {
	if vocabulary.Kin[w.Stem[i]] == vocabulary.Kin[v.Stem[j]] {
		return true
	}
	s, t := vocabulary.spellings[w.Form[i]], vocabulary.spellings[v.Form[j]]
	return s.skeleton >= 0 && s.skeleton == t.skeleton || s.opening >= 0 && s.opening == t.opening
}

// Knows reports whether w has a name that may be name f of v: one of its words is the last of f, be it in another spelling.
func (w *Witness) Knows(vocabulary *Vocabulary, v *Witness, f Fact) bool {
	last := f.To - 1
	if _, ok := slices.BinarySearch(w.kin, vocabulary.Kin[v.Stem[last]]); ok {
		return true
	}
	s := vocabulary.spellings[v.Form[last]]
	for _, c := range []int32{s.skeleton, s.opening} {
		if _, ok := slices.BinarySearch(w.spelled, c); ok && c >= 0 {
			return true
		}
	}
	return false
}
