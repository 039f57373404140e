// Package past compares a dossier with what it was when it was last committed.
//
// A reader who comes back is to be told what was changed in what is published: a verdict, or who said
// something and when. Where the content folder is in a git repository, [Warnings] looks at the last commit
// and warns of such a change that no new entry under "changes" tells. What git does not know, or where
// there is no git, is no matter: nothing is said then. Package past runs git and touches no file itself.
package past

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/content"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
)

// told are the keys, by kind, of which a reader is told when their value is another.
var told = map[dossier.Kind][]string{
	dossier.KindClaim: {"verdict"},
	dossier.KindQuote: {"speaker", "said"},
}

// Warnings returns what was changed since the last commit and is not told, and changes that are dated in the
// future. Folder is where the content lies on disk, today the day on which it is asked.
func Warnings(ctx context.Context, folder string, d *dossier.Dossier, today edtf.Date) []diag.Diagnostic {
	var out []diag.Diagnostic
	files := map[string][]byte{}
	entries := map[string]*dossier.Entry{}
	day, _ := today.Latest()
	for _, e := range d.Public().Entries() {
		for _, c := range e.Changes {
			// Where it is tomorrow already is no error.
			if at, ok := c.Date.Earliest(); ok && at > day+1 {
				out = append(out, c.File.At(c.Start, c.End, diag.Warning, diag.BadValue, fmt.Sprintf("this change is dated %s, which is still to come", c.Date), "write the day on which it was made"))
			}
		}
		if told[e.Kind] != nil {
			files[e.Path], entries[e.Path] = e.File.Data, e
		}
	}
	before := ReadCommitted(ctx, folder, files)
	for path, data := range before {
		out = append(out, untold(entries[path], content.HeadOf(path, data))...)
	}
	return out
}

// untold returns a warning for each key of an entry whose value was another when it was committed, unless
// a correction or update was added since.
func untold(e *dossier.Entry, before content.Head) []diag.Diagnostic {
	if before.Unfinished || before.Kind != e.Kind || slices.ContainsFunc(e.Changes, func(c dossier.Change) bool {
		return c.Substantive() && !slices.ContainsFunc(before.Changes, c.Same)
	}) {
		return nil
	}
	now := content.HeadOf(e.Path, e.File.Data)
	var out []diag.Diagnostic
	for _, key := range told[e.Kind] {
		was, is := strings.Join(before.Values[key], ", "), strings.Join(now.Values[key], ", ")
		if was == "" || was == is {
			continue
		}
		message := fmt.Sprintf("the %s was %q in the last commit, and nothing under \"changes\" says that it is another", key, was)
		out = append(out, e.At(key, diag.Warning, diag.ChangeUntold, message,
			`tell readers: under "changes:" write "- date: …", the day of the change, and below it "kind: correction" or "kind: update", and "what: …"`))
	}
	return out
}
