package export

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/evidence"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/spelling"
)

// The tables are CSV as RFC 4180 has it, with what a spreadsheet would run as a formula defused, and a Frictionless data package
// (datapackage.org, version 2; a reader of version 1 understands it) that says what each column holds and which rows of other
// tables it names. A date is EDTF, and a string to a table schema, which has no doubt. Several slugs in a cell are parted by spaces, several
// words by semicolons. Of a source that is not published in full there are no more words than its citations quote.

// rowsHold is how many rows of alignments a file has; a resource of a data package may have several files, of which the first has
// the header.
const rowsHold = 50_000

type column struct {
	name, kind, about string
	needed            bool
}

type foreign struct {
	column, table, key string
}

type table struct {
	name, about string
	columns     []column
	key         []string
	foreign     []foreign
	files       []File
}

// Kinds of columns, as Table Schema calls them.
const (
	text    = "string"
	count   = "integer"
	decimal = "number"
	truth   = "boolean"
	link    = "string:uri"
)

// tables returns the tables of a dossier with their rows, which are made when they are asked for.
func tables(in Input) []table {
	d := in.Dossier
	slug := func(name, about string) column { return column{name, text, about, true} }
	said := func(name, about string) column { return column{name, text, about, false} }
	place := []column{
		{"start", count, "Where the words begin in the text of the source, in Unicode code points.", true},
		{"end", count, "Where they end; the place itself is no part of them.", true},
		{"words", text, "The words of the source; […] stands for words left out.", true},
		{"lang", text, "The language of the words (BCP 47).", true},
	}
	about := []column{said("topics", "Topics."), said("created", "When the editors wrote it (EDTF)."), said("updated", "When they last changed it (EDTF)."), {"page", text, "Its page, from the root of the site.", false}}
	tail := func(e *dossier.Entry) []string {
		var topics []string
		for _, t := range e.Topics {
			topics = append(topics, t.Name)
		}
		return []string{strings.Join(topics, "; "), date(e.Created), date(e.Updated), address.Of(e).Path()}
	}
	passage := func(c *dossier.Citation) []string {
		p, ok := in.Evidence.Passage(c)
		if !ok {
			return nil
		}
		at := points(c.Source, p.Span)
		return []string{strconv.Itoa(at.Start), strconv.Itoa(at.End), p.Quoted(c.Source.Plain), c.Source.LangOf(p.Span)}
	}
	toSource, toQuote := foreign{"source", "sources", "source"}, foreign{"quote", "quotes", "quote"}

	var versions []*dossier.Source
	for _, s := range d.Sources {
		versions = append(versions, s.Versions()...)
	}
	return []table{
		tableOf("sources", "The sources, each version of one as a row.", append([]column{
			slug("source", "Its slug."), slug("current", "The slug of its newest version; of the newest, its own."), said("version", "What the version is called."),
			{"title", text, "Its title.", true}, said("publisher", "Who published it."), said("author", "Who wrote it."), said("published", "When it was published (EDTF)."),
			said("lang", "Its language (BCP 47)."), said("medium", "The medium it was made public in."), {"url", link, "Its address.", false}, {"archived", link, "The address of a copy.", false},
			said("captured", "When the copy was made (EDTF)."), said("sha256", "The hash of the file it was made of."), said("series", "The series it is of."), said("credit", "Whom it names as its origin."),
			said("rights", "Who has rights in it."), {"publish", text, "How much of it is published: full, passages or none.", true}, {"length", count, "How long its text is, in code points.", true},
			said("text", "The file with its text, from the root of the site."),
		}, about...), []string{"source"}, []foreign{{"current", "sources", "source"}}, versions, func(s *dossier.Source, add func(...string)) {
			file := ""
			if s.Publish == dossier.PublishFull {
				file = address.Text(s.Slug)
			}
			add(append([]string{
				string(s.Slug), string(s.Current().Slug), s.Version, s.Title, s.Publisher, s.Author, date(s.Published), s.Lang, string(s.Medium), s.URL, s.Archived, date(s.Captured), s.SHA256,
				s.Series, s.Credit, s.Rights, string(s.Publish), strconv.Itoa(length(s)), file,
			}, tail(&s.Entry)...)...)
		}),
		tableOf("quotes", "The quotations.", append([]column{
			slug("quote", "Its slug."), {"title", text, "Its title.", true}, said("speakers", "Who said it: slugs of people."), said("quoting", "Whose words they pass on: slugs of people."),
			said("via", "Through whom it came: slugs of people and sources."), said("said", "When it was said (EDTF)."), said("occasion", "Where and when."), said("original", "The source that has the words as they were said."),
		}, about...), []string{"quote"}, nil, d.Quotes, func(q *dossier.Quote, add func(...string)) {
			var via []string
			for _, e := range q.Via {
				via = append(via, string(e.Slug))
			}
			original := ""
			if q.Original != nil {
				original = string(q.Original.Base())
			}
			add(append([]string{string(q.Slug), q.Title, joined(slugs(q.Speakers)), joined(slugs(q.Quoting)), strings.Join(via, " "), date(q.Said), q.Occasion, original}, tail(&q.Entry)...)...)
		}),
		tableOf("wordings", "The wordings of quotations: the words of a quotation as a source has them.", slices.Concat([]column{
			slug("quote", "The quotation."), {"number", count, "Which of its wordings it is, from 1.", true}, slug("source", "The source, or the version of it."),
		}, place, []column{said("locator", "Where in the source, as the editors say.")}), []string{"quote", "number"}, []foreign{toQuote, toSource}, d.Quotes, func(q *dossier.Quote, add func(...string)) {
			n := 0
			for _, c := range q.Citations {
				if at := passage(c); at != nil {
					n++
					add(slices.Concat([]string{string(q.Slug), strconv.Itoa(n), string(c.Source.Slug)}, at, []string{c.Quote.Locator})...)
				}
			}
		}),
		tableOf("annotations", "The remarks on passages of sources, a row for each passage.", slices.Concat([]column{
			slug("annotation", "Its slug."), {"number", count, "Which of its passages it is, from 1.", true}, slug("source", "The source, or the version of it."),
		}, place, []column{said("remark", "What the editors say of it, in plain text."), said("author", "Who says it."), said("created", "When it was written (EDTF)."), said("updated", "When it was last changed (EDTF).")}),
			[]string{"annotation", "number"}, []foreign{toSource}, d.Annotations, func(a *dossier.Annotation, add func(...string)) {
				n := 0
				for _, c := range a.Citations {
					if at := passage(c); at != nil {
						n++
						add(slices.Concat([]string{string(a.Slug), strconv.Itoa(n), string(c.Source.Slug)}, at, []string{remark(in, c), a.Author, date(a.Created), date(a.Updated)})...)
					}
				}
			}),
		tableOf("claims", "The claims, with what the evidence says of them.", append([]column{
			slug("claim", "Its slug."), {"title", text, "What is claimed.", true}, said("claimants", "Who claims it: slugs of people."), said("made", "When (EDTF)."), said("verdict", "The key of the verdict."),
			said("verdict_word", "The verdict in words."), said("reviewed", "When it was given (EDTF)."), said("summary", "Why, in a sentence."),
			{"supports", count, "How many passages support it.", true}, {"contradicts", count, "How many contradict it.", true}, {"qualifies", count, "How many qualify it.", true},
		}, about...), []string{"claim"}, nil, d.Claims, func(c *dossier.Claim, add func(...string)) {
			key, word := "", ""
			if c.Verdict != nil {
				key, word = c.Verdict.Key, c.Verdict.Word(d.Settings.Language)
			}
			row := []string{string(c.Slug), c.Title, joined(slugs(c.Claimants)), date(c.Made), key, word, date(c.Reviewed), c.Summary}
			for _, b := range []markdown.Bearing{markdown.Supports, markdown.Contradicts, markdown.Qualifies} {
				row = append(row, strconv.Itoa(len(evidence.Cited(c.Citing(b), in.Evidence))))
			}
			add(append(row, tail(&c.Entry)...)...)
		}),
		tableOf("evidence", "The passages that claims cite.", slices.Concat([]column{
			slug("claim", "The claim."), {"number", count, "Which of its passages it is, from 1.", true}, said("bears", "What the words do for it: supports, contradicts, qualifies or context; empty where they make it."), slug("source", "The source, or the version of it."),
		}, place), []string{"claim", "number"}, []foreign{{"claim", "claims", "claim"}, toSource}, d.Claims, func(c *dossier.Claim, add func(...string)) {
			n := 0
			for _, x := range c.Citations {
				if at := passage(x); at != nil {
					n++
					add(append([]string{string(c.Slug), strconv.Itoa(n), string(x.Bears), string(x.Source.Slug)}, at...)...)
				}
			}
		}),
		tableOf("events", "The events.", append([]column{
			slug("event", "Its slug."), {"title", text, "Its title.", true}, said("date", "When it happened (EDTF)."), said("people", "Who took part: slugs of people."),
		}, about...), []string{"event"}, nil, d.Events, func(e *dossier.Event, add func(...string)) {
			add(append([]string{string(e.Slug), e.Title, date(e.Date), joined(slugs(e.People))}, tail(&e.Entry)...)...)
		}),
		tableOf("people", "The people and organisations.", append([]column{
			slug("person", "The slug."), {"name", text, "The name.", true}, said("role", "The role."), {"organisation", truth, "Whether it is an organisation.", true}, said("aliases", "Other names."),
		}, about...), []string{"person"}, nil, d.People, func(p *dossier.Person, add func(...string)) {
			var names []string
			for _, a := range p.Aliases {
				names = append(names, a.Name)
			}
			add(append([]string{string(p.Slug), p.Title, p.Role, strconv.FormatBool(p.Organisation), strings.Join(names, "; ")}, tail(&p.Entry)...)...)
		}),
		alignments(in),
	}
}

