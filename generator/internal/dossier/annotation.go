package dossier

import (
	"fmt"

	"dossier/generator/internal/diag"
)

// Annotation is a note on passages of one source.
type Annotation struct {
	Note
	Source Ref // the slug in its front matter
	Author string
	Of     *Source // nil when Source leads nowhere
}

// About returns the name of the source that the annotation is on.
func (a *Annotation) About() string { return a.Source.Name }

func (a *Annotation) copied() Item    { c := *a; return &c }
func (a *Annotation) join(d *Dossier) { d.Annotations = append(d.Annotations, a) }
func (a *Annotation) names() []naming { return []naming{{a.Source, KindSource}} }

func (a *Annotation) settle(b *builder) {
	if a.Source.Name != "" {
		if e := b.ref(&a.Entry, a.Source, KindSource); e != nil {
			a.Of = e.Item.(*Source)
		}
	}
	b.citations(&a.Note, a.Of, true)
	if a.Of != nil && !a.Draft && len(a.Body.Nested) == 0 && !a.quotes() {
		b.diags = append(b.diags, a.AtHead(diag.Warning, diag.CitationEmpty,
			"this annotation quotes nothing, so it stands beside no passage",
			fmt.Sprintf(`put ">" before the words of %q that it is on; as it is, it is a remark on the source as a whole`, a.Of.Slug)))
	}
}
