package markdown

import "github.com/yuin/goldmark/ast"

// A Section is what stands in a body below a heading that somebody asks for, without that heading.
type Section struct {
	Name   string // of the heading; empty for what stands above the first
	Blocks []SectionBlock
}

// SectionBlock is a block of a section, or the part of one that stands in it.
type SectionBlock struct {
	Block
	Index int // in Document.Blocks
}

// Sections cuts the body at the headings for which name has a name. Other headings stay in the prose.
func (d *Document) Sections(name func(heading string) string) []Section {
	out := []Section{{}}
	add := func(b Block, i int) {
		last := &out[len(out)-1]
		last.Blocks = append(last.Blocks, SectionBlock{b, i})
	}
	for i, b := range d.Blocks {
		if b.Quote != nil {
			add(b, i)
			continue
		}
		from := 0
		for at, n := range b.nodes {
			h, ok := n.(*ast.Heading)
			if !ok {
				continue
			}
			called := name(d.Headings[d.headings[h]].Text)
			if called == "" {
				continue
			}
			if from < at {
				add(Block{doc: d, nodes: b.nodes[from:at]}, i)
			}
			from = at + 1
			out = append(out, Section{Name: called})
		}
		if from < len(b.nodes) {
			add(Block{doc: d, nodes: b.nodes[from:]}, i)
		}
	}
	return out
}
