package diag

import "slices"

// A Hint says what would mend a problem, in phrases. The commands in it are
// values: whoever shows a hint writes them as they are typed where it is read
// (package shell). The empty hint says nothing.
type Hint []Phrase

// A Phrase is words, or a command where it has a name.
type Phrase struct {
	Words   string
	Command Command
}

// A Command is a call of the program that a hint advises.
type Command struct {
	Name   string   // such as "new" or "templates diff"
	Args   []string // after the name, in their order
	Folder string   // the content folder it works on; empty where it need not be told
}

// Say returns a hint that is text; of an empty text the empty hint.
func Say(text string) Hint { return Hint(nil).Say(text) }

// Say returns h with text behind it.
func (h Hint) Say(text string) Hint {
	if text == "" {
		return h
	}
	return append(slices.Clip(h), Phrase{Words: text})
}

// Run returns h with a command behind it.
func (h Hint) Run(c Command) Hint { return append(slices.Clip(h), Phrase{Command: c}) }

// Then returns h with another hint behind it.
func (h Hint) Then(other Hint) Hint { return append(slices.Clip(h), other...) }
