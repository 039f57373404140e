package comparison

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
)

// plainWords says the keys themselves, with what is filled in.
type plainWords struct{}

func (plainWords) Word(key string, args ...any) string {
	return strings.TrimSpace(key + " " + fmt.Sprint(args...))
}

func (plainWords) Count(key string, n int, args ...any) string {
	return fmt.Sprint(key, " ", n, " ", fmt.Sprint(args...))
}

func (plainWords) Language() string { return "en" }

// english is a statement without a frame.
func english(text string) edit.Statement { return edit.Statement{Text: text, Lang: "en"} }

func wordless() leaf {
	return leaf{View: view.View{Index: &view.Index{In: view.Input{Words: plainWords{}}}}}
}

// drawn returns a difference with signs for its marks.
func drawn(d Diff) string {
	var b strings.Builder
	for _, p := range d.Pieces {
		if p.Gap != nil {
			b.WriteString("[" + p.Gap.LeftOut + ": " + p.Gap.Text + "]")
			continue
		}
		mark := map[string]string{"deleted": "-", "inserted": "+", "typographic": "~", "frame": "="}[string(p.Op)]
		b.WriteString(mark + p.Text + mark)
	}
	return b.String()
}

func TestDifferencesAreShownAndSaid(t *testing.T) {
	for _, c := range []struct{ a, b, pieces, sentence string }{
		{"The same.", "The same.", "The same.", "diff_same"},
		{"The ‘same’ words.", "The 'same' words.", "The ~'~same~'~ words.", "diff_marks"},
		{"One two three four.", "Nothing of that kind.", "", "diff_other"},
		{"It is quite unacceptable.", "It is quite not permissible.", "It is quite -unacceptable- +not permissible+.", "diff_sentence diff_has not permissibleunacceptable"},
		{"It is now so.", "It is so.", "It is -now- so.", "diff_sentence diff_omits now"},
		{"It is so.", "It is now so.", "It is +now+ so.", "diff_sentence diff_adds now"},
		{"He planned to step up the work with partners China and India in it.", "He plan on working with the partners China and India in it.",
			"He -planned to step up the work with- +plan on working with the+ partners China and India in it.", "diff_sentence diff_has plan on working with theplanned to step up the work with"},
		{"Dividing such ones is now unacceptable.", "Dividing such is now not permissible.", "Dividing such -ones- is now -unacceptable- +not permissible+.",
			"diff_sentence diff_omits onessemicolondiff_has not permissibleunacceptable"},
		// What stands elsewhere was neither added nor left out.
		{"The old bridge and the old road are shut.", "The old bridge and the road are shut.", "The old bridge and the -old- road are shut.", "diff_sentence diff_has roadold road"},
		{"The bridge and road are shut.", "The bridge and the road are shut.", "The bridge and +the+ road are shut.", "diff_sentence diff_has the roadroad"},
		{"We shut the bridge and the old", "We shut the bridge and the old bridge", "We shut the bridge and the old +bridge+", "diff_sentence diff_has old bridgeold"},
		{"It was already known how badly it was built.", "It was known already how badly it was built.", "It was +known+ already -known- how badly it was built.", "diff_order"},
		{"It was already known how badly it was built.", "It was known how badly it was already so built.", "It was -already- known how badly it was +already so+ built.", ""},
		// Many changes, or a clause that reports: the marked words alone.
		{"A one, a one, a one, a one, a one, a b.", "A two, a two, a two, a two, a two, a b.",
			"A -one- +two+, a -one- +two+, a -one- +two+, a -one- +two+, a -one- +two+, a b.", ""},
		{"The attempts are quite unacceptable.", "According to the head of the council, attempts are quite unacceptable.",
			"-The- +According to the head of the council,+ attempts are quite unacceptable.", ""},
	} {
		d := wordless().Diff(english(c.a), english(c.b))
		if got := drawn(d); got != c.pieces || d.Sentence != c.sentence {
			t.Errorf("from %q to %q:\n got %q, %q\nwant %q, %q", c.a, c.b, got, d.Sentence, c.pieces, c.sentence)
		}
	}
}

