package main

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/afero"
	"golang.org/x/tools/txtar"

	"dossier/generator/internal/build"
	"dossier/generator/internal/casefile"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/explain"
	"dossier/generator/internal/shell"
	"dossier/templates"
)

// TestEveryCodeIsExplained reads the constants of package diag: each has an
// explanation, and they stand in order.
func TestEveryCodeIsExplained(t *testing.T) {
	syntax, err := parser.ParseFile(token.NewFileSet(), "internal/diag/codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	ast.Inspect(syntax, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, code)
		}
		return true
	})
	if !slices.IsSorted(codes) {
		t.Error("the constants are not in the order of their codes")
	}
	var explained []string
	for _, e := range explain.Codes() {
		explained = append(explained, string(e.Code))
		if e.Title == "" || strings.HasSuffix(e.Title, ".") || len(e.Meaning) < 100 {
			t.Errorf("%s: a title without a stop and a meaning of a few sentences are wanted", e.Code)
		}
	}
	slices.Sort(codes)
	if !slices.Equal(codes, explained) {
		t.Errorf("the codes are\n%q, explained are\n%q", codes, explained)
	}
}

// sample is the dossier that the examples of all codes are a part of. Nothing
// is wrong with it.
func sample() []explain.Example {
	return []explain.Example{
		{Path: "dossier.yaml", Text: "title: The harbour\n"},
		{Path: "sources/gazette.md", Text: `---
title: Talks on the harbour
publisher: The Gazette
published: 2015-03-06
---
“There is progress,” the minister said on Thursday. “We will not close the harbour.”

The talks began in 2014. The harbour has 120 workers, and the talks will go on in May.
`},
		{Path: "annotations/workers.md", Text: `---
source: gazette
---
> The harbour has 120 workers

The harbour office counts 118.
`},
		{Path: "people/minister.md", Text: `---
name: The Minister
---
`},
	}
}

// TestExamplesOfCodesAreTrue runs the examples of every code: the wrong one
// gives the code, with a place in one of its files and something that mends it;
// with the mended one nothing is wrong.
func TestExamplesOfCodesAreTrue(t *testing.T) {
	if list := checkExample(t, nil).Diagnostics; len(list) > 0 {
		t.Fatalf("in the dossier that the examples belong to: %v", list)
	}
	for _, e := range explain.Codes() {
		t.Run(string(e.Code), func(t *testing.T) {
			if len(e.Wrong) == 0 {
				t.Skip("its problem is not one of a content folder")
			}
			of := func(list []diag.Diagnostic) (out []diag.Diagnostic) {
				for _, d := range list {
					if d.Code == e.Code {
						out = append(out, d)
					}
				}
				return out
			}
			all := checkExample(t, e.Wrong).Diagnostics
			found := of(all)
			if len(found) == 0 {
				t.Fatalf("the wrong example gives %v", all)
			}
			for _, d := range found {
				if !slices.ContainsFunc(e.Wrong, func(x explain.Example) bool { return strings.HasSuffix(d.File, x.Path) }) {
					t.Errorf("the place is %s, not in %v", d.File, e.Wrong)
				}
				if d.Severity != e.Severity || shell.Hint(d.Hint) == "" {
					t.Errorf("it is %v with the hint %q, want %v", d.Severity, shell.Hint(d.Hint), e.Severity)
				}
			}
			for _, d := range checkExample(t, e.Mended).Diagnostics {
				t.Errorf("with the mended example: %s:%d: %s [%s]", d.File, d.Line, d.Message, d.Code)
			}
		})
	}
}

