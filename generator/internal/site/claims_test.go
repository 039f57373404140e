package site_test

import (
	"testing"

	"dossier/generator/internal/address"
)

// TestClaimsStandWhereTheyMatter looks at the pages of what claims cite, name and come from.
func TestClaimsStandWhereTheyMatter(t *testing.T) {
	s, r, diags := plan(t, "testdata/claims.txtar", nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	docs := everyPage(t, s, r)
	for _, c := range []struct {
		route          address.Route
		selector, want string
	}{
		// A source marks what makes a claim or bears on it, and says which it does.
		{"/sources/herald/", ".entries.claim .entry", "1 The bridge is safe makes the claim | 3 The bridge is safe Qualifies the claim | 5 The council met Context"},
		{"/sources/courier/", ".entries.claim small", "Context | Against the claim"},
		{"/sources/courier/", "#show-claim @checked", ""},
		// A quotation says what it does for which claim, where what the claim cites is in it.
		{"/quotes/safe/", ".mentions:has(.kind) li", "makes the claim The bridge is safe"},
		{"/quotes/council/", ".mentions li", "Context The council met"},
		// A person has what they claim, be it in a quotation, and what leads to them.
		{"/people/mayor/", "#claims + .list h3", "The bridge is safe"},
		{"/people/engineer/", "#claims + .list h3", "A third"},
		{"/people/engineer/", "#claims-about + .list h3", "The bridge is safe"},
		// The overview leads with the verdicts given last.
		{"/", "#verdicts + .items .verdict", "Contradicted 9 March 2024 | Unproven 8 March 2024 | Unproven 7 March 2024"},
		{"/", "#verdicts ~ .meta a", "All 4 claims"},
		// The timeline tells when a claim was made and when it was judged, and that nothing carries it.
		{"/timeline/", ".head .summary", "The dates tell when somebody said something, when an outlet printed something, when a claim was made and when the editors gave a verdict. Each is as exact as its evidence and no more."},
		{"/timeline/", ".drawing-wide .row-title a", "On the bridge | On the council"},
		{"/claims/", ".filter select[name=verdict] option", "all | Contradicted (1) | Unproven (3)"},
	} {
		if got := shown(t, docs[c.route], c.selector); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.route, c.selector, got, c.want)
		}
	}
}
