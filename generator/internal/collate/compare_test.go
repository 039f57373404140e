package collate

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dossier/generator/internal/edit"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

var sameResult = cmpopts.IgnoreUnexported(Result{})

func TestOrderOfTextsDoesNotMatter(t *testing.T) {
	texts, _ := plant(90, 3)
	want := Compare(texts, Options{})
	order := rand.New(rand.NewPCG(1, 1)).Perm(len(texts))
	mixed := make([]witness.Text, len(texts))
	for i, n := range order {
		mixed[i] = texts[n]
	}
	got := Compare(mixed, Options{})
	if d := cmp.Diff(want.Comparisons, got.Comparisons); d != "" {
		t.Errorf("comparisons differ (-in order +mixed):\n%s", d)
	}
	for i, n := range order {
		if d := cmp.Diff(want.Boilerplate[n], got.Boilerplate[i]); d != "" {
			t.Errorf("boilerplate of %s differs:\n%s", mixed[i].ID, d)
		}
	}
}

func TestNumberOfProcessorsDoesNotMatter(t *testing.T) {
	texts, _ := plant(150, 4)
	want := Compare(texts, Options{Workers: 1})
	for _, n := range []int{2, 4, 7} {
		if d := cmp.Diff(want, Compare(texts, Options{Workers: n}), sameResult); d != "" {
			t.Errorf("%d workers find something else:\n%s", n, d)
		}
	}
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	if d := cmp.Diff(want, Compare(texts, Options{}), sameResult); d != "" {
		t.Errorf("GOMAXPROCS=1 finds something else:\n%s", d)
	}
}

func TestSwappingTwoSourcesMirrorsTheComparison(t *testing.T) {
	texts, _ := plant(40, 5)
	r := Compare(texts, Options{})
	for _, c := range r.Comparisons {
		m, ok := r.Of(c.B, c.A)
		if !ok || m.A != c.B || m.B != c.A {
			t.Fatalf("Of(%s, %s) is %s, %s, %v", c.B, c.A, m.A, m.B, ok)
		}
		if d := cmp.Diff(c, m.Mirror()); d != "" {
			t.Errorf("the mirror of the mirror differs:\n%s", d)
		}
		for _, al := range c.Alignments {
			if !slices.ContainsFunc(m.Alignments, func(x Alignment) bool {
				return x.A == al.B && x.B == al.A && x.Kind == al.Kind && x.Moved == al.Moved && x.Score == al.Score
			}) {
				t.Errorf("%s, %s: the mirror lacks %v", c.A, c.B, al)
			}
		}
	}
	// Under exchanged names the engine goes over the two from the other side; what it finds is the same but for ties.
	a, b := texts[r.number(texts, r.Comparisons[0].A)], texts[r.number(texts, r.Comparisons[0].B)]
	one, _ := Compare([]witness.Text{a, b}, Options{}).Of(a.ID, b.ID)
	a.ID, b.ID = b.ID, a.ID
	two, _ := Compare([]witness.Text{a, b}, Options{}).Of(a.ID, b.ID)
	if x, y := one.CoveredA, two.CoveredA; x-y > 0.03 || y-x > 0.03 {
		t.Errorf("%.3f of A is covered under its own name, %.3f under the other", x, y)
	}
}

// number returns the place of the text with that ID.
func (r *Result) number(texts []witness.Text, id string) int {
	return slices.IndexFunc(texts, func(x witness.Text) bool { return x.ID == id })
}

func TestAnUnrelatedSourceChangesLittle(t *testing.T) {
	texts, _ := readArticles(t)
	other := witness.Text{ID: "zz", Lang: "en", Body: strings.Repeat("The orchard behind the mill yields apples, plums and quinces. Gardeners prune it every winter and graft young branches in spring.\n\nBees fly from the hives to the blossom. ", 3)}
	before, after := Compare(texts, Options{}), Compare(append(slices.Clone(texts), other), Options{})
	for _, c := range before.Comparisons {
		d, ok := after.Of(c.A, c.B)
		if !ok {
			t.Errorf("%s and %s are related no more", c.A, c.B)
			continue
		}
		for _, al := range c.Alignments {
			var a []segment.Span
			for _, x := range d.Alignments {
				if x.A.Overlaps(al.A) && x.B.Overlaps(al.B) {
					a = append(a, x.A)
				}
			}
			if covered(al.A, a) < 0.9 {
				t.Errorf("%s, %s: %v is found no more", c.A, c.B, al)
			}
		}
	}
	if len(after.Comparisons) != len(before.Comparisons) {
		t.Errorf("%d related pairs, before %d", len(after.Comparisons), len(before.Comparisons))
	}
}

