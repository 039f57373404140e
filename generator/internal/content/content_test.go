package content

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
