// Package importer turns files that others wrote into files of a content folder.
//
// It makes saved web pages, e-mails, plain text, Markdown and PDFs (of which another
// program made text) into sources; exports of
// the Hypothesis client and API and W3C Web Annotations into annotations;
// references of CSL-JSON, Better BibTeX, BibTeX and RIS (package bib) into what is
// missing from the front matter of sources.
//
// [Importer.Import] takes the bytes of one file and returns a [Report]: the
// files to write, where each value came from, what was left out, what the
// file contradicts itself in, and what could not be taken, with the reason. It
// writes nothing and reads nothing but what it is handed; it opens no address
// and runs nothing. Names of files come from [dossier.Slugify] alone.
//
// # Text
//
// Package page reads a saved page: its text, mark for mark, and what it says of
// itself. What it put back or cut, and what it had to find out about the
// encoding, is in the report. What cannot be decoded without loss is refused.
// Paragraphs that may be a byline or an advertisement are kept, and pointed out.
// Package clip reads the Markdown of other programs.
// Every source is read back: the text that [markdown.ReadSource] finds is the
// text that was written, or there is no source.
//
// # Annotations
//
// Package remark reads exports of annotations. Each becomes a file with a
// citation that leads to the words it quotes and to nothing else, which is tried
// before it is believed, or is refused with the reason.
//
// # Values
//
// A value of the front matter stands in the file that was imported; nothing is
// guessed but the language of a file that declares none (package claim). For each key the places are asked in a fixed order
// (JSON-LD, Highwire, Open Graph, Dublin Core, microdata, the page as printed);
// the first that speaks is taken, and a [Report] says which it was and what
// others say instead. The exceptions are named under "inferred" in the file:
// the day of capture where only the date of the file says it, the title of a text
// that has none, and the language that its letters and words are of.
//
// # Limits
//
// Input is not trusted. [MaxSize] bounds a file, and there are bounds on the
// nesting of HTML and JSON, on the elements of a page, and on the annotations
// of a file; what is larger is refused, in words.
package importer

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/address"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/frontmatter"
	"dossier/generator/internal/importer/bib"
	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/clip"
	"dossier/generator/internal/importer/encoding"
	"dossier/generator/internal/importer/message"
	"dossier/generator/internal/importer/page"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/shell"
)

// MaxSize is the size of the largest file that is imported, in bytes. Pages
// that are saved with their images are a few million bytes.
const MaxSize = 64 << 20

// A Form is what an imported file is.
type Form string

// The forms.
const (
	WebPage      Form = "saved web page"
	PlainText    Form = "plain text"
	PDF          Form = "PDF"
	Mail         Form = "e-mail"
	Markdown     Form = "Markdown"
	Hypothesis   Form = "Hypothesis annotations"
	Annotations  Form = "Web Annotations"
	CSL          Form = "CSL-JSON"
	BetterBibTeX Form = "Better BibTeX JSON"
	BibTeX       Form = "BibTeX"
	RIS          Form = "RIS"
)

// An Input is a file to import.
type Input struct {
	Name     string    // as the user wrote it; its ending says what the file is
	Data     []byte    // at most MaxSize
	Modified time.Time // of the file; zero when not known
	Pages    string    // the text of a PDF, where another program made it; pages are parted by form feeds

	json *document // of a JSON file that was asked for its form
}

// Options are what a user decides.
type Options struct {
	Slug     dossier.Slug // of a source that is made; empty for one made of its title
	Captured edtf.Date    // the day of capture; zero for what the file says
	Version  VersionOf    // of which source this is another version, where it is one
	Encoding string       // of a page or text, one that is known; empty for what the file says
	// KeepOriginal says that the file itself is kept beside the source.
	KeepOriginal bool
	Choice       page.Choice // of a web page, where what is taken for its article is not
	// Again says that a file that was imported before is no problem: it is read
	// again for its report, and nothing is made of it.
	Again bool
}

// A Report says what became of an input. Nothing has been written yet.
type Report struct {
	Input    string
	Form     Form // empty when it was not recognised
	Files    []File
	Original *File      // the input itself, to be kept beside the source; nil when it is not
	Facts    []Fact     // of a source, in the order of its front matter
	Missing  []string   // keys that readers of a source ask for, and the file does not say
	Cuts     []page.Cut // of a web page, in the order of the page
	Warnings []page.Warning
	Remarks  []string // contradictions, and what else the user should look at
	Refused  []Refusal
	Problems []Problem // why nothing of the input was taken
	// Diagnostics are what is wrong with the front matter of an imported
	// Markdown file, for which it was not taken.
	Diagnostics []diag.Diagnostic

	damage string // see [page.Decoded]; what is made may not have it
}

// A Problem is why an input was not taken, and what would mend it.
type Problem struct{ Message, Hint string }

// A File is a file to write into the content folder.
type File struct {
	Kind dossier.Kind
	Slug dossier.Slug
	Old  []byte // what it holds now; nil for a new file
	Data []byte
	at   string // its path, of a file that is there
}

