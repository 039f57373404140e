package render

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/spf13/afero"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/frontmatter"
)

// Words are the words of the site in one language. They may be used by
// several goroutines.
type Words struct {
	language string
	texts    map[string]string
}

// forms parts the forms of a text that goes with a number.
const forms = " | "

// fallback is the language of words that no file has.
const fallback = "en"

// readWords reads words/<language>.yaml, or the file of the language's first
// subtag: for "de-AT" that of "de". Where there is neither it reads the
// English one.
//
// The file has one key, words, with a text for each word. In a text {1}, {2}…
// stand for what is filled in. A text that goes with a number has the forms
// that the language needs, parted by " | ", with {n} for the number: in
// English, "{n} note | {n} notes".
func readWords(files afero.Fs, language string) (*Words, error) {
	tag := strings.ToLower(language)
	first, _, _ := strings.Cut(tag, "-")
	for _, tag := range []string{tag, first, fallback} {
		name := path.Join("words", tag+".yaml")
		ok, err := afero.Exists(files, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		if tag == "" || !ok {
			continue
		}
		data, err := afero.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		return parseWords(name, tag, data)
	}
	return nil, fmt.Errorf("read words: there is no file words/%s.yaml", fallback)
}

func parseWords(name, language string, data []byte) (*Words, error) {
	w := &Words{language: language, texts: map[string]string{}}
	fields := frontmatter.Parse(diag.NewFile(name, data))
	for _, p := range fields.Pairs("words") {
		if _, twice := w.texts[p.Key.Text]; twice {
			return nil, fmt.Errorf("read %s: the word %q stands there twice", name, p.Key.Text)
		}
		w.texts[p.Key.Text] = p.Value.Text
	}
	if problems := fields.Finish(); len(problems) > 0 {
		first := problems[0]
		return nil, fmt.Errorf("read %s: line %d: %s", name, first.Line, first.Message)
	}
	return w, nil
}

// Language returns the language's tag.
func (w *Words) Language() string { return w.language }

// Keys returns every key there is a word for.
func (w *Words) Keys() map[string]bool {
	out := map[string]bool{}
	for key := range w.texts {
		out[key] = true
	}
	return out
}

// Word returns the text of a key with {1}, {2}… replaced by args. The text
// of an unknown key is the key in brackets: a page with a word missing is
// better than none.
func (w *Words) Word(key string, args ...any) string {
	text, ok := w.texts[key]
	if !ok {
		return "[" + key + "]"
	}
	return fill(text, args)
}

// Count returns the form of a key's text that goes with n, with {n} replaced
// by n and {1}, {2}… by args.
func (w *Words) Count(key string, n int, args ...any) string {
	text, ok := w.texts[key]
	if !ok {
		return "[" + key + "]"
	}
	all := strings.Split(text, forms)
	form := all[min(plural(w.language, n), len(all)-1)]
	return strings.ReplaceAll(fill(form, args), "{n}", strconv.Itoa(n))
}

// fill puts args in the place of {1}, {2}…; what is put in is not looked at
// again, and braces around anything else stay.
func fill(text string, args []any) string {
	if len(args) == 0 {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		number, after, closed := strings.Cut(rest, "}")
		if n, err := strconv.Atoi(number); closed && err == nil && n >= 1 && n <= len(args) {
			fmt.Fprint(&b, args[n-1])
			text = after
			continue
		}
		b.WriteByte('{')
		text = rest
	}
}

// plural returns which form goes with n in a language, from 0, by the rules of
// the Unicode CLDR for whole numbers.
func plural(language string, n int) int {
	first, _, _ := strings.Cut(language, "-")
	switch first {
	case "fr":
		if n <= 1 {
			return 0
		}
		return 1
	case "ru":
		switch {
		case n%10 == 1 && n%100 != 11:
			return 0
		case n%10 >= 2 && n%10 <= 4 && (n%100 < 12 || n%100 > 14):
			return 1
		}
		return 2
	}
	if n == 1 {
		return 0
	}
	return 1
}
