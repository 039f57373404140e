package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// program returns a command that runs dossier as its users do: the test binary
// under that name (see TestMain).
func program(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &exec.Cmd{Path: path, Args: append([]string{"dossier"}, args...)}
}

// served is "dossier serve" at work.
type served struct {
	t      testing.TB
	folder string // of content
	home   string // with a final slash

	mutex sync.Mutex
	said  bytes.Buffer
}

// Write implements io.Writer: what the program says.
func (s *served) Write(data []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.said.Write(data)
}

func (s *served) output() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.said.String()
}

// startServe runs "dossier serve" on a content folder, at a port that is free.
func startServe(t testing.TB, folder string, args ...string) *served {
	t.Helper()
	s := &served{t: t, folder: folder}
	cmd := program(t, append([]string{"serve", folder, "--port", "0"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = s
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	first, err := lines.ReadString('\n')
	s.home = strings.TrimSpace(first)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(s, lines)
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		<-done
		if err := cmd.Wait(); err != nil {
			t.Errorf("dossier serve ended with %v; it said\n%s", err, s.output())
		}
	})
	if err != nil || !strings.HasPrefix(s.home, "http://127.0.0.1:") {
		t.Fatalf("dossier serve began with %q: %v\n%s", first, err, s.output())
	}
	return s
}

// edit rewrites a file of the content folder; with no new text it takes it away.
func (s *served) edit(name, text string) {
	s.t.Helper()
	p := filepath.Join(s.folder, filepath.FromSlash(name))
	err := os.Remove(p)
	if text != "" {
		err = os.WriteFile(p, []byte(text), 0o644)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *served) read(name string) string {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(s.folder, filepath.FromSlash(name)))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(data)
}

// get asks for a file as a program does, which is no browser.
func (s *served) get(path string) (status int, body string) {
	s.t.Helper()
	answer, err := http.Get(s.home + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, string(data)
}

// ask asks for a file under another name of the server, and follows no redirect.
func (s *served) ask(host, path string) *http.Response {
	s.t.Helper()
	r, err := http.NewRequest(http.MethodGet, s.home+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Host = host
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		s.t.Fatal(err)
	}
	answer.Body.Close()
	return answer
}

// eventually waits until ok, and says what was waited for when it does not come.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never came: %s", what)
		}
	}
}

// copyContent returns a copy of the shipped content that a test may change.
func copyContent(t testing.TB) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(folder, os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	return folder
}

