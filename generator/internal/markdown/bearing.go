package markdown

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// A Bearing says what cited words do for a claim: the last word of the line that names their source.
type Bearing string

// The bearings. Words that have none make the claim.
const (
	Supports    Bearing = "supports"
	Contradicts Bearing = "contradicts"
	Qualifies   Bearing = "qualifies"
	Context     Bearing = "context" // they help to understand it, and speak neither for nor against it
)

// Bearings returns all bearings.
func Bearings() []Bearing { return []Bearing{Supports, Contradicts, Qualifies, Context} }

// Judges reports whether words with a bearing tell something of whether a claim is so.
func (b Bearing) Judges() bool { return b == Supports || b == Contradicts || b == Qualifies }

// bearing takes the word of a bearing off what stands behind the link of an attribution, and gives
// it to the quote. "context" ends a locator too, such as "page 3, in context": it is a bearing
// where it stands alone or behind a comma.
func (d *Document) bearing(q *Quote, behind []ast.Node) []ast.Node {
	if len(behind) == 0 {
		return behind
	}
	last := len(behind) - 1
	t, ok := behind[last].(*ast.Text)
	if !ok {
		return behind
	}
	text := strings.TrimRightFunc(string(t.Segment.Value(d.src)), func(r rune) bool { return unicode.IsSpace(r) || r == '.' })
	from := strings.LastIndexAny(text, " \t,;:") + 1
	word, before := Bearing(strings.ToLower(text[from:])), strings.TrimRight(text[:from], " \t")
	apart := before == "" && last == 0 || strings.HasSuffix(before, ",") || strings.HasSuffix(before, ";")
	if !word.Judges() && (word != Context || !apart) {
		return behind
	}
	q.Bearing = word
	before = strings.TrimRight(before, " \t,;:")
	t.Segment = t.Segment.WithStop(t.Segment.Start + len(before))
	if before == "" {
		return behind[:last]
	}
	return behind
}
