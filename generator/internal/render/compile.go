package render

import (
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"dossier/generator/internal/parallel"
	"dossier/generator/internal/render/program"
)

// copies returns copies of all templates as they were written, by their files:
// html/template changes what it escapes.
func (p *parsed) copies() map[string]definitions {
	out := map[string]definitions{}
	for file, trees := range p.trees {
		out[file] = definitions{}
		for name, tree := range trees {
			out[file][name] = tree.Copy()
		}
	}
	return out
}

// compile makes programs of the escaped templates. unescaped are the templates
// as they were written. A template of which none can be made is run by
// html/template.
func (r *Renderer) compile(unescaped map[string]definitions, types map[string]any) {
	names := slices.Sorted(maps.Keys(types))
	programs := make([]*program.Program, len(names))
	parallel.Each(len(names), func(i int) {
		root, set, page := base, r.pages[names[i]], names[i]+".html"
		if part, ok := strings.CutPrefix(names[i], partsFolder+"/"); ok {
			root, set, page = part, r.parts, ""
		}
		if set == nil {
			return
		}
		e := escaped{set: set, written: definitions{}, trees: map[string]*parse.Tree{}}
		for file, trees := range unescaped {
			if !isPage(file) || file == page {
				maps.Copy(e.written, trees)
			}
		}
		programs[i], _ = program.Compile(program.Set{Tree: e.tree, Word: r.words.Word, Count: r.words.Count}, root, reflect.TypeOf(types[names[i]]))
	})
	r.programs = map[string]*program.Program{}
	for i, name := range names {
		if programs[i] != nil {
			r.programs[name] = programs[i]
		}
	}
}

// escaped finds the templates of a page as html/template escaped them.
type escaped struct {
	set     *template.Template
	written definitions            // as they were written
	trees   map[string]*parse.Tree // that were found
}

// inTag is what html/template adds to the name of a template that is called
// within a tag, where it is escaped in another way.
const inTag = "$htmltemplate_stateTag"

// tree returns the template called name.
func (e *escaped) tree(name string) *parse.Tree {
	if tree, ok := e.trees[name]; ok {
		return tree
	}
	e.trees[name] = nil
	if plain, ok := strings.CutSuffix(name, inTag); ok {
		e.trees[name] = e.withinTag(plain)
	} else if t := e.set.Lookup(name); t != nil {
		e.trees[name] = t.Tree
	}
	return e.trees[name]
}

// withinTag returns the template called name as it is escaped within a tag.
// html/template keeps that to itself: it is told of a tag that holds nothing
// else.
func (e *escaped) withinTag(name string) *parse.Tree {
	tree := e.written[name]
	if tree == nil {
		return nil
	}
	const root = "tag"
	body := tree.Root.CopyList()
	around := func(text string) *parse.TextNode {
		return &parse.TextNode{NodeType: parse.NodeText, Text: []byte(text)}
	}
	wrapped := body.CopyList()
	wrapped.Nodes = slices.Concat([]parse.Node{around("<b")}, body.Nodes, []parse.Node{around(">")})
	t := template.New(root).Funcs(template.FuncMap{"word": (*Words)(nil).Word, "count": (*Words)(nil).Count})
	for other, tree := range e.written {
		if _, err := t.AddParseTree(other, tree.Copy()); err != nil {
			return nil
		}
	}
	if _, err := t.AddParseTree(root, &parse.Tree{Name: root, ParseName: tree.ParseName, Root: wrapped}); err != nil {
		return nil
	}
	if err := t.ExecuteTemplate(refuser{}, root, nil); err != errEscaped {
		return nil
	}
	list := t.Lookup(root).Tree.Root
	list.Nodes = list.Nodes[1 : len(list.Nodes)-1]
	return &parse.Tree{Name: name, ParseName: tree.ParseName, Root: list}
}
