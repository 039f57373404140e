package wording

import "testing"

// twoPassages are two passages in a language, and what is so of them.
type twoPassages struct {
	lang, a, b string
	want       bool
}

// bothWays holds a function against what is so of two passages, whichever is the first.
func bothWays(t *testing.T, of func(lang, a, b string) bool, cases []twoPassages) {
	t.Helper()
	for _, c := range cases {
		if got := of(c.lang, c.a, c.b); got != c.want {
			t.Errorf("%s: %q and %q: %t", c.lang, c.a, c.b, got)
		}
		if got := of(c.lang, c.b, c.a); got != c.want {
			t.Errorf("%s: %q and %q: %t", c.lang, c.b, c.a, got)
		}
	}
}

func TestWhatAStatementInOtherWordsHasInCommon(t *testing.T) {
	bothWays(t, tells, []twoPassages{
		{"en", "I hope that it will open in June", "The repairs will take until June, and we hope that the buses will run on time", false},
		{"en", "They will take until June 2027, Vogt said, and she hopes that the ward will return earlier", "The repairs, she said, would take until the summer of 2027, and she hopes that the ward is back before Christmas", true},
		{"en", "Nobody was in danger", "There was no danger at any time", true},
		{"en", "It will not have to", "It must not", true}, // neither has a word that says something by itself
		{"de", "Ich hoffe, dass er im Juni öffnet", "Die Arbeiten dauern bis Juni, und wir hoffen, dass die Busse fahren", false},
		{"de", "Niemand war in Gefahr, und die Brücke hält", "Die Brücke hielt, und Gefahr bestand für niemanden", true},
		{"fr", "J’espère qu’il ouvrira en juin", "Les travaux dureront jusqu’en juin, et nous espérons que les bus rouleront", false},
		{"fr", "Personne n’a été blessé dans l’accident", "L’accident n’a pas fait de blessés", true},
		{"es", "Espero que abra en junio", "Las obras durarán hasta junio, y esperamos que los autobuses circulen", false},
		{"es", "El puente se cerrará en marzo", "En marzo cerrarán el puente viejo", true},
		{"ru", "Надеюсь, что он откроется в июне", "Ремонт продлится до июня, и мы надеемся, что автобусы поедут", false},
		{"ru", "Мост закроют в марте", "Этот мост будет закрыт с марта", true},
		{"tlh", "one two", "three four", true}, // a language that is not known
	})
}
