package build

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/publish"
	"dossier/generator/internal/shell"
	"dossier/templates"
)

// editor makes random changes to a content folder, good ones and bad ones, and
// says which paths it touched.
type editor struct {
	t     *testing.T
	r     *rand.Rand
	files afero.Fs
	n     int
}

var statements = []string{
	"The bridge over the river will be closed for repairs until the autumn.",
	"“We have 12 offers and none of them is cheap,” the mayor said on Thursday.",
	"Nobody was hurt when the crane fell on the northern bank.",
	"The council denied that money had been paid before the vote.",
	"According to the contractor, the steel came from a yard in the south.",
	"“There is progress,” the minister told reporters after the meeting.",
	"Residents have asked for a ferry while the bridge is closed.",
	"The opposition called the timetable a fairy tale.",
}

func (e *editor) pick(list []string) string { return list[e.r.IntN(len(list))] }

// list returns the files of a folder of content, and of the folders in it.
func (e *editor) list(folder string) []string {
	infos, err := afero.ReadDir(e.files, folder)
	if err != nil {
		return nil
	}
	var out []string
	for _, info := range infos {
		if p := path.Join(folder, info.Name()); info.IsDir() {
			out = append(out, e.list(p)...)
		} else {
			out = append(out, p)
		}
	}
	return out
}

