package claim

import "regexp"

// Titles that sites of short messages give to one: “Ida Quist (@ida)”, “Ida Quist
// on X: "The pier is closed."”.
var (
	handled = regexp.MustCompile(`^(?:\(\d+\+?\)\s)?([^"“”«»:|]{2,60}?)\s\(@[\w.-]+(?:@[\w.-]+)?\)`)
	saidOn  = regexp.MustCompile(`^(?:\(\d+\+?\)\s)?([^"“”«»:|]{2,60}?)\s(?:on|auf|sur|en|в)\s(X|Twitter|Threads|Bluesky|Facebook|Instagram|LinkedIn|Mastodon):\s["“„«]`)
)

// Poster returns who wrote the short message that has a title, and on which site,
// as the title says; both are empty where it is no title of one.
func Poster(title string) (author, site string) {
	if m := saidOn.FindStringSubmatch(title); m != nil {
		if h := handled.FindStringSubmatch(m[1] + " "); h != nil {
			return h[1], m[2]
		}
		return m[1], m[2]
	}
	if m := handled.FindStringSubmatch(title); m != nil {
		return m[1], ""
	}
	return "", ""
}
