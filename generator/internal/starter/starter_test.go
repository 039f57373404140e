package starter

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/shell"
)

func folder(t *testing.T, files ...File) afero.Fs {
	t.Helper()
	all := map[string]string{}
	for _, f := range files {
		all[f.Path] = string(f.Data)
	}
	return dossiertest.Folder(t, all)
}

func read(t *testing.T, files ...File) (*dossier.Dossier, []diag.Diagnostic) {
	t.Helper()
	return dossiertest.Read(t, folder(t, files...))
}

// TestExampleHasOneOfEverything counts the kinds, and the keys that only an
// example explains.
func TestExampleHasOneOfEverything(t *testing.T) {
	d, diags := read(t, Example("")...)
	if len(diags) > 0 {
		t.Errorf("the example has problems: %v", diags)
	}
	kinds := map[dossier.Kind]int{}
	topics := 0
	for _, e := range d.Entries() {
		kinds[e.Kind]++
		topics += len(e.Topics)
		if e.Draft {
			t.Errorf("%s is a draft", e.File.Name)
		}
	}
	for _, k := range dossier.Kinds() {
		if kinds[k] == 0 {
			t.Errorf("the example has no %s", k)
		}
	}
	wordings, organisations, uncertain, parts, changed := 0, 0, 0, 0, 0
	for _, q := range d.Quotes {
		wordings = max(wordings, len(q.Citations))
	}
	for _, p := range d.People {
		if p.Organisation {
			organisations++
		}
	}
	for _, e := range d.Events {
		if strings.ContainsAny(e.Date.String(), "X~?%") {
			uncertain++
		}
	}
	for _, s := range d.Sources {
		if s.Publish != dossier.PublishFull {
			parts++
		}
		changed += len(s.Earlier)
		if s.URL != "" && !strings.Contains(s.URL, ".example/") {
			t.Errorf("%s has an address that may be somebody's: %s", s.Slug, s.URL)
		}
	}
	if wordings < 2 || organisations == 0 || uncertain == 0 || parts == 0 || topics == 0 || changed == 0 {
		t.Errorf("most wordings %d, organisations %d, uncertain dates %d, sources in parts %d, topics %d, earlier versions %d", wordings, organisations, uncertain, parts, topics, changed)
	}
	translations, originals, paragraphs := 0, 0, 0
	for _, n := range d.Notes() {
		for _, c := range n.Citations {
			translations += len(c.Quote.Translations)
		}
	}
	for _, q := range d.Quotes {
		if q.Original != nil {
			originals++
		}
	}
	for _, s := range d.Sources {
		paragraphs += len(s.Others)
	}
	if translations == 0 || originals == 0 || paragraphs == 0 {
		t.Errorf("translations %d, originals %d, paragraphs in another language %d", translations, originals, paragraphs)
	}
}

func TestEmptyDossierIsWhole(t *testing.T) {
	d, diags := read(t, Empty(`"Null": a #title`))
	if len(diags) > 0 || d.Settings.Title != `"Null": a #title` {
		t.Errorf("title %q, problems %v", d.Settings.Title, diags)
	}
}

func TestExampleTakesATitle(t *testing.T) {
	d, diags := read(t, Example("Yes: $1")...)
	if len(diags) > 0 || d.Settings.Title != "Yes: $1" {
		t.Errorf("title %q, problems %v", d.Settings.Title, diags)
	}
}

var commented = regexp.MustCompile(`(?m)^# ([a-z_0-9]+:)`)

// uncommented returns a skeleton with every key in use.
func uncommented(f File) File {
	return File{f.Path, commented.ReplaceAll(f.Data, []byte("$1"))}
}

