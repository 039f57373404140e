package export

import (
	"net/url"
	"path"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/explain"
	"dossier/generator/internal/shell"
)

// The parts of a SARIF log (OASIS, Static Analysis Results Interchange Format
// 2.1.0) that are written.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string        `json:"id"`
		Short   sarifText     `json:"shortDescription"`
		Full    sarifText     `json:"fullDescription"`
		Help    sarifMarkdown `json:"help"`
		Default sarifLevel    `json:"defaultConfiguration"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifMarkdown struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown"`
	}
	sarifLevel struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
	}
	sarifLocation struct {
		ID       *int          `json:"id,omitempty"`
		Message  *sarifText    `json:"message,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int        `json:"startLine"`
		StartColumn int        `json:"startColumn"`
		EndColumn   int        `json:"endColumn,omitempty"`
		Snippet     *sarifText `json:"snippet,omitempty"`
	}
)

// SARIF returns diagnostics as a SARIF 2.1.0 log, which code hosts and editors
// read. version is that of the program, and may be empty. Its rules are all the codes there are. Columns count code points; the
// addresses of files are relative, as the content folder was named, unless that
// was by a path from the root.
func SARIF(version string, diags []diag.Diagnostic) ([]byte, error) {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver.Name, run.Tool.Driver.Version = "Dossier", version
	rule := map[diag.Code]int{}
	for i, e := range explain.Codes() {
		rule[e.Code] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID: string(e.Code), Short: sarifText{literal(e.Title)}, Full: sarifText{literal(e.Meaning)},
			Help: sarifMarkdown{literal(e.Text()), literal(e.Markdown())}, Default: sarifLevel{e.Severity.String()},
		})
	}
	for _, d := range diags {
		message := d.Message
		if hint := shell.Hint(d.Hint); hint != "" {
			message += "\nhint: " + hint
		}
		r := sarifResult{
			RuleID: string(d.Code), RuleIndex: rule[d.Code], Level: d.Severity.String(), Message: sarifText{literal(message)},
			Locations: []sarifLocation{{Physical: physical(d.File, d.Line, d.Column, d.Excerpts)}},
		}
		for i, p := range d.Related {
			id := i + 1
			r.Related = append(r.Related, sarifLocation{
				ID: &id, Message: &sarifText{literal(p.Message)}, Physical: physical(p.File, p.Line, p.Column, p.Excerpts),
			})
		}
		run.Results = append(run.Results, r)
	}
	return encode(sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []sarifRun{run},
	})
}

// physical returns a place of a file, with its line where an excerpt holds it.
func physical(file string, line, column int, list []diag.Excerpt) sarifPhysical {
	p := sarifPhysical{Artifact: sarifArtifact{uri(file)}}
	if line == 0 {
		return p
	}
	p.Region = &sarifRegion{StartLine: line, StartColumn: column}
	if end := marked(list, line, column); end > column {
		p.Region.EndColumn = end
	}
	for _, e := range list {
		if e.Line == line {
			p.Region.Snippet = &sarifText{e.Text}
			break
		}
	}
	return p
}

// uri returns the address of a file: relative, or of the scheme file for a
// path from the root.
func uri(file string) string {
	// A drive of Windows is the first part of an address, too.
	rooted := path.IsAbs(file)
	if len(file) > 1 && file[1] == ':' {
		file, rooted = "/"+file, true
	}
	u := url.URL{Path: file}
	if rooted {
		u.Scheme = "file"
	}
	return u.String()
}

// literal returns text as a SARIF message, in which braces are placeholders.
func literal(text string) string { return braces.Replace(text) }

var braces = strings.NewReplacer("{", "{{", "}", "}}")
