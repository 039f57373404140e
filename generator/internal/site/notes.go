package site

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/address"
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
	Listing
	Speakers []PersonItem // who is quoted
	Others   []PersonItem
	Bodies   []PersonItem // organisations that are not quoted
}

// PersonPage shows what someone said, and where they stand in the dossier.
type PersonPage struct {
	Listing
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
	Listing
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
	Listing
	Topics []TopicItem
}

// TopicPage lists what is filed under a topic.
type TopicPage struct {
	Listing
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

func (v maker) personItem(p *dossier.Person) PersonItem {
	return PersonItem{
		Link: v.entry(&p.Entry), Role: p.Role,
		Quotes: len(v.index.said()[p]), Events: len(v.index.events()[p]),
	}
}

// people plans the list of people and bodies: who is quoted, others, and
// bodies that are not quoted. Those who are quoted most stand first, unless
// the list takes several pages, where people are looked up by name.
func (p plan) people() {
	d, x := p.index.in.Dossier, p.index
	all := sortedBy(d.People, func(a, b *dossier.Person) int {
		return cmp.Or(
			cmp.Compare(standing(x, a), standing(x, b)),
			cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), cmp.Compare(a.Slug, b.Slug),
		)
	})
	weight := func(i int) int { return x.personWeight(all[i]) }
	if len(cut(len(all), 0, listHolds, weight)) == 1 {
		slices.SortStableFunc(all, func(a, b *dossier.Person) int { return cmp.Compare(len(x.said()[b]), len(x.said()[a])) })
		slices.SortStableFunc(all, func(a, b *dossier.Person) int { return cmp.Compare(standing(x, a), standing(x, b)) })
	}
	p.list(list{
		route: address.People, template: "people", name: folder(d, dossier.KindPerson), size: len(all), weight: weight,
		label:  func(_ view, i int) string { return all[i].Title },
		traits: p.traits(func(v maker, i int) []trait { return v.standingTraits(all[i]) }),
		data:   p.data(func(v maker, p part) any { return v.people(all, p) }),
	})
}

// The standings of people in their list.
const (
	speaks = iota
	isSpokenOf
	isBody
)

func standing(x *index, p *dossier.Person) int {
	switch {
	case len(x.said()[p]) > 0:
		return speaks
	case p.Organisation:
		return isBody
	}
	return isSpokenOf
}

// standingTraits returns what someone in the list of people is filtered by.
func (v maker) standingTraits(p *dossier.Person) []trait {
	kind := [...]trait{
		speaks: {"kind", "speakers", v.word("speakers")}, isSpokenOf: {"kind", "others", v.word("other_people")}, isBody: {"kind", "bodies", v.word("bodies")},
	}
	return append(v.personTraits(p), kind[standing(v.index, p)])
}

func (v maker) people(all []*dossier.Person, p part) *PeoplePage {
	out := &PeoplePage{Listing: v.listing(p, v.word("people"), v.word("people_about", v.index.in.Dossier.Settings.Title))}
	var f filtering
	for _, n := range chosen(all, p.items) {
		item := v.personItem(n)
		if p.alone() {
			item.Traits = f.add(v.standingTraits(n)...)
		}
		switch standing(v.index, n) {
		case speaks:
			out.Speakers = append(out.Speakers, item)
		case isBody:
			out.Bodies = append(out.Bodies, item)
		default:
			out.Others = append(out.Others, item)
		}
	}
	out.Filter = v.filter(f)
	return out
}

