package witness

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
	"sync"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/stem"
)

// Witness is a text taken apart. Places in it are word numbers; ranges of
// them are half-open.
type Witness struct {
	Text
	Words     []Place
	Form      []int32        // number of each word's folded form
	Stem      []int32        // number of each word's stem
	Sentences []segment.Span // in order
	Units     []Unit         // in order; a sentence that holds a quotation comes as pieces
	UnitOf    []int32        // the unit of each word
	WholeOf   []int32        // by unit: the number of the sentence that it is a piece of among those that are cut, or -1

	Boilerplate []segment.Span // passages that its outlet prints under everything
	Skipped     []bool         // the words that are not compared: of these, and of the labels of a transcript
	Bag         []int32        // its distinct stems
	Norm        float32        // sum of the squares of their rarities
	Facts       []Fact         // its names and numbers, in order
	Quotes      bool           // it has quotations, be they short
	Broken      bool           // a hyphen breaks words of it, or may

	labels  [][2]int32        // words: the names before the turns of a transcript
	wholes  []Unit            // the sentences that are cut into pieces, whole
	twins   map[int32][]int32 // by sentence: the others that say nearly the same
	spelled []int32           // the classes of spellings of its names, sorted
	kin     []int32           // and their classes of look-alikes, sorted
}

// Place is the bytes of a word, half as wide as a segment.Span.
type Place struct{ from, to int32 }

// Start returns where word i begins in the body.
func (w *Witness) Start(i int32) int { return int(w.Words[i].from) }

// End returns where word i ends in the body.
func (w *Witness) End(i int32) int { return int(w.Words[i].to) }

// Unit is a sentence, or the part of one that is inside or outside a quotation.
type Unit struct {
	From, To int32 // words
	Para     int32 // number of its paragraph
	Sentence int32 // number of its sentence
	quoted   bool
}

// Len returns the number of words of u.
func (u Unit) Len() int { return int(u.To - u.From) }

// Vocabulary numbers folded words and stems. Numbers are given in order of first
// occurrence in the texts sorted by ID, so they do not depend on the number of workers.
type Vocabulary struct {
	forms  []string  // by form
	Stems  []string  // by stem
	Kin    []int32   // by stem: the number of its class of look-alikes, see kinship
	Rarity []float32 // by stem: minus the logarithm of the share of windows that hold it

	spellings []nameClass // by form: what other spellings of a name share with it
}

// window is the number of words over which rarity is counted. Whole texts will
// not do: in a dossier about one event every topical word is in all of them.
const window = 30

// smallest quotation, in words, that is a unit of its own.
const minQuotation = 5

// Read takes the texts apart, which must be sorted by ID, marks what is boilerplate in them, and weighs their words.
func Read(texts []Text, workers int) ([]*Witness, *Vocabulary) {
	witnesses, vocabulary := takeApart(texts, workers)
	markBoilerplate(witnesses)
	for _, w := range witnesses {
		for _, l := range w.labels { // who speaks is no part of what is said
			for i := l[0]; i < l[1]; i++ {
				w.Skipped[i] = true
			}
		}
	}
	vocabulary.weigh(witnesses, workers)
	findFacts(witnesses, vocabulary)
	return witnesses, vocabulary
}

// takeApart numbers the words of the texts and their stems, and cuts the texts into units.
func takeApart(texts []Text, workers int) ([]*Witness, *Vocabulary) {
	witnesses := make([]*Witness, len(texts))
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
				w := &Witness{Text: texts[i]}
				spans := segment.Words(w.Body)
				w.Words, w.Form = make([]Place, len(spans)), make([]int32, len(spans))
				for k, s := range spans {
					w.Words[k] = Place{int32(s.Start), int32(s.End)}
					word := s.In(w.Body)
					lang := w.LangOf(s)
					key := lang + "\x00" + word
					id, ok := raw[key]
					if !ok {
						f := lang + "\x00" + fold.Word(word)
						if id, ok = folded[f]; !ok {
							id = int32(len(chunks[c].forms))
							folded[f] = id
							chunks[c].forms = append(chunks[c].forms, strings.Clone(f))
						}
						raw[key] = id
					}
					w.Form[k] = id
				}
				w.cutIntoUnits()
				witnesses[i] = w
			}
		}
	})
	vocabulary := &Vocabulary{}
	forms, stems := map[string]int32{}, map[string]int32{}
	stemmers := map[string]*stem.Stemmer{}
	pairOf := map[string]int32{}                              // language and form to stem
	value, valued := map[int32]float64{}, map[float64]int32{} // of the stems that are a number by themselves; and the first with each value
	for c := range chunks {
		global, globalStem := make([]int32, len(chunks[c].forms)), make([]int32, len(chunks[c].forms))
		for k, key := range chunks[c].forms {
			lang, word, _ := strings.Cut(key, "\x00")
			f, ok := forms[word]
			if !ok {
				f = int32(len(vocabulary.forms))
				forms[word] = f
				vocabulary.forms = append(vocabulary.forms, word)
			}
			s, ok := pairOf[key]
			if !ok {
				stemmer, known := stemmers[lang]
				if !known {
					stemmer = stem.New(lang)
					stemmers[lang] = stemmer
				}
				root := stemmer.Of(word)
				if s, ok = stems[root]; !ok {
					s = int32(len(vocabulary.Stems))
					stems[root] = s
					vocabulary.Stems = append(vocabulary.Stems, root)
				}
				pairOf[key] = s
				number := numeralsFor(lang)
				if v, ok := number.single(word); ok {
					if _, ok := valued[v]; !ok {
						valued[v] = s
					}
					value[s] = v
				}
			}
			global[k], globalStem[k] = f, s
		}
		for i := c * chunkSize; i < min(len(texts), (c+1)*chunkSize); i++ {
			w := witnesses[i]
			w.Stem = make([]int32, len(w.Form))
			for k, f := range w.Form {
				w.Form[k], w.Stem[k] = global[f], globalStem[f]
			}
		}
	}
	vocabulary.Kin = kinship(vocabulary.Stems)
	for s, v := range value {
		vocabulary.Kin[s] = valued[v] // "seven" is "7"
	}
	parallel.Workers(workers, len(witnesses), func() func(int) {
		return func(i int) { witnesses[i].findTwins() }
	})
	return witnesses, vocabulary
}

