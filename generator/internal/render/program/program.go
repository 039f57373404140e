// Package program runs templates that html/template has escaped, faster than it
// runs them itself.
//
// html/template finds out how everything is to be escaped once, and then
// interprets the tree of a template for each page: it looks up each field by
// its name, and calls each function through reflection. Here a tree is turned
// into Go functions once, for the type of the data that it will be handed. What
// the words of a site's language fix becomes part of the text.
//
// How a value is escaped is read off the tree that html/template has made, and
// is nowhere decided here. What is not known here (a function, an escaper, a
// type that is found out only from a value, a method) makes [Compile] give up,
// and the template is run by html/template; so is one that fails while it runs,
// which tells what was wrong. A test compares the two for every page.
package program

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"text/template/parse"
)

// A Set is what the templates of a program are looked up in.
type Set struct {
	// Tree returns the template called name as html/template escaped it, under
	// the name that the call of it was given; nil when there is none.
	Tree func(name string) *parse.Tree
	// Word and Count are the functions of those names. What they return for
	// constant arguments does not change.
	Word  func(key string, args ...any) string
	Count func(key string, n int, args ...any) string
}

// A Program is a template for data of one type. It may be used by several
// goroutines.
type Program struct {
	main     *procedure
	data     reflect.Type
	machines sync.Pool
}

// Compile makes a program of the template called name, which is handed data of
// type t.
func Compile(s Set, name string, t reflect.Type) (p *Program, err error) {
	defer func() {
		if r := recover(); r != nil {
			gaveUp, ok := r.(giveUp)
			if !ok {
				panic(r)
			}
			p, err = nil, errors.New(string(gaveUp))
		}
	}()
	c := &compiler{set: s, procedures: map[callee]*procedure{}}
	p = &Program{main: c.procedure(name, t), data: t}
	p.machines.New = func() any { return new(machine) }
	return p, nil
}

// Takes reports whether the program is for data of this type.
func (p *Program) Takes(data any) bool { return reflect.TypeOf(data) == p.data }

// Append appends what the template makes of data to out. Where the template
// fails it returns false, and out as it was.
func (p *Program) Append(out []byte, data any) (made []byte, ok bool) {
	m := p.machines.Get().(*machine)
	defer p.machines.Put(m)
	before := len(out)
	defer func() {
		if r := recover(); r != nil {
			if r != errNil {
				panic(r)
			}
			m.out, m.vars, m.base, m.depth = nil, m.vars[:0], 0, 0
			made, ok = out[:before], false
		}
	}()
	m.out = out
	m.call(p.main, reflect.ValueOf(data))
	made, m.out = m.out, nil
	m.dot, m.root = reflect.Value{}, reflect.Value{}
	return made, true
}

// errNil says that a template asked nothing for a field.
var errNil = errors.New("a template asks a nil pointer for a field")

// giveUp says why a template cannot be compiled.
type giveUp string

// unknown gives up.
func unknown(format string, args ...any) { panic(giveUp(fmt.Sprintf(format, args...))) }

// machine is a program that runs.
type machine struct {
	out       []byte
	dot, root reflect.Value
	vars      []reflect.Value // of the templates that are at work; those of the last begin at base
	base      int
	depth     int
}

// procedure is a template for data of one type.
type procedure struct {
	do   step
	vars int
}

// step is a piece of a template.
type step func(m *machine)

// mostDepth is how many templates may be at work at once; html/template says
// what is wrong with more.
const mostDepth = 10_000

// call runs a procedure.
func (m *machine) call(p *procedure, dot reflect.Value) {
	if m.depth++; m.depth > mostDepth {
		panic(errNil)
	}
	wasDot, wasRoot, wasBase := m.dot, m.root, m.base
	m.base = len(m.vars)
	for range p.vars {
		m.vars = append(m.vars, reflect.Value{})
	}
	m.dot, m.root = dot, dot
	p.do(m)
	clear(m.vars[m.base:])
	m.vars = m.vars[:m.base]
	m.dot, m.root, m.base = wasDot, wasRoot, wasBase
	m.depth--
}

// callee is a template with the type of what it is handed.
type callee struct {
	name string
	data reflect.Type
}

// compiler compiles the templates of one program.
type compiler struct {
	set        Set
	procedures map[callee]*procedure
}

// procedure compiles the template called name for data of type t, once.
func (c *compiler) procedure(name string, t reflect.Type) *procedure {
	key := callee{name, t}
	if p := c.procedures[key]; p != nil {
		return p
	}
	tree := c.set.Tree(name)
	if tree == nil || tree.Root == nil {
		unknown("the template %s", name)
	}
	p := &procedure{}
	c.procedures[key] = p
	b := &body{compiler: c, dot: t, root: t}
	p.do = b.list(tree.Root)
	p.vars = b.slots
	return p
}

// body is a template that is being compiled.
type body struct {
	*compiler
	dot, root reflect.Type // nil where nothing is handed over
	vars      []variable   // that are in scope
	slots     int          // of variables, in all
}

