package render

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/frontmatter"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/tongue"
)

// Words are the words of the site in one language. They may be used by
// several goroutines.
type Words struct {
	quotes   quotes // its quotation marks
	language string
	texts    map[string]text
	tags     []string // of the languages that there is a file for, sorted
}

// text is a word in the language of its file, by which it is counted.
type text struct{ words, language string }

// forms parts the forms of a text that goes with a number.
const forms = " | "

// fallback is the language of words that no file has.
const fallback = "en"

// wordsKey is the key that words may stand below.
const wordsKey = "words"

// wordsFile returns the name of the file with the words of a language.
func wordsFile(language string) string { return path.Join(wordsFolder, language+".yaml") }

// readWords reads words/<language>.yaml, or the file of the language's first
// subtag: for "de-AT" that of "de". Where there is neither it reads the
// English one. A word that the editor's file lacks is that of the program's
// file, and in a language that the program does not speak the English one.
//
// The file has a text for each word, at its margin or indented below the one
// key words. In a text {1}, {2}… stand for what is filled in. A text that goes
// with a number has the forms that the language needs, parted by " | ", with
// {n} for the number: in English, "{n} note | {n} notes". Their order is that of
// [tongue.Plural].
func readWords(shipped, own folder, language string) (*Words, []diag.Diagnostic) {
	tag := strings.ToLower(language)
	first, _, _ := strings.Cut(tag, "-")
	if i := slices.IndexFunc([]string{tag, first}, func(tag string) bool {
		return shipped[wordsFile(tag)] != nil || own[wordsFile(tag)] != nil
	}); i < 0 {
		tag = fallback
	} else if i == 1 {
		tag = first
	}
	w := &Words{language: tag, texts: map[string]text{}}
	for _, name := range slices.Concat(shipped.names(isWords), own.names(isWords)) {
		w.tags = append(w.tags, strings.TrimSuffix(path.Base(name), ".yaml"))
	}
	slices.Sort(w.tags)
	w.tags = slices.Compact(w.tags)
	var diags []diag.Diagnostic
	// In English the first two are one.
	type source struct {
		file     *file
		language string
	}
	for _, from := range slices.Compact([]source{{shipped[wordsFile(fallback)], fallback}, {shipped[wordsFile(tag)], tag}, {own[wordsFile(tag)], tag}}) {
		if from.file == nil {
			continue
		}
		pairs, problems := parseWords(from.file)
		diags = append(diags, problems...)
		for _, p := range pairs {
			w.texts[p.Key.Text] = text{p.Value.Text, from.language}
		}
	}
	w.quotes = quotesOf(w.texts)
	return w, diags
}

// parseWords returns the words of a file.
func parseWords(f *file) ([]frontmatter.Pair, []diag.Diagnostic) {
	fields := frontmatter.Parse(f.File)
	pairs := fields.Pairs(wordsKey)
	indented := fields.Has(wordsKey)
	if !indented {
		pairs = fields.All()
	}
	first := map[string]bool{}
	for _, p := range pairs {
		if first[p.Key.Text] {
			fields.Report(p.Key, diag.FrontMatter, fmt.Sprintf("the word %q stands here twice", p.Key.Text), "keep one of the two")
		}
		first[p.Key.Text] = true
	}
	diags := fields.Finish()
	for i := range diags {
		if indented && diags[i].Code == diag.UnknownKey {
			diags[i].Hint = diag.Say(fmt.Sprintf("put it below the line %q, with two spaces before it", wordsKey+":"))
		}
	}
	return pairs, diags
}

