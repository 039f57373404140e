package collate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// commonRarity is the rarity below which a word is no sign of anything.
const commonRarity = 2.5

// fact is a name or a number in a text: what tells two events of one kind apart.
type fact struct {
	from, to int32 // words; a name may have several
	name     bool
	value    float64  // of a number
	roles    [2]int32 // stems of the words before and after it that say what it is the name or the number of, or -1
}

// spelling is what the spellings of one name have in common: numbers of classes of forms, each -1 where it tells nothing.
type spelling struct{ skeleton, opening int32 }

// findFacts fills facts of all texts. A word is a name if it begins with a capital within a sentence, all through the texts, and is
// not a common word; in German, where every noun does, no name is told from a noun.
func findFacts(witnesses []*witness, lex *lexicon) {
	capital, small := make([]int32, len(lex.stems)), make([]int32, len(lex.stems)) // by stem, so that "Iran's" is "Iran"
	for _, w := range witnesses {
		for _, u := range w.units {
			for i := u.from + 1; i < u.to; i++ {
				if r, _ := utf8.DecodeRuneInString(w.Body[w.start(i):]); unicode.IsUpper(r) {
					capital[w.stem[i]]++
				} else {
					small[w.stem[i]]++
				}
			}
		}
	}
	lex.spellings = make([]spelling, len(lex.forms))
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
	named := make([]bool, len(lex.stems))
	for s, n := range capital {
		named[s] = n > 0 && n >= 4*small[s] && common[lex.stems[s]] == 0
	}
	for f, form := range lex.forms {
		lex.spellings[f] = spelling{-1, -1}
		form = strings.TrimSuffix(strings.TrimSuffix(form, "'s"), "’s")
		if common[form] > 0 || utf8.RuneCountInString(form) < 3 {
			continue
		}
		if s := skeleton(form); len(s) >= leastSkeleton {
			lex.spellings[f].skeleton = number("=" + s)
		}
		r := []rune(form)
		lex.spellings[f].opening = number(string(r[:min(4, len(r))]))
	}
	for _, w := range witnesses {
		w.readFacts(lex, func(i int32) bool {
			return named[w.stem[i]] && lex.spellings[w.form[i]].opening >= 0
		})
	}
}

// leastSkeleton is the number of consonants from which two names may be one.
const leastSkeleton = 3

