package match

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/fold"
)

// lettersOf returns the words of s, folded, written together, without the stops of
// abbreviations.
func lettersOf(s string) string {
	var b strings.Builder
	for _, k := range fold.Tokens(s) {
		if !k.Word {
			continue
		}
		if initials(k.Text) {
			k.Text = strings.ReplaceAll(k.Text, ".", "")
		}
		b.WriteString(k.Text)
	}
	return fold.Capitals(b.String())
}

// ordered returns the words and marks of s, its commas and stops where British
// English has them.
func ordered(s string) string {
	var b strings.Builder
	for _, p := range loosePieces(fold.Tokens(s), s) {
		b.WriteString(p.text + " ")
	}
	return b.String()
}

// marks returns the words and marks of s.
func marks(s string) string {
	var b strings.Builder
	for _, k := range fold.Tokens(s) {
		b.WriteString(k.Text + " ")
	}
	return b.String()
}

// cased returns the words of s with a small first letter.
func cased(s string) string {
	var words []string
	for _, k := range fold.Tokens(s) {
		if k.Word {
			words = append(words, k.Text)
		}
	}
	return smallFirst(strings.Join(words, " "))
}

// follows reports whether the characters of a are in b, in order.
func follows(a, b string) bool {
	rest := []rune(b)
	for _, r := range a {
		i := 0
		for i < len(rest) && rest[i] != r {
			i++
		}
		if i == len(rest) {
			return false
		}
		rest = rest[i+1:]
	}
	return true
}

// whole reports whether no word of text goes on across the byte at. The modifier
// letters that are written for apostrophes are apostrophes here, as they are to
// the fold: at the end of a word they are marks.
func whole(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	spaced := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsDigit(r)) && r != 'ʼ' && r != 'ʻ' &&
			!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && r != 'ー'
	}
	return at == 0 || at == len(text) || !spaced(before) || !spaced(after)
}

// filler is text that has nothing to do with what the fuzzing makes up, long
// enough to be far away.
var filler = strings.Repeat("xqzfill ", maxGap+1)

func FuzzFind(f *testing.F) {
	add := func(source, citation string) { f.Add(source, citation, "and more") }
	add("It said that 150 people had left, 10,000 had stayed.", "50 people had left")
	add("He called it “a ‘good’ idea” — and didn’t say more…", "He called it \"a 'good' idea\" - and didn't say more...")
	add("Yesterday we are told of the IS group. The [IS group] left.", "[W]e are told of the [IS] group")
	add("The president, late, said that the war was over. The war was not over.", "The president […] the war was over")
	add("The inter- national commu- nity of pre- and post-war.", "The international community of pre- and post-war")
	add("RUSSIA PLEDGES SUPPORT Russia pledges support", "Russia pledges support")
	add("war war war war war war", "war […] war [war] war")
	add("l’Iran n’est pas là, 10 000 fois", "Iran n'est pas")
	add("主席说：“反恐合作必须继续。”", "反恐合作")
	add("At 5 p. m. the U.S. har\u00ad bour, “done,” he", "5 p.m. the U. S. harbour, “done”, he")
	add("DIE STRASSE İSTANBUL Irak ¼ 1¼", "die Straße istanbul ırak 1/4 1 1/4")
	add("a\n\nb- c\n\n", "\"a b-c\"")
	add("Ill [sic] well", "\"ill [sic] well\"")
	f.Fuzz(func(t *testing.T, source, citation, extra string) {
		if !utf8.ValidString(source) || !utf8.ValidString(citation) || !utf8.ValidString(extra) || strings.Contains(source+citation+extra, "xqzfill") {
			return
		}
		text := Prepare(source, "")
		q := Quote{Text: citation}
		found := text.Find(q)
		variant := strings.ContainsAny(citation, "[]…") || strings.Contains(citation, "...") || strings.Contains(citation, ". . .")
		check := func(source string, p Passage) {
			if p.Start >= p.End || p.End > len(source) || p.Parts[0].Start != p.Start || p.Parts[len(p.Parts)-1].End != p.End {
				t.Fatalf("%q in %q: passage %v", citation, source, p)
			}
			all := ""
			for i, part := range p.Parts {
				if i > 0 && part.Start < p.Parts[i-1].End {
					t.Fatalf("%q in %q: parts %v", citation, source, p.Parts)
				}
				for _, at := range []int{part.Start, part.End} {
					if at < len(source) && !utf8.RuneStart(source[at]) {
						t.Fatalf("%q in %q: %v cuts a character", citation, source, part)
					}
					if !whole(source, at) {
						t.Fatalf("%q in %q: %v cuts a word", citation, source, part)
					}
				}
				all += lettersOf(part.In(source))
			}
			if cited := lettersOf(citation); !variant && all != cited || !follows(all, cited) {
				t.Fatalf("%q in %q: found %q, which has other words", citation, source, p.In(source))
			}
		}
		for _, p := range found.Passages {
			check(source, p)
		}
		if found.Total != len(found.Passages) && found.Total <= maxPassages {
			t.Fatalf("%q in %q: %d passages of %d", citation, source, len(found.Passages), found.Total)
		}
		if n := found.Nearest; n != nil {
			if found.Total > 0 || n.Start >= n.End || n.End > len(source) || len(n.Edits) == 0 || rank(n.Difference) < 0 {
				t.Fatalf("%q in %q: nearest %+v", citation, source, n)
			}
			for _, e := range n.Edits {
				if e.Quoted.Start > e.Quoted.End || e.Quoted.End > len(citation) || e.Source.Start > e.Source.End || e.Source.End > len(source) {
					t.Fatalf("%q in %q: edit %+v", citation, source, e)
				}
			}
		}
		p, ok := found.Found()
		if !ok {
			return
		}
		// Text that has nothing in common with the citation, far away.
		for _, shift := range []int{0, len(filler) + 2} {
			longer := source + "\n\n" + filler
			if shift > 0 {
				longer = filler + "\n\n" + source
			}
			moved, ok := Prepare(longer, "").Find(q).Found()
			if !ok || moved.Start != p.Start+shift || moved.End != p.End+shift {
				t.Fatalf("%q in %q: %v, %v when text is added far away", citation, source, p, moved)
			}
		}
		// Any text far away: the citation stays, or is ambiguous; it leaves a
		// place that differs in letter case for one that does not, and one
		// where brackets and marks are the editor's for one that has them.
		longer := source + "\n\n" + filler + "\n\n" + extra
		after := Prepare(longer, "").Find(q)
		if after.Total == 0 {
			t.Fatalf("%q in %q: not found when %q is added far away", citation, source, extra)
		}
		if moved, ok := after.Found(); ok {
			check(longer, moved)
			// A small letter at the start decides between places, a capital does not.
			first := strings.TrimLeftFunc(citation, func(r rune) bool { return !unicode.IsLetter(r) })
			decides := first != "" && unicode.IsLower([]rune(first)[0]) && !strings.Contains(p.In(source), first)
			// So does where a comma stands beside a mark.
			found, to := p.In(source), moved.In(longer)
			decides = decides || marks(found) != marks(to) && ordered(found) == ordered(to) && marks(to) == marks(citation)
			if moved.Start != p.Start && !variant && cased(citation) == cased(p.In(source)) && !decides {
				t.Fatalf("%q in %q: moved from %v to %v when %q is added far away", citation, source, p, moved, extra)
			}
		}
	})
}
