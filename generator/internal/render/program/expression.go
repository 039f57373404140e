package program

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// expression is a value of a template.
type expression struct {
	data  reflect.Type // nil where it has one of several: then it can only be tested
	value func(m *machine) reflect.Value
	text  func(m *machine) string // of a value whose kind is a string; nil for others
	test  func(m *machine) bool   // whether it is true, where that is known without the value
	fixed bool                    // it is the same for all data
}

// constant returns an expression for a value that a template or the words of
// the site have.
func constant(v any) expression {
	r := reflect.ValueOf(v)
	e := expression{data: r.Type(), value: func(*machine) reflect.Value { return r }, fixed: true}
	if s, ok := v.(string); ok {
		e.text = func(*machine) string { return s }
	}
	return e
}

// texts returns an expression for a text that is made.
func texts(make func(m *machine) string) expression {
	return expression{data: reflect.TypeFor[string](), text: make, value: func(m *machine) reflect.Value { return reflect.ValueOf(make(m)) }}
}

// typed gives up unless a value has one type.
func typed(e expression) expression {
	if e.data == nil {
		unknown("a value of one of several types")
	}
	return e
}

// pipe compiles the commands of a pipeline.
func (b *body) pipe(commands []*parse.CommandNode) expression {
	var e expression
	for i, c := range commands {
		if i == 0 {
			e = b.command(c.Args, nil)
		} else {
			e = b.command(c.Args, &e)
		}
	}
	return e
}

// command compiles a command, whose last argument is what came before it in a
// pipeline, if anything did.
func (b *body) command(args []parse.Node, last *expression) expression {
	if id, ok := args[0].(*parse.IdentifierNode); ok {
		var of []expression
		for _, a := range args[1:] {
			of = append(of, b.argument(a))
		}
		if last != nil {
			of = append(of, *last)
		}
		return b.function(id.Ident, of)
	}
	if len(args) > 1 || last != nil {
		unknown("a method, %s", args[0])
	}
	return b.argument(args[0])
}

// argument compiles what may stand as an argument.
func (b *body) argument(n parse.Node) expression {
	switch n := n.(type) {
	case *parse.DotNode:
		return b.here()
	case *parse.FieldNode:
		return b.fields(b.here(), n.Ident)
	case *parse.VariableNode:
		return b.fields(b.variable(n.Ident[0]), n.Ident[1:])
	case *parse.ChainNode:
		return b.fields(b.argument(n.Node), n.Field)
	case *parse.PipeNode:
		return b.scoped(n)
	case *parse.IdentifierNode:
		return b.function(n.Ident, nil)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return constant(n.True)
	case *parse.NumberNode:
		if n.IsInt && !n.IsComplex || n.IsInt && !strings.ContainsAny(n.Text, ".eEpPi'") {
			return constant(int(n.Int64))
		}
	}
	unknown("%s", n)
	return expression{}
}

func (b *body) here() expression {
	if b.dot == nil {
		unknown("a dot where there is no data")
	}
	return b.reader(b.dot, func(m *machine) reflect.Value { return m.dot })
}

func (b *body) variable(name string) expression {
	if name == "$" {
		if b.root == nil {
			unknown("$ where there is no data")
		}
		return b.reader(b.root, func(m *machine) reflect.Value { return m.root })
	}
	for _, v := range slices.Backward(b.vars) {
		if v.name == name {
			return b.reader(v.data, func(m *machine) reflect.Value { return m.vars[m.base+v.slot] })
		}
	}
	unknown("the variable %s", name)
	return expression{}
}

// reader returns an expression for a value of a type that a machine has.
func (b *body) reader(t reflect.Type, read func(m *machine) reflect.Value) expression {
	if t.Kind() == reflect.Interface {
		unknown("a value of any type, %s", t)
	}
	e := expression{data: t, value: read}
	if t.Kind() == reflect.String {
		e.text = func(m *machine) string { return read(m).String() }
	}
	return e
}

// fields compiles the fields of a value, one of another.
func (b *body) fields(e expression, names []string) expression {
	for _, name := range names {
		e = b.field(e, name)
	}
	return e
}

// hop is a step to a field: through a pointer when at is negative.
type hop int

const throughPointer hop = -1

