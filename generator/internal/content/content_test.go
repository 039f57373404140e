package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"
	"golang.org/x/tools/txtar"

	"dossier/generator/internal/casefile"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/shell"
)

// TestRead shows what a folder of content gives: its entries and every
// problem in it. Each folder is read from memory and from disk.
func TestRead(t *testing.T) {
	casefile.Folders(t, "testdata/*.txtar", func(t *testing.T, files []txtar.File) string {
		memory := afero.NewMemMapFs()
		disk := t.TempDir()
		for _, f := range files {
			data := strings.ReplaceAll(string(f.Data), "␀", "\xff")
			if err := afero.WriteFile(memory, f.Name, []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
			p := filepath.Join(disk, filepath.FromSlash(f.Name))
			if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		fromMemory := show(t, memory)
		view, closer, err := Open(disk)
		if err != nil {
			t.Fatal(err)
		}
		defer closer()
		if fromDisk := show(t, view); fromDisk != fromMemory {
			t.Errorf("from disk:\n%s\nfrom memory:\n%s", fromDisk, fromMemory)
		}
		return fromMemory
	})
}

func show(t *testing.T, view afero.Fs) string {
	t.Helper()
	d, diags, err := Read(context.Background(), view, Options{Name: "content"})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%q %s\n", d.Settings.Title, d.Settings.Language)
	for _, e := range d.Entries() {
		fmt.Fprintf(&b, "%s %s %q", e.Kind, e.Slug, e.Title)
		for _, topic := range e.Topics {
			fmt.Fprintf(&b, " #%s (%s)", topic.Slug, topic.Name)
		}
		if e.Draft {
			b.WriteString(" draft")
		}
		b.WriteString("\n")
	}
	for _, n := range d.Notes() {
		for _, c := range n.Citations {
			fmt.Fprintf(&b, "%s line %d cites %s: %q\n", n.File.Name, c.Quote.Line, c.Source.Slug, c.Quote.Text)
		}
	}
	diag.Sort(diags)
	for _, x := range diags {
		fmt.Fprintf(&b, "%s:%d:%d %s %s: %s\n", x.File, x.Line, x.Column, x.Severity, x.Code, x.Message)
		for _, e := range x.Excerpts {
			fmt.Fprintf(&b, "  | %s\n  | %s%s\n", e.Text, strings.Repeat(" ", e.From-1), strings.Repeat("^", max(1, e.To-e.From)))
		}
		if shell.Hint(x.Hint) != "" {
			fmt.Fprintf(&b, "  hint: %s\n", shell.Hint(x.Hint))
		}
		for _, p := range x.Related {
			fmt.Fprintf(&b, "  see %s:%d:%d %s\n", p.File, p.Line, p.Column, p.Message)
		}
	}
	return b.String()
}

// TestOpenStaysInside makes links out of a content folder and reads nothing
// through them.
func TestOpenStaysInside(t *testing.T) {
	outside := t.TempDir()
	secret := filepath.Join(outside, "secret.md")
	if err := os.WriteFile(secret, []byte("---\ntitle: Secret\n---\nprivate words\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "dossier.yaml"), []byte("title: T\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "sources"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "sources", "leak.md")); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := os.Symlink(outside, filepath.Join(dir, "pages")); err != nil {
		t.Fatal(err)
	}
	view, closer, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer closer()
	d, diags, err := Read(context.Background(), view, Options{Name: "content"})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(d.Entries()); n != 0 {
		t.Errorf("read %d entries through links out of the folder", n)
	}
	reported := map[string]bool{}
	for _, x := range diags {
		reported[x.File] = true
	}
	for _, f := range []string{"content/sources/leak.md", "content/pages"} {
		if !reported[f] {
			t.Errorf("nothing was said about %s: %v", f, diags)
		}
	}
	for _, p := range []string{"../" + filepath.Base(outside) + "/secret.md", "sources/../../x", secret} {
		if _, err := afero.ReadFile(view, p); err == nil {
			t.Errorf("read %s", p)
		}
	}
	if err := afero.WriteFile(view, "sources/new.md", nil, 0o644); err == nil {
		t.Error("wrote into a read-only view")
	}
}

// TestNoWayToReadIsAProblemOfTheMachine has the system refuse a folder, and
// then a file.
func TestNoWayToReadIsAProblemOfTheMachine(t *testing.T) {
	view := afero.NewMemMapFs()
	for _, name := range []string{"dossier.yaml", "sources/a.md"} {
		if err := afero.WriteFile(view, name, []byte("title: T\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"sources", "sources/a.md"} {
		for _, cause := range []error{syscall.EACCES, syscall.EIO} {
			_, _, err := Read(context.Background(), refusing{view, name, cause}, Options{Name: "content"})
			if !errors.Is(err, cause) || !strings.HasPrefix(err.Error(), "read content/"+name+": ") {
				t.Errorf("%s: %v: the error is %v", name, cause, err)
			}
		}
	}
}

// refusing is a folder of which one path cannot be opened.
type refusing struct {
	afero.Fs
	name  string
	cause error
}

func (r refusing) Open(name string) (afero.File, error) {
	if name == r.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: r.cause}
	}
	return r.Fs.Open(name)
}

// TestWhatIsNoFileIsNotRead makes a named pipe, which would be waited at for
// ever, and a link to one.
func TestWhatIsNoFileIsNotRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "pages"), 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfifo", filepath.Join(dir, "pages", "pipe.md")).CombinedOutput(); err != nil {
		t.Skipf("no named pipes here: %s", out)
	}
	if err := os.Symlink("pipe.md", filepath.Join(dir, "pages", "link.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "dossier.yaml"), []byte("title: T\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	view, closer, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer closer()
	_, diags, err := Read(context.Background(), view, Options{Name: "content"})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"content/pages/link.md", "content/pages/pipe.md"} {
		if len(diags) != 2 || diags[i].File != want || diags[i].Code != diag.StrayFile || diags[i].Severity != diag.Error {
			t.Errorf("want an error at %s, got %v", want, diags)
		}
	}
}

