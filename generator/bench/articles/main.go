// Command articles writes news articles to measure site generators with: as
// plain Markdown files, which any generator can read, and as the content folder
// of a dossier. The same flags give the same bytes.
//
// Articles come in events. An event has a wire story; the other outlets take
// sentences from it, edit some of them, and print the same statements with
// words of their own. A statement that stands once in an article becomes a
// wording of a quotation, and the first of each article a remark on it.
//
//	go run ./generator/bench/articles -n 1000 -out made
//
// writes made/plain and made/content. The articles are of about 600 words;
// the features of the format are no matter here, and stand in what
// generator/bench/made writes.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	n := flag.Int("n", 1000, "number of articles")
	out := flag.String("out", "", "folder to write into; it must not be there")
	flag.Parse()
	if err := write(*out, *n); err != nil {
		fmt.Fprintln(os.Stderr, "articles:", err)
		os.Exit(1)
	}
}

const (
	publishers = 25
	speakers   = 50
	perEvent   = 8   // articles
	words      = 600 // of an article, about
)

// function are words that stand between the others.
var function = strings.Fields(`the of and to a in that is was for on with as it by at from said be this are were
has have had not but which or an they their its been who will more one two when would than after about out
there up other into over could new also some time between under before against during while since because`)

// press makes articles.
type press struct {
	rand       *rand.Rand
	vocabulary []string
	names      []string
	publishers []string
}

// article is one, with what it prints of what was said.
type article struct {
	slug, title, publisher, author string
	at                             time.Time
	body                           string // Markdown
	said                           []statement
}

// statement is a statement in the words of an article.
type statement struct{ id, words string }

func newPress() *press {
	p := &press{rand: rand.New(rand.NewPCG(1, 0x5e5e))}
	seen := map[string]bool{}
	for len(p.vocabulary) < 6000 {
		if s := p.syllables(); len(s) > 2 && !seen[s] {
			seen[s] = true
			p.vocabulary = append(p.vocabulary, s)
		}
	}
	for len(p.names) < 400 {
		p.names = append(p.names, capital(p.syllables()+p.syllables()))
	}
	for i := range publishers {
		p.publishers = append(p.publishers, "The "+p.names[i]+" "+[]string{"Times", "Post", "Herald", "Tribune", "Wire"}[i%5])
	}
	return p
}

// syllables returns a word that no language has.
func (p *press) syllables() string {
	onsets := []string{"b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pl", "pr", "qu", "r", "s", "st", "sh", "t", "tr", "v", "w"}
	nuclei := []string{"a", "e", "i", "o", "u", "ai", "ea", "ou"}
	codas := []string{"", "", "n", "r", "s", "t", "l", "nd", "st", "m"}
	var b strings.Builder
	for range 1 + p.rand.IntN(3) {
		v := nuclei[p.rand.IntN(len(nuclei))]
		if p.rand.IntN(60) == 0 {
			v = "é"
		}
		b.WriteString(onsets[p.rand.IntN(len(onsets))] + v + codas[p.rand.IntN(len(codas))])
	}
	return b.String()
}

