package render

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"

	"github.com/jba/templatecheck"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/meant"
)

// A pageCheck checks the templates that one page is made of against the type
// of its data.
//
// The check of package templatecheck is strict: it knows the type of every
// value, and ends with the first error. So that all are found, the action that
// an error stands in is cut out and the rest is checked again. It also wants
// each template to be called with one type: one that is called with a second
// type is parsed once more, under another name.
type pageCheck struct {
	p        *parsed
	root     string // the template that the page begins with
	set      *template.Template
	trees    map[string]*parse.Tree // that the page is made of, by the name that the set knows
	known    []string               // the parts that there are
	problems []problem
}

// A problem is an error of the check.
type problem struct {
	file    string // relative to the folder
	offset  int
	tree    string // the template that it stands in, as the set knows it
	message string
}

// noData is what a template has that is called without anything.
type noData struct{}

// withoutData is the function that stands for it while templates are checked.
const withoutData = "_nothing"

// separator stands between the name of a template and its second type.
const separator = "\x00"

// checkMessage is a message of package templatecheck: the name under which the
// file was parsed, line, column in bytes from 0, and what is wrong.
var checkMessage = regexp.MustCompile(`(?s)^template: (.*?):(\d+):(\d+): checking ".*?" at <.*?>: (.*)$`)

var secondType = regexp.MustCompile(`^inconsistent types for template .* and (\S+)$`)

// checkPage checks the page called name, or the part that a name in parts/
// stands for, with data.
func (p *parsed) checkPage(name string, data any) []diag.Diagnostic {
	root, files := base, p.common()
	if part, ok := strings.CutPrefix(name, partsFolder+"/"); ok {
		root = part
	} else {
		page := name + ".html"
		if p.trees[page] == nil {
			return nil // it did not parse
		}
		if p.trees[page]["main"] == nil {
			return []diag.Diagnostic{p.files[page].at(0, 0, `this page does not define "main"`,
				`put what it shows between {{define "main"}} and {{end}}`)}
		}
		files = append(files, page)
	}
	c := &pageCheck{p: p, root: root, trees: map[string]*parse.Tree{}}
	all := definitions{}
	for _, f := range files {
		maps.Copy(all, p.trees[f])
	}
	if all[root] == nil {
		return c.missing(root, nil)
	}
	c.reach(root, all)
	c.known = slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(name string) bool {
		return name == "main" || all[name].ParseName == name // a file as such
	})
	c.build()
	err := c.run(data)
	if err != nil {
		// Most pages have no error. Those that have get trees that can be cut.
		c.detach()
		err = c.run(data)
	}
	for err != nil && c.step(err.Error()) {
		err = c.run(data)
	}
	var diags []diag.Diagnostic
	for _, x := range c.problems {
		diags = append(diags, c.diagnose(x, reflect.TypeOf(data))...)
	}
	return diags
}

// reach adds the template called name, and those that it calls, to the trees.
func (c *pageCheck) reach(name string, all definitions) {
	if c.trees[name] != nil || all[name] == nil {
		return
	}
	c.trees[name] = all[name]
	for _, call := range calls(all[name]) {
		c.reach(call.Name, all)
	}
}

// build makes the set of the trees.
func (c *pageCheck) build() {
	var w *Words // for the types of its methods; they are not called
	c.set = template.New("").Funcs(template.FuncMap{
		"word": w.Word, "count": w.Count, withoutData: func() noData { return noData{} },
	})
	for _, name := range slices.Sorted(maps.Keys(c.trees)) {
		template.Must(c.set.AddParseTree(name, c.trees[name])) // fails for a template that was executed
	}
}

// detach gives the check trees of its own.
func (c *pageCheck) detach() {
	for name, tree := range c.trees {
		c.trees[name] = tree.Copy()
		complete(c.trees[name])
	}
	c.build()
}

