package content

import (
	"bytes"
	"fmt"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
)

// readAddresses reads the list of addresses that were published.
func readAddresses(f *diag.File) result {
	out := result{addresses: &dossier.Addresses{File: f}}
	start := 0
	for line := range bytes.Lines(f.Data) {
		text := bytes.TrimSpace(line)
		at := start + bytes.Index(line, text)
		start += len(line)
		switch {
		case len(text) == 0 || text[0] == '#':
		case text[0] != '/':
			out.diags = append(out.diags, f.At(at, at+len(text), diag.Error, diag.BadValue, fmt.Sprintf("%q is no address of the site", text),
				"an address begins with a slash, as /quotes/rain/ does; \"#\" begins a remark"))
		default:
			out.addresses.List = append(out.addresses.List, dossier.Ref{Name: string(text), Start: at, End: at + len(text)})
		}
	}
	return out
}
