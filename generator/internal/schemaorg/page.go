package schemaorg

import (
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
)

// Page is a page of the site, with the one thing that it is of.
type Page struct {
	Context      string   `json:"@context,omitempty"` // empty within a [Graph], which has it
	Type         string   `json:"@type"`
	ID           string   `json:"@id"` // its address
	URL          string   `json:"url"`
	Name         string   `json:"name"`
	Description  string   `json:"description,omitempty"`
	InLanguage   string   `json:"inLanguage,omitempty"`
	DateCreated  string   `json:"dateCreated,omitempty"`
	DateModified string   `json:"dateModified,omitempty"`
	Keywords     []string `json:"keywords,omitempty"` // its topics
	IsPartOf     Website  `json:"isPartOf"`
	Breadcrumb   *Trail   `json:"breadcrumb,omitempty"`
	Mentions     []Agent  `json:"mentions,omitempty"`
	MainEntity   any      `json:"mainEntity,omitempty"`

	Review *ClaimReview `json:"-"` // that the page is of; it stands beside the page, where programs look for it
}

// Ref names something that stands elsewhere in the same data.
type Ref struct {
	ID string `json:"@id"`
}

// Data returns the page as JSON-LD.
func (p Page) Data() ([]byte, error) {
	if p.Review == nil {
		return Write(p)
	}
	p.Context, p.MainEntity = "", Ref{p.Review.ID}
	return Write(NewGraph[any](p, p.Review))
}

// Website is the site.
type Website struct {
	Type string `json:"@type"`
	ID   string `json:"@id"`
	URL  string `json:"url"`
	Name string `json:"name"`
}

// Trail is the way from the overview down to a page.
type Trail struct {
	Type  string `json:"@type"`
	Steps []Step `json:"itemListElement"`
}

// Step is a page of a [Trail].
type Step struct {
	Type     string `json:"@type"`
	Position int    `json:"position"` // from 1
	Name     string `json:"name"`
	Item     Ref    `json:"item"`
}

// NewStep returns the page at an address, without its position.
func NewStep(name, at string) Step { return Step{Type: "ListItem", Name: name, Item: Ref{at}} }

// Quotation is what somebody said, as one source printed it.
type Quotation struct {
	Type        string  `json:"@type"`
	ID          string  `json:"@id"`
	URL         string  `json:"url"`
	Name        string  `json:"name"`
	Text        string  `json:"text,omitempty"`
	InLanguage  string  `json:"inLanguage,omitempty"` // of the text
	DateCreated string  `json:"dateCreated,omitempty"`
	Spoken      []Agent `json:"spokenByCharacter,omitempty"` // to whom the sources attribute it
	IsPartOf    *Work   `json:"isPartOf,omitempty"`          // the source whose wording the text is
	Citation    []Work  `json:"citation,omitempty"`          // the others that print it
}

// Event is something that happened.
type Event struct {
	Type      string `json:"@type"`
	ID        string `json:"@id"`
	URL       string `json:"url"`
	Name      string `json:"name"`
	StartDate string `json:"startDate,omitempty"`
	EndDate   string `json:"endDate,omitempty"`
}

// Dataset is the whole dossier.
type Dataset struct {
	Type         string     `json:"@type"`
	ID           string     `json:"@id"`
	URL          string     `json:"url"`
	Name         string     `json:"name"`
	Description  string     `json:"description,omitempty"`
	InLanguage   string     `json:"inLanguage,omitempty"`
	Creator      []Agent    `json:"creator,omitempty"`
	License      string     `json:"license,omitempty"`
	Keywords     []string   `json:"keywords,omitempty"`
	Distribution []Download `json:"distribution"`
}

// Download is a file with a [Dataset].
type Download struct {
	Type       string `json:"@type"`
	ContentURL string `json:"contentUrl"`
	Format     string `json:"encodingFormat"` // a media type
}

// Says reports whether a site says anything in the words of schema.org: it knows where it will stand, and its settings do not leave it out.
func Says(d *dossier.Dossier) bool {
	return d.Settings.BaseURL != "" && d.Settings.Has(dossier.FormatSchemaOrg)
}

// NewPage returns a page of the site of d. entry is what it is the page of, or nil; trail are the pages from the overview down to
// it, without both and without their positions.
func NewPage(d *dossier.Dossier, r address.Route, entry *dossier.Entry, title, description string, trail []Step) Page {
	s := d.Settings
	p := Page{
		Context: Context, Type: "WebPage", ID: absolute(d, r), URL: absolute(d, r), Name: title, Description: description, InLanguage: s.Language,
		IsPartOf: Website{"WebSite", s.BaseURL + "#site", s.BaseURL, s.Title},
	}
	if entry != nil {
		p.DateCreated, p.DateModified, p.Keywords = iso(entry.Created), iso(entry.Updated), names(entry.Topics)
	}
	if r != address.Overview {
		steps := slices.Concat([]Step{NewStep(s.Title, s.BaseURL)}, trail, []Step{NewStep(title, p.URL)})
		for i := range steps {
			steps[i].Position = i + 1
		}
		p.Breadcrumb = &Trail{"BreadcrumbList", steps}
	}
	return p
}

