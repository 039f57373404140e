package evidence_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/evidence"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/stemma"
)

// resolve reads files into a dossier with its evidence and relations.
func resolve(t *testing.T, files map[string]string) (*dossier.Dossier, *anchor.Evidence, *stemma.Relations) {
	t.Helper()
	d, found := dossiertest.Resolve(t, dossiertest.Folder(t, files))
	texts := reading.Texts(d, reading.SeriesOf(d), nil)
	return d, found, stemma.Relate(collate.Compare(texts, collate.Options{}), texts)
}

// TestSourcesThatShareTheirTextCountOnce makes random dossiers in which each sentence is cited from some sources, and holds
// the count against a plain one: two sources that print one sentence are one, and that goes on from source to source.
func TestSourcesThatShareTheirTextCountOnce(t *testing.T) {
	sentences := []string{
		"The ferry across the northern sound carried nine hundred passengers during February.",
		"Inspectors found rotten planks beneath the eastern landing stage yesterday evening.",
		"Governor Halvorsen refused to publish the engineer's letter about the harbour crane.",
		"A storm tore away forty metres of railing from the lighthouse causeway.",
		"Fishermen from three villages blocked the customs quay with their nets.",
		"The insurance company valued the burnt warehouse at six million crowns.",
	}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 1 + r.IntN(5)
		prints := make([][]int, n) // sentences, by source
		files := map[string]string{"dossier.yaml": "title: T\n"}
		for i := range n {
			for len(prints[i]) == 0 {
				for k := range sentences {
					if r.IntN(4) == 0 {
						prints[i] = append(prints[i], k)
					}
				}
			}
			var body []string
			for _, k := range prints[i] {
				body = append(body, sentences[k])
			}
			files[fmt.Sprintf("sources/s%d.md", i)] = fmt.Sprintf("---\ntitle: S%d\n---\n%s\n", i, strings.Join(body, "\n\n"))
		}
		type cite struct{ source, sentence int }
		var cites []cite
		note := "---\ntitle: A claim\nverdict: mixed\nsummary: S.\n---\n"
		for i := range n {
			for _, k := range prints[i] {
				if len(cites) == 0 || r.IntN(3) > 0 {
					cites = append(cites, cite{i, k})
					note += fmt.Sprintf("> %s\n> — [[s%d]] supports\n\n", sentences[k], i)
				}
			}
		}
		files["claims/c.md"] = note
		d, found, relations := resolve(t, files)
		got := evidence.New(d, relations).Of(evidence.Cited(d.Claims[0].Citing(markdown.Supports), found))

		cited := map[int]bool{}
		same := map[[2]int]bool{}
		for _, c := range cites {
			cited[c.source], same[[2]int{c.source, c.source}] = true, true
		}
		for _, c := range cites {
			for j := range n {
				if cited[j] && slices.Contains(prints[j], c.sentence) {
					same[[2]int{c.source, j}], same[[2]int{j, c.source}] = true, true
				}
			}
		}
		for k := range n { // each from each
			for i := range n {
				for j := range n {
					if same[[2]int{i, k}] && same[[2]int{k, j}] {
						same[[2]int{i, j}] = true
					}
				}
			}
		}
		want := 0 // sources that no earlier one is the same as
		for i := range n {
			first := cited[i]
			for j := range i {
				first = first && !same[[2]int{i, j}]
			}
			if first {
				want++
			}
		}
		if got.Passages != len(cites) || len(got.Groups) != want || !got.Known {
			t.Fatalf("seed %d: %d passages of %d sources, known %v; want %d of %d\n%v\n%s", seed, got.Passages, len(got.Groups), got.Known, len(cites), want, prints, note)
		}
		back := slices.Clone(d.Claims[0].Citations)
		slices.Reverse(back)
		if other := evidence.New(d, relations).Of(evidence.Cited(back, found)); len(other.Groups) != want || other.Passages != got.Passages {
			t.Errorf("seed %d: in another order it is %d of %d", seed, other.Passages, len(other.Groups))
		}
	}
}

