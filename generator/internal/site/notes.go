package site

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/timeline"
)

// PersonItem is a person or body in a list.
type PersonItem struct {
	Link
	Role   string
	Quotes int
	Events int
	Traits Traits
}

// PeoplePage lists the people and bodies.
type PeoplePage struct {
	Frame
	Filter   *Filter
	Speakers []PersonItem // who is quoted
	Others   []PersonItem
	Bodies   []PersonItem // organisations that are not quoted
}

// PersonPage shows what someone said, and where they stand in the dossier.
type PersonPage struct {
	Frame
	Role     string
	Body     []Block
	Topics   []Link
	Said     []QuoteGroup // by date
	Wrote    []SourceItem // what they wrote or published
	Events   []EventItem
	Mentions []Mention
	Strip    *Strip // what they said and took part in
}

// EventItem is an event in a list.
type EventItem struct {
	Link
	Date   Date
	People []Link
	Traits Traits
}

// EventsPage lists the events.
type EventsPage struct {
	Frame
	Filter *Filter
	Events []EventItem
}

// EventPage shows something that happened, and what it rests on.
type EventPage struct {
	Frame
	Date     Date
	People   []Link
	Topics   []Link
	Body     []Block
	Mentions []Mention
	Before   *EventItem
	After    *EventItem
	Strip    *Strip // when it was, and when each source printed it
}

// TopicItem is a topic in a list.
type TopicItem struct {
	Link
	Counts []string // what is filed under it: "2 sources"
}

// TopicsPage lists the topics.
type TopicsPage struct {
	Frame
	Topics []TopicItem
}

// TopicPage lists what is filed under a topic.
type TopicPage struct {
	Frame
	Quotes      []QuoteItem
	Sources     []SourceItem
	Events      []EventItem
	Annotations []Mention
	People      []PersonItem
	Pages       []Link
	Strip       *Strip
}

// TextPage shows an editor's page.
type TextPage struct {
	Frame
	Body     []Block
	Topics   []Link
	Mentions []Mention
	Updated  Date
}

// MissingPage is shown for addresses that lead nowhere.
type MissingPage struct {
	Frame
}

func (v view) personItem(p *dossier.Person) PersonItem {
	return PersonItem{
		Link: v.entry(&p.Entry), Role: p.Role,
		Quotes: len(v.s.index.said[p]), Events: len(v.s.index.events[p]),
	}
}

func (v view) people() *PeoplePage {
	d := v.s.in.Dossier
	out := &PeoplePage{Frame: v.frame(v.word("people"), v.word("people_about", d.Settings.Title))}
	var f filtering
	for _, p := range sortedBy(d.People, func(a, b *dossier.Person) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), cmp.Compare(a.Slug, b.Slug))
	}) {
		item := v.personItem(p)
		traits := v.personTraits(p)
		switch {
		case item.Quotes > 0:
			item.Traits = f.add(append(traits, trait{"kind", "speakers", v.word("speakers")})...)
			out.Speakers = append(out.Speakers, item)
		case p.Organisation:
			item.Traits = f.add(append(traits, trait{"kind", "bodies", v.word("bodies")})...)
			out.Bodies = append(out.Bodies, item)
		default:
			item.Traits = f.add(append(traits, trait{"kind", "others", v.word("other_people")})...)
			out.Others = append(out.Others, item)
		}
	}
	out.Filter = v.filter(f)
	slices.SortStableFunc(out.Speakers, func(a, b PersonItem) int { return cmp.Compare(b.Quotes, a.Quotes) })
	return out
}

func (v view) person(p *dossier.Person) *PersonPage {
	out := &PersonPage{
		Frame: v.frame(p.Title, v.word("person_about", p.Title, p.Role), v.to(People, "", v.word("people"))),
		Role:  p.Role, Body: v.body(&p.Note), Topics: v.topicLinks(&p.Entry), Mentions: v.mentions(&p.Entry),
	}
	out.Said = v.grouped(v.s.index.said[p])
	var dated []*dossier.Entry
	for _, q := range v.s.index.said[p] {
		dated = append(dated, &q.Entry)
	}
	for _, e := range v.s.index.events[p] {
		dated = append(dated, &e.Entry)
	}
	out.Strip = v.crowdStrip(dated)
	for _, s := range sortedBy(v.s.index.wrote[p], sourcesByDate) {
		out.Wrote = append(out.Wrote, v.sourceItem(s))
	}
	for _, e := range v.s.index.events[p] {
		out.Events = append(out.Events, v.eventItem(e))
	}
	return out
}

