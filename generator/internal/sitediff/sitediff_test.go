package sitediff

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"dossier/generator/internal/terminal"
)

// siteOf makes a site of the HTML in <main>, by file.
func siteOf(pages map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, main := range pages {
		out[name] = &fstest.MapFile{Data: []byte("<!DOCTYPE html><title>T</title><header>frame</header><main>" + main + "</main><footer>foot</footer>")}
	}
	return out
}

func between(t *testing.T, from, to map[string]string) Diff {
	t.Helper()
	d, err := Between(siteOf(from), siteOf(to))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWhatReadersReadIsCompared(t *testing.T) {
	for _, c := range []struct {
		about, from, to string
		want            []Edit
	}{
		{"a sentence", "<p>One is. Two is. Three is.</p>", "<p>One is. Two was. Three is.</p>", []Edit{{[]string{"Two is."}, []string{"Two was."}}}},
		{"markup alone", "<p>One <b>is</b>.</p>", "<div><p>One\n is.</p></div>", nil},
		{"order alone", "<p>One.</p><p>Two.</p><p>Three.</p>", "<p>Two.</p><p>Three.</p><p>One.</p>", nil},
		{"moved and changed", "<p>One.</p><p>Two.</p><p>Three.</p>", "<p>Two.</p><p>Three!</p><p>One.</p>", []Edit{{nil, []string{"Three!"}}, {[]string{"Three."}, nil}}},
		{"twice instead of once", "<p>One.</p>", "<p>One.</p><p>One.</p>", []Edit{{[]string{}, []string{"One."}}}},
		{"how it is cited", `<p>One.</p><section class="a cite">2026</section>`, `<p>One.</p><section class="a cite">2027</section>`, nil},
		{"what is hidden", `<p>One.</p><p hidden>a</p><script>a</script><svg><text>a</text></svg><nav>a</nav><button>a</button>`, `<p>One.</p>`, nil},
		{"numbers of notes", `<p>One<sup><a href="#n-x">1</a><a href="#n-y"> 2</a></sup>.</p>`, `<p>One<sup><a href="#n-y">1</a></sup>.</p>`, nil},
		{"a number that is text", `<p>One <a href="#n">fact 1</a>.</p>`, `<p>One <a href="#n">fact 2</a>.</p>`, []Edit{{[]string{"One fact 1."}, []string{"One fact 2."}}}},
		{"a picture", `<img alt="A bridge">`, `<img alt="Two bridges">`, []Edit{{[]string{"A bridge"}, []string{"Two bridges"}}}},
		{"blocks", `<ul><li>a</li><li>b</li></ul>`, `<ul><li>a</li><li>c</li></ul>`, []Edit{{[]string{"b"}, []string{"c"}}}},
	} {
		d := between(t, map[string]string{"index.html": c.from}, map[string]string{"index.html": c.to})
		var got []Edit
		if len(d.Pages) > 0 {
			got = d.Pages[0].Edits
		}
		if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.about, diff)
		}
	}
}

