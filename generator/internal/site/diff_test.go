package site

import (
	"fmt"
	"strings"
	"testing"
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

func TestDifferencesAreShownAndSaid(t *testing.T) {
	v := view{s: &Site{in: Input{Words: plainWords{}}}}
	for _, c := range []struct{ a, b, pieces, sentence string }{
		{"The same.", "The same.", "The same.", "diff_same"},
		{"The ‘same’ words.", "The 'same' words.", "The ~'~same~'~ words.", "diff_marks"},
		{"One two three four.", "Nothing of that kind.", "", "diff_other"},
		{"It is unacceptable.", "It is not permissible.", "It is -unacceptable- +not permissible+.", "diff_sentence diff_has not permissibleunacceptable"},
		{"It is now so.", "It is so.", "It is -now- so.", "diff_sentence diff_omits now"},
		{"It is so.", "It is now so.", "It is +now+ so.", "diff_sentence diff_adds now"},
		{"He planned to step up the work with partners China and India in it.", "He plan on working with the partners China and India in it.",
			"He -planned to step up the work with- +plan on working with the+ partners China and India in it.", "diff_sentence diff_has plan on working with theplanned to step up the work with"},
		{"The attempts are unacceptable.", "According to the head of the council, attempts are unacceptable.",
			"-The- +According to the head of the council,+ attempts are unacceptable.", "diff_sentence diff_has According to the head of the councilThe"},
		{"Dividing ones is unacceptable.", "Dividing is not permissible.", "Dividing -ones- is -unacceptable- +not permissible+.",
			"diff_sentence diff_omits onessemicolondiff_has not permissibleunacceptable"},
		{"A one, a one, a one, a one, a one, a b.", "A two, a two, a two, a two, a two, a b.",
			"A -one- +two+, a -one- +two+, a -one- +two+, a -one- +two+, a -one- +two+, a b.",
			"diff_more 1 diff_has twoonesemicolondiff_has twoonesemicolondiff_has twoonesemicolondiff_has twoone"},
	} {
		d := v.diff(c.a, c.b)
		var b strings.Builder
		for _, p := range d.Pieces {
			mark := map[string]string{"deleted": "-", "inserted": "+", "typographic": "~"}[string(p.Op)]
			b.WriteString(mark + p.Text + mark)
		}
		if b.String() != c.pieces || d.Sentence != c.sentence {
			t.Errorf("from %q to %q:\n got %q, %q\nwant %q, %q", c.a, c.b, b.String(), d.Sentence, c.pieces, c.sentence)
		}
	}
}

func TestChangedWordsAreToldWithoutTheirMarks(t *testing.T) {
	for text, want := range map[string]string{
		"— “not permissible”,": "not permissible",
		"…":                    "",
		"one two three four five six seven eight nine":     "one two three four five six seven eight nine",
		"one two three four five six seven eight nine ten": "one two three four … eight nine ten",
	} {
		if got := told(text); got != want {
			t.Errorf("%q is told as %q, want %q", text, got, want)
		}
	}
}
