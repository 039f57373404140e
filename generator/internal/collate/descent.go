package collate

import (
	"strings"

	"dossier/generator/internal/edtf"
	"dossier/generator/internal/parallel"
	"dossier/generator/internal/segment"
)

// Reason is why one text is thought to follow another, or both a third.
type Reason string

// The reasons for a Descent.
const (
	ByDate     Reason = "date"         // one of the two was published before the other
	ByCredit   Reason = "credit"       // the later names the earlier's outlet as its origin
	ByOmission Reason = "omission"     // nearly all of the one is in the other, which has much more
	ByShared   Reason = "shared-edits" // the two share wordings that a third text has otherwise
	ByAgency   Reason = "agency"       // both name the same third party as their origin

	// The same, where a text does not say so itself but its editors do.
	ByCreditInferred Reason = "credit-inferred"
	ByAgencyInferred Reason = "agency-inferred"

	ByWording Reason = "wording"      // both say the same in words of their own
	ByEarlier Reason = "earlier-text" // an earlier text is nearer to both than they are to each other
)

// Likely is the only confidence a Descent ever has.
const Likely = "likely"

// Descent says who most likely follows whom in one related pair. Where nothing
// can be said, From and To are empty and CommonSource is false.
type Descent struct {
	A, B         string   // the pair; A sorts before B
	From, To     string   // To most likely follows From
	CommonSource bool     // neither explains the other: a common source is likely
	Confidence   string   // Likely, or empty
	Reasons      []Reason // the strongest first
}

// Weights of the reasons for a direction, and when they count.
const (
	creditWeight   = 4
	dateWeight     = 2
	omissionWeight = 1
	muchMore       = 0.25 // difference of the covered shares
	nearlyAll      = 0.6  // covered share of the one that leaves out
	fewCopied      = 20   // words copied or edited, below which nothing is said to follow
	nearer         = 0.05 // difference of the shares of common words that tells
)

// Descents returns one Descent per comparison of r, in the order of r.Comparisons. Texts that
// share but reworded statements have a common source, such as one utterance, if
// there are several; a single one says nothing.
func Descents(r *Result, texts []Text) []Descent {
	g := genealogy{r: r, texts: map[string]*Text{}, shares: make([][]float64, len(r.Comparisons))}
	for i := range texts {
		g.texts[texts[i].ID] = &texts[i]
	}

	// Each alignment is counted once, however many thirds it is held against.
	parallel.Workers(0, len(r.Comparisons), func() func(int) {
		return func(n int) {
			c := r.Comparisons[n]
			a, b := g.texts[c.A], g.texts[c.B]
			if a == nil || b == nil {
				return
			}
			for _, al := range c.Alignments {
				g.shares[n] = append(g.shares[n], Common(al.A.In(a.Body), al.B.In(b.Body)))
			}
		}
	})
	out := make([]Descent, len(r.Comparisons))
	parallel.Workers(0, len(out), func() func(int) {
		return func(n int) { out[n] = g.descent(n) }
	})
	return out
}

// genealogy is what the descent of a pair is judged by.
type genealogy struct {
	r      *Result
	texts  map[string]*Text
	shares [][]float64 // of words in common, by comparison and alignment
}

// side is a comparison seen from one of its texts.
type side struct {
	c      Comparison
	shares []float64
	mirror bool // seen from B
}

// from returns comparison n seen from the text id.
func (g *genealogy) from(id string, n int) side {
	c := g.r.Comparisons[n]
	return side{c, g.shares[n], c.A != id}
}

func (s side) other() string {
	if s.mirror {
		return s.c.A
	}
	return s.c.B
}

// spans returns the passages of alignment i, that of the text first that the
// comparison is seen from.
func (s side) spans(i int) (own, other segment.Span) {
	if al := s.c.Alignments[i]; s.mirror {
		return al.B, al.A
	} else {
		return al.A, al.B
	}
}