// person plans the page of someone, and as many more as what they said and
// where they stand takes.
func (p plan) person(n *dossier.Person) {
	x := p.index
	said, wrote, events, mentions := x.said()[n], sortedBy(x.wrote()[n], sourcesByDate), x.events()[n], x.mentions()[&n.Entry]
	weights := [...]func(i int) int{
		func(i int) int { return x.quoteWeight(said[i]) },
		func(i int) int { return x.sourceWeight(wrote[i]) },
		func(i int) int { return x.eventWeight(events[i]) },
		func(i int) int { return mentionWeight(mentions[i]) },
	}
	sizes := []int{len(said), len(wrote), len(events), len(mentions)}
	p.list(list{
		route: address.People.To(n.Slug), template: "person", entry: &n.Entry, size: sum(sizes), head: bodyWeight(&n.Note),
		weight: func(i int) int { group, i := within(sizes, i); return weights[group](i) },
		label: func(v view, i int) string {
			group, _ := within(sizes, i)
			return v.word([]string{"what_said", "wrote", "events", "mentions"}[group])
		},
		data: p.data(func(v maker, p part) any {
			spans := spans(sizes, p.items)
			return v.person(n, p, cutOf(said, spans[0]), cutOf(wrote, spans[1]), cutOf(events, spans[2]), cutOf(mentions, spans[3]))
		}),
	})
}

func (v maker) person(n *dossier.Person, p part, said []*dossier.Quote, wrote []*dossier.Source, events []*dossier.Event, mentions []*dossier.Note) *PersonPage {
	out := &PersonPage{
		Listing: v.listing(p, n.Title, v.word(v.printing("person_about"), n.Title, n.Role), v.to(address.People, "", v.word("people"))),
		Role:    n.Role, Topics: v.topicLinks(&n.Entry), Said: v.grouped(said),
	}
	if p.first() {
		out.Body = v.body(&n.Note)
		var dated []*dossier.Entry
		for _, q := range v.index.said()[n] {
			dated = append(dated, &q.Entry)
		}
		for _, e := range v.index.events()[n] {
			dated = append(dated, &e.Entry)
		}
		out.Strip = v.timeline().crowdStrip(dated)
	}
	for _, s := range wrote {
		out.Wrote = append(out.Wrote, v.sourceItem(s))
	}
	self := v.entry(&n.Entry)
	for _, e := range events {
		item := v.eventItem(e)
		item.People = slices.DeleteFunc(item.People, func(l Link) bool { return l == self })
		out.Events = append(out.Events, item)
	}
	for _, m := range mentions {
		out.Mentions = append(out.Mentions, v.mention(m))
	}
	return out
}

func (v maker) eventItem(e *dossier.Event) EventItem {
	item := EventItem{Link: v.entry(&e.Entry), Date: v.date(e.Date, "")}
	for _, p := range e.People {
		item.People = append(item.People, v.entry(&p.Entry))
	}
	return item
}

// events plans the list of events, by date.
func (p plan) events() {
	d, x := p.index.in.Dossier, p.index
	all := x.calendar()
	p.list(list{
		route: address.Events, template: "events", name: folder(d, dossier.KindEvent), size: len(all),
		weight: func(i int) int { return x.eventWeight(all[i]) },
		label:  func(v view, i int) string { return v.when(all[i].Date) },
		traits: func(v view, i int) []trait { return v.eventTraits(all[i]) },
		data:   p.data(func(v maker, p part) any { return v.events(all, p) }),
	})
}

func (v maker) events(all []*dossier.Event, p part) *EventsPage {
	out := &EventsPage{Listing: v.listing(p, v.word("events"), v.word("events_about", v.index.in.Dossier.Settings.Title))}
	var f filtering
	for _, e := range chosen(all, p.items) {
		item := v.eventItem(e)
		if p.alone() {
			item.Traits = f.add(v.eventTraits(e)...)
		}
		out.Events = append(out.Events, item)
	}
	out.Filter = v.filter(f)
	return out
}

