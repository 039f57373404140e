package collate

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/blevesearch/snowballstem"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/segment"
)

// witness is a text taken apart. Places in it are word numbers; ranges of
// them are half-open.
type witness struct {
	Text
	words   []place
	form    []int32 // number of each word's folded form
	stem    []int32 // number of each word's stem
	units   []unit  // in order; a sentence that holds a quotation comes as pieces
	wholes  []unit  // the sentences that are cut into pieces, whole
	unitOf  []int32 // the unit of each word
	wholeOf []int32 // by unit: its whole, or -1

	sentences   []segment.Span
	twins       map[int32][]int32 // by sentence: the others that say nearly the same
	bag         []int32           // its distinct stems
	norm        float32           // sum of the squares of their rarities
	skipped     []bool            // words that are boilerplate
	boilerplate []segment.Span    // passages that its outlet prints under everything
	facts       []fact            // its names and numbers, in order
	spelled     []int32           // the classes of spellings of its names, sorted
	kin         []int32           // and their classes of look-alikes, sorted
	quotes      bool              // it has quotations, be they short
	broken      bool              // a hyphen breaks words of it, or may
}

// place is the bytes of a word, half as wide as a segment.Span.
type place struct{ from, to int32 }

// start and end return the bytes of word i.
func (w *witness) start(i int32) int { return int(w.words[i].from) }
func (w *witness) end(i int32) int   { return int(w.words[i].to) }

// unit is a sentence, or the part of one that is inside or outside a quotation.
type unit struct {
	from, to int32 // words
	para     int32 // number of its paragraph
	sentence int32 // number of its sentence
	quoted   bool
}

func (u unit) len() int { return int(u.to - u.from) }

// lexicon numbers folded words and stems. Numbers are given in order of first
// occurrence in the texts sorted by ID, so they do not depend on the number of workers.
type lexicon struct {
	forms  []string  // by form
	stems  []string  // by stem
	kin    []int32   // by stem: the number of its class of look-alikes, see kinship
	rarity []float32 // by stem: minus the logarithm of the share of windows that hold it

	spellings []spelling // by form: what other spellings of a name share with it
}

// window is the number of words over which rarity is counted. Whole texts will
// not do: in a dossier about one event every topical word is in all of them.
const window = 30

// smallest quotation, in words, that is a unit of its own.
const minQuotation = 5

// read takes the texts apart, which must be sorted by ID, marks what is boilerplate in them, and weighs their words.
func read(texts []Text, workers int) ([]*witness, *lexicon) {
	witnesses, lex := takeApart(texts, workers)
	markBoilerplate(witnesses)
	lex.weigh(witnesses, workers)
	findFacts(witnesses, lex)
	return witnesses, lex
}

// takeApart numbers the words of the texts and their stems, and cuts the texts into units.
func takeApart(texts []Text, workers int) ([]*witness, *lexicon) {
	witnesses := make([]*witness, len(texts))
	type chunk struct {
		forms []string // in order of first occurrence, each behind its language
	}
	// Each chunk numbers its words by itself; the numbers are made one in the order of the chunks.
	const chunkSize = 64
	chunks := make([]chunk, (len(texts)+chunkSize-1)/chunkSize)
	parallel.Workers(workers, len(chunks), func() func(int) {
		return func(c int) {
			raw := map[string]int32{}
			folded := map[string]int32{}
			for i := c * chunkSize; i < min(len(texts), (c+1)*chunkSize); i++ {
				w := &witness{Text: texts[i]}
				spans := segment.Words(w.Body)
				w.words, w.form = make([]place, len(spans)), make([]int32, len(spans))
				for k, s := range spans {
					w.words[k] = place{int32(s.Start), int32(s.End)}
					word := s.In(w.Body)
					key := w.Lang + "\x00" + word
					id, ok := raw[key]
					if !ok {
						f := w.Lang + "\x00" + fold.Word(word)
						if id, ok = folded[f]; !ok {
							id = int32(len(chunks[c].forms))
							folded[f] = id
							chunks[c].forms = append(chunks[c].forms, strings.Clone(f))
						}
						raw[key] = id
					}
					w.form[k] = id
				}
				w.cut()
				witnesses[i] = w
			}
		}
	})
	lex := &lexicon{}
	forms, stems := map[string]int32{}, map[string]int32{}
	env := snowballstem.NewEnv("")
	pairOf := map[string]int32{} // language and form to stem
	for c := range chunks {
		global, globalStem := make([]int32, len(chunks[c].forms)), make([]int32, len(chunks[c].forms))
		for k, key := range chunks[c].forms {
			lang, word, _ := strings.Cut(key, "\x00")
			f, ok := forms[word]
			if !ok {
				f = int32(len(lex.forms))
				forms[word] = f
				lex.forms = append(lex.forms, word)
			}
			s, ok := pairOf[key]
			if !ok {
				root := word
				if stem := stemmer(lang); stem != nil {
					env.SetCurrent(word)
					stem(env)
					root = env.Current()
				}
				if s, ok = stems[root]; !ok {
					s = int32(len(lex.stems))
					stems[root] = s
					lex.stems = append(lex.stems, root)
				}
				pairOf[key] = s
			}
			global[k], globalStem[k] = f, s
		}
		for i := c * chunkSize; i < min(len(texts), (c+1)*chunkSize); i++ {
			w := witnesses[i]
			w.stem = make([]int32, len(w.form))
			for k, f := range w.form {
				w.form[k], w.stem[k] = global[f], globalStem[f]
			}
		}
	}
	lex.kin = kinship(lex.stems)
	parallel.Workers(workers, len(witnesses), func() func(int) {
		return func(i int) { witnesses[i].findTwins() }
	})
	return witnesses, lex
}

