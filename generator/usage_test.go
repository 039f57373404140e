package main

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"dossier/generator/internal/manual"
)

// TestCommandsSayWhatTheyTake holds every command to what its help and its
// manual page need.
func TestCommandsSayWhatTheyTake(t *testing.T) {
	const widest = 98 // columns of a line
	root := command()
	names := map[string]bool{}
	for _, c := range manual.Commands(root) {
		path := c.CommandPath()
		names[path] = true
		if c.Short == "" || strings.HasSuffix(c.Short, ".") || unicode.IsLower([]rune(c.Short)[0]) {
			t.Errorf("%s: its short description is %q", path, c.Short)
		}
		if c.Parent() == root && c.GroupID == "" {
			t.Errorf("%s stands in no group; add it in group()", path)
		}
		if c.Long == "" || c.Example == "" {
			t.Errorf("%s has no long description or no example", path)
		}
		for line := range strings.Lines(c.Long + "\n" + c.Example) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > widest {
				t.Errorf("%s: %d columns: %s", path, n, line)
			}
		}
		for line := range strings.Lines(c.Example) {
			if !strings.HasPrefix(line, "  ") || !strings.Contains(line, "dossier") {
				t.Errorf("%s: an example is %q", path, line)
			}
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" || unicode.IsUpper([]rune(strings.Trim(f.Usage, "`"))[0]) && !strings.HasPrefix(f.Usage, "`") || strings.HasSuffix(f.Usage, ".") {
				t.Errorf("%s: --%s is described as %q", path, f.Name, f.Usage)
			}
			if value, _ := pflag.UnquoteUsage(f); f.Value.Type() == "string" && value == "string" {
				t.Errorf("%s: the value of --%s has no name; put one in `backquotes`", path, f.Name)
			}
		})
	}
	for _, name := range []string{"new source", "import", "check", "rename", "explain", "list", "compare", "diff", "build", "templates eject", "completion", "manual"} {
		if !names["dossier "+name] {
			t.Errorf("there is no command %q", name)
		}
	}
}

// TestVersionIsWhatIsKnown says what stands before the version of Go.
func TestVersionIsWhatIsKnown(t *testing.T) {
	setting := func(pairs ...string) (out []debug.BuildSetting) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, debug.BuildSetting{Key: pairs[i], Value: pairs[i+1]})
		}
		return out
	}
	const revision = "3f786850e387550fdab836ed7e6dc881de23001b"
	for _, c := range []struct {
		module   string
		settings []debug.BuildSetting
		want     string
	}{
		{"v1.2.0", setting("vcs.revision", revision, "vcs.modified", "true"), "v1.2.0"},
		{"(devel)", setting("vcs.revision", revision, "vcs.time", "2026-11-20T08:00:00Z", "vcs.modified", "false"), "revision 3f786850e387 of 2026-11-20"},
		{"", setting("vcs.revision", revision, "vcs.time", "2026-11-20T08:00:00Z", "vcs.modified", "true"), "revision 3f786850e387 of 2026-11-20, with files changed since"},
		{"(devel)", setting("vcs.revision", "4471"), "revision 4471"},
		{"(devel)", nil, "of no known version"},
		{"", nil, "of no known version"},
	} {
		got := versionOf(&debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Version: c.module}, Settings: c.settings})
		if want := c.want + " (go1.26 " + runtime.GOOS + "/" + runtime.GOARCH + ")"; got != want {
			t.Errorf("%q %v: %s, want %s", c.module, c.settings, got, want)
		}
	}
	// What a release was told comes first.
	release = "v2.0.0"
	defer func() { release = "" }()
	if got := versionOf(&debug.BuildInfo{GoVersion: "go1.26", Main: debug.Module{Version: "(devel)"}}); !strings.HasPrefix(got, "v2.0.0 (go1.26 ") {
		t.Errorf("a release is %s", got)
	}
}
