package view

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/timeline"
)

// A Filter narrows the list of a page to what has all that a reader chooses.
// The items of the list carry [Traits]; the script of the page compares them
// with what is chosen and keeps that in the address. Without the script the
// list is whole, and the parts of the timeline have pages of their own.
type Filter struct {
	Shown  string // says how many items are shown, with "#" for their number
	Fields []FilterField
}

// A FilterField is a sort of thing to choose by: "kind", "verdict", "speaker", "outlet"
// or "topic". It has at least two choices.
type FilterField struct {
	Name    string
	Label   string
	Choices []Choice
}

// A Choice is one thing to choose.
type Choice struct {
	Value dossier.Slug
	Text  string
	Count int // items that have it
}

// Traits are what an item of a list is filtered by: its number in the list,
// from 1, and slugs parted by spaces. The zero value is for lists without a
// filter.
type Traits struct {
	N                                     int
	Kind, Verdict, Speaker, Outlet, Topic string
}

// Trait is one thing that an item is filtered by.
type Trait struct {
	Field string
	Value dossier.Slug
	Text  string
}

// FilterFields are the sorts of things to choose by, in order.
var FilterFields = [...]string{"kind", "verdict", "speaker", "outlet", "topic"}

// Filtering gathers the filter of a list while the items of the list are made.
type Filtering struct {
	items   int                                // that are counted
	beside  int                                // that are not
	choices map[string]map[dossier.Slug]Choice // by field
}

// Add returns the traits of the next item of the list.
func (f *Filtering) Add(list ...Trait) Traits {
	if f.choices == nil {
		f.choices = map[string]map[dossier.Slug]Choice{}
	}
	f.items++
	for _, t := range distinct(list) {
		if f.choices[t.Field] == nil {
			f.choices[t.Field] = map[dossier.Slug]Choice{}
		}
		c := f.choices[t.Field][t.Value]
		f.choices[t.Field][t.Value] = Choice{t.Value, cmp.Or(c.Text, t.Text), c.Count + 1}
	}
	return f.traits(list)
}

// Beside returns the traits of an item that stands beside the list, after all of its items: it is shown and hidden with
// them, and counted nowhere.
func (f *Filtering) Beside(list ...Trait) Traits {
	f.beside++
	return f.traits(list)
}

func (f *Filtering) traits(list []Trait) Traits {
	values := map[string][]string{}
	for _, t := range distinct(list) {
		values[t.Field] = append(values[t.Field], string(t.Value))
	}
	of := func(field string) string { return strings.Join(values[field], " ") }
	return Traits{N: f.items + f.beside, Kind: of("kind"), Verdict: of("verdict"), Speaker: of("speaker"), Outlet: of("outlet"), Topic: of("topic")}
}

// distinct returns the traits of a list that have a value, each once.
func distinct(list []Trait) []Trait {
	var out []Trait
	for _, t := range list {
		if t.Value != "" && !slices.ContainsFunc(out, func(o Trait) bool { return o.Field == t.Field && o.Value == t.Value }) {
			out = append(out, t)
		}
	}
	return out
}

// Filter returns the filter of the items that f was given, or nil when there
// is nothing to choose.
func (v View) Filter(f Filtering) *Filter {
	out := &Filter{Shown: v.Word("filter_shown", "#", f.items)}
	for _, name := range FilterFields {
		field := FilterField{Name: name, Label: v.Word("facet_" + name)}
		for _, c := range f.choices[name] {
			field.Choices = append(field.Choices, c)
		}
		slices.SortFunc(field.Choices, func(a, b Choice) int {
			return cmp.Or(cmp.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text)), cmp.Compare(a.Value, b.Value))
		})
		if len(field.Choices) > 1 {
			out.Fields = append(out.Fields, field)
		}
	}
	if len(out.Fields) == 0 || f.items < 2 {
		return nil
	}
	return out
}

