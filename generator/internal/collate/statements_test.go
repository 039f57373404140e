package collate

import (
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAFrameIsNoStatement(t *testing.T) {
	const (
		taxes   = "We shall not raise the tax on beer as long as I sit in this office"
		schools = "Every village that wants to keep its school will be given the teachers for it"
		fleet   = "The trawlers stay in port until the nets have been counted again"
	)
	for name, two := range map[string][2]string{
		"spoken to one paper": {
			"“" + taxes + ",” Dvorak told the Bratislava weekly Hviezda in an interview.", "“" + schools + ",” Dvorak told the Bratislava weekly Hviezda in an interview."},
		"a long frame": {
			"“" + taxes + ",” he said on Sunday evening in a long interview with the Bratislava weekly Hviezda, which came out yesterday.",
			"“" + fleet + ",” he said on Tuesday evening in a long interview with the Bratislava weekly Hviezda, which came out yesterday."},
		"a title and a name": {
			"The permanent secretary of the Baltic Fisheries Commission, Torvald Eskilsson, bought four horses from a breeder at Uppsala in the spring.",
			"Questions about the herring quota went unanswered by the permanent secretary of the Baltic Fisheries Commission, Torvald Eskilsson."},
		"a formula": {
			"Then the stewards, and the wardens of the guild, shut the gate against the carter who had come with three barrels of salt.",
			"A widow of the lower town laid her complaint about the well before the stewards, and the wardens of the guild."},
	} {
		if c := compareTwo(two[0], two[1]); len(c.Alignments) > 0 {
			al := c.Alignments[0]
			t.Errorf("%s: %s\n  %s\n  %s", name, al.Kind, al.A.In(two[0]), al.B.In(two[1]))
		}
		// Beside each other the quotation is found, with its frame or without.
		if c := compareTwo(two[0], two[0]); c.CoveredA < 1 || c.Strength < 1 {
			t.Errorf("%s: of the same sentence only %.2f is covered, strength %.2f", name, c.CoveredA, c.Strength)
		}
	}
}

func TestWhoSpeaksIsNoStatement(t *testing.T) {
	const same = "The council of Velm voted on Tuesday to close the old bridge for the winter."
	for name, two := range map[string][2]string{
		"in other words":    {"The mayor of Velm told reporters that the state had lost two weeks.", "The school in Velm has no heating, said the mayor."},
		"behind and before": {"The mayor of Velm said that the state had lost two weeks.", "The school in Velm has no heating, said the mayor."},
	} {
		a, b := same+" "+two[0]+" Work begins in May.", same+" "+two[1]+" Children stay at home."
		c := compareTwo(a, b)
		if len(c.Alignments) != 1 || c.Alignments[0].A.In(a) != same {
			t.Errorf("%s: %d alignments, the first of %q", name, len(c.Alignments), c.Alignments[0].A.In(a))
		}
	}
	// The same thing, said by the same one in either way, is a statement.
	a, b := same+" The mayor of Velm said that the school has had no heating since Monday.", same+" The school has had no heating, said the mayor."
	if c := compareTwo(a, b); c.CoveredB < 1 {
		t.Errorf("of what the mayor said twice only %.2f is covered", c.CoveredB)
	}
}

func TestWhoseTurnItIsIsNoPartOfAStatement(t *testing.T) {
	const said = "We shall keep the ferry until the bridge over the Velm is paid for."
	const paper = "“" + said + "” the mayor, Mr Rehn, said on Monday."
	const radio = "HOST: What becomes of the ferry?\n\nREHN: " + said + "\n\nHOST: And after that?\n\nREHN: After that we shall see."
	const other = "HOST: Good evening.\n\nREHN: " + said + "\n\nHOST: Thank you."
	for _, b := range []string{paper, other} {
		c := compareTwo(radio, b)
		if len(c.Alignments) != 1 {
			t.Fatalf("%d alignments with %q", len(c.Alignments), b)
		}
		for _, words := range []string{c.Alignments[0].A.In(radio), c.Alignments[0].B.In(b)} {
			if strings.Trim(words, "“”.") != strings.TrimSuffix(said, ".") {
				t.Errorf("%q is taken for what was said", words)
			}
		}
	}
}

func TestAQuotationAnswersAQuotation(t *testing.T) {
	const (
		quoted = "He was asked about the dam.\n\n“Splitting the valley into useful and useless farms is a thing we cannot allow,” Mayor Ferrand said.\n\nThe road stays closed for now, and buses take the way through the forest."
		twice  = "Splitting the valley into useful and useless farms is a thing we cannot allow, says the mayor of the town\n\n" +
			"Engineers came on Monday with maps and measuring rods, and stayed for a week at the inn.\n\nNobody paid them for the first three days of it.\n\n" +
			"“The plans for splitting the valley into useful and useless farms are a thing we cannot allow.”"
	)
	for _, swapped := range []bool{false, true} {
		a, b := quoted, twice
		if swapped {
			a, b = b, a
		}
		c := compareTwo(a, b)
		if len(c.Alignments) != 1 {
			t.Fatalf("swapped=%v: %v", swapped, c.Alignments)
		}
		al := c.Alignments[0]
		if swapped {
			al.A, al.B = al.B, al.A
		}
		if got := al.B.In(twice); !strings.Contains(got, "The plans for splitting") {
			t.Errorf("swapped=%v: the quotation is answered by %q", swapped, got)
		}
		left := c.LeftB
		if swapped {
			left = c.LeftA
		}
		for _, l := range left {
			if strings.Contains(l.Span.In(twice), "says the mayor of the town") && l.Kind != Again {
				t.Errorf("swapped=%v: what stands twice is left over as %q: %q", swapped, l.Kind, l.Span.In(twice))
			}
		}
	}
}

func TestPiecesOfAWordOrTwoAreNoEvidence(t *testing.T) {
	texts, _ := plant(300, 13)
	body := map[string]string{}
	for _, x := range texts {
		body[x.ID] = x.Body
	}
	for _, c := range Compare(texts, Options{}).Comparisons {
		for _, al := range c.Alignments {
			if a, b := segment.WordsIn(body[c.A], al.A), segment.WordsIn(body[c.B], al.B); len(a) < leastPiece || len(b) < leastPiece {
				t.Errorf("%s, %s: %s %q and %q", c.A, c.B, al.Kind, al.A.In(body[c.A]), al.B.In(body[c.B]))
			}
		}
	}
	// A piece that complete is given is dropped whatever found it.
	x, list := alignerOf("Agreed. The new bridge was opened by the queen.", "Agreed. A ferry sank.")
	list = append(list, passage{a: [2]int32{0, 1}, b: [2]int32{0, 1}, pairs: []pairing{{0, 0}}})
	if got := x.complete(list); len(got) != 0 {
		t.Errorf("a single word is an alignment: %v", got)
	}
}

// alignerOf returns an aligner over two texts, and no passages.
func alignerOf(a, b string) (*aligner, []passage) {
	witnesses, vocabulary := witness.Read([]witness.Text{{ID: "a", Lang: "en", Body: a}, {ID: "b", Lang: "en", Body: b}}, 1)
	x := newAligner(vocabulary, witness.CountFormulas(witnesses, vocabulary, 1), 2)
	x.start(witnesses[0])
	x.with(witnesses[1])
	return x, nil
}

func TestStrengthOrdersWhatIsSharedByLengthAndLikeness(t *testing.T) {
	p := newPlanter(31)
	var list []string
	for range 16 {
		list = append(list, strings.Join(p.sentence(p.topic()), " "))
	}
	text := func(from, to int) string { return strings.Join(list[from:to], " ") }
	whole := compareTwo(text(0, 8), text(0, 8))
	half := compareTwo(text(0, 8), text(0, 4))
	among := compareTwo(text(0, 8), text(0, 2)+" "+text(8, 14))
	if whole.Strength != 1 {
		t.Errorf("the same text twice has strength %.3f, want 1", whole.Strength)
	}
	if !(whole.Strength > half.Strength && half.Strength > among.Strength && among.Strength > 0) {
		t.Errorf("strengths %.3f, %.3f, %.3f do not fall", whole.Strength, half.Strength, among.Strength)
	}
	if d := math.Abs(half.Strength - math.Sqrt(0.5)); d > 0.1 {
		t.Errorf("half a text has strength %.3f, want about the root of one half", half.Strength)
	}
	if d := cmp.Diff(half, half.Mirror().Mirror()); d != "" || half.Mirror().Strength != half.Strength {
		t.Errorf("the mirror has another strength: %s", d)
	}
}

func TestNamesAndNumbersOfTwoSentences(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		want       evidence
	}{
		{"numbers beside one word", "The quake in Tolna hurt 19 people.", "In Tolna a quake hurt 31 people.", evidence{shared: true, sharedName: true, telling: true, numbersDiffer: 1, numbersApart: true}},
		{"a number as a word", "The quake in Tolna hurt five people.", "In Tolna a quake hurt 5 people.", evidence{shared: true, sharedName: true, telling: true}},
		{"a toll that rises", "The quake in Tolna hurt 40 people.", "In Tolna a quake hurt 42 people.", evidence{shared: true, sharedName: true, telling: true, numbersApart: true}},
		{"numbers of two things", "The quake in Tolna hurt 19 people.", "In Tolna a quake lasted 31 seconds.", evidence{shared: true, sharedName: true, telling: true, numbersApart: true}},
		{"names in one role", "They met the minister Aldana near the lake.", "They met the minister Bruckner near the lake.", evidence{namesDiffer: 1, namesApart: true}},
		{"spellings of a name", "They met the colonel Qadhafi near the lake.", "They met the colonel Gaddafi near the lake.", evidence{shared: true, sharedName: true, telling: true}},
		{"a name and what is made of it", "The army of Yemen left.", "The army of the Yemeni left.", evidence{shared: true, sharedName: true, telling: true}},
		{"first name and surname", "They met Paula Bruckner near the lake.", "They met Bruckner near the lake.", evidence{shared: true, sharedName: true, telling: true}},
		{"first name in common", "They met Paula Bruckner near the lake.", "They met Paula Aldana near the lake.", evidence{namesDiffer: 1, namesApart: true}},
		{"a weekday is no name", "They met on Monday near the lake.", "They met on Friday near the lake.", evidence{}},
	} {
		x, _ := alignerOf(tt.a, tt.b)
		whole := func(w *witness.Witness) [2]int32 { return [2]int32{0, int32(len(w.Words))} }
		if got := x.weighFacts(whole(x.a), whole(x.b)); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
		y, _ := alignerOf(tt.b, tt.a)
		if got := y.weighFacts(whole(y.a), whole(y.b)); got != tt.want {
			t.Errorf("%s, from the other side: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// In texts that use the same few words all the time no word is rare, and a whole sentence is still more than a title.
func TestANameInThePlaceOfAnother(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"The port of Varna has forbidden boats.", "The port of Tomis has forbidden boats.", 1},
		{"The port of Varna has forbidden boats of Lesko.", "The port of Tomis has forbidden boats of Arkan.", 2},
		{"The colonel Qadhafi has forbidden boats.", "The colonel Gaddafi has forbidden boats.", 0},
		{"The port of Varna has forbidden boats.", "The port of the town has forbidden boats.", 0},
		{"The port of Varna has forbidden boats.", "The port on the cold river Tomis by the sea has forbidden boats.", 0}, // what stands there is no name alone
	} {
		// The other names stand in either text, so that it knows them.
		x, _ := alignerOf(tt.a+"\n\nThey went to Tomis and to Arkan.", tt.b+"\n\nThey went to Varna and to Lesko.")
		u, v := x.a.Units[0], x.b.Units[0]
		p := unitPair{}
		x.compareUnits(&p, u, v)
		if got := x.namesInPlace(p.pairs, [2]int32{u.From, u.To}, [2]int32{v.From, v.To}); got != tt.want {
			t.Errorf("%q, %q: %d names in the place of others, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestAWholeSentenceIsNoTitle(t *testing.T) {
	const shared = "The council seeks to keep the price of grain where it was."
	x, _ := alignerOf(shared, shared)
	clear(x.vocabulary.Rarity)
	p := passage{a: [2]int32{0, int32(len(x.a.Words))}, b: [2]int32{0, int32(len(x.b.Words))}}
	for i := range x.a.Words {
		p.pairs = append(p.pairs, pairing{int32(i), int32(i)})
	}
	if x.isTitle(p) {
		t.Error("a whole sentence is taken for a title")
	}
}
