// Package remark reads the annotations that other programs export.
//
// [Hypothesis] takes what its client or API gives, [WebAnnotations] the model of
// the W3C in each shape in which it is found: alone, in a list, a page, a
// collection or a graph. Both return [Remark] values: whose words they are, on
// which page they were made, which of its words they are about, or why they
// quote none ([Wordless]). Whether the words stand in a source, and which file is
// made of a remark, is the concern of the importer.
package remark

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/page"
	"dossier/generator/internal/importer/untyped"
)

// A Remark is an annotation of another program: words of a page, and what
// someone said about them.
type Remark struct {
	Addresses      []string // of the page, the best known first
	Exact          string
	Prefix, Suffix string
	// Through are the last words of a range whose first ones are Exact; empty for
	// a quotation that Exact holds whole.
	Through string
	// From and To are where the words stand in the text of the page, in code
	// points, half-open, where nothing quotes them; both 0 where nothing says so.
	From, To             int
	Comment              string
	Format               string // of the comment: "markdown" or "plain"
	Author               string
	Created, Updated     string // EDTF
	Tags                 []string
	Private, Reply, Gone bool
	Wordless             Wordless // where Exact is empty
}

// Page returns the best known address of the page.
func (r Remark) Page() string {
	if len(r.Addresses) == 0 {
		return ""
	}
	return r.Addresses[0]
}

// Wordless says why a remark quotes nothing.
type Wordless int

// The reasons.
const (
	AboutPage  Wordless = iota // its target is a page as a whole
	Lost                       // its target has a place for a quotation, and none in it
	Placed                     // it says where its words stand, and not which they are
	Untargeted                 // it has no target
)

// wordlessTarget says why a target without a quotation has none.
func wordlessTarget(target map[string]any) Wordless {
	selector, ok := target["selector"]
	switch {
	case !ok:
		return AboutPage
	case len(untyped.AsList(selector)) == 0 || holdsTextQuote(selector, 4):
		return Lost
	}
	return Placed
}

// holdsTextQuote reports whether a TextQuoteSelector is among selectors.
func holdsTextQuote(v any, steps int) bool {
	return steps > 0 && slices.ContainsFunc(untyped.AsList(v), func(x any) bool {
		s, ok := x.(map[string]any)
		return ok && (untyped.Type(s) == "TextQuoteSelector" || holdsTextQuote(s["refinedBy"], steps-1) || holdsTextQuote(s["items"], steps-1))
	})
}

// directive matches the part of an address that says which of the page's text is
// meant (URL Fragment Text Directives, WICG).
var directive = regexp.MustCompile(`:~:(?:.*&)?text=([^&]+)`)

// quoteInAddress takes the quotation out of an address that has one and no other
// is known.
func (r *Remark) quoteInAddress() {
	for _, a := range r.Addresses {
		m := directive.FindStringSubmatch(a)
		if m == nil || r.Exact != "" {
			continue
		}
		var parts []string
		for _, p := range strings.Split(m[1], ",") {
			text, err := url.PathUnescape(p)
			if err != nil {
				return
			}
			switch {
			case strings.HasSuffix(p, "-") && len(parts) == 0 && r.Prefix == "":
				r.Prefix = strings.TrimSuffix(text, "-")
			case strings.HasPrefix(p, "-") && len(parts) > 0:
				r.Suffix = strings.TrimPrefix(text, "-")
			default:
				parts = append(parts, text)
			}
		}
		if len(parts) > 0 {
			r.Exact = parts[0]
		}
		if len(parts) > 1 {
			r.Through = parts[1]
		}
	}
}

// words takes what the selectors of a target say of the words it is about.
func (r *Remark) words(target map[string]any) {
	r.Exact, r.Prefix, r.Suffix = textQuote(target["selector"], 4)
	r.Wordless = wordlessTarget(target)
	if first, last, ok := rangeOf(target["selector"], 4); ok && r.Exact == "" {
		r.Exact, r.Prefix, _ = textQuote(first, 4)
		r.Through, _, r.Suffix = textQuote(last, 4)
	}
	if r.Exact == "" {
		r.From, r.To = position(target["selector"], 4)
	}
}

