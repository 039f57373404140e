package content

import "testing"

func TestIgnored(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		isFolder      bool
		want          bool
	}{
		{"drafts/", "drafts", true, true},
		{"drafts/", "drafts", false, false},
		{"drafts/", "drafts/a.md", false, true},
		{"drafts/", "pages/drafts/a.md", false, true},
		{"drafts/", "pages/drafts.md", false, false},
		{"*.bak", "pages/a.bak", false, true},
		{"*.bak", "pages/a.bak.md", false, false},
		{"*.bak", "old.bak/a.md", false, true},
		{"**/todo.md", "todo.md", false, true},
		{"**/todo.md", "pages/2015/todo.md", false, true},
		{"pages/*.txt", "pages/a.txt", false, true},
		{"pages/*.txt", "pages/2015/a.txt", false, false},
		{"pages/*.txt", "old/pages/a.txt", false, false},
		{"/README.md", "README.md", false, true},
		{"/README.md", "pages/README.md", false, false},
		{"README*", "README", false, true},
		{"pages/**", "pages/a.md", false, true},
		{"pages/**", "pages", true, false},
		{"pages/**/x.md", "pages/x.md", false, true},
		{"pages/**/x.md", "pages/a/b/x.md", false, true},
		{"./pages/x.md", "pages/x.md", false, true},
		{"x?.md", "pages/xé.md", false, true},
		{"[ab].md", "pages/b.md", false, true},
	} {
		i, wrong := parseIgnored(c.pattern)
		if wrong != "" {
			t.Errorf("%s: %s", c.pattern, wrong)
		} else if got := i.takes(c.path, c.isFolder); got != c.want {
			t.Errorf("%s takes %s: %v, want %v", c.pattern, c.path, got, c.want)
		}
	}
	for _, pattern := range []string{"!a.md", "/", ".", "../x", "a/../x", `pages\x.md`, "[ab"} {
		if _, wrong := parseIgnored(pattern); wrong == "" {
			t.Errorf("%s is taken for a pattern", pattern)
		}
	}
}

func TestWhoKeepsAFolderMayDescribeIt(t *testing.T) {
	for name, want := range map[string]bool{
		"README": true, "LICENSE.txt": true, ".git": true, "a.md~": true,
		"README.md": false, "readme": false, "notes.txt": false,
	} {
		if got := Hidden(name); got != want {
			t.Errorf("%s is left alone: %v, want %v", name, got, want)
		}
	}
}
