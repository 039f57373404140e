package collate

// Reason is why one text is thought to follow another.
type Reason string

// The reasons for a Descent.
const (
	ByDate      Reason = "date"         // the earlier of the two was published before the later
	ByCredit    Reason = "credit"       // the later names the earlier's outlet as its origin
	ByOmission  Reason = "omission"     // the later leaves out much and adds little
	ByShared    Reason = "shared-edits" // the two share wordings that no third text has
	ByAgency    Reason = "agency"       // both name the same third party as their origin
	ByAdditions Reason = "additions"    // each has something of the shared passages that the other lacks
)

// Likely is the only confidence a Descent ever has.
const Likely = "likely"

// Descent says who most likely follows whom in one related pair.
type Descent struct {
	A, B         string // the pair, A sorts before B
	From, To     string // To most likely follows From; both empty when nothing favours either way
	CommonSource bool   // neither explains the other: a common source is likely
	Confidence   string // Likely, or empty when nothing can be said
	Reasons      []Reason
}

// Descents returns one Descent per comparison of r, in the order of r.Comparisons.
func Descents(r *Result, texts []Text) []Descent { return nil }
