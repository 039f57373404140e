package render

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/parallel"
)

// parsed are the templates of a folder, as they were written.
type parsed struct {
	files   folder
	shipped folder                 // to tell what an editor's file took the place of
	trees   map[string]definitions // by file
	lost    bool                   // a part could not be parsed, and nothing stands in for it
	words   *Words                 // nil where the file of words could not be read
	types   map[string]any
	diags   []diag.Diagnostic
}

// definitions are the templates of a file by their names; the file itself is
// one of them.
type definitions map[string]*parse.Tree

// parseFile parses a file of templates. Functions are looked up later, so that
// one that does not exist keeps nobody from seeing the rest.
func parseFile(name string, data []byte) (definitions, error) {
	t := parse.New(name)
	t.Mode = parse.SkipFuncCheck
	out := definitions{}
	_, err := t.Parse(string(data), "", "", out)
	return out, err
}

// parseAll parses every template of files. A file of the editor's that does
// not parse is reported, and that of the program stands in for it, so that the
// others can be checked.
func parseAll(shipped, own folder, types map[string]any) *parsed {
	p := &parsed{files: shipped.over(own), shipped: shipped, trees: map[string]definitions{}, types: types}
	for _, name := range p.files.names(isTemplate) {
		trees, err := parseFile(name, p.files[name].Data)
		if err != nil {
			p.diags = append(p.diags, unparsed(p.files[name], err))
			if p.files[name] == shipped[name] || shipped[name] == nil {
				p.lost = true
				continue
			}
			p.files[name] = shipped[name]
			if trees, err = parseFile(name, shipped[name].Data); err != nil {
				p.lost = true
				continue
			}
		}
		p.trees[name] = trees
	}
	return p
}

var parseMessage = regexp.MustCompile(`(?s)^template: .*?:(\d+): (.*)$`)

// unparsed turns an error of the parser into a diagnostic.
func unparsed(f *file, err error) diag.Diagnostic {
	line, message := 1, err.Error()
	if m := parseMessage.FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = m[2]
	}
	hint := "every {{if}}, {{with}}, {{range}} and {{define}} needs its {{end}}, and every {{ its }}"
	if strings.HasPrefix(message, "undefined variable") {
		hint = "a variable is known from {{$name := …}} to the {{end}} of what it stands in"
	}
	return f.onLine(line, message, hint)
}

// onLine returns an error for a whole line of f, without the white space
// around it.
func (f *file) onLine(line int, message, hint string) diag.Diagnostic {
	last := f.Line(len(f.Data))
	start := f.LineStart(max(1, min(line, last)))
	text, _, _ := strings.Cut(string(f.Data[start:]), "\n")
	trimmed := strings.TrimSpace(text)
	start += strings.Index(text, trimmed)
	return f.At(start, start+len(trimmed), diag.Error, diag.Template, message, hint)
}

// common are the files whose templates every page has.
func (p *parsed) common() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(p.trees)), isPage)
}

// check reports everything that is wrong with the templates, without running
// one.
func (p *parsed) check() []diag.Diagnostic {
	p.duplicates()
	p.frameless()
	p.unused()
	p.unknownWords()
	found := map[string]bool{}
	add := func(d diag.Diagnostic) {
		// A part is checked with each page that uses it, and says the same each time.
		place := fmt.Sprint(d.File, ":", d.Line, ":", d.Column)
		if d.Line == 0 {
			place += d.Message
		}
		if !found[place] {
			found[place] = true
			p.diags = append(p.diags, d)
		}
	}
	names := slices.Sorted(maps.Keys(p.types))
	pages := make([][]diag.Diagnostic, len(names))
	parallel.Each(len(names), func(i int) { pages[i] = p.checkPage(names[i], p.types[names[i]]) })
	for _, d := range slices.Concat(pages...) {
		add(d)
	}
	// What no page reaches has no type to be checked with, and its functions
	// are looked up all the same.
	for _, d := range p.unknownFunctions() {
		add(d)
	}
	return p.diags
}

// frameless reports a frame without the place in which a page stands: every
// page would look the same.
func (p *parsed) frameless() {
	all := definitions{}
	for _, name := range p.common() {
		maps.Copy(all, p.trees[name])
	}
	c := &pageCheck{trees: map[string]*parse.Tree{}}
	c.reach(base, all)
	for _, tree := range c.trees {
		if slices.ContainsFunc(calls(tree), func(n *parse.TemplateNode) bool { return n.Name == "main" }) {
			return
		}
	}
	if !p.lost {
		p.diags = append(p.diags, p.files[base].at(0, 0, `this file does not use "main", which is what a page shows`,
			`write {{template "main" .}} where it is to stand`))
	}
}

// unknownFunctions reports the functions that the editor's templates call and
// nobody has.
func (p *parsed) unknownFunctions() []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, name := range slices.Sorted(maps.Keys(p.trees)) {
		f := p.files[name]
		if !f.own {
			continue
		}
		for _, t := range slices.Sorted(maps.Keys(p.trees[name])) {
			walk(p.trees[name][t].Root, func(n parse.Node) {
				if id, ok := n.(*parse.IdentifierNode); ok && !slices.Contains(functions(), id.Ident) {
					message, hint := explainFunction(id.Ident)
					start, end := mark(f.Data, int(id.Pos), "")
					out = append(out, f.At(start, end, diag.Error, diag.Template, message, hint))
				}
			})
		}
	}
	return out
}

