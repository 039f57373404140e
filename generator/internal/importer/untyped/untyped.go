// Package untyped reads JSON whose shape nobody has promised: exports of other
// programs, and what pages say of themselves. A value that is not of the kind
// that was asked for is an empty one, and no error.
package untyped

import "strings"

// AsList returns a JSON value as a list: itself, or a list of it alone.
func AsList(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// Text returns a JSON value that is a string, and of others "".
func Text(v any) string {
	s, _ := v.(string)
	return s
}

// Type returns the type of a JSON-LD or CSL object without its namespace.
func Type(m map[string]any) string {
	for _, key := range []string{"type", "@type"} {
		for _, t := range AsList(m[key]) {
			if s, ok := t.(string); ok {
				s = strings.TrimPrefix(strings.TrimPrefix(s, "oa:"), "http://www.w3.org/ns/oa#")
				return strings.TrimPrefix(s, "as:")
			}
		}
	}
	return ""
}

// First returns the value of the first of the keys that an object has.
func First(m map[string]any, keys ...string) any {
	for _, k := range keys {
		if m[k] != nil {
			return m[k]
		}
	}
	return nil
}

// Deepest bounds the nesting of JSON: annotations have about six levels.
const Deepest = 100

// TooDeep reports whether JSON is nested deeper than [Deepest]. Text that is not
// JSON may be either; it is refused when it is read.
func TooDeep(data []byte) bool {
	depth, in := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case in && c == '\\':
			i++
		case c == '"':
			in = !in
		case in:
		case c == '{' || c == '[':
			if depth++; depth > Deepest {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}
