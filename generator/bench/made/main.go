// Command made writes a dossier of any size, to measure the program with and
// to compare what two versions of it make. The same flags give the same bytes.
//
// Sources come in stories: eight outlets tell each, take sentences from one
// another, change some of them and print the same statements in wordings of
// their own. Notes of every kind cite them, with each feature of the format:
// words left out, words marked, links, topics, doubtful dates, drafts, texts
// that are kept back, another language.
//
//	go run ./generator/bench/made -n 300 -out made
package main

import (
	"cmp"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	n := flag.Int("n", 300, "number of sources")
	out := flag.String("out", "", "folder to write into; it must not be there")
	seed := flag.Uint64("seed", 1, "seed")
	flag.Parse()
	if err := write(*out, dossier(*n, *seed)); err != nil {
		fmt.Fprintln(os.Stderr, "made:", err)
		os.Exit(1)
	}
}

// write writes files into a new folder.
func write(out string, files map[string]string) error {
	if err := os.Mkdir(out, 0o755); err != nil {
		return err
	}
	for name, text := range files {
		p := filepath.Join(out, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

const (
	outlets    = 25
	speakers   = 40
	storySize  = 8  // sources that tell one story
	statements = 3  // that a story quotes
	sentences  = 24 // of a source
)

// function are words that stand between the others.
var function = strings.Fields("the of and to a in that is was for on with as it by at from said be this are were has had not but which or an they their")

// maker makes the parts of a dossier.
type maker struct {
	rand  *rand.Rand
	words []string
	files map[string]string
}

// dossier returns the files of a content folder with n sources.
func dossier(n int, seed uint64) map[string]string {
	m := &maker{rand: rand.New(rand.NewPCG(seed, uint64(n))), files: map[string]string{}}
	for len(m.words) < 4000 {
		m.words = append(m.words, m.invent())
	}
	m.files["dossier.yaml"] = "title: A made dossier\nsummary: Made by a program, to be measured.\nlanguage: en\nbase_url: https://example.org/made/\neditors: [A. Editor]\n"
	for i := range speakers {
		m.note("people", fmt.Sprintf("speaker-%d", i), fmt.Sprintf("name: %s %s\nrole: speaker of %s\nbody: %t", title(m.word()), title(m.word()), m.word(), i%9 == 0),
			"Someone who speaks on "+m.word()+".")
	}
	m.note("pages", "about", "title: About\nnav: 1", "# How it was made\n\nBy a program[^1]. See [[speaker-1|a speaker]].\n\n[^1]: Of a few lines.\n")
	for first := 0; first < n; first += storySize {
		m.story(first, min(storySize, n-first))
	}
	return m.files
}

// invent returns a word that no language has.
func (m *maker) invent() string {
	var b strings.Builder
	for range 2 + m.rand.IntN(3) {
		b.WriteByte("bcdfghklmnprstvz"[m.rand.IntN(16)])
		b.WriteByte("aeiou"[m.rand.IntN(5)])
	}
	return b.String()
}

// word returns a word; some are frequent, as in a language.
func (m *maker) word() string {
	u := m.rand.Float64()
	return m.words[int(u*u*float64(len(m.words)))]
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// sentence returns words with a capital and without a full stop.
func (m *maker) sentence() string {
	words := make([]string, 10+m.rand.IntN(14))
	for i := range words {
		if m.rand.IntN(100) < 45 {
			words[i] = function[m.rand.IntN(len(function))]
		} else {
			words[i] = m.word()
		}
	}
	words[0] = title(m.word())
	return strings.Join(words, " ")
}

// vary changes about one word in so many.
func (m *maker) vary(s string, oneIn int) string {
	words := strings.Fields(s)
	for i := range words {
		if i > 0 && m.rand.IntN(oneIn) == 0 {
			words[i] = m.word()
		}
	}
	return strings.Join(words, " ")
}

// note writes a file of a kind's folder.
func (m *maker) note(folder, slug, head, body string) {
	m.files[folder+"/"+slug+".md"] = "---\n" + head + "\n---\n" + body + "\n"
}

// wording is a statement as one source prints it.
type wording struct{ source, words string }

// story writes the sources from number first on that tell one story, and the notes on them.
func (m *maker) story(first, size int) {
	month, day := 1+m.rand.IntN(12), 1+m.rand.IntN(27)
	year := 2010 + m.rand.IntN(8)
	wire := make([]string, sentences)
	for i := range wire {
		wire[i] = m.sentence()
	}
	said := make([]string, statements)
	for i := range said {
		said[i] = m.sentence()
	}
	printed := make([][]wording, statements)
	for k := range size {
		slug := fmt.Sprintf("s%05d", first+k)
		m.source(slug, year, month, day, k, wire, said, printed)
	}
	for i, list := range printed {
		m.statement(fmt.Sprintf("q%05d-%d", first, i), fmt.Sprintf("%d-%02d-%02d", year, month, day), list)
	}
	slug := fmt.Sprintf("e%05d", first)
	lead := printed[0][0]
	m.note("events", slug, fmt.Sprintf("title: Meeting on %s\ndate: %s\npeople: [speaker-%d]\ntopics: [%s]",
		m.word(), pick(m, fmt.Sprintf("%d-%02d-%02d", year, month, day), fmt.Sprintf("%d-%02d~", year, month), fmt.Sprintf("%d-%02d-%02d?", year, month, day), fmt.Sprintf("%d", year)),
		m.rand.IntN(speakers), m.topic()),
		fmt.Sprintf("What was printed of it:\n\n> %s\n> — [[%s]]\n\nSee also [[q%05d-0]].", lead.words, lead.source, first))
}

// pick returns one of several.
func pick[T any](m *maker, list ...T) T { return list[m.rand.IntN(len(list))] }

func (m *maker) topic() string { return fmt.Sprintf("Topic %d", m.rand.IntN(30)) }

// source writes one source and, for most, the remarks on it.
func (m *maker) source(slug string, year, month, day, k int, wire, said []string, printed [][]wording) {
	var text strings.Builder
	var own []string
	quoted := 0
	for i, s := range wire {
		switch m.rand.IntN(5) {
		case 0:
			s = m.sentence()
			own = append(own, s)
		case 1:
			s = m.vary(s, 5)
		}
		text.WriteString(s + ". ")
		if i%(sentences/statements) == 2 {
			words := said[quoted]
			if m.rand.IntN(2) == 0 {
				words = m.vary(words, 7)
			}
			fmt.Fprintf(&text, "“%s,” speaker %d told reporters. ", words, quoted)
			printed[quoted] = append(printed[quoted], wording{slug, words})
			quoted++
		}
		if i%4 == 3 {
			text.WriteString("\n\n")
		}
		if i == 11 {
			text.WriteString("## " + title(m.word()) + " and " + m.word() + "\n\n")
		}
	}
	head := fmt.Sprintf("title: \"%s %s %s\"\npublisher: Outlet %d\npublished: %d-%02d-%02d\nurl: https://outlet.example/%s\ntopics: [%s]",
		title(m.word()), m.word(), m.word(), (len(slug)+k*7+day)%outlets, year, month, min(28, day+k/3), slug, m.topic())
	switch m.rand.IntN(12) {
	case 0:
		head += "\npublish: passages"
	case 1:
		head += "\npublish: none"
	case 2:
		head += "\nlang: de"
	case 3:
		head += "\ncredit: Outlet 3\ncaptured: 2020-01-01"
	}
	m.note("sources", slug, head, text.String())
	if len(own) == 0 || m.rand.IntN(4) == 0 {
		return
	}
	words := strings.Fields(own[0])
	cut := " […] "
	if slices.Contains(words[4:6], "not") { // to leave out a negation is an error
		cut = " " + strings.Join(words[4:6], " ") + " "
	}
	body := "> " + strings.Join(words[:4], " ") + cut + strings.Join(words[6:], " ") + "\n\nA remark on *these* words, see [[" + printed[0][0].source + "]]."
	if len(own) > 1 {
		more := strings.Fields(own[1])
		body += "\n\n> " + strings.Join(more[:3], " ") + " ==" + strings.Join(more[3:6], " ") + "== " + strings.Join(more[6:], " ") + "\n\n- one\n- two"
	}
	m.note("annotations", "on-"+slug, fmt.Sprintf("source: %s\ndraft: %t", slug, m.rand.IntN(20) == 0), body)
}

// statement writes a quotation in the wordings that were printed.
func (m *maker) statement(slug, date string, list []wording) {
	var body strings.Builder
	for i, w := range list {
		fmt.Fprintf(&body, "> %s\n> — [[%s]]\n\n", w.words, w.source)
		if i == 0 {
			body.WriteString("The first to print it.\n\n")
		}
	}
	slices.SortFunc(list, func(a, b wording) int { return cmp.Compare(a.source, b.source) })
	m.note("quotes", slug, fmt.Sprintf("title: Statement on %s %s\nspeaker: speaker-%d\nsaid: %s\noccasion: Talk on %s\ntopics: [%s]",
		m.word(), slug, m.rand.IntN(speakers), date, m.word(), m.topic()), body.String())
}
