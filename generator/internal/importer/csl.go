package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/frontmatter"
	"dossier/generator/internal/importer/bib"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/encoding"
	"dossier/generator/internal/importer/untyped"
	"dossier/generator/internal/reference"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// maxReferences bounds the references of a file.
const maxReferences = 20_000

// references fills the front matter of sources with what the references of a
// file say. Keys that are there stay, and so does every other byte.
func (im *Importer) references(r *Report, in Input) {
	var items []bib.Item
	switch r.Form {
	case CSL:
		items = bib.CSL(in.json.value)
	case BetterBibTeX:
		items = bib.BetterBibTeX(in.json.value)
	default:
		d := encoding.Decode(in.Data, "", "")
		if d.Unread != "" || d.Damage != "" {
			r.problem(claim.First(d.Unread, d.Damage), "export it again, or save it in the encoding UTF-8")
			return
		}
		if items = bib.BibTeX(d.Text); r.Form == RIS {
			items = bib.RIS(d.Text)
		}
	}
	if len(items) == 0 {
		r.problem("there are no references in this file", "export them again")
		return
	}
	if len(items) > maxReferences {
		r.problem(fmt.Sprintf("this file has more than %d references", maxReferences), "export those of the dossier alone")
		return
	}
	for _, m := range items {
		item := reference.Parse(m)
		title := claim.Collapse(string(item.Title))
		what := claim.First(segment.Clip(title, 80), string(item.URL), string(item.DOI), string(item.ID), "a reference without a name")
		s, why := im.referenced(item, title)
		if s == nil {
			r.Refused = append(r.Refused, Refusal{What: what, Reason: why})
			continue
		}
		im.fill(r, s, what, cslClaims(item, season(m)))
	}
}

// seasonCalled returns the number of a season by its name, as EDTF counts them, or 0.
func seasonCalled(name string) int {
	if n := tongue.CalendarWord(strings.ToLower(name)); n > 20 {
		return n
	}
	return 0
}

// seasonOfYear matches a season and its year.
var seasonOfYear = regexp.MustCompile(`^(\pL+),?\s+(\d{4})$`)

// season returns the season in which a reference was issued as EDTF, or "".
func season(m bib.Item) string {
	issued, ok := m["issued"].(map[string]any)
	if !ok {
		return ""
	}
	for _, text := range []string{untyped.Text(issued["raw"]), untyped.Text(issued["literal"])} {
		if x := seasonOfYear.FindStringSubmatch(strings.TrimSpace(text)); x != nil && seasonCalled(x[1]) > 0 {
			return fmt.Sprintf("%s-%d", x[2], seasonCalled(x[1]))
		}
	}
	parts := untyped.AsList(issued["date-parts"])
	if len(parts) != 1 {
		return ""
	}
	first := untyped.AsList(parts[0])
	if len(first) == 0 {
		return ""
	}
	n := 0
	switch s := issued["season"].(type) {
	case float64:
		n = int(s)
	case string:
		if n = seasonCalled(s); n == 0 {
			n, _ = strconv.Atoi(s)
		}
	}
	if len(first) > 1 {
		// Some programs write the season in place of the month.
		if month, err := strconv.Atoi(fmt.Sprint(first[1])); err == nil && (month >= 13 && month <= 16 || month >= 21 && month <= 24) {
			if n = month; n < 20 {
				n += 8
			}
		}
	}
	if n >= 1 && n <= 4 {
		n += 20
	}
	if n < 21 || n > 24 {
		return ""
	}
	return fmt.Sprintf("%v-%d", first[0], n)
}

// referenced returns the source that a reference describes: by its address,
// then by its DOI, then by its title.
func (im *Importer) referenced(item reference.Item, title string) (*source, string) {
	address := string(item.URL)
	if found := im.at([]string{address}); len(found) == 1 {
		return found[0], ""
	} else if len(found) > 1 {
		return nil, fmt.Sprintf("%d sources have its address", len(found))
	}
	doi := strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(string(item.DOI), "https://doi.org/"), "doi:"))
	if doi != "" {
		for _, s := range im.sources {
			if strings.HasSuffix(strings.ToLower(s.url), "/"+doi) {
				return s, ""
			}
		}
	}
	var found []*source
	for _, s := range im.sources {
		if title == "" || !claim.SameWords(s.title, title) {
			continue
		}
		// The same title at another address is another article.
		if s.url == "" || address == "" || claim.AddressKey(s.url) == claim.AddressKey(address) {
			found = append(found, s)
		}
	}
	switch len(found) {
	case 0:
		return nil, "no source has its address, its DOI or its title"
	case 1:
		return found[0], ""
	}
	return nil, fmt.Sprintf("%d sources have its title", len(found))
}

