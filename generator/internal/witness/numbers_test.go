package witness

import (
	"slices"
	"testing"
)

func TestNumbersInWordsAndFigures(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       []float64
	}{
		{"en", "They sold 30,000 houses.", []float64{30000}},
		{"en", "They sold thirty thousand houses.", []float64{30000}},
		{"en", "He is twenty-five and she is 7.5 feet tall.", []float64{25, 7.5}},
		{"en", "It cost 2.6 million, the third loss, and the 7th goal.", []float64{2.6e6, 3, 7}},
		{"en", "Two hundred and forty men, and nine boats.", []float64{240, 9}},
		{"en", "Thousands of people came, a million of them.", nil},
		{"en", "Of the twelve, three and four stayed.", []float64{12, 3, 4}},
		{"en", "Two thousand five hundred crowns.", []float64{2500}},
		{"de", "Es waren 30.000 Häuser und drei Millionen Äpfel.", []float64{30000, 3e6}},
		{"fr", "Deux cents maisons, trente mille pommes, 7,5 pour cent.", []float64{200, 30000, 7.5}},
		{"es", "Treinta y cinco casas y quinientos mil euros.", []float64{35, 500000}},
		{"ru", "Тридцать пять тысяч домов и двести яблок.", []float64{35000, 200}},
		{"it", "Dodici case, 30 mele.", []float64{30}},
	} {
		list, _ := Read([]Text{{ID: "a", Lang: tt.lang, Body: tt.text}}, 1)
		var got []float64
		for _, f := range list[0].Facts {
			if !f.Name {
				got = append(got, f.Value)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.text, got, tt.want)
		}
	}
}