func (v maker) event(e *dossier.Event) *EventPage {
	item := v.eventItem(e)
	out := &EventPage{
		Frame: v.frame(e.Title, v.firstText(&e.Note), v.to(address.Events, "", v.word("events"))),
		Date:  item.Date, People: item.People, Topics: v.topicLinks(&e.Entry),
		Body: v.body(&e.Note), Mentions: v.mentions(&e.Entry),
	}
	out.Strip = v.timeline().strip(timeline.RowOf(e))
	all := v.index.calendar()
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

// topics plans the list of topics, by name.
func (p plan) topics() {
	all := p.index.topics()
	p.list(list{
		route: address.Topics, template: "topics", name: "the list of topics", size: len(all),
		weight: func(i int) int { return itemWeight + textWeight(all[i].Name, string(all[i].Slug)) },
		label:  func(_ view, i int) string { return all[i].Name },
		data:   p.data(func(v maker, p part) any { return v.topics(all, p) }),
	})
}

func (v maker) topics(all []dossier.Topic, p part) *TopicsPage {
	out := &TopicsPage{Listing: v.listing(p, v.word("topics"), v.word("topics_about", v.index.in.Dossier.Settings.Title))}
	for _, t := range chosen(all, p.items) {
		out.Topics = append(out.Topics, TopicItem{Link: v.to(address.Topics.To(t.Slug), "", t.Name), Counts: v.filed(t)})
	}
	return out
}

// filed says what is filed under a topic.
func (v maker) filed(t dossier.Topic) []string {
	n := map[dossier.Kind]int{}
	for _, e := range v.index.filed()[t.Slug] {
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

// topicGroups are the kinds of what is filed under a topic, in the order of
// its page, with the words for them.
var topicGroups = [...]struct {
	kind dossier.Kind
	word string
}{
	{dossier.KindQuote, "quotes"}, {dossier.KindSource, "sources"}, {dossier.KindEvent, "events"},
	{dossier.KindAnnotation, "annotations"}, {dossier.KindPerson, "people"}, {dossier.KindPage, "pages"},
}

// topic plans the page of a topic, and as many more as what is filed under it
// takes.
func (p plan) topic(t dossier.Topic) {
	x := p.index
	group := func(e *dossier.Entry) int {
		for i, g := range topicGroups {
			if g.kind == e.Kind {
				return i
			}
		}
		return len(topicGroups)
	}
	all := sortedBy(x.filed()[t.Slug], func(a, b *dossier.Entry) int {
		if a.Kind != b.Kind {
			return cmp.Compare(group(a), group(b))
		}
		switch x := a.Item.(type) {
		case *dossier.Quote:
			return byDate(x, b.Item.(*dossier.Quote))
		case *dossier.Source:
			return sourcesByDate(x, b.Item.(*dossier.Source))
		case *dossier.Event:
			return eventsByDate(x, b.Item.(*dossier.Event))
		}
		return 0
	})
	p.list(list{
		route: address.Topics.To(t.Slug), template: "topic", name: "the page of the topic " + t.Name, size: len(all),
		weight: func(i int) int { return x.entryWeight(all[i]) },
		label:  func(v view, i int) string { return v.word(topicGroups[group(all[i])].word) },
		data:   p.data(func(v maker, p part) any { return v.topic(t, all, p) }),
	})
}

func (v maker) topic(t dossier.Topic, all []*dossier.Entry, p part) *TopicPage {
	out := &TopicPage{Listing: v.listing(p, t.Name, v.word("topic_about", t.Name, v.list(v.filed(t))), v.to(address.Topics, "", v.word("topics")))}
	for _, e := range chosen(all, p.items) {
		switch x := e.Item.(type) {
		case *dossier.Quote:
			out.Quotes = append(out.Quotes, v.quoteItem(x))
		case *dossier.Source:
			out.Sources = append(out.Sources, v.sourceItem(x))
		case *dossier.Event:
			out.Events = append(out.Events, v.eventItem(x))
		case *dossier.Person:
			out.People = append(out.People, v.personItem(x))
		case *dossier.Page:
			out.Pages = append(out.Pages, v.entry(e))
		case *dossier.Annotation:
			out.Annotations = append(out.Annotations, v.mention(&x.Note))
		}
	}
	if p.first() {
		out.Strip = v.timeline().crowdStrip(v.index.filed()[t.Slug])
	}
	return out
}

func (v maker) text(p *dossier.Page) *TextPage {
	return &TextPage{
		Frame: v.frame(p.Title, v.firstText(&p.Note)), Body: v.body(&p.Note), Topics: v.topicLinks(&p.Entry),
		Mentions: v.mentions(&p.Entry), Updated: v.date(p.Updated, ""),
	}
}

func (v maker) missing() *MissingPage {
	return &MissingPage{Frame: v.frame(v.word("missing"), v.word("missing_about"))}
}
