package edit

import (
	"testing"

	"dossier/generator/internal/segment"
)

func TestWhatIsSaidHasItsMarksInPairs(t *testing.T) {
	for text, want := range map[string]string{
		`He warned that the West was engaging in "hostile propaganda" that was "not conducive to the unity of all in this fight."`: `"hostile propaganda" that was "not conducive to the unity of all in this fight."`,
		`The mayor said: “We were warned too late by the ministry in the capital.”`:                                                `We were warned too late by the ministry in the capital.`,
		`“We were warned too late by the ministry,” he said.`:                                                                      `We were warned too late by the ministry,`,
		`The mayor said that nobody had called.`:                                                                                   `The mayor said that nobody had called.`,
	} {
		if got := Said(text, segment.Span{Start: 0, End: len(text)}).In(text); got != want {
			t.Errorf("of %s\n said %s\n want %s", text, got, want)
		}
	}
}