// tableOf returns a table of which each item gives rows.
func tableOf[T any](name, about string, columns []column, key []string, foreign []foreign, items []T, rows func(item T, add func(...string))) table {
	t := table{name: name, about: about, columns: columns, key: key, foreign: foreign}
	t.files = []File{{address.Tables + name + ".csv", func() ([]byte, error) {
		out := [][]string{t.header()}
		for _, item := range items {
			rows(item, func(cells ...string) { out = append(out, cells) })
		}
		return CSV(out, true)
	}}}
	return t
}

func (t table) header() []string {
	var out []string
	for _, c := range t.columns {
		out = append(out, c.name)
	}
	return out
}

// alignments returns the table of what sources share, in files of a number of rows that can be read.
func alignments(in Input) table {
	t := table{name: "alignments", about: "What two sources share, a row for each two passages that carry the same. Offsets are as those of wordings.", columns: []column{
		{"a", text, "A source, or a version of one.", true}, {"b", text, "Another.", true}, {"kind", text, "verbatim, edited or reworded.", true}, {"moved", truth, "The order is another in b than in a.", true},
		{"score", decimal, "How much alike they are, from 0 to 1.", true}, {"a_start", count, "Where the words of a begin.", true}, {"a_end", count, "Where they end.", true},
		{"b_start", count, "Where the words of b begin.", true}, {"b_end", count, "Where they end.", true}, {"a_words", text, "The words of a that may be published.", false}, {"b_words", text, "Those of b.", false},
	}, foreign: []foreign{{"a", "sources", "source"}, {"b", "sources", "source"}}}
	if in.Comparison == nil {
		t.files = []File{{address.Tables + "alignments.csv", func() ([]byte, error) { return CSV([][]string{t.header()}, true) }}}
		return t
	}
	all := in.Comparison.Comparisons
	part := func(list []collate.Comparison, first bool) ([]byte, error) {
		var rows [][]string
		if first {
			rows = append(rows, t.header())
		}
		for _, c := range list {
			a, b := in.Dossier.Source(dossier.Slug(c.A)), in.Dossier.Source(dossier.Slug(c.B))
			if silent(a, b) != nil {
				continue
			}
			for _, al := range c.Alignments {
				words, _ := in.words(a, b, al)
				rows = append(rows, append(placed(c, a, b, al), words...))
			}
		}
		return CSV(rows, true)
	}
	from, held := 0, 0
	for to := range len(all) + 1 {
		if to == len(all) || held > 0 && held+len(all[to].Alignments) > rowsHold {
			name, list, first := "alignments.csv", all[from:to], from == 0
			if !first {
				name = fmt.Sprintf("alignments-%d.csv", len(t.files)+1)
			}
			t.files = append(t.files, File{address.Tables + name, func() ([]byte, error) { return part(list, first) }})
			from, held = to, 0
		}
		if to < len(all) {
			held += len(all[to].Alignments)
		}
	}
	return t
}

