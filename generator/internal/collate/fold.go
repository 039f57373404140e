package collate

import "dossier/generator/internal/fold"

// foldWord returns a word as the comparison sees it.
func foldWord(s string) string { return fold.Word(s) }
