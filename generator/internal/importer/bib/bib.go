// Package bib reads the references that reference managers export.
//
// It puts each into the terms of CSL-JSON (Citation Style Language 1.0.2), which
// [dossier/generator/internal/reference] reads.
//
// [CSL] takes CSL-JSON as it is found: in a list, as a map by ids, below "items",
// with authors that are plain strings. [BetterBibTeX] takes Zotero's own JSON,
// [BibTeX] entries of BibTeX and biblatex, and [RIS] what databases of libraries
// give. What a reference does not say is not there, and nothing is an error: a
// broken entry is one that says little.
package bib

import (
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dossier/generator/internal/importer/untyped"
)

// An Item is a reference in the terms of CSL-JSON.
type Item = map[string]any

// IsCSL reports whether JSON is CSL: a list or map of objects that have a title
// or an address, or such a list below "items".
func IsCSL(v any) bool { return len(CSL(v)) > 0 }

// CSL returns the references of CSL-JSON.
func CSL(v any) []Item {
	if m, ok := v.(map[string]any); ok && !isItem(m) {
		if m["items"] != nil {
			return CSL(m["items"])
		}
		var out []Item
		for _, id := range slices.Sorted(maps.Keys(m)) {
			x, ok := m[id].(map[string]any)
			if !ok || !isItem(x) {
				return nil
			}
			out = append(out, clean(x))
		}
		return out
	}
	var out []Item
	for _, x := range untyped.AsList(v) {
		if m, ok := x.(map[string]any); ok && isItem(m) {
			out = append(out, clean(m))
		}
	}
	return out
}

// isItem reports whether an object is a reference of CSL.
func isItem(m map[string]any) bool {
	if m["itemType"] != nil || m["target"] != nil || m["body"] != nil {
		return false
	}
	named := m["title"] != nil || m["URL"] != nil || m["DOI"] != nil
	known := untyped.Type(m) != "" || m["id"] != nil || m["URL"] != nil || m["DOI"] != nil || m["issued"] != nil || m["author"] != nil || m["container-title"] != nil
	return named && known
}

// clean returns a reference whose authors are objects and whose texts have no
// markup.
func clean(m Item) Item {
	out := maps.Clone(m)
	for k, v := range out {
		if s, ok := v.(string); ok {
			out[k] = Plain(s)
		}
	}
	if a := out["author"]; a != nil {
		out["author"] = people(a)
	}
	return out
}

// betweenNames matches what parts names that are written as one text.
var betweenNames = regexp.MustCompile(`\s+and\s+|\s*;\s*`)

// people returns authors as objects of CSL. Plain strings are names as they are
// written.
func people(v any) []any {
	var out []any
	if s, ok := v.(string); ok {
		for _, name := range betweenNames.Split(s, -1) {
			out = append(out, person(name))
		}
		return out
	}
	for _, x := range untyped.AsList(v) {
		switch x := x.(type) {
		case string:
			out = append(out, person(x))
		case map[string]any:
			if name := untyped.Text(x["name"]); name != "" && x["family"] == nil && x["literal"] == nil {
				out = append(out, person(name))
				continue
			}
			out = append(out, ordered(x))
		}
	}
	return out
}

// person returns a name that is written "Family, Given" or as it is spoken.
func person(name string) Item {
	name = strings.TrimSpace(Plain(name))
	family, given, ok := strings.Cut(name, ", ")
	if !ok || strings.Contains(given, ",") {
		return Item{"literal": name}
	}
	return ordered(Item{"family": family, "given": given})
}

// ordered returns a name whose script puts the family first as it is written
// there: family and given name, without a space.
func ordered(m Item) Item {
	family, given := untyped.Text(m["family"]), untyped.Text(m["given"])
	if family == "" || given == "" || !eastAsian(family) || !eastAsian(given) {
		return m
	}
	return Item{"literal": family + given}
}

func eastAsian(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) && r != '々' && r != 'ー'
	})
}

// markup matches the tags that styles of citation know.
var markup = regexp.MustCompile(`(?i)</?(?:i|b|em|strong|u|sc|sub|sup|span)(?:\s[^<>]*)?>`)

// Plain returns a text without the markup that CSL allows, its references of
// HTML resolved.
func Plain(s string) string { return html.UnescapeString(markup.ReplaceAllString(s, "")) }

// IsBetterBibTeX reports whether JSON is that of Zotero or Better BibTeX: items
// with an itemType.
func IsBetterBibTeX(v any) bool { return len(BetterBibTeX(v)) > 0 }

