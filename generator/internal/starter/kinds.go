package starter

import (
	"cmp"
	"fmt"

	"dossier/generator/internal/dossier"
)

// A Blank is a key of a skeleton whose value can be given when it is made: the
// slug of something that is there.
type Blank struct {
	Key   string
	Kind  dossier.Kind // of what it names
	About string       // what it is for, with `SLUG` in it
	// Required says that the file is wrong without it. Where there is but one
	// thing of the kind, it can mean no other.
	Required bool
}

// kinds are what is peculiar to the skeleton of a kind, if anything is.
var kinds = map[dossier.Kind]struct {
	arguments string // of "dossier new KIND", as its help shows them
	blanks    []Blank
}{
	dossier.KindSource: {`paper --title "Footbridge to stay shut"`, nil},
	dossier.KindAnnotation: {"opening --source paper", []Blank{
		{"source", dossier.KindSource, "`SLUG` of the source that it speaks of", true},
	}},
	dossier.KindQuote: {"why-it-is-shut --speaker ada-thornquist", []Blank{
		{"speaker", dossier.KindPerson, "`SLUG` of the person who speaks", false},
	}},
	dossier.KindClaim:  {`repair-is-paid --title "The district pays for the repair"`, nil},
	dossier.KindEvent:  {`meeting --title "Meeting in the hall"`, nil},
	dossier.KindPerson: {`ada-thornquist --title "Ada Thornquist"`, nil},
	dossier.KindPage:   {`method --title "How it was made"`, nil},
}

// Arguments returns arguments of "dossier new KIND", for its help.
func Arguments(kind dossier.Kind) string {
	return cmp.Or(kinds[kind].arguments, fmt.Sprintf(`first-%s --title "The first %[1]s"`, kind))
}

// BlanksOf returns the blanks of the skeleton of a kind.
func BlanksOf(kind dossier.Kind) []Blank { return kinds[kind].blanks }
