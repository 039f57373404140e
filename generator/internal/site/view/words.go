package view

// Words says things in the language of the site. The keys are those of
// templates/words/<language>.yaml.
type Words interface {
	// Word returns the text of a key with {1}, {2}… replaced by args.
	Word(key string, args ...any) string
	// Count returns the form of a key's text that goes with n, with {n}
	// replaced by n and {1}, {2}… by args.
	Count(key string, n int, args ...any) string
	// Language is the BCP 47 tag of the language.
	Language() string
}
