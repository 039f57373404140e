package wording

import (
	"strings"
	"testing"
)

func TestOneOfTwoWordingsDenies(t *testing.T) {
	bothWays(t, opposed, []twoPassages{
		{"en", "We do not have the money", "The mayor believes the works have the money", true},
		{"en", "We don’t have the money", "Nobody here has the money", false},
		{"en", "We do not have it", "They denied that they have it", false},
		{"de", "Wir haben das Geld nicht", "Das Werk hat das Geld", true},
		{"de", "Wir haben kein Geld", "Geld haben wir nicht", false},
		{"fr", "Nous n’avons pas l’argent", "Ils ont l’argent, dit le maire", true},
		{"fr", "Nous n’avons pas l’argent", "L’argent, ils ne l’ont pas", false},
		{"es", "No tenemos el dinero", "Tienen el dinero", true},
		{"ru", "У нас нет денег", "У них есть деньги", true},
		{"tlh", "not", "it", false}, // a language that is not known
	})
}

func TestOneOfTwoPassagesDeniesWhatTheOtherSays(t *testing.T) {
	const long = "The board met on Monday. The dam is %safe, it said. Two crews have worked there since May, and no work was left undone."
	with := func(word string) string { return strings.Replace(long, "%", word, 1) }
	bothWays(t, OneDenies, []twoPassages{
		{"en", "The dam is safe.", "The dam is not safe.", true},
		{"en", with(""), with("not "), true}, // in the middle, and both deny something else
		{"en", with(""), with("very "), false},
		{"en", "It recommended that the bridge be closed", "It did not recommend that the bridge be closed", true},
		{"en", "The dam is safe", "The dam is safe, and no one was hurt", false}, // a clause more
		{"en", "It was not closed", "It was never closed", false},
		{"en", "They said that it was closed", "They denied that it was closed", true},
		{"en", "They did not say that it was closed", "They denied that it was closed", false},
		{"en", "It is safe and dry", "It is not only safe but dry", false},
		{"en", "She did not go by train", "By train she did not go", false}, // moved
		{"en", "Dividing terrorists into good and bad ones is unacceptable", "The division of terrorists into good and bad is not permissible", false},
		{"en", "The old stand was safe in high wind", "is not safe when the wind is high", true},
		{"de", "Der Damm ist unsicher", "Der Damm ist nicht sicher", false},
		{"de", "Der Damm ist sicher", "Der Damm ist nicht sicher", true},
		{"de", "Der Damm ist dicht", "Der Damm ist nicht nur dicht", false},
		{"fr", "Le barrage est sûr", "Le barrage n’est pas sûr", true},
		{"es", "La presa es segura", "La presa no es segura", true},
		{"ru", "Плотина безопасна", "Плотина не безопасна", true},
		{"tlh", "one two", "one not two", false}, // a language that is not known
	})
}
