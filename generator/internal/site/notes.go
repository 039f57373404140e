package site

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/timeline"
)

// PersonItem is a person or body in a list.
type PersonItem struct {
	view.Link
	Role   string
	Quotes int
	Events int
	Traits view.Traits
}

// PeoplePage lists the people and bodies.
type PeoplePage struct {
	view.Listing
	Speakers []PersonItem // who is quoted
	Others   []PersonItem
	Bodies   []PersonItem // organisations that are not quoted
}

// PersonPage shows what someone said, and where they stand in the dossier.
type PersonPage struct {
	view.Listing
	Role     string
	Body     []view.Block
	Topics   []view.Link
	Said     []QuoteGroup // by date
	Wrote    []SourceItem // what they wrote or published
	Events   []EventItem
	Mentions []view.Mention
	Strip    *chronicle.Strip // what they said and took part in
}

// EventItem is an event in a list.
type EventItem struct {
	view.Link
	Date   view.Date
	People []view.Link
	Traits view.Traits
}

// EventsPage lists the events.
type EventsPage struct {
	view.Listing
	Events []EventItem
}

// EventPage shows something that happened, and what it rests on.
type EventPage struct {
	view.Frame
	Date     view.Date
	People   []view.Link
	Topics   []view.Link
	Body     []view.Block
	Mentions []view.Mention
	Beside   []EventItem      // what stands next to it in the list of events; it need not have been before and after
	Strip    *chronicle.Strip // when it was, and when each source printed it
}

// TopicItem is a topic in a list.
type TopicItem struct {
	view.Link
	Counts []string // what is filed under it: "2 sources"
}

// TopicsPage lists the topics.
type TopicsPage struct {
	view.Listing
	Topics []TopicItem
}

// TopicPage lists what is filed under a topic.
type TopicPage struct {
	view.Listing
	Quotes      []QuoteItem
	Sources     []SourceItem
	Events      []EventItem
	Annotations []view.Mention
	People      []PersonItem
	Pages       []view.Link
	Strip       *chronicle.Strip
}

// TextPage shows an editor's page.
type TextPage struct {
	view.Frame
	Body     []view.Block
	Topics   []view.Link
	Mentions []view.Mention
	Updated  view.Date
}

// MissingPage is shown for addresses that lead nowhere.
type MissingPage struct {
	view.Frame
}

func (v maker) personItem(p *dossier.Person) PersonItem {
	return PersonItem{
		Link: v.Entry(&p.Entry), Role: v.Role(p),
		Quotes: len(v.Index.Said()[p]), Events: len(v.Index.Events()[p]),
	}
}

// people plans the list of people and bodies: who is quoted, others, and
// bodies that are not quoted. Those who are quoted most stand first, unless
// the list takes several pages, where people are looked up by name.
func (p plan) people() {
	d, x := p.Index.In.Dossier, p.Index
	all := view.SortedBy(d.People, func(a, b *dossier.Person) int {
		return cmp.Or(
			cmp.Compare(standing(x, a), standing(x, b)),
			cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), cmp.Compare(a.Slug, b.Slug),
		)
	})
	weight := func(i int) int { return x.PersonWeight(all[i]) }
	if len(view.Paged(len(all), 0, view.ListHolds, weight)) == 1 {
		slices.SortStableFunc(all, func(a, b *dossier.Person) int { return cmp.Compare(len(x.Said()[b]), len(x.Said()[a])) })
		slices.SortStableFunc(all, func(a, b *dossier.Person) int { return cmp.Compare(standing(x, a), standing(x, b)) })
	}
	p.List(view.List{
		Route: address.People, Template: "people", Name: folder(d, dossier.KindPerson), Size: len(all), Weight: weight,
		Label:  func(_ view.View, i int) string { return all[i].Title },
		Traits: p.traits(func(v maker, i int) []view.Trait { return v.standingTraits(all[i]) }),
		Data:   p.data(func(v maker, p view.OnPage) any { return v.people(all, p) }),
	})
}

// The standings of people in their list.
const (
	speaks = iota
	isSpokenOf
	isBody
)

func standing(x *view.Index, p *dossier.Person) int {
	switch {
	case len(x.Said()[p]) > 0:
		return speaks
	case p.Organisation:
		return isBody
	}
	return isSpokenOf
}

// standingTraits returns what someone in the list of people is filtered by.
func (v maker) standingTraits(p *dossier.Person) []view.Trait {
	kind := [...]view.Trait{
		speaks: {Field: "kind", Value: "speakers", Text: v.Word("speakers")}, isSpokenOf: {Field: "kind", Value: "others", Text: v.Word("other_people")}, isBody: {Field: "kind", Value: "bodies", Text: v.Word("bodies")},
	}
	return append(v.PersonTraits(p), kind[standing(v.Index, p)])
}

