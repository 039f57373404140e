package anchor

import (
	"strings"
	"testing"
)

func TestSlipsOfTheHandAreToldFromOtherWords(t *testing.T) {
	text := prepare("The establishment of contacts, hiding resolutions, not conducive to the unity of the community.", "en")
	for _, c := range []struct {
		quoted, source string
		slip           bool
	}{
		{"establishmemt", "establishment", true}, // m beside n
		{"estabilshment", "establishment", true}, // letters changed places
		{"establishent", "establishment", true},  // one left out
		{"contaacts", "contacts", true},          // one twice
		{"communitu", "community", true},         // u beside y
		{"riding", "hiding", false},              // another word
		{"biding", "hiding", false},              // at the start
		{"revolutions", "resolutions", false},    // s is not beside v
		{"conductive", "conducive", false},       // a word of its own
		{"communipy", "community", false},        // p is not beside t
		{"disestablishment", "establishment", false},
	} {
		if got := text.slip(c.quoted, c.source); got != c.slip {
			t.Errorf("slip(%q, %q) = %v, want %v", c.quoted, c.source, got, c.slip)
		}
	}
}

// Each is one or two letters from the other, and none is in the text.
func TestWordsAreNotSlipsOfTheirLookalikes(t *testing.T) {
	text := prepare("Nothing of the kind.", "en")
	for _, pair := range strings.Fields(`fried/fired regions/religions accursed/accused reassigned/resigned exploded/explored stroking/striking
		warmed/warned complaint/compliant detective/defective signing/singing wanted/waned stared/started sighed/signed hoping/hopping
		interment/internment massacre/massage sanctioned/sectioned convened/convinced military/militarily soldiers/solders parity/party
		ministers/minsters form/from trial/trail trials/trails united/untied casual/causal sacred/scared martial/marital angle/angel
		mediation/meditation derailed/detailed deferred/deterred smuggled/snuggled regarded/retarded competing/completing farmers/framers
		founders/flounders vanished/varnished collided/colluded invested/infested field/filed discrete/discreet compiled/complied
		simulated/stimulated shipping/shopping planning/planing blasting/boasting writing/writhing chattered/chartered tire/tier who/how
		exciting/exiting savaged/salvaged climatic/climactic structure/stricture processor/professor deciding/decoding identify/identity cheque/check storey/story four/for source/sorce`) {
		a, b, _ := strings.Cut(pair, "/")
		for _, w := range [][2]string{{a, b}, {b, a}} {
			if text.slip(w[0], w[1]) || text.regional(w[0], w[1]) {
				t.Errorf("%q passes for a slip of %q", w[0], w[1])
			}
		}
	}
}

func TestRegionalSpellingsAreOneWord(t *testing.T) {
	text := prepare("Nothing of the kind.", "en")
	for _, pair := range strings.Fields(`colour/color neighbours/neighbors dishonoured/dishonored organise/organize organisations/organizations
		analysed/analyzed theatre/theater centred/centered centring/centering kilometres/kilometers catalogue/catalog dialogues/dialogs
		travelled/traveled cancelling/canceling councillors/councilors fulfil/fulfill enrolment/enrollment defence/defense offences/offenses
		licence/license practised/practiced grey/gray greyish/grayish programme/program sceptical/skeptical judgement/judgment
		demilitarisation/demilitarization signalled/signaled`) {
		a, b, _ := strings.Cut(pair, "/")
		if !text.regional(a, b) || !text.regional(b, a) {
			t.Errorf("%q and %q are two words", a, b)
		}
	}
	if prepare("Rien.", "fr").regional("colour", "color") {
		t.Error("the spelling of English is applied to French")
	}
}
