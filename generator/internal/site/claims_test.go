package site_test

import (
	"strings"
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
		{"/timeline/", ".head .summary", "The dates tell when somebody said something, when an outlet printed something, when a claim was made and when the editors gave a verdict. Each is as exact as it is given and no more."},
		{"/timeline/", ".drawing-wide .row-title a", "On the bridge | On the council"},
		{"/claims/", ".filter select[name=verdict] option", "all | Contradicted (1) | Unproven (3)"},
	} {
		if got := shown(t, docs[c.route], c.selector); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.route, c.selector, got, c.want)
		}
	}
}

// TestAClaimTellsWhereItAppearsAndOnWhichSideItsEvidenceStands has a claim in three sources, of which it cites two.
func TestAClaimTellsWhereItAppearsAndOnWhichSideItsEvidenceStands(t *testing.T) {
	headings := map[string][3]string{
		"en": {"What is claimed", "what the evidence shows", "How we know"},
		"de": {"Was behauptet wird", "Was die Belege zeigen", "Woher wir das wissen"},
		"fr": {"Ce qui est affirmé", "Ce que montrent les sources", "Comment nous le savons"},
		"es": {"Lo que se afirma", "Lo que muestran las fuentes", "Cómo lo sabemos"},
		"ru": {"Что утверждается", "ЧТО ПОКАЗЫВАЮТ ИСТОЧНИКИ", "Откуда мы это знаем"},
	}
	for language, h := range headings {
		t.Run(language, func(t *testing.T) {
			const words = "The harbour master closed the western pier because two of its piles were rotten."
			s, r, diags := plan(t, "testdata/claims.txtar", func(files map[string]string) {
				clear(files)
				files["dossier.yaml"] = "title: A dossier\nlanguage: " + language + "\n"
				files["sources/first.md"] = source("First", "2024-03-01", words+" Nobody was hurt.")
				files["sources/second.md"] = source("Second", "2024-03-05", "It rained on Sunday. "+words)
				files["sources/third.md"] = source("Third", "2024-03-03", words+" The ferry waited outside.")
				files["sources/log.md"] = source("Log", "2024-03-02", "Divers looked at all piles and found none of them rotten.")
				files["claims/pier.md"] = "---\ntitle: Two piles were rotten\nverdict: contradicted\nreviewed: 2024-04-01\n---\n## " + h[0] + "\n\nIt was said of the pier.\n\n> " + words + "\n> — [[second]]\n\n> " + words + "\n> — [[first]]\n\n## " + h[1] +
					"\n\nDivers found none.\n\n> Divers looked at all piles\n> — [[log]], page 2, contradicts\n\nThey say so.\n\n> The ferry waited outside.\n> — [[third]] supports\n\n## " + h[2] + "\n\nWe asked.\n"
			})
			for _, x := range diags {
				t.Fatal(x)
			}
			page := everyPage(t, s, r)["/claims/pier/"]
			word := r.Words().Word
			for selector, want := range map[string]string{
				"section.verdict p:not(.meta)":             "Contradicted | Divers found none.", // the first sentence of what the evidence shows
				"#claimed ~ .prose":                        "It was said of the pier.",
				".sides:first-of-type .side h3":            word("claim_supports") + " | " + word("claim_contradicts"),
				".side.supports .remark":                   "",
				".side.contradicts .item > :first-child p": "Divers looked at all piles",
				".side.contradicts .remark":                "They say so.",
				"#method ~ .prose":                         "We asked.",
			} {
				if language != "en" && selector == "section.verdict p:not(.meta)" {
					continue
				}
				if got := shown(t, page, selector); got != want {
					t.Errorf("%s: %q, want %q", selector, got, want)
				}
			}
			// Of the two that are cited one surely is the first; the third is found, and no editor says that it makes the claim.
			if got, want := shown(t, page, "section:has(#claimed) .when"), word("claim_first")+" | "+word("claim_last"); got != want {
				t.Errorf("the places are %q, want %q", got, want)
			}
			if got := shown(t, page, "section:has(#claimed) .item a[href*='sources/'] @href"); strings.Count(got, "sources/third/") == 0 {
				t.Errorf("what the comparison found is not there: %s", got)
			}
			if got, want := shown(t, page, "section:has(#claimed) .language + .meta"), strings.Join(strings.Fields(word("claim_found_about")), " "); got != want {
				t.Errorf("what is said of it is %q, want %q", got, want)
			}
		})
	}
}