// word returns a word; some are frequent, as in a language.
func (p *press) word() string {
	if p.rand.IntN(100) < 45 {
		return function[p.rand.IntN(len(function))]
	}
	u := p.rand.Float64()
	return p.vocabulary[int(u*u*float64(len(p.vocabulary)))]
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// clause returns a sentence of so many words, without its full stop.
func (p *press) clause(least, most int) string {
	list := make([]string, least+p.rand.IntN(most-least+1))
	for i := range list {
		list[i] = p.word()
		if i > 3 && p.rand.IntN(11) == 0 && i < len(list)-1 {
			list[i] += ","
		}
	}
	list[0] = capital(list[0])
	return strings.Join(list, " ")
}

func (p *press) sentence(least, most int) string { return p.clause(least, most) + "." }

func (p *press) name() string {
	return p.names[p.rand.IntN(len(p.names))] + " " + p.names[p.rand.IntN(len(p.names))]
}

// edit drops, replaces and adds so many of a hundred words.
func (p *press) edit(s string, percent int) string {
	list := strings.Fields(s)
	var out []string
	for i, word := range list {
		if i == 0 || i == len(list)-1 || p.rand.IntN(100) >= percent {
			out = append(out, word)
			continue
		}
		switch p.rand.IntN(3) {
		case 0:
		case 1:
			out = append(out, p.word())
		default:
			out = append(out, word, p.word())
		}
	}
	return strings.Join(out, " ")
}

// story is what the articles of an event are made of.
type story struct {
	topic      string
	statements []statement
	speakers   []string
	wire       []string
	at         time.Time
}

// event returns the articles from number first on that tell one story.
func (p *press) event(first, size int) []article {
	number := first / perEvent
	s := story{topic: p.clause(5, 8), at: time.Date(2019, 1, 1, 6, 0, 0, 0, time.UTC).Add(time.Duration(number*7) * time.Hour)}
	for i := range 6 {
		s.speakers = append(s.speakers, p.name())
		s.statements = append(s.statements, statement{fmt.Sprintf("q%06d-%d", number, i), p.clause(9, 26)})
	}
	for range 40 {
		s.wire = append(s.wire, p.sentence(10, 28))
	}
	out := make([]article, size)
	for i := range out {
		out[i] = p.article(s, first, i, size)
	}
	return out
}

func slug(number int) string { return fmt.Sprintf("a%07d", number) }

// folder returns the folder of an article among the plain ones.
func folder(number int) string { return fmt.Sprintf("%04d", number/100) }

// article writes the article with the number k of a story of size, the first
// of which is number first of all.
func (p *press) article(s story, first, k, size int) article {
	a := article{
		slug: slug(first + k), title: p.edit(s.topic, 20), author: p.name(), publisher: p.publishers[p.rand.IntN(len(p.publishers))],
		at: s.at.Add(time.Duration(p.rand.IntN(72*60)) * time.Minute),
	}
	taken := 15 + p.rand.IntN(50) // of a hundred sentences, from the wire
	if k == 0 {
		taken = 100
	}
	order := p.rand.Perm(len(s.statements))[:3+p.rand.IntN(3)]
	wire, written := s.wire, 0
	count := func(text string) string {
		written += strings.Count(text, " ") + 1
		return text
	}
	next := func() string {
		if len(wire) == 0 || p.rand.IntN(100) >= taken {
			return count(p.sentence(10, 28))
		}
		text := wire[0]
		wire = wire[1:]
		if k > 0 && p.rand.IntN(3) == 0 {
			text = p.edit(text, 12)
		}
		return count(text)
	}
	quote := func() (text, speaker string) {
		i := order[0]
		order = order[1:]
		text = s.statements[i].words
		if p.rand.IntN(5) >= 3 {
			text = p.edit(text, 10)
		}
		a.said = append(a.said, statement{s.statements[i].id, strings.TrimRight(text, " ,")})
		return count(text), s.speakers[i]
	}
	var b strings.Builder
	for i := 0; written < words-75; i++ { // the last paragraph goes beyond
		switch {
		case i > 0 && i%4 == 0:
			b.WriteString("## " + p.clause(3, 6) + "\n\n")
		case i%5 == 2 && len(order) > 0:
			text, speaker := quote()
			b.WriteString("> " + text + ".\n>\n> — " + speaker + "\n\n")
		}
		var paragraph []string
		for range 3 + p.rand.IntN(2) {
			paragraph = append(paragraph, next())
		}
		if i%3 == 1 && len(order) > 0 {
			text, speaker := quote()
			paragraph = append(paragraph, "“"+text+",” "+speaker+" said.")
		}
		if i == 1 {
			list := strings.Fields(paragraph[0])
			list[2], list[4] = wrap(list[2], "*"), wrap(list[4], "**")
			paragraph[0] = strings.Join(list, " ")
		}
		if size > 1 && i%3 == 2 {
			other := first + p.rand.IntN(size)
			paragraph = append(paragraph, fmt.Sprintf("See [%s](/articles/%s/%s/).", strings.ToLower(p.clause(3, 5)), folder(other), slug(other)))
		}
		if i == 3 {
			paragraph = append(paragraph, fmt.Sprintf("The [original report](https://example.org/%s) has more.", a.slug))
		}
		b.WriteString(strings.Join(paragraph, " ") + "\n\n")
		if i == 4 {
			for range 3 {
				b.WriteString("- " + p.sentence(4, 9) + "\n")
			}
			b.WriteString("\n")
		}
	}
	a.body = b.String()
	return a
}

// wrap puts marks of emphasis around a word, and none around its comma.
func wrap(word, mark string) string {
	bare := strings.TrimRight(word, ",.")
	return mark + bare + mark + word[len(bare):]
}

// write writes n articles below out, as plain files and as a content folder.
func write(out string, n int) error {
	if err := os.Mkdir(out, 0o755); err != nil {
		return err
	}
	w := writer{out: out}
	p := newPress()
	w.file("content/dossier.yaml", "title: A dossier to measure with\nsummary: Made by a program, to be measured.\nlanguage: en\n")
	for i := range speakers {
		w.file(fmt.Sprintf("content/people/speaker-%d.md", i), fmt.Sprintf("---\nname: Speaker %d\n---\nSomeone who speaks.\n", i))
	}
	for first := 0; first < n; first += perEvent {
		w.event(first, p.event(first, min(perEvent, n-first)))
	}
	return w.err
}

// writer writes files until one fails.
type writer struct {
	out string
	err error
}

func (w *writer) file(name, text string) {
	p := filepath.Join(w.out, filepath.FromSlash(name))
	if w.err == nil {
		w.err = os.MkdirAll(filepath.Dir(p), 0o755)
	}
	if w.err == nil {
		w.err = os.WriteFile(p, []byte(text), 0o644)
	}
}

// event writes the articles of an event, the first of which has a number, and
// the notes on them.
func (w *writer) event(number int, articles []article) {
	wordings := map[string]string{} // the citations of a statement
	var statements []string
	for i, a := range articles {
		w.file("plain/articles/"+folder(number+i)+"/"+a.slug+".md", fmt.Sprintf("---\ntitle: %q\ndate: %s\npublisher: %q\nauthor: %q\nsource_url: %q\n---\n\n%s",
			a.title, a.at.Format(time.RFC3339), a.publisher, a.author, "https://example.org/"+a.slug, a.body))
		body := unlinked(a.body)
		w.file("content/sources/"+a.slug+".md", fmt.Sprintf("---\ntitle: %q\npublisher: %q\nauthor: %q\npublished: %s\nurl: %q\n---\n\n%s",
			a.title, a.publisher, a.author, a.at.Format(time.DateOnly), "https://example.org/"+a.slug, body))
		plain := strings.Join(strings.Fields(strings.ReplaceAll(body, "*", "")), " ")
		remark := ""
		for _, s := range a.said {
			if strings.Count(plain, s.words) != 1 {
				continue
			}
			if wordings[s.id] == "" {
				statements = append(statements, s.id)
			}
			wordings[s.id] += fmt.Sprintf("> %s\n> — [[%s]]\n\n", s.words, a.slug)
			if remark == "" {
				remark = fmt.Sprintf("---\nsource: %s\n---\n> %s\n\nA remark on these words, see [[%s]].\n", a.slug, s.words, s.id)
			}
		}
		if remark != "" {
			w.file("content/annotations/on-"+a.slug+".md", remark)
		}
	}
	for i, id := range statements {
		w.file("content/quotes/"+id+".md", fmt.Sprintf("---\ntitle: Quotation %s\nspeaker: speaker-%d\n---\n%s", id, (number+i)%speakers, wordings[id]))
	}
}

// unlinked returns Markdown without the links to other articles; their words
// stay.
func unlinked(body string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(body, "See [")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		text, rest, _ := strings.Cut(after, "](")
		_, body, _ = strings.Cut(rest, ")")
		b.WriteString("See " + text)
	}
}