// cutIntoUnits fills units, wholes and unitOf.
func (w *Witness) cutIntoUnits() {
	w.UnitOf = make([]int32, len(w.Words))
	w.Skipped = make([]bool, len(w.Words))
	at := func(b int) int32 { // the first word that does not end before b
		return int32(sort.Search(len(w.Words), func(i int) bool { return w.Start(int32(i)) >= b }))
	}
	var quotes [][2]int32
	quotations := segment.Quotations(w.Body)
	w.Quotes, w.Broken = len(quotations) > 0, len(fold.Breaks(w.Body)) > 0
	for _, q := range quotations {
		from, to := at(q.Start), at(q.End)
		if to-from < minQuotation || len(quotes) > 0 && from < quotes[len(quotes)-1][1] {
			continue
		}
		quotes = append(quotes, [2]int32{from, to})
	}
	labels := segment.Labels(w.Body)
	paras := segment.Paragraphs(w.Body)
	para, q := 0, 0
	add := func(u Unit) {
		if u.To > u.From {
			for i := u.From; i < u.To; i++ {
				w.UnitOf[i] = int32(len(w.Units))
			}
			w.Units = append(w.Units, u)
		}
	}
	w.Sentences = segment.Sentences(w.Body)
	for n, s := range w.Sentences {
		for para < len(paras)-1 && paras[para].End <= s.Start {
			para++
		}
		u := Unit{From: at(s.Start), To: at(s.End), Para: int32(para), Sentence: int32(n)}
		whole, pieces := u, len(w.Units)
		if len(labels) > 0 && labels[0].Start < s.End {
			piece := u
			if piece.To = min(u.To, at(labels[0].End)); piece.To > piece.From {
				add(piece)
				w.WholeOf = append(w.WholeOf, -1)
				w.labels = append(w.labels, [2]int32{piece.From, piece.To})
			}
			u.From, labels = piece.To, labels[1:]
			whole, pieces = u, len(w.Units)
		}
		for u.From < u.To {
			for q < len(quotes) && quotes[q][1] <= u.From {
				q++
			}
			piece := u
			if q < len(quotes) && quotes[q][0] < u.To {
				if quotes[q][0] > u.From {
					piece.To = quotes[q][0]
				} else {
					piece.To, piece.quoted = min(u.To, quotes[q][1]), true
				}
			}
			add(piece)
			u.From = piece.To
		}
		for range len(w.Units) - pieces {
			if len(w.Units)-pieces > 1 {
				w.WholeOf = append(w.WholeOf, int32(len(w.wholes)))
			} else {
				w.WholeOf = append(w.WholeOf, -1)
			}
		}
		if len(w.Units)-pieces > 1 {
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
func (w *Witness) findTwins() {
	type bag struct {
		sentence int32
		stems    []int32 // sorted
	}
	var bags []bag
	for _, s := range w.WholeSentences(0, int32(len(w.Sentences))) {
		if s.Len() >= leastTwin {
			stems := slices.Clone(w.Stem[s.From:s.To])
			slices.Sort(stems)
			bags = append(bags, bag{s.Sentence, stems})
		}
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
func (vocabulary *Vocabulary) weigh(witnesses []*Witness, workers int) {
	// Counts are whole numbers, so that the order of addition does not matter.
	var counts [][]int32
	var mutex sync.Mutex
	parallel.Workers(workers, len(witnesses), func() func(int) {
		count := make([]int32, len(vocabulary.Stems))
		mutex.Lock()
		counts = append(counts, count)
		mutex.Unlock()
		seen := make([]int32, len(vocabulary.Stems))
		mark := int32(0)
		return func(i int) {
			w := witnesses[i]
			n := int32(0)
			for k, s := range w.Stem {
				if w.Skipped[k] || w.Of != "" {
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
		for k := range w.Words {
			if !w.Skipped[k] && w.Of == "" {
				total++
			}
		}
	}
	windows := float64(total)/window + 1
	const commonFloor = 0.15
	// The background weighs as much as some twenty texts of five hundred words.
	const weight = 20 * 500 / window
	table := background()
	share := make([]float64, len(vocabulary.Stems))
	english := stem.New("en")
	index := map[string]int{}
	for i, s := range vocabulary.Stems {
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
		if i, ok := index[english.Of(word)]; ok {
			known[i] += table[word] / 1e6
		}
	}
	for i, p := range known {
		share[i] = p
	}
	vocabulary.Rarity = make([]float32, len(vocabulary.Stems))
	for s := range vocabulary.Stems {
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
		vocabulary.Rarity[s] = float32(-math.Log(min(1, p)))
	}
	parallel.Workers(workers, len(witnesses), func() func(int) {
		seen := make([]int, len(vocabulary.Stems))
		return func(i int) {
			w := witnesses[i]
			for k, s := range w.Stem {
				if seen[s] != i+1 && !w.Skipped[k] {
					seen[s] = i + 1
					w.Bag = append(w.Bag, s)
					w.Norm += vocabulary.Rarity[s] * vocabulary.Rarity[s]
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
