package omission

import "testing"

func TestWhoIsToldSomethingDoesNotSayIt(t *testing.T) {
	const before = "“The cracks are old,” Ines Orrery said. “We may have to empty the basin.”\n\n"
	const said = " “I have seen no such letter,” "
	for _, c := range []struct{ text, first string }{
		{"The mayor, Tom Brandt, said he had not been warned." + said + "he told reporters.", "tom"},
		{"Mayor Tom Brandt said he had not been told of anything." + said + "he told reporters.", "mayor"},
		{"Tom Brandt was asked about it." + said + "he told reporters.", ""},
		{"“I knew,” Tom Brandt said. Ada Reed called the plan “a gift dressed as a loan”.", ""},
		{"“I knew,” Tom Brandt said. Reed called the plan “a gift dressed as a loan”.", ""},
		{"“I knew,” Tom Brandt said. Ada Reed did not agree. “It is a gift.”", ""},
		{"“I knew,” Tom Brandt said. Yesterday he came back. “It is a gift.”", "tom"},
		{"“I knew,” Tom Brandt said. Brandt calls the plan “a gift dressed as a loan”.", "tom"},
		{"Tom Brandt has said no more than this:" + said, "tom"},
	} {
		text := sampleOf(before+c.text, "en")
		list := text.speech().quotations
		got := ""
		if names := list[len(list)-1].by.names; len(names) > 0 {
			got = names[0]
		}
		if got != c.first {
			t.Errorf("%s: said by %q, want %q", c.text, got, c.first)
		}
	}
}