// rangeOf returns the selectors of both ends of the first range among
// selectors.
func rangeOf(v any, steps int) (first, last any, ok bool) {
	for _, x := range untyped.AsList(v) {
		s, isObject := x.(map[string]any)
		if !isObject || steps == 0 {
			continue
		}
		if untyped.Type(s) == "RangeSelector" && s["startSelector"] != nil && s["endSelector"] != nil {
			return s["startSelector"], s["endSelector"], true
		}
		for _, key := range []string{"refinedBy", "items"} {
			if first, last, ok := rangeOf(s[key], steps-1); ok {
				return first, last, true
			}
		}
	}
	return nil, nil, false
}

// position returns what the first TextPositionSelector says.
func position(v any, steps int) (from, to int) {
	for _, x := range untyped.AsList(v) {
		s, ok := x.(map[string]any)
		if !ok || steps == 0 {
			continue
		}
		start, ok1 := s["start"].(float64)
		end, ok2 := s["end"].(float64)
		if untyped.Type(s) == "TextPositionSelector" && ok1 && ok2 && start >= 0 && end > start && end < 1<<30 {
			return int(start), int(end)
		}
		for _, key := range []string{"refinedBy", "items"} {
			if from, to := position(s[key], steps-1); to > 0 {
				return from, to
			}
		}
	}
	return 0, 0
}

// Hypothesis reads what the Hypothesis API or client exports.
func Hypothesis(v any) []Remark {
	if m, ok := v.(map[string]any); ok {
		if rows := untyped.AsList(m["rows"]); rows != nil {
			v = append(slices.Clone(rows), untyped.AsList(m["replies"])...)
		} else {
			v = m["annotations"]
		}
	}
	var out []Remark
	for _, x := range untyped.AsList(v) {
		a, ok := x.(map[string]any)
		if !ok {
			continue
		}
		m := Remark{
			Addresses: []string{untyped.Text(a["uri"])},
			Comment:   untyped.Text(a["text"]), Format: "markdown",
			Author: hypothesisUser(a), Reply: len(untyped.AsList(a["references"])) > 0, Gone: a["hidden"] == true,
			Wordless: Untargeted,
		}
		m.Created, _ = claim.ReadDate(untyped.Text(a["created"]))
		m.Updated, _ = claim.ReadDate(untyped.Text(a["updated"]))
		for _, t := range untyped.AsList(a["tags"]) {
			m.Tags = append(m.Tags, untyped.Text(t))
		}
		if doc, ok := a["document"].(map[string]any); ok {
			for _, l := range untyped.AsList(doc["link"]) {
				if l, ok := l.(map[string]any); ok && claim.WebAddress(untyped.Text(l["href"])) != "" {
					m.Addresses = append(m.Addresses, untyped.Text(l["href"]))
				}
			}
		}
		if p, ok := a["permissions"].(map[string]any); ok {
			read := untyped.AsList(p["read"])
			m.Private = len(read) > 0 && !slices.ContainsFunc(read, func(x any) bool { return untyped.Text(x) == "group:__world__" })
		}
		for _, t := range untyped.AsList(a["target"]) {
			if t, ok := t.(map[string]any); ok {
				m.words(t)
				if s := untyped.Text(t["source"]); s != "" {
					m.Addresses = append(m.Addresses, s)
				}
				break // Hypothesis has one
			}
		}
		m.quoteInAddress()
		out = append(out, m)
	}
	return out
}

// hypothesisUser returns the name that the author shows, or the account's.
func hypothesisUser(a map[string]any) string {
	if info, ok := a["user_info"].(map[string]any); ok {
		if name := claim.Collapse(untyped.Text(info["display_name"])); name != "" {
			return name
		}
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(untyped.Text(a["user"]), "acct:"), "@")
	return claim.Collapse(name)
}

// textQuote returns what the first TextQuoteSelector of a selector says; one
// that refines another is looked at first.
func textQuote(v any, steps int) (exact, prefix, suffix string) {
	if steps == 0 {
		return
	}
	for _, s := range untyped.AsList(v) {
		s, ok := s.(map[string]any)
		if !ok {
			continue
		}
		if e, p, f := textQuote(s["refinedBy"], steps-1); e != "" {
			return e, p, f
		}
		if e, p, f := textQuote(s["items"], steps-1); e != "" {
			return e, p, f
		}
		if untyped.Type(s) == "TextQuoteSelector" && untyped.Text(s["exact"]) != "" {
			return untyped.Text(s["exact"]), untyped.Text(s["prefix"]), untyped.Text(s["suffix"])
		}
		// Recogito's own form.
		if untyped.Type(s) == "" && untyped.Text(s["quote"]) != "" {
			return untyped.Text(s["quote"]), "", ""
		}
	}
	return
}

