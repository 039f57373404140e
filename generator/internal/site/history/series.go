package history

import (
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/figure"
	"dossier/generator/internal/revision"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/site/view"
)

// SeriesItem is a series in a list.
type SeriesItem struct {
	view.Link
	Size   string    // how many sources it has
	Span   string    // from when to when they reach; may be empty
	Latest view.Link // its last source
	Tally  string    // what changed in that; may be empty
	Change view.Link // to all of that; Href is empty where there is none
}

// SeriesListPage lists the series, where there are several.
type SeriesListPage struct {
	view.Listing
	Series []SeriesItem
}

// SeriesPage lists the sources of a series, the latest first, and below them each sentence with when
// it came in and when it went out.
type SeriesPage struct {
	view.Listing
	Lead    string // empty but on the first page
	Sources []Member
	Groups  []ThreadGroup
	ToTable view.Link // to where the sentences begin; Href is empty where that is no news
}

// A Member is a source of a series in the list of them.
type Member struct {
	view.Link        // to its page; the text is its date, or its title
	Title     string // empty where the one before it is called the same
	Lang, Dir string // of the title; empty where they are the page's
	Tally     string // what changed since the one that it rewords, or that it rewords none
	Change    view.Link
}

// A ThreadGroup is the sentences that one source was the last to have.
type ThreadGroup struct {
	ID      string
	Words   string    // says whether they are still there
	Last    view.Link // the last source that has them
	Out     view.Link // the first without them; Href is empty where there is none
	Threads []ThreadRow
	Lang    string // empty where it is the page's
	Dir     string
}

// A ThreadRow is a sentence as it lives on.
type ThreadRow struct {
	Text    string      // as the last source has it; empty where it may not be shown
	Hidden  string      // says how many words there are, where they may not be shown
	Href    string      // to where it stands there
	First   view.Link   // the first source that has it
	Count   string      // how many have it, and in how many wordings where there are several
	Bar     figure.Rule // when it stood, in thousandths of the series
	Turns   []Turning   // how its wording changed, the latest first
	Changed string      // how often it did, and came back; empty where it never did
	More    string      // how often it did besides; may be empty
}

// A Turning is a change of the wording of a sentence.
type Turning struct {
	In     view.Link // the source that has it so
	Pieces []view.Piece
	Back   bool // it came back as it was
}

// ChangesPage shows the whole text of a source of a series with what changed since the one that it rewords.
type ChangesPage struct {
	view.Listing
	SeriesNote
	Lead       string
	Source     view.Link // to the text as it stands
	SideBySide view.Link // Href is empty where no page compares both
	Head       []HeadLine
	Paragraphs []Paragraph
	TextLang   string // empty where it is the page's
	TextDir    string
	Beside     *view.Turn // to what changed before and after; nil where there is nothing
}

// A Paragraph is what stands together in a text.
type Paragraph struct {
	Sentences []Sentence
	Same      string // in their place, how many are left out since they are as they were; may be empty
}

// SeriesNote says on the page of a source that it is one of a series.
type SeriesNote struct {
	Series view.Link
	Since  view.Link  // the source that this one rewords; Href is empty where it rewords none
	Tally  string     // what changed since
	Change view.Link  // to all of that; Href is empty where there is none
	Beside *view.Turn // to the sources before and after it; nil where there are none
}

// How much a series shows of a sentence and of a long text.
const (
	turnsShown = 8  // changes of a sentence, the latest; all are on the pages of change
	wholeText  = 80 // sentences of a text that is shown whole
	sameRun    = 3  // paragraphs that did not change: of more, in a longer text, the first and the last are shown
)

// Series returns a value for each template of the pages of series, of the type that it is handed.
func Series() map[string]any {
	return map[string]any{"series": &SeriesListPage{}, "serial": &SeriesPage{}, "changes": &ChangesPage{}}
}

