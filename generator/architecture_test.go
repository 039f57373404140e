package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors are the packages of generator/internal, from the ground up. A package
// imports only from floors below its own. A room of a package is named with it.
var floors = [][]string{
	{"cache", "manual", "near"},
	{"diag", "edtf", "fold", "limit", "parallel", "segment", "meant", "render/program"},
	{"edit", "lexicon", "spelling", "stem", "tongue"},
	{"frontmatter", "markdown", "importer/claim", "importer/encoding", "importer/message", "importer/untyped", "omission", "revision", "search", "witness"},
	{"dossier", "importer/block", "importer/markup", "match"},
	{"address", "content", "explain", "reading", "reference", "shell", "starter", "importer/bib", "importer/clip", "importer/page"},
	{"anchor", "bilingual", "collate", "fragment", "past", "timeline", "importer/remark"},
	{"figure", "figure/card", "stemma", "wording"},
	{"evidence"},
	{"crate", "schemaorg"},
	{"site/view"},
	{"site/chronicle", "site/claims", "site/comparison", "site/corrections", "site/desk", "site/history", "site/tei", "site/webannotation"},
	{"importer", "review", "site", "export", "render", "publish", "book"},
	{"build", "terminal"},
	{"listing", "measure", "report", "serve", "sitediff"},
}

// importers says which package may import each third-party module. Names but
// for generator/main are packages of generator/internal.
var importers = map[string][]string{
	"github.com/arran4/golang-ical":         {"export"},
	"github.com/blevesearch/snowballstem":   {"stem"},
	"github.com/clipperhouse/uax29/v2":      {"segment"},
	"github.com/clipperhouse/displaywidth":  {"terminal"},
	"golang.org/x/term":                     {"terminal"},
	"golang.org/x/sys":                      {"publish"},                                                                // what two folders need to change places
	"github.com/spf13/afero":                {"content", "dossiertest", "render", "publish", "build", "generator/main"}, // the one way to files
	"github.com/fsnotify/fsnotify":          {"serve"},
	"github.com/spf13/cobra":                {"generator/main", "manual"},
	"github.com/spf13/pflag":                {"generator/main", "manual"},
	"github.com/yuin/goldmark":              {"markdown", "bench"}, // the floor that builds are measured against
	"go.yaml.in/yaml/v4":                    {"frontmatter", "bench"},
	"github.com/mozillazg/go-unidecode":     {"spelling"},
	"golang.org/x/text":                     {"fold", "tongue"}, // normal forms, and plurals
	"golang.org/x/image":                    {"figure/card"},
	"github.com/klauspost/compress":         {"figure/card"},
	"golang.org/x/net":                      {"book", "importer/page", "importer/encoding", "importer/markup", "importer/message", "sitediff"},
	"codeberg.org/readeck/go-readability":   {"importer/page"},
	"github.com/andybalholm/cascadia":       {"importer/page"},
	"github.com/BurntSushi/toml":            {"importer/clip"},
	"github.com/gogs/chardet":               {"importer/encoding"},
	"znkr.io/diff":                          {"edit", "sitediff", "terminal"}, // words, sentences and lines
	"github.com/jba/templatecheck":          {"render"},
	"github.com/google/go-cmp":              {"casefile"},
	"golang.org/x/tools":                    {"casefile", "dossiertest"},
	"github.com/rogpeppe/go-internal":       {},
	"github.com/santhosh-tekuri/jsonschema": {},
	"github.com/piprate/json-gold":          {},
	"github.com/mmcdole/gofeed":             {},
	"github.com/rhysd/actionlint":           {},
}

// disk are the packages of the standard library that reach files without
// asking anybody.
var disk = []string{"os", "os/exec", "path/filepath", "io/ioutil", "syscall"}

// fileSystem says which packages may touch files other than through what they
// are handed, and what of disk each may import.
var fileSystem = map[string][]string{
	"cache":          {"os", "path/filepath"},
	"content":        {"os", "path/filepath", "syscall"}, // of syscall the names of errors
	"publish":        {"os", "path/filepath", "syscall"},
	"past":           {"os", "os/exec"}, // the program git; of os the environment
	"serve":          {"path/filepath"}, // the folders that it watches
	"casefile":       {"os", "path/filepath"},
	"dossiertest":    {"path/filepath"},
	"measure":        {"syscall"},                                   // what the process has used
	"terminal":       {"os"},                                        // whether there is a terminal
	"bench":          {"os", "os/exec", "path/filepath", "syscall"}, // programs of their own
	"generator/main": {"os", "os/exec", "path/filepath", "syscall"}, // of os/exec pdftotext, of syscall what a build used
}

type goFile struct {
	pkg     string // "anchor", "importer/page", "generator/main", "bench" or "templates"
	path    string
	syntax  *ast.File
	imports []string
}

