package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"dossier/generator/internal/build"
	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/templates"
)

// site is a server at work on a folder of its own.
type site struct {
	t         testing.TB
	folder    string
	templates string
	home      string
	told      chan Message
	server    *Server
}

// start starts a server on files, once with has been given it.
func start(t testing.TB, files map[string]string, with ...func(*Server)) *site {
	t.Helper()
	top := t.TempDir()
	s := &site{t: t, folder: filepath.Join(top, "content"), templates: filepath.Join(top, "templates"), told: make(chan Message, 1000)}
	for name, text := range files {
		s.write(name, text)
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.home = "http://" + l.Addr().String() + "/"
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	server := New(Options{
		Open:    func() (build.Input, func() error, error) { return openFolders(s.folder, s.templates) },
		Content: s.folder, Templates: s.templates, Tell: func(m Message) { s.told <- m },
	})
	s.server = server
	for _, change := range with {
		change(server)
	}
	go func() { done <- server.Run(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	return s
}

// openFolders opens a content folder, and that of templates if it is there.
func openFolders(folder, own string) (build.Input, func() error, error) {
	view, closer, err := content.Open(folder)
	in := build.Input{Content: view, Name: "content", Templates: afero.FromIOFS{FS: templates.Files}}
	if info, err := os.Stat(own); err == nil && info.IsDir() {
		in.Own, in.OwnName = afero.NewBasePathFs(afero.NewOsFs(), own), "templates"
	}
	return in, closer, err
}

func (s *site) write(name, text string) {
	s.t.Helper()
	p := filepath.Join(s.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// get asks for a path, as a browser when accept says so.
func (s *site) get(path, accept string) (*http.Response, string) {
	s.t.Helper()
	r, err := http.NewRequest(http.MethodGet, s.home+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Accept", accept)
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer, string(body)
}

// await waits for a message of a kind.
func (s *site) await(ok func(Message) bool) Message {
	s.t.Helper()
	for {
		select {
		case m := <-s.told:
			if ok(m) {
				return m
			}
		case <-time.After(5 * time.Minute):
			s.t.Fatal("the message that is waited for never came")
		}
	}
}

// settled waits until all is known of what was read.
func (s *site) settled() { s.await(func(m Message) bool { return !m.Quick }) }

// events listens as the script of a page does.
func (s *site) events(page, state string) func() news {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s.t.Cleanup(cancel)
	address := s.home + ".dossier/events?" + url.Values{"page": {page}, "state": {state}}.Encode()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { answer.Body.Close() })
	lines := bufio.NewReader(answer.Body)
	return func() news {
		s.t.Helper()
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				s.t.Fatal(err)
			}
			if data, ok := strings.CutPrefix(line, "data: "); ok {
				var n news
				if err := json.Unmarshal([]byte(data), &n); err != nil {
					s.t.Fatal(err)
				}
				return n
			}
		}
	}
}

var small = map[string]string{
	"dossier.yaml":      "title: Made\n",
	"sources/paper.md":  "---\ntitle: Report\n---\nThere is progress, he said.\n",
	"annotations/a.md":  "---\nsource: paper\n---\n> There is progress\n\nA remark.\n",
	"pages/about.md":    "---\ntitle: About\n---\nWords.\n",
	"people/someone.md": "---\nname: Someone\n---\n",
}

func TestBrowsersGetAScriptAndProgramsThePage(t *testing.T) {
	s := start(t, small)
	_, plain := s.get("about/", "*/*")
	answer, page := s.get("about/", "text/html,*/*;q=0.8")
	script := page[strings.Index(page, "<script src=\"../.dossier/live.js"):]
	script = script[:strings.Index(script, "\n")+1]
	if strings.Contains(plain, ".dossier") || strings.Replace(page, script, "", 1) != plain {
		t.Errorf("a browser gets\n%s\nand a program\n%s", page, plain)
	}
	if _, code := s.get(".dossier/live.js", "*/*"); !strings.Contains(code, "Idiomorph") || !strings.Contains(code, "EventSource") {
		t.Error("the script is not whole")
	}
	if v := answer.Header.Get("Vary"); v != "Accept" {
		t.Errorf("Vary is %q", v)
	}
}

func TestAddressesWithoutASlashLeadToThePage(t *testing.T) {
	s := start(t, small)
	for path, want := range map[string]string{"sources/paper": "./paper/", "about": "./about/"} {
		if answer, _ := s.get(path, "*/*"); answer.StatusCode != http.StatusFound || answer.Header.Get("Location") != want {
			t.Errorf("%s is answered with %d and leads to %q", path, answer.StatusCode, answer.Header.Get("Location"))
		}
	}
	for path, want := range map[string]string{
		"": "text/html; charset=utf-8", "style.css": "text/css; charset=utf-8", "dossier.json": "application/json",
		"sources/paper/source.txt": "text/plain; charset=utf-8", "sources/paper/preview.js": "text/javascript; charset=utf-8",
	} {
		if answer, _ := s.get(path, "*/*"); answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != want {
			t.Errorf("%s is answered with %d, %s", path, answer.StatusCode, answer.Header.Get("Content-Type"))
		}
	}
	for _, path := range []string{"nothing/", "nothing", "sources/paper/nothing.txt", "..%2fdossier.yaml", "sources/%2e%2e/%2e%2e/etc/passwd"} {
		if answer, body := s.get(path, "*/*"); answer.StatusCode != http.StatusNotFound || !strings.Contains(body, "<title>") {
			t.Errorf("%s is answered with %d", path, answer.StatusCode)
		}
	}
	answer, _ := s.get("about/", "*/*")
	r, err := http.NewRequest(http.MethodGet, s.home+"about/", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("If-None-Match", answer.Header.Get("ETag"))
	r.Header.Set("Accept", "*/*")
	if answer, err = http.DefaultClient.Do(r); err != nil || answer.StatusCode != http.StatusNotModified {
		t.Errorf("what did not change is answered with %d: %v", answer.StatusCode, err)
	}
	answer.Body.Close()
}

func TestAPageHearsOfWhatConcernsIt(t *testing.T) {
	s := start(t, small)
	s.settled()
	next := s.events("/sources/paper/", "")
	if n := next(); n.Page == "" || n.Gone {
		t.Fatalf("a page whose state is not known is told %+v", n)
	}
	s.write("annotations/a.md", strings.Replace(small["annotations/a.md"], "A remark.", "Another remark.", 1))
	if n := next(); !strings.Contains(n.Page, "Another remark.") {
		t.Errorf("the first that the page is told after a change is %+v", n)
	}
	s.settled()
	s.write("people/someone.md", "---\nname: Someone\n---\nNew words.\n")
	for n := next(); ; n = next() {
		if n.Page != "" {
			t.Fatalf("the page is told of a change that it does not show: %s", n.Page)
		}
		if m := len(s.told); m > 0 {
			break
		}
	}
	s.write("annotations/a.md", "---\nsource: papers\n---\n> There is progress\n")
	for n := next(); len(n.Errors) == 0; n = next() {
	}
	if err := os.Remove(filepath.Join(s.folder, "sources", "paper.md")); err != nil {
		t.Fatal(err)
	}
	for n := next(); !n.Gone; n = next() {
	}
}

// TestAChangeIsOneState holds back what is found later: a change is told once,
// with all that it led to.
func TestAChangeIsOneState(t *testing.T) {
	held := make(chan struct{}, 1)
	s := start(t, small, func(server *Server) {
		found := server.review
		server.review = func(r *build.Result) []diag.Diagnostic {
			<-held
			return found(r)
		}
	})
	held <- struct{}{}
	s.settled()
	before := s.server.current().number
	s.write("pages/about.md", "---\ntitle: About\n---\nOther words.\n")
	s.await(func(m Message) bool { return len(m.Paths) > 0 })
	if n := s.server.current().number - before; n != 1 {
		t.Errorf("a change makes %d states", n)
	}
	close(held)
	s.settled()
}

func TestAnEmptyFileIsGivenAMoment(t *testing.T) {
	s := start(t, small)
	s.settled()
	name := filepath.Join(s.folder, "pages", "about.md")
	f, err := os.Create(name) // which empties it
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(asideFor / 6)
	if _, err := f.WriteString("---\ntitle: Written slowly\n---\n"); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if m := s.await(func(m Message) bool { return len(m.Paths) > 0 }); len(m.Problems) > 0 {
		t.Errorf("a file that was being written is a problem: %+v", m.Problems)
	}
	if err := os.Truncate(name, 0); err != nil {
		t.Fatal(err)
	}
	if m := s.await(func(m Message) bool { return len(m.Paths) > 0 }); len(m.Problems) == 0 {
		t.Error("a file that stays empty is no problem")
	}
}

func TestFilesOfTextEditorsChangeNothing(t *testing.T) {
	s := start(t, small)
	s.settled()
	for _, name := range []string{"pages/.about.md.swp", "pages/about.md~", "pages/#about.md#", ".git/x.md"} {
		s.write(name, "x")
	}
	// An editor that saves by renaming.
	s.write("pages/4913", "---\ntitle: Renamed over\n---\n")
	if err := os.Rename(filepath.Join(s.folder, "pages", "4913"), filepath.Join(s.folder, "pages", "about.md")); err != nil {
		t.Fatal(err)
	}
	m := s.await(func(m Message) bool { return slices.Contains(m.Paths, "pages/about.md") })
	for _, p := range m.Paths {
		if content.Hidden(filepath.Base(p)) || strings.HasPrefix(p, ".") {
			t.Errorf("%s was read", p)
		}
	}
	if len(m.Problems) > 0 {
		t.Errorf("problems are %+v", m.Problems)
	}
}

func TestNewFoldersAreWatched(t *testing.T) {
	s := start(t, map[string]string{"dossier.yaml": "title: Made\n"})
	s.settled()
	s.write("events/e.md", "---\ntitle: An event\ndate: 2015\n---\n")
	waitFor(t, func() bool { answer, _ := s.get("events/e/", "*/*"); return answer.StatusCode == http.StatusOK })
	s.write("events/f.md", "---\ntitle: Another\ndate: 2016\n---\n")
	waitFor(t, func() bool { answer, _ := s.get("events/f/", "*/*"); return answer.StatusCode == http.StatusOK })
	if err := os.RemoveAll(filepath.Join(s.folder, "events")); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { answer, _ := s.get("events/e/", "*/*"); return answer.StatusCode == http.StatusNotFound })
}

// TestFoldersInFoldersAreWatched makes one, writes into it, renames it, moves it
// to where it does not belong, and takes it away.
func TestFoldersInFoldersAreWatched(t *testing.T) {
	s := start(t, map[string]string{"dossier.yaml": "title: Made\n", "pages/p.md": "---\ntitle: P\n---\n"})
	s.settled()
	status := func(address string, want int) {
		t.Helper()
		waitFor(t, func() bool { answer, _ := s.get(address, "*/*"); return answer.StatusCode == want })
	}
	move := func(from, to string) {
		t.Helper()
		if err := os.Rename(filepath.Join(s.folder, from), filepath.Join(s.folder, to)); err != nil {
			t.Fatal(err)
		}
	}
	s.write("pages/2015/march/one.md", "---\ntitle: One\n---\n")
	status("one/", http.StatusOK)
	s.write("pages/2015/march/two.md", "---\ntitle: Two\n---\n")
	status("two/", http.StatusOK)
	move("pages/2015", "pages/2016")
	status("two/", http.StatusOK)
	s.write("pages/2016/march/three.md", "---\ntitle: Three\n---\n")
	status("three/", http.StatusOK)
	move("pages/2016", "page")
	status("two/", http.StatusNotFound)
	s.write("dossier.yaml", "title: Made\nignore: [page/]\n")
	move("page", "pages/2014")
	status("two/", http.StatusOK)
	s.write("dossier.yaml", "title: Made\nignore: [two.md]\n")
	status("two/", http.StatusNotFound)
	status("one/", http.StatusOK)
	if err := os.RemoveAll(filepath.Join(s.folder, "pages", "2014")); err != nil {
		t.Fatal(err)
	}
	status("one/", http.StatusNotFound)
	status("p/", http.StatusOK)
}

func waitFor(t *testing.T, ok func() bool) {
	t.Helper()
	for range 20_000 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("it never came")
}

// TestAnotherFolderInThePlaceOfTheFirst swaps the content folder, takes it away
// and brings it back, as a deploy or an unpacking does.
func TestAnotherFolderInThePlaceOfTheFirst(t *testing.T) {
	s := start(t, small)
	s.settled()
	shows := func(words string) func() bool {
		return func() bool { _, page := s.get("about/", "*/*"); return strings.Contains(page, words) }
	}
	fresh, old := s.folder+"-new", s.folder+"-old"
	if err := os.CopyFS(fresh, os.DirFS(s.folder)); err != nil {
		t.Fatal(err)
	}
	about := filepath.Join("pages", "about.md")
	if err := os.WriteFile(filepath.Join(fresh, about), []byte("---\ntitle: About\n---\nFresh words.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(s.folder, old); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(fresh, s.folder); err != nil {
		t.Fatal(err)
	}
	waitFor(t, shows("Fresh words."))
	s.write("pages/about.md", "---\ntitle: About\n---\nFresher words.\n")
	waitFor(t, shows("Fresher words."))
	if err := os.RemoveAll(s.folder); err != nil {
		t.Fatal(err)
	}
	s.await(func(m Message) bool { return m.Err != nil })
	if answer, _ := s.get("", "*/*"); answer.StatusCode != http.StatusOK {
		t.Errorf("while the folder is gone, the overview is answered with %d", answer.StatusCode)
	}
	if err := os.CopyFS(s.folder, os.DirFS(old)); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return !shows("Fresher words.")() })
	s.write("pages/about.md", "---\ntitle: About\n---\nBack again.\n")
	waitFor(t, shows("Back again."))
}

// TestTemplatesComeAndGo starts without templates, brings some, and takes them
// away while the server runs.
func TestTemplatesComeAndGo(t *testing.T) {
	s := start(t, small)
	s.settled()
	style := func() string { _, css := s.get("style.css", "*/*"); return css }
	shipped := style()
	if err := os.Mkdir(s.templates, 0o755); err != nil {
		t.Fatal(err)
	}
	put := func(text string) {
		if err := os.WriteFile(filepath.Join(s.templates, "style.css"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("p { color: red }\n")
	waitFor(t, func() bool { return strings.Contains(style(), "red") })
	next := s.events("/about/", "")
	next()
	put("p { color: blue }\n")
	for n := next(); !n.Styles; n = next() {
	}
	if err := os.RemoveAll(s.templates); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return style() == shipped })
	s.write("pages/about.md", "---\ntitle: About\n---\nStill taken.\n")
	waitFor(t, func() bool { _, page := s.get("about/", "*/*"); return strings.Contains(page, "Still taken.") })
}

func TestAFolderThatIsALinkIsWatched(t *testing.T) {
	top := t.TempDir()
	real := filepath.Join(top, "real")
	if err := os.Mkdir(real, 0o755); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(top, "link")
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	w, err := watch(link, "")
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	if err := os.WriteFile(filepath.Join(real, "x.md"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for c := range w.changes {
		if slices.Contains(c.content, "x.md") {
			return
		}
	}
}

// TestAnotherRunIsAnotherState has a browser that shows what a server showed
// before it was started again hear of what changed in between.
func TestAnotherRunIsAnotherState(t *testing.T) {
	one, two := start(t, small), start(t, small)
	one.settled()
	two.settled()
	if a, b := one.events("/about/", "")(), two.events("/about/", "")(); a.State == b.State || a.State == "" {
		t.Errorf("the states of two servers are %q and %q", a.State, b.State)
	}
	state := one.events("/about/", "")().State
	if n := one.events("/about/", state)(); n.Page != "" || n.Styles {
		t.Errorf("a page that is up to date is told %+v", n)
	}
	if n := two.events("/about/", state)(); n.Page == "" || !n.Styles {
		t.Errorf("a page of another run is told %+v", n)
	}
}

// TestWhatIsServedForAnyAddressStartsAtTheRoot asks for a deep address that
// leads nowhere, of a dossier that is published elsewhere, and of one that is
// not published.
func TestWhatIsServedForAnyAddressStartsAtTheRoot(t *testing.T) {
	_, page := start(t, small).get("no/such/page/", "text/html")
	for _, want := range []string{`<base href="../../../">`, `href="no/such/page/#`, `src=".dossier/live.js"`, `href="style.css"`} {
		if !strings.Contains(page, want) {
			t.Errorf("there is no %s in\n%s", want, page)
		}
	}
	files := maps.Clone(small)
	files["dossier.yaml"] += "base_url: https://example.org/sub/\n"
	s := start(t, files)
	_, page = s.get("no/such/page/", "text/html")
	for _, want := range []string{`href="../../../style.css`, `href="#`, `src="../../../.dossier/live.js"`} {
		if !strings.Contains(page, want) {
			t.Errorf("there is no %s in\n%s", want, page)
		}
	}
	if strings.Contains(page, "<base") || strings.Contains(page, "https://example.org/sub/") {
		t.Errorf("links lead to the published site:\n%s", page)
	}
	if _, page := s.get("no/such/page/", "*/*"); strings.Contains(page, s.home) {
		t.Error("a program gets another page than a build writes")
	}
	if answer, _ := s.get("about?x=1", "*/*"); answer.Header.Get("Location") != "./about/?x=1" {
		t.Errorf("a page with a query leads to %q", answer.Header.Get("Location"))
	}
}

// TestPermissionsThatAreMendedAreNoticed needs a user whom permissions bind.
func TestPermissionsThatAreMendedAreNoticed(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("permissions do not bind this user")
	}
	s := start(t, small)
	s.settled()
	name := filepath.Join(s.folder, "pages", "about.md")
	if err := os.Chmod(name, 0); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { answer, _ := s.get("about/", "*/*"); return answer.StatusCode == http.StatusNotFound })
	if err := os.Chmod(name, 0o644); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { answer, _ := s.get("about/", "*/*"); return answer.StatusCode == http.StatusOK })
}

// TestServingWritesNothing looks at all files around a server that was asked
// for pages, before and after.
func TestServingWritesNothing(t *testing.T) {
	s := start(t, map[string]string{"dossier.yaml": "title: An example\n", "sources/paper.md": "---\ntitle: A report\n---\nThe words of the paper.\n"})
	all := func() (out []string) {
		err := filepath.WalkDir(filepath.Dir(s.folder), func(p string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := entry.Info()
			out = append(out, fmt.Sprint(p, info.Mode(), info.Size(), info.ModTime()))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	before := all()
	s.settled()
	for _, path := range []string{"", "sources/paper/", "dossier.json", "no/such/page"} {
		s.get(path, "text/html")
	}
	if now := all(); !slices.Equal(before, now) {
		t.Errorf("before:\n%q\nafter:\n%q", before, now)
	}
}

// TestWhatWaitsIsShownByServeAlone reads the page of what waits, follows a save on
// it, and looks for it in what a build writes.
func TestWhatWaitsIsShownByServeAlone(t *testing.T) {
	files := maps.Clone(small)
	files["dossier.yaml"] = "title: Made\nlanguage: de\n"
	files["annotations/a.md"] = "---\nsource: paper\nstatus: review\nreviewer: [Bea Lind, ada lovell]\nupdated: 2015-03-04\n---\n> There is progress\n\nA <b>remark</b>.\n"
	files["events/e.md"] = "---\ntitle: \"A <i>count</i>\"\ndate: 2015-03-04\nstatus: review\nreviewer: Bea Lind\n---\n"
	files["pages/about.md"] = "---\ntitle: About\ndraft: true\n---\nSee [[nowhere]].\n"
	s := start(t, files)
	s.settled()
	if answer, _ := s.get(".dossier/review", "text/html"); answer.StatusCode != http.StatusFound || answer.Header.Get("Location") != "./review/" {
		t.Errorf("without a slash it is answered with %d, %q", answer.StatusCode, answer.Header.Get("Location"))
	}
	answer, page := s.get(".dossier/review/", "text/html")
	if answer.StatusCode != http.StatusOK || !strings.Contains(page, `<script src="../../.dossier/live.js"`) || !strings.Contains(page, `href="../../style.css"`) {
		t.Errorf("it is answered with %d:\n%s", answer.StatusCode, page)
	}
	main := page[strings.Index(page, "<main"):]
	// By status, then by reviewer; what several review under each; nobody's last.
	at := 0
	for _, want := range []string{
		"In Prüfung</span> ada lovell <span class=\"count\">1</span>", "content/annotations/a.md", "4. März 2015", "Bea Lind und ada lovell",
		"In Prüfung</span> Bea Lind <span class=\"count\">2</span>", "content/annotations/a.md", "A &lt;i&gt;count&lt;/i&gt;", "Ereignis", "content/events/e.md",
		"Offen</span> niemand prüft", "About", "content/pages/about.md", `<li class="meta" lang="en" dir="ltr"><b>Fehler</b> Zeile 5: `, "nowhere",
	} {
		i := strings.Index(main[at:], want)
		if i < 0 {
			t.Fatalf("it does not show %q after what stands before it:\n%s", want, main)
		}
		at += i
	}
	for _, not := range []string{"sources/paper.md", "people/someone.md", `href="../../about/`} {
		if strings.Contains(main, not) {
			t.Errorf("it shows %s", not)
		}
	}
	next := s.events("/.dossier/review/", "")
	next()
	s.write("events/e.md", strings.Replace(files["events/e.md"], "review\n", "published\n", 1))
	for n := next(); ; n = next() {
		if n.Page != "" && !strings.Contains(n.Page[strings.Index(n.Page, "<main"):], "events/e.md") {
			break
		}
	}
	if r, err := http.NewRequest(http.MethodGet, s.home+".dossier/review/", nil); err != nil {
		t.Fatal(err)
	} else {
		r.Host = "evil.example"
		if answer, err := http.DefaultClient.Do(r); err != nil || answer.StatusCode != http.StatusForbidden {
			t.Errorf("another name is answered: %v", err)
		} else {
			answer.Body.Close()
		}
	}
	// With drafts each leads to its page.
	in, closer, err := openFolders(s.folder, s.templates)
	if err != nil {
		t.Fatal(err)
	}
	defer closer()
	in.Drafts = true
	r, err := build.Check(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	data, err := r.Desk(r.Diagnostics)
	if page := string(data); err != nil || !strings.Contains(page, `<a href="../../about/index.html">About</a>`) || !strings.Contains(page, `href="../../sources/paper/index.html#`) {
		t.Errorf("where drafts are shown it does not lead to them: %v\n%s", err, page)
	}
	for _, name := range []string{".dossier/review/index.html", ".dossier/review/preview.js"} {
		if data, err := r.File(name); err != nil || data != nil {
			t.Errorf("a site has %s: %v", name, err)
		}
	}
	for _, p := range r.Site.Pages() {
		if strings.Contains(string(p.Route), ".dossier") {
			t.Errorf("a build writes %s", p.Route)
		}
	}
}
