package collate

import (
	"bytes"
	"encoding/gob"
	"fmt"

	"dossier/generator/internal/segment"
	"dossier/generator/internal/witness"
)

// kept is what a [Result] is made of again, with the texts that were compared.
type kept struct {
	Comparisons []Comparison
	Newest      []Comparison // see [Result.Newest]
	Boilerplate [][]segment.Span
	Sentences   [][]segment.Span // per text, in the order of Boilerplate
}

// Keep returns the result as bytes, from which [Kept] makes it. texts are those
// that were compared.
func (r *Result) Keep(texts []witness.Text) ([]byte, error) {
	k := kept{r.Comparisons, r.newest, r.Boilerplate, make([][]segment.Span, len(texts))}
	for i, t := range texts {
		k.Sentences[i] = r.sentences[t.ID]
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(k); err != nil {
		return nil, fmt.Errorf("keep comparison: %w", err)
	}
	return b.Bytes(), nil
}

// Kept returns the result of comparing texts that [Result.Keep] kept.
func Kept(data []byte, texts []witness.Text) (*Result, error) {
	var k kept
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&k); err != nil {
		return nil, fmt.Errorf("read kept comparison: %w", err)
	}
	if len(k.Sentences) != len(texts) {
		return nil, fmt.Errorf("read kept comparison: it is of %d texts, not %d", len(k.Sentences), len(texts))
	}
	r := newResult(k.Boilerplate)
	for i, t := range texts {
		r.hold(t, k.Sentences[i])
	}
	for _, c := range k.Comparisons {
		r.add(c)
	}
	for _, c := range k.Newest {
		r.addNewest(c)
	}
	return r, nil
}
