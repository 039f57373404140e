package render

import (
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

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

// compile has programs made of the escaped templates, each when it is first run: a
// check runs few of them. unescaped are the templates as they were written.
func (r *Renderer) compile(unescaped map[string]definitions, types map[string]any) {
	r.programs = map[string]func() (*program.Program, error){}
	for name, data := range types {
		root, set, page := base, r.pages[name], name+".html"
		if part, ok := strings.CutPrefix(name, partsFolder+"/"); ok {
			root, set, page = part, r.parts, ""
		}
		if set == nil {
			continue
		}
		r.programs[name] = sync.OnceValues(func() (*program.Program, error) {
			e := escaped{set: set, written: definitions{}, trees: map[string]*parse.Tree{}}
			for file, trees := range unescaped {
				if !isPage(file) || file == page {
					maps.Copy(e.written, trees)
				}
			}
			return program.Compile(program.Set{Tree: e.tree, Word: r.words.Word, Count: r.words.Count}, root, reflect.TypeOf(data))
		})
	}
}

// program returns the program of a template, or says why there is none: then
// html/template runs it.
func (r *Renderer) program(name string) (*program.Program, error) {
	compiled := r.programs[name]
	if compiled == nil {
		return nil, fmt.Errorf("nothing is known of the data of %s", name)
	}
	return compiled()
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
	around := func(text string) *parse.TextNode {
		return &parse.TextNode{NodeType: parse.NodeText, Text: []byte(text)}
	}
	wrapped := tree.Root.CopyList()
	wrapped.Nodes = slices.Concat([]parse.Node{around("<b")}, wrapped.Nodes, []parse.Node{around(">")})
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