func (v maker) people(all []*dossier.Person, p view.OnPage) *PeoplePage {
	out := &PeoplePage{Listing: v.Listing(p, v.Word("people"), v.Word("people_about", v.Index.In.Dossier.Settings.Title))}
	var f view.Filtering
	for _, n := range view.Chosen(all, p.Items) {
		item := v.personItem(n)
		if p.Alone() {
			item.Traits = f.Add(v.standingTraits(n)...)
		}
		switch standing(v.Index, n) {
		case speaks:
			out.Speakers = append(out.Speakers, item)
		case isBody:
			out.Bodies = append(out.Bodies, item)
		default:
			out.Others = append(out.Others, item)
		}
	}
	out.Filter = v.Filter(f)
	return out
}

// person plans the page of someone, and as many more as what they said and
// where they stand takes.
func (p plan) person(n *dossier.Person) {
	x := p.Index
	said, wrote, events, mentions := x.Said()[n], view.SortedBy(x.Wrote()[n], view.SourcesByDate), x.Events()[n], x.Mentions()[&n.Entry]
	weights := [...]func(i int) int{
		func(i int) int { return x.QuoteWeight(said[i]) },
		func(i int) int { return x.SourceWeight(wrote[i]) },
		func(i int) int { return x.EventWeight(events[i]) },
		func(i int) int { return view.MentionWeight(mentions[i]) },
	}
	sizes := []int{len(said), len(wrote), len(events), len(mentions)}
	p.List(view.List{
		Route: address.People.To(n.Slug), Template: "person", Entry: &n.Entry, Size: view.Total(sizes), Head: view.BodyWeight(&n.Note),
		Weight: func(i int) int { group, i := view.ListOf(sizes, i); return weights[group](i) },
		Label: func(v view.View, i int) string {
			group, _ := view.ListOf(sizes, i)
			return v.Word([]string{"what_said", "wrote", "events", "mentions"}[group])
		},
		Data: p.data(func(v maker, p view.OnPage) any {
			spans := view.SpansIn(sizes, p.Items)
			return v.person(n, p, view.Part(said, spans[0]), view.Part(wrote, spans[1]), view.Part(events, spans[2]), view.Part(mentions, spans[3]))
		}),
	})
}

func (v maker) person(n *dossier.Person, p view.OnPage, said []*dossier.Quote, wrote []*dossier.Source, events []*dossier.Event, mentions []*dossier.Note) *PersonPage {
	out := &PersonPage{
		Listing: v.Listing(p, n.Title, v.Word(v.Printing("person_about"), n.Title, n.Role), v.To(address.People, "", v.Word("people"))),
		Role:    n.Role, Topics: v.TopicLinks(&n.Entry), Said: v.grouped(said),
	}
	if p.First() {
		out.Body = v.Body(&n.Note)
		var dated []*dossier.Entry
		for _, q := range v.Index.Said()[n] {
			dated = append(dated, &q.Entry)
		}
		for _, e := range v.Index.Events()[n] {
			dated = append(dated, &e.Entry)
		}
		out.Strip = v.timeline().CrowdStrip(dated)
	}
	for _, s := range wrote {
		out.Wrote = append(out.Wrote, v.sourceItem(s))
	}
	self := v.Entry(&n.Entry)
	for _, e := range events {
		item := v.eventItem(e)
		item.People = slices.DeleteFunc(item.People, func(l view.Link) bool { return l == self })
		out.Events = append(out.Events, item)
	}
	for _, m := range mentions {
		out.Mentions = append(out.Mentions, v.Mention(m))
	}
	return out
}

func (v maker) eventItem(e *dossier.Event) EventItem {
	item := EventItem{Link: v.Entry(&e.Entry), Date: v.Date(e.Date, "")}
	for _, p := range e.People {
		item.People = append(item.People, v.Entry(&p.Entry))
	}
	return item
}

// events plans the list of events, by date.
func (p plan) events() {
	d, x := p.Index.In.Dossier, p.Index
	all := x.Calendar()
	p.List(view.List{
		Route: address.Events, Template: "events", Name: folder(d, dossier.KindEvent), Size: len(all),
		Weight: func(i int) int { return x.EventWeight(all[i]) },
		Label:  func(v view.View, i int) string { return v.When(all[i].Date) },
		Traits: func(v view.View, i int) []view.Trait { return v.EventTraits(all[i]) },
		Data:   p.data(func(v maker, p view.OnPage) any { return v.events(all, p) }),
	})
}

func (v maker) events(all []*dossier.Event, p view.OnPage) *EventsPage {
	out := &EventsPage{Listing: v.Listing(p, v.Word("events"), v.Word("events_about", v.Index.In.Dossier.Settings.Title))}
	var f view.Filtering
	for _, e := range view.Chosen(all, p.Items) {
		item := v.eventItem(e)
		if p.Alone() {
			item.Traits = f.Add(v.EventTraits(e)...)
		}
		out.Events = append(out.Events, item)
	}
	out.Filter = v.Filter(f)
	return out
}

