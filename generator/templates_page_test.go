package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"html/template"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/casefile"
	"dossier/generator/internal/site"
)

// TestTemplatesPageIsFresh compares docs/templates.md with the types that it is
// made from.
func TestTemplatesPageIsFresh(t *testing.T) {
	p := typesPage{t: t, comments: map[string]map[string]string{}, names: map[string]reflect.Type{}}
	casefile.File(t, "../docs/templates.md", p.String())
}

// typesPage makes docs/templates.md: what each template is handed, from the
// types of it, and the comments on them in their source files.
type typesPage struct {
	t        *testing.T
	comments map[string]map[string]string // by package, then by "Type", "Type.Field" or "Type.Method"
	names    map[string]reflect.Type      // the types that have a section, by name
	waiting  []reflect.Type
}

func (p *typesPage) String() string {
	var b strings.Builder
	b.WriteString(`<!-- Made from the types of generator/internal/site: go test ./generator -run TemplatesPage -update -->

# What templates are handed

Templates are those of Go (` + "`html/template`" + `). Each is handed one value, ` + "`.`" + `, whose type stands here, with its fields and
what a template may call on it; a row without a name takes in all that another type has. Texts are escaped where they
are put in; HTML is put in as it is. Links are relative to the page. Besides the functions of Go's templates there are
` + "`word`" + ` and ` + "`count`" + `, which take a key of ` + "`words/*.yaml`" + `. A template that asks for anything else is an error with its place.

| template | is handed |
|---|---|
`)
	handed := site.Templates()
	for _, name := range slices.Sorted(maps.Keys(handed)) {
		fmt.Fprintf(&b, "| `%s.html` | %s |\n", name, p.written(reflect.TypeOf(handed[name])))
	}
	var sections []reflect.Type
	for len(p.waiting) > 0 {
		next := p.waiting[0]
		p.waiting = p.waiting[1:]
		sections = append(sections, next)
		p.fields(next) // asks for the types that it holds
	}
	slices.SortFunc(sections, func(x, y reflect.Type) int { return cmp.Compare(x.Name(), y.Name()) })
	for _, of := range sections {
		fmt.Fprintf(&b, "\n## %s\n\n", of.Name())
		if about := p.comment(of, of.Name()); about != "" {
			b.WriteString(about + "\n\n")
		}
		b.WriteString("| | | |\n|---|---|---|\n" + p.fields(of))
	}
	return b.String()
}

// fields returns the rows of a type: its fields, then its methods.
func (p *typesPage) fields(of reflect.Type) string {
	var b strings.Builder
	row := func(name, is, about string) {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", name, is, strings.ReplaceAll(strings.Join(strings.Fields(about), " "), "|", `\|`))
	}
	for i := range of.NumField() {
		f := of.Field(i)
		switch {
		case f.Anonymous:
			row("", "all of "+p.written(f.Type), p.comment(of, of.Name()+"."+f.Name))
		case f.IsExported():
			row("`."+f.Name+"`", p.written(f.Type), p.comment(of, of.Name()+"."+f.Name))
		}
	}
	pointer := reflect.PointerTo(of)
	for i := range pointer.NumMethod() {
		m := pointer.Method(i)
		about := p.comment(of, of.Name()+"."+m.Name)
		if about == "" || m.Type.NumOut() == 0 {
			continue // of a type that is a part of it, or nothing to show
		}
		takes, callable := "", true
		for j := 1; j < m.Type.NumIn(); j++ {
			callable = callable && m.Type.In(j).Kind() != reflect.Func
			takes += " " + p.written(m.Type.In(j))
		}
		if !callable {
			continue // a template has no function to hand over
		}
		row("`."+m.Name+"`"+takes, p.written(m.Type.Out(0)), about)
	}
	return b.String()
}

// written returns what a type is, with a link where it has a section.
func (p *typesPage) written(of reflect.Type) string {
	switch {
	case of == reflect.TypeFor[template.HTML]():
		return "HTML"
	case of.PkgPath() == "html/template":
		return strings.ToLower(of.Name())
	}
	switch of.Kind() {
	case reflect.Pointer:
		return p.written(of.Elem())
	case reflect.Slice, reflect.Array:
		return "list of " + p.written(of.Elem())
	case reflect.Map:
		return "map from " + p.written(of.Key()) + " to " + p.written(of.Elem())
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64, reflect.Float64:
		return "number"
	case reflect.Struct:
		if !strings.HasPrefix(of.PkgPath(), "dossier/") {
			return "`" + of.String() + "`"
		}
		if p.names[of.Name()] == nil {
			p.names[of.Name()] = of
			p.waiting = append(p.waiting, of)
		} else if p.names[of.Name()] != of {
			p.t.Errorf("two types that templates are handed are called %s", of.Name())
		}
		return fmt.Sprintf("[%s](#%s)", of.Name(), strings.ToLower(of.Name()))
	}
	return of.Kind().String()
}

// comment returns the comment on a type of the package of a type, or on a field
// or method of it.
func (p *typesPage) comment(of reflect.Type, name string) string {
	if p.comments[of.PkgPath()] == nil {
		p.comments[of.PkgPath()] = p.read(strings.TrimPrefix(of.PkgPath(), "dossier/generator/"))
	}
	return strings.TrimSpace(p.comments[of.PkgPath()][name])
}

// read returns the comments in the files of a package.
func (p *typesPage) read(folder string) map[string]string {
	out := map[string]string{}
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(paths) == 0 {
		p.t.Fatalf("no files in %s (%v)", folder, err)
	}
	for _, name := range paths {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			p.t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments)
		if err != nil {
			p.t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv != nil && d.Name.IsExported() {
					receiver := d.Recv.List[0].Type
					if star, ok := receiver.(*ast.StarExpr); ok {
						receiver = star.X
					}
					if named, ok := receiver.(*ast.Ident); ok {
						out[named.Name+"."+d.Name.Name] = d.Doc.Text()
					}
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					s, ok := s.(*ast.TypeSpec)
					if !ok {
						continue
					}
					out[s.Name.Name] = cmp.Or(s.Doc.Text(), d.Doc.Text())
					structure, ok := s.Type.(*ast.StructType)
					if !ok {
						continue
					}
					for _, f := range structure.Fields.List {
						about := cmp.Or(f.Comment.Text(), f.Doc.Text())
						for _, n := range f.Names {
							out[s.Name.Name+"."+n.Name] = about
						}
						embedded, ok := f.Type.(*ast.Ident)
						if foreign, of := f.Type.(*ast.SelectorExpr); of {
							embedded, ok = foreign.Sel, true
						}
						if ok && len(f.Names) == 0 {
							out[s.Name.Name+"."+embedded.Name] = about
						}
					}
				}
			}
		}
	}
	return out
}
