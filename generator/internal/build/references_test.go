package build

import (
	"maps"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"html"

	"dossier/generator/internal/dossiertest"
	"dossier/generator/internal/importer"
)

// referred is a dossier with a source of each medium, and names that formats have marks for.
var referred = map[string]string{
	"dossier.yaml":      "title: A dossier\nbase_url: https://example.org/d/\neditors: [Ada Lovell, \"Bo & Co.\"]\n",
	"sources/paper.md":  "---\ntitle: \"Rain: 100% & {more}, they_say\"\npublisher: The Paper - Daily\nauthor: Jo Doe\npublished: 2015-03-04T10:00Z\nurl: https://paper.example/a?b=1&c=ü\narchived: https://archive.example/x\ncaptured: 2015-03-09\n---\nIt rained on Monday.\n",
	"sources/größe.md":  "---\ntitle: Größe\npublisher: Die Zeitung\npublished: 2015-03~\nlang: de\npublish: none\n---\nEs regnete.\n",
	"sources/post.md":   "---\ntitle: A post\nmedium: post\nauthor: Jo Doe\n---\nIt rains.\n",
	"sources/radio.md":  "---\ntitle: A talk\nmedium: audio\npublisher: Radio\npublished: 2015\n---\nIt rains.\n",
	"quotes/rained.md":  "---\ntitle: It rained\nupdated: 2015-03-10\n---\n> It rained on Monday.\n> — [[paper]]\n",
	"claims/monday.md":  "---\ntitle: It rained on a Monday\nverdict: supported\nreviewed: 2015-03-11\neditors: [Cy Doe]\n---\n> It rained on Monday.\n> — [[paper]] supports\n",
	"events/rain.md":    "---\ntitle: Rain\ndate: 2015-03-02\n---\nWords.\n",
	"people/jo-doe.md":  "---\nname: Jo Doe\n---\nWords.\n",
	"pages/about-it.md": "---\ntitle: About\n---\nWords.\n",
}

// TestReferencesAreReadBack reads the files with references of one source and of all, as somebody who imports them would.
func TestReferencesAreReadBack(t *testing.T) {
	r := checked(t, Input{Content: dossiertest.Folder(t, referred)})
	bare := map[string]string{"dossier.yaml": "title: T\n"} // what references are added to
	for name, text := range referred {
		if strings.HasPrefix(name, "sources/") {
			head, _, _ := strings.Cut(text, "\npubli")
			head, _, _ = strings.Cut(head, "\nmedium")
			bare[name] = head + "\n---\nIt rained.\n"
		}
	}
	r2 := checked(t, Input{Content: dossiertest.Folder(t, bare)})
	for _, ending := range []string{".bib", ".json", ".ris"} {
		for file, want := range map[string]int{"references": 4, "sources/paper/reference": 1} {
			data, err := r.File(file + ending)
			if err != nil || data == nil {
				t.Fatalf("%s%s: %v", file, ending, err)
			}
			im := importer.New(r2.Dossier, "content")
			report := im.Import(importer.Input{Name: file + ending, Data: data}, importer.Options{})
			all := ""
			for _, f := range report.Files {
				all += string(f.Data)
			}
			if len(report.Files) != want || len(report.Problems) > 0 || len(report.Refused) > 0 {
				t.Errorf("%s%s: %d files, %v %v\n%s", file, ending, len(report.Files), report.Problems, report.Refused, data)
			}
			for _, words := range []string{"Rain: 100% & {more}, they_say", "The Paper", "Jo Doe", "2015-03-04", "https://paper.example/a?b=1&c=%C3%BC"} {
				if !strings.Contains(all, words) {
					t.Errorf("%s%s: %q is lost:\n%s", file, ending, words, all)
				}
			}
		}
	}
}

// TestReferenceManagersFindWhatAPageIsOf reads the head and the COinS of pages as these do.
func TestReferenceManagersFindWhatAPageIsOf(t *testing.T) {
	meta, coins := regexp.MustCompile(`<meta name="citation_(\w+)" content="([^"]*)">`), regexp.MustCompile(`<span class="Z3988" title="([^"]*)"></span>`)
	for path, want := range map[string]map[string]string{
		"sources/paper/": {"title": "Rain: 100% & {more}, they_say", "author": "Jo Doe", "publisher": "The Paper", "publication_date": "2015/03/04", "public_url": "https://paper.example/a?b=1&c=%C3%BC", "language": "en", "type": "newspaperArticle"},
		"sources/größe/": {"title": "Größe", "publisher": "Die Zeitung", "language": "de", "type": "newspaperArticle"},
		"sources/post/":  {"title": "A post", "author": "Jo Doe", "language": "en", "type": "forumPost"},
		"sources/radio/": {"title": "A talk", "publisher": "Radio", "publication_date": "2015", "language": "en", "type": "radioBroadcast"},
		"quotes/rained/": {"title": "It rained", "author": "Ada Lovell; Bo & Co.", "publisher": "A dossier", "publication_date": "2015/03/10", "public_url": "https://example.org/d/quotes/rained/", "language": "en", "type": "webpage"},
		"claims/monday/": {"title": "It rained on a Monday", "author": "Cy Doe", "publisher": "A dossier", "publication_date": "2015/03/11", "public_url": "https://example.org/d/claims/monday/", "language": "en", "type": "webpage"},
		"events/rain/":   {},
		"people/jo-doe/": {},
		"about-it/":      {},
	} {
		data, err := r(t, nil).File(path + "index.html")
		if err != nil || data == nil {
			t.Fatalf("%s: %v", path, err)
		}
		got := map[string]string{}
		for _, m := range meta.FindAllStringSubmatch(string(data), -1) {
			got[m[1]] = strings.TrimPrefix(got[m[1]]+"; "+html.UnescapeString(m[2]), "; ")
		}
		found := coins.FindAllStringSubmatch(string(data), -1)
		if len(found) > 1 || len(found) == 0 && len(want) > 0 {
			t.Errorf("%s: %d COinS", path, len(found))
		}
		if len(found) == 1 {
			q, err := url.ParseQuery(html.UnescapeString(found[0][1]))
			if err != nil || q.Get("ctx_ver") != "Z39.88-2004" || q.Get("rft_val_fmt") != "info:ofi/fmt:kev:mtx:dc" {
				t.Errorf("%s: %v %v", path, q, err)
			}
			got["type"] = q.Get("rft.type")
			for key, name := range map[string]string{"title": "rft.title", "publisher": "rft.source", "language": "rft.language", "public_url": "rft.identifier"} {
				if q.Get(name) != got[key] {
					t.Errorf("%s: %s is %q, and %q", path, name, q.Get(name), got[key])
				}
			}
			if strings.Join(q["rft.creator"], "; ") != got["author"] || strings.ReplaceAll(q.Get("rft.date"), "-", "/") != got["publication_date"] {
				t.Errorf("%s: %v", path, q)
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s:\n got %v\nwant %v", path, got, want)
		}
	}
	without := maps.Clone(referred)
	without["dossier.yaml"] += "without: references\n"
	off := r(t, without)
	for _, path := range off.paths() {
		data, err := off.File(path)
		if err != nil || strings.Contains(path, "reference") || strings.Contains(string(data), "Z3988") || strings.Contains(string(data), `name="citation_`) || strings.Contains(string(data), "reference.bib") {
			t.Errorf("%s: references are left out, and it has some: %v", path, err)
		}
	}
}

func r(t *testing.T, files map[string]string) *Result {
	t.Helper()
	if files == nil {
		files = referred
	}
	return checked(t, Input{Content: dossiertest.Folder(t, files)})
}
