package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/segment"
)

const (
	// maxAnnotations bounds the annotations of a file.
	maxAnnotations = 10_000
	// longestWords bounds a quotation or a comment, in bytes.
	longestWords = 100_000
)

// A remark is an annotation of another program: words of a page, and what
// someone said about them.
type remark struct {
	addresses            []string // of the page, the best known first
	exact                string
	prefix, suffix       string
	comment              string
	format               string // of the comment: "markdown" or "plain"
	author               string
	created, updated     string // EDTF
	tags                 []string
	private, reply, gone bool
	wordless             wordless
}

// page returns the best known address of the page.
func (r remark) page() string { return firstOf(r.addresses) }

// wordless says why a remark quotes nothing.
type wordless int

const (
	aboutPage  wordless = iota // its target is a page as a whole
	lost                       // its target has a place for a quotation, and none in it
	placed                     // it says where its words stand, and not which they are
	untargeted                 // it has no target
)

// wordlessTarget says why a target without a quotation has none.
func wordlessTarget(target map[string]any) wordless {
	selector, ok := target["selector"]
	switch {
	case !ok:
		return aboutPage
	case len(list(selector)) == 0 || holdsTextQuote(selector, 4):
		return lost
	}
	return placed
}

// holdsTextQuote reports whether a TextQuoteSelector is among selectors.
func holdsTextQuote(v any, steps int) bool {
	return steps > 0 && slices.ContainsFunc(list(v), func(x any) bool {
		s, ok := x.(map[string]any)
		return ok && (kind(s) == "TextQuoteSelector" || holdsTextQuote(s["refinedBy"], steps-1) || holdsTextQuote(s["items"], steps-1))
	})
}

// A note is a remark that is in the dossier.
type note struct {
	source                          dossier.Slug
	author, created, quote, comment string
	file                            string // as messages name it
}

// key returns what two notes that are one have in common.
func (n note) key() string { return n.place() + "\x00" + words(n.comment) }

// place returns what two notes that are one have in common, if the text of one
// was changed.
func (n note) place() string {
	return strings.Join([]string{string(n.source), n.author, n.created, words(n.quote)}, "\x00")
}

// formOfJSON says what JSON holds.
func formOfJSON(v any) Form {
	if m, ok := v.(map[string]any); ok {
		if _, ok := m["rows"].([]any); ok {
			return Hypothesis
		}
		if _, ok := m["annotations"].([]any); ok {
			return Hypothesis
		}
		if _, ok := m["items"].([]any); ok && kind(m) == "" {
			return CSL
		}
	}
	first := v
	if list, ok := v.([]any); ok {
		if len(list) == 0 {
			return ""
		}
		first = list[0]
	}
	m, ok := first.(map[string]any)
	switch {
	case !ok:
	case strings.HasPrefix(kind(m), "Annotation"), m["@graph"] != nil:
		return Annotations
	case m["uri"] != nil && m["target"] != nil:
		return Hypothesis
	case kind(m) != "" && (m["title"] != nil || m["URL"] != nil || m["DOI"] != nil):
		return CSL
	}
	return ""
}

// kind returns the type of a JSON-LD or CSL object without its namespace.
func kind(m map[string]any) string {
	for _, key := range []string{"type", "@type"} {
		for _, t := range list(m[key]) {
			if s, ok := t.(string); ok {
				s = strings.TrimPrefix(strings.TrimPrefix(s, "oa:"), "http://www.w3.org/ns/oa#")
				return strings.TrimPrefix(s, "as:")
			}
		}
	}
	return ""
}

