package spelling

import "testing"

func TestANameIsOneInTwoScripts(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Николай", "Nikolai", true}, {"Николай", "Nikolay", true}, {"Патрушев", "Patrushev", true}, {"Орлов", "Orlov", true},
		{"Лукашевич", "Lukashevich", true}, {"Хаменеи", "Khamenei", true}, {"محمد", "Mohammed", true}, {"محمد", "Muhammad", true},
		{"Παπαδόπουλος", "Papadopoulos", true}, {"Обама", "Obama", true}, {"习近平", "Xijinping", true},
		{"Орлов", "Petrov", false}, {"Николай", "Nicole", false}, {"Иван", "Ian", false}, {"Москва", "Minsk", false}, {"", "Orlov", false}, {"—", "-", false},
	} {
		if got := SameName(c.a, c.b); got != c.same {
			t.Errorf("%s and %s: %t, want %t (%s, %s)", c.a, c.b, got, c.same, latinName(c.a), latinName(c.b))
		}
	}
	if !OfOneScript("Nikolai", "Nikolaï") || OfOneScript("Nikolai", "Николай") {
		t.Error("scripts are not told apart")
	}
}
