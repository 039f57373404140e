package export

import (
	"encoding/json"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/explain"
)

// trouble is a list of diagnostics with all that is hard to print: marks that a
// format reads, letters beyond ASCII, other places, and no place at all.
func trouble() []diag.Diagnostic {
	f := diag.NewFile("content/quotes/a b, 100%:é.md", []byte("---\ntitle: „Ü\" {x}\n---\n"))
	d := f.At(11, len("---\ntitle: „Ü\""), diag.Error, diag.FrontMatter, "100% of: this,\nand {that}", `write "a": b`)
	d.Related = []diag.Place{f.Place(0, 3, "the first"), {File: "content/quotes", Message: "the folder"}}
	return []diag.Diagnostic{
		d,
		{File: "content/notes", Severity: diag.Warning, Code: diag.StrayFile, Message: "this is not read", Hint: diag.Say("move it")},
		{File: "/home/e/content/x.md", Line: 1, Column: 1, Severity: diag.Warning, Code: diag.DraftLeft, Message: "a draft"},
	}
}

func TestGitHubCommandsAreEscaped(t *testing.T) {
	want := `::error file=content/quotes/a b%2C 100%25%3Aé.md,line=2,col=8,endLine=2,endColumn=10,title=front-matter::100%25 of: this,%0Aand {that}%0Asee content/quotes/a b, 100%25:é.md:1:1: the first%0Asee content/quotes: the folder%0Ahint: write "a": b
::warning file=content/notes,title=stray-file::this is not read%0Ahint: move it
::warning file=/home/e/content/x.md,line=1,col=1,title=draft-left::a draft
`
	if d := cmp.Diff(want, string(GitHub(trouble()))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestSARIFIsValid(t *testing.T) {
	for _, list := range [][]diag.Diagnostic{nil, trouble()} {
		data, err := SARIF("", list)
		if err != nil {
			t.Fatal(err)
		}
		validate(t, schema(t, "testdata/sarif-2.1.0.schema.json"), data)
	}
}

func TestSARIFSaysWhatTheDiagnosticsSay(t *testing.T) {
	data, err := SARIF("1.2", trouble())
	if err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(data, &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if log.Version != "2.1.0" || run.Tool.Driver.Version != "1.2" || run.ColumnKind != "unicodeCodePoints" || len(run.Tool.Driver.Rules) != len(explain.Codes()) {
		t.Errorf("version %s, of the program %s, columns in %s, %d rules", log.Version, run.Tool.Driver.Version, run.ColumnKind, len(run.Tool.Driver.Rules))
	}
	for i, r := range run.Results {
		if rule := run.Tool.Driver.Rules[r.RuleIndex]; rule.ID != r.RuleID || r.RuleID != string(trouble()[i].Code) {
			t.Errorf("result %d is of rule %s, its index of %s", i, r.RuleID, rule.ID)
		}
	}
	first := run.Results[0]
	id1, id2 := 1, 2
	name := "content/quotes/a%20b,%20100%25:%C3%A9.md"
	want := sarifResult{
		RuleID: "front-matter", RuleIndex: first.RuleIndex, Level: "error",
		Message: sarifText{"100% of: this,\nand {{that}}\nhint: write \"a\": b"},
		Locations: []sarifLocation{{Physical: sarifPhysical{
			Artifact: sarifArtifact{name},
			Region:   &sarifRegion{StartLine: 2, StartColumn: 8, EndColumn: 11, Snippet: &sarifText{"title: „Ü\" {x}"}},
		}}},
		Related: []sarifLocation{
			{ID: &id1, Message: &sarifText{"the first"}, Physical: sarifPhysical{
				Artifact: sarifArtifact{name},
				Region:   &sarifRegion{StartLine: 1, StartColumn: 1, EndColumn: 4, Snippet: &sarifText{"---"}},
			}},
			{ID: &id2, Message: &sarifText{"the folder"}, Physical: sarifPhysical{Artifact: sarifArtifact{"content/quotes"}}},
		},
	}
	if d := cmp.Diff(want, first); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if got := run.Results[1].Locations[0].Physical.Region; got != nil {
		t.Errorf("a problem without a line has the region %v", got)
	}
	if got := run.Results[2].Locations[0].Physical.Artifact.URI; got != "file:///home/e/content/x.md" {
		t.Errorf("a path from the root is %s", got)
	}
}

// TestURIsLeadBack parses the addresses of files as a reader of the log does.
func TestURIsLeadBack(t *testing.T) {
	for _, file := range []string{"content/a.md", "c:d/e.md", "content/100%.md", "content/?x#y.md", "../é/ü ö.md", "/a b.md"} {
		u, err := url.Parse(uri(file))
		if err != nil || path.Clean(u.Path) != path.Clean(file) && path.Clean(u.Path) != "/"+file || u.RawQuery != "" || u.Fragment != "" {
			t.Errorf("%q is %s, which reads as %v (%v)", file, uri(file), u, err)
		}
	}
}

func TestCheckIsValid(t *testing.T) {
	d, diags := dossier.New(dossier.Parts{})
	ev, _ := anchor.Resolve(d)
	data, err := Check(d, ev, slices.Concat(diags, trouble()))
	if err != nil {
		t.Fatal(err)
	}
	validate(t, schema(t, "check.schema.json"), data)
	if !strings.Contains(string(data), `"text": "title: „Ü\" {x}"`) {
		t.Errorf("no excerpt in %s", data)
	}
}

// schema returns the schema in a file.
func schema(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
