package edit

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"znkr.io/diff"

	"dossier/generator/internal/segment"
)

func TestDiffShowsWholeWordsAndTellsTriflesApart(t *testing.T) {
	tests := []struct{ a, b, want string }{
		{"the same words", "the same words", "=the same words"},
		{"‘good’ and ‘bad’ ones", `"good" and "bad" ones`, "~‘=good~’ =and~ ‘=bad~’ =ones"},
		{"The Fight", "the fight", "~The= ~Fight"},
		{"strictly in accordance", "only in strict accordance", "-strictly+only= in +strict =accordance"},
		{"the struggle against", "the fight against", "=the -struggle+fight= against"},
		{"a b", "a", "=a- b"},
		{"a", "a, b", "=a+, b"},
		{"", "new", "+new"},
		{"gone.", "", "-gone."},
		{"", "", ""},
		{"one, two", "one; two", "=one~, =two"},
		{"‘bad’ ones is", "'bad' is", "~‘=bad~’= -ones =is"},
		{"into ‘good’", `into the "good"`, "=into +the ~‘=good~’"},
		{"Russia’s plan", "Russia's plan", "~Russia’s= plan"},
		{"the adminis- tration said", "the administration said", "=the ~adminis- tration= said"},
		{"the administration said", "the admin-\nistration said", "=the ~administration= said"},
		{"the adminis- tration said", "the admin- istration said", "=the ~adminis- tration= said"},
		{"the har\u00ad bour, she", "the harbour, she", "=the ~har\u00ad bour=, she"},
		{"pre- and post-war", "preand postwar", "~pre- and= -post-war+postwar"},
		{"a re-form", "a reform", "=a -re-form+reform"},
		{"a self- made man", "a made man", "=a -self- =made man"},
		{"two - one", "twoone", "-two - one+twoone"},
		{"“We did not do it lightly. We did it", "We did it", "-“We did not do it lightly. =We did it"},
		{"We did it", "We did not do it lightly. We did it", "+We did not do it lightly. =We did it"},
		{"It rose. It fell. It rose again.", "It rose again.", "-It rose. It fell. =It rose again."},
		{"We knew. We did. So what", "We knew. So", "=We knew. -We did. =So- what"},
		{"Gone. Not here, gone", "Gone", "=Gone-. Not here, gone"},
		{"We saw Dr. Orr and we saw Dr. Dow", "We saw Dr. Dow", "=We saw Dr. -Orr and we saw Dr. =Dow"},
	}
	for _, tt := range tests {
		var b strings.Builder
		for _, e := range Diff(tt.a, tt.b) {
			switch e.Op {
			case Same:
				b.WriteString("=" + e.A.In(tt.a))
			case Typographic:
				b.WriteString("~" + e.A.In(tt.a))
			case Deleted:
				b.WriteString("-" + e.A.In(tt.a))
			case Inserted:
				b.WriteString("+" + e.B.In(tt.b))
			}
		}
		if got := b.String(); got != tt.want {
			t.Errorf("Diff(%q, %q)\n got %s\nwant %s", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestCommonCountsWordsOfBothSides(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want float64
	}{
		{"a b c d", "a b c d", 1}, {"a b c d", "A, B!", 4.0 / 6}, {"a b", "c d", 0}, {"", "", 1}, {"a", "", 0},
	} {
		if got := Common(tt.a, tt.b); got != tt.want {
			t.Errorf("Common(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("the struggle against this evil", "The fight, against “this” evil")
	f.Add("a\u0301 b", "á\u00a0b")
	f.Add("x.Y z", "x. Y\n\nz")
	f.Fuzz(func(t *testing.T, a, b string) {
		var i, j int
		var ta, tb strings.Builder
		last := Op("")
		for _, e := range Diff(a, b) {
			if e.A.Start != i || e.B.Start != j || e.A.End < i || e.B.End < j {
				t.Fatalf("edit %v does not go on at %d, %d", e, i, j)
			}
			i, j = e.A.End, e.B.End
			switch e.Op {
			case Same:
				if e.A.In(a) != e.B.In(b) {
					t.Fatalf("%q and %q are not the same", e.A.In(a), e.B.In(b))
				}
			case Typographic:
				if strings.Join(Folded(e.A.In(a), segment.Words(e.A.In(a))), " ") != strings.Join(Folded(e.B.In(b), segment.Words(e.B.In(b))), " ") && utf8.ValidString(a) && utf8.ValidString(b) {
					t.Fatalf("%q and %q differ by more than typography", e.A.In(a), e.B.In(b))
				}
			case Deleted:
				if e.B.Len() != 0 {
					t.Fatalf("%v", e)
				}
			case Inserted:
				if e.A.Len() != 0 {
					t.Fatalf("%v", e)
				}
			}
			if e.A.Len()+e.B.Len() == 0 || last == Inserted && e.Op == Deleted {
				t.Fatalf("%s after %s", e.Op, last)
			}
			last = e.Op
			ta.WriteString(e.A.In(a))
			tb.WriteString(e.B.In(b))
		}
		if ta.String() != a || tb.String() != b {
			t.Fatalf("the edits make %q and %q of %q and %q", ta.String(), tb.String(), a, b)
		}
	})
}

// FuzzRuns compares the runs with a list of all edits, and holds them to what they say.
func FuzzRuns(f *testing.F) {
	for _, s := range [][2]string{{"", ""}, {"abc", "abc"}, {"abc", "xbz"}, {"abcd", "acbd"}, {"aab", "ab"}, {"", "ab"}, {"ab", ""}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := []byte(x), []byte(y)
		var want [][3]int
		i, j := 0, 0
		for _, e := range diff.Edits(a, b) {
			switch e.Op {
			case diff.Delete:
				i++
			case diff.Insert:
				j++
			case diff.Match:
				if n := len(want); n > 0 && want[n-1][0]+want[n-1][2] == i && want[n-1][1]+want[n-1][2] == j {
					want[n-1][2]++
				} else {
					want = append(want, [3]int{i, j, 1})
				}
				i, j = i+1, j+1
			}
		}
		if got := Runs(a, b); !slices.Equal(got, want) {
			t.Errorf("runs of %q and %q are %v, want %v", x, y, got, want)
		}
	})
}
