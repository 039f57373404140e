package render

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/parallel"
)

// errEscaped ends the run of a template when its first byte is written, which
// is after html/template has found the place that everything stands in.
var errEscaped = errors.New("templates are escaped")

type refuser struct{}

func (refuser) Write([]byte) (int, error) { return 0, errEscaped }

// escape has html/template work out how to escape every value of every page,
// and of every part that is rendered alone, and reports where it cannot: HTML
// that is left open, or that differs between the branches of an {{if}}.
func (r *Renderer) escape(p *parsed) []diag.Diagnostic {
	type root struct {
		set  *template.Template
		name string // of the template that is executed
		file string // of the page; empty for a part
	}
	var roots []root
	for _, name := range slices.Sorted(maps.Keys(r.pages)) {
		roots = append(roots, root{r.pages[name], base, name + ".html"})
	}
	for _, name := range slices.Sorted(maps.Keys(p.types)) {
		if part, ok := strings.CutPrefix(name, partsFolder+"/"); ok {
			roots = append(roots, root{r.parts, part, ""})
		}
	}
	errs := make([]error, len(roots))
	parallel.Each(len(roots), func(i int) { errs[i] = roots[i].set.ExecuteTemplate(refuser{}, roots[i].name, nil) })
	var diags []diag.Diagnostic
	found := map[string]bool{}
	for i, x := range roots {
		var e *template.Error
		if !errors.As(errs[i], &e) {
			continue
		}
		d := p.unescaped(x.name, x.file, e)
		place := fmt.Sprint(d.File, ":", d.Line, ":", d.Column)
		if !found[place] {
			found[place] = true
			diags = append(diags, d)
		}
	}
	return diags
}

var errorContext = regexp.MustCompile(`^(.*):(\d+):(\d+)$`)

// unescaped turns an error of the escaper, found in the template called root
// with the files of a page, into a diagnostic.
func (p *parsed) unescaped(root, page string, e *template.Error) diag.Diagnostic {
	const hint = "close every tag, attribute, comment and script in the branch and in the template that opens it"
	if e.Node != nil {
		location, _ := (*parse.Tree)(nil).ErrorContext(e.Node)
		if m := errorContext.FindStringSubmatch(location); m != nil && p.files[m[1]] != nil && p.files[m[1]].own {
			f := p.files[m[1]]
			line, _ := strconv.Atoi(m[2])
			column, _ := strconv.Atoi(m[3])
			start, end := mark(f.Data, f.LineStart(line)+column, "")
			return f.At(start, end, diag.Error, diag.Template, describe(e), hint)
		}
	}
	// What is left open is noticed where something else ends: often in the
	// frame of the program. It can be any of the editor's files.
	name, _, _ := strings.Cut(cmp.Or(e.Name, root), "$htmltemplate_")
	var own []*file
	for _, file := range p.filesOf(root, page) {
		f := p.files[file]
		if !f.own {
			continue
		}
		if t := p.trees[file][name]; t != nil {
			return f.onLine(lineOf(f, t), fmt.Sprintf("%q %s", name, describe(e)), hint)
		}
		own = append(own, f)
	}
	if len(own) == 0 {
		return diag.Diagnostic{File: name, Severity: diag.Error, Code: diag.Template, Message: describe(e)}
	}
	d := own[0].at(0, 0, fmt.Sprintf("with this file, %q %s", name, describe(e)), hint)
	for _, f := range own[1:] {
		d.Related = append(d.Related, diag.Place{File: f.Name, Line: 1, Column: 1, Message: "or with this one"})
	}
	return d
}

// filesOf returns the files of the templates that a template is made of: that
// of the page first, then the others in order.
func (p *parsed) filesOf(root, page string) []string {
	all := definitions{}
	for _, file := range append(p.common(), page) {
		maps.Copy(all, p.trees[file])
	}
	c := &pageCheck{trees: map[string]*parse.Tree{}}
	c.reach(root, all)
	files := map[string]bool{}
	for _, tree := range c.trees {
		files[tree.ParseName] = true
	}
	out := slices.Sorted(maps.Keys(files))
	slices.SortStableFunc(out, func(a, b string) int {
		switch page {
		case a:
			return -1
		case b:
			return 1
		}
		return 0
	})
	return out
}

// describe says in words what the escaper says in its states.
func describe(e *template.Error) string {
	switch e.ErrorCode {
	case template.ErrEndContext, template.ErrOutputContext:
		return "leaves a tag, an attribute, a comment or a script open"
	case template.ErrBranchEnd:
		return "one branch leaves a tag, an attribute, a comment or a script open, and the other does not"
	case template.ErrRangeLoopReentry:
		return "what is repeated leaves a tag, an attribute, a comment or a script open"
	}
	return e.Description
}
