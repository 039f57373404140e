package search

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/near"
	"dossier/generator/internal/spelling"
	"dossier/generator/internal/stem"
)

// A Document is something to be found.
type Document struct {
	Page     string // the file that shows it, from the root of the site
	Place    string // its id on that page; empty where it is the page
	Kind     string // in words
	Title    string
	Lang     string   // of the title
	Names    []string // by which it is known besides
	Also     []string // what it is found by and does not show: who speaks, topics
	Outlet   string
	Date     string // in words
	Order    string // by which dates are put in order
	Facets   []Facet
	Passages func() []Passage // asked for when they are needed, and not kept
}

// A Facet is something by which results are narrowed.
type Facet struct{ Field, Value, Text string }

// A Field is a sort of facet, and what it is called.
type Field struct{ Name, Label string }

// A Passage is a part of a document that a result can lead to.
type Passage struct {
	Place string // its id on the page; empty for its beginning
	Lang  string
	Text  string
}

// Options say how an index is made.
type Options struct {
	Fields []Field           // the facets, in their order
	Words  map[string]string // of the interface, for the script
	Whole  bool              // as one file, with all that results show
}

// An Index is what can be found on a site. It does not change; one that is nil has no
// files.
type Index struct {
	files map[string][]byte
	names []string
}

// Files returns the names of the files of the index, sorted.
func (x *Index) Files() []string {
	if x == nil {
		return nil
	}
	return x.names
}

// File returns a file of the index, or nil where there is none.
func (x *Index) File(name string) []byte {
	if x == nil {
		return nil
	}
	return x.files[name]
}

// card is what a result shows of a document.
type card struct {
	Title  string   `json:"title"`
	Lang   string   `json:"lang,omitempty"`
	Kind   string   `json:"kind"`
	Names  []string `json:"names,omitempty"`
	Outlet string   `json:"outlet,omitempty"`
	Date   string   `json:"date,omitempty"`
	Text   [][]any  `json:"text,omitempty"` // id, words, language, and the number of the passage where it is not its place
}

func (d Document) card(whole bool) card {
	c := card{Title: d.Title, Lang: d.Lang, Kind: d.Kind, Names: d.Names, Outlet: d.Outlet, Date: d.Date}
	passages := d.passages()
	for i, n := range numbered(passages, whole) {
		text := []any{passages[i].Place, passages[i].Text, passages[i].Lang}
		if n != head+1+i {
			text = append(text, n)
		}
		c.Text = append(c.Text, text)
	}
	return c
}

func (d Document) passages() []Passage {
	if d.Passages == nil {
		return nil
	}
	return d.Passages()
}

// Beside returns what stands in the script beside a page: a statement that gives
// the variable cards what results show of the documents on it, by their places.
func Beside(on []Document) []byte {
	cards := map[string]card{}
	for _, d := range on {
		cards[d.Place] = d.card(false)
	}
	return append([]byte("cards = "), encoded(cards)...)
}

func encoded(value any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it is no part of a page
	if err := e.Encode(value); err != nil {
		panic(err) // strings and numbers can be encoded
	}
	return b.Bytes()
}

// head is the number of the passage that the title and other facts of a document
// are; the first of its text is the next.
const head = 0

// together is how many letters passages have at least that a large index takes for
// one: it then knows that words stand near each other, and takes an eighth less.
const together = 800

// numbered returns the numbers of passages as the index tells them.
func numbered(passages []Passage, whole bool) []int {
	out := make([]int, len(passages))
	n, letters := head+1, 0
	for i, p := range passages {
		out[i] = n
		if letters += utf8.RuneCountInString(p.Text); whole || letters >= together {
			n, letters = n+1, 0
		}
	}
	return out
}

// form is a word as it stands somewhere.
type form struct {
	text      string
	lang      string // of the first place it stands at
	raw       string // as it stands there, in small letters
	postings  []byte // differences: documents, and of each its passages
	doc, last int    // the last of them
}

// maker gathers an index.
type maker struct {
	forms map[string]*form
	runs  map[string][]*form // of runs of letters as they stand in texts, in a language
}

