package bib

import (
	"regexp"
	"strings"
	"unicode"

	"dossier/generator/internal/fold"
)

// IsBibTeX reports whether a text has entries of BibTeX.
func IsBibTeX(text string) bool { return entryStart.MatchString(text) }

var entryStart = regexp.MustCompile(`(?m)^\s*@[A-Za-z]+\s*[{(]`)

// bibTeXFields are the fields of BibTeX and biblatex and what they are in CSL,
// the most telling first.
var bibTeXFields = [][]string{
	{"title", "title"}, {"container-title", "journaltitle", "journal", "booktitle", "maintitle", "eventtitle"}, {"publisher", "publisher", "organization", "institution", "school"},
	{"URL", "url", "howpublished"}, {"DOI", "doi"}, {"language", "langid", "language"}, {"collection-title", "series"}, {"issued", "date", "year"},
}

// BibTeX returns the references of a file of BibTeX or biblatex. The published
// Go parser for it ends the whole program at a name that nobody defined, so this
// small one reads it: entries, strings, braces and quotation marks.
func BibTeX(text string) []Item {
	macros := map[string]string{}
	for i, m := range []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"} {
		macros[m] = string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10))
	}
	var out []Item
	for {
		at := entryStart.FindStringIndex(text)
		if at == nil {
			return out
		}
		kind := strings.ToLower(strings.Trim(text[at[0]:at[1]], " \t\r\n@{("))
		p := &bibTeX{text: text[at[1]:], macros: macros}
		switch kind {
		case "comment", "preamble":
			p.braced('}')
		case "string":
			for name, value := range p.fields() {
				macros[name] = value
			}
		default:
			key := p.until(",}")
			p.skip(",")
			if item := bibTeXItem(p.fields()); len(item) > 0 {
				item["id"], item["type"] = strings.TrimSpace(key), kind
				out = append(out, clean(item))
			}
		}
		text = p.text
	}
}

// bibTeXItem puts fields into the terms of CSL.
func bibTeXItem(fields map[string]string) Item {
	item := Item{}
	for _, f := range bibTeXFields {
		for _, name := range f[1:] {
			if v := fields[name]; v != "" && item[f[0]] == nil {
				item[f[0]] = fromTeX(v)
			}
		}
	}
	if sub := fields["subtitle"]; sub != "" && item["title"] != nil {
		item["title"] = item["title"].(string) + ": " + fromTeX(sub)
	}
	if d, ok := item["issued"].(string); ok {
		if month := fields["month"]; fields["date"] == "" && month != "" {
			if d += "-" + month; fields["day"] != "" {
				d += "-" + fields["day"]
			}
		}
		item["issued"] = Item{"raw": d}
	}
	if author := fields["author"]; author != "" {
		var authors []any
		for _, name := range splitNames(author) {
			if inner := strings.TrimSpace(name); strings.HasPrefix(inner, "{") && strings.HasSuffix(inner, "}") {
				authors = append(authors, Item{"literal": fromTeX(inner)})
				continue
			}
			authors = append(authors, person(fromTeX(name)))
		}
		item["author"] = authors
	}
	return item
}

// splitNames parts names at the word "and" outside of braces.
func splitNames(s string) []string {
	var out []string
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ' ', '\n', '\t', '\r':
			if rest := strings.TrimLeft(s[i:], " \n\t\r"); depth == 0 && len(rest) > 4 && strings.EqualFold(rest[:3], "and") && strings.ContainsRune(" \n\t\r", rune(rest[3])) {
				out = append(out, s[start:i])
				start = len(s) - len(rest) + 4
				i = start - 1
			}
		}
	}
	return append(out, s[start:])
}

// bibTeX is a text that is being read.
type bibTeX struct {
	text   string
	macros map[string]string
}

func (p *bibTeX) skip(chars string) {
	p.text = strings.TrimLeft(p.text, " \t\r\n"+chars)
}

// until takes what stands before one of some characters.
func (p *bibTeX) until(chars string) string {
	i := strings.IndexAny(p.text, chars)
	if i < 0 {
		i = len(p.text)
	}
	out := p.text[:i]
	p.text = p.text[i:]
	return out
}

// braced takes what stands before the end of a group, braces in pairs.
func (p *bibTeX) braced(end byte) string {
	depth := 0
	for i := 0; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == '\\':
			i++
		case c == end && depth == 0:
			out := p.text[:i]
			p.text = p.text[i+1:]
			return out
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
	}
	out := p.text
	p.text = ""
	return out
}

