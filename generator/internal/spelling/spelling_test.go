package spelling

import (
	"strings"
	"testing"
)

func TestRegionalSpellingsAreOneWord(t *testing.T) {
	for _, pair := range strings.Fields(`colour/color neighbours/neighbors dishonoured/dishonored organise/organize organisations/organizations
		analysed/analyzed theatre/theater centred/centered centring/centering kilometres/kilometers catalogue/catalog dialogues/dialogs
		travelled/traveled cancelling/canceling councillors/councilors fulfil/fulfill enrolment/enrollment defence/defense offences/offenses
		licence/license practised/practiced grey/gray greyish/grayish programme/program sceptical/skeptical judgement/judgment
		demilitarisation/demilitarization signalled/signaled`) {
		a, b, _ := strings.Cut(pair, "/")
		if !Regional(a, b) || !Regional(b, a) {
			t.Errorf("%q and %q are two words", a, b)
		}
	}
}
