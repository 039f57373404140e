package publish

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// archived returns the bytes of an archive of files, which are put in an order.
func archived(t *testing.T, files [][2]string) []byte {
	t.Helper()
	var a Archive
	var all sync.WaitGroup
	for _, f := range files {
		all.Go(func() {
			if err := a.Put(f[0], []byte(f[1])); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	var b bytes.Buffer
	if err := a.write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAnArchiveIsMadeOfItsFilesAlone(t *testing.T) {
	var files [][2]string
	for i := range 50 {
		files = append(files, [2]string{fmt.Sprintf("pages/%c/ü%d.html", 'a'+i%7, i), strings.Repeat("words ", i*i)})
	}
	first := archived(t, files)
	slices.Reverse(files)
	if !bytes.Equal(first, archived(t, files)) {
		t.Error("another order makes other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	held := map[string]string{}
	for _, f := range z.File {
		names = append(names, f.Name)
		if f.ExternalAttrs != 0 || f.CreatorVersion>>8 != 0 || len(f.Extra) > 0 || f.NonUTF8 || f.Modified.UTC().Format("2006-01-02 15:04") != "1980-01-01 00:00" {
			t.Errorf("%s tells of the system or the time: %+v", f.Name, f.FileHeader)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r) // which looks at the sum, too
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		held[f.Name] = string(data)
	}
	if !slices.IsSorted(names) || names[0] != Manifest || len(names) != len(files)+1 {
		t.Errorf("the files are %v", names)
	}
	for _, f := range files {
		if held[f[0]] != f[1] {
			t.Errorf("%s is another", f[0])
		}
		if !strings.Contains(held[Manifest], f[0]+"\n") {
			t.Errorf("%s is not on the list", f[0])
		}
	}
}

func TestAnArchiveHasNoNameTwice(t *testing.T) {
	var a Archive
	if a.Put("a", nil) != nil || a.Put("a", nil) == nil || a.Put("../b", nil) == nil || a.Put("/b", nil) == nil || a.Put("", nil) == nil {
		t.Error("a name that is taken, or none, is taken")
	}
	if err := a.Put("a/b", nil); err != nil {
		t.Fatal(err)
	}
	if err := a.write(io.Discard); err == nil || !strings.Contains(err.Error(), `"a" is a file`) {
		t.Errorf("a file that is a folder: %v", err)
	}
}

func TestAnArchiveReplacesOnlyItsLike(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	site := func() *Archive {
		var a Archive
		if err := a.Put("index.html", []byte("a")); err != nil {
			t.Fatal(err)
		}
		return &a
	}
	for range 2 {
		if err := site().WriteFile(at("site.zip"), false); err != nil {
			t.Fatal(err)
		}
	}
	var theirs bytes.Buffer
	if err := zip.NewWriter(&theirs).Close(); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"text.zip": []byte("text"), "theirs.zip": theirs.Bytes()} {
		if err := os.WriteFile(at(name), data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := site().WriteFile(at(name), false); err == nil {
			t.Errorf("%s is replaced", name)
		}
		if now, _ := os.ReadFile(at(name)); !bytes.Equal(now, data) {
			t.Errorf("%s is another", name)
		}
		if err := site().WriteFile(at(name), true); err != nil {
			t.Errorf("%s is not replaced by force: %v", name, err)
		}
	}
	for _, name := range []string{"", "nowhere/site.zip", "site.zip/site.zip"} {
		if err := site().WriteFile(at(name), true); err == nil {
			t.Errorf("%q is written", name)
		}
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 3 {
		t.Errorf("something is left over: %v", entries)
	}
}