// BetterBibTeX returns the references of Zotero's own JSON.
func BetterBibTeX(v any) []Item {
	if m, ok := v.(map[string]any); ok {
		if m["items"] == nil {
			return nil
		}
		v = m["items"]
	}
	var out []Item
	for _, x := range untyped.AsList(v) {
		m, ok := x.(map[string]any)
		if !ok || m["itemType"] == nil {
			continue
		}
		kind := untyped.Text(m["itemType"])
		if kind == "attachment" || kind == "note" || kind == "annotation" {
			continue
		}
		item := Item{"id": untyped.First(m, "citationKey", "citekey", "key", "itemKey"), "type": kind}
		for _, names := range [][]string{
			{"title", "title"}, {"URL", "url"}, {"DOI", "DOI"}, {"language", "language"}, {"publisher", "publisher"}, {"archive_location", "archiveLocation"}, {"collection-title", "series", "seriesTitle"},
			{"container-title", "publicationTitle", "websiteTitle", "blogTitle", "forumTitle", "programTitle", "bookTitle", "encyclopediaTitle", "dictionaryTitle", "proceedingsTitle"},
		} {
			if v := untyped.First(m, names[1:]...); v != nil {
				item[names[0]] = v
			}
		}
		if d := untyped.Text(m["date"]); d != "" {
			item["issued"] = Item{"raw": d}
		}
		var authors []any
		for _, c := range untyped.AsList(m["creators"]) {
			c, ok := c.(map[string]any)
			if kind := untyped.Text(c["creatorType"]); !ok || kind != "" && kind != "author" && kind != "director" && kind != "podcaster" {
				continue
			}
			if name := untyped.Text(c["name"]); name != "" {
				authors = append(authors, Item{"literal": name})
			} else {
				authors = append(authors, Item{"family": untyped.Text(c["lastName"]), "given": untyped.Text(c["firstName"])})
			}
		}
		if len(authors) > 0 {
			item["author"] = authors
		}
		out = append(out, clean(item))
	}
	return out
}

// risTags are the tags of RIS and what they are in CSL, the most telling first.
var risTags = [][]string{
	{"title", "TI", "T1", "CT", "BT"}, {"container-title", "T2", "JF", "JO", "J2", "JA"}, {"publisher", "PB"}, {"URL", "UR", "LK"}, {"DOI", "DO"}, {"language", "LA"}, {"collection-title", "T3"}, {"id", "ID"},
}

var risLine = regexp.MustCompile(`^([A-Z][A-Z0-9])  ?- ?(.*)$`)

// IsRIS reports whether a text is RIS: its first line says the type of a
// reference.
func IsRIS(text string) bool {
	return strings.HasPrefix(strings.TrimLeft(text, "\ufeff \r\n"), "TY  - ")
}

// RIS returns the references of RIS (Research Information Systems).
func RIS(text string) []Item {
	var out []Item
	var values map[string][]string
	last := ""
	for _, l := range strings.Split(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r", ""), "\n") {
		m := risLine.FindStringSubmatch(strings.TrimSpace(l) + " ")
		switch {
		case m == nil:
			if last != "" && values != nil && strings.TrimSpace(l) != "" {
				n := len(values[last]) - 1
				values[last][n] += " " + strings.TrimSpace(l)
			}
			continue
		case m[1] == "TY":
			values = map[string][]string{}
		case values == nil:
			continue
		case m[1] == "ER":
			out = append(out, risItem(values))
			values, last = nil, ""
			continue
		}
		last = m[1]
		values[last] = append(values[last], strings.TrimSpace(m[2]))
	}
	if values != nil {
		out = append(out, risItem(values))
	}
	return out
}

func risItem(values map[string][]string) Item {
	item := Item{"type": strings.Join(values["TY"], "")}
	for _, t := range risTags {
		for _, tag := range t[1:] {
			if v := values[tag]; len(v) > 0 && v[0] != "" && item[t[0]] == nil {
				item[t[0]] = v[0]
			}
		}
	}
	var authors []any
	for _, tag := range []string{"AU", "A1"} {
		for _, a := range values[tag] {
			authors = append(authors, person(strings.TrimSuffix(a, ",")))
		}
	}
	if len(authors) > 0 {
		item["author"] = authors
	}
	for _, tag := range []string{"DA", "PY", "Y1"} {
		// 2015/03/05/Spring: what is not known is empty.
		if v := values[tag]; len(v) > 0 && strings.Trim(v[0], "/ ") != "" && item["issued"] == nil {
			parts := strings.SplitN(v[0], "/", 4)
			date := parts[0]
			for _, p := range parts[1:min(3, len(parts))] {
				if p == "" {
					break
				}
				date += "-" + p
			}
			if len(parts) == 4 && len(parts) > 1 && parts[1] == "" && parts[3] != "" {
				date = parts[3] + " " + parts[0]
			}
			item["issued"] = Item{"raw": date}
		}
	}
	return clean(item)
}