// list returns a JSON value as a list: itself, or a list of it alone.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// annotations imports the annotations of a file, each as a file of its own:
// author, day and topics belong to one annotation.
func (im *Importer) annotations(r *Report, in Input) {
	v := in.json.value
	var remarks []remark
	if r.Form == Hypothesis {
		remarks = hypothesis(v)
	} else {
		remarks = webAnnotations(v)
	}
	if len(remarks) > maxAnnotations {
		r.problem(fmt.Sprintf("this file has more than %d annotations", maxAnnotations), "export them in parts")
		return
	}
	if len(remarks) == 0 {
		r.problem("there are no annotations in this file", "export the annotations themselves, not only their addresses")
		return
	}
	known := map[string]bool{}
	there := map[string]string{} // files by the places of the notes from before this file
	for _, n := range im.notes {
		known[n.key()] = true
		there[n.place()] = n.file
	}
	before, hidden := 0, 0
	for _, m := range remarks {
		if m.gone {
			hidden++
			continue
		}
		f, n, refused := im.annotation(r, m)
		if refused.Reason != "" {
			r.Refused = append(r.Refused, refused)
			continue
		}
		if known[n.key()] {
			before++
			continue
		}
		if file := there[n.place()]; file != "" && n.created != "" {
			r.Refused = append(r.Refused, Refusal{What: segment.Clip(m.exact, 80), Reason: "the same annotation with another text is there: " + file,
				Hint: "change that file by hand, or take it away and import again"})
			continue
		}
		known[n.key()] = true
		f.Slug = im.free(f)
		im.taken[f.Path()] = true
		n.file = im.named(f)
		im.notes = append(im.notes, n)
		r.Files = append(r.Files, f)
	}
	if before > 0 {
		r.Remarks = append(r.Remarks, fmt.Sprintf("annotations that are in the dossier already, word for word, and are not made again: %d", before))
	}
	if hidden > 0 {
		r.Remarks = append(r.Remarks, fmt.Sprintf("annotations that moderators have hidden, and that are left out: %d", hidden))
	}
}

// free returns the first slug for a file that is not taken: its own, or its
// own with a number.
func (im *Importer) free(f File) dossier.Slug {
	base := f.Slug
	for n := 2; im.taken[f.Path()]; n++ {
		f.Slug = dossier.Slug(fmt.Sprintf("%s-%d", base, n))
	}
	return f.Slug
}

// annotation makes the file of one annotation, or says why it cannot be made.
func (im *Importer) annotation(r *Report, m remark) (File, note, Refusal) {
	exact := strings.Join(strings.Fields(m.exact), " ")
	shown := segment.Clip(exact, 80)
	refuse := func(reason, hint string) (File, note, Refusal) {
		return File{}, note{}, Refusal{What: shown, Reason: reason, Hint: hint}
	}
	if shown == "" {
		if shown = segment.Clip(m.comment, 80); shown == "" {
			shown = "an empty annotation"
		}
		if m.reply {
			return refuse("it answers another annotation and quotes nothing", "put it below the comment it answers, by hand")
		}
		const hint = "quote the words it is about"
		switch m.wordless {
		case lost:
			return refuse("its quotation is missing", "export it again, or "+hint)
		case placed:
			return refuse("it says where its words stand, and not which they are", hint)
		case untargeted:
			return refuse("it has no target: nothing says what it is about", "export it again, or "+hint)
		}
		return refuse("it is about the page as a whole and quotes nothing", hint)
	}
	if len(exact) > longestWords || len(m.comment) > longestWords {
		return refuse(fmt.Sprintf("it is longer than %d bytes", longestWords), "")
	}
	candidates := im.at(m.addresses)
	if len(candidates) == 0 {
		return refuse("no source has the address "+segment.Clip(m.page(), 100), im.elsewhere(exact))
	}
	var of *source
	var quote string
	var want segment.Span
	reason, hint := "", ""
	for _, s := range candidates {
		q, at, why, help := s.quote(m)
		if why != "" {
			if reason == "" {
				reason, hint = why, help
			}
			continue
		}
		if of != nil {
			return refuse(fmt.Sprintf("%q and %q both have its address and its words", of.slug, s.slug), "")
		}
		of, quote, want = s, q, at
	}
	if of == nil {
		return refuse(reason, hint)
	}
	if cited := want.In(of.text); letters(cited) > letters(exact) {
		r.Remarks = append(r.Remarks, fmt.Sprintf("%q begins or ends within a word; whole words are cited", shown))
	}
	var h head
	h.key("source", string(of.slug))
	h.key("author", segment.Clip(m.author, longestValue))
	h.key("created", m.created)
	if m.updated != m.created {
		h.key("updated", m.updated)
	}
	h.list("topics", topics(m.tags))
	if m.private {
		h.WriteString("draft: true\n")
		r.Remarks = append(r.Remarks, fmt.Sprintf("%q is not public where it was made; it is made a draft", shown))
	}
	said := comment(m)
	body := quote
	if said != "" {
		body += "\n" + said
	}
	n := note{source: of.slug, author: segment.Clip(m.author, longestValue), created: m.created}
	n.quote, n.comment = spoken(body)
	return File{Kind: dossier.KindAnnotation, Slug: noteSlug(of.slug, want.In(of.text)), Data: h.file(body)}, n, Refusal{}
}

