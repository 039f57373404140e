package edtf

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the case files with what the program says now")

// The case files hold lists, one in each file of the archive. In those of reports, every line that is not
// indented is an input, and the indented lines under it are what is wanted for it.
var reports = map[string]func(t *testing.T, input string) []string{
	"spec.txtar":    reportDate,
	"refused.txtar": reportRefusal,
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
			if filepath.Base(file) != "order.txtar" {
				t.Errorf("no test reads %s", file)
			}
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
func allDates(t testing.TB) []Date {
	t.Helper()
	var found []Date
	for _, name := range []string{"spec.txtar", "../../tongue/testdata/words.txtar", "order.txtar", "../../tongue/testdata/lag.txtar"} {
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

func mustParse(t testing.TB, s string) Date {
	t.Helper()
	d, err := Parse(s)
	if err != nil {
		t.Fatalf("parse %q: %v", s, err)
	}
	return d
}

func reportDate(t *testing.T, input string) []string {
	d := mustParse(t, input)
	lines := []string{
		"earliest " + dayOrNone(d.Earliest()),
		"latest   " + dayOrNone(d.Latest()),
		"prints   " + d.String(),
	}
	if machine := d.Machine(); machine != "" {
		lines = append(lines, "machine  "+machine)
	}
	return lines
}

func dayOrNone(d Day, ok bool) string {
	if !ok {
		return "-"
	}
	return d.String()
}

func reportRefusal(t *testing.T, input string) []string {
	text, err := strconv.Unquote(input)
	if err != nil {
		t.Fatalf("%s: %v", input, err)
	}
	d, err := Parse(text)
	var wrong *SyntaxError
	if !errors.As(err, &wrong) {
		return []string{"is a date: " + d.String()}
	}
	return []string{fmt.Sprintf("%d: %v", wrong.Offset, wrong)}
}

func TestCompareSortsTheListsOfTheCaseFile(t *testing.T) {
	for _, section := range readCases(t, "testdata/order.txtar").Files {
		t.Run(section.Name, func(t *testing.T) {
			want := inputs(section)
			random := rand.New(rand.NewPCG(1, 2))
			for range 20 {
				var dates []Date
				for _, i := range random.Perm(len(want)) {
					dates = append(dates, mustParse(t, want[i]))
				}
				slices.SortFunc(dates, Compare)
				var got []string
				for _, d := range dates {
					got = append(got, d.String())
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("-want +got:\n%s", diff)
				}
			}
		})
	}
}