// TestServeInABrowser edits, breaks, mends, renames and takes away files while
// a page stands open.
func TestServeInABrowser(t *testing.T) {
	b := startChromium(t)
	s := startServe(t, copyContent(t))
	w := b.window(t, s.home, true)
	w.open("sources/rferl/")
	overlay := func(expression string) string {
		return "(root => root !== undefined && " + expression + ")(document.querySelector('dossier-problems')?.shadowRoot)"
	}

	// A note changes: the page does, and the reader stays where they are.
	const note = "annotations/rferl-order.md"
	note0 := s.read(note)
	w.do(chromedp.Evaluate[chromedp.Void](`scrollTo(0, 900)`))
	w.until("scrollY === 900")
	w.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll(".beside details").forEach((d, i) => { d.open = i % 2 === 0 })`))
	open := w.string(`JSON.stringify([...document.querySelectorAll(".beside details")].map(d => d.open))`)
	w.do(chromedp.Evaluate[chromedp.Void](`window.sameDocument = true`))
	s.edit(note, note0+"\nA sentence that the test has added.\n")
	w.until(`document.body.textContent.includes("A sentence that the test has added.")`)
	if w.bool("scrollY !== 900") {
		t.Errorf("the page has scrolled to %s", w.string("String(scrollY)"))
	}
	if got := w.string(`JSON.stringify([...document.querySelectorAll(".beside details")].map(d => d.open))`); got != open {
		t.Errorf("open notes are %s, and were %s", got, open)
	}
	w.until("window.sameDocument === true")

	// A file breaks: the overlay says where, and the page stays.
	s.edit(note, strings.Replace(note0, "source: rferl", "source: rferll", 1))
	w.until(overlay(`root.querySelector("details").open`))
	for _, want := range []string{note + ":", `there is no source "rferll"`, "did you mean", "1 error"} {
		w.until(overlay(fmt.Sprintf("root.textContent.includes(%q)", want)))
	}
	w.shows("main h1", "")
	w.open("quotes/good-and-bad-terrorists-2015/")
	w.shows("main h1", "")
	w.until(overlay(`root.textContent.includes("rferll")`))

	// Escape folds it, and the same error does not open it again.
	w.do(chromedp.Evaluate[chromedp.Void](overlay(`root.querySelector("summary").focus()`)))
	w.press(kb.Escape)
	w.until(overlay(`!root.querySelector("details").open`))
	before := w.string("document.documentElement.dataset.state")
	s.edit("pages/about.md", s.read("pages/about.md")+"\nMore about it.\n")
	eventually(t, "the other page", func() bool { _, page := s.get("about/"); return strings.Contains(page, "More about it.") })
	w.until(fmt.Sprintf("document.documentElement.dataset.state !== %q", before))
	w.until(overlay(`!root.querySelector("details").open`))
	if !w.bool(overlay(`root.activeElement === root.querySelector("summary")`)) {
		t.Error("the overlay has lost the focus")
	}

	// A new error does, and so on the next page.
	s.edit("annotations/second.md", "---\nsource: nowhere\n---\n> words\n")
	w.until(overlay(`root.querySelector("details").open`))
	s.edit("annotations/second.md", "")
	w.until(overlay(`!root.textContent.includes("nowhere")`))

	// It is mended: the overlay goes.
	s.edit(note, note0)
	w.until(`!document.querySelector("dossier-problems")`)

	// A file gets another name: its page moves.
	w.open("sources/iria/")
	quote := s.read("quotes/good-and-bad-terrorists-2015.md")
	s.edit("quotes/moved.md", quote)
	s.edit("quotes/good-and-bad-terrorists-2015.md", "")
	eventually(t, "the page at its new address", func() bool { status, _ := s.get("quotes/moved/"); return status == http.StatusOK })
	eventually(t, "nothing at the old address", func() bool {
		status, _ := s.get("quotes/good-and-bad-terrorists-2015/")
		return status == http.StatusNotFound
	})
	s.edit("quotes/good-and-bad-terrorists-2015.md", quote)
	s.edit("quotes/moved.md", "")
	w.until(`document.querySelector("dossier-problems") === null`)

	// A file waits: the overlay leads to what does, from any page, and that page follows a save.
	s.edit("pages/waiting.md", "---\ntitle: Not yet\nstatus: in review\nreviewer: Ada Lovell\n---\n")
	w.until(overlay(fmt.Sprintf(`root.querySelector("a")?.href === %q`, s.home+".dossier/review/")))
	w.open(".dossier/review/")
	w.shows("main h2", "Ada Lovell")
	w.shows("main h3", "Not yet")
	s.edit("pages/waiting.md", "---\ntitle: Soon\nstatus: open\n---\n")
	w.until(`document.querySelector("main h3")?.textContent === "Soon"`)
	s.edit("pages/waiting.md", "")
	w.until(`document.querySelector("main h3") === null`)

	for _, want := range []string{note + " in ", `there is no source "rferll"`, "no problem is left"} {
		eventually(t, want, func() bool { return strings.Contains(s.output(), want) })
	}
}

// TestServeGivesWhatABuildWrites compares every file after a few changes.
func TestServeGivesWhatABuildWrites(t *testing.T) {
	s := startServe(t, copyContent(t))
	s.edit("annotations/rferl-order.md", "")
	s.edit("sources/iria.md", s.read("sources/iria.md")+"\n\nA paragraph more.\n")
	s.edit("pages/new.md", "---\ntitle: New\nnav: 9\n---\nWords.\n")
	out := t.TempDir()
	if data, err := program(t, "build", s.folder, "--out", out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	files := 0
	err := filepath.WalkDir(out, func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		files++
		rel, err := filepath.Rel(out, p)
		if err != nil {
			return err
		}
		want, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		eventually(t, rel+" as it is built", func() bool {
			status, got := s.get(filepath.ToSlash(rel))
			return got == string(want) && (status == http.StatusOK || rel == "404.html")
		})
		return nil
	})
	if err != nil || files < 200 {
		t.Fatalf("%d files: %v", files, err)
	}
}

// TestServeAnswersToItsOwnNamesAlone asks as a page of another site would, and
// as a browser behind a tunnel or a proxy.
func TestServeAnswersToItsOwnNamesAlone(t *testing.T) {
	s := startServe(t, copyContent(t), "--host", "Preview.example")
	port := strings.TrimSuffix(s.home[strings.LastIndex(s.home, ":")+1:], "/")
	for host, want := range map[string]int{
		"127.0.0.1:" + port: http.StatusOK, "localhost:" + port: http.StatusOK, "localhost:1": http.StatusOK, "127.0.0.1": http.StatusOK,
		"[::1]:8017": http.StatusOK, "preview.example": http.StatusOK, "PREVIEW.example:8443": http.StatusOK,
		"evil.example": http.StatusForbidden, "evil.example:" + port: http.StatusForbidden, "localhost.evil.example": http.StatusForbidden,
		"127.0.0.1.evil.example": http.StatusForbidden, "192.0.2.1:" + port: http.StatusForbidden,
	} {
		for _, path := range []string{"", ".dossier/live.js", ".dossier/review/"} {
			if got := s.ask(host, path).StatusCode; got != want {
				t.Errorf("%q is answered with %d, want %d", host, got, want)
			}
		}
	}
	if got := s.ask("localhost:1", "sources/iria?x=1").Header.Get("Location"); got != "./iria/?x=1" {
		t.Errorf("sources/iria leads to %q", got)
	}
	if warned := "other machines can reach"; strings.Contains(s.output(), warned) {
		t.Errorf("a server of this machine alone says that %s it", warned)
	}
	answer, err := http.Post(s.home, "text/plain", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("something sent is answered with %d", answer.StatusCode)
	}
}

// TestServeForOtherMachines lets a server be reached from a container's outside.
func TestServeForOtherMachines(t *testing.T) {
	s := startServe(t, copyContent(t), "--listen", "0.0.0.0")
	if got := s.ask("192.0.2.1:80", "").StatusCode; got != http.StatusOK {
		t.Errorf("an address is answered with %d", got)
	}
	if got := s.ask("evil.example", "").StatusCode; got != http.StatusForbidden {
		t.Errorf("another name is answered with %d", got)
	}
	eventually(t, "the warning", func() bool { return strings.Contains(s.output(), "warning: other machines can reach") })
}

// TestServeInABrowserBehindAProxy puts the preview below another path, at
// another port, and takes its server away.
func TestServeInABrowserBehindAProxy(t *testing.T) {
	b := startChromium(t)
	s := startServe(t, copyContent(t))
	behind, err := url.Parse(s.home)
	if err != nil {
		t.Fatal(err)
	}
	var down atomic.Bool
	proxy := &httputil.ReverseProxy{
		FlushInterval: -1,
		ErrorLog:      log.New(io.Discard, "", 0),
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(behind)
			r.Out.Host = r.In.Host // with the port of the proxy
		},
	}
	front := httptest.NewServer(http.StripPrefix("/proxy/8017", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if down.Load() {
			http.Error(w, "nobody is behind this", http.StatusBadGateway)
			return
		}
		proxy.ServeHTTP(w, r)
	})))
	t.Cleanup(func() { front.CloseClientConnections(); front.Close() })
	w := b.window(t, front.URL+"/proxy/8017/", true)
	w.open("sources/rferl") // without its slash
	w.shows("main h1", "")
	w.until(`location.pathname === "/proxy/8017/sources/rferl/"`)
	const note = "annotations/rferl-order.md"
	s.edit(note, s.read(note)+"\nA sentence that the test has added.\n")
	w.until(`document.body.textContent.includes("A sentence that the test has added.")`)

	alert := `(document.querySelector("dossier-problems")?.shadowRoot.querySelector("[role=alert]:not([hidden])")?.textContent ?? "")`
	down.Store(true)
	front.CloseClientConnections()
	w.until(alert + `.includes("lost its connection")`)
	down.Store(false)
	s.edit(note, s.read(note)+"\nAnother one.\n")
	w.until(`document.body.textContent.includes("Another one.")`)
	w.until(alert + ` === ""`)

	// What is nowhere is styled, and leads back to the site.
	w.open("no/such/page")
	w.until(`getComputedStyle(document.body).fontFamily !== "" && [...document.styleSheets].length > 0`)
	w.until(`document.querySelector("main a[href], header a[href]").href.includes("/proxy/8017/")`)
	w.expects("/.dossier/events", "/no/such/page")
}

// TestServeStartsWithErrors starts on content that has errors, of every sort
// that leaves something to show, and on one that has no files.
func TestServeStartsWithErrors(t *testing.T) {
	folder := copyContent(t)
	for name, text := range map[string]string{
		"annotations/broken.md": "---\nsource: nothing\n---\n> words\n",
		"quotes/broken.md":      "---\ntitle: \"Broken\nspeaker: nobody\n---\n> words\n> — [[nothing]]\n",
		"people/binary.md":      "\xff\xfe",
		"events/empty.md":       "",
		"sources/bare.md":       "No front matter.\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := startServe(t, folder)
	for _, page := range []string{"", "sources/", "sources/iria/", "sources/bare/", "quotes/", "quotes/broken/", "people/", "events/", "timeline/", "compare/", "topics/", "dossier.json"} {
		if status, body := s.get(page); status != http.StatusOK || body == "" {
			t.Errorf("%q is answered with %d", page, status)
		}
	}
	eventually(t, "the problems", func() bool { return strings.Contains(s.output(), "people/binary.md:1:1: error") })
	empty := startServe(t, t.TempDir())
	if status, _ := empty.get(""); status != http.StatusOK {
		t.Errorf("the overview of nothing is answered with %d", status)
	}
}

// BenchmarkSave measures "dossier serve" from the saving of a note to the words
// standing in the page of its source, in Chromium, for a dossier of so many
// sources with a note each; and before that from the start to the first page.
// What Go reports as time of an operation has the test's own waiting in it.
func BenchmarkSave(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprintf("%d sources", n), func(b *testing.B) {
			folder := madeContent(b, n)
			start := time.Now()
			s := startServe(b, folder)
			if status, _ := s.get("sources/s00007/"); status != http.StatusOK {
				b.Fatalf("the page is answered with %d", status)
			}
			first := time.Since(start)
			eventually(b, "the comparison", func() bool { return strings.Contains(s.output(), "sources compared") })
			w := startChromium(b).window(b, s.home, true)
			w.open("sources/s00007/")
			w.until("document.documentElement.dataset.state !== undefined")
			w.do(chromedp.Evaluate[chromedp.Void](`
				new MutationObserver(() => {
					const found = document.body.textContent.match(/Edit \d+\./);
					if (found && found[0] !== window.found) [window.found, window.at] = [found[0], performance.timeOrigin + performance.now()];
				}).observe(document.documentElement, { subtree: true, childList: true, characterData: true })`))
			var shown []float64
			for b.Loop() {
				mark := fmt.Sprintf("Edit %d.", len(shown)+1)
				saved := time.Now()
				s.edit("annotations/a00007.md", "---\nsource: s00007\n---\n> Sentence 7 of report 7 says\n\n"+mark+"\n")
				w.until(fmt.Sprintf("window.found === %q", mark))
				at, err := strconv.ParseFloat(w.string("String(window.at)"), 64)
				if err != nil {
					b.Fatal(err)
				}
				shown = append(shown, at-float64(saved.UnixMicro())/1000)
			}
			slices.Sort(shown)
			b.ReportMetric(shown[len(shown)/2], "ms-to-shown")
			b.ReportMetric(shown[len(shown)-1], "ms-to-shown-at-worst")
			b.ReportMetric(float64(first.Milliseconds()), "ms-to-first-page")
		})
	}
}

// madeContent returns a content folder with n sources and a note on each.
func madeContent(b *testing.B, n int) string {
	b.Helper()
	s := served{t: b, folder: b.TempDir()}
	for _, folder := range []string{"sources", "annotations"} {
		if err := os.Mkdir(filepath.Join(s.folder, folder), 0o755); err != nil {
			b.Fatal(err)
		}
	}
	s.edit("dossier.yaml", "title: Made\n")
	for i := range n {
		var text strings.Builder
		for k := range 40 {
			fmt.Fprintf(&text, "Sentence %d of report %d says that matter %d stands at %d. ", k, i, (i*31+k*17)%5003, (i*7+k)%9973)
			if k%5 == 4 {
				text.WriteString("\n\n")
			}
		}
		s.edit(fmt.Sprintf("sources/s%05d.md", i), fmt.Sprintf("---\ntitle: Report %d\npublisher: Paper %d\npublished: 2015-%02d-%02d\n---\n%s",
			i, i%50, i%12+1, i%28+1, text.String()))
		s.edit(fmt.Sprintf("annotations/a%05d.md", i), fmt.Sprintf("---\nsource: s%05d\n---\n> Sentence 7 of report %d says\n\nA remark on [[s%05d]].\n", i, i, (i*7)%n))
	}
	return s.folder
}
