package main

import (
	"encoding/json"
	"fmt"
	"testing"
)

// found is what a query finds, as the script of the search says it.
type found struct {
	Query string
	Total int
	Near  string // the word that was looked for instead
	First []string
}

// findAll asks the search of the window for queries.
func findAll(w *window, queries []string, typing bool) []found {
	w.t.Helper()
	w.until(`!!globalThis.dossierSearch`)
	list, err := json.Marshal(queries)
	if err != nil {
		w.t.Fatal(err)
	}
	w.bool(fmt.Sprintf(`(async () => {
		const out = [];
		for (const query of %s) {
			const r = await dossierSearch(query, %t);
			out.push({query, total: r.found.length, near: r.told.map((t) => t[1]).join(" "),
				first: r.found.slice(0, 3).map((f) => f.card.page.page + "#" + (f.at.id || f.card.page.place) + " " + f.card.title)});
		}
		globalThis.answers = out;
	})(), true`, list, typing))
	w.until(`!!globalThis.answers`)
	out := evaluate[[]found](w, `answers`)
	w.bool(`delete globalThis.answers`)
	return out
}

func TestReadersFind(t *testing.T) {
	b := newBrowser(t)
	w := b.window(t, b.disk, true)
	w.open("search/index.html")
	for _, f := range findAll(w, []string{"not permissible", "Nikolay", "Patrushev 2016", "Kerry", "\"good and bad\"", "terrorists 'good'", "divide", "dividing", "Patrushov", "xyzzy", "ker", "double standard", "club party"}, false) {
		t.Logf("%+v", f)
	}
}