// PlanSeries plans the list of series, where there are several, and the page of each.
func PlanSeries(p *view.Planner) {
	all := p.Index.Series()
	if len(all) > 1 {
		p.List(view.List{
			Route: address.Series, Template: "series", Name: "the list of series", Size: len(all),
			Weight: func(i int) int { return 3*view.ItemWeight + view.TextWeight(all[i].Name, string(all[i].Slug)) },
			Label:  func(_ view.View, i int) string { return all[i].Name },
			Data: func(v view.View, n view.OnPage) any {
				out := &SeriesListPage{Listing: v.Listing(n, v.Word("series"), v.Word("series_about", v.Index.In.Dossier.Settings.Title))}
				for _, s := range view.Chosen(all, n.Items) {
					out.Series = append(out.Series, leaf{v}.SeriesItem(s))
				}
				return out
			},
		})
	}
	for _, s := range all {
		planOneSeries(p, s)
	}
}

// PlanOneSeries plans the page of the series with a slug, if there is one.
func PlanOneSeries(p *view.Planner, slug dossier.Slug) {
	for _, s := range p.Index.Series() {
		if s.Slug == slug {
			planOneSeries(p, s)
		}
	}
}

// planOneSeries plans the page of a series: two lists one after the other, of its sources and of its sentences.
func planOneSeries(p *view.Planner, s *view.Series) {
	threads := told(s)
	n := len(s.Sources)
	sizes := []int{n, len(threads)}
	p.List(view.List{
		Route: address.Series.To(s.Slug), Template: "serial", Name: "the page of the series " + s.Name, Size: view.Total(sizes),
		Weight: func(i int) int {
			if group, i := view.ListOf(sizes, i); group == 1 {
				return threadWeight(s, threads[i])
			}
			one := s.Sources[n-1-i]
			return 2*view.ItemWeight + view.TextWeight(one.Title, string(one.Slug), string(one.Slug))
		},
		Label: func(v view.View, i int) string {
			group, i := view.ListOf(sizes, i)
			if group == 1 {
				return leaf{v}.called(s, lastIn(threads[i]))
			}
			return leaf{v}.called(s, n-1-i)
		},
		Data: func(v view.View, p view.OnPage) any {
			spans := view.SpansIn(sizes, p.Items)
			return leaf{v}.series(s, spans[0], view.Part(threads, spans[1]), p)
		},
	})
}

// told returns the threads of a series without those of sources of which nothing is told.
func told(s *view.Series) []revision.Thread {
	var out []revision.Thread
	for _, t := range s.Chain().Threads() {
		if !s.Sources[lastIn(t)].Silent {
			out = append(out, t)
		}
	}
	return out
}

func lastIn(t revision.Thread) int { return t.In[len(t.In)-1].Text }

// threadWeight is the weight of a sentence in a list.
func threadWeight(s *view.Series, t revision.Thread) int {
	words := 0
	for _, o := range t.In {
		words = max(words, s.Text(o.Text).Sentences()[o.Sentence].Len())
	}
	return 2*view.ItemWeight + view.LinkWeight + words/2*(1+len(turnings(t)))
}

// turnings returns at which occurrences of a sentence its wording changed or it came back, the latest first, as many as are shown.
func turnings(t revision.Thread) []int {
	var out []int
	for i := len(t.In) - 1; i > 0 && len(out) < turnsShown; i-- {
		if t.In[i].Changed || t.In[i].Back {
			out = append(out, i)
		}
	}
	return out
}

// wordings returns how many wordings a sentence had.
func wordings(s *view.Series, t revision.Thread) int {
	keys := map[string]bool{}
	for _, o := range t.In {
		keys[s.Text(o.Text).Key(o.Sentence)] = true
	}
	return len(keys)
}

// called returns what a source is called within its series: its date, with its title where
// another is of that date, or its title alone.
func (v leaf) called(of *view.Series, i int) string {
	s := of.Sources[i]
	day := v.Date(s.Published, "").Words
	if day == "" {
		return s.Title
	}
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(of.Sources) && v.Date(of.Sources[j].Published, "").Words == day {
			return v.Word("told_apart", day, v.Word("quoted", s.Title))
		}
	}
	return day
}

// member returns the link to a source of a series.
func (v leaf) member(of *view.Series, i int) view.Link {
	return v.To(address.Of(&of.Sources[i].Entry), "", v.Marked(&of.Sources[i].Entry, v.called(of, i)))
}

// change returns the link to what changed in a source of a series; Href is empty where there is no page of that.
func (v leaf) change(of *view.Series, i int, text string) view.Link {
	if of.Chain().Since(i) < 0 {
		return view.Link{}
	}
	return v.To(address.Changes(of.Sources[i].Slug), "", text)
}