// checkExample checks the sample dossier with files laid over it.
func checkExample(t *testing.T, over []explain.Example) *build.Result {
	t.Helper()
	in := build.Input{Name: "content", Templates: afero.FromIOFS{FS: templates.Files}}
	view, own := afero.NewMemMapFs(), afero.NewMemMapFs()
	for _, x := range append(sample(), over...) {
		fs, name := view, x.Path
		if rest, ok := strings.CutPrefix(x.Path, "templates/"); ok {
			fs, name = own, rest
			in.Own, in.OwnName = own, "templates"
		}
		if err := afero.WriteFile(fs, name, []byte(x.Text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	in.Content = view
	r, err := build.Check(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// problemsPage returns docs/problems.md: every code with its explanation, from
// the table that explain prints.
func problemsPage() string {
	var b strings.Builder
	b.WriteString(`<!-- Made from generator/internal/explain/explain.go: go test ./generator -run ProblemsPage -update -->

# Problems, and what they mean

Every problem that Dossier reports ends with a code in brackets. A code keeps its meaning.
` + "`dossier explain CODE`" + ` prints what stands here. An error stops a build; a warning does not, unless
` + "`--strict`" + ` is given.

| code | | |
|---|---|---|
`)
	for _, e := range explain.Codes() {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", e.Code, e.Code, e.Severity, e.Title)
	}
	b.WriteString("\nThe examples belong to one small dossier in which nothing else is wrong:\n")
	for _, x := range sample() {
		fmt.Fprintf(&b, "\n`%s`:\n\n", x.Path)
		for line := range strings.Lines(x.Text) {
			b.WriteString(strings.TrimRight("    "+line, " \n") + "\n")
		}
	}
	for _, e := range explain.Codes() {
		fmt.Fprintf(&b, "\n## %s\n\n**%s** (%s)\n\n%s", e.Code, e.Title, e.Severity, e.Markdown())
	}
	return b.String()
}

// TestProblemsPageIsFresh compares docs/problems.md with the table that it is
// made from.
func TestProblemsPageIsFresh(t *testing.T) {
	casefile.File(t, "../docs/problems.md", problemsPage())
}

// TestMistakes makes each of the commonest mistakes in the sample dossier, one an
// archive, and shows what dossier check says: the file, the line, and what mends
// it. The comment of the archive names the mistake.
func TestMistakes(t *testing.T) {
	place := regexp.MustCompile(`(?m)^content/[^:\n]+:\d+:\d+: (error|warning): .+ \[[a-z0-9-]+\]$`)
	cases, err := filepath.Abs("testdata/mistakes/*.txtar") // the tests change the folder
	if err != nil {
		t.Fatal(err)
	}
	casefile.Folders(t, cases, func(t *testing.T, files []txtar.File) string {
		dir := t.TempDir()
		var all []txtar.File
		for _, x := range sample() {
			all = append(all, txtar.File{Name: x.Path, Data: []byte(x.Text)})
		}
		for _, f := range append(all, files...) {
			p := filepath.Join(dir, "content", filepath.FromSlash(f.Name))
			if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(p, bytes.ReplaceAll(f.Data, []byte("␀"), []byte{0xe9}), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		t.Chdir(dir)
		var stdout, stderr bytes.Buffer
		if code := run(context.Background(), []string{"check", "--strict"}, &stdout, &stderr); code != exitContent {
			t.Errorf("exit code %d, want %d", code, exitContent)
		}
		said := stderr.String()
		problems := strings.Count(said, "\nhint: ")
		if found := len(place.FindAllString(said, -1)); found == 0 || found != problems {
			t.Errorf("%d problems with a file, a line and a code, %d with what mends them", found, problems)
		}
		return said
	})
}

// TestMistakesPageIsFresh compares docs/mistakes.md with the archives that it
// is made from.
func TestMistakesPageIsFresh(t *testing.T) {
	paths, err := filepath.Glob("testdata/mistakes/*.txtar")
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d mistakes, want twenty at least (%v)", len(paths), err)
	}
	var b strings.Builder
	b.WriteString(`<!-- Made from generator/testdata/mistakes: go test ./generator -run MistakesPage -update -->

# The commonest mistakes

What ` + "`dossier check`" + ` says of each. All problems of a dossier are reported in one run; here each stands alone, in
the small dossier that [problems.md](problems.md) shows, which explains the codes too.
`)
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		number, _, _ := strings.Cut(filepath.Base(p), "-")
		fmt.Fprintf(&b, "\n## %s. %s\n", strings.TrimLeft(number, "0"), strings.TrimSpace(string(a.Comment)))
		for _, f := range a.Files {
			head := "`" + f.Name + "`:"
			if f.Name == "want" {
				head = "Dossier says:"
			}
			text := strings.TrimSpace(strings.ReplaceAll(string(f.Data), "␀", "\uFFFD"))
			fmt.Fprintf(&b, "\n%s\n\n```text\n%s\n```\n", head, text)
		}
	}
	casefile.File(t, "../docs/mistakes.md", b.String())
}