// cut fills units, wholes and unitOf.
func (w *witness) cut() {
	w.unitOf = make([]int32, len(w.words))
	w.skipped = make([]bool, len(w.words))
	at := func(b int) int32 { // the first word that does not end before b
		return int32(sort.Search(len(w.words), func(i int) bool { return w.start(int32(i)) >= b }))
	}
	var quotes [][2]int32
	quotations := segment.Quotations(w.Body)
	w.quotes, w.broken = len(quotations) > 0, len(fold.Breaks(w.Body)) > 0
	for _, q := range quotations {
		from, to := at(q.Start), at(q.End)
		if to-from < minQuotation || len(quotes) > 0 && from < quotes[len(quotes)-1][1] {
			continue
		}
		quotes = append(quotes, [2]int32{from, to})
	}
	paras := segment.Paragraphs(w.Body)
	para, q := 0, 0
	add := func(u unit) {
		if u.to > u.from {
			for i := u.from; i < u.to; i++ {
				w.unitOf[i] = int32(len(w.units))
			}
			w.units = append(w.units, u)
		}
	}
	w.sentences = segment.Sentences(w.Body)
	for n, s := range w.sentences {
		for para < len(paras)-1 && paras[para].End <= s.Start {
			para++
		}
		u := unit{from: at(s.Start), to: at(s.End), para: int32(para), sentence: int32(n)}
		whole, pieces := u, len(w.units)
		for u.from < u.to {
			for q < len(quotes) && quotes[q][1] <= u.from {
				q++
			}
			piece := u
			if q < len(quotes) && quotes[q][0] < u.to {
				if quotes[q][0] > u.from {
					piece.to = quotes[q][0]
				} else {
					piece.to, piece.quoted = min(u.to, quotes[q][1]), true
				}
			}
			add(piece)
			u.from = piece.to
		}
		for range len(w.units) - pieces {
			if len(w.units)-pieces > 1 {
				w.wholeOf = append(w.wholeOf, int32(len(w.wholes)))
			} else {
				w.wholeOf = append(w.wholeOf, -1)
			}
		}
		if len(w.units)-pieces > 1 {
			w.wholes = append(w.wholes, whole)
		}
	}
}

// Sentences of one text are twins if they have so many words, and such a share of their stems in common.
const (
	leastTwin = 6
	twinShare = 0.6
)

// findTwins fills twins. Newspapers repeat a sentence under the headline or beside a picture.
func (w *witness) findTwins() {
	type bag struct {
		sentence int32
		stems    []int32 // sorted
	}
	var bags []bag
	for i := 0; i < len(w.units); {
		k := i + 1
		for k < len(w.units) && w.units[k].sentence == w.units[i].sentence {
			k++
		}
		if stems := w.stem[w.units[i].from:w.units[k-1].to]; len(stems) >= leastTwin {
			stems = slices.Clone(stems)
			slices.Sort(stems)
			bags = append(bags, bag{w.units[i].sentence, stems})
		}
		i = k
	}
	if len(bags) > mostTwins {
		return
	}
	for i, p := range bags {
		for _, q := range bags[i+1:] {
			if 2*float64(min(len(p.stems), len(q.stems))) < twinShare*float64(len(p.stems)+len(q.stems)) {
				continue
			}
			same := 0
			for x, y := 0, 0; x < len(p.stems) && y < len(q.stems); {
				switch cmp.Compare(p.stems[x], q.stems[y]) {
				case 0:
					same, x, y = same+1, x+1, y+1
				case -1:
					x++
				default:
					y++
				}
			}
			if 2*float64(same) >= twinShare*float64(len(p.stems)+len(q.stems)) {
				if w.twins == nil {
					w.twins = map[int32][]int32{}
				}
				w.twins[p.sentence] = append(w.twins[p.sentence], q.sentence)
				w.twins[q.sentence] = append(w.twins[q.sentence], p.sentence)
			}
		}
	}
}

