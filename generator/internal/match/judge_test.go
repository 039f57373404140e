package match

import (
	"strings"
	"testing"
)

func TestSlipsAreToldFromOtherWordsByTheirLetters(t *testing.T) {
	text := Prepare("The establishment of contacts, naïve hiding, not conducive to the façade of the community. That's it.", "en")
	for _, c := range []struct {
		quoted, source string
		slip           bool
	}{
		{"confirmatoins", "confirmations", false}, // every three letters of it stand in some word
		{"contaacts", "contacts", false},          // as in staatsoper
		{"estabilshment", "establishment", false}, // as in millstream and Welsh
		{"hidding", "hiding", false},              // it might be a word
		{"communitj", "community", true},          // no word ends in tj
		{"establlishment", "establishment", true}, // none has bll
		{"establishmemt", "establishment", true},  // none ends in emt
		{"hidng", "hiding", true},                 // nor dng
		{"naive", "naïve", true},
		{"facade", "façade", true},
		{"thats", "that's", true},
		{"tehre", "there", true},
		{"teh", "the", true},
	} {
		if got := text.slip(c.quoted, c.source); got != c.slip {
			t.Errorf("slip(%q, %q) = %v, want %v", c.quoted, c.source, got, c.slip)
		}
	}
	for _, lang := range []string{"de", "fr", "tr"} {
		if Prepare("The establishment of contacts.", lang).slip("establlishment", "establishment") {
			t.Errorf("the letters of English are asked about a word of a text in %s", lang)
		}
	}
	if Prepare("Le contact est là.", "en").slip("contactt", "contact") {
		t.Error("the letters of English are asked about a text that does not read like it")
	}
}

// Each is a word, or a form of one, that is easily written for the other; none is in
// the text.
func TestRealWordsAreNeverSlips(t *testing.T) {
	text := Prepare("Nothing of the kind.", "en")
	for _, pair := range strings.Fields(`multiplex/multiple graffito/graffiti altitude/latitude ailments/aliments apologies/apologise conductive/conducive
		infection/inflection immigrant/emigrant commendation/condemnation casualties/causalities planning/planing tapering/tappering
		continual/continuous stationary/stationery ingenious/ingenuous principal/principle complement/compliment discreet/discrete
		perspective/prospective persecution/prosecution precede/proceed interment/internment detective/defective selection/election
		protection/projection relegate/delegate affection/infection adoption/adaption reception/deception collision/collusion
		allusion/illusion eruption/irruption corporal/corporeal militate/mitigate meditation/mediation medication/dedication
		extension/extensive executive/execution president/precedent residents/presidents ministers/minsters resolution/revolution
		competent/competence different/difference important/importance patients/patience presents/presence residence/residents
		candelabra/candelabrum criterion/criteria phenomenon/phenomena bacterium/bacteria memoranda/memorandum libretto/libretti
		consortia/consortium alumnus/alumni fungus/fungi stimulus/stimuli analyses/analysis hypotheses/hypothesis appendix/appendices
		paparazzo/paparazzi virtuosi/virtuoso gladiolus/gladioli referenda/referendum moratoria/moratorium honoraria/honorarium
		soldiers/soldier announced/announces announcer/announced attacking/attackings demanded/demander transferred/transfers
		protester/protesters protestor/protester strangely/strangle bartering/battering wrangling/rangling bartered/battered
		barricaded/barricades threatened/threatens contested/contester suspended/suspender survivors/survivor disputed/disputes
		disburse/disperse deprecate/depreciate prescribe/proscribe respectful/respective unexceptional/exceptional
		considerable/considerate momentary/momentous historic/historical economic/economics politics/political logistics/logistic
		constituent/constitute institution/institutions destination/destitution contention/convention intention/invention
		attention/retention reforming/referring deferred/deterred preferred/referred inferred/interred conferred/confered
		destroyed/destroyer employee/employer detainee/detained trustees/trusters payees/payers nominees/nominee refugees/refugee
		grateful/grapeful coverage/cabbage garrison/comparison marshals/marshalls barracks/carracks brigades/brigands
		compress/comprise impress/empress embassy/embassies dispatch/despatch inquiry/enquiry insured/ensured assured/insured
		resume/résumé résumé/resume expose/exposé exposés/exposes canons/cañons presidents/president's president's/presidents nations/nations'
		fried/fired regions/religions accursed/accused reassigned/resigned exploded/explored stroking/striking
		warmed/warned complaint/compliant signing/singing wanted/waned stared/started sighed/signed hoping/hopping massacre/massage
		sanctioned/sectioned convened/convinced military/militarily soldiers/solders parity/party form/from trial/trail trials/trails
		united/untied casual/causal sacred/scared martial/marital angle/angel derailed/detailed smuggled/snuggled regarded/retarded
		competing/completing farmers/framers founders/flounders vanished/varnished collided/colluded invested/infested field/filed
		compiled/complied simulated/stimulated shipping/shopping planning/planing blasting/boasting writing/writhing chattered/chartered
		tire/tier who/how exciting/existing savaged/salvaged climatic/climactic structure/stricture processor/professor
		deciding/decoding identify/identity cheque/check storey/story four/for source/sorce were/we're well/we'll its/it's shell/she'll`) {
		a, b, _ := strings.Cut(pair, "/")
		for _, w := range [][2]string{{a, b}, {b, a}} {
			if text.slip(w[0], w[1]) || text.regional(w[0], w[1]) {
				t.Errorf("%q passes for a slip of %q", w[0], w[1])
			}
		}
	}
}

func TestSpellingIsThatOfEnglishAlone(t *testing.T) {
	if !Prepare("Nothing of the kind.", "en").regional("colour", "color") || Prepare("Rien.", "fr").regional("colour", "color") {
		t.Error("the spelling of English is applied to French, or not to English")
	}
}