func TestRangesAreSound(t *testing.T) {
	texts, _ := plant(60, 6)
	articles, _ := readArticles(t)
	for _, set := range [][]witness.Text{texts, articles} {
		r := Compare(set, Options{})
		body := map[string]string{}
		for _, x := range set {
			body[x.ID] = x.Body
		}
		for _, c := range r.Comparisons {
			for _, al := range c.Alignments {
				if al.Score < 0 || al.Score > 1 || al.Common < 0 || al.Common > 1 {
					t.Errorf("score %v, common %v", al.Score, al.Common)
				}
				if want := edit.Common(al.A.In(body[c.A]), al.B.In(body[c.B])); al.Common != want {
					t.Errorf("%s, %s: %v of the words are common, want %v", c.A, c.B, al.Common, want)
				}
				if al.Kind != Verbatim && al.Kind != Edited && al.Kind != Reworded {
					t.Errorf("kind %q", al.Kind)
				}
			}
			checkRanges(t, c, body)
		}
	}
}

// checkRanges checks that the alignments and the leftovers of a comparison hold each word of either text once.
func checkRanges(t testing.TB, c Comparison, body map[string]string) {
	t.Helper()
	a, b := c.spans()
	for _, side := range []struct {
		id    string
		spans []segment.Span
		left  []Leftover
	}{{c.A, a, c.LeftA}, {c.B, b, c.LeftB}} {
		text := body[side.id]
		all := slices.Clone(side.spans)
		for i, l := range side.left {
			all = append(all, l.Span)
			if strings.Contains(l.Span.In(text), "\n\n") || i > 0 && l.Span.Start < side.left[i-1].Span.End {
				t.Errorf("%s: leftover %q", side.id, l.Span.In(text))
			}
		}
		slices.SortFunc(all, func(x, y segment.Span) int { return x.Start - y.Start })
		n := 0
		for i, s := range all {
			if s.Start < 0 || s.End > len(text) || s.Len() <= 0 {
				t.Fatalf("%s: range %v", side.id, s)
			}
			if i > 0 && all[i-1].End > s.Start {
				t.Errorf("%s: ranges %v and %v overlap", side.id, all[i-1], s)
			}
			n += segment.Count(s.In(text))
		}
		for _, w := range segment.Words(text) {
			if !slices.ContainsFunc(all, func(s segment.Span) bool { return s.Contains(w) }) {
				t.Errorf("%s, %s: %q of %s is neither aligned nor left over", c.A, c.B, w.In(text), side.id)
			}
		}
		if want := segment.Count(text); n != want {
			t.Errorf("%s, %s: %d words of %s are aligned or left over, which has %d", c.A, c.B, n, side.id, want)
		}
	}
}

// TestNoWordIsLost compares random texts that take over, quote, edit and repeat each other's sentences.
func TestNoWordIsLost(t *testing.T) {
	kinds := map[LeftoverKind]int{}
	for seed := range uint64(40) {
		texts := randomTexts(seed)
		body := map[string]string{}
		for _, x := range texts {
			body[x.ID] = x.Body
		}
		for _, c := range Compare(texts, Options{}).Comparisons {
			checkRanges(t, c, body)
			checkRanges(t, c.Mirror(), body)
			for _, l := range slices.Concat(c.LeftA, c.LeftB) {
				kinds[l.Kind]++
			}
		}
	}
	for _, k := range []LeftoverKind{Only, Again, Uncompared, Begins, GoesOn} {
		if kinds[k] == 0 {
			t.Errorf("nothing is left over as %q, so that the test shows nothing of it", k)
		}
	}
}

