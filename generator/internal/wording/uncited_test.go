package wording_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/reading"
	"dossier/generator/internal/wording"
)

// TestWhatIsNoOtherWordingIsNotFound looks for other wordings of a statement in a text that has it, or one that only looks like it.
func TestWhatIsNoOtherWordingIsNotFound(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"the same words", "The bridge is old. “I hope that the old iron bridge will open in June before the fair,” Karl Weiss said.", "I hope that the old iron bridge will open in June before the fair"},
		{"hope and a month are no statement", "The bridge is old. The repairs will take until June, and we hope that the buses will run on time.", ""},
		{"somebody else hopes so", "The bridge is old. “I hope that the old iron bridge will open again in June,” said Elke Brandt, a carpenter.", ""},
		{"somebody hopes the opposite", "The bridge is old. A guide hopes that the old iron bridge will never open.", ""},
		{"a not that is gone", "The bridge is old. “I do not hope that the old iron bridge will open in June a day before the fair,” he said.", "I do not hope that the old iron bridge will open in June a day before the fair"},
		{"somebody of one name", "The bridge is old. “I hope that the old iron bridge will open again in June,” said Mayor Weiss.", "I hope that the old iron bridge will open again in June"},
		{"somebody who is called by what he is", "The bridge is old, the mayor said. “I hope that the old iron bridge will open again in June,” Mayor Karl said.", "I hope that the old iron bridge will open again in June"},
		{"somebody who is called by what he is in the dossier", "The bridge is old. “I hope that the old iron bridge will open again in June,” Harbour Master said.", "I hope that the old iron bridge will open again in June"},
	} {
		files := map[string]string{
			"dossier.yaml":       "title: A bridge\n",
			"people/weiss.md":    "---\nname: Karl Weiss\nrole: Harbour master\n---\n",
			"sources/courier.md": "---\ntitle: A\n---\nNobody knows when the bridge will open. “I hope that the old iron bridge will open in June a day before the fair,” said Karl Weiss.\n",
			"sources/herald.md":  "---\ntitle: B\n---\n" + c.body + "\n",
			"quotes/q.md":        "---\ntitle: Q\nspeaker: weiss\n---\n> I hope that the old iron bridge will open in June a day before the fair\n> — [[courier]]\n",
		}
		d, evidence := dossiertest.Resolve(t, dossiertest.Folder(t, files))
		compared := collate.Compare(reading.Texts(d, nil, nil), collate.Options{})
		var got []string
		for _, f := range wording.New(d, evidence, compared).Uncited(d.Quotes[0]) {
			got = append(got, fmt.Sprint(f.Span.In(f.Source.Plain)))
		}
		if got := strings.Join(got, "; "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