// skeleton returns the consonants of a Latin word as far as transcriptions agree in them: "Gaddafi", "Qadhafi" and "Kadafi" are "ktf".
func skeleton(word string) string {
	word = transcribed.Replace(word)
	var out []rune
	for _, r := range word {
		if strings.ContainsRune("aeiouyhäöüáéíóúàèâêîôûåøæ'’", r) || len(out) > 0 && out[len(out)-1] == r {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// transcribed gives the letters that stand for one sound in several transcriptions one letter.
var transcribed = strings.NewReplacer(
	"tsch", "s", "tch", "s", "sch", "s", "dzh", "z", "zh", "z", "dj", "z", "ch", "s", "sh", "s", "kh", "k", "gh", "k", "ph", "f", "th", "t",
	"ks", "x", "q", "k", "c", "k", "g", "k", "j", "z", "w", "f", "v", "f", "d", "t", "č", "s", "š", "s", "ž", "z", "ć", "s", "ś", "s", "ç", "s", "ñ", "n", "ł", "l",
)

func (w *witness) readFacts(lex *lexicon, named func(word int32) bool) {
	names := !strings.HasPrefix(strings.ToLower(w.Lang), "de")
	role := func(i int32) int32 {
		if i < 0 || int(i) >= len(w.stem) {
			return -1
		}
		return w.stem[i]
	}
	for _, u := range w.units {
		if names && w.isHeading(u) {
			continue
		}
		for i := u.from; i < u.to; i++ {
			word := w.Body[w.start(i):w.end(i)]
			if v, ok := numberOf(word, lex.forms[w.form[i]], w.Lang); ok {
				f := fact{from: i, to: i + 1, value: v, roles: [2]int32{-1, -1}}
				for k := i - 1; k >= max(u.from, i-2) && f.roles[0] < 0; k-- {
					if lex.rarity[w.stem[k]] > commonRarity {
						f.roles[0] = w.stem[k]
					}
				}
				if i+1 < u.to {
					f.roles[1] = w.stem[i+1]
				}
				w.facts = append(w.facts, f)
				continue
			}
			if !names || !w.isName(i, named) {
				continue
			}
			to := i + 1
			for to < u.to && w.Body[w.end(to-1):w.start(to)] == " " && w.isName(to, named) {
				to++
			}
			w.facts = append(w.facts, fact{from: i, to: to, name: true, roles: [2]int32{role(i - 1), role(to)}})
			i = to - 1
		}
	}
	for _, f := range w.facts {
		if !f.name {
			continue
		}
		for i := f.from; i < f.to; i++ {
			if s := lex.spellings[w.form[i]]; s.skeleton >= 0 {
				w.spelled = append(w.spelled, s.skeleton)
			}
			if s := lex.spellings[w.form[i]]; s.opening >= 0 {
				w.spelled = append(w.spelled, s.opening)
			}
			w.kin = append(w.kin, lex.kin[w.stem[i]])
		}
	}
	slices.Sort(w.spelled)
	w.spelled = slices.Compact(w.spelled)
	slices.Sort(w.kin)
	w.kin = slices.Compact(w.kin)
}

// isName reports whether word i is part of a name. Words in capitals are most often short for something else.
func (w *witness) isName(i int32, named func(word int32) bool) bool {
	word := w.Body[w.start(i):w.end(i)]
	r, n := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && named(i) && strings.ToUpper(word[n:]) != word[n:]
}

// isHeading reports whether most words of u begin with a capital, which then tells nothing.
func (w *witness) isHeading(u unit) bool {
	n := 0
	for i := u.from; i < u.to; i++ {
		if r, _ := utf8.DecodeRuneInString(w.Body[w.start(i):]); unicode.IsUpper(r) {
			n++
		}
	}
	return u.len() >= 4 && 10*n > 7*u.len()
}

// numberOf returns the value of a word that is a number: figures, or a word for two to twelve.
func numberOf(word, form, lang string) (float64, bool) {
	if word[0] >= '0' && word[0] <= '9' {
		digits := word
		if base, _, _ := strings.Cut(strings.ToLower(lang), "-"); base == "en" || base == "" {
			digits = strings.ReplaceAll(digits, ",", "")
		} else {
			digits = strings.ReplaceAll(strings.ReplaceAll(digits, ".", ""), ",", ".")
		}
		v, err := strconv.ParseFloat(digits, 64)
		return v, err == nil
	}
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if base == "" {
		base = "en"
	}
	n := slices.Index(smallNumbers[base], form)
	return float64(n + 2), n >= 0
}

// smallNumbers are the words for two to twelve, by language.
var smallNumbers = map[string][]string{
	"en": strings.Fields("two three four five six seven eight nine ten eleven twelve"),
	"de": strings.Fields("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
	"fr": strings.Fields("deux trois quatre cinq six sept huit neuf dix onze douze"),
	"es": strings.Fields("dos tres cuatro cinco seis siete ocho nueve diez once doce"),
	"ru": strings.Fields("два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать"),
}

// factsIn returns the facts of words r.
func (w *witness) factsIn(r [2]int32) []fact {
	before := func(f fact, i int32) int { return cmp.Compare(f.from, i) }
	from, _ := slices.BinarySearchFunc(w.facts, r[0], before)
	to, _ := slices.BinarySearchFunc(w.facts, r[1], before)
	return w.facts[from:to]
}

// sameName reports whether the last word of name f of w, or that of name g of v, stands in the other, be it in another spelling.
func (lex *lexicon) sameName(w *witness, f fact, v *witness, g fact) bool {
	for i := f.from; i < f.to; i++ {
		for j := g.from; j < g.to; j++ {
			if (i == f.to-1 || j == g.to-1) && lex.sameSpelling(w, i, v, j) {
				return true
			}
		}
	}
	return false
}

func (lex *lexicon) sameSpelling(w *witness, i int32, v *witness, j int32) bool {
	if lex.kin[w.stem[i]] == lex.kin[v.stem[j]] {
		return true
	}
	s, t := lex.spellings[w.form[i]], lex.spellings[v.form[j]]
	return s.skeleton >= 0 && s.skeleton == t.skeleton || s.opening >= 0 && s.opening == t.opening
}

// knows reports whether w has a name that may be name f of v: one of its words is the last of f, be it in another spelling.
func (w *witness) knows(lex *lexicon, v *witness, f fact) bool {
	last := f.to - 1
	if _, ok := slices.BinarySearch(w.kin, lex.kin[v.stem[last]]); ok {
		return true
	}
	s := lex.spellings[v.form[last]]
	for _, c := range []int32{s.skeleton, s.opening} {
		if _, ok := slices.BinarySearch(w.spelled, c); ok && c >= 0 {
			return true
		}
	}
	return false
}
