package importer

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// metaCharset finds a declaration that stands later than browsers look for
// one; programs that save pages put notes of their own before it.
var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w:-]+)`)

// decodePage returns the text of an HTML file, and what there is to say about
// how it was decoded. declared is a Content-Type, or empty.
func decodePage(data []byte, declared string) (text string, remarks []string) {
	e, name, certain := charset.DetermineEncoding(data, declared)
	if !certain {
		if m := metaCharset.FindSubmatch(data[:min(len(data), 1<<18)]); m != nil {
			if other, label := charset.Lookup(string(m[1])); other != nil {
				e, name, certain = other, label, true
			}
		}
	}
	marked := strings.HasPrefix(name, "utf-16")
	if !marked && name != "iso-2022-jp" && utf8.Valid(data) {
		if certain && name != "utf-8" && !ascii(data) {
			remarks = append(remarks, fmt.Sprintf("the page declares the encoding %s, but is UTF-8, and is read as that", name))
		}
		return unmark(string(data)), remarks
	}
	if !certain {
		remarks = append(remarks, fmt.Sprintf("the page does not declare its encoding; it is read as %s: look at its quotation marks and accents", name))
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		out = bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	if n := bytes.Count(out, []byte("\ufffd")); n > 0 {
		remarks = append(remarks, fmt.Sprintf("%d characters are not %s and became \ufffd", n, name))
	}
	return unmark(string(out)), remarks
}

// decodeText returns the text of a file that cannot declare its encoding:
// UTF-8, or UTF-16 with a byte order mark. It never guesses.
func decodeText(data []byte) (text string, ok bool) {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		e, _, _ := charset.DetermineEncoding(data, "")
		out, err := e.NewDecoder().Bytes(data)
		return unmark(string(out)), err == nil && !bytes.Contains(out, []byte("\ufffd"))
	}
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return "", false
	}
	return unmark(string(data)), true
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
