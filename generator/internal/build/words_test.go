package build

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/spf13/afero"
	"golang.org/x/net/html"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/shell"
	"dossier/templates"
)

// TestEveryWordOfANoteIsOnAPageOrInAProblem writes notes of every kind at
// random, with all that Markdown and the dialect have in them. Each word in them
// is another; it is shown, or a problem speaks of it. A word of a comment is in
// no file. Every other dossier has nothing in it that is a problem.
func TestEveryWordOfANoteIsOnAPageOrInAProblem(t *testing.T) {
	for seed := range 16 {
		m := &noteMaker{r: rand.New(rand.NewPCG(uint64(seed), 7)), files: map[string]string{}, clean: seed%2 == 0}
		m.dossier()
		view := dossiertest.Folder(t, m.files)
		r, err := Check(context.Background(), Input{Content: view, Name: "content", Templates: afero.FromIOFS{FS: templates.Files}})
		if err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		var shown, all strings.Builder
		if err := r.everything(context.Background(), func(path string, data []byte) error {
			mu.Lock()
			defer mu.Unlock()
			all.WriteString(path + "\n")
			all.Write(data)
			if strings.HasSuffix(path, ".html") {
				readable(&shown, string(data))
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		told := tellings(r.Diagnostics)
		if m.clean && diag.HasErrors(r.Diagnostics) {
			t.Errorf("seed %d: a dossier without anything wrong has errors", seed)
		}
		for _, w := range m.words {
			if !strings.Contains(shown.String(), w.word) && !strings.Contains(told, w.word) {
				t.Errorf("seed %d: the word %s of %s is on no page and in no problem", seed, w.word, w.in)
			}
		}
		for _, w := range m.kept {
			if strings.Contains(all.String(), w) {
				t.Errorf("seed %d: the word %s of a comment is published", seed, w)
			}
		}
		if t.Failed() {
			for _, name := range slices.Sorted(mapsKeys(m.files)) {
				t.Logf("%s:\n%s", name, m.files[name])
			}
			t.Log(told)
			return
		}
	}
}

func mapsKeys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// readable writes what a reader can get to see of a page: its text, and what is
// shown of pictures and of what has a title.
func readable(out *strings.Builder, page string) {
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			out.Write(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			for _, a := range z.Token().Attr {
				if a.Key == "alt" || a.Key == "title" {
					out.WriteString(" " + a.Val + " ")
				}
			}
		}
	}
}

// tellings is all that problems say and show.
func tellings(list []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintln(&b, d.File, d.Line, d.Message, shell.Hint(d.Hint))
		for _, x := range d.Excerpts {
			fmt.Fprintln(&b, x.Text)
		}
		for _, p := range d.Related {
			fmt.Fprintln(&b, p.Message)
			for _, x := range p.Excerpts {
				fmt.Fprintln(&b, x.Text)
			}
		}
	}
	return b.String()
}

// noteMaker writes notes at random.
type noteMaker struct {
	r     *rand.Rand
	files map[string]string
	words []struct{ word, in string }
	kept  []string // words of comments
	in    string
	n     int
	foot  []string // footnotes to be defined
	refs  []string // link definitions to be written
	says  []string // sentences of the source that were not cited yet
	clean bool     // nothing that is a problem is written
}

// word returns a word that no other text has.
func (m *noteMaker) word() string {
	w := m.fresh()
	m.words = append(m.words, struct{ word, in string }{w, m.in})
	return w
}

func (m *noteMaker) fresh() string {
	m.n++
	s := "q"
	for n := m.n; n > 0; n /= 20 {
		s += string("bcdfghjklmnprstvwxza"[n%20])
	}
	return s + "ovo"
}

// private returns a word that no reader is to see.
func (m *noteMaker) private() string {
	w := m.fresh()
	m.kept = append(m.kept, w)
	return w
}

func (m *noteMaker) dossier() {
	m.files["dossier.yaml"] = "title: A dossier\n"
	var text strings.Builder
	for i := range 40 {
		s := fmt.Sprintf("The %s stood by the %s in the year %d.", m.fresh(), m.fresh(), 1900+i)
		m.says = append(m.says, s)
		text.WriteString(s + "\n\n")
	}
	m.in = "a source"
	m.files["sources/gazette.md"] = "---\ntitle: " + m.word() + "\npublisher: " + m.word() + "\nauthor: " + m.word() + "\nseries: " + m.word() + "\ncredit: " + m.word() + "\nrights: " + m.word() + "\ntopics: " + m.word() + "\n" + m.changes() + "---\n" + text.String() + "<!-- " + m.private() + " -->\n"
	m.files["media/chart.png"] = "a picture"
	m.note("annotations/a", "source: gazette\nauthor: "+m.at("an author")+"\ntopics: "+m.at("a topic"))
	m.note("quotes/b", "title: "+m.at("a title")+"\nspeaker: d\nsaid: 1901\noccasion: "+m.at("an occasion"))
	m.note("events/c", "title: "+m.at("a title")+"\ndate: 1901\npeople: d")
	m.note("people/d", "name: "+m.at("a name")+"\nrole: "+m.at("a role"))
	m.note("pages/e", "title: "+m.at("a title")+"\ntopics: "+m.at("a topic"))
}

// changes returns what was changed in a file, or nothing.
func (m *noteMaker) changes() string {
	m.in = "a change"
	out := ""
	for i := range m.r.IntN(6) {
		out += fmt.Sprintf("  - date: 2026-01-%02d # %s\n    what: %s\n", 1+m.r.IntN(28), m.private(), m.word()+" "+m.word())
		out += m.pick("", "    why: >\n      "+m.word()+"\n      "+m.word()+"\n", "    why: \"<"+m.word()+"> & "+m.word()+"\"\n")
		out += []string{"", "    kind: correction\n", "    kind: note\n"}[m.r.IntN(3)]
		if i == 0 && !m.clean {
			out += m.pick("", "    when: "+m.word()+"\n", "  - "+m.word()+"\n")
		}
	}
	if out != "" {
		out = "changes:\n" + out
	}
	return out
}

func (m *noteMaker) at(in string) string {
	m.in = in
	return m.word() + " " + m.word()
}

func (m *noteMaker) note(name, head string) {
	var b strings.Builder
	fmt.Fprintf(&b, "---\n%s\n%s---\n", head, m.changes())
	m.foot, m.refs = nil, nil
	annotation := strings.HasPrefix(name, "annotations/")
	b.WriteString(m.citation(annotation))
	for range 3 + m.r.IntN(6) {
		b.WriteString(m.block(annotation) + "\n\n")
	}
	for _, f := range append(m.foot, m.refs...) {
		b.WriteString(f + "\n\n")
	}
	m.files[name+".md"] = b.String()
}

func (m *noteMaker) citation(annotation bool) string {
	m.in = "a citation"
	words := m.says[0]
	m.says = m.says[1:]
	out := "> " + words + "\n"
	if !annotation || m.r.IntN(2) == 0 {
		out += "> — [[gazette" + m.pick("", "|"+m.word()) + "]]" + m.pick("", ", page "+m.word()+" of the *"+m.word()+"* edition", " contradicts "+m.word(), " ["+m.word()+"](https://a.example)") + "\n"
	}
	return out + "\n"
}

// pick chooses one of a few, the words of the others being no words of the note.
func (m *noteMaker) pick(list ...string) string {
	chosen := list[m.r.IntN(len(list))]
	m.words = slices.DeleteFunc(m.words, func(w struct{ word, in string }) bool {
		for _, other := range list {
			if strings.Contains(other, w.word) && !strings.Contains(chosen, w.word) {
				return true
			}
		}
		return false
	})
	return chosen
}

func (m *noteMaker) block(annotation bool) string {
	of := func(in string, s func() string) string { m.in = in; return s() }
	kind := m.r.IntN(17)
	if m.clean && slices.Contains([]int{8, 9, 10, 11, 15}, kind) {
		kind = 16
	}
	switch kind {
	case 0:
		return of("a heading", func() string {
			return strings.Repeat("#", 1+m.r.IntN(6)) + " " + m.line() + m.pick("", " {#"+m.fresh()+"}")
		})
	case 1:
		return of("a list", func() string { return "- " + m.line() + "\n- " + m.line() + "\n  - " + m.line() })
	case 2:
		return of("a numbered list", func() string { return "3. " + m.line() + "\n4. " + m.line() })
	case 3:
		return of("a table", func() string {
			return fmt.Sprintf("| %s | %s |\n|---|:-:|\n| [[gazette\\|%s]] | %s |", m.word(), m.word(), m.word(), m.word())
		})
	case 4:
		return of("code", func() string {
			return "```" + m.word() + " " + m.word() + "\n" + m.word() + " %%" + m.word() + "%%\n```"
		})
	case 5:
		return of("indented code", func() string { return "***\n\n    " + m.word() + " <!-- " + m.word() + " -->" })
	case 6, 7:
		return m.citation(annotation)
	case 8:
		return of("a quote within a list", func() string { return "- " + m.word() + "\n\n  > " + m.word() })
	case 9:
		return of("a callout", func() string { return "> [!note] " + m.word() })
	case 10:
		return of("a footnote that nothing refers to", func() string { return "[^" + m.word() + "]: " + m.word() + "\n    " + m.word() + "\n\n    " + m.word() })
	case 11:
		return of("a definition that nothing names", func() string { return "[" + m.word() + "]: https://a.example \"" + m.word() + "\"" })
	case 12:
		return "<!--\n" + m.private() + "\n\n" + m.private() + "\n-->"
	case 13:
		return "%%\n" + m.private() + "\n%%"
	case 14:
		return of("a heading with a line below", func() string { return m.line() + "\n---" })
	case 15:
		return of("a citation with more in it", func() string {
			s := m.says[0]
			m.says = m.says[1:]
			mark := m.fresh()
			m.foot = append(m.foot, "[^"+mark+"]: "+m.word())
			return "> " + strings.TrimSuffix(s, ".") + "[^" + mark + "] ![](../media/chart.png \"" + m.word() + "\").\n> — [[gazette]]"
		})
	}
	return of("a paragraph", func() string { return m.line() + "\n" + m.line() + m.pick("", "  \n"+m.word(), "\\\n"+m.word()) })
}

func (m *noteMaker) line() string {
	var parts []string
	for range 1 + m.r.IntN(5) {
		parts = append(parts, m.inline())
	}
	return strings.Join(parts, " ")
}

func (m *noteMaker) inline() string {
	kind := m.r.IntN(18)
	if m.clean && slices.Contains([]int{13, 14, 15}, kind) {
		kind = 16
	}
	switch kind {
	case 0:
		return "*" + m.word() + "*"
	case 1:
		return "**" + m.word() + " ~~" + m.word() + "~~**"
	case 2:
		return "`" + m.word() + " %%" + m.word() + "%%`"
	case 3:
		return "[" + m.word() + "](../sources/gazette.md \"" + m.word() + "\")"
	case 4:
		return "![" + m.word() + "](../media/chart.png \"" + m.word() + "\")"
	case 5:
		name := m.fresh()
		m.foot = append(m.foot, "[^"+name+"]: "+m.word()+"\n\n    "+m.word())
		return m.word() + "[^" + name + "]"
	case 6:
		return "[[gazette|" + m.word() + "]]"
	case 7:
		return "==" + m.word() + "=="
	case 8:
		return "<https://" + m.word() + ".example>"
	case 9:
		name := m.fresh()
		m.refs = append(m.refs, "["+name+"]: https://a.example '"+m.word()+"'")
		return "[" + m.word() + "][" + name + "]"
	case 10:
		return "<!-- " + m.private() + " -->" + m.word()
	case 11:
		return m.word() + " %%" + m.private() + "%%"
	case 12:
		return "&ldquo;" + m.word() + "&rdquo; \\*" + m.word()
	case 13:
		return "<b>" + m.word() + "</b>"
	case 14:
		return "[" + m.word() + "](nowhere/" + m.fresh() + ".html \"" + m.word() + "\")"
	case 15:
		return "![" + m.word() + "](" + m.fresh() + ".png)"
	}
	return m.word()
}