// keys returns the keys of a file, in order of the alphabet.
func keys(f File) []string {
	found := map[string]bool{}
	head, _, _ := strings.Cut(strings.TrimPrefix(string(f.Data), "---\n"), "\n---\n")
	for _, m := range regexp.MustCompile(`(?m)^([a-z_0-9]+):`).FindAllStringSubmatch(head, -1) {
		found[m[1]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// known returns the keys that the reader takes in the file f, as it says them
// itself when it meets another.
func known(t *testing.T, f File) []string {
	t.Helper()
	odd := File{f.Path, []byte(strings.Replace(string(f.Data), "title:", "qqqqqqqq: x\ntitle:", 1))}
	odd.Data = []byte(strings.Replace(string(odd.Data), "name:", "qqqqqqqq: x\nname:", 1))
	odd.Data = []byte(strings.Replace(string(odd.Data), "source:", "qqqqqqqq: x\nsource:", 1))
	_, diags := read(t, odd)
	for _, d := range diags {
		if _, list, ok := strings.Cut(shell.Hint(d.Hint), "known keys: "); ok && d.Code == diag.UnknownKey {
			return strings.Split(list, ", ")
		}
	}
	t.Fatalf("%s: the reader says nothing of the key qqqqqqqq: %v", f.Path, diags)
	return nil
}

// skeletons returns one of each kind, with what they refer to beside them.
func skeletons() (list []File) {
	for _, k := range dossier.Kinds() {
		list = append(list, Skeleton(k, dossier.Slug("new-"+string(k)), Blanks{Title: "A title", Names: map[string]dossier.Slug{"source": "new-source", "speaker": "new-person"}, Today: "2026-11-22"}))
	}
	return list
}

func TestSkeletonsHaveEveryKeyOfTheirKind(t *testing.T) {
	for _, f := range append(skeletons(), Empty("A title")) {
		all := uncommented(f)
		if d := cmp.Diff(known(t, f), keys(all)); d != "" {
			t.Errorf("%s (-reader +skeleton):\n%s", f.Path, d)
		}
	}
}

func TestSkeletonsWithEveryKeyInUseAreWellFormed(t *testing.T) {
	files := []File{Empty("A title"),
		{"people/first-last.md", []byte("---\nname: First Last\n---\n")},
		{"people/other-last.md", []byte("---\nname: Other Last\n---\n")},
		{"people/an-agency.md", []byte("---\nname: An Agency\nbody: true\n---\n")},
		{"sources/slug-of-a-source.md", []byte("---\ntitle: A source\n---\nWords.\n")},
		{"sources/another-source.md", []byte("---\ntitle: Another source\n---\nWords.\n")},
		{"quotes/another-quotation.md", []byte("---\ntitle: Another\n---\n")},
	}
	for i, f := range skeletons() {
		f = uncommented(f)
		f.Data = []byte(strings.ReplaceAll(string(f.Data), "another name", "name "+string(rune('a'+i))))
		files = append(files, f)
	}
	_, diags := read(t, files...)
	for _, d := range diags {
		if d.Severity == diag.Error {
			t.Errorf("%s:%d: %s", d.File, d.Line, d.Message)
		}
	}
}

func TestSkeletonsAreDraftsWithoutErrors(t *testing.T) {
	d, diags := read(t, append(skeletons(), Empty("A title"))...)
	if diag.HasErrors(diags) {
		t.Errorf("problems: %v", diags)
	}
	if n := len(d.Entries()); n != len(dossier.Kinds()) {
		t.Errorf("%d entries", n)
	}
	for _, e := range d.Entries() {
		if !e.Draft {
			t.Errorf("%s would be published", e.File.Name)
		}
		if e.Title != "A title" && e.Kind != dossier.KindAnnotation {
			t.Errorf("%s is called %q", e.File.Name, e.Title)
		}
	}
	if d.Annotations[0].Of == nil || len(d.Quotes[0].Speakers) == 0 {
		t.Error("the source or the speaker is not filled in")
	}
}

// TestReadmeTableAgreesWithSkeletons holds the table "Kinds of note" against
// the keys.
func TestReadmeTableAgreesWithSkeletons(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	everywhere := []string{"aliases", "changes", "created", "draft", "reviewer", "status", "topics", "updated"}
	for _, f := range skeletons() {
		name, _, _ := strings.Cut(f.Path, "/")
		row := regexp.MustCompile("(?m)^\\| `" + name + "/` \\|[^|]*\\|([^|]*)\\|").FindStringSubmatch(string(readme))
		if row == nil {
			t.Errorf("README.md has no row for %s/", name)
			continue
		}
		want := slices.Clone(everywhere)
		for _, m := range regexp.MustCompile("`([a-z_0-9]+)").FindAllStringSubmatch(row[1], -1) {
			want = append(want, m[1])
		}
		slices.Sort(want)
		if d := cmp.Diff(want, keys(uncommented(f))); d != "" {
			t.Errorf("%s (-README +skeleton):\n%s", f.Path, d)
		}
	}
}

func TestTitlesAreReadAsTheyWereGiven(t *testing.T) {
	for _, title := range []string{
		"Plain words", "null", "Yes", "~", "a: b", "a #b", "#b", "[list]", "{x}", "- item", "'single'", `"double"`, `back\slash`,
		"“Curly”: words", "2015-03-05", "Über Größe", "<b> & </b>", "tab\there", "@at", "!bang", "trailing:", "…", "1984", "Двойные",
	} {
		f := Skeleton(dossier.KindPage, "p", Blanks{Title: title, Today: "2026-11-22"})
		d, diags := read(t, Empty("T"), f)
		want := strings.Join(strings.Fields(title), " ")
		if len(d.Pages) != 1 || d.Pages[0].Title != want || diag.HasErrors(diags) {
			t.Errorf("%q is read as %v, problems %v", title, d.Pages, diags)
		}
	}
}

func TestTitleOfASlug(t *testing.T) {
	for _, c := range []struct {
		kind dossier.Kind
		slug dossier.Slug
		want string
	}{
		{dossier.KindSource, "first-report", "First report"},
		{dossier.KindPerson, "ada-thornquist", "Ada Thornquist"},
		{dossier.KindQuote, "über-größe", "Über größe"},
	} {
		if got := Title(c.kind, c.slug); got != c.want {
			t.Errorf("Title(%s, %s) is %q, want %q", c.kind, c.slug, got, c.want)
		}
	}
}

// TestSettingsPromiseNoFeed: no feed is made.
func TestSettingsPromiseNoFeed(t *testing.T) {
	for _, f := range append(Example(""), Empty("Mine")) {
		if text := strings.ToLower(string(f.Data)); strings.Contains(text, "feed") || strings.Contains(text, "atom") {
			t.Errorf("%s speaks of feeds", f.Path)
		}
	}
}
