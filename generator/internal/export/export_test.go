package export

import (
	"encoding/json"
	"testing"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/dossiertest"
)

// TestEveryKindIsExported looks for the list of each kind in dossier.json, and
// in its schema: what an editor wrote is dropped nowhere in silence.
func TestEveryKindIsExported(t *testing.T) {
	d, ev := dossiertest.Resolve(t, dossiertest.Folder(t, map[string]string{"dossier.yaml": "title: A dossier\n"}))
	data, err := wholeOf(Input{Dossier: d.Public(), Evidence: ev}).index()
	if err != nil {
		t.Fatal(err)
	}
	var whole map[string]json.RawMessage
	var schema struct{ Properties map[string]json.RawMessage }
	if err := json.Unmarshal(data, &whole); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(DossierSchema, &schema); err != nil {
		t.Fatal(err)
	}
	for _, k := range dossier.Kinds() {
		if whole[k.Folder()] == nil && k != dossier.KindClaim { // which is left out where there are none
			t.Errorf("dossier.json has no list of %s", k.Folder())
		}
		if schema.Properties[k.Folder()] == nil {
			t.Errorf("the schema of dossier.json has no list of %s", k.Folder())
		}
	}
}
