package content

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"dossier/generator/internal/casefile"
)

// many returns n texts made from their numbers.
func many(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// hostile are files that cost their reader more than their length, each n units
// long.
var hostile = map[string]func(n int) string{
	"keys nobody knows":     func(n int) string { return "---\ntitle: a\n" + many(n, "k%d: a\n") + "---\na" },
	"one key again":         func(n int) string { return "---\ntitle: a\n" + strings.Repeat("k: a\n", n) + "---\na" },
	"topics":                func(n int) string { return "---\ntitle: a\ntopics: [" + many(n, "k%d, ") + "]\n---\na" },
	"other names":           func(n int) string { return "---\ntitle: a\naliases: [" + many(n, "k%d, ") + "]\n---\na" },
	"anchors":               func(n int) string { return "---\ntitle: a\ntopics: [" + many(n, "&a%d b, ") + "]\n---\na" },
	"lists in lists":        func(n int) string { return "---\ntitle: " + strings.Repeat("[", n) + "\n---\na" },
	"a set of dates":        func(n int) string { return "---\ntitle: a\ncreated: '{" + many(n, "%04d,") + "2000}'\n---\na" },
	"a long title":          func(n int) string { return "---\ntitle: " + strings.Repeat("word ", n) + "\n---\na" },
	"tags in one line":      func(n int) string { return "---\ntitle: a\n---\n" + strings.Repeat("<b> ", n) },
	"broken links in lines": func(n int) string { return "---\ntitle: a\n---\n" + strings.Repeat("[[a| ]]\n\n", n) },
	"links to nothing":      func(n int) string { return "---\ntitle: a\n---\n" + many(n, "[[n%d]]\n\n") },
	"comments in a title":   func(n int) string { return "---\ntitle: '" + strings.Repeat("%%a", n) + "'\n---\n" },
}

// Eight times the file takes about eight times as long, or is refused. Where it
// does not, it takes 64 times as long.
func TestNoFileTakesMoreThanInProportion(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	p := casefile.Proportion{N: 1500, Times: 8, Bound: 32, Least: 500 * time.Microsecond}
	for name, text := range hostile {
		p.Holds(t, name, func(n int) time.Duration {
			view := afero.NewMemMapFs()
			for p, data := range map[string]string{"dossier.yaml": "title: a\nsummary: b\n", "pages/a.md": text(n)} {
				if err := afero.WriteFile(view, p, []byte(data), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			begin := time.Now()
			if _, _, err := Read(context.Background(), view, Options{Name: "content"}); err != nil {
				t.Fatal(err)
			}
			return time.Since(begin)
		})
	}
}
