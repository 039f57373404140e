package meant

import "testing"

func TestNearestIsASlipAndNothingElse(t *testing.T) {
	names := []string{"site", "summary", "title", "publish", "published", "publisher"}
	for name, want := range map[string]string{
		"sumary": "summary", "Titel": "title", "publishd": "published", "publishr": "publisher", "zebra": "", "x": "",
	} {
		if got, _ := Nearest(name, names); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", name, got, want)
		}
	}
}

func TestNearestOfAShortNameDiffersInNoMoreThanAThird(t *testing.T) {
	names := []string{"IS", "ISIS", "ISIL", "dat", "title"}
	for name, want := range map[string]string{
		"us": "", "usa": "", "nix": "", "is": "IS", "Dta": "dat", "ttl": "", "ilsi": "ISIL",
	} {
		if got, _ := Nearest(name, names); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", name, got, want)
		}
	}
}

func TestNearestMayBeAPartOfTheName(t *testing.T) {
	names := []string{"courier", "evening-post", "post-2015-03", "post-2015-04", "drafts", "tass", "war"}
	for name, want := range map[string]string{
		"the-courier": "courier", "The Courier": "courier", "couriers": "courier", "evening": "evening-post", "the-evening-post-online": "evening-post",
		"post": "", "no-evening-post-ever": "", "the-war": "", "tass-report": "tass", "courieres": "courier", "courierpost": "",
	} {
		if got, _ := Nearest(name, names); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", name, got, want)
		}
	}
}

func TestSuggestionsStandBeforeTheOtherHint(t *testing.T) {
	for name, want := range map[string]string{"shw": "did you mean --show? see --help", "zebra": "see --help"} {
		if got := Suggest(name, []string{"hide", "show"}, "--%s", "see --help"); got != want {
			t.Errorf("the hint for %q is %q, want %q", name, got, want)
		}
	}
}
