package export

import (
	"encoding/json"
	"fmt"

	"dossier/generator/internal/anchor"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/shell"
)

type resolved struct {
	File   string       `json:"file"`
	Line   int          `json:"line"`
	Source dossier.Slug `json:"source"`
	span
	Parts   []span `json:"parts,omitempty"`
	LeftOut []span `json:"left_out,omitempty"`
	Exact   string `json:"exact"`
}

type place struct {
	File     string    `json:"file"`
	Line     int       `json:"line"`
	Column   int       `json:"column"`
	Message  string    `json:"message"`
	Excerpts []excerpt `json:"excerpts,omitempty"`
}

type excerpt struct {
	Line  int    `json:"line"`
	Text  string `json:"text"`
	From  int    `json:"from"`
	To    int    `json:"to"`
	Label string `json:"label,omitempty"`
}

func excerpts(list []diag.Excerpt) []excerpt {
	var out []excerpt
	for _, e := range list {
		out = append(out, excerpt{e.Line, e.Text, e.From, e.To, e.Label})
	}
	return out
}

type diagnostic struct {
	File     string    `json:"file"`
	Line     int       `json:"line"`
	Column   int       `json:"column"`
	Code     diag.Code `json:"code"`
	Severity string    `json:"severity"`
	Message  string    `json:"message"`
	Hint     string    `json:"hint"`
	Excerpts []excerpt `json:"excerpts,omitempty"`
	Related  []place   `json:"related,omitempty"`
}

type report struct {
	Sources     int               `json:"sources"`
	Notes       int               `json:"notes"`
	Citations   int               `json:"citations"`
	Resolved    []resolved        `json:"resolved"`
	Diagnostics []json.RawMessage `json:"diagnostics"`
}

// Check returns what a check found, as one JSON object: counts, every citation
// that was found, and the diagnostics in the order given.
func Check(d *dossier.Dossier, ev *anchor.Evidence, diags []diag.Diagnostic) ([]byte, error) {
	out := report{Sources: len(d.Sources), Resolved: []resolved{}, Diagnostics: []json.RawMessage{}}
	for _, n := range d.Notes() {
		out.Notes++
		out.Citations += len(n.Citations)
	}
	for _, c := range ev.All() {
		src := c.Citation.Source
		r := resolved{
			File: c.Citation.Note.File.Name, Line: c.Citation.Quote.Line, Source: src.Slug,
			span: points(src, c.Passage.Span), Exact: c.Passage.In(src.Plain),
		}
		if len(c.Passage.Parts) > 1 {
			for _, p := range c.Passage.Parts {
				r.Parts = append(r.Parts, points(src, p))
			}
		}
		for _, p := range c.Passage.Omitted() {
			r.LeftOut = append(r.LeftOut, points(src, p))
		}
		out.Resolved = append(out.Resolved, r)
	}
	for _, x := range diags {
		raw, err := diagnosticOf(x)
		if err != nil {
			return nil, err
		}
		out.Diagnostics = append(out.Diagnostics, raw)
	}
	return encode(out)
}

// diagnosticOf returns a diagnostic with the members of its detail beside its
// own.
func diagnosticOf(x diag.Diagnostic) (json.RawMessage, error) {
	out := diagnostic{
		File: x.File, Line: x.Line, Column: x.Column, Code: x.Code, Severity: x.Severity.String(),
		Message: x.Message, Hint: shell.Hint(x.Hint), Excerpts: excerpts(x.Excerpts),
	}
	for _, p := range x.Related {
		out.Related = append(out.Related, place{p.File, p.Line, p.Column, p.Message, excerpts(p.Excerpts)})
	}
	raw, err := encode(out)
	if err != nil || x.Detail == nil {
		return raw, err
	}
	detail, err := encode(x.Detail)
	if err != nil {
		return nil, err
	}
	var members, more map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return nil, fmt.Errorf("decode diagnostic: %w", err)
	}
	if err := json.Unmarshal(detail, &more); err != nil {
		return nil, fmt.Errorf("decode detail of %s: %w", x.Code, err)
	}
	for k, v := range more {
		members[k] = v
	}
	return encode(members)
}