// Path returns the file's path in the content folder, with slashes.
func (f File) Path() string {
	return cmp.Or(f.at, path.Join(f.Kind.Folder(), string(f.Slug)+".md"))
}

// A Fact is a value of the front matter and the place that it was read from.
type Fact struct{ Key, Value, From string }

// A Refusal is an annotation, or an entry of CSL-JSON, that was not taken.
type Refusal struct {
	What   string // its words, or its title
	Reason string
	Hint   string // may be empty
}

// An Importer makes files for one dossier. It knows what it made, so that no
// two of them take one name, and annotations find the sources imported before
// them. It is not safe for use by several goroutines.
type Importer struct {
	folder  string
	sources []*source
	taken   map[string]bool // paths
	notes   []note
	// searched counts the annotations whose words were looked for in all
	// sources, which is slow.
	searched int
}

// A source is a source that annotations and references can belong to.
type source struct {
	slug                     dossier.Slug
	title, publisher, author string
	published, captured      string
	lang                     string
	url, archived, sum       string
	text                     string
	data                     []byte    // of its file
	file                     string    // as diagnostics name it
	at                       string    // its path in the content folder, of one that was there before
	earlier                  []*source // its versions before the newest, the oldest first; they have its slug
	versions                 []string  // what its versions are called
	prepared                 *match.Text
	keys                     []string        // see addresses
	ours                     []string        // keys of its page and its text on the site of the dossier
	threes                   map[string]bool // see runs
}

// newSource returns what is known of a source, or of a version of one.
func newSource(s *dossier.Source, base string) *source {
	out := &source{
		slug: s.Base(), title: s.Title, publisher: s.Publisher, author: s.Author, published: s.Published.String(), captured: s.Seen().String(), lang: s.Lang,
		url: s.URL, archived: s.Archived, sum: s.SHA256, text: s.Plain, data: s.File.Data, file: s.File.Name, at: s.Path,
	}
	if base != "" { // annotations that a site itself has name its pages and files
		out.ours = []string{claim.AddressKey(base + address.Of(&s.Entry).Path()), claim.AddressKey(base + address.Text(s.Slug))}
	}
	return out
}

// readings returns a source and its earlier versions, the newest first.
func (s *source) readings() []*source {
	out := append(slices.Clone(s.earlier), s)
	slices.Reverse(out)
	return out
}

// anchors returns the source's text ready for finding citations.
func (s *source) anchors() *match.Text {
	if s.prepared == nil {
		s.prepared = match.Prepare(s.text, "")
	}
	return s.prepared
}

// New returns an Importer for a dossier, drafts included. folder is what
// messages call its content folder; empty for the paths within it.
func New(d *dossier.Dossier, folder string) *Importer {
	im := &Importer{folder: folder, taken: map[string]bool{}}
	for _, e := range d.Entries() {
		im.taken[File{Kind: e.Kind, Slug: e.Slug}.Path()] = true
	}
	for _, s := range d.Sources {
		x := newSource(s, d.Settings.BaseURL)
		for _, v := range s.Versions() {
			if v.Version != "" {
				x.versions = append(x.versions, v.Version)
			}
			if v != s {
				x.earlier = append(x.earlier, newSource(v, d.Settings.BaseURL))
			}
			if !strings.Contains(path.Base(v.Path), dossier.VersionMark) { // what is said of all of them stands there
				x.data, x.file, x.at = v.File.Data, v.File.Name, v.Path
			}
		}
		im.sources = append(im.sources, x)
	}
	for _, a := range d.Annotations {
		if a.Of == nil {
			continue
		}
		for _, c := range a.Citations {
			im.notes = append(im.notes, note{source: a.Of.Base(), author: a.Author, created: a.Created.String(), quote: c.Quote.Text, comment: commentOn(a.Body, c.Block), file: a.File.Name})
		}
	}
	return im
}

// named returns the name of a file for messages.
func (im *Importer) named(f File) string { return path.Join(im.folder, f.Path()) }

// Take tells the importer that a path of the content folder is taken by a
// file that could not be read.
func (im *Importer) Take(path string) { im.taken[path] = true }

// isMessage reports whether a file is MHTML or a mail, by its ending or by how it
// begins.
func (in *Input) isMessage() bool {
	switch strings.ToLower(path.Ext(in.Name)) {
	case ".mhtml", ".mht", ".eml":
		return true
	}
	return message.Is(in.Data)
}

// Form returns the form of a file by the ending of its name, and for JSON by
// what it holds; empty when it is none. JSON is parsed once and kept.
func (in *Input) Form() Form {
	switch strings.ToLower(path.Ext(in.Name)) {
	case ".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht", ".eml":
		return WebPage
	case ".bib", ".bibtex":
		return BibTeX
	case ".ris":
		return RIS
	case ".txt", ".text":
		if head := string(in.Data[:min(len(in.Data), 1<<12)]); bib.IsRIS(head) {
			return RIS
		} else if strings.HasPrefix(strings.TrimSpace(head), "@") && bib.IsBibTeX(head) {
			return BibTeX
		}
		return PlainText
	case ".md", ".markdown":
		return Markdown
	case ".json", ".jsonld":
		if in.json == nil {
			in.json = parseJSON(in.Data)
		}
		return in.json.form
	}
	return ""
}