// tableFiles returns the tables and the data package that describes them.
func tableFiles(in Input) []File {
	if !in.Dossier.Settings.Has(dossier.FormatTables) {
		return nil
	}
	all := tables(in)
	files := []File{{address.DataPackage, func() ([]byte, error) { return dataPackage(in, all) }}}
	for _, t := range all {
		files = append(files, t.files...)
	}
	return files
}

// noName matches what the name of a data package may not have.
var noName = regexp.MustCompile(`[^a-z0-9]+`)

func dataPackage(in Input, all []table) ([]byte, error) {
	type (
		object map[string]any
		field  struct {
			Name        string `json:"name"`
			Type        string `json:"type"`
			Format      string `json:"format,omitempty"`
			Description string `json:"description"`
			Constraints object `json:"constraints,omitempty"`
		}
		key struct {
			Fields    []string `json:"fields"`
			Reference struct {
				Resource string   `json:"resource"`
				Fields   []string `json:"fields"`
			} `json:"reference"`
		}
		schema struct {
			Fields        []field  `json:"fields"`
			PrimaryKey    []string `json:"primaryKey,omitempty"`
			ForeignKeys   []key    `json:"foreignKeys,omitempty"`
			MissingValues []string `json:"missingValues"`
		}
		resource struct {
			Name        string `json:"name"`
			Path        any    `json:"path"` // a name, or several
			Profile     string `json:"profile"`
			Title       string `json:"title"`
			Format      string `json:"format"`
			Mediatype   string `json:"mediatype"`
			Encoding    string `json:"encoding"`
			Dialect     object `json:"dialect"`
			Schema      schema `json:"schema"`
			Description string `json:"description,omitempty"`
		}
		licence struct {
			Path string `json:"path"`
		}
		contributor struct {
			Title string   `json:"title"`
			Role  string   `json:"role"`
			Roles []string `json:"roles"`
		}
	)
	s := in.Dossier.Settings
	out := struct {
		Schema       string        `json:"$schema"`
		Profile      string        `json:"profile"`
		Name         string        `json:"name"`
		Title        string        `json:"title"`
		Description  string        `json:"description,omitempty"`
		Homepage     string        `json:"homepage,omitempty"`
		Contributors []contributor `json:"contributors,omitempty"`
		Licenses     []licence     `json:"licenses,omitempty"`
		Resources    []resource    `json:"resources"`
	}{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Profile: "tabular-data-package",
		Name:  strings.Trim(noName.ReplaceAllString(strings.ToLower(spelling.Latin(s.Title)), "-"), "-"),
		Title: s.Title, Description: s.Summary, Homepage: s.BaseURL,
	}
	if out.Name == "" {
		out.Name = "dossier"
	}
	if s.License != "" {
		out.Licenses = []licence{{s.License}}
	}
	for _, e := range s.Editors {
		out.Contributors = append(out.Contributors, contributor{e, "author", []string{"author"}})
	}
	for _, t := range all {
		r := resource{Name: t.name, Profile: "tabular-data-resource", Title: t.about, Format: "csv", Mediatype: "text/csv", Encoding: "utf-8",
			Dialect: object{"header": true, "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": `"`, "doubleQuote": true, "skipInitialSpace": false}}
		var names []string
		for _, f := range t.files {
			names = append(names, strings.TrimPrefix(f.Path, address.Tables))
		}
		if r.Path = names; len(names) == 1 {
			r.Path = names[0]
		}
		for _, c := range t.columns {
			kind, format, _ := strings.Cut(c.kind, ":")
			f := field{Name: c.name, Type: kind, Format: format, Description: c.about}
			if c.needed {
				f.Constraints = object{"required": true}
			}
			r.Schema.Fields = append(r.Schema.Fields, f)
		}
		r.Schema.PrimaryKey, r.Schema.MissingValues = t.key, []string{""}
		for _, f := range t.foreign {
			k := key{Fields: []string{f.column}}
			k.Reference.Resource, k.Reference.Fields = f.table, []string{f.key}
			if f.table == t.name {
				k.Reference.Resource = "" // itself
			}
			r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, k)
		}
		out.Resources = append(out.Resources, r)
	}
	return encode(out)
}

// length returns how long the text of a source is, in code points.
func length(s *dossier.Source) int {
	return points(s, segment.Span{End: len(s.Plain)}).End
}

// joined returns slugs in a cell.
func joined(list []dossier.Slug) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return strings.Join(out, " ")
}

// remark returns what an annotation says of one of its citations, in plain text.
func remark(in Input, c *dossier.Citation) string {
	before, from, to := c.Remark()
	var parts []string
	for i, b := range c.Note.Body.Blocks {
		if i < before || i >= from && i < to {
			if t := b.Prose(in.Dossier.LinkText); t != "" {
				parts = append(parts, t)
			}
		}
	}
	return strings.Join(parts, "\n\n")
}