func (e *editor) put(name, text string) string {
	if err := afero.WriteFile(e.files, name, []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
	return name
}

func (e *editor) name(folder string) string {
	if e.r.IntN(6) == 0 {
		folder += e.pick([]string{"/2015", "/2015/march"})
	}
	return fmt.Sprintf("%s/%s%d.md", folder, []string{"a", "b", "a-b"}[e.r.IntN(3)], e.r.IntN(4))
}

// slugs returns a slug of a kind, mostly one that is there.
func (e *editor) slug(folder string) string {
	all := e.list(folder)
	if len(all) == 0 || e.r.IntN(12) == 0 {
		return "nothing"
	}
	if folder == "people" && e.r.IntN(6) == 0 {
		return e.pick([]string{"Jane Roe", "Otto von Nirgendwo"})
	}
	return strings.TrimSuffix(path.Base(e.pick(all)), ".md")
}

func (e *editor) source() string {
	var body []string
	for range 2 + e.r.IntN(4) {
		body = append(body, e.pick(statements)+" "+e.pick(statements))
	}
	lang := ""
	if e.r.IntN(4) == 0 {
		lang = "lang: fr\n"
	}
	return fmt.Sprintf("---\ntitle: Report %d\npublisher: %s\npublished: 2015-0%d-1%d\n%stopics: [%s]\n---\n%s\n",
		e.r.IntN(100), e.pick([]string{"The Post", "The Herald"}), 1+e.r.IntN(9), e.r.IntN(9), lang,
		e.pick([]string{"Bridge", "bridge", "Money"}), strings.Join(body, "\n\n"))
}

func (e *editor) citation() string {
	words := strings.Fields(e.pick(statements))
	from := e.r.IntN(len(words) - 3)
	text := strings.Join(words[from:from+3+e.r.IntN(len(words)-from-2)], " ")
	if e.r.IntN(8) == 0 {
		text += " indeed"
	}
	return fmt.Sprintf("> %s\n> — [[sources/%s]]\n\nSays so; see [[%s]].\n\n", text, e.slug("sources"), e.slug("people"))
}

func (e *editor) note(folder string) string {
	body := e.citation()
	if e.r.IntN(2) == 0 {
		body += e.citation()
	}
	head := fmt.Sprintf("title: Note %d\ntopics: [%s]\n", e.r.IntN(100), e.pick([]string{"Bridge", "BRIDGE", "Votes"}))
	if e.r.IntN(10) == 0 {
		head += e.pick([]string{"draft: true\n", "status: open\n", "status: review\nreviewer: Somebody\n", "status: published\n"})
	}
	switch folder {
	case "annotations":
		head = "source: " + e.slug("sources") + "\n"
		body = fmt.Sprintf("> %s\n\nA remark.\n", e.pick(statements))
	case "quotes":
		head += fmt.Sprintf("speaker: %s\nsaid: 2015-0%d\nrelated: [%s]\n", e.slug("people"), 1+e.r.IntN(9), e.slug("quotes"))
	case "events":
		head += fmt.Sprintf("date: 2015-0%d~\npeople: [%s]\n", 1+e.r.IntN(9), e.slug("people"))
	case "people":
		head = fmt.Sprintf("name: Person %d\naliases: [Alias %d]\n", e.r.IntN(100), e.r.IntN(5))
	case "pages":
		head += fmt.Sprintf("nav: %d\n", 1+e.r.IntN(3))
	}
	if e.r.IntN(15) == 0 {
		head += "colour: red\n"
	}
	return "---\n" + head + "---\n" + body
}

var folders = []string{"annotations", "quotes", "events", "people", "pages"}

// change makes one change and returns the paths it touched.
func (e *editor) change() []string {
	e.n++
	folder := e.pick(folders)
	switch e.r.IntN(16) {
	case 0, 1:
		return []string{e.put(e.name("sources"), e.source())}
	case 2:
		if all := e.list("sources"); len(all) > 2 {
			gone := e.pick(all)
			if err := e.files.Remove(gone); err != nil {
				e.t.Fatal(err)
			}
			return []string{gone}
		}
	case 3, 4:
		if all := e.list(folder); len(all) > 0 {
			from, to := e.pick(all), e.name(folder)
			if from != to {
				data, err := afero.ReadFile(e.files, from)
				if err != nil {
					e.t.Fatal(err)
				}
				e.put(to, string(data))
				if err := e.files.Remove(from); err != nil {
					e.t.Fatal(err)
				}
			}
			return []string{from, to}
		}
	case 5:
		if all := e.list(folder); len(all) > 0 {
			gone := e.pick(all)
			if err := e.files.Remove(gone); err != nil {
				e.t.Fatal(err)
			}
			return []string{gone}
		}
	case 6:
		if e.r.IntN(4) == 0 {
			_ = e.files.Remove("dossier.yaml") // which may be gone already
			return []string{"dossier.yaml"}
		}
		return []string{e.put("dossier.yaml", fmt.Sprintf("title: Made %d\nlanguage: %s\n%s\n", e.n,
			e.pick([]string{"en", "en", "de"}), e.pick([]string{"", "", "ignore: [2015/, a2.md, stray.txt]"})))}
	case 7:
		touched := []string{e.put(folder+"/Not a Slug.md", "words\n"), e.put("stray.txt", "words\n")}
		if e.r.IntN(2) == 0 {
			return append(touched, e.put(fmt.Sprintf("quote/lost%d.md", e.r.IntN(2)), "words\n"))
		}
		for _, p := range e.list("quote") {
			if err := e.files.Remove(p); err != nil {
				e.t.Fatal(err)
			}
			touched = append(touched, p)
		}
		return touched
	case 8:
		return []string{e.put(e.name(folder), "---\ntitle: \"unclosed\n---\nwords\n")}
	case 9:
		return []string{e.put(e.name(folder), "not \xff UTF-8\n")}
	case 10:
		if e.r.IntN(3) == 0 {
			if err := e.files.RemoveAll(folder); err != nil {
				e.t.Fatal(err)
			}
			return []string{folder}
		}
	case 11: // several at once, and some that are not there
		return []string{e.put(e.name(folder), e.note(folder)), e.put(e.name("sources"), e.source()), "quotes/never-was.md", "elsewhere"}
	}
	return []string{e.put(e.name(folder), e.note(folder))}
}

// TestASessionGivesWhatABuildGives makes random edits, renames and deletions,
// and compares every file of the site and every diagnostic with those of a
// build from nothing. In between it looks at results whose comparison is not
// finished: they must be whole, too.
func TestASessionGivesWhatABuildGives(t *testing.T) {
	steps := 40
	if testing.Short() {
		steps = 10
	}
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			e := &editor{t: t, r: rand.New(rand.NewPCG(7, seed)), files: afero.NewMemMapFs()}
			e.put("dossier.yaml", "title: Made\n")
			for range 5 {
				e.put(e.name("sources"), e.source())
			}
			for range 6 {
				folder := e.pick(folders)
				e.put(e.name(folder), e.note(folder))
			}
			in := Input{Content: e.files, Name: "content", Templates: afero.FromIOFS{FS: templates.Files}}
			s := NewSession(in)
			if _, err := s.Update(context.Background(), nil); err != nil {
				t.Fatal(err)
			}
			for step := range steps {
				touched := e.change()
				r, err := s.Update(context.Background(), touched)
				if err != nil {
					t.Fatal(err)
				}
				if !s.Current() {
					for _, p := range r.paths() {
						if _, err := r.File(p); err != nil {
							t.Fatalf("step %d, %v, before the comparison: %s: %v", step, touched, p, err)
						}
					}
					if e.r.IntN(2) == 0 {
						continue // the next change comes before the comparison is done
					}
					r = s.Use(s.Compare(s.Texts()))
				}
				sameSite(t, fmt.Sprintf("step %d, %v", step, touched), in, r)
				if t.Failed() {
					return
				}
			}
		})
	}
}