// run checks the set. An error that is no checkMessage says that the check
// itself could not go on.
func (c *pageCheck) run(data any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("check template: %v", r)
		}
	}()
	return templatecheck.CheckTextStrict(c.set.Lookup(c.root), data)
}

// step notes what an error of the check says and changes the trees so that it
// gets further. It reports whether it could.
func (c *pageCheck) step(text string) bool {
	m := checkMessage.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	parseName, message := m[1], m[4]
	line, _ := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3])
	file, _, _ := strings.Cut(parseName, separator)
	offset := c.p.files[file].LineStart(line) + column
	second := secondType.FindStringSubmatch(message)
	for _, name := range slices.Sorted(maps.Keys(c.trees)) {
		tree := c.trees[name]
		if tree.ParseName != parseName {
			continue
		}
		if second != nil {
			if c.split(tree, offset, second[1]) {
				return true
			}
			continue
		}
		if !cutAction(tree.Root, offset) {
			continue
		}
		// The parser knows every variable; one that is missing was cut.
		if !strings.HasPrefix(message, "undefined variable") {
			c.problems = append(c.problems, problem{file, offset, name, message})
		}
		return true
	}
	if second == nil {
		c.problems = append(c.problems, problem{file, offset, "", message})
	}
	return false
}

// split gives the call at an offset of tree a template of its own, named for
// the type it is called with.
func (c *pageCheck) split(tree *parse.Tree, offset int, second string) bool {
	for _, call := range calls(tree) {
		if !standsAt(call, offset) {
			continue
		}
		plain, _, _ := strings.Cut(call.Name, separator)
		name := plain + separator + second
		if call.Name == name {
			return false
		}
		if c.trees[name] == nil {
			file, _, _ := strings.Cut(c.trees[plain].ParseName, separator)
			// Under a parse name of its own, so that its errors are told apart.
			trees, err := parseFile(file+separator+second, c.p.files[file].Data)
			if err != nil {
				return false
			}
			c.trees[name] = trees[plain]
			complete(trees[plain])
			template.Must(c.set.AddParseTree(name, trees[plain]))
		}
		call.Name = name
		return true
	}
	return false
}

// diagnose turns a problem into diagnostics. page is the type of the page's
// data.
func (c *pageCheck) diagnose(x problem, page reflect.Type) []diag.Diagnostic {
	f := c.p.files[x.file]
	if m := undefinedTemplate.FindStringSubmatch(x.message); m != nil {
		name, err := strconv.Unquote(m[1])
		if err != nil {
			name = m[1]
		}
		if c.p.lost {
			return nil // the file that defines it did not parse
		}
		return c.missing(name, &x)
	}
	start, end := mark(f.Data, x.offset, "")
	message, hint := x.message, ""
	if m := noField.FindStringSubmatch(x.message); m != nil {
		start, end = mark(f.Data, x.offset, "."+m[1])
		message, hint = explainField(m[1], typeNamed(page, m[2]), m[2], page, x.tree == "main")
	} else if m := noFunction.FindStringSubmatch(x.message); m != nil {
		message, hint = explainFunction(m[1])
	} else if m := noRange.FindStringSubmatch(x.message); m != nil {
		message = fmt.Sprintf("{{range}} goes through a list, and this is %s", kindOf(typeNamed(page, m[1]), m[1]))
		hint = "for one value write {{with}}"
	}
	if strings.HasPrefix(x.message, "and/or args must have same type") {
		message, hint = "these values are of different kinds, and one of them is what this gives", "one {{with}} for each; in {{if}} they may differ"
	}
	d := f.At(start, end, diag.Error, diag.Template, message, hint)
	if f.own {
		return []diag.Diagnostic{d}
	}
	return c.blame(x, d)
}