// duplicates reports templates that two files define for all pages.
func (p *parsed) duplicates() {
	first := map[string]string{}
	for _, name := range p.common() {
		for _, t := range slices.Sorted(maps.Keys(p.trees[name])) {
			other, twice := first[t]
			if !twice {
				first[t] = name
				continue
			}
			at := name
			if !p.files[at].own {
				at, other = other, at
			}
			f := p.files[at]
			d := f.onLine(lineOf(f, p.trees[at][t]), fmt.Sprintf("%s defines %q too", p.files[other].Name, t), "")
			d.Hint = diag.Say(fmt.Sprintf("give yours another name, or change %s in a copy: ", other)).Run(diag.Command{Name: "templates eject", Args: []string{other}})
			p.diags = append(p.diags, d)
		}
	}
}

// lineOf returns the line on which a template of f begins.
func lineOf(f *file, t *parse.Tree) int {
	line := f.Line(min(int(t.Root.Pos), len(f.Data)))
	return line
}

// unused reports the editor's own parts that no other file uses, and what
// stands outside of the templates of a file, which nothing shows.
func (p *parsed) unused() {
	used := map[string]map[string]bool{} // names of templates, and the files that use them
	for name, trees := range p.trees {
		for _, tree := range trees {
			walk(tree.Root, func(n parse.Node) {
				if t, ok := n.(*parse.TemplateNode); ok {
					if used[t.Name] == nil {
						used[t.Name] = map[string]bool{}
					}
					used[t.Name][name] = true
				}
			})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.trees)) {
		if p.files[name].own && name != base && used[name] == nil {
			p.outside(name)
		}
	}
	for _, name := range p.files.names(isPart) {
		f := p.files[name]
		if !f.own || p.shipped[name] != nil || p.trees[name] == nil {
			continue
		}
		inUse := false
		for t := range p.trees[name] {
			for by := range used[t] {
				inUse = inUse || by != name
			}
		}
		if inUse {
			continue
		}
		hint := `use one of its templates in another file: {{template "name" .}}`
		if near, ok := Nearest(name, slices.Collect(maps.Keys(p.shipped))); ok {
			hint = fmt.Sprintf("did you mean %s? If not, %s", near, hint)
		}
		p.diags = append(p.diags, diag.Diagnostic{
			File: f.Name, Severity: diag.Warning, Code: diag.TemplateUnused,
			Message: "this takes the place of none of the program's, and no template uses it", Hint: diag.Say(hint),
		})
	}
}

// define is the beginning of a template in a file.
var define = regexp.MustCompile(`\{\{-?\s*(?:define|block)\b`)

// outside reports what stands in a file outside of its templates: once for all
// that stands between two of them.
func (p *parsed) outside(name string) {
	f, trees := p.files[name], p.trees[name]
	if isPage(name) && trees["main"] == nil {
		return // it is said that the page shows nothing
	}
	last := -1
	for _, n := range trees[name].Root.Nodes {
		start := int(n.Position())
		switch n := n.(type) {
		case *parse.TextNode:
			start += len(n.Text) - len(bytes.TrimLeftFunc(n.Text, unicode.IsSpace))
			if len(bytes.TrimSpace(n.Text)) == 0 {
				continue
			}
		case *parse.TemplateNode:
			if trees[n.Name] != nil {
				continue // a {{block}}, which defines what it uses
			}
		}
		if last >= 0 && !define.Match(f.Data[last:start]) {
			last = start
			continue
		}
		last = start
		line := f.Line(start)
		hint := `put it between a {{define "name"}} and its {{end}}`
		if isPage(name) {
			hint = `put it between {{define "main"}} and its {{end}}`
		}
		d := f.onLine(line, "this stands outside of {{define}} and is shown nowhere", hint)
		d.Severity, d.Code = diag.Warning, diag.TemplateUnused
		p.diags = append(p.diags, d)
	}
}

// unknownWords reports words that templates ask for and no file has.
func (p *parsed) unknownWords() {
	if p.words == nil {
		return
	}
	known := p.words.Keys()
	for _, name := range slices.Sorted(maps.Keys(p.trees)) {
		f := p.files[name]
		for _, w := range p.wordsOf(name) {
			if known[w.Text] {
				continue
			}
			hint := "put it into " + strings.TrimSuffix(f.Name, f.name) + wordsFile(p.words.language)
			if near, ok := meant.Nearest(w.Text, slices.Collect(maps.Keys(known))); ok {
				hint = fmt.Sprintf("did you mean %q? Else %s", near, hint)
			}
			p.diags = append(p.diags, f.at(int(w.Position()), len(w.Quoted), fmt.Sprintf("there is no word %q", w.Text), hint))
		}
	}
}

// wordsOf returns the words that the templates of a file ask for by name.
func (p *parsed) wordsOf(name string) []*parse.StringNode {
	var out []*parse.StringNode
	for _, t := range slices.Sorted(maps.Keys(p.trees[name])) {
		walk(p.trees[name][t].Root, func(n parse.Node) {
			c, ok := n.(*parse.CommandNode)
			if !ok || len(c.Args) < 2 {
				return
			}
			function, ok := c.Args[0].(*parse.IdentifierNode)
			if text, literal := c.Args[1].(*parse.StringNode); ok && literal && (function.Ident == "word" || function.Ident == "count") {
				out = append(out, text)
			}
		})
	}
	return out
}

// at returns an error for length bytes of f.
func (f *file) at(start, length int, message, hint string) diag.Diagnostic {
	return f.At(start, start+length, diag.Error, diag.Template, message, hint)
}
