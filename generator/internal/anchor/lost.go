package anchor

import (
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/match"
)

// Lost returns the first version after that of a citation which no longer has its
// words, or nil where all have them.
func (e *Evidence) Lost(c *dossier.Citation) *dossier.Source {
	if c.Source.Newest == nil {
		return nil
	}
	if found, ok := e.lost.Load(c); ok {
		return found.(*dossier.Source)
	}
	var lost *dossier.Source
	later := false
	for _, v := range c.Source.Versions() {
		if later {
			if f := e.later.Text(v, v.Plain, v.Lang, v.Others...).Locate(match.Quote{Text: c.Quote.Text, Marked: c.Quote.Marked}); f.Total == 0 {
				lost = v
				break
			}
		}
		later = later || v == c.Source
	}
	e.lost.Store(c, lost)
	return lost
}