// blame moves a problem in a part of the program to the calls in the editor's
// files that hand it what it cannot show.
func (c *pageCheck) blame(x problem, d diag.Diagnostic) []diag.Diagnostic {
	var out []diag.Diagnostic
	seen := map[string]bool{}
	var visit func(callee string)
	visit = func(callee string) {
		if seen[callee] {
			return
		}
		seen[callee] = true
		for _, name := range slices.Sorted(maps.Keys(c.trees)) {
			for _, call := range calls(c.trees[name]) {
				if call.Name != callee {
					continue
				}
				file, _, _ := strings.Cut(c.trees[name].ParseName, separator)
				f := c.p.files[file]
				if !f.own {
					visit(name)
					continue
				}
				plain, _, _ := strings.Cut(callee, separator)
				start, end := mark(f.Data, int(call.Position()), "")
				moved := f.At(start, end, diag.Error, diag.Template, fmt.Sprintf("the part %q cannot show what it is handed here: %s", plain, d.Message), "")
				moved.Hint = d.Hint
				moved.Related = []diag.Place{{File: d.File, Line: d.Line, Column: d.Column, Message: "it asks for this"}}
				out = append(out, moved)
			}
		}
	}
	visit(x.tree)
	if len(out) == 0 {
		return []diag.Diagnostic{d}
	}
	return out
}

// missing says that there is no template called name, which x, if any, asks
// for. Where the editor's copy of a file lacks a template of the original, it
// is the copy that has to change.
func (c *pageCheck) missing(name string, x *problem) []diag.Diagnostic {
	for _, file := range c.p.files.names(isTemplate) {
		original := c.p.shipped[file]
		if !c.p.files[file].own || original == nil {
			continue
		}
		trees, err := parseFile(file, original.Data)
		if err != nil || trees[name] == nil {
			continue
		}
		d := c.p.files[file].at(0, 0, fmt.Sprintf("this file no longer defines %q, which other templates use", name), "")
		d.Hint = diag.Hint(nil).Run(diag.Command{Name: "templates diff", Args: []string{file}}).Say(" shows what it had")
		if x != nil {
			f := c.p.files[x.file]
			line, column := f.Position(x.offset)
			d.Related = []diag.Place{{File: f.Name, Line: line, Column: column, Message: "it is used here"}}
		}
		return []diag.Diagnostic{d}
	}
	if x == nil {
		return []diag.Diagnostic{{File: name, Severity: diag.Error, Code: diag.Template, Message: fmt.Sprintf("no file defines the template %q", name)}}
	}
	hint := meant.Suggest(name, c.known, "%q", "there are "+listed(c.known, ", "))
	f := c.p.files[x.file]
	start, end := mark(f.Data, x.offset, "")
	return []diag.Diagnostic{f.At(start, end, diag.Error, diag.Template, fmt.Sprintf("there is no part %q", name), hint)}
}

// atMost is how many names a hint lists.
const atMost = 40

// listed joins names with sep; of many, the first, and how many more there are.
func listed(names []string, sep string) string {
	if len(names) <= atMost {
		return strings.Join(names, sep)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:atMost/2], sep), len(names)-atMost/2)
}

// The messages of package templatecheck that have a mend.
var (
	noField           = regexp.MustCompile(`^can't use field (\S+) in type (.+)$`)
	noFunction        = regexp.MustCompile(`^"(.*)" is not a defined function$`)
	noRange           = regexp.MustCompile(`^range can't iterate over type (.+)$`)
	undefinedTemplate = regexp.MustCompile(`(?s)^template (".*") not defined$`)
)

// builtins are the functions that html/template has.
var builtins = []string{
	"and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf", "println", "slice", "urlquery",
}

// functions are all that a template can call.
func functions() []string { return append([]string{"word", "count"}, builtins...) }

// explainFunction says that there is no function, and which there are.
func explainFunction(name string) (message, hint string) {
	return fmt.Sprintf("there is no function %q", name),
		meant.Suggest(name, functions(), "%s", "there are word, count, and those of Go's templates: "+strings.Join(builtins, ", "))
}

