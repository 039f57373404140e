package review

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/render"
	"dossier/generator/internal/site"
	"dossier/generator/internal/stemma"
	"dossier/generator/internal/timeline"
	"dossier/templates"
)

// statements are sentences in several wordings.
var statements = [][]string{
	{
		"The northern breakwater will be rebuilt with granite from the quarries of the island.",
		"The northern breakwater will be rebuilt with granite from the island's quarries.",
		"The northern breakwater is to be rebuilt with granite from quarries of the island.",
	},
	{
		"Fishermen asked the harbour committee for cheaper diesel and longer moorings in the winter months.",
		"Fishermen asked the harbour committee for cheaper diesel and for longer moorings in winter.",
	},
	{
		"Pilots refuse to guide tankers through the narrow channel after midnight without a second tug.",
		"Pilots refuse to guide any tanker through the narrow channel after midnight without a second tug.",
	},
	{
		"Customs officers counted eleven crates of porcelain where the manifest had named only seven.",
		"Customs officers counted eleven crates of porcelain although the manifest had named only seven.",
	},
}

// randomDossier writes a dossier in which sources of all dates and rights print
// some of the statements, and quotations and drafts cite some of these.
func randomDossier(r *rand.Rand) map[string]string {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	date := func() string {
		return pick("", "2015-03-01", "2015-03-05", "2015-03-05?", "2015-03-05~", "2015-03", "2015", "2015-03-09", "2015-04-20",
			"2015-03-06T01:00:00+03:00", "2015-03-05T18:30:00-05:00", "2015-03-05T19:42:00", "../2015-03-04", "1962", "2021")
	}
	files := map[string]string{"dossier.yaml": "title: A harbour\n"}
	printed := map[string][]string{}
	sources := 2 + r.IntN(4)
	for i := range sources {
		slug := fmt.Sprintf("s%d", i)
		var lines []string
		for _, n := range r.Perm(len(statements))[:1+r.IntN(len(statements))] {
			lines = append(lines, statements[n][r.IntN(len(statements[n]))])
		}
		printed[slug] = lines
		head := fmt.Sprintf("title: Report %d\npublisher: Outlet %d\n", i, i)
		if d := date(); d != "" {
			head += "published: " + d + "\n"
		}
		if r.IntN(5) == 0 {
			head += "publish: passages\n"
		}
		files["sources/"+slug+".md"] = "---\n" + head + "---\n" + strings.Join(lines, "\n\n") + "\n"
	}
	for i := range 1 + r.IntN(4) {
		text := fmt.Sprintf("---\ntitle: Statement %d\n", i)
		if d := date(); d != "" {
			text += "said: " + d + "\n"
		}
		if r.IntN(6) == 0 {
			text += "draft: true\n"
		}
		text += "---\n"
		for _, n := range r.Perm(sources)[:1+r.IntN(2)] {
			slug := fmt.Sprintf("s%d", n)
			text += "> " + printed[slug][r.IntN(len(printed[slug]))] + "\n> — [[" + slug + "]]\n\n"
		}
		files[fmt.Sprintf("quotes/q%d.md", i)] = text
	}
	return files
}

var (
	cites    = regexp.MustCompile(`— \[\[(.+)\]\]$`)
	sourceOf = regexp.MustCompile(`sources/(\w+)/`)
)

// TestCheckSaysWhatThePagesShow compares, on random dossiers, what the check warns
// of with what the pages show: wordings that nobody cites, sources that nobody
// cites, and words that were printed before they were said.
func TestCheckSaysWhatThePagesShow(t *testing.T) {
	renderer, _, err := render.New(render.Input{Shipped: afero.FromIOFS{FS: templates.Files}, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(13, 14))
	wordings, unused, early := 0, 0, 0
	for round := range 200 {
		files := randomDossier(r)
		view := dossiertest.Folder(t, files)
		d, diags := dossiertest.Read(t, view)
		evidence, more := anchor.Resolve(d)
		for _, x := range append(diags, more...) {
			if x.Severity == diag.Error {
				t.Fatalf("round %d: %s:%d: %s\n%v", round, x.File, x.Line, x.Message, files)
			}
		}
		public := d.Public()
		texts := reading.Texts(public, reading.SeriesOf(public), public.AskedPairs())
		compared := collate.Compare(texts, collate.Options{})
		pages := site.New(site.Input{Dossier: public, Evidence: evidence, Relations: stemma.Relate(compared, texts), Words: renderer.Words()})

		said := map[string][]string{}
		for _, x := range append(Warnings(Input{Dossier: d, Evidence: evidence, Comparison: compared}), timeline.Check(public, evidence)...) {
			switch x.Code {
			case diag.WordingUncited:
				for _, p := range x.Related {
					s := public.Source(dossier.Slug(strings.TrimSuffix(strings.TrimPrefix(p.File, "content/sources/"), ".md")))
					if s.Publish == dossier.PublishFull { // other words are not shown
						said[x.File] = append(said[x.File], "wording in "+string(s.Slug))
						wordings++
					}
				}
			case diag.SourceUncited:
				said[x.File] = append(said[x.File], "uncited")
				unused++
			case diag.PublishedBeforeSaid:
				said[x.File] = append(said[x.File], "printed earlier in "+strings.Split(x.Message, `"`)[1])
				early++
			}
		}
		shown := map[string][]string{}
		for _, p := range pages.Pages() {
			switch data := pages.Data(p).(type) {
			case *site.QuotePage:
				name := "content/quotes/" + string(p.Entry.Slug) + ".md"
				for _, f := range data.Found {
					shown[name] = append(shown[name], "wording in "+cites.FindStringSubmatch(f.Ready)[1])
				}
				for _, m := range data.Clock {
					if strings.HasSuffix(m.Lag, "earlier") || strings.HasSuffix(m.Lag, "the day before") {
						shown[name] = append(shown[name], "printed earlier in "+sourceOf.FindStringSubmatch(m.Link.Href)[1]+hedge(m.Lag))
					}
				}
			case *site.SourcePage:
				if data.NoteCount == 0 {
					name := "content/sources/" + string(p.Entry.Slug) + ".md"
					shown[name] = append(shown[name], "uncited")
				}
			}
		}
		for name, list := range shown {
			// What was possibly printed earlier is none that the check is sure of.
			shown[name] = slices.DeleteFunc(list, func(s string) bool {
				return strings.HasSuffix(s, "?") && !slices.Contains(said[name], strings.TrimSuffix(s, "?"))
			})
		}
		for name := range files {
			name = "content/" + name
			a, b := said[name], shown[name]
			for i := range b {
				b[i] = strings.TrimSuffix(b[i], "?")
			}
			slices.Sort(a)
			slices.Sort(b)
			if !slices.Equal(a, b) {
				t.Fatalf("round %d: of %s the check says %q, and the pages show %q\n%s", round, name, a, b, dump(files))
			}
		}
	}
	if wordings < 50 || unused < 20 || early < 20 {
		t.Errorf("only %d wordings, %d sources without a note and %d contradictions were seen", wordings, unused, early)
	}
}

// hedge marks what a lag leaves open.
func hedge(lag string) string {
	if strings.HasPrefix(lag, "possibly") || strings.HasPrefix(lag, "at most") {
		return "?"
	}
	return ""
}

func dump(files map[string]string) string {
	var b strings.Builder
	for name, text := range files {
		fmt.Fprintf(&b, "-- %s --\n%s", name, text)
	}
	return b.String()
}