func TestAnotherLanguageIsNotOtherWords(t *testing.T) {
	for lang, want := range map[string]string{"de": "", "en-GB": "diff_other", "EN": "diff_other"} {
		if d := wordless().Diff(english("One two three four."), edit.Statement{Text: "Etwas ganz anderes steht hier.", Lang: lang}); d.Sentence != want || d.Pieces != nil {
			t.Errorf("%s: %+v", lang, d)
		}
	}
}

func TestDifferencesAreToldBetweenTheWordsOfTheSpeaker(t *testing.T) {
	// whole is a source that has but these words, of which the statement is a part.
	whole := func(text, part string) edit.Statement {
		i := strings.Index(text, part)
		return StatementOf(&dossier.Source{Lang: "en", Text: &dossier.Text{Plain: text}}, segment.Span{Start: i, End: i + len(part)})
	}
	for _, c := range []struct{ a, b, pieces, sentence string }{
		{"“The bridge is unsafe and we knew it all along.”", "“The bridge is unsafe,” Dahl told the city council, “and we already knew it all along.”",
			"“The bridge is unsafe~,~=” Dahl told the city council, “=and we +already+ knew it all along.”", "diff_sentence diff_adds already"},
		{"“We already knew how badly the bridge was built,” Dahl told the city council.", "“We knew already how badly the bridge was built.”",
			"“We +knew+ already -knew- how badly the bridge was built~.”~", "diff_order"},
		{"“We knew how badly the bridge was built.”", "“We knew,” Dahl told the council, “how badly the bridge was built.”",
			"“We knew~,~=” Dahl told the council, “=how badly the bridge was built.”", "diff_speech"},
		{"“We knew how badly the bridge was built.”", "Dahl said: “We knew how badly the bridge was built.”", "=Dahl said: “=We knew how badly the bridge was built.”", "diff_speech"},
		// Words that are gone stand apart from those before the frame between them.
		{"“Parts of the ceiling come down,” Vogt said. “The wing is closed since nobody wants to wait any longer.”", "Parts of the ceiling come down and nobody wants to wait any longer.",
			"Parts of the ceiling come down-,- -The wing is closed since- +and+ nobody wants to wait any longer~.~", "diff_sentence diff_has andThe wing is closed since"},
		// A word between marks is no quotation of the statement.
		{"They divide them into ‘good’ and ‘bad’ ones.", "They divide them into “good” and “bad” ones now.", "They divide them into ~“~good~”~ and ~“~bad~”~ ones +now+.", "diff_sentence diff_adds now"},
	} {
		d := wordless().Diff(whole(c.a, c.a), whole(c.b, c.b))
		if got := drawn(d); got != c.pieces || d.Sentence != c.sentence {
			t.Errorf("from %q to %q:\n got %q, %q\nwant %q, %q", c.a, c.b, got, d.Sentence, c.pieces, c.sentence)
		}
	}
	// A passage within a quotation has no frame, whatever its marks are.
	if s := whole("“We knew how badly it was built,” he said.\n\n“Another.”", "badly it was built,” he said"); len(s.Frame) != 1 || s.Speech() != "badly it was built,           " {
		t.Errorf("%q, %v", s.Speech(), s.Frame)
	}
	if s := whole("“We knew how badly it was built,” he said.", "how badly it was"); s.Frame != nil {
		t.Errorf("%v", s.Frame)
	}
}

