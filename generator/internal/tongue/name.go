package tongue

import (
	tags "golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Name returns the name of the language of a BCP 47 tag, whatever the region, in
// words of another: of "ru-RU" in "en" it is "Russian". Where it has none that is known it is the tag.
func Name(tag, in string) string {
	t, err := tags.Parse(tag)
	if err != nil {
		return tag
	}
	base, _ := t.Base()
	if name := display.Languages(tags.Make(speak(in).tag)).Name(base); name != "" {
		return name
	}
	return tag
}
