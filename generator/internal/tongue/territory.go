package tongue

import "strings"

// Territory returns the country or the region that a BCP 47 tag names, in the letters or digits of the standard: "AT" of de-AT. It
// is empty where the tag names none.
func Territory(lang string) string {
	for _, part := range strings.Split(lang, "-")[1:] {
		switch {
		case len(part) == 1: // what follows is of extensions
			return ""
		case len(part) == 2, len(part) == 3 && strings.Trim(part, "0123456789") == "":
			return strings.ToUpper(part)
		}
	}
	return ""
}
