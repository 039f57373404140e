package collate

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestTmp(t *testing.T) {
	var texts []Text
	for _, n := range []string{"A", "B", "C", "D", "E"} {
		b, _ := os.ReadFile("/tmp/reuse/w11/" + n + ".txt")
		texts = append(texts, Text{ID: n, Body: string(b), Lang: "en"})
	}
	s := os.Getenv("S")
	r := Compare(texts, Options{})
	fmt.Println(len(r.Boilerplate[0]))
	for _, b := range r.Boilerplate[0] {
		fmt.Printf("BOILER %q\n", b.In(texts[0].Body))
	}
	c, _ := r.Of("A", "B")
	ia, ib := strings.Index(texts[0].Body, s), strings.Index(texts[1].Body, s)
	for _, al := range c.Alignments {
		if al.A.Start < ia+len(s) && ia < al.A.End || al.B.Start < ib+len(s) && ib < al.B.End {
			fmt.Printf("PASSAGE %v\n %.300q\n %.300q\n", al, al.A.In(texts[0].Body), al.B.In(texts[1].Body))
		}
	}
}