// WebAnnotations reads W3C Web Annotations: one, a list, a page, a collection,
// or a graph of them. Each target is a remark.
func WebAnnotations(v any) []Remark { return annotationsWithin(v, 8) }

// annotationsWithin looks a number of steps deep.
func annotationsWithin(v any, steps int) []Remark {
	if steps == 0 {
		return nil
	}
	var out []Remark
	for _, x := range untyped.AsList(v) {
		m, ok := x.(map[string]any)
		if !ok {
			continue
		}
		if untyped.Type(m) == "Annotation" || untyped.Type(m) == "" && m["target"] != nil && (m["bodies"] != nil || m["body"] != nil) {
			out = append(out, webAnnotation(m)...)
			continue
		}
		for _, key := range []string{"@graph", "items", "first", "next"} {
			out = append(out, annotationsWithin(m[key], steps-1)...)
		}
		// A container of the Web Annotation Protocol holds what it contains.
		out = append(out, annotationsWithin(m["contains"], steps-1)...)
	}
	return out
}

func webAnnotation(a map[string]any) []Remark {
	m := Remark{Author: agents(untyped.First(a, "creator", "dcterms:creator")), Format: "plain"}
	m.Created, _ = claim.ReadDate(untyped.Text(untyped.First(a, "created", "dcterms:created")))
	m.Updated, _ = claim.ReadDate(untyped.Text(untyped.First(a, "modified", "dcterms:modified")))
	var parts []string
	for _, b := range slices.Concat(untyped.AsList(a["bodyValue"]), untyped.AsList(a["body"]), untyped.AsList(a["bodies"])) {
		switch b := b.(type) {
		case string:
			parts = append(parts, b)
		case map[string]any:
			value := untyped.Text(untyped.First(b, "value", "chars", "rdf:value"))
			if slices.ContainsFunc(untyped.AsList(b["purpose"]), func(p any) bool { return strings.TrimPrefix(untyped.Text(p), "oa:") == "tagging" }) || untyped.Type(b) == "Tag" {
				m.Tags = append(m.Tags, value)
				continue
			}
			if value == "" {
				value = untyped.Text(untyped.First(b, "id", "@id", "source"))
			}
			switch untyped.Text(b["format"]) {
			case "text/html", "application/xhtml+xml":
				value = page.TextOf(value)
			case "text/markdown", "text/x-markdown":
				if len(untyped.AsList(a["body"])) == 1 {
					m.Format = "markdown"
				}
			}
			if m.Author == "" {
				m.Author = agents(b["creator"])
			}
			parts = append(parts, value)
		}
	}
	m.Comment = strings.Join(parts, "\n\n")
	var out []Remark
	for _, t := range untyped.AsList(a["target"]) {
		x := m
		switch t := t.(type) {
		case string:
			x.Addresses = []string{t}
		case map[string]any:
			for _, v := range append(untyped.AsList(t["source"]), untyped.First(t, "id", "@id"), t["canonical"], t["via"]) {
				if s, ok := v.(map[string]any); ok {
					v = untyped.First(s, "id", "@id")
				}
				if s := untyped.Text(v); s != "" {
					x.Addresses = append(x.Addresses, s)
				}
			}
			x.words(t)
		}
		x.quoteInAddress()
		out = append(out, x)
	}
	if out == nil {
		m.Wordless = Untargeted
		out = []Remark{m}
	}
	return out
}

// agents returns the names of those who made an annotation.
func agents(v any) string {
	var out []string
	for _, x := range untyped.AsList(v) {
		switch x := x.(type) {
		case string:
			out = append(out, claim.Collapse(x))
		case map[string]any:
			name := ""
			for _, key := range []string{"name", "nickname", "foaf:name", "id", "@id"} {
				for _, n := range untyped.AsList(x[key]) {
					if name == "" {
						name = claim.Collapse(untyped.Text(n))
					}
				}
			}
			if name != "" {
				out = append(out, name)
			}
		}
	}
	return strings.Join(out, ", ")
}
