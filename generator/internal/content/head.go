package content

import (
	"path"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/frontmatter"
	"dossier/generator/internal/limit"
)

// A Head is what the front matter of a file says, apart from the dossier that it is in.
type Head struct {
	Kind       dossier.Kind
	Unfinished bool                // a draft, or of a status before "published"
	Values     map[string][]string // the texts of each key that has one, or several
	Changes    []dossier.Change
}

// HeadOf reads the front matter of a file with a path in the content folder, as far as it can be read.
func HeadOf(name string, data []byte) Head {
	file := diag.NewFile(name, data)
	raw, _ := frontmatter.Split(file)
	f := fields{raw, limit.Default()}
	h := Head{Kind: dossier.KindOfFolder(path.Dir(name)), Values: map[string][]string{}}
	_, h.Unfinished = f.status()
	h.Changes, _ = f.changes(file)
	for _, k := range f.Keys() {
		if k.Text == "changes" {
			continue
		}
		for _, v := range f.List(k.Text) {
			h.Values[k.Text] = append(h.Values[k.Text], v.Text)
		}
	}
	return h
}