// variable is a variable of a template, with its place among those of a machine.
type variable struct {
	name string
	slot int
	data reflect.Type
}

// declare puts a variable in scope.
func (b *body) declare(name string, t reflect.Type) int {
	b.vars = append(b.vars, variable{name, b.slots, t})
	b.slots++
	return b.slots - 1
}

// list compiles a list of nodes. What are texts side by side becomes one.
func (b *body) list(l *parse.ListNode) step {
	if l == nil {
		return func(*machine) {}
	}
	var steps []step
	var text []byte
	flush := func() {
		if len(text) > 0 {
			fixed := string(text)
			steps = append(steps, func(m *machine) { m.out = append(m.out, fixed...) })
			text = text[:0]
		}
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			text = append(text, n.Text...)
			continue
		case *parse.CommentNode:
			continue
		case *parse.ActionNode:
			do, fixed := b.action(n.Pipe)
			text = append(text, fixed...)
			if do != nil {
				flush()
				steps = append(steps, do)
			}
			continue
		}
		flush()
		steps = append(steps, b.node(n))
	}
	flush()
	switch len(steps) {
	case 0:
		return func(*machine) {}
	case 1:
		return steps[0]
	}
	return func(m *machine) {
		for _, do := range steps {
			do(m)
		}
	}
}

// node compiles what is neither text nor a value.
func (b *body) node(n parse.Node) step {
	switch n := n.(type) {
	case *parse.IfNode:
		in := len(b.vars)
		test := b.condition(b.scoped(n.Pipe))
		then, otherwise := b.inner(n.List), b.inner(n.ElseList)
		b.vars = b.vars[:in]
		return func(m *machine) {
			if test(m) {
				then(m)
			} else {
				otherwise(m)
			}
		}
	case *parse.WithNode:
		return b.with(n)
	case *parse.RangeNode:
		return b.rangeOver(n)
	case *parse.TemplateNode:
		if n.Pipe == nil {
			p := b.procedure(n.Name, nil)
			return func(m *machine) { m.call(p, reflect.Value{}) }
		}
		data := typed(b.scoped(n.Pipe))
		p := b.procedure(n.Name, data.data)
		return func(m *machine) { m.call(p, data.value(m)) }
	}
	unknown("%s", n)
	return nil
}

// inner compiles a list whose variables end with it.
func (b *body) inner(l *parse.ListNode) step {
	in := len(b.vars)
	do := b.list(l)
	b.vars = b.vars[:in]
	return do
}

// scoped compiles a pipeline that declares nothing.
func (b *body) scoped(p *parse.PipeNode) expression {
	if len(p.Decl) > 0 {
		unknown("a variable in %s", p)
	}
	return b.pipe(p.Cmds)
}

func (b *body) with(n *parse.WithNode) step {
	in, dot := len(b.vars), b.dot
	data := typed(b.pipe(n.Pipe.Cmds))
	slot := -1
	if len(n.Pipe.Decl) > 0 {
		if n.Pipe.IsAssign {
			unknown("%s", n.Pipe)
		}
		slot = b.declare(n.Pipe.Decl[0].Ident[0], data.data)
	}
	truth := truthOf(data.data)
	b.dot = data.data
	then := b.inner(n.List)
	b.dot = dot
	otherwise := b.inner(n.ElseList)
	b.vars = b.vars[:in]
	return func(m *machine) {
		v := data.value(m)
		if slot >= 0 {
			m.vars[m.base+slot] = v
		}
		if !truth(v) {
			otherwise(m)
			return
		}
		was := m.dot
		m.dot = v
		then(m)
		m.dot = was
	}
}

func (b *body) rangeOver(n *parse.RangeNode) step {
	in, dot := len(b.vars), b.dot
	list := typed(b.pipe(n.Pipe.Cmds))
	if list.data.Kind() != reflect.Slice || n.Pipe.IsAssign {
		unknown("%s", n.Pipe)
	}
	index, element := -1, -1
	switch d := n.Pipe.Decl; len(d) {
	case 1:
		element = b.declare(d[0].Ident[0], list.data.Elem())
	case 2:
		index = b.declare(d[0].Ident[0], reflect.TypeFor[int]())
		element = b.declare(d[1].Ident[0], list.data.Elem())
	}
	b.dot = list.data.Elem()
	each := b.inner(n.List)
	b.vars, b.dot = b.vars[:in], dot
	none := b.inner(n.ElseList)
	return func(m *machine) {
		v := list.value(m)
		count := v.Len()
		if count == 0 {
			none(m)
			return
		}
		was := m.dot
		for i := range count {
			m.dot = v.Index(i)
			if index >= 0 {
				m.vars[m.base+index] = reflect.ValueOf(i)
			}
			if element >= 0 {
				m.vars[m.base+element] = m.dot
			}
			each(m)
		}
		m.dot = was
	}
}
