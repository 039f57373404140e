package export

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"dossier/generator/internal/collate"
	"dossier/generator/internal/segment"
)

const tabled = `-- dossier.yaml --
title: Дождь
editors: [Ada Lovell, Bo]
-- sources/paper.md --
---
title: =SUM(A1)
publisher: The "Paper", daily
captured: 2015-03-09
---
It rained on Monday, and it rained on Tuesday.
-- sources/paper@2015-03-08.md --
---
---
It rained on Sunday.
-- sources/kept.md --
---
title: Kept
publish: passages
---
Nobody reads this. It rained on Monday, and it snowed.
-- annotations/wet.md --
---
source: paper
author: Bo
---
> It rained […] it rained

-5 degrees,
two lines.
-- quotes/wet.md --
---
title: Wet
speaker: [ada, bo]
said: 2015-03~
---
> It rained on Sunday.
> — [[paper@2015-03-08]], line 1

> it snowed
> — [[kept]]
-- claims/rain.md --
---
title: It rained
verdict: supported
reviewed: 2015-03-10
---
> It rained on Monday
> — [[paper]] supports
-- events/rain.md --
---
title: Rain
date: 2015-03
people: ada
---
> It rained on Monday
> — [[paper]]
-- people/ada.md --
---
name: Ada
aliases: [Adele, A.]
---
-- people/bo.md --
---
name: Bo
---
`

// TestTablesAreAsThePackageSays reads every table by the data package alone, as a program would: its columns, their types, which cells
// must be filled, which rows are the only ones of their key, and which of another table they name.
func TestTablesAreAsThePackageSays(t *testing.T) {
	in := readInput(t, txtar.Parse([]byte(tabled)).Files)
	var many []collate.Alignment
	for range rowsHold/2 + 1 {
		many = append(many, collate.Alignment{Kind: collate.Verbatim, A: segment.Span{Start: 0, End: 19}, B: segment.Span{Start: 19, End: 38}, Score: 1})
	}
	in.Comparison = &collate.Result{Comparisons: []collate.Comparison{{A: "paper", B: "kept", Alignments: many}, {A: "kept", B: "paper", Alignments: many}}}
	files := made(t, Files(in))
	var pack struct {
		Name         string
		Contributors []struct{ Title string }
		Resources    []struct {
			Name   string
			Path   any
			Schema struct {
				Fields []struct {
					Name, Type  string
					Constraints struct{ Required bool }
				}
				PrimaryKey  []string
				ForeignKeys []struct {
					Fields    []string
					Reference struct {
						Resource string
						Fields   []string
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(files["data/datapackage.json"]), &pack); err != nil {
		t.Fatal(err)
	}
	if pack.Name != "dozhd" || len(pack.Contributors) != 2 {
		t.Errorf("the package is %q by %v", pack.Name, pack.Contributors)
	}
	rows := map[string][]map[string]string{}
	for _, r := range pack.Resources {
		paths, several := r.Path.([]any)
		if !several {
			paths = []any{r.Path}
		}
		var all strings.Builder
		for _, p := range paths {
			data := files["data/"+p.(string)]
			all.WriteString(data)
			if strings.Count(data, "\r\n") < 2 && r.Name != "quotes" {
				t.Errorf("%s has no rows:\n%s", p, data)
			}
		}
		if several != (r.Name == "alignments") {
			t.Errorf("%s is in %v", r.Name, r.Path)
		}
		read, err := csv.NewReader(strings.NewReader(all.String())).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", r.Name, err)
		}
		keys := map[string]bool{}
		for n, cells := range read {
			row := map[string]string{}
			for i, f := range r.Schema.Fields {
				if n == 0 {
					if cells[i] != f.Name {
						t.Errorf("%s: column %d is %q, not %q", r.Name, i, cells[i], f.Name)
					}
					continue
				}
				row[f.Name] = cells[i]
				if cells[i] == "" {
					if f.Constraints.Required {
						t.Errorf("%s: a row has no %s: %v", r.Name, f.Name, cells)
					}
					continue
				}
				var err error
				switch f.Type {
				case "integer":
					_, err = strconv.Atoi(cells[i])
				case "number":
					_, err = strconv.ParseFloat(cells[i], 64)
				case "boolean":
					_, err = strconv.ParseBool(cells[i])
				}
				if err != nil {
					t.Errorf("%s: %s is %q", r.Name, f.Name, cells[i])
				}
				if strings.ContainsRune("=+-@\t\r", rune(cells[i][0])) && !number.MatchString(cells[i]) {
					t.Errorf("%s: %s begins a formula: %q", r.Name, f.Name, cells[i])
				}
			}
			if n == 0 {
				continue
			}
			var key []string
			for _, k := range r.Schema.PrimaryKey {
				key = append(key, row[k])
			}
			if k := strings.Join(key, "\x00"); key != nil && keys[k] {
				t.Errorf("%s has two rows %v", r.Name, key)
			} else {
				keys[k] = true
			}
			rows[r.Name] = append(rows[r.Name], row)
		}
	}
	for _, r := range pack.Resources {
		for _, k := range r.Schema.ForeignKeys {
			table := k.Reference.Resource
			if table == "" {
				table = r.Name
			}
			known := map[string]bool{}
			for _, row := range rows[table] {
				known[row[k.Reference.Fields[0]]] = true
			}
			for _, row := range rows[r.Name] {
				if !known[row[k.Fields[0]]] {
					t.Errorf("%s: %s %q is no row of %s", r.Name, k.Fields[0], row[k.Fields[0]], table)
				}
			}
		}
	}
	if n := len(rows["alignments"]); n != 2*len(many) {
		t.Errorf("%d alignments", n)
	}
	a := rows["annotations"][0]
	if a["words"] != "It rained […] it rained" || a["remark"] != "'-5 degrees, two lines." || a["start"] != "0" || a["end"] != "34" {
		t.Errorf("%v", a)
	}
	q := rows["quotes"][0]
	if q["speakers"] != "ada bo" || q["said"] != "2015-03~" || q["page"] != "quotes/wet/" {
		t.Errorf("%v", q)
	}
	if !slices.ContainsFunc(rows["wordings"], func(w map[string]string) bool { return w["source"] == "paper@2015-03-08" && w["locator"] == "line 1" }) {
		t.Errorf("%v", rows["wordings"])
	}
	if p := rows["people"][0]; p["aliases"] != "Adele; A." || p["organisation"] != "false" {
		t.Errorf("%v", p)
	}
	if al := rows["alignments"][0]; strings.Contains(al["b_words"], "Monday") || strings.Contains(al["b_words"], "Nobody") {
		t.Errorf("words that are kept back are told: %v", al)
	}
}