// checkWords reports, for each of the editor's files of words, words that
// nothing asks for, and in a language that the program does not speak, words
// that are lacking. used are those that the editor's templates ask for.
func checkWords(shipped, own folder, used map[string]bool) []diag.Diagnostic {
	if len(own.names(isWords)) == 0 {
		return nil
	}
	var diags []diag.Diagnostic
	english, _ := parseWords(shipped[wordsFile(fallback)])
	var known []string
	counted := map[string]bool{}
	for _, p := range english {
		known = append(known, p.Key.Text)
		counted[p.Key.Text] = strings.Contains(p.Value.Text, forms)
	}
	for _, name := range own.names(isWords) {
		f := own[name]
		has := map[string]bool{}
		pairs, problems := parseWords(f)
		diags = append(diags, problems...)
		for _, p := range pairs {
			has[p.Key.Text] = true
			language := strings.TrimSuffix(path.Base(name), path.Ext(name))
			if n := len(strings.Split(p.Value.Text, forms)); counted[p.Key.Text] && n > 1 && n != tongue.Plurals(language) {
				diags = append(diags, f.At(p.Value.Start, p.Value.End, diag.Warning, diag.BadValue,
					fmt.Sprintf("the word %q has %d forms, and %q counts with %d", p.Key.Text, n, language, tongue.Plurals(language)), formsHint(language)))
			}
			if slices.Contains(known, p.Key.Text) || used[p.Key.Text] {
				continue
			}
			hint := "take it out, or use it in a template: {{word \"" + p.Key.Text + "\"}}"
			if near, ok := meant.Nearest(p.Key.Text, known); ok {
				hint = fmt.Sprintf("did you mean %q? Else %s", near, hint)
			}
			diags = append(diags, f.At(p.Key.Start, p.Key.End, diag.Warning, diag.TemplateUnused, fmt.Sprintf("nothing asks for the word %q", p.Key.Text), hint))
		}
		lacking := slices.DeleteFunc(slices.Clone(known), func(key string) bool { return has[key] })
		if shipped[name] != nil || len(lacking) == 0 || diag.HasErrors(problems) {
			continue
		}
		diags = append(diags, diag.Diagnostic{
			File: f.Name, Line: 1, Column: 1, Severity: diag.Warning, Code: diag.TemplateUnused,
			Message: fmt.Sprintf("this file lacks %d of the %d words; the English ones stand for them", len(lacking), len(known)),
			Hint: diag.Say("add " + listed(lacking, ", ") + `; "`).
				Run(diag.Command{Name: "templates eject", Args: []string{wordsFile(fallback)}}).Say(`" copies all of them out`),
		})
	}
	return diags
}

// formsHint says which forms a counted text has in a language.
func formsHint(language string) string {
	var each []string
	for _, numbers := range tongue.Samples(language) {
		each = append(each, strings.Trim(strings.ReplaceAll(fmt.Sprint(numbers), " ", ", "), "[]"))
	}
	if len(each) == 1 {
		return "write one form, which goes with every number"
	}
	return fmt.Sprintf("write %d forms, parted by %q, in this order: for %s", len(each), forms, strings.Join(each, "; for "))
}

// Language returns the language's tag.
func (w *Words) Language() string { return w.language }

// Languages returns the tags of the languages that there are words for, sorted.
func (w *Words) Languages() []string { return slices.Clone(w.tags) }

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
	return w.fill(text.words, args)
}

// Count returns the form of a key's text that goes with n, with {n} replaced
// by n and {1}, {2}… by args.
func (w *Words) Count(key string, n int, args ...any) string {
	text, ok := w.texts[key]
	if !ok {
		return "[" + key + "]"
	}
	all := strings.Split(text.words, forms)
	form := all[min(tongue.Plural(text.language, n), len(all)-1)]
	return strings.ReplaceAll(w.fill(form, args), "{n}", strconv.Itoa(n))
}

// fill puts args in the place of {1}, {2}…; what is put in is not looked at
// again, and braces around anything else stay. What is put between quotation
// marks has its own marks turned into those of a quotation within another.
func (w *Words) fill(text string, args []any) string {
	if len(args) == 0 {
		return text
	}
	var b strings.Builder
	b.Grow(2 * len(text))
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		number, after, closed := strings.Cut(rest, "}")
		if n, err := strconv.Atoi(number); closed && err == nil && n >= 1 && n <= len(args) {
			filled, ok := args[n-1].(string)
			if !ok {
				filled = fmt.Sprint(args[n-1])
			}
			if outer := w.quotes.outer; outer[0] != "" && strings.HasSuffix(before, outer[0]) && strings.HasPrefix(after, outer[1]) {
				filled = w.quotes.nest(filled)
			}
			b.WriteString(filled)
			text = after
			continue
		}
		b.WriteByte('{')
		text = rest
	}
}
