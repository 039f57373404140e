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
		if x.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", x.Hint)
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

// TestALinkToAFolderIsAFolder has one say the same when it is read again, with
// another path than the whole folder.
func TestALinkToAFolderIsAFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "pages", "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("folder", filepath.Join(dir, "pages", "link")); err != nil {
		t.Skip("no symbolic links here")
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
	_, diags := f.Dossier()
	if len(diags) != 2 || diags[0].Message != diags[1].Message || diags[0].Hint != diags[1].Hint {
		t.Errorf("of a folder and a link to it is said: %v", diags)
	}
	f, err = f.Again(context.Background(), view, []string{"pages/link"})
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
	if err := Replace(dir, "note.md", []byte("old"), []byte("newer")); !errors.Is(err, ErrChanged) {
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
