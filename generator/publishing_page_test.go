package main

import (
	"os"
	"strings"
	"testing"

	"dossier/generator/internal/starter"
)

// TestThePublishingPageKnowsEveryHost holds docs/publishing.md to the files that
// are written for each host, and the README to the page.
func TestThePublishingPageKnowsEveryHost(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	page := read("../docs/publishing.md")
	for _, host := range starter.Hosts() {
		if !strings.Contains(page, "dossier new content --with "+host+" --program ADDRESS\n    ") {
			t.Errorf("no section begins with --with %s", host)
			continue
		}
		for _, f := range starter.HostingFiles(host, starter.Hosting{}) {
			if !strings.Contains(page, "`"+f.Path+"`") {
				t.Errorf("%s: nothing is said of %s", host, f.Path)
			}
		}
	}
	if !strings.Contains(read("../README.md"), "](docs/publishing.md)") {
		t.Error("the README does not lead to docs/publishing.md")
	}
}