// fields takes the fields of an entry, up to its end.
func (p *bibTeX) fields() map[string]string {
	out := map[string]string{}
	for {
		p.skip(",")
		if p.text == "" || p.text[0] == '}' || p.text[0] == ')' {
			p.text = strings.TrimPrefix(strings.TrimPrefix(p.text, "}"), ")")
			return out
		}
		name := strings.ToLower(strings.TrimSpace(p.until("=,})@")))
		if p.text == "" || p.text[0] != '=' {
			if p.text != "" && p.text[0] == '@' {
				return out // the entry has no end, and the next one begins
			}
			continue
		}
		p.text = p.text[1:]
		value := ""
		for {
			p.skip("")
			switch {
			case strings.HasPrefix(p.text, "{"):
				p.text = p.text[1:]
				value += p.braced('}')
			case strings.HasPrefix(p.text, `"`):
				p.text = p.text[1:]
				value += p.braced('"')
			default:
				word := strings.TrimSpace(p.until(",}#)\n"))
				if m, ok := p.macros[strings.ToLower(word)]; ok {
					word = m
				}
				value += word
			}
			p.skip("")
			if !strings.HasPrefix(p.text, "#") {
				break
			}
			p.text = p.text[1:]
		}
		if out[name] == "" {
			out[name] = strings.TrimSpace(value)
		}
	}
}

// accents are the commands of TeX that set a mark over or under a letter, as
// combining characters.
var accents = map[byte]string{'\'': "\u0301", '`': "\u0300", '^': "\u0302", '"': "\u0308", '~': "\u0303", '=': "\u0304", '.': "\u0307", 'c': "\u0327", 'v': "\u030c", 'u': "\u0306", 'H': "\u030b", 'k': "\u0328", 'r': "\u030a", 'd': "\u0323", 'b': "\u0331"}

// letters are the commands of TeX that are a letter or a mark.
var letters = map[string]string{"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "i", "j": "j", "dh": "ð", "th": "þ",
	"textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "ldots": "…", "dots": "…", "textasciitilde": "~", "textbackslash": `\`, "textbraceleft": "{", "textbraceright": "}", "textless": "<", "textgreater": ">", "copyright": "©", "euro": "€"}

// fromTeX returns a text of TeX as it is read: accents, dashes, without braces
// and commands.
func fromTeX(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '{' || c == '}' || c == '$':
		case c == '~':
			b.WriteByte(' ')
		case c == '-' && strings.HasPrefix(s[i:], "---"):
			b.WriteString("—")
			i += 2
		case c == '-' && strings.HasPrefix(s[i:], "--"):
			b.WriteString("–")
			i++
		case c == '`' && strings.HasPrefix(s[i:], "``"):
			b.WriteString("“")
			i++
		case c == '\'' && strings.HasPrefix(s[i:], "''"):
			b.WriteString("”")
			i++
		case c == '\\' && i+1 < len(s):
			i = command(&b, s, i+1)
		case c == '\n' || c == '\t' || c == '\r':
			b.WriteByte(' ')
		default:
			b.WriteByte(c)
		}
	}
	return fold.Form(strings.Join(strings.Fields(b.String()), " "))
}

// command writes what a command of TeX is that begins at i, behind its
// backslash, and returns the last byte that belongs to it.
func command(b *strings.Builder, s string, i int) int {
	if !isLetter(s[i]) {
		if mark, ok := accents[s[i]]; ok {
			return accented(b, s, i+1, mark)
		}
		b.WriteByte(s[i]) // \& \% \_
		return i
	}
	end := i
	for end < len(s) && isLetter(s[end]) {
		end++
	}
	name := s[i:end]
	if l, ok := letters[name]; ok {
		b.WriteString(l)
		if end < len(s) && s[end] == ' ' {
			end++
		}
		return end - 1
	}
	if mark, ok := accents[name[0]]; ok && len(name) == 1 {
		return accented(b, s, end, mark)
	}
	return end - 1
}

// accented writes the letter at i with a mark.
func accented(b *strings.Builder, s string, i int, mark string) int {
	for i < len(s) && (s[i] == '{' || s[i] == ' ') {
		i++
	}
	if strings.HasPrefix(s[i:], `\i`) || strings.HasPrefix(s[i:], `\j`) {
		i++
	}
	for at, r := range s[min(i, len(s)):] {
		if at > 0 {
			return i + at - 1
		}
		b.WriteRune(r)
		if unicode.IsLetter(r) {
			b.WriteString(mark)
		}
	}
	return len(s)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
