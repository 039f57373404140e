package page

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"dossier/generator/internal/importer/markup"
)

// A Choice is what a user decides about a page where its reader decides
// wrongly.
type Choice struct {
	Article Selector // what is the article; everything else is cut
	Keep    Selector // what is kept besides, whatever it is called
}

// A Selector selects elements as style sheets do: "div.entry", "#ticker".
type Selector struct{ matcher cascadia.SelectorGroup }

// ParseSelector reads a selector of CSS.
func ParseSelector(s string) (Selector, error) {
	group, err := cascadia.ParseGroup(s)
	if err != nil {
		return Selector{}, fmt.Errorf("read selector %q: %w", s, err)
	}
	return Selector{group}, nil
}

func (s Selector) empty() bool { return len(s.matcher) == 0 }

// all returns the elements below root that are selected.
func (s Selector) all(root *html.Node) []*html.Node {
	if s.empty() {
		return nil
	}
	return cascadia.QueryAll(root, s.matcher)
}

// Selects reports whether the selector selects something with text of a page.
// One that the user did not give does.
func (s Selector) Selects(p *Page) bool {
	return s.empty() || slices.ContainsFunc(s.all(p.root), func(n *html.Node) bool { return p.weights[n].words > 0 })
}

// plainName matches a name that a selector can hold as it is.
var plainName = regexp.MustCompile(`^[A-Za-z_][\w-]*$`)

// selectorOf returns a short selector that selects an element and nothing else:
// its id, its classes, or the way to it.
func (p *Page) selectorOf(n *html.Node) string {
	alone := func(s string) bool {
		group, err := ParseSelector(s)
		if err != nil {
			return false
		}
		found := group.all(p.root)
		return len(found) == 1 && found[0] == n
	}
	if id := markup.Attr(n, "id"); plainName.MatchString(id) && alone("#"+id) {
		return "#" + id
	}
	if n.Parent == nil || n.Parent.Type != html.ElementNode {
		return n.Data
	}
	s := n.Data
	for _, class := range strings.Fields(markup.Attr(n, "class")) {
		if plainName.MatchString(class) {
			if s += "." + class; alone(s) {
				return s
			}
		}
	}
	if alone(n.Data) {
		return n.Data
	}
	nth := 1
	for x := n.PrevSibling; x != nil; x = x.PrevSibling {
		if x.Type == html.ElementNode && x.Data == n.Data {
			nth++
		}
	}
	return fmt.Sprintf("%s > %s:nth-of-type(%d)", p.selectorOf(n.Parent), n.Data, nth)
}
