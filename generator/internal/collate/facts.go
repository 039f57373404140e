package collate

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// fact is a name or a number in a text: what tells two events of one kind apart.
type fact struct {
	from, to int32 // words; a name may have several
	name     bool
	value    float64  // of a number
	roles    [2]int32 // stems of the words before and after it that say what it is the name or the number of, or -1
}

// spelling is what the spellings of one name have in common: numbers of classes of forms, each -1 where it tells nothing.
type spelling struct{ skeleton, opening int32 }

// readFacts fills facts of all texts. A word is a name if it begins with a capital within a sentence, all through the texts, and is
// not a common word; in German, where every noun does, no name is told from a noun.
func readFacts(witnesses []*witness, lex *lexicon) {
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

// evidence is how the names and numbers of two ranges agree.
type evidence struct {
	shared        bool // a name or a number stands on both sides
	sharedName    bool // a name does
	telling       bool // one that the two texts have but here stands on both sides
	numbersDiffer int  // numbers beside the same word that differ, and stand nowhere on the other side
	numbersApart  bool // both sides have numbers and none in common
	namesDiffer   int  // names in one role that differ, and that the other text does not know
	namesApart    bool // both sides have names that the other text does not know, and none in common
}

// weighFacts compares the names and numbers of words ra of the first text with those of words rb of the second.
func (x *aligner) weighFacts(ra, rb [2]int32) evidence {
	fa, fb := x.a.factsIn(ra), x.b.factsIn(rb)
	var e evidence
	numbersA, namesA, sharedNumber, sharedName := x.unmet(x.a, fa, x.b, fb)
	numbersB, namesB, _, _ := x.unmet(x.b, fb, x.a, fa)
	e.shared = sharedNumber || sharedName
	e.sharedName = sharedName
	for _, f := range fa {
		if x.weight(x.a.stem[f.to-1]) >= tellingWeight && slices.ContainsFunc(fb, func(g fact) bool { return x.sameFact(f, g) }) {
			e.telling = true
		}
	}
	e.numbersApart = !sharedNumber && len(numbersA) > 0 && len(numbersB) > 0
	e.namesApart = !sharedName && len(namesA) > 0 && len(namesB) > 0
	for _, f := range numbersA {
		if slices.ContainsFunc(numbersB, func(g fact) bool { return x.oneRole(f, g) && unlike(f.value, g.value) }) {
			e.numbersDiffer++
		}
	}
	for _, f := range namesA {
		if slices.ContainsFunc(namesB, func(g fact) bool { return x.oneRole(f, g) }) {
			e.namesDiffer++
		}
	}
	return e
}

// sameFact reports whether fact f of the first text and g of the second are one name, be it in another spelling, or one number.
func (x *aligner) sameFact(f, g fact) bool {
	return f.name == g.name && (f.name && x.lex.sameName(x.a, f, x.b, g) || !f.name && f.value == g.value)
}

// unmet returns the numbers of list, facts of w, that are not in others, facts of v, and the names that are neither there nor
// elsewhere in v; and whether a number and a name are in both.
func (x *aligner) unmet(w *witness, list []fact, v *witness, others []fact) (numbers, names []fact, sharedNumber, sharedName bool) {
	for _, f := range list {
		answered := slices.ContainsFunc(others, func(g fact) bool {
			return f.name == g.name && (f.name && x.lex.sameName(w, f, v, g) || !f.name && f.value == g.value)
		})
		switch {
		case answered && f.name:
			sharedName = true
		case answered:
			sharedNumber = true
		case !f.name:
			numbers = append(numbers, f)
		case !v.knows(x.lex, w, f):
			names = append(names, f)
		}
	}
	return numbers, names, sharedNumber, sharedName
}

// oneRole reports whether the word before or the word after two facts is the same.
func (x *aligner) oneRole(f, g fact) bool {
	for _, r := range f.roles {
		for _, s := range g.roles {
			if r >= 0 && s >= 0 && x.lex.kin[r] == x.lex.kin[s] {
				return true
			}
		}
	}
	return false
}

// unlike reports whether two numbers are not one number, a little up or down.
func unlike(v, w float64) bool {
	return math.Abs(v-w) > closeNumbers*max(math.Abs(v), math.Abs(w))
}

// closeNumbers is the share by which reports of one thing may differ in a number.
const closeNumbers = 0.1

// kindNames is the share of its names that a text has from another if both tell of one thing.
const kindNames = 0.5

// names returns how little two texts have of each other's names: 0 where one has half of the other's, 1 where neither has any.
func (x *aligner) names() float32 {
	known := func(w, v *witness) (float32, int) {
		n, all := 0, 0
		for _, f := range v.facts {
			if f.name {
				all++
				if w.knows(x.lex, v, f) {
					n++
				}
			}
		}
		return float32(n) / float32(max(1, all)), all
	}
	a, n := known(x.a, x.b)
	b, m := known(x.b, x.a)
	if n == 0 || m == 0 {
		return 0
	}
	return max(0, 1-max(a, b)/kindNames)
}

// What names and numbers add to the score of a statement or a passage, in its unit, the natural logarithm of odds: rounded, and far
// below what a logistic regression on the first half of testdata/events.txt gives them, for made-up events contradict one another more than real ones.
const (
	scoreNumber      = -4 // for a number that differs beside the same word,
	scoreNumberApart = -1 // and once more if no number is the same
	scoreName        = -4 // for a name that differs in the same role,
	scoreNameApart   = -3 // and once more if no name is the same
	scoreAlien       = -6 // if the two texts have no name in common
	mostContrary     = 2  // so many names, and so many numbers, count
	scoreInPlace     = -8 // for a name that stands between the same words as another, whether or not the other text knows it
	scoreTelling     = 3  // for a statement, if a name or a number is the same that tells something: it stands seldom
	timesForm        = 4  // as much counts what differs where the rest may be a form that was filled in twice
	tellingWeight    = 4
)

// agreement returns what the names and numbers of two ranges add to the score that the two are one, with the words that pairs
// match. Where two texts have no name in common, and what is compared has none either, the rest may be a form that was
// filled in twice, and what differs counts more.
func (x *aligner) agreement(pairs []pairing, ra, rb [2]int32) float64 {
	e := x.weighFacts(ra, rb)
	sum := scoreNumber*float64(min(mostContrary, e.numbersDiffer)) + scoreName*float64(min(mostContrary, e.namesDiffer)) + scoreAlien*float64(x.alien)
	if e.numbersApart {
		sum += scoreNumberApart
	}
	if e.namesApart {
		sum += scoreNameApart
	}
	if x.alien > 0 && (!e.shared || !e.sharedName && e.namesDiffer > 0) {
		sum *= 1 + (timesForm-1)*float64(x.alien)
	}
	return sum + scoreInPlace*float64(min(mostContrary, x.namesInPlace(pairs, ra, rb)))
}

// telling returns what it adds to the score of a statement that a name or a number is the same.
func (x *aligner) telling(ra, rb [2]int32) float64 {
	if x.weighFacts(ra, rb).telling {
		return scoreTelling
	}
	return 0
}

// widestPlace is the most words that stand in the place of others.
const widestPlace = 3

// namesInPlace returns how many names of ra have another in their place: matched words, or the end of the range, are next to both.
// pairs are in the order of ra.
func (x *aligner) namesInPlace(pairs []pairing, ra, rb [2]int32) int {
	names := func(w *witness, from, to int32) []fact {
		return slices.DeleteFunc(slices.Clone(w.factsIn([2]int32{from, to})), func(f fact) bool { return !f.name })
	}
	n := 0
	before := pairing{ra[0] - 1, rb[0] - 1}
	for k := 0; k <= len(pairs); k++ {
		next := pairing{ra[1], rb[1]}
		if k < len(pairs) {
			next = pairs[k]
		}
		if i, j := next.i-before.i-1, next.j-before.j-1; i > 0 && i <= widestPlace && j > 0 && j <= widestPlace {
			mine, theirs := names(x.a, before.i+1, next.i), names(x.b, before.j+1, next.j)
			if len(mine) > 0 && len(theirs) > 0 && !slices.ContainsFunc(mine, func(f fact) bool {
				return slices.ContainsFunc(theirs, func(g fact) bool { return x.sameFact(f, g) })
			}) {
				n++
			}
		}
		before = next
	}
	return n
}
