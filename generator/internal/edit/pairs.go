// Package edit tells how the words of one passage became those of another.
//
// [Diff] is the way from the one to the other, word by word, by the longest common subsequence of folded words (Myers 1986).
// [Common] is the share of words that both have in common. [Pairs] puts the words of one in the place of those of the other.
// A [Statement] parts what a speaker says from what the outlet says around it, so that the two are not compared with each other.
package edit

import (
	"unicode/utf8"

	"znkr.io/diff"
)

// Pairs aligns two lists of folded words one to one: the longest common
// subsequence first, and then what is left in each gap.
func Pairs(a, b []string) [][2]int {
	var out [][2]int
	i, j := 0, 0
	for _, l := range append(Runs(a, b), [3]int{len(a), len(b), 0}) {
		out = append(out, gapPairs(a, b, i, l[0], j, l[1])...)
		for k := range l[2] {
			out = append(out, [2]int{l[0] + k, l[1] + k})
		}
		i, j = l[0]+l[2], l[1]+l[2]
	}
	return out
}

// Runs returns the runs of the longest common subsequence of a and b: place in a, place in b, length.
// It is Myers's (1986), by znkr.io/diff.
func Runs[T comparable](a, b []T) [][3]int {
	var out [][3]int
	i, j := 0, 0
	for _, h := range diff.Hunks(a, b, diff.Context(0)) { // each is what differs between two runs
		if h.PosX > i {
			out = append(out, [3]int{i, j, h.PosX - i})
		}
		i, j = h.EndX, h.EndY
	}
	if i < len(a) {
		out = append(out, [3]int{i, j, len(a) - i})
	}
	return out
}

// largestGap bounds the table of gapPairs, in cells.
const largestGap = 10_000

// gapPairs aligns the words of a[i0:i1] and b[j0:j1], none of them the same in order, one to one, so that
// words that look alike come together and as many as possible have a partner.
func gapPairs(a, b []string, i0, i1, j0, j1 int) [][2]int {
	m, n := i1-i0, j1-j0
	var out [][2]int
	if m == 0 || n == 0 || m*n > largestGap {
		return nil
	}
	table := make([]int, (m+1)*(n+1))
	worth := func(i, j int) int { return likeness(a[i0+i], b[j0+j]) }
	for i := m - 1; i >= 0; i-- {
		for j := n - 1; j >= 0; j-- {
			table[i*(n+1)+j] = max(table[(i+1)*(n+1)+j], table[i*(n+1)+j+1], worth(i, j)+table[(i+1)*(n+1)+j+1])
		}
	}
	for i, j := 0, 0; i < m && j < n; {
		switch at := table[i*(n+1)+j]; {
		case at == worth(i, j)+table[(i+1)*(n+1)+j+1]:
			out = append(out, [2]int{i0 + i, j0 + j})
			i, j = i+1, j+1
		case at == table[(i+1)*(n+1)+j]:
			i++
		default:
			j++
		}
	}
	return out
}

// likeness says how well one word stands for another: most if they begin alike, a little
// more if both are short or both long, as function words and content words are.
func likeness(a, b string) int {
	n := 4
	if (utf8.RuneCountInString(a) <= 4) == (utf8.RuneCountInString(b) <= 4) {
		n += 2
	}
	k := 0
	for k < len(a) && k < len(b) && a[k] == b[k] {
		k++
	}
	if k >= 3 {
		n += 4
	}
	if len(a) > 2 && len(b) > 2 && a[len(a)-2:] == b[len(b)-2:] {
		n++
	}
	return n
}