// letters counts what is neither mark nor space.
func letters(s string) int { return len(strings.ReplaceAll(words(s), " ", "")) }

// spoken returns the words of a note's first citation and of what follows it.
func spoken(body string) (quote, comment string) {
	d := markdown.ReadNote(diag.NewFile("", []byte(body)), 0)
	return d.Blocks[0].Quote.Text, commentOn(d, 0)
}

// commentOn returns the words that follow a citation of a note.
func commentOn(d *markdown.Document, block int) string {
	if block+1 < len(d.Blocks) && d.Blocks[block+1].Quote == nil {
		return d.Blocks[block+1].Text(nil)
	}
	return ""
}

// noteSlug names an annotation by its source and the first words it quotes.
func noteSlug(of dossier.Slug, exact string) dossier.Slug {
	first := strings.Fields(exact)
	s := string(dossier.Slugify(strings.Join(first[:min(5, len(first))], " ")))
	for len(s) > 60 {
		i := strings.LastIndexByte(s, '-')
		if i < 0 {
			s = ""
			break
		}
		s = s[:i]
	}
	return dossier.Slugify(string(of) + "-" + s)
}

// topics returns tags that can be topics, each once.
func topics(tags []string) []string {
	var out []string
	seen := map[dossier.Slug]bool{}
	for _, t := range tags {
		t = segment.Clip(collapse(t), 100)
		if s := dossier.Slugify(t); s != "" && !seen[s] {
			seen[s] = true
			out = append(out, t)
		}
	}
	return out
}

// at returns the sources that have one of the addresses, those of the first
// that any has.
func (im *Importer) at(addresses []string) []*source {
	for _, a := range addresses {
		want := sameAddress(a)
		if original, copied := archiveCopy(a); copied && original != "" {
			// The copy itself is meant, or else what it is a copy of.
			if out := im.with(want); len(out) > 0 {
				return out
			}
			want = sameAddress(original)
		}
		if out := im.with(want); len(out) > 0 {
			return out
		}
	}
	return nil
}

func (im *Importer) with(key string) []*source {
	var out []*source
	for _, s := range im.sources {
		if key != "" && slices.Contains(s.addresses(), key) {
			out = append(out, s)
		}
	}
	return out
}

// addresses returns the keys of the source's addresses, as [sameAddress] makes
// them: its own, its copy's, and, where it has none, the one that was copied.
func (s *source) addresses() []string {
	if s.keys == nil {
		original, _ := archiveCopy(s.archived)
		s.keys = []string{sameAddress(s.archived)}
		if own := sameAddress(s.url); own != "" {
			s.keys = append(s.keys, own)
		} else {
			s.keys = append(s.keys, sameAddress(original))
		}
	}
	return s.keys
}

// elsewhere says which source has words whose address none has.
func (im *Importer) elsewhere(exact string) string {
	const searches = 100
	hint := "import the page first, or write its address into the source's front matter: url"
	if im.searched++; len(strings.Fields(exact)) < 4 || im.searched > searches {
		return hint
	}
	var found []string
	for _, s := range im.sources {
		if f := s.anchors().Find(anchor.Quote{Text: exact}); f.Total > 0 {
			found = append(found, fmt.Sprintf("%q", s.slug))
		}
	}
	if len(found) == 1 {
		return fmt.Sprintf("%s has these words; if it is that page, write the address into its front matter: url", found[0])
	}
	return hint
}

