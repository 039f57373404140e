package importer

import (
	"fmt"
	"strings"

	"dossier/generator/internal/frontmatter"
)

// A head is the front matter of a file that is being made.
type head struct{ strings.Builder }

// key writes a key with one value; nothing is written for an empty one.
func (h *head) key(name, value string) {
	if value != "" {
		fmt.Fprintf(h, "%s: %s\n", name, frontmatter.Scalar(value))
	}
}

// writeList writes a key with a list of values.
func (h *head) writeList(name string, values []string) {
	if len(values) == 0 {
		return
	}
	fmt.Fprintf(h, "%s:\n", name)
	for _, v := range values {
		fmt.Fprintf(h, "  - %s\n", frontmatter.Scalar(v))
	}
}

// pairs writes a key with a mapping of names to values.
func (h *head) pairs(name string, values [][2]string) {
	if len(values) == 0 {
		return
	}
	fmt.Fprintf(h, "%s:\n", name)
	for _, v := range values {
		fmt.Fprintf(h, "  %s: %s\n", v[0], frontmatter.Scalar(v[1]))
	}
}

// withBody returns the front matter between its delimiters, with a body.
func (h *head) withBody(body string) []byte { return []byte("---\n" + h.String() + "---\n\n" + body) }
