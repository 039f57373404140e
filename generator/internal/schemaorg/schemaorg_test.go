package schemaorg

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dossier/generator/internal/dossiertest"
)

// published returns what search engines publish of fact checks, as a schema.
func published(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile("testdata/factcheck.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("factcheck.json", parsed); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("factcheck.json")
}

func valid(t *testing.T, schema *jsonschema.Schema, data []byte) error {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(value)
}

const claims = `-- dossier.yaml --
title: A dossier
language: en
base_url: https://example.org/d
editors: [The desk]
`

func filesOf(text string) map[string]string {
	out := map[string]string{}
	for _, part := range strings.Split("\n"+text, "\n-- ")[1:] {
		name, body, _ := strings.Cut(part, " --\n")
		out[name] = body + "\n"
	}
	return out
}

// TestAClaimIsAClaimReview has a claim with all that can be said of one.
func TestAClaimIsAClaimReview(t *testing.T) {
	d, found := dossiertest.Resolve(t, dossiertest.Folder(t, filesOf(claims+`-- sources/herald.md --
---
title: Bridge </script> safe
publisher: Herald
published: 2024-03-01
url: https://herald.example/1
lang: en
---
The bridge is safe.
-- sources/post.md --
---
title: Safe, says the mayor
published: 2024-03-02?
lang: en
---
The bridge is safe.
-- people/mayor.md --
---
name: Ada Mayor
---
-- people/council.md --
---
name: The council
body: true
---
-- claims/bridge.md --
---
title: The bridge is safe
claimant: [mayor, council]
made: 2024-03-01
verdict: mixed
summary: Some say so.
reviewed: 2024-03-09
editors: [Bo Checker, The desk]
updated: 2024-03-10
changes:
  - {date: 2024-03-10, kind: correction, what: "A name was wrong.", why: "We misread it."}
  - {date: 2024-03-09, kind: note, what: "Nothing."}
---
> The bridge is safe.
> — [[herald]]

> The bridge is safe.
> — [[post]]

## What the evidence shows

> bridge
> — [[post]] qualifies
`)))
	review, ok := Review(d, found, d.Claims[0], "Some say so.")
	if !ok {
		t.Fatal("there is none")
	}
	data, err := Write(NewGraph(review))
	if err != nil {
		t.Fatal(err)
	}
	if err := valid(t, published(t), data); err != nil {
		t.Error(err)
	}
	if bytes.ContainsAny(data, "<>&\u2028") {
		t.Errorf("a script element may end in it: %s", data)
	}
	var whole struct {
		Graph []any `json:"@graph"`
	}
	if err := json.Unmarshal(data, &whole); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"url":                          "https://example.org/d/claims/bridge/",
		"datePublished":                "2024-03-09",
		"dateModified":                 "2024-03-10",
		"author":                       "map[@type:Organization name:A dossier url:https://example.org/d/]",
		"editor":                       "[map[name:Bo Checker] map[name:The desk]]",
		"itemReviewed.author":          "[map[@id:https://example.org/d/people/mayor/#person @type:Person name:Ada Mayor url:https://example.org/d/people/mayor/] map[@id:https://example.org/d/people/council/#person @type:Organization name:The council url:https://example.org/d/people/council/]]",
		"itemReviewed.firstAppearance": "<nil>", // the second date is in doubt
		"itemReviewed.datePublished":   "2024-03-01",
		"itemReviewed.appearance":      "[map[@id:https://example.org/d/sources/herald/#source @type:NewsArticle datePublished:2024-03-01 headline:Bridge </script> safe publisher:map[@type:Organization name:Herald] url:https://herald.example/1] map[@id:https://example.org/d/sources/post/#source @type:Article headline:Safe, says the mayor url:https://example.org/d/sources/post/]]",
		"reviewRating.ratingValue":     "2",
		"reviewRating.bestRating":      "4",
		"reviewRating.worstRating":     "1",
		"reviewRating.alternateName":   "Mixed",
		"correction":                   "[map[@type:CorrectionComment datePublished:2024-03-10 text:A name was wrong. We misread it.]]",
	} {
		value := whole.Graph[0]
		for _, key := range strings.Split(path, ".") {
			value = value.(map[string]any)[key]
		}
		if fmt.Sprint(value) != want {
			t.Errorf("%s is %v, want %s", path, value, want)
		}
	}
}