// quote returns the citation, as Markdown, that resolves to the words a remark
// quotes, and where they stand; or why there is none.
func (s *source) quote(m remark) (cited string, want segment.Span, reason, hint string) {
	exact := strings.Join(strings.Fields(m.exact), " ")
	f := s.anchors().Find(anchor.Quote{Text: exact})
	switch {
	case f.Total == 1:
		want = f.Passages[0].Span
	case f.Total == 0:
		whole, ok := s.wholeWords(exact)
		if !ok {
			if f.Nearest != nil {
				hint = fmt.Sprintf("the nearest words there: “%s”", segment.Clip(f.Nearest.In(s.text), 100))
			}
			return "", want, fmt.Sprintf("its words are not in %q", s.slug), hint
		}
		want = whole
	default:
		var ok bool
		if want, ok = s.byContext(f.Passages, m.prefix, m.suffix); !ok {
			return "", want, fmt.Sprintf("its words stand %d times in %q, and what stands around them does not say which is meant", f.Total, s.slug),
				"quote more of the sentence"
		}
	}
	for _, bounds := range s.widening(want) {
		q := quoted(s.text, bounds, want)
		if s.resolves(q, want) {
			return q, want, "", ""
		}
	}
	return "", want, fmt.Sprintf("no citation leads to its words in %q alone", s.slug), "cite them by hand"
}

// resolves reports whether a citation, read from its Markdown, is found at a
// place and nowhere else.
func (s *source) resolves(cited string, want segment.Span) bool {
	d := markdown.ReadNote(diag.NewFile("", []byte(cited)), 0)
	if len(d.Blocks) != 1 || d.Blocks[0].Quote == nil || d.Blocks[0].Quote.Attribution != nil || len(d.Links) > 0 {
		return false
	}
	q := d.Blocks[0].Quote
	p, ok := s.anchors().Find(anchor.Quote{Text: q.Text, Marked: q.Marked}).Found()
	return ok && words(p.In(s.text)) == words(want.In(s.text)) && p.Overlaps(want)
}

// wholeWords returns the words in which a selection begins and ends, if the
// text has the selection in one place, letter for letter. People who mark
// words with a pointer miss their ends.
func (s *source) wholeWords(exact string) (segment.Span, bool) {
	if utf8.RuneCountInString(exact) < 8 || strings.Count(s.text, exact) != 1 {
		return segment.Span{}, false
	}
	at := strings.Index(s.text, exact)
	out := segment.Span{Start: at, End: at + len(exact)}
	for _, w := range segment.Words(s.text) {
		if w.Overlaps(out) {
			out.Start, out.End = min(out.Start, w.Start), max(out.End, w.End)
		}
	}
	return out, true
}

// byContext returns the one passage around which the words of prefix and
// suffix stand best, if they stand there whole on one side.
func (s *source) byContext(passages []anchor.Passage, prefix, suffix string) (segment.Span, bool) {
	const reach = 400 // bytes of the text that are compared on each side
	before, after := fold.Tokens(prefix), fold.Tokens(suffix)
	best, bestScore, ties, complete := segment.Span{}, 0, 0, false
	for _, p := range passages {
		from, to := max(0, p.Start-reach), min(len(s.text), p.End+reach)
		for from > 0 && !utf8.RuneStart(s.text[from]) {
			from--
		}
		for to < len(s.text) && !utf8.RuneStart(s.text[to]) {
			to++
		}
		a := common(reversed(before), reversed(fold.Tokens(s.text[from:p.Start])), true)
		b := common(after, fold.Tokens(s.text[p.End:to]), false)
		switch score := a + b; {
		case score > bestScore:
			best, bestScore, ties = p.Span, score, 0
			complete = len(before) > 0 && a == len(before) || len(after) > 0 && b == len(after)
		case score == bestScore:
			ties++
		}
	}
	return best, bestScore > 0 && ties == 0 && (complete || bestScore >= 3)
}

