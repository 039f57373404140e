package render

import (
	"slices"
	"text/template/parse"
)

// walk calls f for n and every node in it.
func walk(n parse.Node, f func(parse.Node)) {
	f(n)
	if b := branchOf(n); b != nil {
		walk(b.Pipe, f)
		walk(b.List, f)
		if b.ElseList != nil {
			walk(b.ElseList, f)
		}
	}
	pipe := func(p *parse.PipeNode) {
		if p != nil {
			walk(p, f)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			walk(child, f)
		}
	case *parse.ActionNode:
		pipe(n.Pipe)
	case *parse.TemplateNode:
		pipe(n.Pipe)
	case *parse.PipeNode:
		for _, v := range n.Decl {
			walk(v, f)
		}
		for _, c := range n.Cmds {
			walk(c, f)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			walk(a, f)
		}
	case *parse.ChainNode:
		walk(n.Node, f)
	}
}

// calls returns the calls of other templates in a template.
func calls(t *parse.Tree) []*parse.TemplateNode {
	var out []*parse.TemplateNode
	walk(t.Root, func(n parse.Node) {
		if t, ok := n.(*parse.TemplateNode); ok {
			out = append(out, t)
		}
	})
	return out
}

// complete gives every call without data something that has no fields.
func complete(t *parse.Tree) {
	for _, n := range calls(t) {
		if n.Pipe == nil {
			n.Pipe = &parse.PipeNode{NodeType: parse.NodePipe, Pos: n.Pos, Line: n.Line, Cmds: []*parse.CommandNode{{
				NodeType: parse.NodeCommand, Pos: n.Pos, Args: []parse.Node{parse.NewIdentifier(withoutData).SetPos(n.Pos)},
			}}}
		}
	}
}

// standsAt reports whether n, or a node in it, stands at an offset.
func standsAt(n parse.Node, offset int) bool {
	found := false
	walk(n, func(n parse.Node) { found = found || int(n.Position()) == offset })
	return found
}

// branchOf returns what {{if}}, {{with}} and {{range}} share; nil for others.
func branchOf(n parse.Node) *parse.BranchNode {
	switch n := n.(type) {
	case *parse.IfNode:
		return &n.BranchNode
	case *parse.WithNode:
		return &n.BranchNode
	case *parse.RangeNode:
		return &n.BranchNode
	}
	return nil
}

// cutAction takes the action out of a list that the node at an offset belongs to,
// and reports whether it was there. What an {{if}} holds stays, as does what
// stands after {{else}}: dot is there what it was before.
func cutAction(list *parse.ListNode, offset int) bool {
	if list == nil {
		return false
	}
	for i, n := range list.Nodes {
		var stays []parse.Node
		if b := branchOf(n); b != nil {
			if int(n.Position()) != offset && !standsAt(b.Pipe, offset) {
				if cutAction(b.List, offset) || cutAction(b.ElseList, offset) {
					return true
				}
				continue
			}
			if n.Type() == parse.NodeIf {
				stays = append(stays, b.List.Nodes...)
			}
			if b.ElseList != nil {
				stays = append(stays, b.ElseList.Nodes...)
			}
		} else if n.Type() == parse.NodeText || !standsAt(n, offset) {
			continue
		}
		list.Nodes = slices.Concat(list.Nodes[:i], stays, list.Nodes[i+1:])
		return true
	}
	return false
}
