package site_test

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"dossier/generator/internal/site"
	"dossier/templates"
)

func TestEveryTemplateIsCheckedWithWhatItIsHanded(t *testing.T) {
	types := site.Templates()
	s, _, _ := plan(t, "testdata/small.txtar", nil)
	for _, p := range s.Pages() {
		if got, want := reflect.TypeOf(s.Data(p)), reflect.TypeOf(types[p.Template]); got != want {
			t.Errorf("%s.html is handed a %v, and checked with a %v", p.Template, got, want)
		}
	}
	files, err := fs.Glob(templates.Files, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(file, ".html"); name != "base" && types[name] == nil {
			t.Errorf("%s is checked with nothing", file)
		}
	}
	for name := range types {
		if strings.HasPrefix(name, "parts/") {
			continue
		}
		if _, err := fs.Stat(templates.Files, name+".html"); err != nil {
			t.Errorf("there is no %s.html: %v", name, err)
		}
	}
}
