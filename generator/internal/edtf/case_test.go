package edtf

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/generator/internal/casefile"
)

// What gives the lines that stand below an input in each case file.
var reports = map[string]func(t *testing.T, input string) []string{
	"spec.txtar":    reportDate,
	"refused.txtar": reportRefusal,
}

func TestCaseFiles(t *testing.T) { casefile.Lists(t, reports, "order.txtar") }

// allDates gives every date of the case files.
func allDates(t testing.TB) []Date {
	t.Helper()
	var found []Date
	for _, name := range []string{"spec.txtar", "../../tongue/testdata/words.txtar", "order.txtar", "../../tongue/testdata/lag.txtar"} {
		for _, section := range casefile.Sections(t, filepath.Join("testdata", name)) {
			for _, input := range casefile.Inputs(section) {
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
	for _, section := range casefile.Sections(t, "testdata/order.txtar") {
		t.Run(section.Name, func(t *testing.T) {
			want := casefile.Inputs(section)
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
