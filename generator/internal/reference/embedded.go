package reference

import (
	"net/url"
	"strings"
)

// COinS returns the reference as reference managers read it in a page: a ContextObject of OpenURL (Z39.88-2004) in its Key/Encoded-Value
// format, by the fields of Dublin Core, with the type of work that Zotero reads in it. It stands in the title of a span of the class Z3988.
func (w Work) COinS() string {
	out := []string{"ctx_ver=Z39.88-2004", "rft_val_fmt=" + url.QueryEscape("info:ofi/fmt:kev:mtx:dc")}
	field := func(key, value string) {
		if value = line(value); value != "" {
			out = append(out, "rft."+key+"="+url.QueryEscape(value))
		}
	}
	field("type", kinds[w.Kind].coins)
	field("title", w.Title)
	for _, a := range w.Authors {
		field("creator", a)
	}
	field("source", w.Container)
	field("date", machine(w))
	field("language", w.Language)
	field("identifier", w.URL)
	return strings.Join(out, "&")
}

// Highwire returns the reference as pairs of a name and a value for meta elements, by the names that Highwire Press began and Google Scholar
// and reference managers read.
func (w Work) Highwire() [][2]string {
	var out [][2]string
	field := func(name, value string) {
		if value = line(value); value != "" {
			out = append(out, [2]string{"citation_" + name, value})
		}
	}
	field("title", w.Title)
	for _, a := range w.Authors {
		field("author", a)
	}
	field("publication_date", strings.ReplaceAll(machine(w), "-", "/"))
	field("publisher", w.Container)
	field("language", w.Language)
	field("public_url", w.URL)
	return out
}

// machine returns the day, month or year of a work; nothing where any doubt is cast on it.
func machine(w Work) string {
	if !sure(w.Issued) {
		return ""
	}
	day, _, _ := strings.Cut(w.Issued.Machine(), "T")
	return day
}
