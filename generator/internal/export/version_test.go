package export

import (
	"encoding/json"
	"testing"

	"golang.org/x/tools/txtar"
)

// What of a source was captured when, where, and with what other words is in
// dossier.json and in the timeline, each version with its text.
func TestVersionsAreExported(t *testing.T) {
	in := readInput(t, txtar.Parse([]byte(`-- dossier.yaml --
title: A ferry
-- sources/paper.md --
---
title: Ferry stopped
published: 2024-03-11
captured: 2024-03-12T09:10
url: https://courier.example/ferry
---
It was stopped after 12 complaints. Nobody was hurt.
-- sources/paper@2024-03-14T19-42.md --
---
archived: https://archive.example.org/ferry
---
It was stopped after 21 complaints. Nobody was hurt.
-- quotes/hurt.md --
---
title: Hurt
---
> after 12 complaints
> — [[paper]]
`)).Files)
	files := map[string][]byte{}
	for _, f := range Files(in) {
		data, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		files[f.Path] = data
	}
	validate(t, DossierSchema, files["dossier.json"])
	validate(t, timelineSchema, files["timeline.json"])
	var whole struct {
		Sources []struct{ Versions json.RawMessage }
	}
	if err := json.Unmarshal(files["dossier.json"], &whole); err != nil {
		t.Fatal(err)
	}
	var got any
	if err := json.Unmarshal(whole.Sources[0].Versions, &got); err != nil {
		t.Fatal(err)
	}
	compact, _ := json.Marshal(got)
	const want = `[{"captured":"2024-03-12T09:10","length":52,"name":"2024-03-12T09-10","page":"sources/paper@2024-03-12T09-10/","publish":"full","published":"2024-03-11","seen":"2024-03-12T09:10","slug":"paper@2024-03-12T09-10","text":"sources/paper@2024-03-12T09-10/source.txt","title":"Ferry stopped","url":"https://courier.example/ferry"},` +
		`{"archived":"https://archive.example.org/ferry","changes":[{"after":{"end":35,"start":0},"before":{"end":35,"start":0},"kind":"changed","moved":false}],"length":52,"name":"2024-03-14T19-42","page":"sources/paper/","publish":"full","published":"2024-03-11","seen":"2024-03-14T19:42","slug":"paper","text":"sources/paper/source.txt","title":"Ferry stopped","url":"https://courier.example/ferry"}]`
	if string(compact) != want {
		t.Errorf("got\n%s", compact)
	}
	for _, path := range []string{"sources/paper/source.txt", "sources/paper@2024-03-12T09-10/source.txt"} {
		if len(files[path]) != 52 {
			t.Errorf("%s holds %q", path, files[path])
		}
	}
	var dated struct {
		Entries []struct{ Slug, Clock, Date, Page string }
	}
	if err := json.Unmarshal(files["timeline.json"], &dated); err != nil {
		t.Fatal(err)
	}
	last := dated.Entries[len(dated.Entries)-1]
	if last.Clock != "changed" || last.Date != "2024-03-14T19:42" || last.Page != "sources/paper/versions/#v-2024-03-14T19-42" {
		t.Errorf("the timeline ends with %+v", last)
	}
}