// randomTexts returns texts on one matter, as papers print them.
func randomTexts(seed uint64) []witness.Text {
	p := newPlanter(seed)
	subject := p.topic()
	var pool []string
	for range 12 {
		words := p.sentence(subject)
		s := strings.Join(words, " ")
		switch p.r.IntN(5) {
		case 0:
			s = "“" + s + "” he told reporters"
		case 1:
			at := 1 + p.r.IntN(len(words)-1)
			s = "“" + strings.Join(words[:at], " ") + ",” she said on Monday, “" + strings.Join(words[at:], " ") + "”"
		case 2:
			s = strings.Join(words, " ") + ", which nobody had foreseen; then it rained"
		}
		pool = append(pool, strings.ToUpper(s[:1])+s[1:]+".")
	}
	var texts []witness.Text
	for n := range 5 {
		var b strings.Builder
		for range 5 + p.r.IntN(10) {
			s := pool[p.r.IntN(len(pool))]
			switch p.r.IntN(4) {
			case 0: // in part
				words := strings.Fields(s)
				from := p.r.IntN(len(words))
				s = strings.Join(words[from:], " ")
			case 1:
				s = strings.Join(p.edit(strings.Fields(s), .15), " ")
			case 2:
				s = strings.Join(p.sentence(subject), " ") + "."
			}
			b.WriteString(s)
			b.WriteString(p.one(" ", "\n\n", " — ", " ***\n\n"))
		}
		b.WriteString("\n\nAll rights reserved by the paper and its printers. Write to us about the news of the day.")
		texts = append(texts, witness.Text{ID: string(rune('a' + n)), Lang: "en", Publisher: "The Paper", Body: strings.TrimSpace(b.String())})
	}
	return texts
}

func TestShuffledTextAlignsNothing(t *testing.T) {
	texts, _ := plant(120, 7)
	r := rand.New(rand.NewPCG(7, 7))
	for i := range texts {
		body, _, _ := strings.Cut(texts[i].Body, "\n\nSign up")
		words := strings.Fields(strings.NewReplacer(".", "", ",", "", "“", "", "”", "", ":", "").Replace(body))
		r.Shuffle(len(words), func(a, b int) { words[a], words[b] = words[b], words[a] })
		for k := 0; k < len(words); k += 16 {
			words[k] = strings.ToUpper(words[k][:1]) + words[k][1:]
			if k > 0 {
				words[k-1] += "."
			}
		}
		texts[i].Body = strings.Join(words, " ")
	}
	found := 0
	for _, c := range Compare(texts, Options{}).Comparisons {
		found += len(c.Alignments)
	}
	// Some two hundred pairs of texts on one subject are compared, with half a million pairs of sentences.
	if found > 4 {
		t.Errorf("%d alignments in text whose words are shuffled", found)
	}
}

func TestFootersAreBoilerplate(t *testing.T) {
	texts, _ := plant(40, 8)
	r := Compare(texts, Options{})
	for i, x := range texts {
		at := strings.Index(x.Body, "Sign up for the")
		if len(r.Boilerplate[i]) != 1 || r.Boilerplate[i][0].Start != at {
			t.Errorf("%s: boilerplate %v, want the footer at %d", x.ID, r.Boilerplate[i], at)
		}
	}
	for _, c := range r.Comparisons {
		for _, al := range c.Alignments {
			for i, x := range texts {
				if x.ID == c.A && al.A.Overlaps(r.Boilerplate[i][0]) {
					t.Errorf("%s, %s: a footer is aligned", c.A, c.B)
				}
			}
		}
	}
}

// One paragraph in more texts than can be compared with one another must not bring back
// the square: it is common property, even where each copy differs by a word.
func TestAParagraphInThousandsOfSourcesMakesNoPairs(t *testing.T) {
	n := 5000
	if testing.Short() {
		n = 600
	}
	p := newPlanter(9)
	shared := []string{}
	for len(shared) < 90 {
		shared = append(shared, p.sentence(p.topic())...)
	}
	for _, edited := range []bool{false, true} {
		var texts []witness.Text
		for i := range n {
			words := slices.Clone(shared)
			if edited {
				words[1+p.r.IntN(len(words)-2)] = p.pick(noun)
			}
			own := p.sentence(p.topic())
			texts = append(texts, witness.Text{ID: fmt.Sprintf("t%05d", i), Lang: "en", Publisher: fmt.Sprint("outlet ", i), Body: strings.Join(own, " ") + "\n\n" + strings.Join(words, " ") + "\n\n" + strings.Join(p.sentence(p.topic()), " ")})
		}
		if got := len(Compare(texts, Options{}).Comparisons); got > n {
			t.Errorf("edited=%v: %d pairs of %d texts", edited, got, n)
		}
	}
}

func TestOddTextsAreHarmless(t *testing.T) {
	again := strings.TrimSpace(strings.Repeat("no ", 20000))
	bodies := []string{
		"", " ", "…", "a", again, again + " " + again, strings.Repeat("no yes ", 5000), "no. no. no.", "“", "\n\n\n\n", "��", "\xff\xfe bad \xc3 bytes",
		"不允许把恐怖分子分为“好的”和“坏的”。反恐斗争必须严格遵守国际法。", "把恐怖分子分为好坏是不允许的。反恐斗争必须严格遵守国际法和决议。",
	}
	var texts []witness.Text
	for i, b := range bodies {
		texts = append(texts, witness.Text{ID: fmt.Sprint(i), Body: b, Lang: "zz"})
	}
	r := Compare(texts, Options{})
	if _, ok := r.Of("12", "13"); !ok {
		t.Error("two Chinese texts with a sentence in common are not related")
	}
	if Compare(nil, Options{}) == nil {
		t.Error("no texts, no result")
	}
}

