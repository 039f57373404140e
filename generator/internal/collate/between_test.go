package collate

import (
	"strings"
	"testing"

	"dossier/generator/internal/witness"
)

// Seven sentences of an article in two translations; the fourth has one word in common.
var (
	storkFirst = strings.Split("The town of Velm has counted its storks for the ninth year running.|Twenty-two pairs built their nests on chimneys this spring.|"+
		"Most of them came back from Africa in the last week of March.|The mayor calls them good neighbours.|"+
		"In May a storm destroyed four nests near the mill.|Volunteers put up iron rings on the roofs after that.|Next year they want to count the swallows, too.", "|")
	storkSecond = strings.Split("For the ninth year in a row Velm has taken a census of its storks.|This spring 22 couples made nests on the chimneys of the town.|"+
		"The majority returned from Africa during March's last week.|At the town hall people speak well of them.|"+
		"Four of the nests by the mill fell victim to a May storm.|Since then helpers have fixed rings of iron to roofs.|A count of swallows is planned for the coming year.", "|")
)

// arePaired reports whether an alignment brings the two sentences together.
func arePaired(a, b []string, x, y string) bool {
	bodyA, bodyB := strings.Join(a, " "), strings.Join(b, " ")
	r := Compare([]witness.Text{{ID: "a", Lang: "en", Body: bodyA}, {ID: "b", Lang: "en", Body: bodyB}}, Options{})
	c, _ := r.Of("a", "b")
	for _, al := range c.Alignments {
		if strings.Contains(al.A.In(bodyA), x) && strings.Contains(al.B.In(bodyB), y) {
			return true
		}
	}
	return false
}

func TestASentenceBetweenTwoPairsIsPairedByItsPlace(t *testing.T) {
	with := func(list []string, i int, s string) []string {
		out := append([]string(nil), list...)
		out[i] = s
		return out
	}
	const doubtful, answer = "calls them good neighbours", "speak well of them"
	for _, tt := range []struct {
		name string
		a, b []string
		x, y string
		want bool
	}{
		{"side by side", storkFirst, storkSecond, doubtful, answer, true},
		{"from the other side", storkSecond, storkFirst, answer, doubtful, true},
		{"a title in common", with(storkFirst, 3, "They do not bother the head of the town council, Ada Brill."), with(storkSecond, 3, "The head of the town council, Ada Brill, likes to watch and to hear the birds above her."), "do not bother", "likes to watch", true},
		{"nothing in common", storkFirst, with(storkSecond, 3, "No toll is taken at the bridge on holidays."), doubtful, "No toll", false},
		{"only that sentence", storkFirst[3:4], storkSecond[3:4], doubtful, answer, false},
	} {
		if got := arePaired(tt.a, tt.b, tt.x, tt.y); got != tt.want {
			t.Errorf("%s: paired is %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestTwoSentencesSideBySideAreNotCrossed(t *testing.T) {
	// Of two sentences in one place the second has a word of the first in the other text: order outweighs it.
	a := append([]string(nil), storkFirst...)
	b := append([]string(nil), storkSecond...)
	a[3], a[4] = "The plague of mice is over.", "Children bring frogs to the young birds."
	b[3], b[4] = "No rodent is left.", "Boys and girls feed the chicks, now that the plague has gone."
	if arePaired(a, b, "plague of mice", "Boys and girls") {
		t.Error("a sentence is paired with the one after its own")
	}
}

func TestWhatIsTheSubjectOfFourTextsIsNoStatementInCommon(t *testing.T) {
	pair := func(a, b int32, odds float64) pairFound {
		return pairFound{Comparison: Comparison{A: string('a' + rune(a)), B: string('a' + rune(b))}, a: a, b: b, odds: odds, brief: true}
	}
	for _, tt := range []struct {
		name string
		odds float64 // of the first and the last text
		list []pairFound
		want bool
	}{
		{"both have a better partner", 2, []pairFound{pair(0, 1, 20), pair(2, 3, 20)}, false},
		{"only one has", 2, []pairFound{pair(0, 1, 20)}, true},
		{"both have, and it is no doubtful pair", 5, []pairFound{pair(0, 1, 20), pair(2, 3, 20)}, true},
		{"their partners are hardly better", 2, []pairFound{pair(0, 1, 9), pair(2, 3, 9)}, true},
	} {
		got := false
		for _, c := range keepBest([][]pairFound{append(tt.list, pair(0, 3, tt.odds))}, 4) {
			got = got || c.A == "a" && c.B == "d"
		}
		if got != tt.want {
			t.Errorf("%s: kept is %v, want %v", tt.name, got, tt.want)
		}
	}
}
