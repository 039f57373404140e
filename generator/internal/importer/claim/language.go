package claim

import (
	"strings"
	"unicode"

	"dossier/generator/internal/fold"
	"dossier/generator/internal/lexicon"
)

// common are words that every text of a language has, in lower case. The
// languages besides those that the site speaks are there so that a text in one of
// them is not taken for another.
var common = map[string]lexicon.Set{
	"en": lexicon.SetOf("the of and to in that is was for it with as his on be at by this had not are but from or have an they which you were her all she there would their we him been has when who will no more if out said what up its about into than them only some could these two may then do first any"),
	"de": lexicon.SetOf("der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde ich wir"),
	"fr": lexicon.SetOf("de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la ou avec son cette d l qu elle aux ont été mais nous comme leur y on sa ses même aussi était fait ces tout"),
	"es": lexicon.SetOf("de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está"),
	"ru": lexicon.SetOf("и в не на что с он как по это но из к у за от о так его она они мы для я же бы было были есть был до при который также или году уже только если ещё когда после"),
	"it": lexicon.SetOf("di e il la che in a per un è del non con si da una le i della al sono come più dei nel gli alla anche ha lo ma questo su loro delle se dal era essere"),
	"pt": lexicon.SetOf("de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso"),
	"nl": lexicon.SetOf("de van het een en in is dat op te voor zijn met die niet aan er om ook als dan maar bij uit door over ze nog naar hij heeft worden kan was deze dit wordt of hebben meer werd"),
	"pl": lexicon.SetOf("i w na z do się nie to że jest o jak za po od co dla przez ale tym tylko oraz są który było być jego tego może przy już ze które"),
	"sv": lexicon.SetOf("och i att det som en på är av för med till den har de inte om ett men var sig från vi så kan när han år under också efter eller nu sin"),
	"tr": lexicon.SetOf("ve bir bu da de için ile çok olarak daha gibi olan kadar sonra o ne ama her ise en var ancak"),
	"uk": lexicon.SetOf("і в не на що з як до за у та це він але від для його про є та був її було так були також які який або"),
	"bg": lexicon.SetOf("и на в да се за от не са с по че е ще като до при това през ги му си бе към"),
}

// GuessLanguage returns the tag of the language that a text is in, by its
// script and by the words that every text has; empty where they do not tell.
func GuessLanguage(text string) string {
	const (
		most   = 20_000 // bytes that are looked at
		fewest = 12     // words of a text that can be told
	)
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "")
	}
	scripts := map[string]int{}
	letters := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			scripts["ja"]++
		case unicode.Is(unicode.Han, r):
			scripts["zh"]++
		case unicode.Is(unicode.Hangul, r):
			scripts["ko"]++
		case unicode.Is(unicode.Greek, r):
			scripts["el"]++
		case unicode.Is(unicode.Hebrew, r):
			scripts["he"]++
		case unicode.Is(unicode.Thai, r):
			scripts["th"]++
		}
	}
	switch {
	case letters == 0:
		return ""
	case scripts["ja"]*10 > letters:
		return "ja"
	}
	for _, tag := range []string{"zh", "ko", "el", "he", "th"} {
		if scripts[tag]*2 > letters {
			return tag
		}
	}
	words, hits := 0, map[string]int{}
	for _, t := range fold.Tokens(text) {
		if !t.Word {
			continue
		}
		words++
		w := strings.ToLower(t.Text)
		for tag, list := range common {
			if list.Has(w) {
				hits[tag]++
			}
		}
	}
	best, second := "", ""
	for tag := range common {
		switch {
		case best == "" || hits[tag] > hits[best] || hits[tag] == hits[best] && tag < best:
			best, second = tag, best
		case second == "" || hits[tag] > hits[second]:
			second = tag
		}
	}
	// A fifth of all words at least are common ones, and a good part more than
	// those of the next language.
	if words < fewest || hits[best]*5 < words || hits[best]*4 < hits[second]*5 {
		return ""
	}
	return best
}

// scripts are those by which a paragraph is told to be in another language than the text around it.
var scripts = []string{"Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Han", "Hangul", "Thai", "Armenian", "Georgian", "Devanagari"}

// Script returns the script of more than half of the letters of a text of ten letters or more, or "".
func Script(text string) string {
	letters, of := 0, map[string]int{}
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
			of["Han"]++
			continue
		}
		for _, s := range scripts {
			if unicode.Is(unicode.Scripts[s], r) {
				of[s]++
				break
			}
		}
	}
	for s, n := range of {
		if letters >= 10 && 2*n > letters {
			return s
		}
	}
	return ""
}

// LanguageOfScript returns the language that the letters of a short text tell, where its words do not; empty where several
// languages are written so.
func LanguageOfScript(text string) string {
	if lang := GuessLanguage(text); lang != "" {
		return lang
	}
	lower := strings.ToLower(text)
	has := func(letters string) bool { return strings.ContainsAny(lower, letters) }
	switch Script(text) {
	case "Cyrillic":
		switch {
		case has("њљћђџј"), has("ў"):
			return ""
		case has("їєґ"):
			return "uk"
		case has("ыэё") && !has("і"):
			return "ru"
		}
	case "Arabic":
		switch {
		case has("ٹڈڑے"):
			return "ur"
		case has("پچژگ"):
			return "fa"
		case has("ةىإأ"):
			return "ar"
		}
	case "Armenian":
		return "hy"
	case "Georgian":
		return "ka"
	}
	return ""
}