// Import makes files of one input.
func (im *Importer) Import(in Input, opts Options) *Report {
	r := &Report{Input: in.Name}
	if len(in.Data) > MaxSize {
		r.problem(fmt.Sprintf("this file is larger than %d MB", MaxSize>>20),
			"save the page without its images and videos, or save its text as a .txt file")
		return r
	}
	if in.Pages != "" && IsPDF(in.Data) {
		r.Form = PDF
		im.pdf(r, in, opts)
		return r
	}
	if p, ok := in.otherwise(); ok {
		r.Problems = append(r.Problems, p)
		return r
	}
	r.Form = in.Form()
	switch r.Form {
	case WebPage:
		im.page(r, in, opts)
	case PlainText:
		im.text(r, in, opts)
	case Markdown:
		im.markdown(r, in, opts)
	case Hypothesis, Annotations:
		im.annotations(r, in)
	case CSL, BetterBibTeX, BibTeX, RIS:
		im.references(r, in)
	default:
		im.unknown(r, in)
	}
	return r
}

// Files that hold no text that could be taken, by the first bytes that tell
// them and by the endings of their names.
var (
	pictureMarks   = []string{"\x89PNG\r\n", "\xff\xd8\xff", "GIF8", "II*\x00", "MM\x00*"}
	pictureEndings = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff", ".avif", ".heic", ".bmp"}
	wordEndings    = []string{".doc", ".docx", ".odt", ".rtf", ".pages", ".epub"}
)

