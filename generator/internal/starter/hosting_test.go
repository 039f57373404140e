package starter

import (
	"bytes"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/rhysd/actionlint"
	"go.yaml.in/yaml/v4"
)

var filledIn = Hosting{Content: "texts/mine", Cache: "texts/.dossier/cache", Version: "v1.0.0", Program: "https://host.example/dossier.git", Marker: "<!-- changes -->"}

// TestFilesOfHostsAreWhatTheirProgramsRead reads each file as its program does.
func TestFilesOfHostsAreWhatTheirProgramsRead(t *testing.T) {
	seen := map[string]int{}
	for _, host := range Hosts() {
		for _, f := range HostingFiles(host, filledIn) {
			text := string(f.Data)
			if strings.Contains(text, "[[.") || strings.Contains(text, "]]") || strings.Contains(text, "<no value>") || !strings.HasSuffix(text, "\n") {
				t.Errorf("%s: %s is not filled in", host, f.Path)
			}
			switch path.Ext(f.Path) {
			case ".yml":
				var read map[string]any
				if err := yaml.Unmarshal(f.Data, &read); err != nil || len(read) < 2 {
					t.Errorf("%s: %s: %v", host, f.Path, err)
				}
			case ".toml":
				var read map[string]any
				if _, err := toml.NewDecoder(bytes.NewReader(f.Data)).Decode(&read); err != nil || read["build"].(map[string]any)["publish"] != "public" {
					t.Errorf("%s: %s: %v", host, f.Path, err)
				}
			case ".sh":
				if sh, err := exec.LookPath("sh"); err == nil {
					cmd := exec.Command(sh, "-n")
					cmd.Stdin = bytes.NewReader(f.Data)
					if out, err := cmd.CombinedOutput(); err != nil {
						t.Errorf("%s: %s: %v: %s", host, f.Path, err, out)
					}
				}
			}
			if path.Dir(f.Path) == ".github/workflows" {
				for _, problem := range lint(t, f) {
					t.Errorf("%s: %s", host, problem)
				}
			}
			seen[path.Ext(f.Path)]++
		}
	}
	if seen[".yml"] < 6 || seen[".toml"] < 1 || seen[".sh"] < 6 {
		t.Errorf("only these were looked at: %v", seen)
	}
}

// lint returns what actionlint finds wrong with a workflow of GitHub.
func lint(t *testing.T, f File) []string {
	t.Helper()
	l, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	problems, err := l.Lint(f.Path, f.Data, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range problems {
		out = append(out, p.Error())
	}
	return out
}

// TestTheLinterFindsWhatIsWrong makes sure that the test above can fail.
func TestTheLinterFindsWhatIsWrong(t *testing.T) {
	for _, host := range []string{"github", "cloudflare"} {
		for _, f := range HostingFiles(host, filledIn) {
			if path.Dir(f.Path) != ".github/workflows" {
				continue
			}
			for old, wrong := range map[string]string{"runs-on:": "runs-onn:", "actions/cache@v5": "actions/cache", "hashFiles(": "hashFile("} {
				if len(lint(t, File{f.Path, bytes.ReplaceAll(f.Data, []byte(old), []byte(wrong))})) == 0 {
					t.Errorf("%s: %q passes", f.Path, wrong)
				}
			}
		}
	}
}

// TestEveryHostBuildsWhatIsPinned holds what the files do to each other.
func TestEveryHostBuildsWhatIsPinned(t *testing.T) {
	for _, host := range Hosts() {
		var all string
		for _, f := range HostingFiles(host, filledIn) {
			all += string(f.Data)
		}
		for _, want := range []string{"sh " + ProgramFile, ".dossier/bin/dossier build texts/mine --out public", "version='v1.0.0'", "source='https://host.example/dossier.git'",
			`check texts/mine`, " diff "} {
			if host == "rsync" {
				want = strings.Replace(want, ".dossier/bin/dossier build", `"$dossier" build`, 1)
			}
			if !strings.Contains(all, want) {
				t.Errorf("%s: nothing says %q", host, want)
			}
		}
		if slices.Contains([]string{"github", "gitlab", "cloudflare"}, host) && !strings.Contains(all, "texts/.dossier/cache") {
			t.Errorf("%s: the cache is not kept", host)
		}
		// What somebody else wrote may be in no command: a title, a branch.
		for line := range strings.Lines(all) {
			if strings.Contains(line, "${{") && (strings.Contains(line, "run:") || strings.Contains(line, "head_ref") || strings.Contains(line, ".title")) {
				t.Errorf("%s: %s", host, line)
			}
		}
	}
}
