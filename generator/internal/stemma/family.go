package stemma

import (
	"cmp"
	"maps"
	"slices"
	"sort"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// Family is three or more texts that comparisons tie together.
type Family struct {
	Name    string   // what [Relate] calls it, as no other; of its members' IDs
	Members []string // IDs, the earliest first
	Rows    []Row    // in the order of the earliest member
}

// Row is one shared statement of a family: a passage per member, in the order
// of Members. An empty span says that the member leaves the statement out.
type Row struct {
	Passages []segment.Span
}

// without returns the family without the members with these IDs, and without
// the statements that fewer than two of the others share.
func (f Family) without(ids map[string]bool) Family {
	var kept []int
	for i, id := range f.Members {
		if !ids[id] {
			kept = append(kept, i)
		}
	}
	return f.only(kept)
}

// only returns the family with these of its members alone, and the statements that two of them or more share.
func (f Family) only(kept []int) Family {
	if len(kept) == len(f.Members) {
		return f
	}
	out := Family{Name: f.Name}
	for _, i := range kept {
		out.Members = append(out.Members, f.Members[i])
	}
	for _, r := range f.Rows {
		var row Row
		have := 0
		for _, i := range kept {
			row.Passages = append(row.Passages, r.Passages[i])
			if r.Passages[i].Len() > 0 {
				have++
			}
		}
		if have > 1 {
			out.Rows = append(out.Rows, row)
		}
	}
	return out
}

// smallestFamily is the number of texts from which a synopsis is worth having.
const smallestFamily = 3

// families returns the families among texts, by their first member's ID. Members without a date
// come after those with one, and by ID where dates do not tell.
//
// Rows are built from all pairwise alignments at once: sentences are tied to one another from the strongest
// tie to the weakest, and a tie that would bring two far parts of one text into one row is left out. No text is merged
// before another, so the order of the texts does not matter.
func families(r *collate.Result, texts []witness.Text) []Family {
	byID := map[string]*witness.Text{}
	for i := range texts {
		byID[texts[i].ID] = &texts[i]
	}
	// Connected groups.
	group := map[string]string{}
	var find func(string) string
	find = func(id string) string {
		if up, ok := group[id]; ok && up != id {
			top := find(up)
			group[id] = top
			return top
		}
		return id
	}
	for _, c := range r.Comparisons {
		a, b := find(c.A), find(c.B)
		group[max(a, b)] = min(a, b)
		group[min(a, b)] = min(a, b)
	}
	members := map[string][]string{}
	for id := range byID {
		if _, ok := group[id]; ok {
			members[find(id)] = append(members[find(id)], id)
		}
	}
	inGroup := map[string][]collate.Comparison{}
	for _, c := range r.Comparisons {
		inGroup[find(c.A)] = append(inGroup[find(c.A)], c)
	}
	tops := slices.Sorted(maps.Keys(members))
	tops = slices.DeleteFunc(tops, func(top string) bool { return len(members[top]) < smallestFamily })
	out := make([]Family, len(tops))
	parallel.Each(len(tops), func(n int) {
		ids := members[tops[n]]
		slices.SortFunc(ids, func(x, y string) int {
			dx, dy := byID[x].Published, byID[y].Published
			if dx.IsZero() != dy.IsZero() {
				if dx.IsZero() {
					return 1
				}
				return -1
			}
			return cmp.Or(edtf.Compare(dx, dy), cmp.Compare(x, y))
		})
		bodies, sentences := make([]string, len(ids)), make([][]segment.Span, len(ids))
		for i, id := range ids {
			bodies[i] = byID[id].Body
			sentences[i] = r.Sentences(id, bodies[i])
		}
		out[n] = Family{Members: ids, Rows: synopsis(ids, bodies, sentences, inGroup[tops[n]])}
	})
	slices.SortFunc(out, func(x, y Family) int { return cmp.Compare(slices.Min(x.Members), slices.Min(y.Members)) })
	return out
}

// tie says that a sentence of one member answers a sentence of another.
type tie struct {
	x, y  int // numbers of the sentences in the family
	words int
}

// holder is a sentence of a member, and the part of it that is aligned.
type holder struct {
	member, sentence, para int
	span                   segment.Span
}

// synopsis makes the rows of a family.
func synopsis(ids []string, bodies []string, sentences [][]segment.Span, list []collate.Comparison) []Row {
	index := map[string]int{}
	first := make([]int, len(ids)+1)
	var all []holder
	for m, id := range ids {
		index[id] = m
		paras := segment.Paragraphs(bodies[m])
		for n, s := range sentences[m] {
			p := sort.Search(len(paras), func(i int) bool { return paras[i].End > s.Start })
			all = append(all, holder{member: m, sentence: n, para: p})
		}
		first[m+1] = len(all)
	}
	number := func(m, at int) int {
		n := sort.Search(len(sentences[m]), func(i int) bool { return sentences[m][i].End > at })
		return first[m] + n
	}
	count := map[[2]int]int{}
	cover := func(n int, s segment.Span) {
		all[n].span = all[n].span.Hull(s)
	}
	for _, c := range list {
		ma, mb := index[c.A], index[c.B]
		for _, al := range c.Alignments {
			wa, wb := segment.WordsIn(bodies[ma], al.A), segment.WordsIn(bodies[mb], al.B)
			for _, w := range wa {
				cover(number(ma, w.Start), w)
			}
			for _, w := range wb {
				cover(number(mb, w.Start), w)
			}
			for _, l := range edit.Pairs(edit.Folded(bodies[ma], wa), edit.Folded(bodies[mb], wb)) {
				count[[2]int{number(ma, wa[l[0]].Start), number(mb, wb[l[1]].Start)}]++
			}
		}
	}
	var ties []tie
	for k, n := range count {
		ties = append(ties, tie{k[0], k[1], n})
	}
	slices.SortFunc(ties, func(p, q tie) int {
		return cmp.Or(cmp.Compare(q.words, p.words), cmp.Compare(min(p.x, p.y), min(q.x, q.y)), cmp.Compare(max(p.x, p.y), max(q.x, q.y)))
	})
	// Sets of sentences, per member the first and the last.
	set := make([]int, len(all))
	parts := make([]map[int][2]int, len(all))
	for n, h := range all {
		set[n] = n
		parts[n] = map[int][2]int{h.member: {h.sentence, h.sentence}}
	}
	var root func(int) int
	root = func(n int) int {
		if set[n] != n {
			set[n] = root(set[n])
		}
		return set[n]
	}
	for _, t := range ties {
		x, y := root(t.x), root(t.y)
		if x == y || t.words < fewestTied {
			continue
		}
		fits := true
		for m, p := range parts[x] {
			q, ok := parts[y][m]
			if ok && apart(p, q) && edit.Common(sentences[m][p[0]].In(bodies[m]), sentences[m][q[0]].In(bodies[m])) < sameShare {
				fits = false
			}
		}
		if !fits {
			continue
		}
		for m, q := range parts[y] {
			p, ok := parts[x][m]
			switch {
			case !ok:
				parts[x][m] = q
			case apart(p, q): // the member says it twice; the first place stands for both
				if q[0] < p[0] {
					parts[x][m] = q
				}
			default:
				parts[x][m] = [2]int{min(p[0], q[0]), max(p[1], q[1])}
			}
		}
		set[y] = x
	}
	var rows []map[int][2]int
	for n := range all {
		if root(n) == n && len(parts[n]) > 1 {
			rows = append(rows, parts[n])
		}
	}
	// A quotation that the outlet parts is one statement. What covers all words of its sentence takes the marks, too.
	for n := range all {
		h := &all[n]
		if h.span.Len() == 0 {
			continue
		}
		whole := sentences[h.member][h.sentence]
		h.span = edit.Utterance(bodies[h.member], whole, h.span)
		words := segment.WordsIn(bodies[h.member], whole)
		if words[0].Start >= h.span.Start && words[len(words)-1].End <= h.span.End {
			h.span = whole
		}
	}
	return arrange(rows, all, first, len(ids))
}

// apart reports whether two parts of one member are too far from each other for one row.
func apart(p, q [2]int) bool {
	return p[1]+1 < q[0] || q[1]+1 < p[0] || max(p[1], q[1])-min(p[0], q[0]) >= longestRow
}

// Constants of a synopsis.
const (
	fewestTied = 3   // words that tie two sentences
	longestRow = 3   // sentences of one text that one row may hold
	sameShare  = 0.6 // share of words in common from which two sentences of one text say the same
)

// arrange puts rows into the order of the earliest member that has them, joins neighbours that go
// on in every member, and turns sentences into passages.
func arrange(rows []map[int][2]int, all []holder, first []int, members int) []Row {
	order := inOrder(len(rows), members, func(n, m int) (int, bool) {
		p, ok := rows[n][m]
		return p[0], ok
	})
	var joined []map[int][2]int
	for _, n := range order {
		row := rows[n]
		if n := len(joined); n > 0 && goesOn(joined[n-1], row, all, first) {
			for m, p := range row {
				joined[n-1][m] = [2]int{joined[n-1][m][0], p[1]}
			}
			continue
		}
		joined = append(joined, row)
	}
	var out []Row
	for _, row := range joined {
		r := Row{Passages: make([]segment.Span, members)}
		for m, p := range row {
			from, to := all[first[m]+p[0]].span, all[first[m]+p[1]].span
			r.Passages[m] = segment.Span{Start: from.Start, End: to.End}
		}
		out = append(out, r)
	}
	return out
}

// inOrder returns n rows in the order of the earliest member that has them. at returns where a member has a row, and whether it
// has it.
func inOrder(n, members int, at func(row, member int) (int, bool)) []int {
	var order []int
	placed := make([]bool, n)
	for m := range members {
		var mine []int
		for row := range n {
			if _, ok := at(row, m); ok {
				mine = append(mine, row)
			}
		}
		slices.SortFunc(mine, func(p, q int) int {
			x, _ := at(p, m)
			y, _ := at(q, m)
			return cmp.Compare(x, y)
		})
		next := 0
		for _, row := range mine {
			if placed[row] {
				next = slices.Index(order, row) + 1
				continue
			}
			order = slices.Insert(order, next, row)
			placed[row] = true
			next++
		}
	}
	return order
}

// goesOn reports whether row q continues row p in every member, within the paragraph.
func goesOn(p, q map[int][2]int, all []holder, first []int) bool {
	if len(p) != len(q) {
		return false
	}
	for m, x := range p {
		y, ok := q[m]
		if !ok || x[1]+1 != y[0] || all[first[m]+x[1]].para != all[first[m]+y[0]].para {
			return false
		}
	}
	return true
}