func (v maker) event(e *dossier.Event) *EventPage {
	item := v.eventItem(e)
	out := &EventPage{
		Frame: v.Frame(e.Title, v.FirstText(&e.Note), v.To(address.Events, "", v.Word("events"))),
		Date:  item.Date, People: item.People, Topics: v.TopicLinks(&e.Entry),
		Body: v.Body(&e.Note), Mentions: v.Mentions(&e.Entry),
	}
	out.Strip = v.timeline().Strip(timeline.RowOf(e))
	all := v.Index.Calendar()
	i, _ := slices.BinarySearchFunc(all, e, view.EventsByDate)
	if i > 0 {
		out.Beside = append(out.Beside, v.eventItem(all[i-1]))
	}
	if i+1 < len(all) {
		out.Beside = append(out.Beside, v.eventItem(all[i+1]))
	}
	return out
}

// topics plans the list of topics, by name.
func (p plan) topics() {
	all := p.Index.Topics()
	p.List(view.List{
		Route: address.Topics, Template: "topics", Name: "the list of topics", Size: len(all),
		Weight: func(i int) int { return view.ItemWeight + view.TextWeight(all[i].Name, string(all[i].Slug)) },
		Label:  func(_ view.View, i int) string { return all[i].Name },
		Data:   p.data(func(v maker, p view.OnPage) any { return v.topics(all, p) }),
	})
}

func (v maker) topics(all []dossier.Topic, p view.OnPage) *TopicsPage {
	out := &TopicsPage{Listing: v.Listing(p, v.Word("topics"), v.Word("topics_about", v.Index.In.Dossier.Settings.Title))}
	for _, t := range view.Chosen(all, p.Items) {
		out.Topics = append(out.Topics, TopicItem{Link: v.To(address.Topics.To(t.Slug), "", t.Name), Counts: v.filed(t)})
	}
	return out
}

// filed says what is filed under a topic.
func (v maker) filed(t dossier.Topic) []string {
	n := map[dossier.Kind]int{}
	for _, e := range v.Index.Filed()[t.Slug] {
		n[e.Kind]++
	}
	var out []string
	for _, g := range topicGroups {
		if n[g.kind] > 0 {
			out = append(out, v.Count("n_"+g.word, n[g.kind]))
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
	x := p.Index
	group := func(e *dossier.Entry) int {
		for i, g := range topicGroups {
			if g.kind == e.Kind {
				return i
			}
		}
		return len(topicGroups)
	}
	all := view.SortedBy(x.Filed()[t.Slug], func(a, b *dossier.Entry) int {
		if a.Kind != b.Kind {
			return cmp.Compare(group(a), group(b))
		}
		switch x := a.Item.(type) {
		case *dossier.Quote:
			return view.ByDate(x, b.Item.(*dossier.Quote))
		case *dossier.Source:
			return view.SourcesByDate(x, b.Item.(*dossier.Source))
		case *dossier.Event:
			return view.EventsByDate(x, b.Item.(*dossier.Event))
		}
		return 0
	})
	p.List(view.List{
		Route: address.Topics.To(t.Slug), Template: "topic", Name: "the page of the topic " + t.Name, Size: len(all),
		Weight: func(i int) int { return x.EntryWeight(all[i]) },
		Label:  func(v view.View, i int) string { return v.Word(topicGroups[group(all[i])].word) },
		Data:   p.data(func(v maker, p view.OnPage) any { return v.topic(t, all, p) }),
	})
}

func (v maker) topic(t dossier.Topic, all []*dossier.Entry, p view.OnPage) *TopicPage {
	out := &TopicPage{Listing: v.Listing(p, t.Name, v.Word("topic_about", t.Name, v.Joined(v.filed(t))), v.To(address.Topics, "", v.Word("topics")))}
	for _, e := range view.Chosen(all, p.Items) {
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
			out.Pages = append(out.Pages, v.Entry(e))
		case *dossier.Annotation:
			out.Annotations = append(out.Annotations, v.Mention(&x.Note))
		}
	}
	if p.First() {
		out.Strip = v.timeline().CrowdStrip(v.Index.Filed()[t.Slug])
	}
	return out
}

func (v maker) text(p *dossier.Page) *TextPage {
	return &TextPage{
		Frame: v.Frame(p.Title, v.FirstText(&p.Note)), Body: v.Body(&p.Note), Topics: v.TopicLinks(&p.Entry),
		Mentions: v.Mentions(&p.Entry), Updated: v.Date(p.Updated, ""),
	}
}

func (v maker) missing() *MissingPage {
	return &MissingPage{Frame: v.Frame(v.Word("missing"), v.Word("missing_about"))}
}