// Small cases of what a comparison must tell apart.
func TestKindsAndMoves(t *testing.T) {
	const (
		lead   = "The harbour authority closed the northern pier on Tuesday after engineers found deep cracks in the concrete."
		costs  = "Repairs will cost about four million crowns, according to an estimate that the council has not yet published."
		ferry  = "Ferries to the outer islands leave from the fish market until further notice."
		mayor  = "The mayor defended the decision and promised a public hearing before the summer holidays begin."
		joined = "The mayor defended the decision; she promised a public hearing before the summer holidays begin, and ferries to the outer islands leave from the fish market until further notice."
	)
	compare := func(a, b string) []Alignment {
		c, _ := Compare([]witness.Text{{ID: "a", Lang: "en", Body: a}, {ID: "b", Lang: "en", Body: b}}, Options{}).Of("a", "b")
		return c.Alignments
	}
	t.Run("verbatim but for typography", func(t *testing.T) {
		got := compare(lead+" "+costs, strings.ToUpper(lead)+"\n\n"+costs)
		if len(got) != 1 || got[0].Kind != Verbatim || got[0].Score != 1 {
			t.Errorf("got %v", got)
		}
	})
	t.Run("edited", func(t *testing.T) {
		got := compare(lead+" "+costs+" "+mayor, strings.Replace(lead, "deep cracks", "cracks", 1)+" "+strings.Replace(costs, "about", "nearly", 1)+" "+mayor)
		if len(got) != 1 || got[0].Kind != Edited {
			t.Errorf("got %v", got)
		}
	})
	t.Run("moved", func(t *testing.T) {
		got := compare(lead+" "+costs+" "+ferry+" "+mayor, ferry+" "+lead+" "+costs+" "+mayor)
		moved := 0
		for _, al := range got {
			if al.Moved {
				moved++
				if !strings.HasPrefix(ferry, al.B.In(ferry + " " + lead)[:20]) {
					t.Errorf("%v is marked as moved", al)
				}
			}
		}
		if moved != 1 {
			t.Errorf("%d passages are marked as moved: %v", moved, got)
		}
	})
	t.Run("split and joined", func(t *testing.T) {
		got := compare(lead+" "+mayor+" "+ferry, joined+" "+costs)
		a := lead + " " + mayor + " " + ferry
		var spans []segment.Span
		for _, al := range got {
			spans = append(spans, al.A)
		}
		at := strings.Index(a, mayor)
		if covered(segment.Span{Start: at, End: len(a)}, spans) < 0.9 {
			t.Errorf("the two sentences that were joined are not both answered: %v", got)
		}
	})
	t.Run("only a topic", func(t *testing.T) {
		if got := compare(lead+" "+costs, "On the northern pier tourists eat ice cream. The harbour authority sells tickets. The council meets on Tuesday."); len(got) != 0 {
			t.Errorf("got %v", got)
		}
	})
}

// FuzzCompare checks that no pair of texts makes ranges that are out of order or out of the text.
func FuzzCompare(f *testing.F) {
	f.Add("We will bear this in mind when we make decisions. “Yes,” he said.", "“Yes,” he said. We bore this in mind when decisions were made.")
	f.Fuzz(func(t *testing.T, a, b string) {
		texts := []witness.Text{{ID: "a", Body: a, Lang: "en"}, {ID: "b", Body: b + a, Lang: "de"}, {ID: "c", Body: a + "\n\n" + b, Lang: "zz"}}
		r := Compare(texts, Options{})
		body := map[string]string{"a": a, "b": b + a, "c": a + "\n\n" + b}
		for _, c := range r.Comparisons {
			end := 0
			for _, al := range c.Alignments {
				if al.A.Start < end || al.A.End <= al.A.Start || al.A.End > len(body[c.A]) || al.B.Start < 0 || al.B.End <= al.B.Start || al.B.End > len(body[c.B]) {
					t.Fatalf("%v", al)
				}
				end = al.A.End
				r.Elsewhere(c.A, al.A, nil)
				r.words(c, al)
			}
		}
	})
}