// seriesLink returns the link to the page of a series.
func (v leaf) seriesLink(s *view.Series) view.Link {
	return v.To(address.Series.To(s.Slug), "", s.Name)
}

// tally says how many sentences of a source are new, gone, changed and moved.
func (v leaf) tally(changes []revision.Change) string {
	n := map[string]int{}
	for _, c := range changes {
		n[string(c.Kind)]++
		if c.Moved {
			n["moved"]++
		}
	}
	var parts []string
	for _, kind := range []string{"added", "dropped", "changed", "moved"} {
		if n[kind] > 0 {
			parts = append(parts, v.Count("tally_"+kind, n[kind]))
		}
	}
	if len(parts) == 0 {
		return v.Word("tally_same")
	}
	return strings.Join(parts, v.Word("comma"))
}

// since says what changed in a source since the one that it rewords, or that it rewords none.
func (v leaf) since(of *view.Series, i int) string {
	switch {
	case of.Chain().Since(i) >= 0:
		return v.tally(of.Chain().Changes(i))
	case of.Sources[i].Silent:
		return ""
	case i == 0:
		return v.Word("series_first")
	}
	return v.Word("series_new")
}

// SeriesItem returns a series as a list shows it.
func (v leaf) SeriesItem(s *view.Series) SeriesItem {
	last := len(s.Sources) - 1
	return SeriesItem{
		Link: v.seriesLink(s), Size: v.Count("n_sources", len(s.Sources)), Span: v.span(s),
		Latest: v.member(s, last), Tally: v.since(s, last), Change: v.change(s, last, v.Word("versions_all")),
	}
}

// span says from when to when the sources of a series reach, as far as they have dates.
func (v leaf) span(s *view.Series) string {
	first, last := s.Reach()
	return v.FromTo(v.Date(first, "").Words, v.Date(last, "").Words)
}

// silent returns of how many sources of a series nothing may be told that its other sources have too.
func silent(of *view.Series) int {
	n := 0
	for _, s := range of.Sources {
		if s.Silent {
			n++
		}
	}
	return n
}

func (v leaf) series(s *view.Series, sources [2]int, threads []revision.Thread, p view.OnPage) *SeriesPage {
	item := v.SeriesItem(s)
	about := item.Size
	if item.Span != "" {
		about = v.Word("series_span", item.Size, item.Span)
	}
	var trail []view.Link
	if len(v.Index.Series()) > 1 {
		trail = append(trail, v.To(address.Series, "", v.Word("series")))
	}
	out := &SeriesPage{Listing: v.Listing(p, s.Name, about, trail...)}
	if p.First() {
		out.Lead = v.Word("series_lead", about)
		if n := silent(s); n > 0 {
			out.Lead += " " + v.Count("series_passed", n)
		}
	}
	n := len(s.Sources)
	for i := sources[0]; i < sources[1]; i++ {
		at := n - 1 - i
		m := Member{Link: v.member(s, at), Tally: v.since(s, at), Change: v.change(s, at, v.Word("versions_all"))}
		if s.Sources[at].Silent {
			m.Tally = v.Word("series_silent")
		}
		if title := s.Sources[at].Title; !strings.Contains(m.Text, title) && (i == 0 || s.Sources[at+1].Title != title) {
			m.Title = title
			m.Lang, m.Dir = v.OtherLanguage(s.Sources[at].Lang)
		}
		out.Sources = append(out.Sources, m)
	}
	for i, t := range threads {
		if i == 0 || lastIn(t) != lastIn(threads[i-1]) {
			out.Groups = append(out.Groups, v.group(s, t))
		}
		g := &out.Groups[len(out.Groups)-1]
		g.Threads = append(g.Threads, v.thread(s, t))
	}
	if len(out.Groups) > 0 && len(out.Sources) > 0 {
		out.ToTable = view.Link{Href: "#sentences", Text: v.Word("series_sentences")}
	}
	return out
}

// group returns the group that a sentence is in, without the sentences.
func (v leaf) group(s *view.Series, t revision.Thread) ThreadGroup {
	last := lastIn(t)
	g := ThreadGroup{ID: "last-" + string(s.Sources[last].Slug), Last: v.member(s, last), Words: v.Word("series_still")}
	g.Lang, g.Dir = v.OtherLanguage(s.Sources[last].Lang)
	switch {
	case t.Out >= 0:
		g.Words = v.Word("series_until")
		g.Out = v.change(s, t.Out, v.Word("series_out", v.called(s, t.Out)))
	case s.Chain().Since(last) < 0:
		g.Words = v.Word("series_once")
	}
	return g
}