// Filtered returns what each item of a page of a list is filtered by, and the filter. Where the page does not show all of its
// series there is nothing to filter by.
func (v View) Filtered(p OnPage) ([]Traits, *Filter) {
	traits := make([]Traits, len(p.Items))
	if !p.alone() {
		return traits, nil
	}
	var f Filtering
	for n, i := range p.Items {
		traits[n] = f.Add(p.of.Traits(v, i)...)
	}
	return traits, v.Filter(f)
}

func topicTraits(e *dossier.Entry) []Trait {
	var out []Trait
	for _, t := range e.Topics {
		out = append(out, Trait{"topic", t.Slug, t.Name})
	}
	return out
}

func (v View) speakerTraits(people ...*dossier.Person) []Trait {
	var out []Trait
	for _, p := range people {
		if p != nil {
			out = append(out, Trait{"speaker", p.Slug, v.NameOf(&p.Entry)})
		}
	}
	return out
}

// outletTrait returns the outlet of a source, without a value where it is not
// known.
func outletTrait(s *dossier.Source) Trait {
	name := Outlet(s)
	return Trait{"outlet", dossier.Slugify(name), name}
}

// carrierTraits returns the outlets whose words a note cites.
func (v View) carrierTraits(n *dossier.Note) []Trait {
	var out []Trait
	for _, c := range n.Citations {
		if _, ok := v.Index.In.Evidence.Passage(c); ok {
			out = append(out, outletTrait(c.Source))
		}
	}
	return out
}

// SourceTraits returns what a source in a list is filtered by: its outlet, its
// topics, and who speaks in it.
func (v View) SourceTraits(s *dossier.Source) []Trait {
	out := append(topicTraits(&s.Entry), outletTrait(s))
	for _, e := range v.Index.In.Evidence.Published(s) {
		if q, ok := e.Citation.Note.Item.(*dossier.Quote); ok {
			out = append(out, v.speakerTraits(q.Involves()...)...)
		}
	}
	return out
}

// NoteTraits returns what a note in a list of its kind is filtered by: its topics, the people that it involves,
// the outlets whose words it cites, and the verdict of a claim.
func (v View) NoteTraits(n *dossier.Note) []Trait {
	out := slices.Concat(topicTraits(&n.Entry), v.speakerTraits(n.Item.Involves()...), v.carrierTraits(n))
	if c, ok := n.Item.(*dossier.Claim); ok && c.Verdict != nil {
		out = append(out, Trait{"verdict", dossier.Slugify(c.Verdict.Key), c.Verdict.Word(v.Index.In.Dossier.Settings.Language)})
	}
	return out
}

// PersonTraits returns what a person in a list is filtered by: the topics and
// outlets of what they said and took part in too.
func (v View) PersonTraits(p *dossier.Person) []Trait {
	out := slices.Concat(topicTraits(&p.Entry), v.carrierTraits(&p.Note))
	for _, q := range slices.Concat(v.Index.Said()[p], v.Index.Quoted()[p]) {
		out = append(append(out, topicTraits(&q.Entry)...), v.carrierTraits(&q.Note)...)
	}
	for _, e := range v.Index.Events()[p] {
		out = append(append(out, topicTraits(&e.Entry)...), v.carrierTraits(&e.Note)...)
	}
	return out
}

// DatedTraits returns what an entry of the timeline is filtered by, which is
// what the parts of the timeline are made by.
func (v View) DatedTraits(e timeline.Entry) []Trait {
	out := append(topicTraits(e.Of), Trait{"kind", dossier.Slug(e.Clock), v.clockName(e.Clock)})
	out = append(out, v.speakerTraits(e.People...)...)
	for _, c := range append(e.Row().Carried, e) {
		if c.Source != nil {
			out = append(out, outletTrait(c.Source))
		}
	}
	return out
}

// clockName returns the word for all that a clock dates.
func (v View) clockName(clock timeline.Clock) string {
	if clock == timeline.Published {
		return v.Word(v.Printing("clock_published"))
	}
	return v.Word("clock_" + string(clock))
}