// edited makes a wording by known edits: words are dropped, put in, replaced and moved.
func edited(r *rand.Rand, words []string) []string {
	pool := strings.Fields("already badly bridge council closed road the a of how known never mayor town shut again")
	out := slices.Clone(words)
	for range 1 + r.IntN(3) {
		i := r.IntN(len(out))
		switch r.IntN(4) {
		case 0:
			if len(out) > 3 {
				out = slices.Delete(out, i, i+1)
			}
		case 1:
			out = slices.Insert(out, i, pool[r.IntN(len(pool))])
		case 2:
			out[i] = pool[r.IntN(len(pool))]
		default:
			w := out[i]
			out = slices.Delete(out, i, i+1)
			out = slices.Insert(out, r.IntN(len(out)+1), w)
		}
	}
	return out
}

// count counts how often words stand in a text, one behind the other.
func count(text []string, words string) int {
	n, want := 0, strings.Fields(words)
	for i := 0; i+len(want) <= len(text); i++ {
		if slices.Equal(text[i:i+len(want)], want) {
			n++
		}
	}
	return n
}

// markedWords makes sentences that a test can take apart.
type markedWords struct{ plainWords }

func (markedWords) Word(key string, args ...any) string {
	switch key {
	case "diff_sentence":
		return fmt.Sprint(args[0])
	case "semicolon":
		return ";"
	}
	return strings.Join(append([]string{key}, strings.Split(strings.Trim(fmt.Sprintf("%q", args), "[]\""), "\" \"")...), "|")
}

// TestSentencesMadeFromDifferencesAreTrue holds each part of a sentence against the two wordings, word by word.
func TestSentencesMadeFromDifferencesAreTrue(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	v := leaf{View: view.View{Index: &view.Index{In: view.Input{Words: markedWords{}}}}}
	said := map[string]int{}
	for range 20_000 {
		base := make([]string, 6+r.IntN(10))
		pool := strings.Fields("we knew how badly the old bridge was built in that year and nobody of the council asked about it")
		for i := range base {
			base[i] = pool[r.IntN(len(pool))]
		}
		a, b := base, edited(r, base)
		d := v.Diff(english(strings.Join(a, " ")), english(strings.Join(b, " ")))
		for _, part := range strings.Split(d.Sentence, ";") {
			fields := strings.Split(part, "|")
			said[fields[0]]++
			holds := true
			switch fields[0] {
			case "diff_adds":
				holds = count(a, fields[1]) < count(b, fields[1])
			case "diff_omits":
				holds = count(a, fields[1]) > 0 && count(b, fields[1]) == 0
			case "diff_has":
				holds = count(b, fields[1]) > 0 && count(a, fields[2]) > 0
			case "diff_same":
				holds = slices.Equal(a, b)
			case "diff_order":
				holds = slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))) && !slices.Equal(a, b)
			}
			if !holds {
				t.Fatalf("of %q and %q the sentence says %q", a, b, part)
			}
		}
	}
	for _, key := range []string{"diff_adds", "diff_omits", "diff_has", "diff_same", "diff_order", ""} {
		if said[key] < 50 {
			t.Errorf("%q is said %d times: %v", key, said[key], said)
		}
	}
}

func TestChangedWordsAreToldWithoutTheirMarks(t *testing.T) {
	for text, want := range map[string]string{
		"— “not permissible”,": "not permissible",
		"…":                    "",
		"one two three four five six seven eight nine ten":                             "one two three four five six seven eight nine ten",
		"one two three four five six seven eight nine ten eleven twelve thirteen":      "one two three four five six … ten eleven twelve thirteen",
		"первого числа второго месяца третьего года начались переговоры о прекращении": "первого числа второго месяца … переговоры о прекращении",
	} {
		if got := told(text); got != want {
			t.Errorf("%q is told as %q, want %q", text, got, want)
		}
	}
}

