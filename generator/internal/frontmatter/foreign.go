package frontmatter

import (
	"slices"
	"strings"
)

// foreign are the names that other programs (Hugo, Jekyll, Obsidian, Zotero,
// CSL, Dublin Core) have for keys of ours, a line for each of ours.
var foreign = func() map[string][]string {
	m := map[string][]string{}
	for ours, names := range map[string]string{
		"topics":    "tags tag keywords keyword categories category subject subjects",
		"published": "date pubdate publishdate publicationdate publishedat dateposted datepublished issued dcdate",
		"said":      "date spoken",
		"updated":   "modified lastmod lastmodified datemodified updatedat",
		"created":   "date",
		"captured":  "accessed accessdate retrieved saved clipped",
		"archived":  "archive archiveurl wayback snapshot",
		"publisher": "outlet publication newspaper journal site website sitename containertitle",
		"author":    "authors creator byline writer by",
		"editors":   "author authors editor",
		"speaker":   "by author saidby who person",
		"url":       "link permalink canonical canonicalurl uri sourceurl href",
		"source":    "from article citation",
		"title":     "name headline",
		"language":  "lang locale",
		"lang":      "language locale",
		"rights":    "license licence copyright",
		"license":   "licence copyright rights",
		"aliases":   "alias aka",
		"people":    "persons participants",
		"summary":   "description abstract excerpt",
		"base_url":  "baseurl url siteurl",
		"related":   "seealso links",
		"changes":   "changelog corrections correction history",
		"what":      "text change message",
		"why":       "reason because",
	} {
		for _, name := range strings.Fields(names) {
			m[name] = append(m[name], ours)
		}
	}
	for _, ours := range m {
		slices.Sort(ours)
	}
	return m
}()

// keyMarks are the marks by which writings of one key differ.
var keyMarks = strings.NewReplacer("-", "", "_", "", " ", "", ":", "", ".", "")

// translated returns which of the known keys other programs call key, and whether
// that is one.
func translated(key string, known []string) (string, bool) {
	key = keyMarks.Replace(strings.ToLower(key))
	var found []string
	for _, ours := range foreign[key] {
		if slices.Contains(known, ours) {
			found = append(found, ours)
		}
	}
	if len(found) > 1 { // every file may have the day it was made; its own date is meant
		found = slices.DeleteFunc(found, func(ours string) bool { return ours == "created" })
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}
