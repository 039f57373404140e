package dossier

import "testing"

func TestPathsAreRelative(t *testing.T) {
	for _, c := range []struct{ folder, file, want string }{
		{".", "index.html", "index.html"}, {".", "a/b.html", "a/b.html"}, {"a", "index.html", "../index.html"}, {"a", "a/b.html", "b.html"},
		{"a/b", "a/c/d.html", "../c/d.html"}, {"a/b", "a/b/c.html", "c.html"}, {"a/b/c", "x.css", "../../../x.css"}, {"a", "a", "../a"},
		{"a/b", "a/b", "../b"}, {"ab", "a/c", "../a/c"}, {"a/b/c", "a/x/c/d", "../../x/c/d"},
	} {
		if got := Relative(c.folder, c.file); got != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.folder, c.file, got, c.want)
		}
	}
}
