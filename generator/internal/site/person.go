package site

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/schemaorg"
	"dossier/generator/internal/site/chronicle"
	"dossier/generator/internal/site/claims"
	"dossier/generator/internal/site/view"
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
	Quoted   []QuoteGroup // as others quote it, by date
	Passed   []QuoteGroup // what came through them, by date
	Wrote    []SourceItem // what they wrote or published
	Events   []EventItem
	Claims   []claims.ClaimItem // that they make
	Spoken   []claims.ClaimItem // that speak of them
	Mentions []view.Mention
	Strip    *chronicle.Strip // what they said and took part in
}

func (v maker) personItem(p *dossier.Person) PersonItem {
	return PersonItem{
		Link: v.Entry(&p.Entry), Role: v.Role(p),
		Quotes: len(v.Index.Said()[p]) + len(v.Index.Quoted()[p]), Events: len(v.Index.Events()[p]),
	}
}

// personPages returns what the site shows of people and bodies.
func personPages() kindPages {
	return pagesOf(dossier.KindPerson, plan.people, plan.person, map[string]any{"people": &PeoplePage{}, "person": &PersonPage{}})
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
	p.listOf(dossier.KindPerson, view.List{
		Size: len(all), Weight: weight,
		Label:  func(_ view.View, i int) string { return all[i].Title },
		Traits: func(v view.View, i int) []view.Trait { return standingTraits(v, all[i]) },
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
	case len(x.Said()[p])+len(x.Quoted()[p]) > 0:
		return speaks
	case p.Organisation:
		return isBody
	}
	return isSpokenOf
}

// standingTraits returns what someone in the list of people is filtered by.
func standingTraits(v view.View, p *dossier.Person) []view.Trait {
	kind := [...]view.Trait{
		speaks: {Field: "kind", Value: "speakers", Text: v.Word("speakers")}, isSpokenOf: {Field: "kind", Value: "others", Text: v.Word("other_people")}, isBody: {Field: "kind", Value: "bodies", Text: v.Word("bodies")},
	}
	return append(v.PersonTraits(p), kind[standing(v.Index, p)])
}

func (v maker) people(all []*dossier.Person, p view.OnPage) *PeoplePage {
	out := &PeoplePage{Listing: v.Listing(p, v.Word("people"), v.Word("people_about", v.Index.In.Dossier.Settings.Title))}
	var traits []view.Traits
	traits, out.Filter = v.Filtered(p)
	for i, n := range view.Chosen(all, p.Items) {
		item := v.personItem(n)
		item.Traits = traits[i]
		switch standing(v.Index, n) {
		case speaks:
			out.Speakers = append(out.Speakers, item)
		case isBody:
			out.Bodies = append(out.Bodies, item)
		default:
			out.Others = append(out.Others, item)
		}
	}
	return out
}

// person plans the page of someone, and as many more as what they said and
// where they stand takes.
func (p plan) person(n *dossier.Person) {
	x := p.Index
	said, quoted, passed := x.Said()[n], x.Quoted()[n], x.Passed()[n]
	wrote, events, mentions := view.SortedBy(x.Wrote()[n], view.SourcesByDate), x.Events()[n], x.Mentions()[&n.Entry]
	weights := [...]func(i int) int{
		func(i int) int { return x.QuoteWeight(said[i]) },
		func(i int) int { return x.QuoteWeight(quoted[i]) },
		func(i int) int { return x.QuoteWeight(passed[i]) },
		func(i int) int { return x.SourceWeight(wrote[i]) },
		func(i int) int { return x.EventWeight(events[i]) },
		func(i int) int { return view.MentionWeight(mentions[i]) },
	}
	sizes := []int{len(said), len(quoted), len(passed), len(wrote), len(events), len(mentions)}
	p.List(view.List{
		Route: address.Of(&n.Entry), Template: "person", Entry: &n.Entry, Size: view.Total(sizes), Head: view.BodyWeight(&n.Note),
		Weight: func(i int) int { group, i := view.ListOf(sizes, i); return weights[group](i) },
		Label: func(v view.View, i int) string {
			group, _ := view.ListOf(sizes, i)
			return v.Word([]string{"what_said", "quoted_by_others", "passed_on", "wrote", "events", "mentions"}[group])
		},
		Data: p.data(func(v maker, p view.OnPage) any {
			spans := view.SpansIn(sizes, p.Items)
			out := v.person(n, p, view.Part(wrote, spans[3]), view.Part(events, spans[4]), view.Part(mentions, spans[5]))
			out.Said, out.Quoted, out.Passed = v.grouped(view.Part(said, spans[0])), v.grouped(view.Part(quoted, spans[1])), v.grouped(view.Part(passed, spans[2]))
			return out
		}),
	})
}

// aboutPerson says who somebody is, and what the page tells of what was said, if anything was.
func (v maker) aboutPerson(n *dossier.Person) string {
	if len(v.Index.Said()[n])+len(v.Index.Quoted()[n]) == 0 {
		if n.Role == "" {
			return n.Title
		}
		return v.Word("person_named", n.Title, n.Role)
	}
	name := n.Title
	if n.Role != "" {
		name += v.Word("comma") + n.Role
	}
	return v.Word(v.Printing("person_about"), name)
}

func (v maker) person(n *dossier.Person, p view.OnPage, wrote []*dossier.Source, events []*dossier.Event, mentions []*dossier.Note) *PersonPage {
	out := &PersonPage{
		Listing: v.Listing(p, n.Title, v.aboutPerson(n), v.To(address.People, "", v.Word("people"))),
		Role:    n.Role, Topics: v.TopicLinks(&n.Entry),
	}
	out.Say(func(p *schemaorg.Page) { p.Type, p.MainEntity = "WebPage", schemaorg.Person(v.Index.In.Dossier, n) })
	if p.First() {
		out.Body = v.Body(&n.Note)
		out.Claims, out.Spoken = claims.By(v.View, n), claims.About(v.View, n)
		var dated []*dossier.Entry
		for _, q := range slices.Concat(v.Index.Said()[n], v.Index.Quoted()[n]) {
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
