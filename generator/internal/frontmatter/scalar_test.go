package frontmatter

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/generator/internal/diag"
)

// FuzzScalarIsReadBack writes a value behind a key and reads it again.
func FuzzScalarIsReadBack(f *testing.F) {
	for _, v := range []string{
		"Plain words", "null", "Yes", "~", "a: b", "a #b", "#b", "[list]", "{x}", "- item", "'single'", `"double"`, `back\slash`,
		"“Curly”: words", "2015-03-05", "Über Größe", "<b> & </b>", "tab\there", "two\nlines", "two\r\nlines", "@at", "!bang", "trailing:", "…",
		"1984", "Двойные", "a\u0085b", "a\u2028b", "\x7f", "https://paper.example/a?b=c#d", "\ufeffmark", "o'clock", "a, b", "\U0001fffe",
	} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v string) {
		if !utf8.ValidString(v) {
			return
		}
		fields := Parse(diag.NewFile("f.yaml", []byte("key: "+Scalar(v)+"\nnext: x\n")))
		if got := fields.Text("key").Text; got != strings.TrimSpace(v) {
			t.Errorf("%q is written as %s and read as %q", v, Scalar(v), got)
		}
		if got := fields.Text("next").Text; got != "x" {
			t.Errorf("%q is written as %s and swallows the next key: %q", v, Scalar(v), got)
		}
	})
}
