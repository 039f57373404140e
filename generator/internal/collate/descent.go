package collate

import (
	"strings"

	"dossier/generator/internal/edtf"
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
	ByWording  Reason = "wording"      // both say the same in words of their own
	ByEarlier  Reason = "earlier-text" // an earlier text is nearer to both than they are to each other
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
	byID := map[string]*Text{}
	for i := range texts {
		byID[texts[i].ID] = &texts[i]
	}
	out := make([]Descent, len(r.Comparisons))
	for n, c := range r.Comparisons {
		out[n] = r.descent(c, byID)
	}
	return out
}

func (r *Result) descent(c Comparison, byID map[string]*Text) Descent {
	d := Descent{A: c.A, B: c.B}
	a, b := byID[c.A], byID[c.B]
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
	vote(names(b.Credit, a.Publisher), names(a.Credit, b.Publisher), creditWeight, ByCredit)
	if copied < fewCopied && weight == 0 {
		if reworded > 1 {
			return common(ByWording)
		}
		return d
	}
	if weight == 0 && a.Credit != "" && names(a.Credit, b.Credit) {
		return common(ByAgency)
	}
	if r.explained(c, byID) && weight == 0 {
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
	if r.sharedEdits(c, byID) {
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
func (r *Result) explained(c Comparison, byID map[string]*Text) bool {
	return r.thirds(c, byID, func(ab, ac, bc float64, earlier bool) bool {
		return earlier && ac > ab+nearer && bc > ab+nearer
	})
}

// sharedEdits reports whether the two share wordings against some third text, in
// most of the passages that all three share.
func (r *Result) sharedEdits(c Comparison, byID map[string]*Text) bool {
	return r.thirds(c, byID, func(ab, ac, bc float64, _ bool) bool {
		return ab > ac+nearer && ab > bc+nearer
	})
}

// thirds reports whether holds is true in most passages that the two share with some third
// text, given the shares of common words of the three pairs.
func (r *Result) thirds(c Comparison, byID map[string]*Text, holds func(ab, ac, bc float64, earlier bool) bool) bool {
	a, b := byID[c.A], byID[c.B]
	for _, n := range r.of[c.A] {
		x := r.Comparisons[n]
		if x.A != c.A {
			x = x.Mirror()
		}
		third := byID[x.B]
		y, ok := r.Of(c.B, x.B)
		if x.B == c.B || !ok || third == nil {
			continue
		}
		earlier := before(third.Published, a.Published) && before(third.Published, b.Published)
		yes, no := 0, 0
		for _, ab := range c.Alignments {
			for _, ac := range x.Alignments {
				if !ab.A.Overlaps(ac.A) {
					continue
				}
				for _, bc := range y.Alignments {
					if !bc.A.Overlaps(ab.B) || !bc.B.Overlaps(ac.B) {
						continue
					}
					if holds(Common(ab.A.In(a.Body), ab.B.In(b.Body)), Common(ac.A.In(a.Body), ac.B.In(third.Body)), Common(bc.A.In(b.Body), bc.B.In(third.Body)), earlier) {
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