// otherwise returns what to do with a file whose text cannot be taken as it
// is, and whether it is one.
func (in *Input) otherwise() (Problem, bool) {
	base := path.Base(strings.ReplaceAll(in.Name, `\`, "/"))
	ending := strings.ToLower(path.Ext(base))
	begins := func(mark string) bool { return bytes.HasPrefix(in.Data, []byte(mark)) }
	switch {
	case IsPDF(in.Data), ending == ".pdf":
		text := strings.TrimSuffix(base, path.Ext(base)) + ".txt"
		return Problem{"this is a PDF, and its text cannot be taken as it is",
			fmt.Sprintf("make text of it, look its paragraphs through, and import that: pdftotext %s %s; %s",
				shell.Quote(in.Name), shell.Quote(text), shell.Line(diag.Command{Name: "import", Args: []string{text}}))}, true
	case slices.ContainsFunc(pictureMarks, begins), slices.Contains(pictureEndings, ending):
		return Problem{"this is a picture, and there are no words to take",
			fmt.Sprintf("put it into the folder of the note that shows it, and write ![what it shows](%s) there; or into media/ of the content folder, and write ![what it shows](../media/%s)", base, base)}, true
	case slices.Contains(wordEndings, ending):
		return Problem{"this is a file of a word processor, and its text cannot be taken as it is",
			"save it there as plain text (.txt) or as a web page (.html), and import that"}, true
	}
	return Problem{}, false
}

func (im *Importer) unknown(r *Report, in Input) {
	switch {
	case in.json != nil:
		r.Problems = append(r.Problems, in.json.problem)
	default:
		r.problem("the name of this file does not say what it is",
			"import takes .html, .htm, .mhtml, .eml, .txt, .md, .pdf, .json, .bib and .ris files; rename it")
	}
}

// problem adds a reason why the input was not taken.
func (r *Report) problem(message, hint string) {
	r.Problems = append(r.Problems, Problem{message, hint})
}

// Failed reports whether something of the input was not taken.
func (r *Report) Failed() bool { return len(r.Problems)+len(r.Diagnostics)+len(r.Refused) > 0 }

// sourceKeys are the keys of a source that can be read from a file, in the
// order in which they are written.
var sourceKeys = [...]string{"title", "publisher", "author", "published", "url", "archived", "captured", "lang", "series", "rights"}

// fileDate is what says when a file was saved that does not say it itself.
const fileDate = "the file's date"

// source makes the file of a source, or of a version of one: its front matter of what
// claims say, and its text. inferred says where an inferred value comes from, by key.
func (im *Importer) source(r *Report, in Input, opts Options, c *claim.Claims, inferred [][2]string, body string) {
	inferred = append(inferred, captured(c, in, opts)...)
	var of *source // that this is a version of
	name := ""
	if opts.Version.Source != "" {
		if of = im.versionOf(r, opts.Version.Source); of == nil {
			return
		}
		if name = im.nameVersion(r, in, of, opts.Version.Name, c); name == "" {
			return
		}
		inferred = slices.DeleteFunc(inferred, func(x [2]string) bool { return x[0] == "title" || !slices.Contains(versionKeys, x[0]) })
	}
	var h head
	sum := sha256.Sum256(in.Data)
	made := &source{sum: hex.EncodeToString(sum[:])}
	fact := func(key, value, from string) {
		h.key(key, value)
		r.Facts = append(r.Facts, Fact{key, value, from})
	}
	for _, key := range sourceKeys {
		x := c.Choose(key)
		x.Value = claim.Trim(x.Value)
		if of != nil && x.Value != "" && (!slices.Contains(versionKeys, key) || isInferred(inferred, key) && key != "captured" || !differs(of, key, x.Value)) {
			// The source says it.
			inferred = slices.DeleteFunc(inferred, func(i [2]string) bool { return i[0] == key })
			continue
		}
		if x.Value == "" {
			if of == nil && (key == "publisher" || key == "author" || key == "published") {
				r.Missing = append(r.Missing, key)
			}
			continue
		}
		fact(key, x.Value, x.From)
		made.set(key, x.Value)
		if of != nil && key == "title" {
			r.Remarks = append(r.Remarks, fmt.Sprintf("title: %s has %q; take the line out if the headline did not change", of.file, of.title))
		}
		if key == "captured" {
			fact("sha256", made.sum, "the file's bytes")
		}
	}
	if len(c.By["captured"]) == 0 {
		fact("sha256", made.sum, "the file's bytes")
	}
	if of == nil {
		var tags []string
		for _, x := range c.By["topics"] {
			tags = append(tags, x.Value)
		}
		if tags = topics(tags); len(tags) > 0 {
			h.writeList("topics", tags)
			r.Remarks = append(r.Remarks, fmt.Sprintf("topics: %s (%s)", strings.Join(tags, ", "), c.By["topics"][0].From))
		}
	}
	h.pairs("inferred", inferred)
	if x := c.Choose("modified"); x.Value != "" && !claim.Agree("modified", x.Value, c.Choose("published").Value) {
		r.Remarks = append(r.Remarks, fmt.Sprintf("the page was changed after it was published: %s says %s", x.From, x.Value))
	}
	r.Remarks = append(r.Remarks, c.Remarks...)
	made.slug, made.text = cmp.Or(opts.Slug, short(c.Choose("title").Value)), readBack(body)
	if of != nil {
		made.slug = dossier.Slug(string(of.slug) + dossier.VersionMark + name)
	}
	if made.slug == "" {
		r.problem("nothing names this source: its title has no letters", "name it yourself: --slug NAME")
		return
	}
	if im.before(r, in, opts, made) {
		return
	}
	f := File{Kind: dossier.KindSource, Slug: made.slug, Data: h.withBody(body)}
	if im.taken[f.Path()] {
		r.problem(fmt.Sprintf("there is a source %q already, and it is not overwritten", made.slug),
			"give this one another name: --slug NAME")
		return
	}
	im.taken[f.Path()] = true
	if of != nil {
		f.at = beside(of, made.slug)
	}
	if r.damage != "" {
		if bytes.Contains(f.Data, []byte("\ufffd")) {
			r.problem(r.damage, encoding.NameEncoding+"; or mend the file, if it is damaged there")
			return
		}
		r.Remarks = append(r.Remarks, r.damage+"; none of them is in what is kept")
	}
	fields, _ := frontmatter.Split(diag.NewFile(f.Path(), f.Data))
	for _, fact := range r.Facts {
		if got := fields.Text(fact.Key).Text; got != fact.Value {
			r.problem(fmt.Sprintf("the value of %q cannot be written as it is: %q", fact.Key, fact.Value),
				"this is a fault of dossier; import the text as a .txt file, and report it")
			return
		}
	}
	made.data, made.file = f.Data, im.named(f)
	if of != nil {
		r.Remarks = append(r.Remarks, fmt.Sprintf("beside %s: %s", of.file, changesTold(of, made)))
		made.slug = of.slug
		of.earlier, of.versions = append(of.earlier, made), append(of.versions, name)
	} else {
		im.sources = append(im.sources, made)
	}
	r.Files = append(r.Files, f)
	if opts.KeepOriginal {
		r.Original = &File{Kind: dossier.KindSource, Slug: f.Slug, Data: in.Data, at: strings.TrimSuffix(f.Path(), ".md") + ".original" + r.ending(in)}
	}
}

// captured notes the day on which a file was saved, where it does not say it itself:
// as the user says, as the address of its copy in an archive, or as the date of the
// file. It returns what it inferred.
func captured(c *claim.Claims, in Input, opts Options) [][2]string {
	list := c.By["captured"]
	archived := c.By["archived"]
	switch {
	case !opts.Captured.IsZero():
		c.By["captured"] = append([]claim.Claim{{Value: opts.Captured.String(), From: "--captured"}}, list...)
	case len(list) > 0:
	case len(archived) > 0 && archivedOn(archived[0].Value) != "":
		c.By["captured"] = []claim.Claim{{Value: archivedOn(archived[0].Value), From: "the archive's address in " + archived[0].From}}
	case !in.Modified.IsZero():
		c.By["captured"] = []claim.Claim{{Value: in.Modified.Format(time.DateOnly), From: fileDate}}
		return [][2]string{{"captured", "the date of the imported file; it does not say itself when it was saved"}}
	}
	return nil
}

// isInferred reports whether the value of a key was inferred.
func isInferred(inferred [][2]string, key string) bool {
	return slices.ContainsFunc(inferred, func(i [2]string) bool { return i[0] == key })
}

// set keeps what is said of a source that others may be found by.
func (s *source) set(key, value string) {
	switch key {
	case "title":
		s.title = value
	case "publisher":
		s.publisher = value
	case "author":
		s.author = value
	case "published":
		s.published = value
	case "captured":
		s.captured = value
	case "lang":
		s.lang = value
	case "url":
		s.url = value
	case "archived":
		s.archived = value
	}
}

// before reports whether a file has been imported before, or is another version of
// a source that is there, and nothing is made of it: then it says what to do.
func (im *Importer) before(r *Report, in Input, opts Options, made *source) bool {
	for _, newest := range im.sources {
		for _, s := range newest.readings() {
			switch {
			case s.sum != made.sum:
			case opts.Again:
				r.Remarks = append(r.Remarks, fmt.Sprintf("this very file has been imported before, as %q", s.slug))
				return true
			default:
				r.problem(fmt.Sprintf("this very file has been imported before, as %q", s.slug),
					fmt.Sprintf("%s has its text; to import it anew, take that file away first", s.file))
				return true
			}
		}
	}
	if opts.Version.Source != "" {
		return false
	}
	s, why := im.known(made)
	switch {
	case s == nil:
		return false
	case opts.Slug == "":
		command := shell.Line(diag.Command{Name: "import", Args: []string{in.Name, "--version-of", string(s.slug)}, Folder: im.folder})
		r.problem(fmt.Sprintf("%s %s: this may be another version of it", s.file, why),
			"if it is: "+command+"; if it is an article of its own, name it: --slug NAME")
		return true
	}
	r.Remarks = append(r.Remarks, fmt.Sprintf("%s %s, and is another source, as --slug says", s.file, why))
	return false
}

// ending returns the ending of the name under which an input is kept.
func (r *Report) ending(in Input) string {
	switch {
	case r.Form == PDF:
		return ".pdf"
	case r.Form == Mail:
		return ".eml"
	case r.Form == WebPage && in.isMessage():
		return ".mhtml"
	case r.Form == WebPage:
		return ".html"
	}
	return ".txt"
}

// longestSlug bounds a slug that is made of a title, in characters.
const longestSlug = 60

// short returns the slug of a title, cut at a word.
func short(title string) dossier.Slug {
	s := string(dossier.Slugify(title))
	for utf8.RuneCountInString(s) > longestSlug || len(s) > 3*longestSlug {
		i := strings.LastIndexByte(s, '-')
		if i < 0 {
			r := []rune(s)
			return dossier.Slug(r[:min(len(r), longestSlug)])
		}
		s = s[:i]
	}
	return dossier.Slug(s)
}

// page imports a saved web page.
func (im *Importer) page(r *Report, in Input, opts Options) {
	data, contentType := in.Data, ""
	extra := claim.New()
	if in.isMessage() {
		m, err := message.Read(in.Data)
		if err != nil {
			r.problem("this MHTML file cannot be read: "+err.Error(), "open it in a browser, save it as HTML, and import that")
			return
		}
		data, contentType = m.HTML, m.ContentType
		if m.Mail {
			r.Form = Mail
			extra.Add("title", m.Subject, "the mail's subject")
			extra.Add("publisher", m.From, "the mail's sender")
			extra.Date("published", m.Saved, "the mail's date")
		} else {
			extra.Address(m.Address, "the MHTML file's address")
			extra.Date("captured", m.Saved, "the MHTML file's date")
		}
		if m.Plain {
			d := encoding.Decode(data, contentType, opts.Encoding)
			if d.Unread != "" || d.Damage != "" {
				r.problem(claim.First(d.Unread, d.Damage), encoding.NameEncoding)
				return
			}
			im.plain(r, in, opts, extra, d.Text)
			return
		}
	}
	d := encoding.Decode(data, contentType, opts.Encoding)
	if d.Unread != "" {
		r.problem(d.Unread, encoding.NameEncoding)
		return
	}
	r.Remarks, r.damage = append(r.Remarks, d.Remarks...), d.Damage
	p, err := page.Read(d.Text, opts.Choice)
	if err != nil {
		r.problem("this page is not read: "+err.Error(), "save the text of the article as a .txt file and import that")
		return
	}
	for _, x := range []struct {
		flag     string
		selector page.Selector
	}{{"--article", opts.Choice.Article}, {"--keep", opts.Choice.Keep}} {
		if !x.selector.Selects(p) {
			r.problem(fmt.Sprintf("what %s selects is not in this page, or has no text", x.flag), "look at the page's source for the id or class of the element, as in --keep '#ticker' or --article 'div.entry'")
			return
		}
	}
	c := p.Claims()
	for key, list := range extra.By {
		if key == "title" {
			// The subject is the headline of a mail, whatever its page calls itself.
			c.By[key] = append(list, c.By[key]...)
			continue
		}
		c.By[key] = append(c.By[key], list...)
	}
	c.DropFrontPages()
	title := c.Choose("title").Value
	a := p.Article(title)
	for i, text := range a.Restored {
		if i == 2 && len(a.Restored) > 3 {
			r.Remarks = append(r.Remarks, fmt.Sprintf("kept, though they have the look of what is cut: %d more paragraphs, the last %q", len(a.Restored)-i, segment.Clip(a.Restored[len(a.Restored)-1], 80)))
			break
		}
		r.Remarks = append(r.Remarks, fmt.Sprintf("kept, though it has the look of what is cut: %q", segment.Clip(text, 80)))
	}
	if len(a.Blocks) == 0 {
		r.problem("no article was found in this page",
			"is the text of the article in it, or was it loaded later? copy it into a .txt file and import that")
		return
	}
	r.Remarks = append(r.Remarks, a.Corrections...)
	if other := p.OtherPages(); other != "" {
		r.Remarks = append(r.Remarks, other+": is the whole article here?")
	}
	if n := captions(a.Blocks); n != "" {
		r.Remarks = append(r.Remarks, n)
	}
	if a.Quoted {
		r.Remarks = append(r.Remarks, "the page sets quotations with the q element; the quotation marks “ ” are those that browsers print")
	}
	r.Cuts, r.Warnings = a.Cuts, a.Warnings
	var inferred [][2]string
	if title == "" {
		inferred = append(inferred, titleFromText(c, a.Blocks))
	}
	im.finish(r, in, opts, c, inferred, a.Blocks)
}

// finish writes the source that an article's blocks make.
func (im *Importer) finish(r *Report, in Input, opts Options, c *claim.Claims, inferred [][2]string, blocks []block.Block) {
	r.pointOut(texts(blocks))
	inferred = append(inferred, r.languages(c, blocks)...)
	if body, ok := r.body(blocks); ok {
		im.source(r, in, opts, c, inferred, body)
	}
}

// languageFromText gives a text that does not say its language the one that its
// letters and words are of.
func languageFromText(c *claim.Claims, text string) [][2]string {
	if len(c.By["lang"]) > 0 {
		return nil
	}
	lang := claim.GuessLanguage(text)
	if lang == "" {
		return nil
	}
	c.Language(lang, "its letters and words")
	return [][2]string{{"lang", "its letters and words; the file does not say it"}}
}

// captions says which paragraphs are captions of pictures or tables.
func captions(blocks []block.Block) string {
	var texts []string
	for _, b := range blocks {
		if b.Caption {
			texts = append(texts, "“"+segment.Clip(b.Text, 40)+"”")
		}
	}
	switch {
	case len(texts) == 0:
		return ""
	case len(texts) > 3:
		return fmt.Sprintf("captions, marked as such in the file: %s, and %d more", strings.Join(texts[:3], ", "), len(texts)-3)
	}
	return "captions, marked as such in the file: " + strings.Join(texts, ", ")
}

// body returns blocks as Markdown that reads back as their text.
func (r *Report) body(blocks []block.Block) (string, bool) {
	body := block.Markdown(blocks)
	if readBack(body) != block.Plain(blocks) {
		r.problem("the text of this file cannot be written as Markdown that reads as it", "this is a fault of dossier; please report it")
		return "", false
	}
	return body, true
}

// titleFromText gives a text without a title one: its first heading or its
// first words.
func titleFromText(c *claim.Claims, blocks []block.Block) [2]string {
	for _, b := range blocks {
		if b.Kind == markdown.Heading {
			c.Add("title", b.Text, "the first heading")
			return [2]string{"title", "the first heading of the text"}
		}
	}
	title := segment.Clip(strings.ReplaceAll(block.Plain(blocks[:1]), "\t", " "), 80)
	c.Add("title", title, "the first words")
	return [2]string{"title", "the first words of the text, which has no title"}
}

// longestTitle is how long the first paragraph of a text may be to be its
// title, in characters.
const longestTitle = 120

// decode returns the text of a file that is text.
func (r *Report) decode(in Input, opts Options) (text string, ok bool) {
	d := encoding.DecodeText(in.Data, opts.Encoding)
	switch {
	case d.Unread != "":
		r.problem(d.Unread, encoding.Hint(in.Data))
	case d.Damage != "":
		r.problem(d.Damage, encoding.Hint(in.Data))
	case len(d.Text) > page.MaxText:
		r.problem(fmt.Sprintf("this file has more than %d MB of text", page.MaxText>>20), "cut it into the texts that it is made of")
	default:
		return d.Text, true
	}
	return "", false
}

// titled reports whether the first block of a text is a headline: short, no
// sentence and no byline, with an empty line, a byline or a date below it and a text
// after that.
func titled(text string, blocks []block.Block) bool {
	first := blocks[0].Text
	if len(blocks) < 2 || utf8.RuneCountInString(first) > longestTitle || block.EndsSentence(first) || page.NoiseOf(first) != "" {
		return false
	}
	if author, published := lineOfHead(blocks[1].Text); author+published != "" {
		return true
	}
	var lines []string
	for _, l := range block.TextLines(text) {
		if strings.TrimSpace(l) != "" {
			lines = append(lines, l)
		} else if len(lines) > 0 {
			break
		}
	}
	return claim.Collapse(strings.Join(lines, " ")) == first
}

// lineOfHead returns what a line below a headline says of who wrote the text and
// when it was published.
func lineOfHead(line string) (author, published string) {
	const mostWords = 16
	if block.EndsSentence(line) || len(strings.Fields(line)) > mostWords {
		return "", ""
	}
	if start, end, day := claim.FindDate(line); end > 0 {
		published = day
		if moment, ok := claim.ReadMoment(line[start:]); ok {
			published = moment
		}
	}
	if page.NoiseOf(line) == "a byline" {
		author = claim.Author(line)
	}
	return author, published
}

// belowHeadline notes what the lines between the headline of a text and its first
// sentence say of its author and its day. They stay in the text.
func belowHeadline(c *claim.Claims, paragraphs []string) (inferred [][2]string) {
	const below = "a line below the headline"
	for _, line := range paragraphs {
		author, published := lineOfHead(line)
		if author+published == "" {
			break
		}
		for _, x := range [][2]string{{"author", author}, {"published", published}} {
			if x[1] != "" && len(c.By[x[0]]) == 0 {
				c.Add(x[0], x[1], below)
				inferred = append(inferred, [2]string{x[0], below + " of the text"})
			}
		}
	}
	return inferred
}

// addressLine notes the address that is a line of a text by itself, where there is
// only one.
func addressLine(c *claim.Claims, paragraphs []string) {
	var found []string
	for _, line := range paragraphs {
		if a := claim.WebAddress(line); a != "" && !strings.ContainsFunc(line, unicode.IsSpace) {
			found = append(found, line)
		}
	}
	if len(found) == 1 && len(c.By["url"]) == 0 {
		c.Address(found[0], "a line of the text")
	}
}

// text imports plain text. Its first line is its title if it is a headline; it
// is then no part of the text, as on a page.
func (im *Importer) text(r *Report, in Input, opts Options) {
	text, ok := r.decode(in, opts)
	if !ok {
		return
	}
	im.plain(r, in, opts, claim.New(), text)
}

// headline takes the first line of a text for its title, and says from what it was
// inferred.
func (r *Report) headline(c *claim.Claims, line string) [2]string {
	c.Add("title", line, "the first line")
	r.Cuts = append(r.Cuts, page.Cut{What: "headline", Text: line, Words: len(strings.Fields(line))})
	return [2]string{"title", "the first line of the text"}
}

// plain imports the text of a file of which c says something already.
func (im *Importer) plain(r *Report, in Input, opts Options, c *claim.Claims, text string) {
	blocks := block.BlocksOfText(text)
	if len(blocks) == 0 {
		r.problem("there is no text in this file", "is it the right one?")
		return
	}
	if words := block.BrokenWords(text); len(words) > 0 {
		r.Remarks = append(r.Remarks, fmt.Sprintf("words that were broken at the ends of lines, and are joined (%d): %s", len(words), strings.Join(words[:min(len(words), 5)], ", ")))
	}
	var inferred [][2]string
	if len(c.By["title"]) > 0 {
		// It has a title.
	} else if first := blocks[0].Text; titled(text, blocks) {
		inferred = append(inferred, r.headline(c, first))
		blocks = blocks[1:]
		inferred = append(inferred, belowHeadline(c, texts(blocks))...)
	} else {
		inferred = append(inferred, titleFromText(c, blocks))
	}
	addressLine(c, texts(blocks))
	im.finish(r, in, opts, c, inferred, blocks)
}

// markdown imports Markdown. Its body stays as it is, but for a first heading
// that is the title; of its front matter is taken what a source has.
func (im *Importer) markdown(r *Report, in Input, opts Options) {
	text, ok := r.decode(in, opts)
	if !ok {
		return
	}
	f, err := clip.Read(in.Name, text)
	if err != nil {
		r.problem("this Markdown is not read: "+err.Error(), "mend it, or take it away from the top of the file")
		return
	}
	if r.Diagnostics = f.Diagnostics; len(r.Diagnostics) > 0 {
		return
	}
	c := claim.New()
	r.takeFields(c, f.Fields)
	r.takenOut(f.Taken)
	body := f.Body
	file := diag.NewFile("", []byte(body))
	s := markdown.ReadSource(file, 0)
	if len(s.Blocks) == 0 || strings.TrimSpace(s.Plain.Text) == "" {
		r.problem("there is no text in this file", "is it the right one?")
		return
	}
	var inferred [][2]string
	first := s.Blocks[0]
	heading := first.In(s.Plain.Text)
	title := c.Choose("title").Value
	switch {
	case first.Kind == markdown.Heading && first.Level == 1 && len(s.Blocks) > 1 && (title == "" || claim.SameWords(title, heading)):
		if title == "" {
			c.Add("title", heading, "the first heading")
		}
		// The heading ends where the next block's line starts.
		rest := body[file.LineStart(s.Blocks[1].Line):]
		if below := markdown.ReadSource(diag.NewFile("", []byte(rest)), 0); strings.HasSuffix(s.Plain.Text, below.Plain.Text) && len(below.Blocks) == len(s.Blocks)-1 {
			body = rest
		}
	case title == "":
		inferred = append(inferred, titleFromText(c, []block.Block{{Kind: first.Kind, Text: heading}}))
	}
	var paragraphs []string
	for _, b := range s.Blocks {
		paragraphs = append(paragraphs, b.In(s.Plain.Text))
	}
	r.pointOut(paragraphs)
	inferred = append(inferred, languageFromText(c, strings.Join(paragraphs, "\n"))...)
	im.source(r, in, opts, c, inferred, body)
}

// fieldNames are the names that other programs give what a source has, the
// most telling first.
var fieldNames = [][2]string{
	{"title", "title"}, {"title", "full_title"}, {"publisher", "publisher"}, {"publisher", "site"}, {"publisher", "site_name"}, {"publisher", "website"}, {"publisher", "publication"}, {"publisher", "domain"},
	{"author", "author"}, {"author", "authors"}, {"author", "creator"}, {"author", "byline"},
	{"published", "published"}, {"published", "published_date"}, {"published", "date_published"}, {"published", "publish_date"}, {"published", "pubdate"}, {"published", "date"},
	{"url", "url"}, {"url", "source"}, {"url", "source_url"}, {"url", "original_url"}, {"url", "link"},
	{"archived", "archived"}, {"captured", "captured"}, {"captured", "clipped"}, {"captured", "date_clipped"}, {"captured", "saved"}, {"captured", "date_saved"}, {"captured", "saved_date"}, {"captured", "retrieved"},
	{"lang", "lang"}, {"lang", "language"}, {"series", "series"}, {"rights", "rights"},
	{"topics", "topics"}, {"topics", "tags"}, {"topics", "document_tags"}, {"topics", "keywords"},
}

// takeFields notes what the front matter of another program's Markdown says. The
// day on which a clip was made is that of its capture: "created", where there is an
// address as well.
func (r *Report) takeFields(c *claim.Claims, f clip.Fields) {
	pairs := fieldNames
	if len(f.Values["url"])+len(f.Values["source"])+len(f.Values["link"]) > 0 {
		pairs = append(slices.Clone(pairs), [2]string{"captured", "created"})
	}
	known := map[string]bool{}
	for _, k := range pairs {
		values, ok := f.Values[k[1]]
		if !ok {
			continue
		}
		known[k[1]] = true
		from := fmt.Sprintf("%q in its front matter", k[1])
		v := strings.Join(values, ", ")
		switch k[0] {
		case "published", "captured":
			if d, err := edtf.Parse(v); err == nil {
				c.Add(k[0], d.String(), from)
			} else {
				c.Date(k[0], v, from)
			}
		case "url", "archived":
			if claim.WebAddress(v) == "" && v != "" {
				c.Remark("%s: %s says %q, which is no web address", k[0], from, segment.Clip(v, 60))
			} else if k[0] == "archived" {
				c.Add("archived", claim.WebAddress(v), from)
			} else {
				c.Address(v, from)
			}
		case "lang":
			c.Language(v, from)
		case "topics":
			for _, t := range values {
				for _, one := range strings.Split(t, ",") {
					c.Add("topics", strings.Trim(one, "# "), from)
				}
			}
		default:
			c.Add(k[0], v, from)
		}
	}
	var left []string
	for _, k := range f.Keys {
		if !known[k] {
			left = append(left, fmt.Sprintf("%q", k))
		}
	}
	if len(left) > 0 {
		r.Remarks = append(r.Remarks, "of the front matter is not taken, since a source has no such key: "+strings.Join(left, ", "))
	}
}

// takenOut lists what was taken out of a text, each kind once.
func (r *Report) takenOut(pieces []clip.Piece) {
	for _, p := range pieces {
		i := slices.IndexFunc(r.Cuts, func(c page.Cut) bool { return c.What == p.What })
		if i < 0 {
			r.Cuts = append(r.Cuts, page.Cut{What: p.What, Text: p.Text, Words: len(strings.Fields(p.Text))})
			continue
		}
		r.Cuts[i].Text += " · " + p.Text
		r.Cuts[i].Words += len(strings.Fields(p.Text))
	}
}

// readBack returns the plain text that dossier reads from a source's body.
func readBack(body string) string {
	return markdown.ReadSource(diag.NewFile("", []byte(body)), 0).Plain.Text
}

// texts returns the texts of blocks.
func texts(blocks []block.Block) []string {
	var out []string
	for _, b := range blocks {
		out = append(out, b.Text)
	}
	return out
}

// pointOut says which paragraphs may be no part of the article.
func (r *Report) pointOut(paragraphs []string) {
	type line struct{ what, text string }
	times := map[line]int{}
	var order []line
	for _, p := range paragraphs {
		what := page.NoiseOf(p)
		if what == "" {
			continue
		}
		l := line{what, segment.Clip(p, 80)}
		if times[l]++; times[l] == 1 {
			order = append(order, l)
		}
	}
	for _, l := range order {
		said := fmt.Sprintf("kept, but this may be %s: %q", l.what, l.text)
		if n := times[l]; n > 1 {
			said += fmt.Sprintf(", %d times", n)
		}
		r.Remarks = append(r.Remarks, said)
	}
}
