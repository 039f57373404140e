package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
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
	"dossier/templates"
)

// site is a server at work on a folder of its own.
type site struct {
	t      testing.TB
	folder string
	home   string
	told   chan Message
}

func start(t testing.TB, files map[string]string) *site {
	t.Helper()
	s := &site{t: t, folder: t.TempDir(), told: make(chan Message, 1000)}
	for name, text := range files {
		s.write(name, text)
	}
	view, closer, err := content.Open(s.folder)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.home = "http://" + l.Addr().String() + "/"
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	server := New(Options{
		Input:   build.Input{Content: view, Name: "content", Templates: afero.FromIOFS{FS: templates.Files}},
		Content: s.folder, Tell: func(m Message) { s.told <- m },
	})
	go func() { done <- server.Run(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the server ended with %v", err)
		}
		_ = closer()
	})
	return s
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
func (s *site) events(page string, state int) func() news {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s.t.Cleanup(cancel)
	address := s.home + ".dossier/events?" + url.Values{"page": {page}, "state": {fmt.Sprint(state)}}.Encode()
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
	script := page[strings.Index(page, "<script src=\"http"):]
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
	for path, want := range map[string]string{"sources/paper": "/sources/paper/", "about": "/about/"} {
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
	next := s.events("/sources/paper/", 0)
	if n := next(); n.Page == "" || n.Gone {
		t.Fatalf("a page whose state is not known is told %+v", n)
	}
	s.write("annotations/a.md", strings.Replace(small["annotations/a.md"], "A remark.", "Another remark.", 1))
	if n := next(); !strings.Contains(n.Page, "Another remark.") {
		t.Errorf("the page is told %+v", n)
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
	for n := next(); n.Errors == 0; n = next() {
	}
	if err := os.Remove(filepath.Join(s.folder, "sources", "paper.md")); err != nil {
		t.Fatal(err)
	}
	for n := next(); !n.Gone; n = next() {
	}
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