// TestALinkToAFolderIsNotFollowed has one say the same when it is read again,
// also one that leads around in a circle. The folder itself is read.
func TestALinkToAFolderIsNotFollowed(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "pages", "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("..", filepath.Join(dir, "pages", "folder", "link")); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := os.WriteFile(filepath.Join(dir, "pages", "folder", "in.md"), []byte("---\ntitle: In\n---\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "dossier.yaml"), []byte("title: T\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	view, closer, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer closer()
	f, err := ReadFolder(context.Background(), view, Options{Name: "content"})
	if err != nil {
		t.Fatal(err)
	}
	d, diags := f.Dossier()
	if len(diags) != 1 || diags[0].File != "content/pages/folder/link" || diags[0].Severity != diag.Error {
		t.Errorf("of a link to a folder is said: %v", diags)
	}
	if len(d.Pages) != 1 {
		t.Errorf("%d pages are read, want 1", len(d.Pages))
	}
	f, err = f.Again(context.Background(), view, []string{"pages/folder/link"})
	if err != nil {
		t.Fatal(err)
	}
	if _, again := f.Dossier(); !cmp.Equal(again, diags) {
		t.Errorf("when it is read again: %s", cmp.Diff(diags, again))
	}
}

func TestDraftsCountAsFinishedWhenAsked(t *testing.T) {
	view := afero.NewMemMapFs()
	for name, data := range map[string]string{
		"dossier.yaml":     "title: T\n",
		"pages/private.md": "---\ntitle: Private\ndraft: true\n---\nText.\n",
	} {
		if err := afero.WriteFile(view, name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, drafts := range []bool{false, true} {
		d, _, err := Read(context.Background(), view, Options{Drafts: drafts})
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		if drafts {
			want = 1
		}
		if got := len(d.Public().Pages); got != want {
			t.Errorf("drafts %v: %d pages are public, want %d", drafts, got, want)
		}
	}
}

func TestReplaceKeepsModeAndRefusesChangedFiles(t *testing.T) {
	dir := t.TempDir()
	p := filepath.Join(dir, "note.md")
	if err := os.WriteFile(p, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := Replace(dir, "note.md", []byte("old"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(p)
	if err != nil || string(data) != "new" {
		t.Errorf("the file holds %q (%v)", data, err)
	}
	if info, err := os.Stat(p); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v (%v)", info.Mode(), err)
	}
	if err := Replace(dir, "note.md", []byte("old"), []byte("newer")); !errors.Is(err, errChanged) {
		t.Errorf("a file that somebody else wrote: %v", err)
	}
	if err := Replace(dir, "../"+filepath.Base(dir)+"/note.md", []byte("new"), []byte("x")); err == nil {
		t.Error("wrote through a path that leaves the folder")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v (%v)", entries, err)
	}
}

// TestRewriteIsWholeOrNothing makes changes of which the last cannot be made.
func TestRewriteIsWholeOrNothing(t *testing.T) {
	dir := t.TempDir()
	write := func(name, data string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return "none"
		}
		return string(data)
	}
	write("a.md", "a")
	write("b.md", "b")
	write("taken.md", "t")
	change := func(p, old, data, to string) Change {
		return Change{Path: p, Old: []byte(old), Data: []byte(data), To: to}
	}
	for _, changes := range [][]Change{
		{change("a.md", "a", "A", ""), change("b.md", "not b", "B", "")},
		{change("a.md", "a", "A", ""), change("b.md", "b", "B", "taken.md")},
		{change("a.md", "a", "A", ""), change("b.md", "b", "B", "no/such/folder.md")},
		{change("a.md", "a", "A", "../out.md"), change("b.md", "b", "B", "")},
		{change("a.md", "a", "A", ""), change("none.md", "", "B", "")},
	} {
		if err := Rewrite(dir, changes); err == nil {
			t.Errorf("%v is made", changes)
		}
		if got := read("a.md") + read("b.md") + read("taken.md"); got != "abt" {
			t.Fatalf("after %v there is %q", changes, got)
		}
	}
	if err := Rewrite(dir, []Change{change("a.md", "a", "A", "c.md"), change("b.md", "b", "B", "")}); err != nil {
		t.Fatal(err)
	}
	if got := read("a.md") + read("c.md") + read("b.md"); got != "noneAB" {
		t.Errorf("there is %q", got)
	}
}

func TestUTF16WithoutAMarkIsNotText(t *testing.T) {
	view := afero.NewMemMapFs()
	for name, data := range map[string]string{
		"dossier.yaml": "title: T\n",
		"pages/a.md":   "-\x00-\x00-\x00\n\x00t\x00i\x00t\x00l\x00e\x00:\x00 \x00A\x00\n\x00",
	} {
		if err := afero.WriteFile(view, name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, diags, err := Read(context.Background(), view, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(diags) != 1 || diags[0].Code != diag.BadUTF8 || diags[0].Column != 2 {
		t.Errorf("want one problem at the second byte, got %v", diags)
	}
}

// TestNamesAreComparedInOneForm has names in the forms NFC and NFD, as file
// names from macOS are, beside each other.
func TestNamesAreComparedInOneForm(t *testing.T) {
	const nfc, nfd = "zo\u00eb", "zoe\u0308"
	view := afero.NewMemMapFs()
	for name, data := range map[string]string{
		"dossier.yaml":               "title: T\n",
		"people/" + nfd + ".md":      "---\nname: Zo\u00eb\naliases: The Zoe\u0308\ntopics: [Caf\u00e9]\n---\n",
		"sources/caf\u00e9.md":       "---\ntitle: Paper\ntopics: [Cafe\u0301]\n---\nWe meet on Friday.\n",
		"annotations/a.md":           "---\nsource: cafe\u0301\n---\n> We meet on Friday.\n",
		"quotes/q.md":                "---\ntitle: Q\nspeaker: " + nfc + "\n---\n> We meet on Friday.\n> \u2014 [[cafe\u0301]]\n",
		"pages/p.md":                 "---\ntitle: P\n---\n[[" + nfc + "]] [[people/" + nfd + "]] [[the zo\u00eb]]\n",
		"pages/deep/" + nfc + ".md":  "---\ntitle: One\n---\n",
		"pages/other/" + nfd + ".md": "---\ntitle: Two\n---\n",
	} {
		if err := afero.WriteFile(view, name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d, diags, err := Read(context.Background(), view, Options{Name: "content"})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.People) != 1 || d.People[0].Slug != nfc || d.Quotes[0].Speakers[0] != d.People[0] {
		t.Errorf("people are %v", d.People)
	}
	if len(d.Annotations[0].Citations) != 1 || len(d.Quotes[0].Citations) != 1 {
		t.Error("a citation has no source")
	}
	if a, b := d.Sources[0].Topics[0], d.People[0].Topics[0]; a != b {
		t.Errorf("%+v and %+v are two topics", a, b)
	}
	// [[zoë]] is a person and a page here, which is the one thing to say of it.
	var codes []string
	for _, x := range diags {
		codes = append(codes, string(x.Code)+" "+x.File)
	}
	want := []string{"duplicate-name content/pages/other/" + nfd + ".md", "link-ambiguous content/pages/p.md"}
	if !cmp.Equal(codes, want) {
		t.Errorf("is said: %q", codes)
	}
}

// TestSubfoldersAreReadAgain changes, moves and removes folders in folders, and
// compares what is read again with what is read anew.
func TestSubfoldersAreReadAgain(t *testing.T) {
	dir := t.TempDir()
	put := func(p, data string) {
		t.Helper()
		p = filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	page := func(title string) string { return "---\ntitle: " + title + "\n---\n" }
	put("dossier.yaml", "title: T\n")
	put("pages/2014/one.md", page("One"))
	put("pages/2014/deep/two.md", page("Two"))
	view, closer, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer closer()
	f, err := ReadFolder(context.Background(), view, Options{Name: "content"})
	if err != nil {
		t.Fatal(err)
	}
	say := func(f *Folder) string {
		d, diags := f.Dossier()
		var b strings.Builder
		for _, e := range d.Entries() {
			fmt.Fprintf(&b, "%s %q\n", e.Path, e.Title)
		}
		diag.Sort(diags)
		for _, x := range diags {
			fmt.Fprintf(&b, "%s: %s\n", x.File, x.Message)
		}
		return b.String()
	}
	move := func(from, to string) {
		t.Helper()
		if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		name  string
		do    func()
		paths []string
	}{
		{"a file is written", func() { put("pages/2014/deep/two.md", page("Two again")) }, []string{"pages/2014/deep/two.md"}},
		{"a file is new", func() { put("pages/2014/three.md", page("Three")) }, []string{"pages/2014/three.md"}},
		{"a namesake is new", func() { put("pages/one.md", page("One above")) }, []string{"pages/one.md"}},
		{"a folder is moved", func() { move("pages/2014", "pages/2015") }, []string{"pages/2014", "pages/2015"}},
		{"a folder is left alone", func() { put("dossier.yaml", "title: T\nignore: [deep/, one.md]\n") }, []string{"dossier.yaml"}},
		{"a file in it is written", func() { put("pages/2015/deep/two.md", "nothing") }, []string{"pages/2015/deep/two.md"}},
		{"it is not left alone", func() { put("dossier.yaml", "title: T\n") }, []string{"dossier.yaml"}},
		{"a file is deep", func() { put("pages/deep.md", page("Deep")+strings.Repeat("> ", 120)+"a\n") }, []string{"pages/deep.md"}},
		{"it may be so deep", func() { put("dossier.yaml", "title: T\nlimits: {nesting: 200}\n") }, []string{"dossier.yaml"}},
		{"a folder goes to another kind", func() { move("pages/2015", "events") }, []string{"pages/2015", "events"}},
		{"a folder is of no kind", func() { move("events", "event") }, []string{"event", "events"}},
	} {
		step.do()
		if f, err = f.Again(context.Background(), view, step.paths); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		anew, err := ReadFolder(context.Background(), view, Options{Name: "content"})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := say(f), say(anew); got != want {
			t.Errorf("%s: read again:\n%sread anew:\n%s", step.name, got, want)
		}
	}
	if got := say(f); !strings.Contains(got, `content/event/one.md: this file and 2 others are not read: no folder of a dossier is called "event"`) {
		t.Errorf("at last:\n%s", got)
	}
}

func TestLimitsOfFiles(t *testing.T) {
	deep := "---\ntitle: T\n---\n" + strings.Repeat("- ", 120) + "a\n"
	for _, c := range []struct {
		settings, page string
		want           string // problems, a line each
	}{
		{"", deep, "content/pages/a.md:4: this file has more than 100 lists or blockquotes inside one another, and is not read"},
		{"limits: {nesting: 130}\n", deep, ""},
		{"limits: {nesting: many}\n", "---\ntitle: T\n---\n", `content/dossier.yaml:3: "many" is no limit`},
		{"limits: {nestling: 130}\n", "---\ntitle: T\n---\n", `content/dossier.yaml:3: nothing has a limit "nestling"`},
		{"limits: {file: 99}\n", "---\ntitle: T\n---\n" + strings.Repeat("a ", 60), "content/pages/a.md:1: this file has more than 99 bytes, and is not read"},
		{"limits: {dates: 2}\n", "---\ntitle: T\ncreated: \"{2001,2002,2003}\"\n---\n", "content/pages/a.md:3: this value has more than 2 dates"},
	} {
		view := afero.NewMemMapFs()
		for name, text := range map[string]string{"dossier.yaml": "title: T\nsummary: S\n" + c.settings, "pages/a.md": c.page} {
			if err := afero.WriteFile(view, name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		_, diags, err := Read(context.Background(), view, Options{Name: "content"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range diags {
			got = append(got, fmt.Sprintf("%s:%d: %s", d.File, d.Line, d.Message))
		}
		if g := strings.Join(got, "\n"); g != c.want {
			t.Errorf("with %q:\n%s\nwant\n%s", c.settings, g, c.want)
		}
	}
}
