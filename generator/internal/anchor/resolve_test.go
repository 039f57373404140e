package anchor

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"golang.org/x/tools/txtar"
)

const folder = `
-- sources/s.md --
Ünïcode first. The war was over, he said. The war was not lost.
-- quotes/b.md --
> The war was over
> — [[s]]

> The war was over, he said.
> — [[s]]

> Ünïcode
> — [[s]]
-- events/a.md --
> The war was over
> — [[s]]

> The war was
> — [[s]]

> The war was lost.
> — [[s]]

> Zebras gallop.
> — [[s]]
`

func TestDetailsCountCodePoints(t *testing.T) {
	_, diags := Resolve(read(txtar.Parse([]byte(folder)).Files))
	var got []string
	for _, d := range diags {
		data, err := json.Marshal(d.Detail)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(data))
	}
	want := []string{
		`{"places":[{"start":15,"end":26},{"start":42,"end":53}]}`,
		`{"nearest":{"source":"s","start":42,"end":63,"exact":"The war was not lost.","difference":"negation"}}`,
		`{"nearest":null}`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("details (-want +got):\n%s", d)
	}
}

func TestCitationsOfASourceComeByPlaceThenTheLongerFirst(t *testing.T) {
	d := read(txtar.Parse([]byte(folder)).Files)
	e, _ := Resolve(d)
	type cited struct {
		File, Text string
		Line       int
	}
	list := func(all []Cited) (out []cited) {
		for _, c := range all {
			out = append(out, cited{c.Citation.Note.File.Name, c.Passage.In(d.Sources[0].Plain), c.Citation.Quote.Line})
		}
		return out
	}
	want := []cited{
		{"quotes/b.md", "Ünïcode", 7},
		{"quotes/b.md", "The war was over, he said.", 4},
		{"events/a.md", "The war was over", 1},
		{"quotes/b.md", "The war was over", 1},
	}
	if d := cmp.Diff(want, list(e.Of(d.Sources[0]))); d != "" {
		t.Errorf("Of (-want +got):\n%s", d)
	}
	want = []cited{want[2], want[3], want[1], want[0]}
	if d := cmp.Diff(want, list(e.All())); d != "" {
		t.Errorf("All (-want +got):\n%s", d)
	}
	for _, c := range e.All() {
		if p, ok := e.Passage(c.Citation); !ok || p.Span != c.Passage.Span {
			t.Errorf("Passage of %s:%d = %v, %v", c.Citation.Note.File.Name, c.Citation.Quote.Line, p, ok)
		}
	}
}
