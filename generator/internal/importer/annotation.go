package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/fold"
	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/importer/remark"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/match"
	"dossier/generator/internal/segment"
)

const (
	// maxAnnotations bounds the annotations of a file.
	maxAnnotations = 10_000
	// longestWords bounds a quotation or a comment, in bytes.
	longestWords = 100_000
)

// A note is a remark that is in the dossier.
type note struct {
	source                          dossier.Slug
	author, created, quote, comment string
	file                            string // as messages name it
}

// key returns what two notes that are one have in common.
func (n note) key() string { return n.place() + "\x00" + claim.Words(n.comment) }

// place returns what two notes that are one have in common, if the text of one
// was changed.
func (n note) place() string {
	return strings.Join([]string{string(n.source), n.author, n.created, claim.Words(n.quote)}, "\x00")
}

// annotations imports the annotations of a file, each as a file of its own:
// author, day and topics belong to one annotation.
func (im *Importer) annotations(r *Report, in Input) {
	v := in.json.value
	var remarks []remark.Remark
	if r.Form == Hypothesis {
		remarks = remark.Hypothesis(v)
	} else {
		remarks = remark.WebAnnotations(v)
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
		if m.Gone {
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
			r.Refused = append(r.Refused, Refusal{What: segment.Clip(m.Exact, 80), Reason: "the same annotation with another text is there: " + file,
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
func (im *Importer) annotation(r *Report, m remark.Remark) (File, note, Refusal) {
	exact := strings.Join(strings.Fields(m.Exact), " ")
	shown := segment.Clip(exact, 80)
	refuse := func(reason, hint string) (File, note, Refusal) {
		return File{}, note{}, Refusal{What: shown, Reason: reason, Hint: hint}
	}
	if shown == "" && m.To > 0 {
		return im.placed(r, m)
	}
	if shown == "" {
		if shown = segment.Clip(m.Comment, 80); shown == "" {
			shown = "an empty annotation"
		}
		if m.Reply {
			return refuse("it answers another annotation and quotes nothing", "put it below the comment it answers, by hand")
		}
		const hint = "quote the words it is about"
		switch m.Wordless {
		case remark.Lost:
			return refuse("its quotation is missing", "export it again, or "+hint)
		case remark.Placed:
			return refuse("it says where its words stand, and not which they are", hint)
		case remark.Untargeted:
			return refuse("it has no target: nothing says what it is about", "export it again, or "+hint)
		}
		return refuse("it is about the page as a whole and quotes nothing", hint)
	}
	if len(exact) > longestWords || len(m.Comment) > longestWords {
		return refuse(fmt.Sprintf("it is longer than %d bytes", longestWords), "")
	}
	candidates := im.at(m.Addresses)
	if len(candidates) == 0 && m.Page() == "" {
		const searches = 1000
		if im.searched++; im.searched > searches {
			return refuse("it names no page, and too many others do not either", "export them in parts")
		}
		found := im.having(exact)
		switch len(found) {
		case 0:
			return refuse("it names no page, and no source has its words", "")
		case 1:
			r.Remarks = append(r.Remarks, fmt.Sprintf("%q names no page; its words are in %q alone", shown, found[0].slug))
		default:
			return refuse(fmt.Sprintf("it names no page, and %d sources have its words", len(found)), "")
		}
		candidates = found
	}
	if len(candidates) == 0 {
		return refuse("no source has the address "+segment.Clip(m.Page(), 100), im.elsewhere(exact))
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
			// It may speak of what an earlier version says.
			for _, v := range s.readings()[1:] {
				if q, at, why, _ = v.quote(m); why == "" {
					s = v
					break
				}
			}
		}
		if why != "" {
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
	if m.Through != "" {
		r.Remarks = append(r.Remarks, fmt.Sprintf("%q is a range: what is cited goes from there to %q", shown, segment.Clip(m.Through, 80)))
	} else if cited := want.In(of.text); letters(cited) > letters(exact) {
		r.Remarks = append(r.Remarks, fmt.Sprintf("%q begins or ends within a word; whole words are cited", shown))
	}
	f, made := im.made(r, m, of, quote, want, shown)
	return f, made, Refusal{}
}

// placed makes the file of an annotation that says where its words stand and
// not which they are. The text that it counts in need not be that of the source;
// so it must begin and end with words, and is a draft.
func (im *Importer) placed(r *Report, m remark.Remark) (File, note, Refusal) {
	refuse := func(reason, hint string) (File, note, Refusal) {
		return File{}, note{}, Refusal{What: claim.First(segment.Clip(m.Comment, 80), "an annotation without words"), Reason: reason, Hint: hint}
	}
	candidates := im.at(m.Addresses)
	if len(candidates) != 1 {
		return refuse("it says where its words stand, and not which they are; and no source has the address "+segment.Clip(m.Page(), 100), "quote the words it is about")
	}
	s := candidates[0]
	runes := []rune(s.text)
	if m.To > len(runes) {
		return refuse(fmt.Sprintf("its words would stand behind the end of %q", s.slug), "quote the words it is about")
	}
	start := len(string(runes[:m.From]))
	want := segment.Span{Start: start, End: start + len(string(runes[m.From:m.To]))}
	first, last := false, false
	for _, w := range segment.Words(s.text) {
		first = first || w.Start == want.Start
		last = last || w.End == want.End || w.End < want.End && claim.Words(s.text[w.End:want.End]) == ""
	}
	exact := strings.Join(strings.Fields(want.In(s.text)), " ")
	if !first || !last || exact == "" {
		return refuse(fmt.Sprintf("it says where its words stand, and not which they are; in %q a word would be torn there", s.slug), "quote the words it is about")
	}
	m.Exact = exact
	around := func(from, to int) string { return string(runes[max(0, from):min(len(runes), to)]) }
	m.Prefix, m.Suffix = around(m.From-40, m.From), around(m.To, m.To+40)
	quote, at, reason, hint := s.quote(m)
	if reason != "" {
		return refuse(reason, hint)
	}
	m.Private = true
	shown := segment.Clip(exact, 80)
	r.Remarks = append(r.Remarks, fmt.Sprintf("%q was found by its place alone, as %d to %d in the text of %q: is it what was meant?", shown, m.From, m.To, s.slug))
	f, made := im.made(r, m, s, quote, at, shown)
	return f, made, Refusal{}
}

// made returns the file of an annotation.
func (im *Importer) made(r *Report, m remark.Remark, of *source, quote string, want segment.Span, shown string) (File, note) {
	var h head
	h.key("source", string(of.slug))
	h.key("author", segment.Clip(m.Author, claim.LongestValue))
	h.key("created", m.Created)
	if m.Updated != m.Created {
		h.key("updated", m.Updated)
	}
	h.writeList("topics", topics(m.Tags))
	if m.Private {
		h.WriteString("draft: true\n")
		if m.To == 0 {
			r.Remarks = append(r.Remarks, fmt.Sprintf("%q is not public where it was made; it is made a draft", shown))
		}
	}
	said := comment(m)
	body := quote
	if said != "" {
		body += "\n" + said
	}
	n := note{source: of.slug, author: segment.Clip(m.Author, claim.LongestValue), created: m.Created}
	n.quote, n.comment = spoken(body)
	return File{Kind: dossier.KindAnnotation, Slug: noteSlug(of.slug, want.In(of.text)), Data: h.withBody(body)}, n
}

// letters counts what is neither mark nor space.
func letters(s string) int { return len(strings.ReplaceAll(claim.Words(s), " ", "")) }

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
		t = segment.Clip(claim.Collapse(t), 100)
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
		want := claim.AddressKey(a)
		if original, copied := claim.ArchiveCopy(a); copied && original != "" {
			// The copy itself is meant, or else what it is a copy of.
			if out := im.with(want); len(out) > 0 {
				return out
			}
			want = claim.AddressKey(original)
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
		if key != "" && slices.ContainsFunc(s.readings(), func(v *source) bool { return slices.Contains(v.addresses(), key) }) {
			out = append(out, s)
		}
	}
	return out
}

// addresses returns the keys of the source's addresses, as [claim.AddressKey] makes
// them: its own, its copy's, where it has none the one that was copied, and those on the dossier's
// own site.
func (s *source) addresses() []string {
	if s.keys == nil {
		original, _ := claim.ArchiveCopy(s.archived)
		s.keys = append(slices.Clone(s.ours), claim.AddressKey(s.archived))
		if own := claim.AddressKey(s.url); own != "" {
			s.keys = append(s.keys, own)
		} else {
			s.keys = append(s.keys, claim.AddressKey(original))
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
	if found := im.having(exact); len(found) == 1 {
		return fmt.Sprintf("%q has these words; if it is that page, write the address into its front matter: url", found[0].slug)
	}
	return hint
}

// having returns the sources that have some words.
func (im *Importer) having(exact string) []*source {
	var found []*source
	for _, s := range im.sources {
		if f := s.anchors().Find(match.Quote{Text: exact}); f.Total > 0 {
			found = append(found, s)
		}
	}
	return found
}

// quote returns the citation, as Markdown, that resolves to the words a remark
// quotes, and where they stand; or why there is none.
func (s *source) quote(m remark.Remark) (cited string, want segment.Span, reason, hint string) {
	exact := strings.Join(strings.Fields(m.Exact), " ")
	f := s.anchors().Find(match.Quote{Text: exact})
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
		if want, ok = s.byContext(f.Passages, m.Prefix, m.Suffix); !ok {
			return "", want, fmt.Sprintf("its words stand %d times in %q, and what stands around them does not say which is meant", f.Total, s.slug),
				"quote more of the sentence"
		}
	}
	if m.Through != "" {
		end, ok := s.firstAfter(strings.Join(strings.Fields(m.Through), " "), want.End)
		if !ok {
			return "", want, fmt.Sprintf("the words that its range ends with do not follow in %q", s.slug), fmt.Sprintf("they are “%s”", segment.Clip(m.Through, 80))
		}
		want.End = end
	}
	for _, bounds := range s.widening(want) {
		q := quoted(s.text, bounds, want)
		if s.resolves(q, want) {
			return q, want, "", ""
		}
	}
	return "", want, fmt.Sprintf("no citation leads to its words in %q alone", s.slug), "cite them by hand"
}

// firstAfter returns where the first passage that has some words, from a place
// on, ends.
func (s *source) firstAfter(exact string, from int) (end int, ok bool) {
	for _, p := range s.anchors().Find(match.Quote{Text: exact}).Passages {
		if p.Start >= from && (!ok || p.End < end) {
			end, ok = p.End, true
		}
	}
	return end, ok
}

// resolves reports whether a citation, read from its Markdown, is found at a
// place and nowhere else.
func (s *source) resolves(cited string, want segment.Span) bool {
	d := markdown.ReadNote(diag.NewFile("", []byte(cited)), 0)
	if len(d.Blocks) != 1 || d.Blocks[0].Quote == nil || d.Blocks[0].Quote.Attribution != nil || len(d.Links) > 0 {
		return false
	}
	q := d.Blocks[0].Quote
	p, ok := s.anchors().Find(match.Quote{Text: q.Text, Marked: q.Marked}).Found()
	return ok && claim.Words(p.In(s.text)) == claim.Words(want.In(s.text)) && p.Overlaps(want)
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
			out = out.Hull(w)
		}
	}
	return out, true
}

// byContext returns the one passage around which the words of prefix and
// suffix stand best, if they stand there whole on one side.
func (s *source) byContext(passages []match.Passage, prefix, suffix string) (segment.Span, bool) {
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
	for _, r := range block.Escape(line) {
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

// dialect writes what a note would take for a link of its own, a picture or a mark.
var dialect = strings.NewReplacer("[[", `\[\[`, "![", `\![`, "==", `\=\=`)

// comment returns what a remark says, as Markdown for the body of a note, in
// which it may quote nothing, link to nothing of the dossier and show no
// picture from elsewhere.
func comment(m remark.Remark) string {
	said := block.UnixLines(m.Comment)
	said = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, said))
	if said == "" {
		return ""
	}
	if m.Format == "markdown" {
		out := dialect.Replace(said)
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
		out, _ = prose(said, block.EscapeAll)
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
			if l = claim.Collapse(l); l != "" {
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