// sameSite reports where a result differs from a build of the same files.
func sameSite(t *testing.T, when string, in Input, got *Result) {
	t.Helper()
	want, err := Check(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := show(want.Diagnostics), show(got.Review()); !slices.Equal(a, b) {
		t.Errorf("%s: problems are\n%s\nand of a build\n%s", when, strings.Join(b, "\n"), strings.Join(a, "\n"))
	}
	if a, b := want.paths(), got.paths(); !slices.Equal(a, b) {
		t.Errorf("%s: files are\n%s\nand of a build\n%s", when, b, a)
		return
	}
	for _, p := range want.paths() {
		for _, p := range []string{p, strings.TrimSuffix(p, "index.html") + "preview.js"} {
			a, err := want.File(p)
			b, other := got.File(p)
			if err != nil || other != nil {
				t.Fatalf("%s: %s: %v, %v", when, p, err, other)
			}
			if !bytes.Equal(a, b) {
				t.Errorf("%s: %s is\n%s\nand of a build\n%s", when, p, b, a)
				return
			}
		}
	}
}

func show(list []diag.Diagnostic) []string {
	var out []string
	for _, d := range list {
		out = append(out, fmt.Sprintf("%s:%d:%d %s %s %s %s %v", d.File, d.Line, d.Column, d.Severity, d.Code, d.Message, shell.Hint(d.Hint), d.Related))
	}
	return out
}

// TestAFileIsWhatABuildWrites compares what is made alone with what a build
// writes, for every file.
func TestAFileIsWhatABuildWrites(t *testing.T) {
	in := Input{Content: madeDossier(t, 12), Name: "content", Templates: afero.FromIOFS{FS: templates.Files}}
	r, err := Check(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	folder := afero.NewMemMapFs()
	if _, err := r.Write(context.Background(), publish.On(folder), publish.Options{}); err != nil {
		t.Fatal(err)
	}
	n := 0
	err = afero.Walk(folder, ".", func(p string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || strings.HasPrefix(info.Name(), ".") {
			return err
		}
		n++
		want, err := afero.ReadFile(folder, p)
		if err != nil {
			return err
		}
		got, err := r.File(path.Clean(p))
		if err == nil && !bytes.Equal(got, want) {
			t.Errorf("%s is %q, and a build writes %q", p, got, want)
		}
		return err
	})
	if err != nil || n < 50 {
		t.Fatalf("%d files: %v", n, err)
	}
	for _, p := range []string{"", "sources", "sources/", "nothing/index.html", "../x", "sources/../index.html", "index.html/"} {
		if data, err := r.File(p); data != nil || err != nil {
			t.Errorf("there is a file %q: %v", p, err)
		}
	}
}

// TestTemplatesThatCannotBeReadLeaveTheOthersInUse fails in the middle of a
// session, and goes on with it.
func TestTemplatesThatCannotBeReadLeaveTheOthersInUse(t *testing.T) {
	own := afero.NewMemMapFs()
	if err := afero.WriteFile(own, "style.css", []byte("p { color: red }"), 0o644); err != nil {
		t.Fatal(err)
	}
	gone := &goneFs{Fs: own}
	s := NewSession(Input{Content: madeDossier(t, 3), Name: "content", Templates: afero.FromIOFS{FS: templates.Files}, Own: gone, OwnName: "templates"})
	if _, err := s.Update(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	gone.gone = true
	if _, err := s.Restyle(context.Background()); err == nil {
		t.Fatal("templates that cannot be read are read")
	}
	r := s.Use(s.Compare(s.Texts()))
	if data, err := r.File("style.css"); err != nil || string(data) != "p { color: red }" {
		t.Errorf("the style sheet is %q: %v", data, err)
	}
}

// goneFs is a folder that goes.
type goneFs struct {
	afero.Fs
	gone bool
}

func (g *goneFs) Open(name string) (afero.File, error) {
	if g.gone {
		return nil, &os.PathError{Op: "open", Path: name, Err: os.ErrPermission}
	}
	return g.Fs.Open(name)
}

func (g *goneFs) Stat(name string) (os.FileInfo, error) {
	if g.gone {
		return nil, &os.PathError{Op: "stat", Path: name, Err: os.ErrPermission}
	}
	return g.Fs.Stat(name)
}