func reversed(t []fold.Token) []fold.Token {
	out := slices.Clone(t)
	slices.Reverse(out)
	return out
}

// common returns how many tokens of a, from the first, stand in b as well. The
// last of a may be a part of a word: contexts are cut at a number of
// characters.
func common(a, b []fold.Token, ending bool) int {
	for i := range a {
		if i >= len(b) {
			return i
		}
		x, y := fold.Case(a[i].Text), fold.Case(b[i].Text)
		cut := i == len(a)-1 && (ending && strings.HasSuffix(y, x) || !ending && strings.HasPrefix(y, x))
		if x != y && !cut {
			return i
		}
	}
	return len(a)
}

// widening returns what to quote for a passage: itself, and then more and more
// of what stands around it.
func (s *source) widening(want segment.Span) []segment.Span {
	out := []segment.Span{want}
	grow := func(pieces []segment.Span) {
		first, last := -1, -1
		for i, p := range pieces {
			if p.Overlaps(want) {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		if first < 0 {
			return
		}
		for n := range 3 {
			b := segment.Span{Start: pieces[max(0, first-n)].Start, End: pieces[min(len(pieces)-1, last+n)].End}
			if b.Contains(want) {
				out = append(out, b)
			}
		}
	}
	grow(segment.Sentences(s.text))
	grow(segment.Paragraphs(s.text))
	return out
}

// quoted writes the text within bounds as a blockquote, with want marked where
// it is not all of it.
func quoted(text string, bounds, want segment.Span) string {
	var b strings.Builder
	for i, p := range segment.Paragraphs(bounds.In(text)) {
		p.Start, p.End = p.Start+bounds.Start, p.End+bounds.Start
		if i > 0 {
			b.WriteString(">\n")
		}
		m := segment.Span{Start: max(p.Start, want.Start), End: min(p.End, want.End)}
		if bounds == want || m.Start >= m.End {
			b.WriteString("> " + inNote(p.In(text)) + "\n")
			continue
		}
		b.WriteString("> " + inNote(text[p.Start:m.Start]) + "==" + inNote(m.In(text)) + "==" + inNote(text[m.End:p.End]) + "\n")
	}
	return b.String()
}

// inNote escapes one line of text for a note, whose dialect has marks of its
// own.
func inNote(line string) string {
	var b strings.Builder
	var last rune
	for _, r := range escape(line) {
		if last != '\\' && (r == '[' || r == '~' || r == '=' || r == '|') {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		if last == '\\' && r == '\\' {
			last = 0
		} else {
			last = r
		}
	}
	return b.String()
}

// comment returns what a remark says, as Markdown for the body of a note, in
// which it may quote nothing, link to nothing of the dossier and show no
// picture from elsewhere.
func comment(m remark) string {
	said := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(m.comment)
	said = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, said))
	if said == "" {
		return ""
	}
	if m.format == "markdown" {
		out := strings.NewReplacer("[[", `\[\[`, "![", `\![`, "==", `\=\=`).Replace(said)
		lines := strings.Split(out, "\n")
		for i, l := range lines {
			if rest := strings.TrimLeft(l, " \t"); strings.HasPrefix(rest, ">") {
				lines[i] = `\` + rest
			}
		}
		if out = strings.Join(lines, "\n") + "\n"; harmless(out) {
			return out
		}
	}
	out, meant := prose(said, inNote)
	if !harmless(out) || markdown.ReadNote(diag.NewFile("", []byte(out)), 0).Blocks[0].Text(nil) != meant {
		out, _ = prose(said, escapeAll)
	}
	return out
}

// prose returns plain text as Markdown that an escape makes of its lines, and
// the text that it is to read as.
func prose(said string, escape func(string) string) (out, meant string) {
	var parts, plain []string
	for _, p := range strings.Split(said, "\n\n") {
		var lines, words []string
		for _, l := range strings.Split(p, "\n") {
			if l = collapse(l); l != "" {
				lines, words = append(lines, escape(l)), append(words, l)
			}
		}
		if len(lines) > 0 {
			parts, plain = append(parts, strings.Join(lines, "\n")), append(plain, strings.Join(words, " "))
		}
	}
	if len(parts) == 0 {
		return "", ""
	}
	return strings.Join(parts, "\n\n") + "\n", strings.Join(plain, "\n\n")
}

// harmless reports whether Markdown is prose in a note, and nothing that
// concerns the dossier.
func harmless(body string) bool {
	d := markdown.ReadNote(diag.NewFile("", []byte("> x\n\n"+body)), 0)
	return len(d.Blocks) == 2 && d.Blocks[0].Quote != nil && d.Blocks[0].Quote.Text == "x" && d.Blocks[1].Quote == nil &&
		len(d.Links) == 0 && len(d.Nested) == 0 && len(d.Problems) == 0 &&
		!slices.ContainsFunc(d.References, func(r markdown.Reference) bool { return r.Picture || !elsewhere.MatchString(r.Destination) })
}

// elsewhere matches an address that a note can lead to without the dossier.
var elsewhere = regexp.MustCompile(`^(?i:https?://|mailto:)`)

// htmlText returns the text of a piece of HTML, its blocks parted by empty
// lines.
func htmlText(s string) string {
	p, err := parsePage(s)
	if err != nil {
		return s
	}
	for _, t := range p.texts {
		p.kept[t] = true
	}
	blocks, _ := p.blocks()
	return plain(blocks)
}

// hypothesis reads what the Hypothesis API or client exports.
func hypothesis(v any) []remark {
	if m, ok := v.(map[string]any); ok {
		if rows := list(m["rows"]); rows != nil {
			v = append(slices.Clone(rows), list(m["replies"])...)
		} else {
			v = m["annotations"]
		}
	}
	var out []remark
	for _, x := range list(v) {
		a, ok := x.(map[string]any)
		if !ok {
			continue
		}
		m := remark{
			addresses: []string{text(a["uri"])},
			comment:   text(a["text"]), format: "markdown",
			author: hypothesisUser(a), reply: len(list(a["references"])) > 0, gone: a["hidden"] == true,
			wordless: untargeted,
		}
		m.created, _ = readDate(text(a["created"]))
		m.updated, _ = readDate(text(a["updated"]))
		for _, t := range list(a["tags"]) {
			m.tags = append(m.tags, text(t))
		}
		if doc, ok := a["document"].(map[string]any); ok {
			for _, l := range list(doc["link"]) {
				if l, ok := l.(map[string]any); ok && webAddress(text(l["href"])) != "" {
					m.addresses = append(m.addresses, text(l["href"]))
				}
			}
		}
		if p, ok := a["permissions"].(map[string]any); ok {
			read := list(p["read"])
			m.private = len(read) > 0 && !slices.ContainsFunc(read, func(x any) bool { return text(x) == "group:__world__" })
		}
		for _, t := range list(a["target"]) {
			if t, ok := t.(map[string]any); ok {
				m.exact, m.prefix, m.suffix = textQuote(t["selector"], 4)
				m.wordless = wordlessTarget(t)
				if s := text(t["source"]); s != "" {
					m.addresses = append(m.addresses, s)
				}
				break // Hypothesis has one
			}
		}
		out = append(out, m)
	}
	return out
}

// hypothesisUser returns the name that the author shows, or the account's.
func hypothesisUser(a map[string]any) string {
	if info, ok := a["user_info"].(map[string]any); ok {
		if name := collapse(text(info["display_name"])); name != "" {
			return name
		}
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(text(a["user"]), "acct:"), "@")
	return collapse(name)
}

// textQuote returns what the first TextQuoteSelector of a selector says; one
// that refines another is looked at first.
func textQuote(v any, steps int) (exact, prefix, suffix string) {
	if steps == 0 {
		return
	}
	for _, s := range list(v) {
		s, ok := s.(map[string]any)
		if !ok {
			continue
		}
		if e, p, f := textQuote(s["refinedBy"], steps-1); e != "" {
			return e, p, f
		}
		if e, p, f := textQuote(s["items"], steps-1); e != "" {
			return e, p, f
		}
		if kind(s) == "TextQuoteSelector" && text(s["exact"]) != "" {
			return text(s["exact"]), text(s["prefix"]), text(s["suffix"])
		}
	}
	return
}

// webAnnotations reads W3C Web Annotations: one, a list, a page, a collection,
// or a graph of them. Each target is a remark.
func webAnnotations(v any) []remark { return annotationsWithin(v, 8) }

// annotationsWithin looks a number of steps deep.
func annotationsWithin(v any, steps int) []remark {
	if steps == 0 {
		return nil
	}
	var out []remark
	for _, x := range list(v) {
		m, ok := x.(map[string]any)
		if !ok {
			continue
		}
		if kind(m) == "Annotation" {
			out = append(out, webAnnotation(m)...)
			continue
		}
		for _, key := range []string{"@graph", "items", "first", "next"} {
			out = append(out, annotationsWithin(m[key], steps-1)...)
		}
		// A container of the Web Annotation Protocol holds what it contains.
		out = append(out, annotationsWithin(m["contains"], steps-1)...)
	}
	return out
}

func webAnnotation(a map[string]any) []remark {
	m := remark{author: agents(firstPresent(a, "creator", "dcterms:creator")), format: "plain"}
	m.created, _ = readDate(text(firstPresent(a, "created", "dcterms:created")))
	m.updated, _ = readDate(text(firstPresent(a, "modified", "dcterms:modified")))
	var parts []string
	for _, b := range append(list(a["bodyValue"]), list(a["body"])...) {
		switch b := b.(type) {
		case string:
			parts = append(parts, b)
		case map[string]any:
			value := text(firstPresent(b, "value", "chars", "rdf:value"))
			if slices.ContainsFunc(list(b["purpose"]), func(p any) bool { return strings.TrimPrefix(text(p), "oa:") == "tagging" }) || kind(b) == "Tag" {
				m.tags = append(m.tags, value)
				continue
			}
			if value == "" {
				value = text(firstPresent(b, "id", "@id", "source"))
			}
			switch text(b["format"]) {
			case "text/html", "application/xhtml+xml":
				value = htmlText(value)
			case "text/markdown", "text/x-markdown":
				if len(list(a["body"])) == 1 {
					m.format = "markdown"
				}
			}
			if m.author == "" {
				m.author = agents(b["creator"])
			}
			parts = append(parts, value)
		}
	}
	m.comment = strings.Join(parts, "\n\n")
	var out []remark
	for _, t := range list(a["target"]) {
		x := m
		switch t := t.(type) {
		case string:
			x.addresses = []string{t}
		case map[string]any:
			for _, v := range append(list(t["source"]), firstPresent(t, "id", "@id"), t["canonical"], t["via"]) {
				if s, ok := v.(map[string]any); ok {
					v = firstPresent(s, "id", "@id")
				}
				if s := text(v); s != "" {
					x.addresses = append(x.addresses, s)
				}
			}
			x.exact, x.prefix, x.suffix = textQuote(t["selector"], 4)
			x.wordless = wordlessTarget(t)
		}
		out = append(out, x)
	}
	if out == nil {
		m.wordless = untargeted
		out = []remark{m}
	}
	return out
}

// agents returns the names of those who made an annotation.
func agents(v any) string {
	var out []string
	for _, x := range list(v) {
		switch x := x.(type) {
		case string:
			out = append(out, collapse(x))
		case map[string]any:
			name := ""
			for _, key := range []string{"name", "nickname", "foaf:name", "id", "@id"} {
				for _, n := range list(x[key]) {
					if name == "" {
						name = collapse(text(n))
					}
				}
			}
			if name != "" {
				out = append(out, name)
			}
		}
	}
	return strings.Join(out, ", ")
}
