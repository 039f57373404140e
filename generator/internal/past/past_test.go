package past

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/edtf"
)

// repository makes a git repository of files, and commits them. The content folder is a folder in it.
func repository(t *testing.T, files map[string]string) (root, content string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	root = t.TempDir()
	content = filepath.Join(root, "my content")
	write(t, content, files)
	git(t, root, "init", "-q")
	git(t, root, "add", "-A")
	git(t, root, "commit", "-q", "-m", "first")
	return root, content
}

func git(t *testing.T, folder string, args ...string) {
	t.Helper()
	c := exec.Command("git", append([]string{"-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false"}, args...)...)
	c.Dir, c.Env = folder, append(environment(), "GIT_ALLOW_PROTOCOL=file")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func write(t *testing.T, folder string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func read(content string, files ...string) map[string]string {
	now := map[string][]byte{}
	for _, f := range files {
		now[f] = []byte("now\n")
	}
	out := map[string]string{}
	for name, data := range ReadCommitted(context.Background(), content, now) {
		out[name] = string(data)
	}
	return out
}

// TestWhatWasCommittedIsRead reads files with strange names, of the same content, and an empty one; what is
// as it was, is not in the folder or was never committed is not among them.
func TestWhatWasCommittedIsRead(t *testing.T) {
	files := map[string]string{
		"quotes/a.md": "one\n", "quotes/b.md": "one\n", "quotes/empty.md": "", "quotes/same.md": "now\n",
		"quotes/zwei Wörter “x” 'y' $(z) `w`;.md": "two", "quotes/--help": "three", "-r": "four",
	}
	if runtime.GOOS != "windows" {
		files["quotes/on\ntwo\tlines\".md"] = "five\n\nblob 3\nx"
	}
	root, content := repository(t, files)
	want := maps.Clone(files)
	delete(want, "quotes/same.md")
	if got := read(content, append(slices.Collect(maps.Keys(files)), "quotes/never.md", "../outside.md")...); !maps.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	git(t, root, "clone", "-q", "--depth", "1", "file://"+filepath.ToSlash(root), "shallow")
	if got := read(filepath.Join(root, "shallow", "my content"), "quotes/a.md"); got["quotes/a.md"] != "one\n" {
		t.Errorf("of a shallow clone %q", got)
	}
}

// TestWhereGitKnowsNothingNothingIsRead has no repository, none with a commit, a bare one, a damaged one, and no git.
func TestWhereGitKnowsNothingNothingIsRead(t *testing.T) {
	none := func(what, content string) {
		t.Helper()
		if got := read(content, "quotes/a.md", "my content/quotes/a.md"); len(got) > 0 {
			t.Errorf("%s: %q", what, got)
		}
	}
	root, content := repository(t, map[string]string{"quotes/a.md": "one\n"})
	none("no such folder", filepath.Join(root, "nowhere"))

	outside := t.TempDir()
	write(t, outside, map[string]string{"quotes/a.md": "one\n"})
	none("no repository", outside)
	git(t, outside, "init", "-q")
	none("no commit", outside)

	bare := t.TempDir()
	git(t, root, "clone", "-q", "--bare", root, filepath.Join(bare, "b"))
	none("a bare repository", filepath.Join(bare, "b"))

	objects, _ := filepath.Glob(filepath.Join(root, ".git", "objects", "??", "*"))
	for _, o := range objects {
		if err := os.Chmod(o, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(o, []byte("damaged"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	none("a damaged repository", content)

	whole, content := repository(t, map[string]string{"quotes/a.md": "one\n"})
	t.Setenv("GIT_DIR", filepath.Join(outside, ".git"))
	if got := read(content, "quotes/a.md"); got["quotes/a.md"] != "one\n" {
		t.Errorf("with GIT_DIR of another repository: %q", got)
	}
	t.Setenv("PATH", "")
	none("no git", whole)
}

// TestGitRunsNothingElse has a repository whose settings name programs, a hook, and a remote from which a missing object
// would be fetched.
func TestGitRunsNothingElse(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the programs are scripts")
	}
	root, content := repository(t, map[string]string{"quotes/a.md": "one\n", "quotes/gone.md": "gone\n", ".gitattributes": "*.md filter=f diff=f\n"})
	ran := filepath.Join(root, "ran")
	program := filepath.Join(root, "program")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho \"$0 $*\" >> '"+ran+"'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	hooks := filepath.Join(root, ".git", "hooks")
	if err := os.MkdirAll(hooks, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, hook := range []string{"post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc"} {
		if err := os.Symlink(program, filepath.Join(hooks, hook)); err != nil {
			t.Fatal(err)
		}
	}
	for key, value := range map[string]string{
		"core.fsmonitor": program, "core.pager": program, "core.sshCommand": program, "core.alternateRefsCommand": program, "core.askPass": program,
		"filter.f.smudge": program, "filter.f.clean": program, "filter.f.process": program, "diff.f.textconv": program, "diff.external": program,
		"alias.ls-tree": "!" + program, "alias.cat-file": "!" + program, "gpg.program": program, "credential.helper": program, "pager.ls-tree": program,
		"remote.origin.url": "ext::" + program, "remote.origin.promisor": "true", "remote.origin.partialclonefilter": "blob:none", "protocol.ext.allow": "always",
		"extensions.partialClone": "origin", "core.repositoryFormatVersion": "1",
	} {
		git(t, root, "config", key, value)
	}
	gone := objectOf([]byte("gone\n"))
	if err := os.Remove(filepath.Join(root, ".git", "objects", gone[:2], gone[2:])); err != nil {
		t.Fatal(err)
	}
	got := read(content, "quotes/a.md", "quotes/gone.md")
	if told, err := os.ReadFile(ran); err == nil {
		t.Errorf("git ran %s", told)
	}
	if got["quotes/gone.md"] != "" {
		t.Errorf("got %q", got)
	}
}

// TestGitThatDoesNotAnswerIsNotWaitedFor has a program of that name that sleeps.
func TestGitThatDoesNotAnswerIsNotWaitedFor(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the program is a script")
	}
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "git"), []byte("#!/bin/sh\nexec sleep 600\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if got := ReadCommitted(ctx, t.TempDir(), map[string][]byte{"a": nil}); len(got) > 0 {
		t.Error(got)
	}
}

// TestAChangeThatIsNotToldIsAWarning edits what was committed.
func TestAChangeThatIsNotToldIsAWarning(t *testing.T) {
	const before = "---\ntitle: A\nspeaker: ann\nsaid: 2015-03-05\nchanges: {date: 2015-04-01, what: Old.}\n---\nText.\n"
	people := map[string]string{"dossier.yaml": "title: T\n", "people/ann.md": "---\nname: Ann\n---\n", "people/bo.md": "---\nname: Bo\n---\n"}
	for _, c := range []struct {
		name, before, after, want string
	}{
		{"nothing", before, before, ""},
		{"the day", before, strings.Replace(before, "03-05", "03-06", 1), `4: the said was "2015-03-05"`},
		{"the speaker", before, strings.Replace(before, "ann", "[ann, bo]", 1), `3: the speaker was "ann"`},
		{"both", before, strings.Replace(strings.Replace(before, "ann", "bo", 1), "said: 2015-03-05\n", "", 1), `1: the said was "2015-03-05" | 3: the speaker was "ann"`},
		{"told", before, strings.Replace(before, "said: 2015-03-05\nchanges: {date: 2015-04-01, what: Old.}", "said: 2015-03-06\nchanges: [{date: 2015-04-01, what: Old.}, {date: 2015-04-01, what: New., kind: correction}]", 1), ""},
		{"told in a note", before, strings.Replace(before, "said: 2015-03-05\nchanges: {date: 2015-04-01, what: Old.}", "said: 2015-03-06\nchanges: [{date: 2015-04-01, what: Old.}, {date: 2015-04-01, what: New., kind: note}]", 1), `4: the said was "2015-03-05"`},
		{"written otherwise", before, strings.Replace(before, "speaker: ann", "speaker: [\"ann\"] # who", 1), ""},
		{"it was a draft", strings.Replace(before, "title", "draft: true\ntitle", 1), strings.Replace(before, "03-05", "03-06", 1), ""},
		{"it was open", strings.Replace(before, "title", "status: open\ntitle", 1), strings.Replace(before, "03-05", "03-06", 1), ""},
		{"it is a draft", before, strings.Replace(strings.Replace(before, "03-05", "03-06", 1), "title", "draft: true\ntitle", 1), ""},
		{"it had none", strings.Replace(before, "said: 2015-03-05\n", "", 1), before, ""},
		{"it could not be read", "---\ntitle: [\n---\n", before, ""},
		{"it is new", "", before, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := maps.Clone(people)
			if c.before != "" {
				files["quotes/a.md"] = c.before
			}
			_, content := repository(t, files)
			files["quotes/a.md"] = c.after
			write(t, content, files)
			d, _ := dossiertest.Resolve(t, dossiertest.Folder(t, files))
			if got := said(Warnings(context.Background(), content, d, day(t, "2026-12-01"))); got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
		})
	}
}

func day(t *testing.T, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// said returns where warnings stand and how they begin.
func said(list []diag.Diagnostic) string {
	diag.Sort(list)
	var out []string
	for _, d := range list {
		message, _, _ := strings.Cut(d.Message, " in the last commit")
		out = append(out, fmt.Sprintf("%d: %s", d.Line, message))
	}
	return strings.Join(out, " | ")
}

// TestAChangeOfTheFutureIsAWarning: but for one of tomorrow, since it is tomorrow elsewhere.
func TestAChangeOfTheFutureIsAWarning(t *testing.T) {
	d, _ := dossiertest.Resolve(t, dossiertest.Folder(t, map[string]string{
		"dossier.yaml": "title: T\n",
		"pages/a.md":   "---\ntitle: A\nchanges:\n  - {date: 2026-12-01, what: Now.}\n  - {date: 2026-12-02, what: East.}\n  - {date: 2026-12-03, what: Later.}\n---\nText.\n",
	}))
	if got, want := said(Warnings(context.Background(), t.TempDir(), d, day(t, "2026-12-01"))), "6: this change is dated 2026-12-03, which is still to come"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestAVerdictThatIsNotToldIsAWarning changes the verdict of a claim that was committed.
func TestAVerdictThatIsNotToldIsAWarning(t *testing.T) {
	const claim = "---\ntitle: The ferry was stopped.\nverdict: unproven\n---\n> The ferry was stopped.\n> — [[paper]] supports\n"
	files := map[string]string{
		"dossier.yaml": "title: T\n", "sources/paper.md": "---\ntitle: P\n---\nThe ferry was stopped.\n", "claims/ferry.md": claim,
	}
	_, content := repository(t, files)
	for text, want := range map[string]string{
		claim: "",
		strings.Replace(claim, "unproven", "supported", 1):                                                                       `3: the verdict was "unproven"`,
		strings.Replace(claim, "unproven", "supported\nchanges: {date: 2026-01-01, kind: update, what: The paper is cited.}", 1): "",
	} {
		files["claims/ferry.md"] = text
		write(t, content, files)
		d, _ := dossiertest.Resolve(t, dossiertest.Folder(t, files))
		if got := said(Warnings(context.Background(), content, d, day(t, "2026-12-01"))); got != want {
			t.Errorf("got %s\nwant %s\n%s", got, want, text)
		}
	}
}
