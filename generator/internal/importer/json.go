package importer

const (
	// deepest bounds the nesting of JSON: annotations have about six levels.
	deepest = 100
	// maxJSON bounds a JSON file, in bytes: an annotation takes about two
	// thousand.
	maxJSON = 24 << 20
	// maxJSONLD bounds a block of JSON-LD in a page, in bytes.
	maxJSONLD = 2 << 20
)

// tooDeep reports whether JSON is nested deeper than deepest. Text that is not
// JSON may be either; it is refused when it is read.
func tooDeep(data []byte) bool {
	depth, in := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case in && c == '\\':
			i++
		case c == '"':
			in = !in
		case in:
		case c == '{' || c == '[':
			if depth++; depth > deepest {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}
