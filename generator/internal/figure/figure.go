// Package figure draws.
//
// It has what a picture is made of as values, and the paths of SVG for lines, bars, axes and letters that fit a room.
// A [Drawing] knows nothing of pages or of a dossier; who makes it says where
// its links lead and what its marks are called. Sizes are units of a picture
// whose width is fixed, x to the right and y down; the page scales it.
package figure

// A Drawing is a picture made of lines of a fixed size, as SVG has it: x runs
// to the right and y down, in units.
type Drawing struct {
	ID            string // of the drawing on its page; its title has it with "-title" behind
	Variant       string // "wide", "narrow" or "small": for which room it is drawn
	Width, Height int
	Title         string
	Rules         []Rule // behind everything else
	Texts         []Text
	Marks         []Mark
}

// A Rule is a path that means nothing by itself.
type Rule struct{ Class, Path string }

// A Text is words in a drawing. It is either Words or Links, which then stand
// one after another.
type Text struct {
	X, Y   int
	Class  string
	Anchor string // where X is: "start", "middle" or "end"
	Words  string
	Links  []TextLink
	After  string // said after the last link
	Of     string // numbers of the items of a list that it is of, parted by spaces
}

// A TextLink is a link within a Text.
type TextLink struct {
	Href, Text string
	Join       string // stands between it and the one before
	Title      string // says more than Text
}

// A Mark is something drawn that has a meaning, and may be a link.
type Mark struct {
	Href  string // empty when it is no link
	Class string
	Title string
	Hit   string // the path of what can be pointed at besides; may be empty
	Quiet bool   // the keyboard passes it by, since the page says the same elsewhere
	Paths []Rule
	Label *Text  // written beside it; may be nil
	Of    string // as that of a Text
}