func TestWhatCountsAsOne(t *testing.T) {
	const words = "The ferry carried nine hundred passengers in February."
	const other = "Inspectors found rotten planks beneath the landing stage."
	head := func(keys, body string) string { return "---\ntitle: A\n" + keys + "---\n" + body + "\n" }
	claim := func(cites ...string) string {
		out := "---\ntitle: C\nverdict: mixed\nsummary: S.\n---\n"
		for _, c := range cites {
			text, name, _ := strings.Cut(c, "|")
			out += "> " + text + "\n> — [[" + name + "]] supports\n\n"
		}
		return out
	}
	for _, c := range []struct {
		name   string
		files  map[string]string
		groups int
		known  bool
	}{
		{"nothing alike", map[string]string{"sources/a.md": head("", words), "sources/b.md": head("", other), "claims/c.md": claim(words+"|a", other+"|b")}, 2, true},
		{"versions", map[string]string{"sources/a.md": head("captured: 2015-01-01\n", words), "sources/a@2015-02-01.md": "---\ncaptured: 2015-02-01\n---\n" + other + "\n",
			"claims/c.md": claim(words+"|a@2015-01-01", other+"|a@2015-02-01")}, 1, true},
		{"an editor says so", map[string]string{"sources/a.md": head("", words), "sources/b.md": head("follows: a\nfollows_reason: It says so.\n", other), "claims/c.md": claim(words+"|a", other+"|b")}, 1, true},
		{"two languages", map[string]string{"sources/a.md": head("", words), "sources/b.md": head("lang: de\n", "Die Fähre trug neunhundert Menschen."), "claims/c.md": claim(words+"|a", "Die Fähre trug neunhundert Menschen.|b")}, 2, false},
		{"told of nowhere", map[string]string{"sources/a.md": head("", words), "sources/b.md": head("publish: none\n", other), "claims/c.md": claim(words+"|a", other+"|b")}, 2, false},
	} {
		c.files["dossier.yaml"] = "title: T\n"
		d, found, relations := resolve(t, c.files)
		got := evidence.New(d, relations).Of(evidence.Cited(d.Claims[0].Citations, found))
		if len(got.Groups) != c.groups || got.Known != c.known {
			t.Errorf("%s: %d sources, known %v", c.name, len(got.Groups), got.Known)
		}
	}
}

func TestAClaimIsNoSupportForItself(t *testing.T) {
	const quoted = "“There is progress on the harbour,” the minister said."
	base := func() map[string]string {
		return map[string]string{
			"dossier.yaml":      "title: T\n",
			"sources/a.md":      "---\ntitle: A\n---\n" + quoted + " The talks go on in May.\n",
			"sources/b.md":      "---\ntitle: B\n---\n" + quoted + " Nobody else spoke.\n",
			"people/m.md":       "---\nname: M\n---\n",
			"quotes/harbour.md": "---\ntitle: Q\nspeaker: m\n---\n> There is progress on the harbour\n> — [[a]]\n\n> There is progress on the harbour\n> — [[b]]\n",
		}
	}
	for _, c := range []struct {
		name, keys, body string
		wrong            int
	}{
		{"the same words", "", "> progress on the harbour\n> — [[a]]\n\n> There is progress\n> — [[a]] supports\n", 1},
		{"the same wording elsewhere", "", "> There is progress on the harbour\n> — [[a]]\n\n> There is progress on the harbour\n> — [[b]] supports\n", 1},
		{"of a quotation that makes it", "appearances: harbour\n", "> There is progress on the harbour\n> — [[b]] supports\n", 1},
		{"other words", "appearances: harbour\n", "> The talks go on in May.\n> — [[a]] supports\n", 0},
		{"against itself", "appearances: harbour\n", "> There is progress on the harbour\n> — [[b]] contradicts\n", 0},
	} {
		files := base()
		files["claims/c.md"] = "---\ntitle: C\nverdict: mixed\nsummary: S.\n" + c.keys + "---\n" + c.body
		d, found, _ := resolve(t, files)
		list := evidence.Check(d, found)
		if len(list) != c.wrong || c.wrong == 1 && list[0].Code != diag.ClaimSupportsItself {
			t.Errorf("%s: %v", c.name, list)
		}
	}
}