func (b *body) field(e expression, name string) expression {
	var hops []hop
	t := typed(e).data
	for t.Kind() == reflect.Pointer {
		hops = append(hops, throughPointer)
		t = t.Elem()
	}
	if _, method := reflect.PointerTo(t).MethodByName(name); method || t.Kind() != reflect.Struct {
		unknown("the method .%s", name)
	}
	f, ok := t.FieldByName(name)
	if !ok || !f.IsExported() {
		unknown("the field .%s", name)
	}
	for i, at := range f.Index {
		if i > 0 && t.Kind() == reflect.Pointer {
			hops = append(hops, throughPointer)
			t = t.Elem()
		}
		hops = append(hops, hop(at))
		t = t.Field(at).Type
	}
	of := e.value
	if len(hops) == 1 {
		at := int(hops[0])
		return b.reader(t, func(m *machine) reflect.Value { return of(m).Field(at) })
	}
	return b.reader(t, func(m *machine) reflect.Value {
		v := of(m)
		for _, h := range hops {
			if h != throughPointer {
				v = v.Field(int(h))
				continue
			}
			if v.IsNil() {
				panic(errNil)
			}
			v = v.Elem()
		}
		return v
	})
}

// function compiles the call of a function.
func (b *body) function(name string, args []expression) expression {
	logic := name == "not" || name == "and" || name == "or"
	for _, a := range args {
		if !logic {
			typed(a)
		}
	}
	fixed := !slices.ContainsFunc(args, func(a expression) bool { return !a.fixed })
	switch {
	case name == "word" && len(args) > 0 && args[0].text != nil:
		return b.called(fixed, func(m *machine) string { return b.set.Word(args[0].text(m), values(m, args[1:])...) })
	case name == "count" && len(args) > 1 && args[0].text != nil && args[1].data == reflect.TypeFor[int]():
		return b.called(fixed, func(m *machine) string {
			return b.set.Count(args[0].text(m), int(args[1].value(m).Int()), values(m, args[2:])...)
		})
	case name == "printf" && len(args) > 0 && args[0].text != nil:
		return b.called(fixed, func(m *machine) string { return fmt.Sprintf(args[0].text(m), values(m, args[1:])...) })
	case name == "len" && len(args) == 1:
		switch args[0].data.Kind() {
		case reflect.Slice, reflect.String, reflect.Map, reflect.Array:
			return expression{data: reflect.TypeFor[int](), value: func(m *machine) reflect.Value { return reflect.ValueOf(args[0].value(m).Len()) }}
		}
	case name == "not" && len(args) == 1:
		test := b.condition(args[0])
		return yesOrNo(func(m *machine) bool { return !test(m) })
	case (name == "eq" || name == "ne" && len(args) == 2) && len(args) > 1:
		equal := make([]func(*machine) bool, len(args)-1)
		for i, other := range args[1:] {
			equal[i] = equals(args[0], other)
		}
		return yesOrNo(func(m *machine) bool {
			for _, same := range equal {
				if same(m) {
					return name == "eq"
				}
			}
			return name == "ne"
		})
	case (name == "and" || name == "or") && len(args) > 0:
		return b.either(name == "or", args)
	}
	unknown("the function %s", name)
	return expression{}
}

// called returns an expression for a text that a function makes, which is made
// at once where it is the same for all data.
func (b *body) called(fixed bool, call func(m *machine) string) expression {
	if fixed {
		return constant(call(nil))
	}
	return texts(call)
}

// values returns the values of arguments.
func values(m *machine, args []expression) []any {
	if len(args) == 0 {
		return nil
	}
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = a.value(m).Interface()
	}
	return out
}

// yesOrNo returns an expression for a boolean.
func yesOrNo(test func(m *machine) bool) expression {
	return expression{data: reflect.TypeFor[bool](), test: test, value: func(m *machine) reflect.Value { return reflect.ValueOf(test(m)) }}
}

// either compiles "or", which gives the first of its arguments that is true or
// else the last, and "and", which gives the first that is not.
func (b *body) either(or bool, args []expression) expression {
	tests := make([]func(*machine) bool, len(args))
	same := args[0].data != nil
	for i, a := range args {
		tests[i] = b.condition(a)
		same = same && a.data == args[0].data
	}
	test := func(m *machine) bool {
		for _, t := range tests {
			if t(m) == or {
				return or
			}
		}
		return !or
	}
	if !same { // it has no one type, and can only be asked whether it is true
		return expression{test: test}
	}
	e := b.reader(args[0].data, func(m *machine) reflect.Value {
		for i, t := range tests[:len(tests)-1] {
			if t(m) == or {
				return args[i].value(m)
			}
		}
		return args[len(args)-1].value(m)
	})
	e.test = test
	return e
}

