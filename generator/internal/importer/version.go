package importer

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edit"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/revision"
	"dossier/generator/internal/shell"
)

// A VersionOf says of which source the file that is imported is another version.
type VersionOf struct {
	Source dossier.Slug // empty where it is none
	Name   string       // of the version; empty for the day on which it was captured
}

// ParseVersionOf reads the name of a source, or that of a version of one, paper@print.
func ParseVersionOf(name string) (v VersionOf, ok bool) {
	if !strings.Contains(name, dossier.VersionMark) {
		return VersionOf{Source: dossier.Slug(name)}, name != "" && string(dossier.Slugify(name)) == name
	}
	v.Source, v.Name, ok = dossier.VersionName(name)
	return v, ok
}

// versionKeys are the keys that the front matter of a version may have: what one
// capture alone has, and what an outlet may change. What else an editor wrote of the
// source holds for its versions.
var versionKeys = []string{"title", "author", "published", "url", "archived", "captured", "sha256", "lang"}

// versionOf returns the source that is asked for, and reports where there is none.
func (im *Importer) versionOf(r *Report, name dossier.Slug) *source {
	for _, s := range im.sources {
		if s.slug == name {
			return s
		}
	}
	r.problem(fmt.Sprintf("there is no source %q that this could be a version of", name),
		"name the file of the source in sources/, without its ending; without --version-of this becomes a source of its own")
	return nil
}

// nameVersion returns what a version is called: as the user says, or else after the day
// of capture, that of the page's last change, or that of its publication.
func (im *Importer) nameVersion(r *Report, in Input, of *source, name string, c *claim.Claims) string {
	taken := func(name string) bool {
		return im.taken[versionPath(of, name)] || slices.Contains(of.versions, name)
	}
	if name == "" {
		list := c.By["captured"]
		chosen := list
		if len(list) > 0 && list[0].From == fileDate {
			// The day of a file may be that of a copy of it.
			chosen = append(slices.Clone(c.By["modified"]), list...)
		}
		chosen = append(append(slices.Clone(chosen), c.By["modified"]...), c.By["published"]...)
		for _, x := range chosen {
			if date := strings.ReplaceAll(x.Value, ":", "-"); nameable(of, date) {
				name = date
				break
			}
		}
		if day, _, timed := strings.Cut(name, "T"); timed && !taken(day) {
			name = day
		} else if taken(name) && !in.Modified.IsZero() && in.Modified.Format(time.DateOnly) == name {
			name = in.Modified.Format("2006-01-02T15-04")
		}
	}
	again := shell.Line(diag.Command{Name: "import", Args: []string{in.Name, "--version-of", string(of.slug) + dossier.VersionMark + "evening"}, Folder: im.folder})
	switch {
	case name == "":
		r.problem(fmt.Sprintf("nothing says when %q stood so, and the version has no name", of.slug), "name it by a date or a word: "+again)
	case taken(name):
		r.problem(fmt.Sprintf("there is a version %q of %q already, and it is not overwritten", name, of.slug), "name this one by a date, a time or a word: "+again)
	default:
		return name
	}
	return ""
}

// nameable reports whether a version of a source can be called so.
func nameable(of *source, name string) bool {
	_, _, ok := dossier.VersionName(string(of.slug) + dossier.VersionMark + name)
	return ok && name != ""
}

// versionPath returns the path of a version by its kind and name alone.
func versionPath(of *source, name string) string {
	return File{Kind: dossier.KindSource, Slug: dossier.Slug(string(of.slug) + dossier.VersionMark + name)}.Path()
}

// differs reports whether a version says something of a key that the source does not.
func differs(of *source, key, value string) bool {
	switch key {
	case "title":
		return value != of.title
	case "author":
		return !claim.Agree(key, value, of.author)
	case "published":
		return !claim.Agree(key, value, of.published)
	case "lang":
		return !edit.SameLanguage(value, of.lang)
	case "url":
		return claim.AddressKey(value) != claim.AddressKey(of.url)
	}
	return true
}

