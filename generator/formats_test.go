package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
)

// withAddress builds the shipped dossier with an address, as what needs one is written too, and returns the folder of its site.
func withAddress(t *testing.T) string {
	t.Helper()
	content, out := filepath.Join(t.TempDir(), "content"), filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(content, os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	settings, err := os.OpenFile(filepath.Join(content, "dossier.yaml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := settings.WriteString("\nbase_url: https://dossier.example/\n"); err != nil {
		t.Fatal(err)
	}
	if err := settings.Close(); err != nil {
		t.Fatal(err)
	}
	if code := run(t.Context(), []string{"build", content, "--out", out, "--quiet", "--no-cache"}, io.Discard, os.Stderr); code != 0 {
		t.Fatalf("build: %d", code)
	}
	return out
}

// TestFeedsAreReadByAReader opens the feeds in a reader of feeds.
func TestFeedsAreReadByAReader(t *testing.T) {
	site := withAddress(t)
	for _, name := range []string{"feed.xml"} {
		data, err := os.ReadFile(filepath.Join(site, name))
		if err != nil {
			t.Fatal(err)
		}
		feed, err := gofeed.NewParser().ParseString(string(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if feed.FeedType != "atom" || len(feed.Items) < 20 || feed.Link != "https://dossier.example/" || feed.UpdatedParsed == nil {
			t.Errorf("%s: %s with %d items, %s, %s", name, feed.FeedType, len(feed.Items), feed.Link, feed.Updated)
		}
		ids := map[string]bool{}
		for _, item := range feed.Items {
			if ids[item.GUID] || item.Title == "" || item.UpdatedParsed == nil || !strings.HasPrefix(item.Link, feed.Link) {
				t.Errorf("%s: %+v", name, item)
			}
			ids[item.GUID] = true
			file := filepath.Join(site, strings.TrimPrefix(item.Link, feed.Link))
			if _, err := os.Stat(filepath.Join(file, "index.html")); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestProgramsOfTheirUsersReadTheFormats opens the references in citation.js, which reads them for reference managers, and the tables in the
// library of Frictionless, with the rows of other tables that they lead to. Both come from npm, and where there is none, or it cannot
// be reached, the test is left out.
func TestProgramsOfTheirUsersReadTheFormats(t *testing.T) {
	if testing.Short() {
		t.Skip("programs are fetched")
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Skip("there is no npm")
	}
	dir := t.TempDir()
	fetch := exec.Command(npm, "install", "--silent", "--no-audit", "--no-fund", "--no-save", "--prefix", dir,
		"datapackage@1.1.10", "@citation-js/core@0.8.2", "@citation-js/plugin-bibtex@0.8.2", "@citation-js/plugin-ris@0.8.2", "@citation-js/plugin-csl@0.8.2")
	if out, err := fetch.CombinedOutput(); err != nil {
		t.Skipf("npm: %v: %s", err, out)
	}
	script, err := os.ReadFile("testdata/programs/read.js")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "read.js"), script, 0o644); err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", filepath.Join(dir, "read.js"), withAddress(t))
	node.Stderr = os.Stderr
	out, err := node.Output()
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		References map[string][]string
		Tables     map[string]int
		Errors     []string
	}
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Errors) > 0 {
		t.Error(strings.Join(read.Errors, "\n"))
	}
	for _, form := range []string{"bib", "json", "ris"} {
		if got := fmt.Sprint(read.References[form]); len(read.References[form]) != 5 || !strings.Contains(got, "Russia To Team Up With China In Fight Against ISIS") {
			t.Errorf("%s: %s", form, got)
		}
	}
	for _, table := range []string{"sources", "quotes", "wordings", "annotations", "claims", "evidence", "events", "people", "alignments"} {
		if read.Tables[table] == 0 {
			t.Errorf("%s: nothing is read", table)
		}
	}
	t.Log(string(out))
}