func (v view) eventItem(e *dossier.Event) EventItem {
	item := EventItem{Link: v.entry(&e.Entry), Date: v.date(e.Date, "")}
	for _, p := range e.People {
		item.People = append(item.People, v.entry(&p.Entry))
	}
	return item
}

func (v view) events() *EventsPage {
	d := v.s.in.Dossier
	out := &EventsPage{Frame: v.frame(v.word("events"), v.word("events_about", d.Settings.Title))}
	var f filtering
	for _, e := range v.s.index.calendar {
		item := v.eventItem(e)
		item.Traits = f.add(v.eventTraits(e)...)
		out.Events = append(out.Events, item)
	}
	out.Filter = v.filter(f)
	return out
}

func (v view) event(e *dossier.Event) *EventPage {
	item := v.eventItem(e)
	out := &EventPage{
		Frame: v.frame(e.Title, v.firstText(&e.Note), v.to(Events, "", v.word("events"))),
		Date:  item.Date, People: item.People, Topics: v.topicLinks(&e.Entry),
		Body: v.body(&e.Note), Mentions: v.mentions(&e.Entry),
	}
	out.Strip = v.strip(timeline.EventRow(e))
	all := v.s.index.calendar
	i, _ := slices.BinarySearchFunc(all, e, eventsByDate)
	if i > 0 {
		before := v.eventItem(all[i-1])
		out.Before = &before
	}
	if i+1 < len(all) {
		after := v.eventItem(all[i+1])
		out.After = &after
	}
	return out
}

func (v view) topics() *TopicsPage {
	d := v.s.in.Dossier
	out := &TopicsPage{Frame: v.frame(v.word("topics"), v.word("topics_about", d.Settings.Title))}
	for _, t := range v.s.index.topics {
		out.Topics = append(out.Topics, TopicItem{Link: v.to(Topics.to(t.Slug), "", t.Name), Counts: v.filed(t)})
	}
	return out
}

// filed says what is filed under a topic.
func (v view) filed(t dossier.Topic) []string {
	n := map[dossier.Kind]int{}
	for _, e := range v.s.index.filed[t.Slug] {
		n[e.Kind]++
	}
	var out []string
	for _, c := range []struct {
		kind dossier.Kind
		key  string
	}{
		{dossier.KindQuote, "n_quotes"}, {dossier.KindSource, "n_sources"}, {dossier.KindEvent, "n_events"},
		{dossier.KindAnnotation, "n_annotations"}, {dossier.KindPerson, "n_people"}, {dossier.KindPage, "n_pages"},
	} {
		if n[c.kind] > 0 {
			out = append(out, v.count(c.key, n[c.kind]))
		}
	}
	return out
}

func (v view) topic(t dossier.Topic) *TopicPage {
	out := &TopicPage{Frame: v.frame(t.Name, v.word("topic_about", t.Name, v.list(v.filed(t))), v.to(Topics, "", v.word("topics")))}
	var quotes []*dossier.Quote
	var sources []*dossier.Source
	var events []*dossier.Event
	for _, e := range v.s.index.filed[t.Slug] {
		switch e.Kind {
		case dossier.KindQuote:
			quotes = append(quotes, v.s.index.quotes[e])
		case dossier.KindSource:
			sources = append(sources, v.s.index.sources[e])
		case dossier.KindEvent:
			events = append(events, v.s.index.happened[e])
		case dossier.KindPerson:
			out.People = append(out.People, v.personItem(v.s.index.people[e]))
		case dossier.KindPage:
			out.Pages = append(out.Pages, v.entry(e))
		case dossier.KindAnnotation:
			out.Annotations = append(out.Annotations, v.mention(v.s.index.remarks[e]))
		}
	}
	out.Strip = v.crowdStrip(v.s.index.filed[t.Slug])
	for _, q := range sortedBy(quotes, byDate) {
		out.Quotes = append(out.Quotes, v.quoteItem(q))
	}
	for _, s := range sortedBy(sources, sourcesByDate) {
		out.Sources = append(out.Sources, v.sourceItem(s))
	}
	for _, e := range sortedBy(events, eventsByDate) {
		out.Events = append(out.Events, v.eventItem(e))
	}
	return out
}

func (v view) text(p *dossier.Page) *TextPage {
	return &TextPage{
		Frame: v.frame(p.Title, v.firstText(&p.Note)), Body: v.body(&p.Note), Topics: v.topicLinks(&p.Entry),
		Mentions: v.mentions(&p.Entry), Updated: v.date(p.Updated, ""),
	}
}

func (v view) missing() *MissingPage {
	return &MissingPage{Frame: v.frame(v.word("missing"), v.word("missing_about"))}
}