// TestEveryClaimReviewIsAsPublished makes random claims, and breaks some of them: what is not as search engines publish is
// not taken for it.
func TestEveryClaimReviewIsAsPublished(t *testing.T) {
	schema := published(t)
	r := rand.New(rand.NewPCG(17, 2))
	one := func(list ...string) string { return list[r.IntN(len(list))] }
	made := 0
	for range 150 {
		dates := []string{"2024", "2024-03", "2024-03-05", "2024-03-05T10:30", "2024-03-05T10:30Z", "2024-03~", "2024?", "202X", "2024-03/2024-05", "[2024-03-01,2024-03-02]", "../2024-03", "-0044", "2024-21"}
		claim := "---\ntitle: " + one("It rained", "“It” rained, & more", "雨が降った") + "\nmade: " + `"` + one(dates...) + `"` + "\nverdict: " + one("unproven", "supported", "mixed", "contradicted") +
			"\nreviewed: " + one("2024-04-01", "2024-04", "2024") + "\n" + one("", "claimant: [somebody]\n") + one("", "editors: [A, B]\n") +
			one("", "changes: [{date: 2024-05-01, kind: correction, what: Mended}]\n") + "---\n" + one("", "> It rained.\n> — [[one]]\n\n") + one("", "> It rained.\n> — [[two]]\n\n") + "## What the evidence shows\n\n> The sun\n> — [[one]] qualifies\n"
		files := filesOf(claims)
		files["claims/c.md"] = claim
		files["people/somebody.md"] = "---\nname: Somebody\n---\n"
		for _, s := range []string{"one", "two"} {
			files["sources/"+s+".md"] = "---\ntitle: Paper " + s + "\npublished: " + `"` + one(dates...) + `"` + "\n" + one("", "url: https://example.net/a?b=c&d\n") + one("", "publish: passages\n") + "lang: en\n---\nIt rained. The sun came out.\n"
		}
		d, found := dossiertest.Resolve(t, dossiertest.Folder(t, files))
		review, ok := Review(d, found, d.Claims[0], one("", "A sentence."))
		if !ok {
			t.Fatal(claim)
		}
		text, err := Write(NewGraph(review))
		if err != nil {
			t.Fatal(err)
		}
		if err := valid(t, schema, text); err != nil {
			t.Fatalf("%s\n%s: %v", claim, text, err)
		}
		made++
		if n := review.ReviewRating; n.RatingValue != 0 && (n.RatingValue < n.WorstRating || n.RatingValue > n.BestRating) {
			t.Errorf("the rating is %+v", n)
		}
		broken := review
		switch r.IntN(4) {
		case 0:
			broken.ClaimReviewed = ""
		case 1:
			broken.URL = "claims/c/"
		case 2:
			broken.ReviewRating = Rating{Type: "Rating", AlternateName: "Mixed", RatingValue: 2}
		case 3:
			broken.DatePublished = "2024-03~"
		}
		if text, _ := Write(NewGraph(broken)); valid(t, schema, text) == nil {
			t.Errorf("this is taken for a fact check: %s", text)
		}
	}
	if made != 150 {
		t.Errorf("%d were looked at", made)
	}
}

// A verdict that is the only one with a place in the order has none to be compared with.
func TestOneVerdictIsNoScale(t *testing.T) {
	one := func(more string) Rating {
		d, found := dossiertest.Resolve(t, dossiertest.Folder(t, filesOf(claims+"verdicts:\n  - {key: borne out, rank: 4, role: for, words: {en: Yes}, needs: nothing}\n"+more+"-- claims/c.md --\n---\ntitle: It rained\nverdict: borne out\n---\nNothing.\n")))
		r, ok := Review(d, found, d.Claims[0], "")
		if !ok {
			t.Fatal("there is none")
		}
		return r.ReviewRating
	}
	if r := one(""); r.RatingValue+r.BestRating+r.WorstRating != 0 {
		t.Errorf("%+v", r)
	}
	if r := one("  - {key: open, rank: 2, role: open, words: {en: No}, needs: nothing}\n"); r.RatingValue != 4 || r.BestRating != 4 || r.WorstRating != 2 {
		t.Errorf("%+v", r)
	}
}

// Where the site will stand is not known, or there is no verdict: then nothing is said.
func TestWithoutAnAddressOrAVerdictThereIsNoReview(t *testing.T) {
	for _, c := range [][2]string{{"base_url: https://example.org/d\n", ""}, {"verdict: unproven\n", "status: in review\n"}} {
		text := strings.Replace(claims+"-- claims/c.md --\n---\ntitle: It rained\nverdict: unproven\n---\nNothing.\n", c[0], c[1], 1)
		d, found := dossiertest.Resolve(t, dossiertest.Folder(t, filesOf(text)))
		for _, x := range d.Claims {
			if _, ok := Review(d, found, x, ""); ok {
				t.Errorf("there is a review of %s", text)
			}
		}
	}
}
