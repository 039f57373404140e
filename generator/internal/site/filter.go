package site

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

// A FilterField is a sort of thing to choose by: "kind", "speaker", "outlet" or
// "topic". It has at least two choices.
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
	N                            int
	Kind, Speaker, Outlet, Topic string
}

// trait is one thing that an item is filtered by.
type trait struct {
	field string
	value dossier.Slug
	text  string
}

// filterFields are the sorts of things to choose by, in order.
var filterFields = [...]string{"kind", "speaker", "outlet", "topic"}

// filtering gathers the filter of a list while the items of the list are made.
type filtering struct {
	items   int
	choices map[string]map[dossier.Slug]Choice // by field
}

// add returns the traits of the next item of the list.
func (f *filtering) add(list ...trait) Traits {
	if f.choices == nil {
		f.choices = map[string]map[dossier.Slug]Choice{}
	}
	f.items++
	values := map[string][]string{}
	for _, t := range list {
		if t.value == "" || slices.Contains(values[t.field], string(t.value)) {
			continue
		}
		values[t.field] = append(values[t.field], string(t.value))
		if f.choices[t.field] == nil {
			f.choices[t.field] = map[dossier.Slug]Choice{}
		}
		c := f.choices[t.field][t.value]
		f.choices[t.field][t.value] = Choice{t.value, cmp.Or(c.Text, t.text), c.Count + 1}
	}
	of := func(field string) string { return strings.Join(values[field], " ") }
	return Traits{N: f.items, Kind: of("kind"), Speaker: of("speaker"), Outlet: of("outlet"), Topic: of("topic")}
}

// filter returns the filter of the items that f was given, or nil when there
// is nothing to choose.
func (v view) filter(f filtering) *Filter {
	out := &Filter{Shown: v.word("filter_shown", "#", f.items)}
	for _, name := range filterFields {
		field := FilterField{Name: name, Label: v.word("facet_" + name)}
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

func topicTraits(e *dossier.Entry) []trait {
	var out []trait
	for _, t := range e.Topics {
		out = append(out, trait{"topic", t.Slug, t.Name})
	}
	return out
}

func (v view) speakerTraits(people ...*dossier.Person) []trait {
	var out []trait
	for _, p := range people {
		if p != nil {
			out = append(out, trait{"speaker", p.Slug, v.name(&p.Entry)})
		}
	}
	return out
}

// outletTrait returns the outlet of a source, without a value where it is not
// known.
func outletTrait(s *dossier.Source) trait {
	name := outlet(s)
	return trait{"outlet", dossier.Slugify(name), name}
}

// carrierTraits returns the outlets whose words a note cites.
func (v view) carrierTraits(n *dossier.Note) []trait {
	var out []trait
	for _, c := range n.Citations {
		if _, ok := v.index.in.Evidence.Passage(c); ok {
			out = append(out, outletTrait(c.Source))
		}
	}
	return out
}

// sourceTraits returns what a source in a list is filtered by: its outlet, its
// topics, and who speaks in it.
func (v view) sourceTraits(s *dossier.Source) []trait {
	out := append(topicTraits(&s.Entry), outletTrait(s))
	for _, e := range v.index.in.Evidence.Published(s) {
		if q, ok := e.Citation.Note.Item.(*dossier.Quote); ok {
			out = append(out, v.speakerTraits(q.Speaker)...)
		}
	}
	return out
}

func (v view) quoteTraits(q *dossier.Quote) []trait {
	return slices.Concat(topicTraits(&q.Entry), v.speakerTraits(q.Speaker), v.carrierTraits(&q.Note))
}

func (v view) eventTraits(e *dossier.Event) []trait {
	return slices.Concat(topicTraits(&e.Entry), v.speakerTraits(e.People...), v.carrierTraits(&e.Note))
}

// personTraits returns what a person in a list is filtered by: the topics and
// outlets of what they said and took part in too.
func (v view) personTraits(p *dossier.Person) []trait {
	out := slices.Concat(topicTraits(&p.Entry), v.carrierTraits(&p.Note))
	for _, q := range v.index.said()[p] {
		out = slices.Concat(out, topicTraits(&q.Entry), v.carrierTraits(&q.Note))
	}
	for _, e := range v.index.events()[p] {
		out = slices.Concat(out, topicTraits(&e.Entry), v.carrierTraits(&e.Note))
	}
	return out
}

// datedTraits returns what an entry of the timeline is filtered by, which is
// what the parts of the timeline are made by.
func (v view) datedTraits(e timeline.Entry) []trait {
	out := append(topicTraits(e.Of), trait{"kind", dossier.Slug(e.Clock), v.clockName(e.Clock)})
	out = append(out, v.speakerTraits(e.People...)...)
	for _, c := range append(e.Row().Carried, e) {
		if c.Source != nil {
			out = append(out, outletTrait(c.Source))
		}
	}
	return out
}

// clockName returns the word for all that a clock dates.
func (v view) clockName(clock timeline.Clock) string {
	if clock == timeline.Published {
		return v.word(v.printing("clock_published"))
	}
	return v.word("clock_" + string(clock))
}
