package claim

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// WebAddress returns s as a whole web address without its fragment, or "".
func WebAddress(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 2000 {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// tracking matches the parameters of an address that say where a reader came
// from, and not what is read.
var tracking = regexp.MustCompile(`^(utm_.*|fbclid|gclid|yclid|mc_cid|mc_eid|igshid|cmpid|ref_src)$`)

// AddressKey returns a key that two addresses of one page have in common:
// host and path, and what parameters there are but those of tracking.
func AddressKey(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":80"), ":443")
	out := host + strings.TrimRight(u.Path, "/")
	q := u.Query()
	keys := make([]string, 0, len(q))
	for k := range q {
		if !tracking.MatchString(k) {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		out += "\x00" + k + "=" + strings.Join(q[k], "\x00")
	}
	return out
}

// archives are the hosts of known web archives.
var archives = regexp.MustCompile(`^(?:web\.archive\.org|wayback\.archive-it\.org|archive\.(?:today|is|ph|li|md|vn|fo)|(?:www\.)?webcitation\.org|perma\.cc|arquivo\.pt|ghostarchive\.org|megalodon\.jp|webarchive\.nationalarchives\.gov\.uk|www\.webarchive\.org\.uk|webarchive\.loc\.gov)$`)

// IsArchive reports whether a name is the host of a known web archive.
func IsArchive(host string) bool { return archives.MatchString(host) }

// archivedPath matches the path of an archive copy that holds the address of
// what was archived.
var archivedPath = regexp.MustCompile(`/[0-9.-]{4,19}(?:[a-z]{2}_)?/(https?:/.+)$`)

// ArchiveCopy reports whether an address is that of a copy in a known web
// archive, and returns the address of the original where the copy's holds it.
func ArchiveCopy(s string) (original string, ok bool) {
	u, err := url.Parse(s)
	if err != nil || !IsArchive(strings.ToLower(u.Hostname())) || strings.Trim(u.Path, "/") == "" {
		return "", false
	}
	if m := archivedPath.FindStringSubmatch(s); m != nil {
		// Some servers make one slash of the two.
		original = regexp.MustCompile(`^(https?):/+`).ReplaceAllString(m[1], "$1://")
		return WebAddress(original), true
	}
	return "", true
}