func names(topics []dossier.Topic) []string {
	var out []string
	for _, t := range topics {
		out = append(out, t.Name)
	}
	return out
}

// id returns what a thing with a page of its own is called: the address of that page says so of the page.
func id(d *dossier.Dossier, e *dossier.Entry) string {
	return absolute(d, address.Of(e)) + "#" + string(e.Kind)
}

// NewAgent returns somebody with a name that a source gives: p where it is known who that is, or else somebody of whom it is not
// said whether it is a person or a body.
func NewAgent(d *dossier.Dossier, name string, p *dossier.Person) Agent {
	if p == nil {
		return Agent{Name: name}
	}
	a := agents(d, p)[0]
	a.Name = name
	return a
}

// Person returns what the page of somebody is of.
func Person(d *dossier.Dossier, p *dossier.Person) Agent {
	a := agents(d, p)[0]
	a.Description = p.Role
	return a
}

// agents returns people and bodies of a dossier, those who have a page with its address.
func agents(d *dossier.Dossier, people ...*dossier.Person) []Agent {
	var out []Agent
	for _, p := range people {
		a := Agent{Type: "Person", Name: p.Title}
		if p.Organisation {
			a.Type = "Organization"
		}
		if p.File != nil {
			a.ID, a.URL = id(d, &p.Entry), absolute(d, address.Of(&p.Entry))
		}
		out = append(out, a)
	}
	return out
}

// Agents returns people and bodies of a dossier.
func Agents(d *dossier.Dossier, people []*dossier.Person) []Agent { return agents(d, people...) }

// editors returns editors by their names, which may be those of people or of a desk.
func editors(list []string) []Agent {
	var out []Agent
	for _, name := range list {
		out = append(out, Agent{Name: name})
	}
	return out
}

// NewQuotation returns a quotation, with the words of the wording that leads in the language they are in, and the sources that
// print it, of which the first has that wording.
func NewQuotation(d *dossier.Dossier, q *dossier.Quote, words, lang string, printed []*dossier.Source) Quotation {
	out := Quotation{
		Type: "Quotation", ID: id(d, &q.Entry), URL: absolute(d, address.Of(&q.Entry)), Name: q.Title,
		Text: words, InLanguage: lang, DateCreated: iso(q.Said), Spoken: agents(d, q.Speakers...),
	}
	for i, s := range printed {
		if w := work(d, s); i == 0 {
			out.IsPartOf = &w
		} else {
			out.Citation = append(out.Citation, w)
		}
	}
	return out
}

// NewEvent returns an event.
func NewEvent(d *dossier.Dossier, e *dossier.Event) Event {
	out := Event{Type: "Event", ID: id(d, &e.Entry), URL: absolute(d, address.Of(&e.Entry)), Name: e.Title, StartDate: iso(e.Date)}
	if e.Date.Form() == edtf.Interval {
		if from, known := e.Date.Start(); known == edtf.Known {
			out.StartDate = iso(from)
		}
		if to, known := e.Date.End(); known == edtf.Known {
			out.EndDate = iso(to)
		}
	}
	return out
}

// NewDataset returns the whole of a dossier, with the files of the site that hold it: their paths from its root, and their media types.
func NewDataset(d *dossier.Dossier, topics []dossier.Topic, files [][2]string) Dataset {
	s := d.Settings
	out := Dataset{
		Type: "Dataset", ID: s.BaseURL + "#dossier", URL: s.BaseURL, Name: s.Title, Description: strings.TrimSpace(s.Summary),
		InLanguage: s.Language, Creator: editors(s.Editors), License: s.License, Keywords: names(topics),
	}
	for _, f := range files {
		out.Distribution = append(out.Distribution, Download{"DataDownload", s.BaseURL + f[0], f[1]})
	}
	return out
}

// NewWork returns a source: what its page on the site is of. author wrote it; nil where nobody is named.
func NewWork(d *dossier.Dossier, s *dossier.Source, author *Agent) Work {
	w := work(d, s)
	w.Author, w.InLanguage, w.ArchivedAt = author, s.Lang, s.Archived
	return w
}

// typeOf returns the type of a source by how it was made public. An article of an outlet is one of the news; where nobody says
// whose it is, no more is said of it than that it is an article.
func typeOf(s *dossier.Source) string {
	switch s.Medium {
	case dossier.Post:
		return "SocialMediaPosting"
	case dossier.Audio:
		return "AudioObject"
	case dossier.Video:
		return "VideoObject"
	case dossier.Document:
		return "CreativeWork"
	}
	if s.Publisher == "" || s.Medium == dossier.Release {
		return "Article"
	}
	return "NewsArticle"
}