func (g *genealogy) descent(n int) Descent {
	c := g.r.Comparisons[n]
	d := Descent{A: c.A, B: c.B}
	a, b := g.texts[c.A], g.texts[c.B]
	if a == nil || b == nil {
		return d
	}
	common := func(reasons ...Reason) Descent {
		d.CommonSource, d.Confidence, d.Reasons = true, Likely, reasons
		return d
	}
	copied, reworded := 0, 0
	for _, al := range c.Alignments {
		if al.Kind == Reworded {
			reworded++
		} else {
			copied += len(segment.Words(al.A.In(a.Body)))
		}
	}
	// weight is positive if b follows a.
	weight := 0
	var forward, backward []Reason
	vote := func(aFirst, bFirst bool, n int, why Reason) {
		if aFirst && !bFirst {
			weight += n
			forward = append(forward, why)
		} else if bFirst && !aFirst {
			weight -= n
			backward = append(backward, why)
		}
	}
	fromA, fromB := names(b.Credit, a.Publisher), names(a.Credit, b.Publisher)
	credit := ByCredit
	if fromA && b.CreditInferred || fromB && a.CreditInferred {
		credit = ByCreditInferred
	}
	vote(fromA, fromB, creditWeight, credit)
	if copied < fewCopied && weight == 0 {
		if reworded > 1 {
			return common(ByWording)
		}
		return d
	}
	if weight == 0 && a.Credit != "" && names(a.Credit, b.Credit) {
		if a.CreditInferred || b.CreditInferred {
			return common(ByAgencyInferred)
		}
		return common(ByAgency)
	}
	if g.explained(n) && weight == 0 {
		return common(ByEarlier)
	}
	vote(before(a.Published, b.Published), before(b.Published, a.Published), dateWeight, ByDate)
	vote(c.CoveredB-c.CoveredA >= muchMore && c.CoveredB >= nearlyAll, c.CoveredA-c.CoveredB >= muchMore && c.CoveredA >= nearlyAll, omissionWeight, ByOmission)
	if weight == 0 {
		return d
	}
	d.Confidence = Likely
	if weight > 0 {
		d.From, d.To, d.Reasons = c.A, c.B, forward
	} else {
		d.From, d.To, d.Reasons = c.B, c.A, backward
	}
	if g.sharedEdits(n) {
		d.Reasons = append(d.Reasons, ByShared)
	}
	return d
}

// names reports whether a credit line names an outlet.
func names(credit, outlet string) bool {
	fold := func(s string) string {
		return " " + strings.Join(foldAll(s, segment.Words(s)), " ") + " "
	}
	return credit != "" && outlet != "" && strings.Contains(fold(credit), fold(outlet))
}

// before reports whether x is surely earlier than y.
func before(x, y edtf.Date) bool {
	last, ok := x.Latest()
	first, known := y.Earliest()
	return ok && known && last.Compare(first) < 0
}

// explained reports whether a text that is earlier than both is nearer to each
// than they are to one another, in most of the passages that all three share.
func (g *genealogy) explained(n int) bool {
	return g.thirds(n, func(ab, ac, bc float64, earlier bool) bool {
		return earlier && ac > ab+nearer && bc > ab+nearer
	})
}

// sharedEdits reports whether the two share wordings against some third text, in
// most of the passages that all three share.
func (g *genealogy) sharedEdits(n int) bool {
	return g.thirds(n, func(ab, ac, bc float64, _ bool) bool {
		return ab > ac+nearer && ab > bc+nearer
	})
}

// thirds reports whether holds is true in most passages that the two of comparison n share with
// some third text, given the shares of common words of the three pairs.
func (g *genealogy) thirds(n int, holds func(ab, ac, bc float64, earlier bool) bool) bool {
	x := g.from(g.r.Comparisons[n].A, n)
	a, b := g.texts[x.c.A], g.texts[x.c.B]
	for _, m := range g.r.of[a.ID] {
		y := g.from(a.ID, m)
		third := g.texts[y.other()]
		k, ok := g.r.index(b.ID, y.other())
		if m == n || !ok || third == nil {
			continue
		}
		z := g.from(b.ID, k)
		earlier := before(third.Published, a.Published) && before(third.Published, b.Published)
		yes, no := 0, 0
		for i, ab := range x.shares {
			inA, inB := x.spans(i)
			for j, ac := range y.shares {
				own, inC := y.spans(j)
				if !inA.Overlaps(own) {
					continue
				}
				for l, bc := range z.shares {
					if own, other := z.spans(l); !own.Overlaps(inB) || !other.Overlaps(inC) {
						continue
					}
					if holds(ab, ac, bc, earlier) {
						yes++
					} else {
						no++
					}
				}
			}
		}
		if yes > no {
			return true
		}
	}
	return false
}