func (m *maker) add(doc, passage int, lang, text string) (words int) {
	eachRun(text, func(run string) {
		list, ok := m.runs[run]
		if !ok {
			run = strings.Clone(run)
			for _, w := range wordsOf(run) {
				f := m.forms[w]
				if f == nil {
					f = &form{text: w, lang: lang, raw: strings.ToLower(fold.Form(run)), doc: -1, last: -1}
					m.forms[w] = f
				}
				list = append(list, f)
			}
			m.runs[run] = list
		}
		for _, f := range list {
			words++
			if f.doc != doc {
				f.postings = binary.AppendUvarint(f.postings, uint64(doc-f.doc)<<1|1)
				f.doc, f.last = doc, -1
			} else if f.last == passage {
				continue
			}
			if f.last < 0 {
				f.postings = binary.AppendUvarint(f.postings, uint64(passage))
			} else {
				f.postings = binary.AppendUvarint(f.postings, uint64(passage-f.last)<<1)
			}
			f.last = passage
		}
	})
	return words
}

// each calls yield with the places of a form, in order.
func (f *form) each(yield func(doc, passage int)) {
	doc, passage := -1, 0
	for at := 0; at < len(f.postings); {
		n, size := binary.Uvarint(f.postings[at:])
		at += size
		if n&1 == 1 {
			doc += int(n >> 1)
			p, size := binary.Uvarint(f.postings[at:])
			at += size
			passage = int(p)
		} else {
			passage += int(n >> 1)
		}
		yield(doc, passage)
	}
}

// entry is the forms that are found by each other.
type entry struct {
	first string
	forms []*form
	extra []string // words it is found by that stand nowhere
	whole []*form  // words that it is a part of
}

// New makes the index of documents.
func New(documents []Document, opts Options) *Index {
	docs := slices.Clone(documents)
	slices.SortStableFunc(docs, func(a, b Document) int {
		return cmp.Or(cmp.Compare(b.Order, a.Order), cmp.Compare(a.Page, b.Page), cmp.Compare(a.Place, b.Place))
	})
	m := &maker{forms: map[string]*form{}, runs: map[string][]*form{}}
	lengths, total := []byte(nil), 0
	for i, d := range docs {
		words := m.add(i, head, d.Lang, strings.Join(slices.Concat([]string{d.Title}, d.Names, d.Also, []string{d.Outlet, d.Date}), " \n"))
		passages := d.passages()
		for at, n := range numbered(passages, opts.Whole) {
			words += m.add(i, n, passages[at].Lang, passages[at].Text)
		}
		lengths = number(lengths, int(math.Round(math.Log(float64(max(1, words)))/math.Log(lengthStep))))
		total += words
	}
	m.runs = nil
	x := &Index{files: map[string][]byte{}}
	add := func(part string, data []byte) {
		name := part + ".js"
		if opts.Whole {
			name = "index.js"
		}
		x.files[name] = append(x.files[name], call(part, data)...)
	}
	perPage := max(1, len(docs))
	if !opts.Whole {
		perPage = max(leastPage, len(docs)/pages+1)
	}
	words, firsts := written(m.entries(docs), opts.Whole)
	add("index", encoded(map[string]any{
		"documents": len(docs), "length": string(lengths), "average": max(1, total/max(1, len(docs))), "words": firsts,
		"say": opts.Words, "page": perPage,
	}))
	add("fields", encoded(fields(docs, opts.Fields)))
	for i, w := range words {
		add(fmt.Sprintf("words-%d", i), w)
	}
	page := 0
	for some := range slices.Chunk(docs, perPage) {
		var rows []any
		for _, d := range some {
			row := []any{d.Page, d.Place}
			if opts.Whole || d.Passages == nil {
				row = append(row, d.card(opts.Whole))
			}
			rows = append(rows, row)
		}
		add(fmt.Sprintf("pages-%d", page), encoded(rows))
		page++
	}
	x.names = slices.Sorted(maps.Keys(x.files))
	return x
}

// call returns a statement that hands a part of the index to the script.
func call(name string, data []byte) []byte {
	return fmt.Appendf(nil, "searched(%q, %s);\n", name, bytes.TrimSpace(data))
}

// fields returns what results are narrowed by: of each field its values, with the
// documents that have them.
func fields(docs []Document, order []Field) []any {
	out := []any{}
	for _, field := range order {
		texts, of := map[string]string{}, map[string][]int{}
		for i, d := range docs {
			for _, f := range d.Facets {
				if f.Field != field.Name || f.Value == "" {
					continue
				}
				if list := of[f.Value]; len(list) == 0 || list[len(list)-1] != i {
					of[f.Value] = append(list, i)
				}
				texts[f.Value] = cmp.Or(texts[f.Value], f.Text)
			}
		}
		values := slices.SortedFunc(maps.Keys(of), func(a, b string) int {
			return cmp.Or(cmp.Compare(strings.ToLower(texts[a]), strings.ToLower(texts[b])), cmp.Compare(a, b))
		})
		rows := [][3]string{}
		for _, v := range values {
			rows = append(rows, [3]string{v, texts[v], ascending(of[v])})
		}
		out = append(out, []any{field.Name, field.Label, rows})
	}
	return out
}

