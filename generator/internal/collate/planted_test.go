package collate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// A planted corpus: articles in stories that share topic words and names, with units of seven
// kinds planted in two to four articles of a story each, and a footer per outlet. The same seed
// gives the same bytes.

// planted is one pair of instances that a comparison should find.
type planted struct {
	a, b int // numbers of the texts, a before b
	sa   segment.Span
	sb   segment.Span
	kind string
}

type planter struct {
	r     *rand.Rand
	stock [4][]string // nouns, verbs, adjectives, adverbs, the common ones first
	near  map[string][]string
	names []string
}

const (
	noun = iota
	verb
	adjective
	adverb
)

func newPlanter(seed uint64) *planter {
	p := &planter{r: rand.New(rand.NewPCG(seed, 4)), near: map[string][]string{}}
	syllables := strings.Fields("ba ber bin cal cor dan del dor el en fal fen gar gil hal har il jon kal ker lan lem lor mal mer min nal nor on par pel por quin ral ren ril sal sel sor tal ten tor ul van vel vor wal wen yar zel")
	ends := [4][]string{{"ment", "ion", "er", "ness", "age", "ty"}, {"ate", "ize", "en", "ish", "ify"}, {"al", "ous", "ive", "ic", "ful"}, {"ly", "wise", "ward"}}
	used := map[string]bool{}
	for k, n := range [4]int{1600, 700, 600, 120} {
		for len(p.stock[k]) < n {
			w := ""
			for range 1 + p.r.IntN(2) {
				w += syllables[p.r.IntN(len(syllables))]
			}
			w += ends[k][p.r.IntN(len(ends[k]))]
			if !used[w] {
				used[w] = true
				p.stock[k] = append(p.stock[k], w)
			}
		}
		for i, w := range p.stock[k] {
			for range 3 {
				p.near[w] = append(p.near[w], p.stock[k][(i+1+p.r.IntN(40))%n])
			}
		}
	}
	for len(p.names) < 300 {
		w := syllables[p.r.IntN(len(syllables))] + syllables[p.r.IntN(len(syllables))]
		p.names = append(p.names, strings.ToUpper(w[:1])+w[1:])
	}
	return p
}

type topic struct {
	words [4][]string
	names []string
}

func (p *planter) pick(k int) string {
	n := len(p.stock[k])
	return p.stock[k][int(float64(n)*math.Pow(p.r.Float64(), 2.2))]
}

func (p *planter) topic() topic {
	var t topic
	for k, n := range [4]int{40, 20, 16, 6} {
		for range n {
			t.words[k] = append(t.words[k], p.pick(k))
		}
	}
	for range 8 {
		t.names = append(t.names, p.names[p.r.IntN(len(p.names))])
	}
	return t
}

func (p *planter) word(t topic, k int) string {
	if p.r.Float64() < 0.45 {
		return t.words[k][p.r.IntN(len(t.words[k]))]
	}
	return p.pick(k)
}

func (p *planter) one(s ...string) string { return s[p.r.IntN(len(s))] }

func (p *planter) nounPhrase(t topic, deep bool) []string {
	if p.r.Float64() < 0.2 {
		return []string{p.one(t.names...)}
	}
	out := []string{p.one("the", "the", "a", "its", "their", "this", "no", "another", "some")}
	for range p.r.IntN(3) {
		out = append(out, p.word(t, adjective))
	}
	out = append(out, p.word(t, noun))
	if deep && p.r.Float64() < 0.4 {
		out = append(append(out, p.one("of", "in", "for", "from", "against", "with")), p.nounPhrase(t, false)...)
	}
	return out
}

func (p *planter) clause(t topic) []string {
	out := p.nounPhrase(t, true)
	if p.r.Float64() < 0.4 {
		out = append(out, p.one("will", "could", "has", "had", "may", "must"))
	}
	out = append(append(out, p.word(t, verb)+p.one("ed", "s", "")), p.nounPhrase(t, true)...)
	switch x := p.r.Float64(); {
	case x < 0.15:
		out = append(out, p.word(t, adverb))
	case x < 0.35:
		out = append(out, "on", p.one("Monday", "Tuesday", "Friday", "Sunday"))
	case x < 0.45:
		out = append(out, "for", fmt.Sprint(2+p.r.IntN(80)), "days")
	}
	return out
}

func (p *planter) sentence(t topic) []string {
	out := p.clause(t)
	switch x := p.r.Float64(); {
	case x < 0.2:
		out[len(out)-1] += ","
		out = append(append(out, p.one("while", "after", "because", "although")), p.clause(t)...)
	case x < 0.3:
		out[len(out)-1] += ","
		out = append(out, p.one(t.names...), "said")
	}
	out[0] = strings.ToUpper(out[0][:1]) + out[0][1:]
	out[len(out)-1] += "."
	return out
}

