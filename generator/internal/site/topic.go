package site

import (
	"cmp"
	"slices"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/view"
)

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
	Others      []TopicGroup // of kinds that have no list above
	Strip       *chronicle.Strip
}

// TopicGroup is what of one kind is filed under a topic.
type TopicGroup struct {
	Name  string
	Links []view.Link
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
	for _, k := range topicKinds() {
		if n[k] > 0 {
			out = append(out, v.Count("n_"+k.Folder(), n[k]))
		}
	}
	return out
}

// topicKinds returns the kinds of what is filed under a topic, in the order of
// its page. One that has no place of its own here stands at the end.
func topicKinds() []dossier.Kind {
	out := []dossier.Kind{dossier.KindQuote, dossier.KindSource, dossier.KindEvent, dossier.KindAnnotation, dossier.KindPerson, dossier.KindPage}
	for _, k := range dossier.Kinds() {
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// topic plans the page of a topic, and as many more as what is filed under it
// takes.
func (p plan) topic(t dossier.Topic) {
	x := p.Index
	kinds := topicKinds()
	all := view.SortedBy(x.Filed()[t.Slug], func(a, b *dossier.Entry) int {
		if a.Kind != b.Kind {
			return cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind))
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
		Label:  func(v view.View, i int) string { return v.Word(all[i].Kind.Folder()) },
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
		default:
			name := v.Word(e.Kind.Folder())
			if n := len(out.Others); n == 0 || out.Others[n-1].Name != name {
				out.Others = append(out.Others, TopicGroup{Name: name})
			}
			last := &out.Others[len(out.Others)-1]
			last.Links = append(last.Links, v.Entry(e))
		}
	}
	if p.First() {
		out.Strip = v.timeline().CrowdStrip(v.Index.Filed()[t.Slug])
	}
	return out
}
