package content

import (
	"fmt"
	"slices"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/meant"
)

// verdicts reads the scale of verdicts, and returns what is wrong in it. Each needs a word in the language of the site.
func (f fields) verdicts(language string) ([]dossier.Verdict, []diag.Diagnostic) {
	var out []dossier.Verdict
	var diags []diag.Diagnostic
	var roles []string
	for _, r := range dossier.VerdictRoles() {
		roles = append(roles, string(r))
	}
	for _, own := range f.Each("verdicts", `"- key: supported", and below it, as far to the right as "key", "rank: 4", "role: for" and "words: {en: Supported}"`) {
		v := dossier.Verdict{Role: dossier.RoleOpen, Words: map[string]string{}, Rank: own.Int("rank")}
		key := own.Text("key")
		own.Require("key", key, `write a line "key: …" with the name that claims use`)
		v.Key = key.Text
		again := slices.ContainsFunc(out, func(o dossier.Verdict) bool { return dossier.FoldName(o.Key) == dossier.FoldName(v.Key) })
		if again {
			own.Report(key, diag.BadValue, fmt.Sprintf("there are two verdicts %q", v.Key), "give one of them another key")
		}
		if role := own.Text("role"); slices.Contains(roles, role.Text) {
			v.Role = dossier.VerdictRole(role.Text)
		} else if !role.IsZero() {
			own.Report(role, diag.BadValue, fmt.Sprintf("%q is no role of a colour", role.Text), meant.Suggest(role.Text, roles, "%q", "write "+meant.Alternatives(roles)))
		}
		switch needs := own.Text("needs"); needs.Text {
		case "", "evidence":
		case "nothing":
			v.Free = true
		default:
			own.Report(needs, diag.BadValue, fmt.Sprintf("%q does not say what a verdict needs", needs.Text), "write evidence or nothing")
		}
		for _, p := range own.Pairs("words") {
			v.Words[p.Key.Text] = p.Value.Text
		}
		if v.Key != "" && v.Word(language) == v.Key && v.Words[language] == "" {
			own.Report(key, diag.Missing, fmt.Sprintf("the verdict %q has no word in the language of the site", v.Key), fmt.Sprintf(`write a line "words: {%s: …}" below it`, language))
		}
		if v.Key != "" && !again {
			out = append(out, v)
		}
		diags = append(diags, own.Finish()...)
	}
	return out, diags
}
