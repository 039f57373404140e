package program

import (
	"fmt"
	"html/template"
	"reflect"
	"strings"
)

// html is the type of finished HTML, and script that of finished JavaScript or JSON.
var (
	html   = reflect.TypeFor[template.HTML]()
	script = reflect.TypeFor[template.JS]()
)

// implements reports whether values of a type have a text of their own.
func implements(t reflect.Type) bool {
	return t.Implements(reflect.TypeFor[fmt.Stringer]()) || t.Implements(reflect.TypeFor[error]())
}

// escapers append a text, escaped as the functions of those names do that
// html/template puts at the end of a pipeline. They are for texts that are not
// marked as safe in any way.
var escapers = map[string]func(out []byte, text string) []byte{
	"htmlescaper":                         appendHTML,
	"attrescaper":                         appendHTML,
	"rcdataescaper":                       appendHTML,
	"urlfilter urlnormalizer attrescaper": appendFilteredURL,
	"urlnormalizer attrescaper":           appendURL,
	"urlescaper attrescaper":              appendURLPart,
}

// entities are the bytes that text and quoted attributes do not hold as they are.
var entities = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// appendHTML appends a text as it stands in HTML, or in a quoted attribute.
func appendHTML(out []byte, text string) []byte {
	from := 0
	for i := range len(text) {
		if entity := entities[text[i]]; entity != "" {
			out = append(append(out, text[from:i]...), entity...)
			from = i + 1
		}
	}
	return append(out, text[from:]...)
}

// unsafeURL is what stands for an address of a scheme that does more than lead
// somewhere.
const unsafeURL = "#ZgotmplZ"

// appendFilteredURL appends an address that stands at the beginning of an
// attribute.
func appendFilteredURL(out []byte, url string) []byte {
	if scheme, _, ok := strings.Cut(url, ":"); ok && !strings.Contains(scheme, "/") &&
		!strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		url = unsafeURL
	}
	return appendURL(out, url)
}

// What becomes of a byte of an address.
const (
	encoded  = iota // as %xx
	kept            // always
	reserved        // kept in an address, encoded in a part of one
	percent
)

// inURL says what becomes of each byte.
var inURL = func() (table [256]byte) {
	for c := range table {
		switch c := byte(c); {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~", c) >= 0:
			table[c] = kept
		case strings.IndexByte("!#$&*+,/:;=?@[]", c) >= 0:
			table[c] = reserved
		case c == '%':
			table[c] = percent
		}
	}
	return table
}()

// appendURL appends an address as it stands in a quoted attribute.
func appendURL(out []byte, url string) []byte {
	for i := range len(url) {
		c := url[i]
		switch kind := inURL[c]; {
		case kind == kept:
			out = append(out, c)
		case kind == reserved && entities[c] != "":
			out = append(out, entities[c]...)
		case kind == reserved, kind == percent && i+2 < len(url) && isHex(url[i+1]) && isHex(url[i+2]):
			out = append(out, c)
		default:
			out = appendEncoded(out, c)
		}
	}
	return out
}

// appendURLPart appends a text as it stands in the query or fragment of an
// address.
func appendURLPart(out []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; inURL[c] == kept {
			out = append(out, c)
		} else {
			out = appendEncoded(out, c)
		}
	}
	return out
}

func appendEncoded(out []byte, c byte) []byte {
	const hex = "0123456789abcdef"
	return append(out, '%', hex[c>>4], hex[c&15])
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