// TestWordsInAnotherOrderAreFoundWhateverTheirLetters also holds the count of letters to what it saves: the words of two texts
// that have another number of letters are never the same.
func TestWordsInAnotherOrderAreFoundWhateverTheirLetters(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"already known", "known already", true},
		{"already known", "already known", false},
		{"déjà connu", "connu déjà", true},
		{"déjà connu", "connu de\u0301jà", true}, // another Unicode form
		{"déjà connu", "inconnu déjà", false},
		{"große Not", "Not grosse", edit.Folded("große", segment.Words("große"))[0] == "grosse"},
		{"уже известно", "Известно уже", true},
		{"уже известно", "неизвестно уже", false},
		{"a built bridge", "bridge, a “built”", true},
		{"“He is there,” it said", "it said he is “there…”", true},
		{"the oﬃce there", "there the office", true}, // a ligature
	} {
		if got := reordered(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: in another order is %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// TestWhatIsLeftOutIsNoDifference has citations with words left out, which stand between [ and ] here.
func TestWhatIsLeftOutIsNoDifference(t *testing.T) {
	cut := func(text string) edit.Statement {
		var out edit.Statement
		for {
			before, rest, more := strings.Cut(text, "[")
			out.Text += before
			if !more {
				out.Lang = "en"
				return out
			}
			left, after, _ := strings.Cut(rest, "]")
			out.Left = append(out.Left, segment.Span{Start: len(out.Text), End: len(out.Text) + len(left)})
			out.Text += left
			text = after
		}
	}
	const gap = "[n_words_left_out 3 : which had failed]"
	for _, c := range []struct{ a, b, pieces, sentence string }{
		// The second leaves out what the first has, what it has not, and what it has otherwise.
		{"The talks which had failed go on in May.", "The talks[ which had failed ]go on in May.", "The talks" + gap + "go on in May.", "diff_same"},
		{"The talks go on in May.", "The talks[ which had failed ]go on in May.", "The talks" + gap + "go on in May.", ""},
		{"The talks that had broken down go on in May.", "The talks[ which had failed ]go on in May.", "The talks" + gap + "go on in May.", ""},
		{"The talks which had failed go on in June.", "The talks[ which had failed ]go on in May.", "The talks" + gap + "go on in -June-+ May+.", "diff_sentence diff_has MayJune"},
		// The first does, and the second cites it, has it not, or has it otherwise.
		{"The talks[ which had failed ]go on in May.", "The talks which had failed go on in May.", "The talks which had failed go on in May.", "diff_same"},
		{"The talks[ which had failed ]go on in May.", "The talks go on in May.", "The talks go on in May.", ""},
		{"The talks[ which had failed ]go on in May.", "The talks that had broken down go on in May.", "The talks that had broken down go on in May.", ""},
		{"The talks[ which had failed ]go on in May.", "The talks go on in June.", "The talks go on in -May-+ June+.", "diff_sentence diff_has JuneMay"},
		// Both do.
		{"The talks[ which had failed ]go on in May.", "The talks[ which had failed ]go on in May.", "The talks" + gap + "go on in May.", "diff_same"},
		{"The talks[ of March ]go on in May.", "The talks[ which had failed ]go on in May.", "The talks" + gap + "go on in May.", ""},
		// A change goes on from what is cited into what is left out.
		{"The old talks go on in May at the port.", "The long talks[ which had failed ]go on in May at the port.", "The -old-+ long+ talks" + gap + "go on in May at the port.", "diff_sentence diff_has longold"},
	} {
		d := wordless().Diff(cut(c.a), cut(c.b))
		got := strings.ReplaceAll(drawn(d), "- +", "-+ ")
		if got != c.pieces || d.Sentence != c.sentence {
			t.Errorf("from %q to %q:\n got %s, %s\nwant %s, %s", c.a, c.b, got, d.Sentence, c.pieces, c.sentence)
		}
	}
}

func TestWhatTwoPassagesAreCalled(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"The dam is safe.", "The dam is “safe”.", "verbatim"},
		{"The dam is safe and old.", "The dam is old and safe.", "order"},
		{"The dam is safe.", "The dam is not safe.", "denied"},
		{"The dam is safe.", "The dam is quite safe.", "edited"},
	} {
		if got := Alike("en", c.a, c.b); got != c.want {
			t.Errorf("%q and %q are called %s, want %s", c.a, c.b, got, c.want)
		}
	}
}
