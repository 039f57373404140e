// Package dossiertest reads files into a dossier, for the tests of all that is
// made of one.
package dossiertest

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"github.com/spf13/afero"
	"golang.org/x/tools/txtar"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
)

// Folder returns a folder in memory with files, by their paths.
func Folder(t testing.TB, files map[string]string) afero.Fs {
	t.Helper()
	folder := afero.NewMemMapFs()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := afero.WriteFile(folder, name, []byte(files[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// Files returns the files of an archive, by their paths.
func Files(archive []txtar.File) map[string]string {
	out := map[string]string{}
	for _, f := range archive {
		out[f.Name] = string(f.Data)
	}
	return out
}

// Read reads a content folder, which is called "content".
func Read(t testing.TB, folder afero.Fs) (*dossier.Dossier, []diag.Diagnostic) {
	t.Helper()
	d, diags, err := content.Read(context.Background(), folder, content.Options{Name: "content"})
	if err != nil {
		t.Fatal(err)
	}
	return d, diags
}

// Resolve reads a content folder in which nothing is an error, and finds what
// its notes cite.
func Resolve(t testing.TB, folder afero.Fs) (*dossier.Dossier, *anchor.Evidence) {
	t.Helper()
	d, diags := Read(t, folder)
	evidence, more := anchor.Resolve(d)
	for _, x := range diag.Errors(append(diags, more...)) {
		t.Fatalf("%s:%d: %s", x.File, x.Line, x.Message)
	}
	return d, evidence
}

// Shipped returns the folder of the dossier that comes with the program. up
// leads from the folder of the test to the top of the house.
func Shipped(t testing.TB, up string) afero.Fs {
	t.Helper()
	view, closer, err := content.Open(filepath.Join(up, "content"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = closer() })
	return view
}
