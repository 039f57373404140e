package match

import (
	"index/suffixarray"
	"slices"
	"strings"
	"sync"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/omission"
	"dossier/generator/internal/segment"
	"dossier/generator/internal/tongue"
)

// A Text is a source's plain text made ready for finding citations in it. It
// does not change and may be used by several goroutines.
type Text struct {
	text   string
	lang   string
	tokens []fold.Token
	exact  stream // with letter case
	folded stream // without
	// loose says that the text has words that others may write otherwise.
	loose bool
	// loosened is the text as it is read then. Few citations need it.
	loosened func() *loosened
	// known is where parts of citations stand. It is the one thing of a Text that
	// grows, behind a lock: the same words may be asked for by many citations.
	known *remembered
	// words are the different words of the text, folded, sorted.
	words func() *words
	// americanized are words of the text by their American spelling.
	americanized func() map[string]string
	// omissions judges what excerpts of the text leave out.
	omissions func() *omission.Text
}

// Prepare makes a source's plain text ready for [Text.Find]. lang is its BCP 47 tag,
// or "" where that is not known; others are stretches in other languages.
func Prepare(text, lang string, others ...tongue.Stretch) *Text {
	t := &Text{text: text, lang: lang, tokens: fold.Tokens(text), known: &remembered{of: map[string]places{}}}
	cased := make([]string, len(t.tokens))
	caseless := make([]string, len(t.tokens))
	for i := range t.tokens {
		cased[i] = t.tokens[i].Text
		caseless[i] = fold.Case(cased[i])
	}
	t.loose = loose(t.tokens, text)
	t.exact = newStream(cased)
	t.folded = newStream(caseless)
	t.loosened = sync.OnceValue(func() *loosened { return loosen(t.tokens, text) })
	t.words = sync.OnceValue(t.vocabulary)
	t.americanized = sync.OnceValue(t.americanWords)
	t.omissions = sync.OnceValue(func() *omission.Text { return omission.Of(text, lang, others, t.tokens, asWords{t}) })
	return t
}

// Omissions returns what judges what excerpts of the text leave out.
func (t *Text) Omissions() *omission.Text { return t.omissions() }

// places are the runs that are the same words, by place, without atoms.
type places struct {
	runs    []run
	longest int // tokens of the longest
}

// remembered are the places of patterns that stand in several.
type remembered struct {
	sync.Mutex
	of   map[string]places
	runs int // in all of them
}

// mostRemembered is how many places a text keeps in mind.
const mostRemembered = 1 << 18

// placesOf returns where atoms stand in the text.
func (t *Text) placesOf(r reader, atoms []atom) places {
	key := r.key(atoms)
	t.known.Lock()
	p, ok := t.known.of[key]
	t.known.Unlock()
	if ok {
		return p
	}
	p = places{runs: r.runs(t, atoms)}
	for i := range p.runs {
		p.longest = max(p.longest, p.runs[i].u-p.runs[i].t)
		p.runs[i].atoms = nil
	}
	if n := len(p.runs); n > 1 {
		t.known.Lock()
		if t.known.runs+n <= mostRemembered {
			t.known.of[key] = p
			t.known.runs += n
		}
		t.known.Unlock()
	}
	return p
}

// asWords is a text for those who ask for its words.
type asWords struct{ t *Text }

func (w asWords) Word(i int) string { return w.t.folded.token(i) }

func (w asWords) Small(word string) bool {
	_, ok := w.t.words().small[word]
	return ok
}

// bytesOf returns the bytes of the text that n tokens from i cover.
func (t *Text) bytesOf(i, n int) segment.Span {
	return segment.Span{Start: t.tokens[i].Start, End: t.tokens[i+n-1].End}
}

// cuts reports whether n tokens from i begin or end inside a word or number.
func (t *Text) cuts(i, n int) bool {
	return i > 0 && t.tokens[i-1].Joined || t.tokens[i+n-1].Joined
}

// A stream is a sequence of tokens in which sequences can be found. Each token
// is written after a space, and the last is followed by one, so that a
// sequence written in the same way is found at whole tokens alone.
type stream struct {
	data string
	at   []int32            // of the space before each token
	sa   *suffixarray.Index // nil when data is short
}

// short is the length up to which reading a stream is as good as an index.
const short = 1 << 14

func newStream(tokens []string) stream {
	n := 1
	for _, t := range tokens {
		n += 1 + len(t)
	}
	var b strings.Builder
	b.Grow(n)
	s := stream{at: make([]int32, len(tokens))}
	for i, t := range tokens {
		s.at[i] = int32(b.Len())
		b.WriteByte(' ')
		b.WriteString(t)
	}
	b.WriteByte(' ')
	s.data = b.String()
	if len(s.data) > short {
		s.sa = suffixarray.New([]byte(s.data))
	}
	return s
}

// find returns the tokens at which pattern starts, in order, or, when limit is
// not negative, that many of them. The pattern starts with a space.
func (s *stream) find(pattern string, limit int) []int {
	var at []int
	if s.sa != nil {
		at = s.sa.Lookup([]byte(pattern), limit)
		slices.Sort(at)
	} else {
		at = scan(s.data, pattern, limit)
	}
	k := 0
	for i, offset := range at {
		if len(at) < len(s.at)/16 {
			k, _ = slices.BinarySearch(s.at, int32(offset))
		} else {
			for s.at[k] < int32(offset) {
				k++
			}
		}
		at[i] = k
	}
	return at
}

// has reports whether pattern is in the stream.
func (s *stream) has(pattern string) bool {
	if s.sa != nil {
		return len(s.sa.Lookup([]byte(pattern), 1)) > 0
	}
	return strings.Contains(s.data, pattern)
}

// scan returns the places at which pattern starts in data. It takes time in
// proportion to their lengths, however often the pattern overlaps itself
// (Knuth, Morris and Pratt 1977).
func scan(data, pattern string, limit int) []int {
	first := strings.Index(data, pattern)
	if first < 0 || limit == 0 {
		return nil
	}
	at := []int{first}
	rest := first + 1
	if limit == 1 || !strings.Contains(data[rest:], pattern) {
		return at
	}
	border := make([]int32, len(pattern)+1)
	border[0] = -1
	for i, k := 0, int32(-1); i < len(pattern); {
		for k >= 0 && pattern[i] != pattern[k] {
			k = border[k]
		}
		i++
		k++
		border[i] = k
	}
	k := int32(0)
	for i := rest; i < len(data); i++ {
		for k >= 0 && (int(k) == len(pattern) || data[i] != pattern[k]) {
			k = border[k]
		}
		k++
		if int(k) == len(pattern) {
			at = append(at, i+1-len(pattern))
			if len(at) == limit {
				break
			}
		}
	}
	return at
}

// A Library prepares texts when it is first asked for them. Its zero value is ready,
// and several goroutines may ask.
type Library struct{ texts sync.Map } // of func() *Text, by what each is the text of

// Text returns the text of something, prepared.
func (l *Library) Text(of any, text, lang string, others ...tongue.Stretch) *Text {
	prepare, _ := l.texts.LoadOrStore(of, sync.OnceValue(func() *Text { return Prepare(text, lang, others...) }))
	return prepare.(func() *Text)()
}
