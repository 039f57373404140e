package tongue

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	cldr "golang.org/x/text/language"
)

// Plural is which form of a counted text goes with a whole number in a language, from 0. The forms stand in the
// order of the categories of the Unicode CLDR (zero, one, two, few, many, other), those left out that no whole number
// of the language has: English has one and other, Polish one, few and many.
func Plural(lang string, n int) int {
	r := ruleOf(lang)
	return slices.Index(r.used, r.of(n))
}

// Plurals is how many forms a counted text has in a language.
func Plurals(lang string) int { return len(ruleOf(lang).used) }

// Samples gives for each form the first numbers that it goes with, three at most.
func Samples(lang string) [][]int {
	samples := make([][]int, Plurals(lang))
	for n := range 1001 {
		if form := Plural(lang, n); len(samples[form]) < 3 {
			samples[form] = append(samples[form], n)
		}
	}
	return samples
}

// rule is how a language counts.
type rule struct {
	tag  cldr.Tag
	used []plural.Form // by whole numbers, in the order of CLDR
}

func (r *rule) of(n int) plural.Form {
	return plural.Cardinal.MatchPlural(r.tag, max(n, -n), 0, 0, 0, 0)
}

// categories are those of CLDR, in its order.
var categories = []plural.Form{plural.Zero, plural.One, plural.Two, plural.Few, plural.Many, plural.Other}

// oneForm are the languages of which CLDR says that they have one form for all numbers. It gives the same answer for
// those of which it says nothing, and these are counted as English is.
var oneForm = strings.Fields("bm bo dz id ig ii in ja jbo jv jw kde kea km ko lkt lo ms my nqo sah ses sg th to vi wo yo yue zh")

// rules are those that were asked for, by tag.
var rules sync.Map

func ruleOf(lang string) *rule {
	if found, ok := rules.Load(lang); ok {
		return found.(*rule)
	}
	r := newRule(cldr.Make(lang))
	if len(r.used) == 1 { // of a script or region it may know nothing
		r = newRule(cldr.Make(primary(lang)))
	}
	if len(r.used) == 1 && !slices.Contains(oneForm, primary(lang)) {
		r = newRule(cldr.English)
	}
	rules.Store(lang, r)
	return r
}

// newRule finds the forms that a language uses. All rules repeat themselves within a thousand or have something to say of
// round millions.
func newRule(tag cldr.Tag) *rule {
	r := &rule{tag: tag}
	seen := map[plural.Form]bool{r.of(1_000_000): true}
	for n := range 1001 {
		seen[r.of(n)] = true
	}
	for _, c := range categories {
		if seen[c] {
			r.used = append(r.used, c)
		}
	}
	return r
}