// thread returns a sentence as it lives on.
func (v leaf) thread(s *view.Series, t revision.Thread) ThreadRow {
	at := func(i int) (*dossier.Source, segment.Span) {
		o := t.In[i]
		return s.Sources[o.Text], s.Text(o.Text).Sentences()[o.Sentence]
	}
	end := len(t.In) - 1
	source, p := at(end)
	row := ThreadRow{First: v.member(s, t.In[0].Text), Href: v.Passage(source, p).Href, Count: v.Count("in_n_sources", len(t.In))}
	if n := wordings(s, t); n > 1 { // the words shown are those of the last alone
		row.Count += v.Word("comma") + v.Count("in_n_wordings", n)
	}
	if v.Shows(source, p) {
		row.Text = p.In(source.Plain)
	} else {
		row.Hidden = v.Count("withheld", segment.Count(p.In(source.Plain)))
	}
	row.Bar = figure.Rule{Class: "verbatim", Path: bar(t, len(s.Sources))}
	changed, back := 0, 0
	for _, o := range t.In {
		if o.Changed {
			changed++
		}
		if o.Back {
			back++
		}
	}
	var turns []string
	if changed > 0 {
		turns = append(turns, v.Count("thread_changed", changed))
	}
	if back > 0 {
		turns = append(turns, v.Count("thread_backs", back))
	}
	row.Changed = strings.Join(turns, " · ")
	shown := turnings(t)
	if more := changed + back - len(shown); more > 0 {
		row.More = v.Count("and_more", more)
	}
	for _, i := range shown {
		o := t.In[i]
		turn := Turning{In: v.change(s, o.Text, v.called(s, o.Text)), Back: o.Back}
		if turn.In.Href == "" {
			turn.In = v.member(s, o.Text)
		}
		was, from := at(i - 1)
		is, to := at(i)
		if o.Changed && v.Shows(was, from) && v.Shows(is, to) {
			turn.Pieces = pieces(from.In(was.Plain), to.In(is.Plain))
		}
		row.Turns = append(row.Turns, turn)
	}
	return row
}

// barHigh is the height of the bar of a sentence, in units.
const barHigh = 12

// bar returns when a sentence stood, as a path 1000 units wide: from source to source as long as it did. n is how many sources
// the series has.
func bar(t revision.Thread, n int) string {
	var path strings.Builder
	x := func(i int) int { return i * 1000 / n }
	from := t.In[0].Text
	for i, o := range t.In {
		last := i == len(t.In)-1
		if !last && !t.In[i+1].Back {
			continue
		}
		path.WriteString(figure.Rectangle(x(from), 0, max(4, x(o.Text+1)-x(from)), barHigh, 0))
		if !last {
			from = t.In[i+1].Text
		}
	}
	return path.String()
}

// SeriesNote says on the page of a source which series it is of; nil where it is of none, and on an earlier version.
func (v leaf) SeriesNote(s *dossier.Source) *SeriesNote {
	of, i := v.Index.InSeries(s)
	if of == nil || s.Newest != nil {
		return nil
	}
	out := &SeriesNote{Series: v.seriesLink(of), Tally: v.since(of, i), Change: v.change(of, i, v.Word("versions_all"))}
	if j := of.Chain().Since(i); j >= 0 {
		out.Since = v.member(of, j)
	}
	out.Beside = v.beside(of, i-1, i+1, v.member)
	return out
}

// beside returns links to two sources of a series, as link gives them.
func (v leaf) beside(of *view.Series, before, after int, link func(*view.Series, int) view.Link) *view.Turn {
	var t view.Turn
	if before >= 0 {
		t.Before = link(of, before)
	}
	if after >= 0 && after < len(of.Sources) {
		t.After = link(of, after)
	}
	if t.Before.Href == "" && t.After.Href == "" {
		return nil
	}
	t.Before.Text, t.After.Text = v.Word("previous", t.Before.Text), v.Word("next", t.After.Text)
	return &t
}

