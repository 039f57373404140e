package tongue

import (
	"fmt"
	"regexp"
)

var languageTag = regexp.MustCompile(`^([A-Za-z]{2,8})(-[A-Za-z0-9]{1,8})*$`)

// Untagged says what is wrong with a BCP 47 tag of a language and what mends it,
// and whether it is no tag at all. The message is empty where nothing is wrong.
func Untagged(text string) (message, hint string, none bool) {
	switch m := languageTag.FindStringSubmatch(text); {
	case m == nil:
		return fmt.Sprintf("%q is not a language tag", text), "write a BCP 47 tag such as en, de or pt-BR", true
	case len(m[1]) > 3:
		// BCP 47 keeps room for longer ones, and none was ever registered.
		return fmt.Sprintf("no language has the tag %q", text), "a tag begins with two or three letters, such as en, de or pt-BR; a language's name is none", false
	}
	return "", "", false
}