// entries gathers the forms that are found by each other, by their first form.
func (m *maker) entries(docs []Document) []*entry {
	stemmers := map[string]*stem.Stemmer{}
	keys := map[string]string{} // of forms
	groups := map[string]*entry{}
	all := slices.Sorted(maps.Keys(m.forms))
	for _, text := range all {
		f := m.forms[text]
		s, ok := stemmers[f.lang]
		if !ok {
			s = stem.New(f.lang)
			stemmers[f.lang] = s
		}
		key := text
		if strings.IndexFunc(text, unicode.IsLetter) >= 0 && len(wordsOf(f.raw)) == 1 {
			key = cmp.Or(fold.Loose(s.Of(f.raw)), text)
		}
		keys[text] = key
	}
	merged := map[string]string{} // of keys that two spellings have: the other key
	last := func(key string) string {
		for merged[key] != "" {
			key = merged[key]
		}
		return key
	}
	for _, pair := range spellings(docs) {
		if a, b := last(keys[pair[0]]), last(keys[pair[1]]); a != b {
			merged[b] = a
		}
	}
	for _, text := range all {
		key := last(keys[text])
		keys[text] = key
		if groups[key] == nil {
			groups[key] = &entry{first: text}
		}
		groups[key].forms = append(groups[key].forms, m.forms[text])
	}
	for key, g := range groups { // a stem that is no word is typed, too
		if m.forms[key] == nil && utf8.RuneCountInString(key) > 2 {
			g.extra = append(g.extra, key)
		}
	}
	for _, text := range all {
		f := m.forms[text]
		for _, part := range m.parts(f) {
			switch g := groups[keys[part]]; {
			case g == nil:
				own := groups[keys[text]]
				own.extra = append(own.extra, part)
			case g != groups[keys[text]]:
				g.whole = append(g.whole, f)
			}
		}
	}
	return slices.SortedFunc(maps.Values(groups), func(a, b *entry) int { return cmp.Compare(a.first, b.first) })
}