// edit replaces, drops and adds words at the given rate; the ends of sentences stay.
func (p *planter) edit(words []string, rate float64) []string {
	function := strings.Fields("the a its of in for with and that which was has will their some no before under about")
	var out []string
	for i, w := range words {
		core := strings.TrimRight(w, ".,")
		x := p.r.Float64() / rate
		keeps := i == 0 || core != w
		switch {
		case x < 0.65 || x < 1 && keeps:
			s := p.one(function...)
			if near := p.near[core]; len(near) > 0 {
				s = near[p.r.IntN(len(near))]
			}
			if i == 0 {
				s = strings.ToUpper(s[:1]) + s[1:]
			}
			out = append(out, s+w[len(core):])
		case x < 0.85:
		case x < 1:
			out = append(out, p.pick(p.r.IntN(4)), w)
		default:
			out = append(out, w)
		}
	}
	return out
}

// again says a sentence again: clauses change places, half of the content words change.
func (p *planter) again(words []string) []string {
	body := slices.Clone(words)
	body[len(body)-1] = strings.TrimSuffix(body[len(body)-1], ".")
	for i := 3; i < len(body)-3; i++ {
		if strings.HasSuffix(body[i], ",") {
			head := slices.Clone(body[:i+1])
			head[i] = strings.TrimSuffix(head[i], ",")
			body = append(slices.Clone(body[i+1:]), head...)
			break
		}
	}
	for i, w := range body {
		if near := p.near[strings.ToLower(w)]; len(near) > 0 && p.r.Float64() < 0.5 {
			body[i] = near[p.r.IntN(len(near))]
		}
		if i > 0 && !slices.Contains(p.names, body[i]) {
			body[i] = strings.ToLower(body[i])
		}
	}
	body[0] = strings.ToUpper(body[0][:1]) + body[0][1:]
	body[len(body)-1] += "."
	return body
}

type piece struct {
	text          string
	before, after string // around the text, not part of the unit
	unit          int    // -1 for none
	kind          string
}

var plantedKinds = []string{"verbatim", "light", "heavy", "reorder", "quote", "quotevar", "para"}

// plant returns n texts and what is planted in them.
func plant(n int, seed uint64) ([]witness.Text, []planted) {
	p := newPlanter(seed)
	outlets := strings.Fields("Courier Herald Ledger Observer Tribune Gazette Wire Post")
	var texts []witness.Text
	type place struct {
		text int
		span segment.Span
	}
	places := map[int][]place{}
	kinds := map[int]string{}
	units := 0
	for len(texts) < n {
		t := p.topic()
		size := min(n-len(texts), 1+p.r.IntN(5))
		held := make([][]piece, size)
		for range p.r.IntN(2 + 2*size) {
			if size < 2 {
				break
			}
			kind := plantedKinds[p.r.IntN(len(plantedKinds))]
			holders := p.r.Perm(size)[:min(size, 2+p.r.IntN(3))]
			slices.Sort(holders)
			switch kind {
			case "verbatim", "light", "heavy":
				var src []string
				for target := 30 + p.r.IntN(110); len(src) < target; {
					src = append(src, p.sentence(t)...)
				}
				rate := map[string]float64{"verbatim": 0, "light": 0.15, "heavy": 0.4}[kind]
				for j, h := range holders {
					body := src
					if j > 0 && rate > 0 {
						body = p.edit(src, rate)
					}
					held[h] = append(held[h], piece{text: strings.Join(body, " "), unit: units, kind: kind})
				}
				units++
			case "reorder":
				var list [][]string
				for range 3 + p.r.IntN(3) {
					list = append(list, p.sentence(t))
				}
				for j, h := range holders {
					order := p.r.Perm(len(list))
					if j == 0 {
						slices.Sort(order)
					}
					for _, k := range order {
						held[h] = append(held[h], piece{text: strings.Join(list[k], " "), unit: units + k, kind: kind})
					}
				}
				units += len(list)
			case "quote", "quotevar":
				src := append([]string{p.one("We", "They", "I", "Nobody"), p.one("will", "must", "cannot")}, p.clause(t)...)
				src = append(append(src, p.one("because", "until", "so")), p.clause(t)...)
				name := p.one(t.names...)
				for j, h := range holders {
					body := src
					if j > 0 && kind == "quotevar" {
						body = p.edit(src, 0.25+0.2*p.r.Float64())
					}
					x := piece{text: strings.Join(body, " "), unit: units, kind: kind}
					if p.r.IntN(2) == 0 {
						x.before, x.after = "“", ",” "+name+" "+p.one("said", "wrote", "declared")+"."
					} else {
						x.before, x.after = name+" "+p.one("said", "told reporters")+": “", ".”"
					}
					held[h] = append(held[h], x)
				}
				units++
			case "para":
				src := p.sentence(t)
				for len(src) < 14 {
					src = p.sentence(t)
				}
				for j, h := range holders {
					body := src
					if j > 0 {
						body = p.again(src)
					}
					held[h] = append(held[h], piece{text: strings.Join(body, " "), unit: units, kind: kind})
				}
				units++
			}
		}
		for i := range size {
			outlet := outlets[(len(texts)+i*3)%len(outlets)]
			var list []piece
			for words := 0; words < 330; {
				s := p.sentence(t)
				list = append(list, piece{text: strings.Join(s, " "), unit: -1})
				words += len(s)
			}
			for _, x := range held[i] {
				list = slices.Insert(list, p.r.IntN(len(list)+1), x)
			}
			var b strings.Builder
			for k, x := range list {
				if k > 0 {
					b.WriteString(p.one(" ", " ", "\n\n"))
				}
				b.WriteString(x.before)
				if x.unit >= 0 {
					places[x.unit] = append(places[x.unit], place{len(texts), segment.Span{Start: b.Len(), End: b.Len() + len(x.text)}})
					kinds[x.unit] = x.kind
				}
				b.WriteString(x.text + x.after)
			}
			b.WriteString("\n\nSign up for the " + outlet + " newsletter to receive the news of the day every morning.")
			texts = append(texts, witness.Text{ID: fmt.Sprintf("t%05d", len(texts)), Body: b.String(), Lang: "en", Publisher: outlet})
		}
	}
	var truth []planted
	for u := range units {
		for i, x := range places[u] {
			for _, y := range places[u][i+1:] {
				truth = append(truth, planted{min(x.text, y.text), max(x.text, y.text), x.span, y.span, kinds[u]})
			}
		}
	}
	return texts, truth
}

