package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

var at = commit{"v1.2.3", "3f786850e387550fdab836ed7e6dc881de23001b", time.Date(2026, 12, 1, 6, 0, 0, 0, time.UTC)}

// TestAProgramIsTheSameWhereverItsSourceLies builds it in two folders.
func TestAProgramIsTheSameWhereverItsSourceLies(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program twice")
	}
	t.Chdir("../..")
	var programs [2][]byte
	for i := range programs {
		bin := filepath.Join(t.TempDir(), "dossier")
		if i == 1 { // from a folder of another name, which has no git
			elsewhere := t.TempDir()
			for _, part := range []string{"generator", "templates"} {
				if err := os.CopyFS(filepath.Join(elsewhere, part), os.DirFS(part)); err != nil {
					t.Fatal(err)
				}
			}
			for _, name := range []string{"go.mod", "go.sum"} {
				data, err := os.ReadFile(name)
				if err == nil {
					err = os.WriteFile(filepath.Join(elsewhere, name), data, 0o644)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			t.Chdir(elsewhere)
		}
		if err := build(bin, runtime.GOOS, runtime.GOARCH, at); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(bin, "--version").Output()
		if want := "dossier v1.2.3 (" + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH + ")\n"; err != nil || string(out) != want {
			t.Errorf("%q, %v, want %q", out, err, want)
		}
		if programs[i], err = os.ReadFile(bin); err != nil {
			t.Fatal(err)
		}
		info, err := buildinfo.ReadFile(bin)
		if err != nil {
			t.Fatal(err)
		}
		data, err := parts(info, at, programs[i])
		if err != nil {
			t.Fatal(err)
		}
		var b bill
		if err := json.Unmarshal(data, &b); err != nil {
			t.Fatal(err)
		}
		refs := map[string]bool{}
		for _, c := range b.Components {
			refs[c.Name] = true
			if c.Version == "" || c.PURL != c.Ref {
				t.Errorf("a part is %+v", c)
			}
		}
		if len(refs) != len(info.Deps)+1 || !refs["github.com/spf13/cobra"] || !refs["std"] || refs["github.com/chromedp/chromedp"] || len(b.Dependencies[0].On) != len(refs) {
			t.Errorf("the parts are %v", refs)
		}
	}
	if !bytes.Equal(programs[0], programs[1]) {
		t.Error("the two programs differ")
	}
}

func TestArchivesHoldWhatTheyShouldAndNoMore(t *testing.T) {
	files := []file{{"README.md", []byte("read"), 0o644}, {"dossier", []byte("run"), 0o755}, {"man/dossier.1", nil, 0o644}}
	want := "n/README.md 644 read\nn/dossier 755 run\nn/man/dossier.1 644 \n"
	for name, pack := range map[string]func(string, []file, time.Time) ([]byte, error){"tar": tarball, "zip": zipped} {
		data, err := pack("n", files, at.time)
		if err != nil {
			t.Fatal(err)
		}
		t.Setenv("TZ", "Asia/Tokyo")
		again, _ := pack("n", files, at.time)
		if !bytes.Equal(data, again) {
			t.Errorf("%s: two times make two archives", name)
		}
		var got strings.Builder
		add := func(name string, mode os.FileMode, when time.Time, r io.Reader) {
			text, err := io.ReadAll(r)
			if err != nil || !when.Equal(at.time) {
				t.Errorf("%s: %v, %v", name, err, when)
			}
			got.WriteString(name + " " + strings.TrimLeft(octal(mode.Perm()), "0") + " " + string(text) + "\n")
		}
		switch name {
		case "tar":
			z, err := gzip.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			for r := tar.NewReader(z); ; {
				h, err := r.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil || h.Uid != 0 || h.Uname != "" {
					t.Fatal(h, err)
				}
				add(h.Name, h.FileInfo().Mode(), h.ModTime, r)
			}
		case "zip":
			r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.File {
				body, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				add(f.Name, f.Mode(), f.Modified, body)
			}
		}
		if got.String() != want {
			t.Errorf("%s:\n%swant\n%s", name, got.String(), want)
		}
	}
}

func octal(mode os.FileMode) string {
	return string([]byte{'0' + byte(mode>>6), '0' + byte(mode>>3&7), '0' + byte(mode&7)})
}

// TestAReleaseClearsOnlyWhatIsItsOwn looks at the folder that it writes into.
func TestAReleaseClearsOnlyWhatIsItsOwn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dist")
	if err := clear(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"dossier_1.0.0_linux_amd64.tar.gz", "SHA256SUMS", "mine.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := clear(dir); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 || left[0].Name() != "mine.txt" {
		t.Errorf("left are %v, %v", left, err)
	}
}
