package claim

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Trim returns text without white space at its ends, of whatever kind: no-break
// and ideographic spaces, and what has no width.
func Trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == '\u3164'
	})
}

// before matches what a line says before the name of its author.
var before = regexp.MustCompile(`^[\s\-–—|·•,:]*(?i:(?:(?:written|posted|published|reported|submitted|contributed|story|text|words|article|geschrieben|veröffentlicht|eingestellt|verfasst|erstellt|gepostet|beitrag|publié|posté|écrit|rédigé|proposé|publicado|escrito|enviado|redactado|опубликовано|написано|view all posts|show all articles|all posts|more articles|alle beiträge|alle artikel|zeige alle beiträge|tous les articles|ver todas las entradas)\s*(?:by|of|from|von|par|por|de)|by|von|vom|par|por|автор(?:ы)?|autor(?:in|en|es)?|authors?|auteure?s?|verfasser(?:in)?|texte?|texto|текст|written|words)(?:\s*:\s*|\s+))`)

// glued matches the same where a page parts it from the name by its style.
var glued = regexp.MustCompile(`^(?i:(?:written|posted|published|geschrieben|veröffentlicht|erstellt|publié|publicado)\s+)?(?:By|by|Von|von|Par|par|Por|por)(\p{Lu}\p{Ll})`)

// after matches what a line says behind the name of its author: times, other
// addresses of the author, and the words that lead to a date.
var after = regexp.MustCompile(`(?i)(?:\s*[|•·»►]|\s+@\w|\s+\S+@\S+|\s*https?:|\s+follow\b|\s*[,(–—-]?\s*\d{1,2}[:.]\d{2}\b|\s*[,(–—-]?\s*\d+\s+(?:min|minutes?|hours?|days?|weeks?|months?|years?|stunden?|minuten|tage[n]?|heures?|jours?|horas?|días?|час|дн)\b).*$`)

// leadsToDate matches the words that a date was cut off after.
var leadsToDate = regexp.MustCompile(`(?i)[\s,;:|·•»(–—-]+(?:(?:last\s+)?(?:on|am|at|le|el|vom|um|updated|published|posted|modified|created|aktualisiert|veröffentlicht|stand|publié|mis à jour|publicado|actualizado|опубликовано|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))[\s:.,]*)+$`)

// Author returns the names of a line that names an author, without what else
// stands in such lines: "By", dates, times, addresses. It is empty where nothing
// is left.
func Author(line string) string {
	s := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r == '\u200b' || r == '\ufeff' || r == '\u2060' {
			return -1
		}
		return r
	}, line)), " ")
	for {
		rest := before.ReplaceAllString(s, "")
		rest = glued.ReplaceAllString(rest, "$1")
		rest = strings.TrimLeft(rest, " ,;:|·•–—-")
		if start, end, _ := FindDate(rest); end > 0 {
			if name := leadsToDate.ReplaceAllString(rest[:start], ""); strings.ContainsFunc(name, unicode.IsLetter) {
				rest = name
			} else {
				rest = rest[end:]
			}
		}
		if cut := after.ReplaceAllString(rest, ""); strings.ContainsFunc(cut, unicode.IsLetter) {
			rest = cut
		}
		rest = strings.TrimRight(withoutDay(leadsToDate.ReplaceAllString(rest, "")), " ,;:|·•–—-(/")
		if rest == s {
			break
		}
		s = rest
	}
	if !strings.ContainsFunc(s, unicode.IsLetter) || strings.ContainsAny(s, "<>{}") || label.MatchString(s) {
		return ""
	}
	return s
}

// label matches what stands beside a name and is none.
var label = regexp.MustCompile(`(?i)^(?:by|von|par|por|posted|published|written|veröffentlicht|publiziert|geschrieben|erstellt|publié|publicado|autor(?:in)?|authors?|auteur|автор|share|tweet|follow|subscribe|print|email|text|foto|photo|\d+\s+\pL+(?:\s+ago)?|vor\s+\d+\s+\pL+|il y a\s+\d+\s+\pL+|hace\s+\d+\s+\pL+)[\s:.]*$`)

// dayAtEnd matches what may be a day and a month at the end of a line.
var dayAtEnd = regexp.MustCompile(`[\s,]+(?:(\pL{3,9})\.?\s+\d{1,2}|\d{1,2}\.?\s+(\pL{3,9}))$`)

// withoutDay takes a day and a month, without a year, from the end of a line.
func withoutDay(s string) string {
	if m := dayAtEnd.FindStringSubmatchIndex(s); m != nil {
		if month := dayAtEnd.ReplaceAllString(s[m[0]:], "$1$2"); monthNumber(month) != "" {
			return s[:m[0]]
		}
	}
	return s
}

// Authors joins names, each once. A name that is part of one before it is that
// of the same person.
func Authors(names []string) string {
	var out []string
	for _, n := range names {
		if n = Author(n); n == "" || WebAddress(n) != "" {
			continue
		}
		known := false
		for i, o := range out {
			switch {
			case among(n, o):
				known = true
			case among(o, n):
				out[i], known = n, true
			}
		}
		if !known {
			out = append(out, n)
		}
	}
	return strings.Join(out, ", ")
}

// andNames parts the names of several authors.
var andNames = regexp.MustCompile(`\s*[,;&]\s*|\s+(?:and|und|et|y|e|и)\s+`)

// more reports whether b names all whom a names, and others besides: each a
// name of two words or more.
func more(a, b string) bool {
	if !among(a, b) || among(b, a) {
		return false
	}
	names := andNames.Split(b, -1)
	for _, n := range names {
		if len(strings.Fields(n)) < 2 || utf8.RuneCountInString(n) > 60 {
			return false
		}
	}
	return len(names) > len(andNames.Split(a, -1))
}
