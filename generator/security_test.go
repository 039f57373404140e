package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestEveryPromiseHasItsTest checks that each test that SECURITY.md names is
// there, and that each promise in it names one.
func TestEveryPromiseHasItsTest(t *testing.T) {
	page, err := os.ReadFile("../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]bool{}
	found := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	err = filepath.WalkDir(".", func(p string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || entry.IsDir():
		case strings.HasSuffix(p, "_test.go"):
			var data []byte
			data, err = os.ReadFile(p)
			for _, m := range found.FindAllStringSubmatch(string(data), -1) {
				tests[m[1]] = true
			}
		case filepath.Dir(p) == filepath.Join("testdata", "script"):
			tests["script/"+strings.TrimSuffix(entry.Name(), ".txtar")] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`(Test\\w+|script/[\\w-]+)`")
	promises := 0
	for line := range strings.Lines(string(page)) {
		if cells := strings.Split(line, " | "); strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| promise") {
			promises++
			if len(cells) != 2 || !named.MatchString(cells[1]) {
				t.Errorf("a promise names no test: %s", line)
			}
		}
		for _, m := range named.FindAllStringSubmatch(line, -1) {
			if !tests[m[1]] && m[1] != "script/…" {
				t.Errorf("there is no test %s", m[1])
			}
		}
	}
	if promises < 20 {
		t.Errorf("SECURITY.md makes %d promises", promises)
	}
}

// TestNothingDials finds the packages that could ask another host for something.
// Those that listen are the only ones.
func TestNothingDials(t *testing.T) {
	listen := map[string][]string{
		"serve":          {"net", "net/http"},
		"generator/main": {"net"},
	}
	dials := regexp.MustCompile(`\b(net|http)\.(Dial\w*|Get|Head|Post\w*|DefaultClient|Client|Lookup\w*|Resolver|Transport)\b`)
	for _, f := range sourceFiles(t) {
		for _, i := range f.imports {
			if (i == "net" || i == "net/http" || strings.HasPrefix(i, "net/rpc") || i == "net/smtp") && !slices.Contains(listen[f.pkg], i) {
				t.Errorf("%s: %s imports %s", f.path, f.pkg, i)
			}
		}
		data, err := os.ReadFile(f.path)
		if err != nil {
			t.Fatal(err)
		}
		if m := dials.FindString(string(data)); m != "" && listen[f.pkg] != nil {
			t.Errorf("%s: %s", f.path, m)
		}
	}
}
