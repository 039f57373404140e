package spelling

import (
	"slices"
	"strings"
	"sync"
)

// A variant is letters that British English writes otherwise than American.
type variant struct {
	british, american string
	after             string // what stands before them ends in one of these; "" for any three letters
	before            string // what follows is one of these; "" for anything
}

// regionalVariants are those that make no other word: cheque and check, storey and
// story, tyre and tire are not among them.
var regionalVariants = sync.OnceValue(func() []variant {
	const (
		verb   = "e es ed ing er ers able ation ations ational "
		metre  = "theat cent met lit fib cal spect lust sab somb meag sepulch"
		double = "trave cance mode leve labe fue due quarre marve shove channe counse signa tota riva equa initia peda meda dia unrave tunne " +
			"jewe libe pane chise cudge funne marsha pumme shrive spira penci peri imperi counci"
	)
	return []variant{
		{"our", "or", "col fav hon lab harb neighb rum hum arm behavi vap val vig rig od parl endeav cand clam ferv glam savi splend tum sav ard ranc succ demean flav enam", ""},
		{"ic", "is", "pract", "e es ed ing"},
		{"is", "iz", "", verb},
		{"ys", "yz", "anal paral catal dial electrol hydrol", "e es ed ing er ers"},
		{"re", "er", metre, "- s"},
		{"red", "ered", metre, "-"},
		{"ring", "ering", metre, "-"},
		{"ogue", "og", "catal dial anal monol prol epil homol travel pedag", "- s d"},
		{"ll", "l", double, "ed ing er ers or ors"},
		{"ll", "l", "woo", "en ens"},
		{"l", "ll", "fulfi enro disti insti", "- s ment ments"},
		{"l", "ll", "insta", "ment ments"},
		{"l", "ll", "ski wi", "ful fully"},
		{"enc", "ens", "def off pret", "e es eless"},
		{"c", "s", "licen", "e es ed ing"},
		{"ey", "ay", "^gr", "- s er est ish"},
		{"mme", "m", "^progra", "- s"},
		{"ough", "ow", "^pl", "- s ed ing"},
		{"c", "k", "^s", "eptic eptics eptical epticism"},
		{"aeo", "eo", "^arch", "logy logical logist logists"},
		{"ium", "um", "alumin", "-"},
		{"ge", "g", "^jud ^acknowled", "ment ments"},
		{"e", "i", "^art", "fact facts"},
		{"ould", "old", "^m", "- s y"},
		{"s", "z", "^co", "y ier iest"},
	}
})

// American returns a folded word as American English spells it.
func American(w string) string {
	for _, v := range regionalVariants() {
		for at := 0; ; {
			i := strings.Index(w[at:], v.british)
			if i < 0 {
				break
			}
			at += i
			if v.fits(w[:at], w[at+len(v.british):]) {
				w = w[:at] + v.american + w[at+len(v.british):]
				break
			}
			at++
		}
	}
	return w
}

func (v variant) fits(before, after string) bool {
	if v.after == "" && len(before) < 3 {
		return false
	}
	if v.after != "" && !slices.ContainsFunc(strings.Fields(v.after), func(s string) bool {
		whole, first := strings.CutPrefix(s, "^")
		return first && before == whole || !first && strings.HasSuffix(before, s)
	}) {
		return false
	}
	if after == "" {
		after = "-"
	}
	return v.before == "" || slices.Contains(strings.Fields(v.before), after)
}

// Regional reports whether two folded words are the British and the American
// spelling of one.
func Regional(a, b string) bool { return a != b && American(a) == American(b) }

// Surname reports whether a folded word with two spellings is, with a capital,
// two names: Grey and Gray.
func Surname(w string) bool { return strings.HasPrefix(w, "grey") || strings.HasPrefix(w, "gray") }