// PlanChanges plans the page that shows what changed in a source since the one of its series that it rewords.
func PlanChanges(p *view.Planner, s *dossier.Source) {
	of, i := p.Index.InSeries(s)
	if of == nil || of.Chain().Since(i) < 0 {
		return
	}
	from := of.Since(i)
	list := paragraphs(of, i)
	p.List(view.List{
		Route: address.Changes(s.Slug), Template: "changes", Name: "what changed in " + s.File.Name, Size: len(list),
		Weight: func(n int) int {
			weight := view.ItemWeight
			for _, c := range list[n].changes {
				weight += view.LinkWeight + (c.Before.Len()+c.After.Len())/2
			}
			return weight
		},
		Data: func(v view.View, p view.OnPage) any {
			return leaf{v}.changes(of, i, from, view.Chosen(list, p.Items), p)
		},
	})
}

// A stretch is the sentences of a paragraph, or how many of it are left out since they did not change.
type stretch struct {
	changes []revision.Change
	same    int // in their place, how many are left out
}

// changed reports whether anything of a paragraph did.
func (s stretch) changed() bool { return slices.ContainsFunc(s.changes, revision.Change.Changed) }

// shortened returns the paragraphs of a long text without the middle of what did not change.
func shortened(list []stretch) []stretch {
	n := 0
	for _, s := range list {
		n += len(s.changes)
	}
	if n <= wholeText {
		return list
	}
	var out []stretch
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && !list[j].changed() {
			j++
		}
		if j-i <= sameRun {
			j = max(j, i+1)
			out = append(out, list[i:j]...)
		} else {
			var left stretch
			for _, s := range list[i+1 : j-1] {
				left.same += len(s.changes)
			}
			out = append(out, list[i], left, list[j-1])
		}
		i = j
	}
	return out
}

// paragraphs returns the sentences of a source with what became of those that it rewords, by paragraphs. What went out stands
// with the sentences that it stood beside.
func paragraphs(of *view.Series, i int) []stretch {
	s, from := of.Sources[i], of.Since(i)
	type key struct{ after, before int }
	var out []stretch
	var last key
	place := func(c revision.Change) key {
		k := key{-1, -1}
		if c.After.Len() > 0 {
			k.after = s.Paragraph(c.After.Start)
		}
		if c.Before.Len() > 0 {
			k.before = from.Paragraph(c.Before.Start)
		}
		return k
	}
	for n, c := range of.Chain().Changes(i) {
		k := place(c)
		joins := n > 0 && (k.after >= 0 && k.after == last.after || k.after < 0 && k.before == last.before)
		if !joins {
			out = append(out, stretch{})
		}
		if k.after < 0 && joins {
			k.after = last.after
		}
		if k.before < 0 || c.Moved {
			k.before = last.before
			if !joins {
				k.before = -1
			}
		}
		end := &out[len(out)-1]
		end.changes = append(end.changes, c)
		last = k
	}
	return shortened(out)
}

func (v leaf) changes(of *view.Series, i int, from *dossier.Source, list []stretch, p view.OnPage) *ChangesPage {
	s := of.Sources[i]
	note := *v.SeriesNote(s)
	title := v.Word("changes_title", v.called(of, i))
	out := &ChangesPage{Listing: v.Listing(p, title, v.Word("changes_about", s.Title, note.Since.Text, note.Tally), note.Series), SeriesNote: note}
	out.Source = v.To(address.Of(&s.Entry), "", v.Word("changes_text"))
	if v.Index.HasPair(s.Slug, from.Slug) {
		out.SideBySide = v.To(address.Pair(s.Slug, from.Slug), "", v.Word("side_by_side"))
	}
	out.TextLang, out.TextDir = v.OtherLanguage(s.Lang)
	if p.First() {
		out.Head = v.titles(from, s)
	}
	for _, part := range list {
		var paragraph Paragraph
		if part.same > 0 {
			paragraph.Same = v.Count("n_sentences_same", part.same)
		}
		for _, c := range part.changes {
			paragraph.Sentences = append(paragraph.Sentences, v.sentence(c, from, s))
		}
		out.Paragraphs = append(out.Paragraphs, paragraph)
	}
	out.Beside = v.beside(of, of.Chain().Since(i), of.Chain().Next(i), func(of *view.Series, i int) view.Link { return v.change(of, i, v.called(of, i)) })
	return out
}