// explainField says that there is no field in a type, and which there are.
func explainField(field string, t reflect.Type, typeName string, page reflect.Type, isPage bool) (message, hint string) {
	if t == nil || t.Kind() != reflect.Struct {
		if typeName == reflect.TypeFor[noData]().String() {
			return fmt.Sprintf("there is no .%s where nothing is handed over", field), `write {{template "name" .}}, with what it shows after its name`
		}
		what := kindOf(t, typeName)
		hint = "{{.}} is the value itself"
		if t != nil && t.Kind() == reflect.Slice {
			hint = "{{range}} goes through a list"
		}
		if isPage {
			hint += pageHas(field, page)
		}
		return fmt.Sprintf("%s has no .%s", what, field), hint
	}
	known := fieldsOf(t)
	hint = meant.Suggest(field, known, ".%s", "there are ."+listed(known, ", ."))
	if isPage && t != indirect(page) {
		hint += pageHas(field, page)
	}
	return fmt.Sprintf("%s has no .%s", kindOf(t, typeName), field), hint
}

// pageHas says how to reach a field of the page inside {{with}} and {{range}}.
func pageHas(field string, page reflect.Type) string {
	if slices.Contains(fieldsOf(indirect(page)), field) {
		return fmt.Sprintf("; the page has it: $.%s", field)
	}
	return ""
}

// kindOf says what a type is: "a list", or by its name "QuotePage".
func kindOf(t reflect.Type, name string) string {
	if t == nil {
		return name
	}
	switch t.Kind() {
	case reflect.Struct:
		return t.Name()
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "yes or no"
	case reflect.Int, reflect.Int64, reflect.Float64:
		return "a number"
	}
	return name
}

// fieldsOf returns what a template can ask a struct for: its own fields as they
// are declared, then those of what is embedded in it, then its methods.
func fieldsOf(t reflect.Type) []string {
	var out []string
	fields := reflect.VisibleFields(t)
	slices.SortStableFunc(fields, func(a, b reflect.StructField) int { return len(a.Index) - len(b.Index) })
	for _, f := range fields {
		if f.IsExported() && !f.Anonymous {
			out = append(out, f.Name)
		}
	}
	for m := range reflect.PointerTo(t).NumMethod() {
		out = append(out, reflect.PointerTo(t).Method(m).Name)
	}
	return out
}

func indirect(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// typeNamed returns the type called name that can be reached from root, nil if
// there is none.
func typeNamed(root reflect.Type, name string) reflect.Type {
	seen := map[reflect.Type]bool{}
	var found reflect.Type
	var visit func(t reflect.Type)
	visit = func(t reflect.Type) {
		if found != nil || seen[t] {
			return
		}
		seen[t] = true
		if t.String() == name {
			found = t
			return
		}
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			visit(t.Elem())
		case reflect.Struct:
			for _, f := range reflect.VisibleFields(t) {
				visit(f.Type)
			}
		}
	}
	visit(root)
	for _, t := range []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[bool]()} {
		visit(t)
	}
	return found
}

// mark returns the bytes to mark for an error at an offset: the name or the
// text that stands there, or what of it is called name.
func mark(data []byte, offset int, name string) (start, end int) {
	if offset < len(data) && data[offset] == '"' {
		if i := strings.IndexByte(string(data[offset+1:]), '"'); i >= 0 {
			return offset, offset + i + 2
		}
	}
	part := func(i int) bool {
		c := data[i]
		return c == '.' || c == '$' || c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
	}
	for start = offset; start > 0 && part(start-1); start-- {
	}
	for end = offset; end < len(data) && part(end); end++ {
	}
	for at := start; name != ""; at++ {
		i := strings.Index(string(data[at:end]), name)
		if i < 0 {
			break
		}
		at += i
		if after := at + len(name); after == end || data[after] == '.' {
			return at, after
		}
	}
	return start, end
}
