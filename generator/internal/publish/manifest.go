package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/spf13/afero"
)

// Manifest is the file in the output folder that lists what the last build wrote.
const Manifest = ".dossier"

// The lines around a manifest. The last tells that none is missing; the header
// of earlier versions, which had none, is read too.
const (
	manifestHeader      = "# Written by dossier: the files of this site that belong to it, and how many they are.\n"
	manifestHeaderFirst = "# Written by dossier: the files of this site that belong to it.\n"
	manifestEnd         = "# %d files\n"
)

// errNoManifest says that a file with the name of a manifest is none, or not
// all of one.
var errNoManifest = errors.New("the list is empty or torn")

// formatManifest returns the manifest of a site.
func formatManifest(files map[string]bool) []byte {
	var b strings.Builder
	b.WriteString(manifestHeader)
	for _, p := range slices.Sorted(maps.Keys(files)) {
		b.WriteString(p + "\n")
	}
	fmt.Fprintf(&b, manifestEnd, len(files))
	return []byte(b.String())
}

// readManifest returns the files that a manifest in the folder site lists.
func readManifest(on disk, site string) (map[string]bool, error) {
	p := path.Join(site, Manifest)
	info, err := on.Lstat(p)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", Manifest, err)
	}
	if !info.Mode().IsRegular() {
		return nil, errNoManifest
	}
	data, err := afero.ReadFile(on, p)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", Manifest, err)
	}
	return parseManifest(string(data))
}

// parseManifest returns the files that a manifest lists.
func parseManifest(text string) (map[string]bool, error) {
	list, counted := strings.CutPrefix(text, manifestHeader)
	if !counted {
		first := false
		if list, first = strings.CutPrefix(text, manifestHeaderFirst); !first || list != "" && !strings.HasSuffix(list, "\n") {
			return nil, errNoManifest
		}
	}
	files := map[string]bool{}
	for line := range strings.Lines(list) {
		if p := strings.TrimSuffix(line, "\n"); fs.ValidPath(p) && !strings.HasPrefix(p, "#") {
			files[p] = true
		}
	}
	if counted && !strings.HasSuffix("\n"+list, fmt.Sprintf("\n"+manifestEnd, len(files))) {
		return nil, errNoManifest
	}
	return files, nil
}