func sourceFiles(t *testing.T) []goFile {
	t.Helper()
	var out []goFile
	fset := token.NewFileSet()
	for _, root := range []string{".", "../templates"} {
		err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
				return err
			}
			syntax, err := parser.ParseFile(fset, p, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			pkg, inside := strings.CutPrefix(path.Dir(filepath.ToSlash(p)), "internal/")
			if !inside {
				pkg = path.Base(pkg)
			}
			if strings.HasPrefix(filepath.ToSlash(p), "bench/") {
				pkg = "bench"
			} else if syntax.Name.Name == "main" {
				pkg = "generator/main"
			}
			f := goFile{pkg: pkg, path: filepath.ToSlash(p), syntax: syntax}
			for _, i := range syntax.Imports {
				name, _ := strconv.Unquote(i.Path.Value)
				f.imports = append(f.imports, name)
			}
			out = append(out, f)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(out) < 20 {
		t.Fatalf("found only %d Go files", len(out))
	}
	return out
}

func floorOf(pkg string) int {
	return slices.IndexFunc(floors, func(f []string) bool { return slices.Contains(f, pkg) })
}

func TestPackagesImportOnlyFromFloorsBelow(t *testing.T) {
	const internal = "dossier/generator/internal/"
	for _, f := range sourceFiles(t) {
		own := floorOf(f.pkg)
		switch f.pkg {
		case "generator/main", "dossiertest":
			own = len(floors)
		case "templates", "casefile", "bench":
			own = 0 // nothing is below
		}
		if own < 0 {
			t.Errorf("%s: package %s stands on no floor; add it to floors and to ARCHITECTURE.md", f.path, f.pkg)
			continue
		}
		for _, i := range f.imports {
			other, ok := strings.CutPrefix(i, internal)
			switch floor := floorOf(other); {
			case ok && floor < 0:
				t.Errorf("%s: %s imports %s, which stands on no floor and is not for the program", f.path, f.pkg, other)
			case ok && floor >= own:
				t.Errorf("%s: %s imports %s, which does not stand below it", f.path, f.pkg, other)
			case !ok && strings.HasPrefix(i, "dossier/") && f.pkg != "generator/main":
				t.Errorf("%s: %s imports %s", f.path, f.pkg, i)
			}
		}
	}
}

func TestEachModuleHasItsImporter(t *testing.T) {
	used := map[string]bool{}
	for _, f := range sourceFiles(t) {
		for _, i := range f.imports {
			if !strings.Contains(strings.Split(i, "/")[0], ".") {
				continue
			}
			module := ""
			for m := range importers {
				if i == m || strings.HasPrefix(i, m+"/") {
					module = m
				}
			}
			if module == "" {
				t.Errorf("%s: %s is a module that nobody has been given; add it to importers and to ARCHITECTURE.md", f.path, i)
				continue
			}
			used[module] = true
			if !slices.Contains(importers[module], f.pkg) {
				t.Errorf("%s: %s is imported by %v alone", f.path, module, importers[module])
			}
		}
	}
	for m, pkgs := range importers {
		if len(pkgs) > 0 && !used[m] {
			t.Errorf("nothing imports %s; take it out of importers", m)
		}
	}
}

func TestOnlySomePackagesTouchFiles(t *testing.T) {
	for _, f := range sourceFiles(t) {
		for _, i := range f.imports {
			if slices.Contains(disk, i) && !slices.Contains(fileSystem[f.pkg], i) {
				t.Errorf("%s: %s imports %s; files are reached through what a package is handed, an afero.Fs", f.path, f.pkg, i)
			}
		}
		// A view of the whole disk has no folder that it keeps to.
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if x, ok := n.(*ast.SelectorExpr); ok && (x.Sel.Name == "NewOsFs" || x.Sel.Name == "OsFs") {
				t.Errorf("%s: %s takes the whole disk, afero.%s; content and publish open a folder", f.path, f.pkg, x.Sel.Name)
			}
			return true
		})
	}
}

// TestCommandsInHintsAreValues keeps the names of commands out of the texts of
// all packages but those that say how a command is typed and what a code means.
func TestCommandsInHintsAreValues(t *testing.T) {
	var names []string
	for _, c := range command().Commands() {
		names = append(names, c.Name())
	}
	line := regexp.MustCompile(`\bdossier (` + strings.Join(names, "|") + `)\b[^:]`)
	for _, f := range sourceFiles(t) {
		if f.pkg == "generator/main" || f.pkg == "shell" || f.pkg == "explain" {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING && line.MatchString(text.Value) {
				t.Errorf("%s: %s writes a command line, %s; a hint takes a diag.Command", f.path, f.pkg, text.Value)
			}
			return true
		})
	}
}

func TestExportedNamesAreDocumented(t *testing.T) {
	documented := map[string]bool{}
	for _, f := range sourceFiles(t) {
		if f.syntax.Doc != nil {
			documented[f.pkg] = true
		} else if _, seen := documented[f.pkg]; !seen {
			documented[f.pkg] = false
		}
		for _, d := range f.syntax.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
					t.Errorf("%s: %s has no comment", f.path, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					undocumented(t, f.path, d, s)
				}
			}
		}
	}
	for pkg, ok := range documented {
		if !ok {
			t.Errorf("package %s has no comment", pkg)
		}
	}
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	e := d.Recv.List[0].Type
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	if index, ok := e.(*ast.IndexExpr); ok {
		e = index.X
	}
	name, ok := e.(*ast.Ident)
	return ok && name.IsExported()
}

// undocumented reports exported types, variables and constants without a
// comment of their own, beside them, or on their group.
func undocumented(t *testing.T, file string, d *ast.GenDecl, s ast.Spec) {
	t.Helper()
	switch s := s.(type) {
	case *ast.TypeSpec:
		if s.Name.IsExported() && s.Doc == nil && d.Doc == nil {
			t.Errorf("%s: type %s has no comment", file, s.Name.Name)
		}
	case *ast.ValueSpec:
		for _, n := range s.Names {
			if n.IsExported() && s.Doc == nil && s.Comment == nil && d.Doc == nil {
				t.Errorf("%s: %s has no comment", file, n.Name)
			}
		}
	}
}
