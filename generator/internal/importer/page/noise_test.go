package page

import "testing"

// What the words of a paragraph say is pointed out; what only begins alike is
// not.
func TestNoise(t *testing.T) {
	for paragraph, want := range map[string]string{
		"ADVERTISEMENT": "an advertisement", "— Anzeige —": "an advertisement", "Story continues below advertisement": "an advertisement", "Реклама": "an advertisement",
		"The advertisement was withdrawn.": "", "Advertising is what the paper lives on": "",

		"READ MORE: Ferry fares to rise": "a link to other articles", "Read more": "a link to other articles", "Read more about the bridge": "a link to other articles",
		"Mehr zum Thema": "a link to other articles", "Das könnte Sie auch interessieren": "a link to other articles", "Lesen Sie auch Fähre wird teurer": "a link to other articles",
		"Sur le même sujet": "a link to other articles", "À lire aussi : Le pont": "a link to other articles", "Te puede interesar: El puente": "a link to other articles", "Más información": "a link to other articles",
		"Lea también El puente": "a link to other articles", "Читайте также Паром подорожает": "a link to other articles", "Материалы по теме:": "a link to other articles", "You may also like": "a link to other articles",
		"À lire ce livre, on rit.": "", "Mehr als hundert kamen.": "", "Подробнее об этом он не сказал.": "",
		"Lesen Sie auch: Fähre wird teurer": "a link to other articles", "Читайте также: Паром": "a link to other articles", "Lire aussi : le pont": "a link to other articles",
		"Read more books, the mayor said.": "", "See also what the council wrote in May.": "", "Related work was done in 1987.": "",

		"Sign up for our newsletter to get the news every morning.": "an invitation to subscribe", "Sign up here for the morning briefing": "an invitation to subscribe",
		"Subscribe to The Harbour Post": "an invitation to subscribe", "Подпишитесь на наш канал": "an invitation to subscribe",
		"Sign up for the militia, they were told.": "", "The newsletter was stopped.": "",

		"Share this article: Facebook, Twitter": "share buttons", "Share this": "share buttons", "Share on Facebook": "share buttons", "Поделиться": "share buttons",
		"Share this with nobody, she said.": "", "Share prices fell.": "",

		"Published 3 March 2026 at 18:12": "the line with the date", "Published: Thursday, 5 March 2015 | Updated: 6 March": "the line with the date", "Veröffentlicht am 10.11.2026": "the line with the date",
		"Опубликовано 5 марта 2015": "the line with the date", "Published in 2015, the report was forgotten.": "", "Updated rules apply": "",

		"By ANNA SMITH and BOB JONES": "a byline", "Von Kläre Groß, 10.11.2026": "a byline", "By Ann Berg, Harbour correspondent": "a byline", "by Ada Thornquist | 5 March": "a byline",
		"Par Jean de la Fontaine": "a byline", "Автор: И. Квист": "a byline", "Written by Ann Berg": "a byline",
		"By Monday the bridge was open.": "", "By the numbers": "", "By 2030": "", "Von Anfang an": "", "By Ann Berg.": "", "Bystanders": "", "Por la noche": "", "Für Ann Berg": "",
	} {
		if got := NoiseOf(paragraph); got != want {
			t.Errorf("%q may be %q, want %q", paragraph, got, want)
		}
	}
}
