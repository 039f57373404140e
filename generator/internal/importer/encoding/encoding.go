// Package encoding tells in which encoding the bytes of a file are text.
//
// [Decode] makes text of them by the encoding that the file declares, or that the
// user names. A page that declares none, or one that its bytes cannot be, is read
// as browsers do, and one of another script than the Latin as its letters fit
// (chardet, the detector of ICU).
package encoding

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// metaCharset finds a declaration that stands later than browsers look for
// one; programs that save pages put notes of their own before it.
var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w:-]+)`)

// Known reports whether name is the name of an encoding, as web pages
// declare it: utf-8, windows-1251, shift_jis.
func Known(name string) bool {
	_, label := charset.Lookup(name)
	return label != "" && label != "replacement"
}

// A Decoded file is the text of one, with how it was read.
type Decoded struct {
	Text    string
	Remarks []string
	// damage says which characters are none of the encoding and became U+FFFD;
	// empty when there are none.
	Damage string
	// unread is why there is no text.
	Unread string
}

// Decode returns the text of an HTML file. declared is a Content-Type, or
// empty; named the encoding that the user names, or empty. What is declared is
// believed unless the bytes cannot be that, and what is not declared is read as
// windows-1252, as browsers do, unless most of its letters are of another
// script: then a detector says which encoding they fit, or nobody does.
func Decode(data []byte, declared, named string) Decoded {
	if named != "" {
		return decodeAs(data, named)
	}
	_, name, certain := charset.DetermineEncoding(data, declared)
	if !certain {
		if m := metaCharset.FindSubmatch(data[:min(len(data), 1<<18)]); m != nil {
			if other, label := charset.Lookup(string(m[1])); other != nil {
				name, certain = label, true
			}
		}
	}
	marked := strings.HasPrefix(name, "utf-16")
	shifted := name == "iso-2022-jp" || !certain && bytes.Contains(data, []byte(shiftToJapanese))
	if !marked && !shifted && utf8.Valid(data) {
		out := Decoded{Text: unmark(string(data))}
		if certain && name != "utf-8" && !ascii(data) {
			out.Remarks = []string{fmt.Sprintf("the page declares the encoding %s, but is UTF-8, and is read as that", name)}
		}
		return out
	}
	said := "the page does not declare its encoding"
	if certain {
		said = fmt.Sprintf("the page declares the encoding %s, but is not that", name)
	}
	switch {
	case marked:
		return decodeAs(data, name)
	case (!certain || name == "utf-8") && mostlyUTF8(data):
		return decodeAs(data, "utf-8")
	case certain && name != "utf-8" && name != "windows-1252":
		return decodeAs(data, name)
	}
	sample := printed(data)
	if !mostlyNotLatin(sample) {
		out := decodeAs(data, "windows-1252")
		if !certain || name == "utf-8" {
			out.Remarks = append(out.Remarks, said+"; it is read as windows-1252: look at its quotation marks and accents, or name another: --encoding NAME")
		}
		return out
	}
	fits := detect(sample)
	if fits == "" {
		return Decoded{Unread: said + ", and its letters do not tell which it is"}
	}
	out := decodeAs(data, fits)
	out.Remarks = append(out.Remarks, fmt.Sprintf("%s; it is read as %s, which its letters fit: look at it, or name another: --encoding NAME", said, fits))
	return out
}

// decodeAs returns the text of a file in an encoding.
func decodeAs(data []byte, name string) Decoded {
	e, label := charset.Lookup(name)
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return Decoded{Unread: "this is no text in the encoding " + label}
	}
	out := Decoded{Text: unmark(string(text))}
	held := 0
	if label == "utf-8" {
		held = bytes.Count(data, []byte("\ufffd"))
	}
	if n := strings.Count(out.Text, "\ufffd") - held; n > 0 {
		line := 1 + strings.Count(out.Text[:strings.Index(out.Text, "\ufffd")], "\n")
		out.Damage = fmt.Sprintf("bytes of this file are not %s, in line %d", label, line)
		if n > 1 {
			out.Damage = fmt.Sprintf("bytes of this file are not %s, in %d places, the first in line %d", label, n, line)
		}
	}
	return out
}

// mostlyUTF8 reports whether bytes are UTF-8 of which some are damaged.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		data = data[size:]
	}
	return good > 4*bad
}

// shiftToJapanese is the escape with which ISO-2022-JP, whose bytes are all
// ASCII, begins its first characters.
const shiftToJapanese = "\x1b$B"

// longestSample bounds the text by which an encoding is told, in bytes.
const longestSample = 1 << 17

// printed returns the beginning of a page's text, without its tags, as bytes.
func printed(data []byte) []byte {
	var out []byte
	z := html.NewTokenizer(bytes.NewReader(data))
	inside := atom.Atom(0)
	for len(out) < longestSample {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.StartTagToken:
			name, _ := z.TagName()
			inside = atom.Lookup(name)
		case html.EndTagToken:
			inside = 0
		case html.TextToken:
			if inside != atom.Script && inside != atom.Style {
				out = append(append(out, z.Raw()...), ' ')
			}
		}
	}
	return out[:longestSample]
}

// mostlyNotLatin reports whether a good part of the letters of a text are not those
// of a Latin alphabet, in whatever encoding: bytes above ASCII that stand
// together. Accents, quotation marks and no-break spaces stand alone.
func mostlyNotLatin(sample []byte) bool {
	high, latin := 0, 0
	above := func(i int) bool {
		return i >= 0 && i < len(sample) && sample[i] >= utf8.RuneSelf && sample[i] != 0xa0
	}
	for i, c := range sample {
		switch {
		case above(i) && (above(i-1) || above(i+1)):
			high++
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			latin++
		}
	}
	return high*2 > latin || bytes.Contains(sample, []byte(shiftToJapanese))
}

// detect returns the name of the encoding that letters of another script than
// the Latin are in; empty when the detector is not sure.
func detect(sample []byte) string {
	const (
		least = 20 // of 100; a sentence of Ukrainian has 23
		ahead = 10 // of the next
		few   = 10 // bytes of letters that tell nothing
	)
	letters := 0
	for _, c := range sample {
		if c >= utf8.RuneSelf {
			letters++
		}
	}
	if letters < few && !bytes.Contains(sample, []byte(shiftToJapanese)) {
		return ""
	}
	found, err := chardet.NewTextDetector().DetectAll(sample)
	if err != nil {
		return ""
	}
	// The detector asks all at once and returns equals in any order.
	slices.SortFunc(found, func(a, b chardet.Result) int {
		return cmp.Or(b.Confidence-a.Confidence, strings.Compare(a.Charset, b.Charset))
	})
	best := found[0]
	if best.Confidence < least || len(found) > 1 && best.Confidence < found[1].Confidence+ahead {
		return ""
	}
	_, name := charset.Lookup(strings.Replace(best.Charset, "GB-", "GB", 1))
	switch name {
	case "", "replacement", "utf-8", "windows-1252", "windows-1250", "windows-1254", "iso-8859-2":
		return "" // of Latin alphabets
	}
	if out := decodeAs(sample[:wholeCharacters(sample)], name); out.Unread != "" || out.Damage != "" {
		return ""
	}
	return name
}

// wholeCharacters returns how many bytes of a sample hold no character that
// was cut at its end: up to its last space or line end.
func wholeCharacters(sample []byte) int { return bytes.LastIndexAny(sample, " \n") + 1 }

// DecodeText returns the text of a file that cannot declare its encoding:
// UTF-8, or UTF-16 with a byte order mark, or what the user names. It never
// guesses.
func DecodeText(data []byte, named string) Decoded {
	if named != "" {
		return decodeAs(data, named)
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		_, name, _ := charset.DetermineEncoding(data, "")
		return decodeAs(data, name)
	}
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return Decoded{Unread: "this is not UTF-8 text"}
	}
	return Decoded{Text: unmark(string(data))}
}

// NameEncoding is what mends a wrong encoding.
const NameEncoding = "name the encoding that it is in, such as --encoding windows-1251"

// Hint says how to name the encoding of a text that could not be read.
func Hint(data []byte) string {
	sample := data[:min(len(data), longestSample)]
	if fits := detect(sample); fits != "" && mostlyNotLatin(sample) {
		return fmt.Sprintf("its letters fit %s: --encoding %s; or save it again in the encoding UTF-8", fits, fits)
	}
	return NameEncoding + "; or save it again in the encoding UTF-8"
}

// unmark takes the byte order mark off.
func unmark(s string) string { return strings.TrimPrefix(s, "\ufeff") }

func ascii(data []byte) bool {
	for _, c := range data {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
