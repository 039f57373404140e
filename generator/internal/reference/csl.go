package reference

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"dossier/generator/internal/edtf"
	"dossier/generator/internal/tongue"
)

// Item is a reference as CSL-JSON has it, as far as a dossier knows its
// fields.
type Item struct {
	ID              Text   `json:"id,omitempty"`
	Type            Text   `json:"type,omitempty"`
	Title           Text   `json:"title,omitempty"`
	Author          Names  `json:"author,omitempty"`
	ContainerTitle  Text   `json:"container-title,omitempty"`
	CollectionTitle Text   `json:"collection-title,omitempty"`
	Publisher       Text   `json:"publisher,omitempty"`
	Issued          *Date  `json:"issued,omitempty"`
	Accessed        *Date  `json:"accessed,omitempty"`
	Language        Text   `json:"language,omitempty"`
	URL             Text   `json:"URL,omitempty"`
	DOI             Text   `json:"DOI,omitempty"`
	ArchiveLocation Text   `json:"archive_location,omitempty"`
	Note            string `json:"note,omitempty"`
}

// Name is a person or an institution.
type Name struct {
	Literal             string `json:"literal,omitempty"`
	Given               string `json:"given,omitempty"`
	DroppingParticle    string `json:"dropping-particle,omitempty"`
	NonDroppingParticle string `json:"non-dropping-particle,omitempty"`
	Family              string `json:"family,omitempty"`
	Suffix              string `json:"suffix,omitempty"`
}

// Names are the authors of a reference; some programs write one alone.
type Names []Name

// Date is a date: a year, year and month or day, or the first and the last of
// them, or words.
type Date struct {
	Parts   [][]Number `json:"date-parts,omitempty"`
	Literal string     `json:"literal,omitempty"`
	Raw     string     `json:"raw,omitempty"`
	Circa   Yes        `json:"circa,omitempty"`
}

// Text is a text, or the first of several; a number is its digits.
type Text string

// Number is a whole number, which some programs write as a text.
type Number int

// Yes is a truth value, which some programs write as a number or a text.
type Yes bool

// UnmarshalJSON reads a text as programs write it.
func (t *Text) UnmarshalJSON(data []byte) error {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	if many, ok := v.([]any); ok && len(many) > 0 {
		v = many[0]
	}
	switch v := v.(type) {
	case string:
		*t = Text(v)
	case float64:
		*t = Text(strconv.FormatFloat(v, 'f', -1, 64))
	}
	return nil
}

// UnmarshalJSON reads the authors; what is no name is left out.
func (n *Names) UnmarshalJSON(data []byte) error {
	var many []json.RawMessage
	if json.Unmarshal(data, &many) != nil {
		many = []json.RawMessage{data}
	}
	for _, one := range many {
		// What is of another kind than it should be stays empty.
		var name Name
		if _ = json.Unmarshal(one, &name); name != (Name{}) {
			*n = append(*n, name)
		}
	}
	return nil
}

// UnmarshalJSON reads a number as programs write it.
func (n *Number) UnmarshalJSON(data []byte) error {
	f, err := strconv.ParseFloat(strings.TrimSpace(strings.Trim(string(data), `"`)), 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) >= 1e6 {
		return fmt.Errorf("%s is no part of a date", data)
	}
	*n = Number(f)
	return nil
}

// UnmarshalJSON reads a truth value as programs write it.
func (y *Yes) UnmarshalJSON(data []byte) error {
	switch strings.Trim(string(data), `"`) {
	case "", "0", "false", "null":
		*y = false
	default:
		*y = true
	}
	return nil
}

// Parse reads a reference that was decoded from JSON. What is written in
// another way than the schema has it stays empty.
func Parse(v any) Item {
	var item Item
	if data, err := json.Marshal(v); err == nil {
		_ = json.Unmarshal(data, &item) // it goes on behind what does not fit
	}
	return item
}

// String returns the name in the order in which it is spoken.
func (n Name) String() string {
	if n.Literal != "" {
		return line(n.Literal)
	}
	name := line(strings.Join([]string{n.Given, n.DroppingParticle, n.NonDroppingParticle, n.Family}, " "))
	if n.Suffix != "" {
		name += ", " + n.Suffix
	}
	return name
}

// EDTF returns the parts of the date as EDTF, or "" where there are none or
// they are no date.
func (d *Date) EDTF() string {
	if d == nil {
		return ""
	}
	var ends []string
	for _, parts := range d.Parts {
		var day strings.Builder
		for i, n := range parts[:min(3, len(parts))] {
			if i == 0 {
				fmt.Fprintf(&day, "%04d", n)
			} else {
				fmt.Fprintf(&day, "-%02d", n)
			}
		}
		if day.Len() > 0 {
			ends = append(ends, day.String())
		}
	}
	out := strings.Join(ends[:min(2, len(ends))], "/")
	if len(ends) == 1 && bool(d.Circa) {
		out += "~"
	}
	if _, err := edtf.Parse(out); err != nil {
		return ""
	}
	return out
}

// dateOf returns a date for CSL-JSON, which has no way but words to leave a
// side open.
func dateOf(d edtf.Date, language string) *Date {
	if d.IsZero() {
		return nil
	}
	out := &Date{Circa: Yes(d.Approximate() || d.Uncertain() || d.Unspecified() || d.Form() == edtf.OneOf)}
	first, early := d.Earliest()
	last, late := d.Latest()
	if !early || !late {
		out.Literal = tongue.Date(d, language)
		return out
	}
	parts := func(list ...int) []Number {
		var out []Number
		for _, n := range list {
			out = append(out, Number(n))
		}
		return out
	}
	year, month := first.Year(), first.Month()
	switch {
	case first == last:
		out.Parts = [][]Number{parts(year, month, first.Day())}
	case first.Day() == 1 && last.Add(1).Day() == 1 && last.Year() == year && last.Month() == month:
		out.Parts = [][]Number{parts(year, month)}
	case first == edtf.NewDay(year, 1, 1) && last == edtf.NewDay(year, 12, 31):
		out.Parts = [][]Number{parts(year)}
	default:
		out.Parts = [][]Number{parts(year, month, first.Day()), parts(last.Year(), last.Month(), last.Day())}
	}
	return out
}

// CSL returns the references of works as CSL-JSON, a list.
func CSL(words Words, works ...Work) string {
	items := make([]Item, len(works))
	for i, w := range works {
		items[i] = w.item(words)
	}
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(items); err != nil {
		panic(fmt.Sprintf("write CSL-JSON: %v", err)) // strings always encode
	}
	return strings.TrimSpace(out.String())
}

func (w Work) item(words Words) Item {
	item := Item{
		ID: Text(w.Key), Type: Text(kinds[w.Kind].csl), Title: Text(line(w.Title)), ContainerTitle: Text(line(w.Container)),
		Issued: dateOf(w.Issued, words.Language()), Language: Text(w.Language), URL: Text(w.URL), Note: w.note(words),
		Accessed: dateOf(w.Accessed, words.Language()), ArchiveLocation: Text(w.Archived),
	}
	for _, a := range w.Authors {
		item.Author = append(item.Author, Name{Literal: line(a)})
	}
	return item
}
