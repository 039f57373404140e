package build

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"dossier/generator/internal/dossiertest"
)

// TestTheLicenceIsNamed looks for the licence of what the editors wrote wherever it is told, and for its absence where they give none. It is
// never told to be that of the text of a source.
func TestTheLicenceIsNamed(t *testing.T) {
	const licence = "https://creativecommons.org/licenses/by/4.0/"
	places := map[string]string{
		"index.html":               `<a rel="license" href="` + licence + `">Licence of the editors’ text</a>`,
		"quotes/said/index.html":   `<link rel="license" href="` + licence + `">`,
		"dossier.json":             `"license": "` + licence + `"`,
		"data/datapackage.json":    `"path": "` + licence + `"`,
		"ro-crate-metadata.json":   `"license":{"@id":"` + licence + `"}`,
		"sources/paper/source.xml": `<licence target="` + licence + `">For the annotations, and not for the text.</licence>`,
	}
	for _, given := range []bool{true, false} {
		files := maps.Clone(annotated)
		if given {
			files["dossier.yaml"] += "license: " + licence + "\n"
		}
		r := checked(t, Input{Content: dossiertest.Folder(t, files)})
		for path, part := range places {
			data := string(fileOf(t, r, "https://example.org/d/"+path))
			if strings.Contains(data, part) != given || !given && strings.Contains(data, licence) {
				t.Errorf("%s tells the licence: %t\n%s", path, !given, data)
			}
			if path == "sources/paper/source.xml" {
				validTEI(t, path, []byte(data))
			}
		}
		var crate struct {
			Graph []struct {
				ID      string `json:"@id"`
				License struct {
					ID string `json:"@id"`
				}
			} `json:"@graph"`
		}
		data := fileOf(t, r, "https://example.org/d/ro-crate-metadata.json")
		if err := json.Unmarshal(data, &crate); err != nil {
			t.Fatal(err)
		}
		of := map[string]string{}
		for _, thing := range crate.Graph {
			of[thing.ID] = thing.License.ID
		}
		if _, described := of["#no-licence"]; described != given || given && (of["./"] != licence || of["sources/paper/source.txt"] != "#no-licence" || of["data/quotes.csv"] != "") {
			t.Errorf("the licences are %v", of)
		}
	}
}