// equals compiles the comparison of two values of one kind.
func equals(a, b expression) func(m *machine) bool {
	switch {
	case a.text != nil && b.text != nil:
		if b.fixed {
			fixed := b.text(nil)
			return func(m *machine) bool { return a.text(m) == fixed }
		}
		return func(m *machine) bool { return a.text(m) == b.text(m) }
	case a.data.Kind() == reflect.Bool && b.data.Kind() == reflect.Bool:
		return func(m *machine) bool { return a.value(m).Bool() == b.value(m).Bool() }
	case isInt(a.data) && isInt(b.data):
		return func(m *machine) bool { return a.value(m).Int() == b.value(m).Int() }
	}
	unknown("the comparison of %s and %s", a.data, b.data)
	return nil
}

func isInt(t reflect.Type) bool { return t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64 }

// condition compiles the question whether a value is true.
func (b *body) condition(e expression) func(m *machine) bool {
	switch {
	case e.test != nil:
		return e.test
	case e.text != nil:
		return func(m *machine) bool { return e.text(m) != "" }
	}
	truth := truthOf(e.data)
	return func(m *machine) bool { return truth(e.value(m)) }
}

// truthOf returns what says whether a value of a type is true.
func truthOf(t reflect.Type) func(v reflect.Value) bool {
	switch t.Kind() {
	case reflect.Slice, reflect.String, reflect.Map, reflect.Array:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	case reflect.Float64:
		return func(v reflect.Value) bool { return v.Float() != 0 }
	}
	if !isInt(t) {
		unknown("the truth of %s", t)
	}
	return func(v reflect.Value) bool { return v.Int() != 0 }
}

// action compiles a pipeline whose value is shown. What is the same for all
// data is returned as text.
func (b *body) action(p *parse.PipeNode) (do step, fixed []byte) {
	if len(p.Decl) > 0 {
		if p.IsAssign || len(p.Decl) > 1 {
			unknown("%s", p)
		}
		e := typed(b.pipe(p.Cmds))
		slot := b.declare(p.Decl[0].Ident[0], e.data)
		return func(m *machine) { m.vars[m.base+slot] = e.value(m) }, nil
	}
	commands, chain := p.Cmds, []string{}
	for n := len(commands); n > 0; n-- {
		id, ok := commands[n-1].Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(id.Ident, "_html_template_") {
			break
		}
		if len(commands[n-1].Args) > 1 {
			unknown("%s", p)
		}
		chain = append([]string{strings.TrimPrefix(id.Ident, "_html_template_")}, chain...)
		commands = commands[:n-1]
	}
	if len(commands) == 0 {
		unknown("%s", p)
	}
	e, how := typed(b.pipe(commands)), strings.Join(chain, " ")
	if e.data == html && how == "htmlescaper" || e.data == script && how == "jsvalescaper" { // which is finished
		return func(m *machine) { m.out = append(m.out, e.text(m)...) }, nil
	}
	escape := escapers[how]
	if escape == nil || e.data == html {
		unknown("%s", p)
	}
	text := shown(e)
	if e.fixed {
		return nil, escape(nil, text(nil))
	}
	return func(m *machine) { m.out = escape(m.out, text(m)) }, nil
}

// shown returns the text that a value is shown as.
func shown(e expression) func(m *machine) string {
	own := implements(e.data)
	switch k := e.data.Kind(); {
	case e.data.PkgPath() == html.PkgPath():
		unknown("what is safe as %s", e.data)
	case own && k == reflect.Pointer:
		unknown("a pointer that has a text of its own")
	case own:
		return func(m *machine) string { return fmt.Sprint(e.value(m).Interface()) }
	case k == reflect.String:
		return e.text
	case isInt(e.data):
		return func(m *machine) string { return strconv.FormatInt(e.value(m).Int(), 10) }
	case k == reflect.Float64, k == reflect.Bool:
		return func(m *machine) string { return fmt.Sprint(e.value(m).Interface()) }
	}
	unknown("a value that is shown as Go writes it, %s", e.data)
	return nil
}