// mostTwins is the number of sentences of a text beyond which none are looked for.
const mostTwins = 500

// weigh counts how rare each stem is, over windows of words and blended with the background.
func (lex *lexicon) weigh(witnesses []*witness, workers int) {
	// Counts are whole numbers, so that the order of addition does not matter.
	var counts [][]int32
	var mutex sync.Mutex
	parallel.Workers(workers, len(witnesses), func() func(int) {
		count := make([]int32, len(lex.stems))
		mutex.Lock()
		counts = append(counts, count)
		mutex.Unlock()
		seen := make([]int32, len(lex.stems))
		mark := int32(0)
		return func(i int) {
			w := witnesses[i]
			n := int32(0)
			for k, s := range w.stem {
				if w.skipped[k] {
					continue
				}
				if n%window == 0 {
					mark++
				}
				n++
				if seen[s] != mark {
					seen[s] = mark
					count[s]++
				}
			}
		}
	})
	total := 0
	for _, w := range witnesses {
		for k := range w.words {
			if !w.skipped[k] {
				total++
			}
		}
	}
	windows := float64(total)/window + 1
	const commonFloor = 0.15
	// The background weighs as much as some twenty texts of five hundred words.
	const weight = 20 * 500 / window
	table := background()
	share := make([]float64, len(lex.stems))
	env := snowballstem.NewEnv("")
	index := map[string]int{}
	for i, s := range lex.stems {
		index[s] = i
		share[i] = backgroundShare(nil, s)
	}
	words := make([]string, 0, len(table))
	for word := range table {
		words = append(words, word)
	}
	slices.Sort(words)
	known := map[int]float64{}
	for _, word := range words {
		env.SetCurrent(word)
		stemmer("en")(env)
		if i, ok := index[env.Current()]; ok {
			known[i] += table[word] / 1e6
		}
	}
	for i, p := range known {
		share[i] = p
	}
	lex.rarity = make([]float32, len(lex.stems))
	for s := range lex.stems {
		n := 0.0
		for _, c := range counts {
			if c != nil {
				n += float64(c[s])
			}
		}
		in := 1 - math.Pow(1-share[s], window)
		p := (n + weight*in) / (windows + weight)
		if _, ok := known[s]; ok {
			p = max(p, in*commonFloor) // a common word tells little even where it is seldom used
		}
		lex.rarity[s] = float32(-math.Log(min(1, p)))
	}
	parallel.Workers(workers, len(witnesses), func() func(int) {
		seen := make([]int, len(lex.stems))
		return func(i int) {
			w := witnesses[i]
			for k, s := range w.stem {
				if seen[s] != i+1 && !w.skipped[k] {
					seen[s] = i + 1
					w.bag = append(w.bag, s)
					w.norm += lex.rarity[s] * lex.rarity[s]
				}
			}
		}
	})
}

// kinship puts stems that look alike into classes: "divid" and "divis", "russia"
// and "russian". It stands in for the n-grams of characters that carry a language without a stemmer.
// Two stems are kin when they share at least four first letters and seven tenths of the longer.
func kinship(stems []string) []int32 {
	order := make([]int32, len(stems))
	kin := make([]int32, len(stems))
	for i := range order {
		order[i], kin[i] = int32(i), int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(stems[a], stems[b]) })
	var head int32 = -1
	var first []rune
	for _, s := range order {
		r := []rune(stems[s])
		n := 0
		for n < len(r) && n < len(first) && r[n] == first[n] {
			n++
		}
		if head >= 0 && n >= 4 && 10*n >= 7*max(len(r), len(first)) {
			kin[s] = head
			continue
		}
		head, first = s, r
	}
	return kin
}
