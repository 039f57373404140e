package edtf

import (
	"slices"
	"testing"
)

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := Parse("2014-09-15/2014-09-19~"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSort10000(b *testing.B) {
	var dates []Date
	for i := range 10_000 {
		dates = append(dates, NewDay(2000, 1, 1).Add(i*7919%5000).Date())
	}
	for b.Loop() {
		slices.SortFunc(slices.Clone(dates), Compare)
	}
}