// figures are those of Potthast et al. 2010.
type figures struct{ precision, recall, f1, granularity, plagdet float64 }

func newFigures(precision, recall, granularity float64) figures {
	f := figures{precision: precision, recall: recall, granularity: max(1, granularity)}
	if precision+recall > 0 {
		f.f1 = 2 * precision * recall / (precision + recall)
	}
	f.plagdet = f.f1 / math.Log2(1+f.granularity)
	return f
}

// score compares what was found with what was planted, by bytes.
func score(texts []witness.Text, truth []planted, r *Result) (all figures, recall map[string]float64) {
	cases := map[[2]string][]planted{}
	for _, t := range truth {
		k := [2]string{texts[t.a].ID, texts[t.b].ID}
		cases[k] = append(cases[k], t)
	}
	part := func(s segment.Span, list []segment.Span) float64 {
		n := 0
		end := s.Start
		slices.SortFunc(list, func(x, y segment.Span) int { return x.Start - y.Start })
		for _, o := range list {
			if from, to := max(o.Start, end), min(o.End, s.End); to > from {
				n += to - from
				end = to
			}
		}
		return float64(n)
	}
	var precision, found, hits float64
	detections := 0
	for _, c := range r.Comparisons {
		for _, al := range c.Alignments {
			var a, b []segment.Span
			for _, t := range cases[[2]string{c.A, c.B}] {
				if t.sa.Overlaps(al.A) && t.sb.Overlaps(al.B) {
					a, b = append(a, t.sa), append(b, t.sb)
				}
			}
			detections++
			precision += (part(al.A, a) + part(al.B, b)) / float64(al.A.Len()+al.B.Len())
		}
	}
	recall = map[string]float64{}
	count := map[string]float64{}
	for _, t := range truth {
		c, _ := r.Of(texts[t.a].ID, texts[t.b].ID)
		var a, b []segment.Span
		for _, al := range c.Alignments {
			if t.sa.Overlaps(al.A) && t.sb.Overlaps(al.B) {
				a, b = append(a, al.A), append(b, al.B)
			}
		}
		x := (part(t.sa, a) + part(t.sb, b)) / float64(t.sa.Len()+t.sb.Len())
		recall[t.kind] += x
		recall["all"] += x
		count[t.kind]++
		count["all"]++
		if len(a) > 0 {
			found++
			hits += float64(len(a))
		}
	}
	for k := range recall {
		recall[k] /= count[k]
	}
	return newFigures(precision/max(1, float64(detections)), recall["all"], hits/max(1, found)), recall
}

func TestPlantedPassagesAreFound(t *testing.T) {
	texts, truth := plant(160, 1)
	all, recall := score(texts, truth, Compare(texts, Options{}))
	t.Logf("%d cases: precision %.3f recall %.3f F1 %.3f plagdet %.3f; recall by kind %.3v", len(truth), all.precision, all.recall, all.f1, all.plagdet, recall)
	if all.plagdet < 0.92 || all.precision < 0.95 {
		t.Errorf("plagdet %.3f, precision %.3f; want at least .92 and .95", all.plagdet, all.precision)
	}
	for kind, least := range map[string]float64{"verbatim": 0.99, "light": 0.98, "heavy": 0.92, "reorder": 0.92, "quote": 0.95, "quotevar": 0.7, "para": 0.65} {
		if recall[kind] < least {
			t.Errorf("recall of %s is %.3f, want at least %.2f", kind, recall[kind], least)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			texts, truth := plant(n, 2)
			var r *Result
			for b.Loop() {
				r = Compare(texts, Options{})
			}
			all, recall := score(texts, truth, r)
			b.ReportMetric(all.precision, "precision")
			b.ReportMetric(all.recall, "recall")
			b.ReportMetric(all.f1, "F1")
			b.ReportMetric(all.plagdet, "plagdet")
			for _, kind := range plantedKinds {
				b.ReportMetric(recall[kind], kind+"-recall")
			}
		})
	}
}