// changesTold says what changed from one of two versions to the other, the one that was
// captured later.
func changesTold(of, made *source) string {
	before, after := of.text, made.text
	if made.captured < of.captured {
		before, after = after, before
	}
	n := map[revision.Kind]int{}
	moved := 0
	for _, c := range revision.Changes(before, after) {
		n[c.Kind]++
		if c.Moved {
			moved++
		}
	}
	var parts []string
	for _, k := range []revision.Kind{revision.Changed, revision.Added, revision.Dropped} {
		if n[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[k], k))
		}
	}
	if moved > 0 {
		parts = append(parts, fmt.Sprintf("%d moved", moved))
	}
	if len(parts) == 0 {
		return "no sentence changed"
	}
	return "sentences: " + strings.Join(parts, ", ")
}

// nearlySame is from which share of their runs of three words, of all that either
// has, two texts are nearly the same (the resemblance of Broder 1997).
const nearlySame = 0.5

// runsOfThree returns the runs of three words of a text, folded.
func runsOfThree(text string) map[string]bool {
	words := strings.Fields(claim.Words(text))
	out := make(map[string]bool, len(words))
	for i := range len(words) - 2 {
		out[strings.Join(words[i:i+3], " ")] = true
	}
	return out
}

func resemblance(a, b map[string]bool) float64 {
	common := 0
	for r := range a {
		if b[r] {
			common++
		}
	}
	if common == 0 {
		return 0
	}
	return float64(common) / float64(len(a)+len(b)-common)
}

// known returns the source of which a file is another version, by all that tells, and
// what does; nil where it is none. A text that another outlet has too is its own
// source: its words say nothing where both have an address, or a publisher, and
// these are not of one place.
func (im *Importer) known(made *source) (*source, string) {
	if found := im.at([]string{cmp.Or(made.url, made.archived)}); len(found) > 0 && deep(cmp.Or(made.url, made.archived)) {
		return found[0], "has the same address"
	}
	runs := runsOfThree(made.text)
	for _, s := range im.sources {
		for _, v := range s.readings() {
			if len(runs) > 0 && made.mayBe(v) && resemblance(runs, v.runs()) >= nearlySame {
				return s, "has nearly the same text"
			}
		}
	}
	return nil, ""
}

// deep reports whether an address is more than that of a site's front page.
func deep(address string) bool { return strings.ContainsAny(claim.AddressKey(address), "/\x00") }

// mayBe reports whether nothing that is said of two sources keeps them from being one.
func (s *source) mayBe(other *source) bool {
	host := func(address string) string {
		host, _, _ := strings.Cut(claim.AddressKey(address), "/")
		host, _, _ = strings.Cut(host, "\x00")
		return host
	}
	differ := func(a, b string) bool { return a != "" && b != "" && a != b }
	return !differ(host(s.url), host(other.url)) && !differ(claim.Words(s.publisher), claim.Words(other.publisher)) &&
		!(s.lang != "" && other.lang != "" && !edit.SameLanguage(s.lang, other.lang))
}

// runs returns the runs of three words of a source's text, made once.
func (s *source) runs() map[string]bool {
	if s.threes == nil {
		s.threes = runsOfThree(s.text)
	}
	return s.threes
}

// stamp matches the moment in the address of a copy in a web archive.
var stamp = regexp.MustCompile(`/(\d{4})(\d\d)(\d\d)\d{6}(?:[a-z]{2}_)?/https?:/`)

// archivedOn returns the day on which a web archive made a copy, where its address says
// it: EDTF, or "".
func archivedOn(address string) string {
	m := stamp.FindStringSubmatch(address)
	if m == nil {
		return ""
	}
	day := m[1] + "-" + m[2] + "-" + m[3]
	if _, copied := claim.ArchiveCopy(address); !copied {
		return ""
	}
	if _, err := edtf.Parse(day); err != nil {
		return ""
	}
	return day
}

// beside returns the path of a version of a source that is in a folder of its own.
func beside(of *source, slug dossier.Slug) string {
	if of.at == "" {
		return ""
	}
	return path.Join(path.Dir(of.at), string(slug)+".md")
}
