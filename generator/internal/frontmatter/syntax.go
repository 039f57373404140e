package frontmatter

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"dossier/generator/internal/diag"
)

// syntax turns an error of the YAML library into a diagnostic at its place:
// for something left open, the place where it was opened. The library speaks
// of YAML; an editor is told what stands on the line and how to write it.
func (f *Fields) syntax(err error) diag.Diagnostic {
	message, opened, line := err.Error(), 1, 1
	var load *yaml.LoadError
	if errors.As(err, &load) {
		message, line = load.Message, max(1, load.Mark.Line)
		opened = line
		if at := load.ContextMark.Line; at > 0 && at < line {
			opened = at
		}
	}
	// A line without a colon is taken for the beginning of the next.
	for n := max(1, opened-1); n <= line; n++ {
		start := f.lineStart(n)
		if m := mistake(f.lineAt(start)); m.message != "" && (n >= opened || m.message == noColon || m.message == commented) {
			return f.file.At(start+m.from, start+m.to, diag.Error, diag.FrontMatter, m.message, m.hint)
		}
	}
	start := f.lineStart(opened)
	text := f.lineAt(start)
	message = "this is not YAML: " + message
	hint := `write one "key: value" a line, with quotation marks around a value that holds ": " or starts with a mark`
	if strings.HasPrefix(text, " ") {
		message, hint = "this line is indented, and does not belong to the one above", "take the spaces before it out"
	}
	return f.file.At(start, start+len(text), diag.Error, diag.FrontMatter, message, hint)
}

// lineAt returns the line that starts at a byte, without its end.
func (f *Fields) lineAt(start int) string {
	return strings.TrimRight(f.file.Rest(start), " \r")
}

// slip is what is wrong with a line, at the bytes [from, to) of it.
type slip struct {
	from, to      int
	message, hint string
}

const (
	noColon   = "this line is no key with a value"
	commented = `what stands from "#" on is read as a comment`
)

var keyLine = regexp.MustCompile(`^( *)([\pL\pN_-]+):(?: +(.*))?$`)

// mistake tells what makes a line unreadable, as far as the line alone tells.
func mistake(line string) slip {
	if i := strings.IndexFunc(line, func(r rune) bool { return r != '\t' && unicode.IsControl(r) }); i >= 0 {
		return slip{i, i + 1, "a character stands here that cannot be seen", "delete it: a copy from elsewhere may have brought it"}
	}
	if i := strings.IndexByte(line, '\t'); i >= 0 && strings.TrimSpace(line[:i]) == "" {
		return slip{i, i + 1, "a tab stands before this line", "put spaces in its place, or nothing"}
	}
	m := keyLine.FindStringSubmatchIndex(line)
	if m == nil {
		if t := strings.TrimSpace(line); t == "" || t == delimiter || strings.HasPrefix(t, "- ") || strings.HasPrefix(t, "#") {
			return slip{}
		}
		if i := strings.Index(line, ": "); i < 0 {
			return slip{0, len(line), noColon, keyHint(line)}
		}
		return slip{}
	}
	if m[6] < 0 {
		return slip{}
	}
	key, value, at := line[m[4]:m[5]], line[m[6]:m[7]], m[6]
	quoted := fmt.Sprintf("put the value in quotation marks: %s: %s", key, quote(value))
	switch value[0] {
	case '"', '\'':
		end := closing(value)
		switch {
		case end < 0:
			return slip{at, len(line), "the quotation mark that opens this value is not closed", "close it, or write " + key + ": " + quote(value[1:])}
		case strings.TrimSpace(value[end+1:]) != "":
			if inner, ok := strings.CutSuffix(value[1:], value[:1]); ok {
				quoted = fmt.Sprintf("write %s: %s", key, quote(inner))
			}
			return slip{at, len(line), "this value goes on after its closing quotation mark", quoted}
		case value[0] == '"' && strings.Contains(value, `\`):
			i := strings.IndexByte(value, '\\')
			return slip{at + i, at + i + 1, `a backslash between "…" starts a sign of its own`, fmt.Sprintf("write %s: %s", key, quote(value[1:end]))}
		}
	case '[', '{':
		other := map[byte]string{'[': "]", '{': "}"}[value[0]]
		if i := strings.Index(value, " #"); i >= 0 {
			return slip{at + i + 1, len(line), commented, fmt.Sprintf("put what holds the # in quotation marks: %s: [%s]", key, quote("#…"))}
		}
		if opened, closed := strings.Count(value, value[:1]), strings.Count(value, other); opened != closed {
			return slip{at, len(line), fmt.Sprintf("%q and %q do not pair", value[:1], other), fmt.Sprintf("a list is written %s: [first, second]; for a text that begins with %q, %s", key, value[:1], quoted)}
		}
	case '&', '*', '!', '|', '>', '%', '@', '`':
		return slip{at, at + 1, fmt.Sprintf("a value cannot start with %q", value[:1]), quoted}
	default:
		if strings.HasPrefix(value, "- ") || strings.HasPrefix(value, "? ") {
			return slip{at, at + 1, fmt.Sprintf("a value cannot start with %q", value[:2]), quoted}
		}
		if i := strings.Index(value, ": "); i >= 0 {
			return slip{at + i, at + i + 1, `this value holds ": ", which starts a new key`, quoted}
		}
		if strings.HasSuffix(value, ":") {
			return slip{len(line) - 1, len(line), `this value ends in ":", which makes it a key`, quoted}
		}
	}
	return slip{}
}

// closing returns where the quotation mark that opens value is closed, or -1.
func closing(value string) int {
	for i := 1; i < len(value); i++ {
		switch {
		case value[i] == '\\' && value[0] == '"':
			i++
		case value[i] != value[0]:
		case value[0] == '\'' && i+1 < len(value) && value[i+1] == '\'':
			i++
		default:
			return i
		}
	}
	return -1
}

// quote returns text as a YAML value in quotation marks, in those that need
// the least escaping.
func quote(text string) string {
	text = strings.TrimSpace(text)
	if strings.ContainsAny(text, `"\`) {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return `"` + text + `"`
}

// keyHint says how a line is written as a key with its value.
func keyHint(line string) string {
	if key, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok && value != "" && !strings.ContainsAny(key, " ") {
		return fmt.Sprintf("put a space after the colon: %s: %s", key, value)
	}
	return `write "key: value", one key a line, or take the line out`
}
