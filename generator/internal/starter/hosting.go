package starter

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"text/template"
)

//go:embed hosting
var hosting embed.FS

// hosts are the places where a site can be published, with the files that have
// it built and checked there, as they are called here and in the repository.
var hosts = []struct {
	name  string
	files [][2]string
}{
	{"github", [][2]string{{"check.yml", ".github/workflows/check.yml"}, {"github.yml", ".github/workflows/publish.yml"}}},
	{"gitlab", [][2]string{{"gitlab-ci.yml", ".gitlab-ci.yml"}}},
	{"netlify", [][2]string{{"check.yml", ".github/workflows/check.yml"}, {"netlify.toml", "netlify.toml"}}},
	{"cloudflare", [][2]string{{"check.yml", ".github/workflows/check.yml"}, {"cloudflare.yml", ".github/workflows/publish.yml"}}},
	{"rsync", [][2]string{{"publish.sh", "publish.sh"}}},
}

// forAll are the files that a site has wherever it is published.
var forAll = [][2]string{{"get-dossier.sh", ProgramFile}, {"gitignore", ".gitignore"}}

// ProgramFile makes the program where the site is built. It says which version of
// the program, and where its source is.
const ProgramFile = "get-dossier.sh"

// Hosts returns the names of the hosts that there are files for.
func Hosts() []string {
	var out []string
	for _, h := range hosts {
		out = append(out, h.name)
	}
	return out
}

// Hosting is what the files for a host are filled in with.
type Hosting struct {
	Content string // the content folder, from the repository
	Cache   string // where builds keep things for the next, from the repository
	Version string // of the program: a tag or a commit; may be empty
	Program string // where its source is, an address for git; may be empty
	Marker  string // the first line of what changes for readers
}

// HostingFiles returns the files that publish a site at a host, by their paths in the
// repository. Nothing is quoted in them: the values have letters, digits and
// punctuation that is nothing to a shell.
func HostingFiles(host string, h Hosting) []File {
	var out []File
	for _, known := range hosts {
		if known.name != host {
			continue
		}
		for _, names := range slices.Concat(known.files, forAll) {
			t := template.Must(template.New(names[0]).Delims("[[", "]]").ParseFS(hosting, "hosting/"+names[0]))
			var b bytes.Buffer
			if err := t.Execute(&b, h); err != nil {
				panic(fmt.Sprintf("fill in %s: %v", names[0], err)) // the fields are fixed
			}
			out = append(out, File{names[1], b.Bytes()})
		}
	}
	return out
}
