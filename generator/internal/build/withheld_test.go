package build

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/afero"

	"dossier/generator/internal/book"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/publish"
	"dossier/generator/internal/segment"
	"dossier/templates"
)

// TestWordsKeptBackAreNowhere builds random dossiers in which some sources keep
// words back, and looks in every file of the site, names and addresses included,
// for every run of five words that may not be published.
func TestWordsKeptBackAreNowhere(t *testing.T) {
	for seed := range uint64(18) {
		files := secretive(rand.New(rand.NewPCG(seed, 7)))
		content := dossiertest.Folder(t, files)
		r, err := Check(context.Background(), Input{Content: content, Name: "content", Templates: afero.FromIOFS{FS: templates.Files}})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range r.Diagnostics {
			if d.Severity == diag.Error {
				t.Fatalf("seed %d: %s:%d: %s\n%s", seed, d.File, d.Line, d.Message, files[strings.TrimPrefix(d.File, "content/")])
			}
		}
		target := afero.NewMemMapFs()
		if _, err := r.Write(context.Background(), publish.On(target), publish.Options{}); err != nil {
			t.Fatal(err)
		}
		secret := secrets(r)
		if len(secret) < 50 {
			t.Fatalf("seed %d keeps back %d runs of words only", seed, len(secret))
		}
		told := map[string]bool{}
		for _, c := range r.Site.Cards() { // a picture is read by nobody here: what it is drawn of is
			for _, text := range c.Shows().Texts() {
				for _, run := range runsIn(text) {
					if of := secret[run]; of != "" {
						t.Errorf("seed %d: %s shows %q of %s", seed, c.Path, run, of)
					}
				}
			}
		}
		err = afero.Walk(target, ".", func(name string, info fs.FileInfo, err error) error {
			if err != nil || info.IsDir() {
				return err
			}
			data, err := afero.ReadFile(target, name)
			for _, text := range append([]string{name, apart(t, name, string(data))}, packed(t, name, data)...) {
				for _, run := range runsIn(text) {
					if of := secret[run]; of != "" && !told[run] {
						told[run] = true
						t.Errorf("seed %d: %s tells %q of %s\n%s\n%s", seed, name, run, of, files["sources/"+of+".md"], text)
					}
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			return
		}
	}
}

// packed returns the files in an EPUB; none of any other file.
func packed(t *testing.T, name string, data []byte) []string {
	t.Helper()
	if path.Ext(name) != ".epub" {
		return nil
	}
	files, err := book.Unpack(data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		out = append(out, string(f))
	}
	return out
}

// secrets returns the runs of words that may not be published, each with a
// source that it is in.
func secrets(r *Result) map[string]string {
	out := map[string]string{}
	public := map[string]bool{} // runs that are published
	for _, s := range r.Dossier.Sources {
		for _, p := range r.Evidence.Shown(s) {
			for _, run := range runs(p.In(s.Plain)) {
				public[run] = true
			}
		}
	}
	for _, s := range r.Dossier.Sources {
		if s.Publish == dossier.PublishFull {
			continue
		}
		for _, run := range runs(s.Plain) {
			if !public[run] {
				out[run] = string(s.Slug)
			}
		}
	}
	return out
}

// inline matches the tags of HTML that part no words; those of a difference part the words of two sources.
var inline = regexp.MustCompile(`</?(?:a|b|code|em|i|mark|q|span|strong|sup|tspan|text)\b[^>]*>`)

// runsIn returns the runs of words of a file in every reading of it: as it
// stands, value by value, with the tags within a line taken out, and with its
// addresses decoded.
func runsIn(text string) []string {
	text = strings.NewReplacer(`\n`, " ", `\"`, `"`, `\u003c`, "<", `\u003e`, ">").Replace(text)
	var out []string
	for _, reading := range []string{text, inline.ReplaceAllString(text, " ")} {
		for _, value := range strings.FieldsFunc(reading, func(r rune) bool { return strings.ContainsRune(`"<>…`, r) }) {
			value = html.UnescapeString(value)
			out = append(out, runs(value)...)
			if decoded, err := url.QueryUnescape(value); err == nil && decoded != value {
				out = append(out, runs(decoded)...)
			}
		}
	}
	return out
}

// runs returns the runs of five words of a text, folded.
func runs(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	var out []string
	for i := 0; i+runLength <= len(words); i++ {
		out = append(out, strings.Join(words[i:i+runLength], " "))
	}
	return out
}

// apart returns the text of a file with quotation marks between what is told apart there: the cells of a table are no text that runs on.
func apart(t *testing.T, name, text string) string {
	if !strings.HasSuffix(name, ".csv") {
		return text
	}
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out []string
	for _, row := range rows {
		out = append(out, row...)
	}
	return strings.Join(out, `"`)
}

// secretive returns the files of a dossier of sources that share sentences, in
// which each keeps as much back as chance has it, and notes of every kind that
// cite them.
func secretive(r *rand.Rand) map[string]string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	starts, ends := strings.Fields("bar del fir gor hal jas kem lor mir nov pel quor ras tov ulm wes"), strings.Fields("ach eth ing olt und arm est ion ork ump")
	word := func() string { return pick(starts...) + pick(ends...) }
	sentence := func() string {
		var words []string
		for range 9 + r.IntN(8) {
			words = append(words, word())
		}
		words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
		return strings.Join(words, " ") + "."
	}
	var common []string
	for range 6 {
		common = append(common, sentence())
	}
	out := map[string]string{"dossier.yaml": "title: A dossier\nlanguage: en\nbase_url: https://example.org/d/\neditors: [Ada Roe, Ben Poe]\n"}
	texts := map[string][]string{} // paragraphs
	var slugs []string
	for i := range 6 {
		slug := fmt.Sprintf("s%d", i)
		slugs = append(slugs, slug)
		for range 3 + r.IntN(3) {
			var paragraph []string
			for range 1 + r.IntN(3) {
				s := sentence()
				if r.IntN(2) == 0 {
					words := strings.Fields(pick(common...))
					if r.IntN(2) == 0 {
						words[1+r.IntN(len(words)-2)] = word()
					}
					s = strings.Join(words, " ")
				}
				if !strings.Contains(strings.Join(append(texts[slug], paragraph...), " "), s) { // twice, it could not be cited
					paragraph = append(paragraph, s)
				}
			}
			if len(paragraph) > 0 {
				texts[slug] = append(texts[slug], strings.Join(paragraph, " "))
			}
		}
		head := fmt.Sprintf("title: Report %d\npublisher: Paper %d\npublished: 2015-03-0%d\nurl: https://example.org/%d\n", i, i, 1+i, i)
		head += "publish: " + []string{"none", "passages", "full"}[i%3] + "\n"
		if r.IntN(4) == 0 {
			head += "evidence: show\n"
		}
		out["sources/"+slug+".md"] = "---\n" + head + "---\n" + strings.Join(texts[slug], "\n\n") + "\n"
	}
	// cite returns a blockquote of words of a source.
	cite := func(slug string, named bool) string {
		var words []string
		once := func(words []string) bool {
			return strings.Count(strings.ToLower(strings.Join(texts[slug], "\n")), strings.ToLower(strings.Join(words, " "))) == 1
		}
		long := r.IntN(3) == 0 // what is left out, or stands around marked words, is a run of its own
		for len(words) < 6 || !once(words[:3]) || !once(words[len(words)-3:]) {
			words = strings.Fields(pick(texts[slug]...))
			from, length := r.IntN(max(1, len(words)-8)), 6+r.IntN(4)
			if long {
				length += 9
			}
			words = slices.Clone(words[from:min(len(words), from+length)])
		}
		switch n := len(words); {
		case n > 7 && r.IntN(3) == 0:
			words = slices.Concat(words[:3], []string{"[…]"}, words[n-3:])
		case n > 12 && r.IntN(2) == 0:
			words[n-2], words[n-1] = "=="+words[n-2], words[n-1]+"=="
		case r.IntN(3) == 0:
			words[1], words[2] = "=="+words[1], words[2]+"=="
		}
		out := "> " + strings.Join(words, " ") + "\n"
		if named {
			out += "> — [[" + slug + "]]\n"
		}
		return out
	}
	for i := range 4 {
		slug := pick(slugs...)
		draft := ""
		if i == 3 {
			draft = "draft: true\n"
		}
		out[fmt.Sprintf("annotations/a%d.md", i)] = "---\nsource: " + slug + "\n" + draft + "---\n" + cite(slug, false) + "\nWhat is said of it.\n"
		note := cite(pick(slugs...), true)
		out[fmt.Sprintf("events/e%d.md", i)] = fmt.Sprintf("---\ntitle: Event %d\ndate: 2015-02-1%d\n---\n%s", i, i, note)
		var wordings strings.Builder
		for range 1 + r.IntN(3) {
			wordings.WriteString(cite(pick(slugs...), true) + "\nSo they wrote.\n\n")
		}
		out[fmt.Sprintf("quotes/q%d.md", i)] = fmt.Sprintf("---\ntitle: Saying %d\nspeaker: jo\nsaid: 2015-02-0%d\n---\n%s", i, 1+i, wordings.String())
	}
	for i := range 3 {
		claim := fmt.Sprintf("---\ntitle: Claim %d\nmade: 2015-02-1%d\nverdict: mixed\nreviewed: 2015-05\nclaimant: jo\nappearances: [q%d, %s]\n---\n", i, i, i, pick(slugs...))
		claim += cite(pick(slugs...), true) + "\n## What the evidence shows\n\nThis is found.\n\n"
		for _, bears := range []string{"contradicts", "qualifies", "context"} {
			claim += strings.TrimSuffix(cite(pick(slugs...), true), "\n") + " " + bears + "\n\nSo it is.\n\n"
		}
		out[fmt.Sprintf("claims/c%d.md", i)] = claim
	}
	out["people/jo.md"] = "---\nname: Jo Doe\nrole: mayor\n---\n" + cite(pick(slugs...), true)
	out["pages/method.md"] = "---\ntitle: Method\nnav: 1\n---\n" + cite(pick(slugs...), true)
	return out
}

// TestWordsThatAreCitedSomewhereAreKeptBackNowhere asks of everything that shows words of a source whether it asks the one
// function that knows which: what another note cites is shown too where a citation leaves it out or stands around it.
func TestWordsThatAreCitedSomewhereAreKeptBackNowhere(t *testing.T) {
	const head, middle, tail = "The harbour committee approved", "seven proposals concerning the northern breakwater", "yesterday evening"
	cited := map[string]string{
		"dossier.yaml":      "title: A dossier\n",
		"sources/wire.md":   "---\ntitle: Wire\npublish: passages\n---\n" + head + " " + middle + " " + tail + "\n\nNobody may read that the mayor slept.\n",
		"sources/paper.md":  "---\ntitle: Paper\n---\n" + head + " some proposals " + tail + "\n",
		"quotes/left.md":    "---\ntitle: Left\n---\n> " + head + " […] " + tail + "\n> — [[wire]], page 3\n",
		"quotes/other.md":   "---\ntitle: Other\n---\n> " + head + " some proposals " + tail + "\n> — [[paper]]\n\n> " + head + " […] " + tail + "\n> — [[wire]]\n",
		"events/around.md":  "---\ntitle: Around\ndate: 2015\n---\n> " + head + " " + middle + " ==" + tail + "==\n> — [[wire]]\n",
		"annotations/it.md": "---\nsource: wire\n---\n> " + middle + "\n\nWhat is said of it.\n",
	}
	alone := maps.Clone(cited)
	delete(alone, "annotations/it.md")
	for _, c := range []struct {
		files map[string]string
		shown bool
	}{{cited, true}, {alone, false}} {
		content := afero.NewMemMapFs()
		for name, text := range c.files {
			if err := afero.WriteFile(content, name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		r, err := Check(context.Background(), Input{Content: content, Name: "content", Templates: afero.FromIOFS{FS: templates.Files}})
		if err != nil {
			t.Fatal(err)
		}
		read := func(path string) string {
			data, err := r.File(path)
			if err != nil || data == nil {
				t.Fatalf("%s: %v", path, err)
			}
			return string(data)
		}
		for path, words := range map[string]string{
			"quotes/left/index.html":   "<span class=\"left-out\"> " + middle,
			"quotes/other/index.html":  "<span class=\"left-out\"> " + middle,
			"events/around/index.html": head + " " + middle,
			"sources/wire/preview.js":  head + " " + middle + " " + tail,
		} {
			if strings.Contains(read(path), words) != c.shown {
				t.Errorf("%s has %q: %t, want %t", path, words, !c.shown, c.shown)
			}
		}
		var data struct {
			Quotes, Events []struct {
				Slug string
				Body []struct {
					Citation *struct {
						Exact, Quoted, Locator string
						LeftOut                []struct {
							Words int
							Exact string
						} `json:"left_out"`
					}
				}
			}
		}
		if err := json.Unmarshal([]byte(read("dossier.json")), &data); err != nil {
			t.Fatal(err)
		}
		left, around := data.Quotes[0].Body[0].Citation, data.Events[0].Body[0].Citation
		if left.Locator != "page 3" || len(left.LeftOut) != 1 || left.LeftOut[0].Words != 6 {
			t.Errorf("the data say %+v", left)
		}
		for what, text := range map[string]string{"left out": left.LeftOut[0].Exact, "exact": left.Exact, "quoted": around.Quoted} {
			if strings.Contains(text, middle) != c.shown {
				t.Errorf("in the data, %s is %q", what, text)
			}
		}
	}
}

// TestASilentSourceIsComparedNowhere builds a dossier in which a source keeps
// back what it shares with others.
func TestASilentSourceIsComparedNowhere(t *testing.T) {
	const said = "The harbour committee approved seven proposals concerning the northern breakwater yesterday evening, the minutes say."
	for evidence, want := range map[string]bool{"": false, "evidence: show\n": true} {
		content := dossiertest.Folder(t, map[string]string{
			"dossier.yaml":     "title: A dossier\n",
			"sources/wire.md":  "---\ntitle: Wire\npublished: 2015-03-01\npublish: none\n" + evidence + "---\n" + said + "\n",
			"sources/paper.md": "---\ntitle: Paper\npublished: 2015-03-02\n---\n" + said + "\n",
			"sources/post.md":  "---\ntitle: Post\npublished: 2015-03-03\n---\n" + said + " It was late when they came out.\n",
			"sources/radio.md": "---\ntitle: Radio\npublished: 2015-03-04\n---\n" + said + " Nobody objected to any of them in the end.\n",
		})
		r, err := Check(context.Background(), Input{Content: content, Name: "content", Templates: afero.FromIOFS{FS: templates.Files}})
		if err != nil {
			t.Fatal(err)
		}
		for path, told := range map[string]bool{"compare/paper--wire/index.html": want, "compare/paper--radio/index.html": true} {
			if page, err := r.File(path); err != nil || (page != nil) != told {
				t.Errorf("%q: %s is made: %v, %v", evidence, path, page != nil, err)
			}
		}
		for _, path := range []string{"dossier.json", "sources/paper/index.html", "compare/index.html"} {
			data, err := r.File(path)
			if err != nil {
				t.Fatal(err)
			}
			text := string(data)
			if path == "dossier.json" {
				_, text, _ = strings.Cut(text, `"comparisons"`)
			}
			if strings.Contains(strings.ToLower(text), "wire") != want {
				t.Errorf("%q: %s names the source that is silent: %v", evidence, path, !want)
			}
		}
		family := "/compare/paper/"
		if want {
			family = "/compare/wire/"
		}
		made := false
		for _, p := range r.Site.Pages() {
			made = made || string(p.Route) == family
			if under, ok := strings.CutPrefix(string(p.Route), "/compare/"); ok && strings.Contains(under, "wire") && !want {
				t.Errorf("%q: the address %s names the source that is silent", evidence, p.Route)
			}
		}
		if !made {
			t.Errorf("%q: there is no synopsis %s", evidence, family)
		}
		if s := r.Dossier.Source("wire"); r.Evidence.Shows(s, segment.Span{Start: 0, End: 3}) {
			t.Error("words of it may be shown")
		}
	}
}