func TestPagesComeAndGo(t *testing.T) {
	d := between(t,
		map[string]string{"index.html": "<p>a", "b/index.html": "<h1>Old</h1>", "d/index.html": "<p>same", "q/embed/index.html": "<p>1", "print/index.html": "<p>1"},
		map[string]string{"index.html": "<p>b", "c/2.html": "<h1>New</h1><p>words", "d/index.html": "<p>same", "q/embed/index.html": "<p>2", "print/index.html": "<p>2", ".git/x.html": "<p>x"})
	var got []string
	for _, p := range d.Pages {
		got = append(got, fmt.Sprint(p.Change, " ", p.Address, " ", p.Title))
	}
	want := []string{"changed ./ T", "removed b/ Old", "added c/2.html New"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAPageThatLeadsOnIsWhereItLeads(t *testing.T) {
	from := siteOf(map[string]string{"a/x/index.html": "<h1>X</h1><p>One. Two.", "b/index.html": "<h1>B</h1>", "c/index.html": "<h1>C</h1>", "old/index.html": ""})
	to := siteOf(map[string]string{"a/y/index.html": "<h1>X</h1><p>One. Three.", "c/index.html": "<h1>C</h1>"})
	for name, url := range map[string]string{"a/x": "../y/index.html#p", "b": "../c/index.html", "old": "../c/index.html", "older": "../c/index.html"} {
		to[name+"/index.html"] = &fstest.MapFile{Data: []byte(`<meta http-equiv="refresh" content="0; url=` + url + `"><main><p>Elsewhere`)}
	}
	from["old/index.html"] = to["old/index.html"]
	d, err := Between(from, to)
	if err != nil {
		t.Fatal(err)
	}
	want := Diff{[]Page{
		{Address: "a/y/", From: "a/x/", Title: "X", Change: Moved, Edits: []Edit{{[]string{"Two."}, []string{"Three."}}}},
		{Address: "b/", Title: "B", Change: Removed, Edits: []Edit{{Removed: []string{"B"}}}},
	}}
	if diff := cmp.Diff(want, d, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(Page{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for format, says := range map[string]string{"text": "moved a/y/ (from a/x/): X\n", "markdown": "### Moved: `X` · `a/y/` from `a/x/`\n"} {
		if data, _ := d.Print(format, terminal.Terminal{}); !strings.Contains(string(data), says) || !strings.Contains(string(data), "0 pages added, 0 changed, 1 removed, 1 moved") {
			t.Errorf("%s: %s", format, data)
		}
	}
}

// TestASentenceIsToldOnceAndNoneIsLost compares random sites: each sentence that
// changes anywhere is told on one page, and each page is named.
func TestASentenceIsToldOnceAndNoneIsLost(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		random := func() map[string]string {
			out := map[string]string{}
			for i := range 5 {
				if r.IntN(4) > 0 {
					var b strings.Builder
					for range r.IntN(6) {
						fmt.Fprintf(&b, "<p>Sentence %c.</p>", 'a'+rune(r.IntN(8)))
					}
					out[fmt.Sprintf("p%d/index.html", i)] = b.String()
				}
			}
			return out
		}
		from, to := random(), random()
		d := between(t, from, to)
		told, repeating := d.Once()
		if len(told)+len(repeating) != len(d.Pages) {
			t.Fatalf("seed %d: %d and %d pages of %d are named", seed, len(told), len(repeating), len(d.Pages))
		}
		all, once := map[string]bool{}, map[string]int{}
		each(d.Pages, func(s string) { all[s] = true })
		pages := map[string]map[string]bool{}
		for _, p := range told {
			each([]Page{p}, func(s string) {
				if pages[s] == nil {
					pages[s] = map[string]bool{}
				}
				pages[s][p.Address] = true
				once[s]++
			})
		}
		for s := range all {
			if len(pages[s]) != 1 {
				t.Errorf("seed %d: %q is told on %d pages", seed, s, len(pages[s]))
			}
		}
		// The other way round what was added is removed.
		back := between(t, to, from)
		for i, p := range back.Pages {
			if counted(p, false) != counted(d.Pages[i], true) {
				t.Errorf("seed %d: %s: there and back differ", seed, p.Address)
			}
		}
	}
}

func each(pages []Page, do func(signed string)) {
	for _, p := range pages {
		for _, e := range p.Edits {
			for _, s := range e.Removed {
				do("-" + s)
			}
			for _, s := range e.Added {
				do("+" + s)
			}
		}
	}
}

func counted(p Page, added bool) int {
	n := 0
	for _, e := range p.Edits {
		if added {
			n += len(e.Added)
		} else {
			n += len(e.Removed)
		}
	}
	return n
}

// TestNoPageWritesMarkdown reads the Markdown of hostile pages as a code host
// does: whatever is of a page stands in code.
func TestNoPageWritesMarkdown(t *testing.T) {
	hostile := "@nobody ``` ~~~ </code> &lt;img src=x&gt; [a](javascript:x) `` # h \u202e \x1b[31m"
	d := between(t, map[string]string{"index.html": "<p>a"}, map[string]string{
		"index.html":            "<p>" + hostile + "<pre>\n```\n@nobody\n```\n# x</pre>",
		"@nobody`x/index.html":  "<h1>`" + hostile + "`</h1>",
		"other/```x/index.html": "<h1>```</h1><p>````` @nobody</p>",
	})
	data, err := d.Print("markdown", terminal.Terminal{})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(data, &out); err != nil {
		t.Fatal(err)
	}
	shown := out.String()
	for _, element := range []string{"code", "pre"} {
		for {
			start := strings.Index(shown, "<"+element)
			if start < 0 {
				break
			}
			end := strings.Index(shown[start:], "</"+element+">")
			shown = shown[:start] + shown[start+end+len("</"+element+">"):]
		}
	}
	for _, bad := range []string{"@", "img", "href", "~~~", "<h1", "\u202e", "\x1b"} {
		if strings.Contains(shown, bad) {
			t.Errorf("%q stands outside of code:\n%s", bad, data)
		}
	}
	if strings.ContainsAny(string(data), "\u202e\x1b") {
		t.Error("a page speaks to what shows it")
	}
}

func TestACommentHasRoom(t *testing.T) {
	to := map[string]string{}
	for i := range 400 {
		to[fmt.Sprintf("p%03d/index.html", i)] = fmt.Sprintf("<h1>Page %d</h1>", i) + strings.Repeat(fmt.Sprintf("<p>Words of %d.</p>", i), 100)
	}
	data, err := between(t, nil, to).Print("markdown", terminal.Terminal{})
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 65_536 || !strings.Contains(string(data), "There is no room here for ") || !strings.HasPrefix(string(data), Marker+"\n") {
		t.Errorf("%d bytes, which end with %q", len(data), data[len(data)-80:])
	}
}

func TestNothingIsSaidOfTheSame(t *testing.T) {
	site := map[string]string{"index.html": "<p>a"}
	d := between(t, site, site)
	for format, want := range map[string]string{"text": "nothing changes for readers\n", "json": "{\n  \"pages\": []\n}\n", "markdown": Marker + "\n**What changes for readers:** nothing changes for readers\n"} {
		if data, err := d.Print(format, terminal.Terminal{}); err != nil || string(data) != want {
			t.Errorf("%s: %q, %v", format, data, err)
		}
	}
	var read Diff
	data, _ := between(t, nil, map[string]string{"index.html": "<p>a &lt; b"}).Print("json", terminal.Terminal{})
	if err := json.Unmarshal(data, &read); err != nil || read.Pages[0].Edits[0].Added[0] != "a < b" {
		t.Errorf("%s: %v", data, err)
	}
}
