package frontmatter

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// plainScalar matches values that YAML takes as they are, whatever stands
// around them. It is far narrower than YAML is.
var plainScalar = regexp.MustCompile(`^[\pL\pN](?:[\pL\pM\pN’‘“”–—,.()/%~+_?!;-]|&|: ?//|:[\pL\pN/]|'[\pL\pN]| [\pL\pN“‘”’–—(/&])*$`)

// Scalar returns a value as YAML reads it back, in quotation marks where it
// needs them. It takes one line, also when the value has several.
func Scalar(v string) string {
	if plainScalar.MatchString(v) {
		switch strings.ToLower(v) {
		case "null", "true", "false", "yes", "no", "on", "off":
		default:
			return v
		}
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range v {
		switch {
		case r == '"', r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\u00a0', r == '\ufeff', r == '\u2028', r == '\u2029', unicode.Is(unicode.Cc, r), r&0xfffe == 0xfffe && r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		case r&0xfffe == 0xfffe:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