// cslClaims returns what a reference says under the keys of a source.
func cslClaims(item reference.Item, season string) *claim.Claims {
	c := claim.New()
	c.Add("title", string(item.Title), "title")
	c.Add("publisher", string(item.ContainerTitle), "container-title")
	c.Add("publisher", string(item.Publisher), "publisher")
	var authors []string
	for _, name := range item.Author {
		authors = append(authors, name.String())
	}
	c.Add("author", strings.Join(authors, ", "), "author")
	if season != "" {
		c.Add("published", season, "issued")
	} else if d := cslDate(item.Issued); d != "" {
		c.Add("published", d, "issued")
	} else if item.Issued != nil {
		c.Remark("published: what issued says is not read as a date")
	}
	c.Address(string(item.URL), "URL")
	if a := claim.WebAddress(string(item.ArchiveLocation)); a != "" {
		if _, copied := claim.ArchiveCopy(a); copied {
			c.Add("archived", a, "archive_location")
		}
	}
	c.Language(string(item.Language), "language")
	c.Add("series", string(item.CollectionTitle), "collection-title")
	// A second place for one key is another thing here: the company that
	// publishes a newspaper does not contradict its name.
	for key, all := range c.By {
		c.By[key] = all[:1]
	}
	return c
}

// cslDate returns a CSL date as EDTF: its parts, or a text that is a date.
func cslDate(d *reference.Date) string {
	if d == nil || len(d.Parts) > 0 {
		return d.EDTF()
	}
	for _, text := range []string{d.Raw, d.Literal} {
		if date, err := edtf.Parse(strings.TrimSpace(text)); err == nil {
			return date.String()
		}
		if date, ok := claim.ReadDate(text); ok {
			return date
		}
	}
	return ""
}

// fill adds to a source's front matter the keys that it does not have, and
// says where the reference differs from those it has.
func (im *Importer) fill(r *Report, s *source, what string, c *claim.Claims) {
	file := diag.NewFile(s.file, s.data)
	fields, body := frontmatter.Split(file)
	var add head
	var added []Fact
	for _, key := range sourceKeys {
		x := c.Choose(key)
		if x.Value == "" {
			continue
		}
		if !fields.Has(key) {
			add.key(key, x.Value)
			added = append(added, Fact{key, x.Value, x.From})
			continue
		}
		switch have := fields.Text(key).Text; {
		case have == "":
			r.Remarks = append(r.Remarks, fmt.Sprintf("%s: %s stands there without a value and stays so; the reference says %q", s.slug, key, x.Value))
		case !claim.Agree(key, have, x.Value):
			r.Remarks = append(r.Remarks, fmt.Sprintf("%s: %s is %q and stays so; the reference says %q", s.slug, key, have, x.Value))
		}
	}
	for _, remark := range c.Remarks {
		r.Remarks = append(r.Remarks, string(s.slug)+": "+remark)
	}
	if len(added) == 0 {
		r.Remarks = append(r.Remarks, fmt.Sprintf("%s has all that the reference says of it", s.slug))
		return
	}
	data, ok := insert(s.data, body, add.String())
	if !ok || !adds(s.data, data, added) {
		r.Refused = append(r.Refused, Refusal{What: what,
			Reason: fmt.Sprintf("the front matter of %s is not one key a line, so nothing can be added to it", s.file),
			Hint:   "write it as keys and values, one a line, between two lines ---"})
		return
	}
	r.Facts = append(r.Facts, Fact{"source", string(s.slug), "the reference “" + what + "”"})
	r.Facts = append(r.Facts, added...)
	f := File{Kind: dossier.KindSource, Slug: s.slug, Old: s.data, Data: data, at: s.at}
	// Several references may speak of one source.
	if i := slices.IndexFunc(r.Files, func(g File) bool { return g.Slug == s.slug }); i >= 0 {
		r.Files[i].Data = data
	} else {
		r.Files = append(r.Files, f)
	}
	s.data, s.keys = data, nil
	for _, fact := range added {
		switch fact.Key {
		case "url":
			s.url = fact.Value
		case "archived":
			s.archived = fact.Value
		}
	}
}

// insert puts lines before the one that closes the front matter, with the line
// ends of the file.
func insert(data []byte, body int, lines string) ([]byte, bool) {
	head := string(data[:body])
	end := strings.LastIndex(strings.TrimRight(head, " \t\r\n"), "\n") + 1
	if end == 0 || !strings.HasPrefix(head[end:], "---") {
		return nil, false
	}
	if strings.HasSuffix(strings.TrimRight(head[:end], "\n"), "\r") {
		lines = strings.ReplaceAll(lines, "\n", "\r\n")
	}
	out := append([]byte(nil), data[:end]...)
	out = append(out, lines...)
	return append(out, data[end:]...), true
}

// adds reports whether front matter reads as it did, with facts added and
// nothing else.
func adds(old, data []byte, facts []Fact) bool {
	was, from := frontmatter.Split(diag.NewFile("", old))
	is, at := frontmatter.Split(diag.NewFile("", data))
	if string(old[from:]) != string(data[at:]) {
		return false
	}
	for _, f := range facts {
		if is.Text(f.Key).Text != f.Value {
			return false
		}
	}
	for _, key := range sourceKeys {
		if was.Has(key) && was.Text(key).Text != is.Text(key).Text {
			return false
		}
	}
	return len(is.Finish()) == len(was.Finish())
}
