package site

import (
	"slices"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/schemaorg"
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/view"
	"dossier/generator/internal/timeline"
)

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

func (v maker) eventItem(e *dossier.Event) EventItem {
	item := EventItem{Link: v.Entry(&e.Entry), Date: v.Date(e.Date, "")}
	for _, p := range e.People {
		item.People = append(item.People, v.Entry(&p.Entry))
	}
	return item
}

// eventPages returns what the site shows of events.
func eventPages() kindPages {
	return pagesOf(dossier.KindEvent, plan.events, onePage(maker.event), map[string]any{"events": &EventsPage{}, "event": &EventPage{}})
}

// events plans the list of events, by date.
func (p plan) events() {
	x := p.Index
	all := x.Calendar()
	p.listOf(dossier.KindEvent, view.List{
		Size:   len(all),
		Weight: func(i int) int { return x.EventWeight(all[i]) },
		Label:  func(v view.View, i int) string { return v.When(all[i].Date) },
		Traits: func(v view.View, i int) []view.Trait { return v.NoteTraits(&all[i].Note) },
		Data:   p.data(func(v maker, p view.OnPage) any { return v.events(all, p) }),
	})
}

func (v maker) events(all []*dossier.Event, p view.OnPage) *EventsPage {
	out := &EventsPage{Listing: v.Listing(p, v.Word("events"), v.Word("events_about", v.Index.In.Dossier.Settings.Title))}
	var traits []view.Traits
	traits, out.Filter = v.Filtered(p)
	for i, e := range view.Chosen(all, p.Items) {
		item := v.eventItem(e)
		item.Traits = traits[i]
		out.Events = append(out.Events, item)
	}
	return out
}

func (v maker) event(e *dossier.Event) *EventPage {
	item := v.eventItem(e)
	out := &EventPage{
		Frame: v.Frame(e.Title, v.FirstText(&e.Note), v.To(address.Events, "", v.Word("events"))),
		Date:  item.Date, People: item.People, Topics: v.TopicLinks(&e.Entry),
		Body: v.Body(&e.Note), Mentions: v.Mentions(&e.Entry),
	}
	out.Say(func(p *schemaorg.Page) {
		p.MainEntity, p.Mentions = schemaorg.NewEvent(v.Index.In.Dossier, e), schemaorg.Agents(v.Index.In.Dossier, e.People)
	})
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