// spellings returns pairs of words of two names of one document that are one word: they stand in the same place and are nearly
// spelled alike, or are of two scripts and may be one name.
func spellings(docs []Document) [][2]string {
	seen := map[[2]string]bool{}
	for _, d := range docs {
		var names [][]string
		for _, n := range append([]string{d.Title}, d.Names...) {
			var words []string
			eachRun(n, func(run string) { words = append(words, wordsOf(run)...) })
			names = append(names, words)
		}
		for i := 1; i < len(names); i++ {
			for _, a := range names[0] {
				for _, b := range names[i] {
					if !spelling.OfOneScript(a, b) && spelling.SameName(a, b) {
						seen[[2]string{min(a, b), max(a, b)}] = true
					}
				}
			}
			if len(names[i]) != len(names[0]) {
				continue
			}
			for k, a := range names[0] {
				b := names[i][k]
				if x, y := []rune(a), []rune(b); a != b && min(len(x), len(y)) >= 4 && x[0] == y[0] && near.Distance(a, b, 2) <= 2 {
					seen[[2]string{min(a, b), max(a, b)}] = true
				}
			}
		}
	}
	return slices.SortedFunc(maps.Keys(seen), func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
}

// compounding are the languages that write words in one.
var compounding = map[string]bool{"de": true, "nl": true, "sv": true, "da": true, "no": true, "nb": true, "nn": true, "fi": true, "hu": true}

// joints are the letters that stand between the parts of a word.
var joints = [...]string{"", "s", "es", "n", "en", "e"}

const (
	leastCompound = 8 // letters
	leastPart     = 4
	particles     = "הובלמשכ" // that Hebrew writes with the word
)

// parts returns the words of which a form is made.
func (m *maker) parts(f *form) []string {
	base, _, _ := strings.Cut(strings.ToLower(f.lang), "-")
	letters := []rune(f.text)
	var out []string
	if len(letters) > 3 && unicode.Is(unicode.Hebrew, letters[0]) && strings.ContainsRune(particles, letters[0]) {
		return []string{string(letters[1:])}
	}
	if !compounding[base] || len(letters) < leastCompound {
		return nil
	}
	known := func(w string) bool {
		g := m.forms[w]
		return g != nil && g.lang == f.lang
	}
	for i := leastPart; i <= len(letters)-leastPart; i++ {
		left, right := string(letters[:i]), string(letters[i:])
		if !known(right) {
			continue
		}
		for _, joint := range joints {
			part, ok := strings.CutSuffix(left, joint)
			if ok && utf8.RuneCountInString(part) >= leastPart && known(part) {
				out = append(out, part, right)
				break
			}
		}
	}
	return out
}

// How many words a document has is told in powers of this, for the script only compares it with the average.
const lengthStep = 1.5

// A word that would take more letters than this is listed by document alone.
const commonest = 12 << 10

// The parts of a large index are as small as their number allows: there are no more
// of words and of pages than these, and none holds much less than so many letters,
// or so many documents. A query loads a part for each of its words, and one for
// nearly each of the documents it shows.
const (
	shards     = 250
	leastShard = 6 << 10
	pages      = 46
	leastPage  = 100
)

// written returns the entries as parts of the index, and the first word of each.
func written(entries []*entry, whole bool) (parts [][]byte, firsts []string) {
	lines := make([][]byte, len(entries))
	total := 0
	for i, e := range entries {
		lines[i] = e.line(whole)
		total += len(lines[i])
	}
	limit := max(leastShard, total/shards)
	if whole {
		limit = total + 1
	}
	of := cut(lines, limit) // the part of each line
	for len(of) > 0 && of[len(of)-1] >= shards {
		limit += limit/500 + 1
		of = cut(lines, limit)
	}
	for i, part := range of {
		if part == len(firsts) {
			firsts = append(firsts, entries[i].first)
		}
	}
	texts := make([]bytes.Buffer, max(1, len(firsts)))
	for i, line := range lines {
		texts[of[i]].Write(line)
	}
	// A form that would be looked for in another part is told of there.
	for i, e := range entries {
		told := func(word string) {
			at, found := slices.BinarySearch(firsts, word)
			if !found {
				at--
			}
			if at = max(0, at); at != of[i] {
				fmt.Fprintf(&texts[at], "%s\t=%s\n", word, e.first)
			}
		}
		for _, f := range e.forms {
			told(f.text)
		}
		for _, word := range e.extra {
			told(word)
		}
	}
	for i := range texts {
		parts = append(parts, encoded(strings.TrimSuffix(texts[i].String(), "\n")))
	}
	return parts, firsts
}

// cut returns in which part each line stands where none but a single line has more
// letters than the limit.
func cut(lines [][]byte, limit int) []int {
	of := make([]int, len(lines))
	part, size := 0, 0
	for i, line := range lines {
		if size > 0 && size+len(line) > limit {
			part, size = part+1, 0
		}
		size += len(line)
		of[i] = part
	}
	return of
}

// line returns an entry as it stands in the index: its forms, "|" and the words
// that it is a part of, a tab, and where all of these stand.
func (e *entry) line(whole bool) []byte {
	var b bytes.Buffer
	for i, f := range e.forms {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(f.text)
	}
	for _, word := range e.extra {
		b.WriteString(" " + word)
	}
	sign := "|"
	for _, f := range e.whole {
		b.WriteString(sign + f.text)
		sign = " "
	}
	b.WriteByte('\t')
	forms := slices.Concat(e.forms, e.whole)
	var list [][2]int
	for _, f := range forms {
		f.each(func(doc, passage int) { list = append(list, [2]int{doc, passage}) })
	}
	if len(forms) > 1 {
		slices.SortFunc(list, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
		list = slices.Compact(list)
	}
	var out, docs []byte
	doc, passage := -1, 0
	for _, at := range list {
		if at[0] != doc {
			docs = number(docs, at[0]-doc-1)
			out = number(number(out, (at[0]-doc)<<1|1), at[1])
		} else {
			out = number(out, (at[1]-passage)<<1)
		}
		doc, passage = at[0], at[1]
	}
	if !whole && len(out) > commonest {
		out = append([]byte("*"), docs...)
	}
	b.Write(out)
	b.WriteByte('\n')
	return b.Bytes()
}
