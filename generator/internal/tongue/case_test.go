package tongue

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"dossier/generator/internal/edtf"
)

var update = flag.Bool("update", false, "rewrite the case files with what the program says now")

// In the case files every line that is not indented is an input, and the indented lines under it are what is wanted
// for it.
var reports = map[string]func(t *testing.T, input string) []string{
	"spec.txtar":  reportEnglish,
	"words.txtar": reportWords,
	"hints.txtar": reportHint,
	"lag.txtar":   reportLag,
}

func TestCaseFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		report, ok := reports[filepath.Base(file)]
		if !ok {
			t.Errorf("no test reads %s", file)
			continue
		}
		found++
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive := readCases(t, file)
			for i, section := range archive.Files {
				t.Run(section.Name, func(t *testing.T) {
					var got strings.Builder
					for _, input := range inputs(section) {
						fmt.Fprintln(&got, input)
						for _, line := range report(t, input) {
							fmt.Fprintln(&got, "\t"+line)
						}
					}
					if *update {
						archive.Files[i].Data = []byte(got.String())
						return
					}
					if diff := cmp.Diff(string(section.Data), got.String()); diff != "" {
						t.Errorf("-want +got:\n%s", diff)
					}
				})
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	if found != len(reports) {
		t.Errorf("%d case files were read, want %d", found, len(reports))
	}
}

func readCases(t testing.TB, file string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

func inputs(section txtar.File) []string {
	var found []string
	for line := range strings.Lines(string(section.Data)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '\t' {
			found = append(found, line)
		}
	}
	return found
}

// allDates gives every date of the case files.
func allDates(t testing.TB) []edtf.Date {
	t.Helper()
	var found []edtf.Date
	for _, name := range []string{"spec.txtar", "words.txtar", "lag.txtar"} {
		for _, section := range readCases(t, filepath.Join("testdata", name)).Files {
			for _, input := range inputs(section) {
				for text := range strings.FieldsSeq(input) {
					found = append(found, mustParse(t, text))
				}
			}
		}
	}
	return found
}

func mustParse(t testing.TB, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatalf("parse %q: %v", s, err)
	}
	return d
}

func reportEnglish(t *testing.T, input string) []string {
	return []string{Date(mustParse(t, input), "en")}
}

func reportWords(t *testing.T, input string) []string {
	var lines []string
	for _, lang := range Languages() {
		lines = append(lines, lang+"  "+Date(mustParse(t, input), lang))
	}
	return lines
}

func reportLag(t *testing.T, input string) []string {
	from, to, ok := strings.Cut(input, " ")
	if !ok {
		t.Fatalf("%q is not two dates", input)
	}
	var lines []string
	for _, lang := range Languages() {
		words, known := Lag(mustParse(t, from), mustParse(t, to), lang)
		if !known {
			words += " (nothing is known)"
		}
		lines = append(lines, lang+"  "+words)
	}
	return lines
}

func reportHint(t *testing.T, input string) []string {
	text, err := strconv.Unquote(input)
	if err != nil {
		t.Fatalf("%s: %v", input, err)
	}
	if hint := Hint(text); hint != "" {
		return []string{hint}
	}
	return nil
}
