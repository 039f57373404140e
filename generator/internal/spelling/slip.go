// Package spelling says whether two English words are one word that is written in
// two ways: with a slip of the pen, or as the British and the Americans write it.
//
// It has no dictionary, only the letters that stand in a row in English words
// (sequences.txt) and the commonest slips, so it says no where it does not know.
package spelling

import (
	_ "embed" // sequences.txt
	"strings"
	"sync"
	"unicode/utf8"

	"dossier/generator/internal/near"
)

//go:embed sequences.txt
var sequencesFile string

// sequences are, for every two letters, those that follow them in some English
// word; - stands for its start and its end. After - and two letters stand the
// third letters of words, and after two letters and / the last ones.
var sequences = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(sequencesFile) {
		if !strings.HasPrefix(line, "#") {
			for _, f := range strings.Fields(line) {
				two, following, _ := strings.Cut(f, ":")
				m[two] = following
			}
		}
	}
	return m
})

// possible reports whether a word of three small letters or more may be an English
// word: whether every three of its letters in a row stand so in one, the first
// three at its start and the last three at its end.
func possible(w string) bool {
	has := func(key string, letter byte) bool { return strings.IndexByte(sequences()[key], letter) >= 0 }
	bounded := "-" + w + "-"
	for i := range len(w) {
		if !has(bounded[i:i+2], bounded[i+2]) {
			return false
		}
	}
	n := len(w) - 1
	return has("-"+w[:2], w[2]) && has(w[n-2:n]+"/", w[n])
}

// shortestSlip is how many letters a word has in which a slip of the pen is told
// from an abbreviation.
const shortestSlip = 5

// Slip reports whether the word q is a slip of the pen for the English word s, and
// cannot be another word. That is known of few words without a dictionary, and a
// wrong guess puts words into a mouth; so q is one letter away, or two letters that
// changed places, and has letters in a row that no English word has, or is one of the
// commonest slips. An accent inside a word and the apostrophe of a contraction may be
// missing. Both words are folded.
func Slip(q, s string) bool {
	if contractions[q] == s || misspelled()[q] == s {
		return true
	}
	if near.Distance(q, s, 1) != 1 || min(utf8.RuneCountInString(q), utf8.RuneCountInString(s)) < shortestSlip {
		return false
	}
	plain := func(s string) bool { return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" }
	if plain(q) && plain(s) {
		return !possible(q) && possible(s)
	}
	return unaccented(q, s)
}

// Misspelled reports whether a folded word is one of the commonest slips.
func Misspelled(w string) bool {
	_, ok := misspelled()[w]
	return ok
}

// contractions are those that lack an apostrophe and are no other word then, as
// were and well would be.
var contractions = map[string]string{
	"thats": "that's", "whats": "what's", "heres": "here's", "theres": "there's", "youre": "you're", "theyre": "they're",
	"youve": "you've", "theyve": "they've", "theyll": "they'll", "itll": "it'll", "couldve": "could've", "shouldve": "should've", "wouldve": "would've",
}

// misspelled are common slips that are no words, with what is meant.
var misspelled = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, f := range strings.Fields(`
		teh/the adn/and siad/said thier/their wich/which whcih/which becuase/because beacuse/because recieve/receive recieved/received
		recieves/receives recieving/receiving beleive/believe beleived/believed acheive/achieve acheived/achieved foriegn/foreign
		freind/friend freinds/friends seperate/separate seperated/separated seperately/separately occured/occurred occuring/occurring
		occurence/occurrence untill/until goverment/government govermnent/government governement/government enviroment/environment
		agrement/agreement agreeement/agreement agressive/aggressive agression/aggression adress/address adressed/addressed
		accomodate/accommodate acommodate/accommodate apparant/apparent arguement/argument begining/beginning buisness/business
		comittee/committee commitee/committee commited/committed concious/conscious definately/definitely embarass/embarrass
		existance/existence harrass/harass harrassed/harassed immediatly/immediately independant/independent independance/independence
		infomation/information informaton/information infromation/information intrest/interest knowlege/knowledge
		millenium/millennium millitary/military neccessary/necessary necesary/necessary noticable/noticeable offical/official
		officals/officials oppurtunity/opportunity parliment/parliament persistant/persistent posession/possession prefered/preferred
		presidant/president propoganda/propaganda realy/really recomend/recommend recomended/recommended refered/referred
		relevent/relevant religous/religious resistence/resistance responsability/responsibility rythm/rhythm secratary/secretary
		securty/security seige/siege siezed/seized soliders/soldiers succesful/successful successfull/successful suprise/surprise
		suprised/surprised supress/suppress tendancy/tendency threshhold/threshold tommorow/tomorrow tomorow/tomorrow truely/truly
		unfortunatly/unfortunately violance/violence writen/written`) {
		slip, word, _ := strings.Cut(f, "/")
		m[slip] = word
	}
	return m
})

// unaccented reports whether two words are one with an accent and without it. At
// the end of a word an accent makes another: résumé, exposé; and so does the tilde:
// cañon.
func unaccented(q, s string) bool {
	x, y := []rune(q), []rune(s)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		if (x[i] < utf8.RuneSelf) == (y[i] < utf8.RuneSelf) || i >= len(x)-2 || x[i] == 'ñ' || y[i] == 'ñ' {
			return false
		}
		if !strings.ContainsRune(accented[min(x[i], y[i])], max(x[i], y[i])) {
			return false
		}
	}
	return true
}

// accented are the letters with an accent that English writes without.
var accented = map[rune]string{'a': "àáâä", 'c': "ç", 'e': "èéêë", 'i': "ìíîï", 'o': "òóôö", 'u': "ùúûü"}

// Rejoined reports whether a word that begins with first and a hyphen may be another
// without the hyphen: re-sign and resign.
func Rejoined(first string) bool {
	switch first {
	case "re", "un", "ex", "de", "dis":
		return true
	}
	return false
}
