// Package claim holds what a file says of the article in it: for each key of a
// source's front matter the values, each with the place that says it.
//
// Nothing is guessed but a language that nobody declares ([GuessLanguage]), and
// nothing is weighed but the order: whoever reads a file
// notes what its places say with [Claims.Add] and its sisters, the most trusted
// place first. [Claims.Choose] takes the first and puts down where the others
// disagree. Dates, addresses, languages and names agree by rules of their own
// ([Agree]), since one day, page or person is written in many ways.
package claim

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dossier/generator/internal/edit"
	"dossier/generator/internal/segment"
)

// A Claim is what one place of a file says about a key.
type Claim struct{ Value, From string }

// Claims are what a file says of itself: for each key what its places say,
// the most trusted first.
type Claims struct {
	By      map[string][]Claim
	Remarks []string
}

// New returns claims of which there are none yet.
func New() *Claims { return &Claims{By: map[string][]Claim{}} }

// LongestValue bounds a value of front matter, in characters.
const LongestValue = 500

// Add notes what a place says of a key.
func (c *Claims) Add(key, value, from string) {
	value = Trim(Collapse(value))
	switch {
	case value == "", key == "publisher" && IsArchive(value):
		return
	case utf8.RuneCountInString(value) > LongestValue:
		c.Remark("%s: what %s says is longer than %d characters and is left out", key, from, LongestValue)
		return
	}
	for _, other := range c.By[key] {
		if other.From == from && other.Value == value {
			return
		}
	}
	c.By[key] = append(c.By[key], Claim{value, from})
}

// Remark adds what the user should look at, once.
func (c *Claims) Remark(format string, args ...any) {
	if r := fmt.Sprintf(format, args...); !slices.Contains(c.Remarks, r) {
		c.Remarks = append(c.Remarks, r)
	}
}

// Date notes a date as [ReadDate] reads it, or that of publication with its time
// of day as [ReadMoment] does.
func (c *Claims) Date(key, value, from string) {
	if value = Trim(Collapse(value)); value == "" {
		return
	}
	read := ReadDate
	if key == "published" {
		read = ReadMoment
	}
	if d, ok := read(value); ok {
		c.Add(key, d, from)
		return
	}
	c.Remark("%s: %s says %q, which is not read as a date", key, from, segment.Clip(value, 60))
}

// Address notes an address, and the original's where it is that of a copy in
// an archive.
func (c *Claims) Address(value, from string) {
	a := WebAddress(value)
	if a == "" {
		return
	}
	original, copied := ArchiveCopy(a)
	if !copied {
		c.Add("url", a, from)
		return
	}
	c.Add("archived", a, from)
	if original != "" {
		c.Add("url", original, "the archive's address in "+from)
	}
}

// Language notes a language, if it is the tag of one.
func (c *Claims) Language(value, from string) {
	value = strings.ReplaceAll(strings.TrimSpace(value), "_", "-")
	if languageTag.MatchString(value) {
		c.Add("lang", value, from)
	}
}

// Modified notes a date on which a page was changed.
func (c *Claims) Modified(value, from string) {
	if d, ok := ReadDate(value); ok {
		c.Add("modified", d, from)
	}
}

// DropFrontPages takes out the addresses of front pages, where there is one of
// another page: the front page of an outlet is not the address of an article.
func (c *Claims) DropFrontPages() {
	deep := func(x Claim) bool { return strings.ContainsAny(AddressKey(x.Value), "/\x00") }
	if slices.ContainsFunc(c.By["url"], deep) {
		c.By["url"] = slices.DeleteFunc(c.By["url"], func(x Claim) bool { return !deep(x) })
	}
}

// Choose returns the most trusted claim of a key, and says where others
// differ from it.
func (c *Claims) Choose(key string) Claim {
	list := c.By[key]
	if len(list) == 0 {
		return Claim{}
	}
	chosen := list[0]
	for _, other := range list[1:] {
		if key == "published" && exacter(chosen.Value, other.Value) || key == "author" && more(chosen.Value, other.Value) {
			chosen = other
		}
	}
	said := map[string]bool{}
	for _, other := range list {
		if !said[other.Value] && !Agree(key, chosen.Value, other.Value) {
			said[other.Value] = true
			c.Remark("%s: %s says %q, and %s says %q; the first is taken", key, chosen.From, chosen.Value, other.From, other.Value)
		}
	}
	return chosen
}

// Agree reports whether two values of a key say the same.
func Agree(key, a, b string) bool {
	switch key {
	case "url":
		return AddressKey(a) == AddressKey(b)
	case "archived":
		return true // any copy is a copy
	case "published", "captured", "modified":
		return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) || sameMoment(a, b)
	case "author":
		// "and" and "by" are no part of a name.
		return among(a, b) || among(b, a)
	case "lang":
		return edit.SameLanguage(a, b)
	}
	return SameWords(a, b)
}

// among reports whether all words of a, but the shortest ones, are words of b.
func among(a, b string) bool {
	in := strings.Fields(Words(b))
	long := false
	for _, w := range strings.Fields(Words(a)) {
		if utf8.RuneCountInString(w) > 3 {
			long = true
			if !slices.Contains(in, w) {
				return false
			}
		}
	}
	return long || SameWords(a, b)
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

// First returns the first text of a list that is not blank, without
// white space at its ends.
func First(list ...string) string {
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}
