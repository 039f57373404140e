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
// from, or in which form the page is shown, and not what is read.
var tracking = regexp.MustCompile(`(?i)^(utm_.*|at_.*|pk_.*|mtm_.*|hsa_.*|wt_.*|ns_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl|cmpid|cmp|icid|ncid|ocid|spm|ref|ref_src|ref_url|referrer|si|share|shared|sharetype|source|ftag|s_cid|smid|smtyp|partner|xtor|amp|amp_js_v|outputtype|__twitter_impression)$`)

var (
	ownHost     = regexp.MustCompile(`^(?:www\d?|m|mobile|amp)\.`)
	proxied     = regexp.MustCompile(`^(.+?)\.(?:[\w-]*proxy[\w-]*)\..+`)
	throughPath = regexp.MustCompile(`^/(?:amp/|c/|v/|a/|i/)?(?:s/)?((?:[\w-]+\.)+[a-z]{2,}/.*)$`)
	lastPart    = regexp.MustCompile(`(?i)(?:/amp/?|\.amp(?:\.html?)?|/(?:index|default)\.(?:html?|php|aspx?|jsp))$`)
)

// direct returns the address of the page that an address leads to through
// something else: the proxy of a library, a copy for telephones, a program for
// annotations.
func direct(u *url.URL) *url.URL {
	inner := func(s string) *url.URL {
		if v, err := url.Parse(s); err == nil && v.Host != "" {
			return v
		}
		return u
	}
	host := strings.ToLower(u.Hostname())
	switch {
	case host == "via.hypothes.is":
		return inner(strings.TrimPrefix(u.Path, "/"))
	case strings.HasSuffix(host, "google.com") && strings.HasPrefix(u.Path, "/amp/"), strings.HasSuffix(host, "cdn.ampproject.org"):
		if m := throughPath.FindStringSubmatch(u.Path); m != nil {
			return inner("https://" + m[1])
		}
	case strings.Contains(host, "proxy"):
		for _, key := range []string{"url", "qurl"} {
			if target := u.Query().Get(key); target != "" {
				return inner(target)
			}
		}
		if m := proxied.FindStringSubmatch(host); m != nil && (strings.Contains(m[1], ".") || strings.Contains(m[1], "-")) {
			v := *u
			v.Host = m[1]
			if !strings.Contains(m[1], ".") {
				// Two hyphens are one of the name.
				v.Host = strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(m[1], "--", "\x00"), "-", "."), "\x00", "-")
			}
			return &v
		}
	}
	return u
}

// AddressKey returns a key that two addresses of one page have in common:
// host and path, and what parameters there are but those of tracking. The page
// for telephones, that of a proxy, and index.html are the page.
func AddressKey(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" {
		return ""
	}
	u = direct(u)
	host := strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(u.Host), ":80"), ":443")
	if short := ownHost.ReplaceAllString(host, ""); strings.Contains(short, ".") {
		host = short
	}
	out := host + strings.TrimRight(lastPart.ReplaceAllString(strings.TrimRight(u.Path, "/"), ""), "/")
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

// schemeSlashes matches the scheme of an address with the slashes behind it.
var schemeSlashes = regexp.MustCompile(`^(https?):/+`)

// ArchiveCopy reports whether an address is that of a copy in a known web
// archive, and returns the address of the original where the copy's holds it.
func ArchiveCopy(s string) (original string, ok bool) {
	u, err := url.Parse(s)
	if err != nil || !IsArchive(strings.ToLower(u.Hostname())) || strings.Trim(u.Path, "/") == "" {
		return "", false
	}
	if m := archivedPath.FindStringSubmatch(s); m != nil {
		// Some servers make one slash of the two.
		original = schemeSlashes.ReplaceAllString(m[1], "$1://")
		return WebAddress(original), true
	}
	return "", true
}
