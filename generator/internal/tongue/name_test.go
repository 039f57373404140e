package tongue

import "testing"

func TestLanguagesHaveNamesInEachLanguage(t *testing.T) {
	for _, c := range [][3]string{
		{"ru", "en", "Russian"}, {"ru-RU", "de", "Russisch"}, {"ar", "fr", "arabe"}, {"zh-Hans", "es", "chino"}, {"en-GB", "ru", "английский"},
		{"he", "nl", "Hebrew"}, {"xx-no-language", "en", "xx-no-language"}, {"qya", "en", "qya"},
	} {
		if got := Name(c[0], c[1]); got != c[2] {
			t.Errorf("%s is called %q in %s, want %q", c[0], got, c[1], c[2])
		}
	}
}
