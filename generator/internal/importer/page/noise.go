package page

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/generator/internal/importer/block"
)

// A noise is what may stand in a text without being part of the article. It is
// pointed out and never cut: a word may be what it says it is.
type noise struct {
	what string
	like *regexp.Regexp
}

// noises are those whose words say what they are.
var noises = [...]noise{
	{"an advertisement", regexp.MustCompile(`(?i)^[^\pL]*(?:ad|ads|advert|advertisement|advertising|advertorial|sponsored(?: content| post)?|promoted|` +
		`(?:story|article) continues (?:below|after) (?:this )?advertise?ment|anzeige|werbung|publicité|publicidad|anuncio|реклама)[^\pL]*$`)},
	{"a link to other articles", regexp.MustCompile(`(?i)^[^\pL]*(?:(?:(?:read|see|watch|hear|listen) (?:more|also|next|now)|check out more|more on this(?: story| topic)?|more from|related(?: articles?| stories| coverage| topics)?|most (?:read|popular)|recommended(?: for you| reading)?|you (?:may|might) also (?:like|enjoy)|also on [\pL ]{2,30}|` +
		`siehe auch|mehr dazu|mehr lesen|weiterlesen|weitere (?:artikel|themen|meldungen|nachrichten)|meistgelesen|voir aussi|lire la suite|plus d[’']infos?|les plus lus|ver también|más información|lo más leído|leer más|noticias relacionadas|` +
		`смотрите также|по теме|подробнее|ещё по теме|еще по теме|материалы по теме|похожие (?:материалы|новости|статьи)|другие новости|самое читаемое)\s*(?::|[|»>→–—-]|$|\s(?:about|on|here|from|articles|stories)\b)|` +
		`(?:lesen sie (?:auch|mehr|dazu)|lesen sie außerdem|mehr zum thema|mehr zu(?:m|r) |auch interessant|das könnte sie (?:auch )?interessieren|lire (?:aussi|également)|à lire(?: aussi| également)?\s*(?::|$)|sur le même (?:sujet|thème)|dans la même rubrique|à découvrir|` +
		`le[ae] (?:también|más)|te puede interesar|también (?:te|le) puede interesar|más sobre |читайте (?:также|ещё|еще|подробнее)|читать также|вам (?:может быть|будет) интересно)(?:[^\pL]|$))`)},
	{"an invitation to subscribe", regexp.MustCompile(`(?i)^[^\pL]*(?:(?:sign up|register) (?:here |now |today )?(?:for|to) .{0,60}(?:newsletter|briefing|alerts?|e-?mails?|updates)|subscribe (?:to|now|today|here)\b|` +
		`(?:get|receive) .{0,60}(?:newsletter|in your inbox)|.{0,40}\bnewsletter (?:abonnieren|bestellen)|abonnieren sie|(?:abonnez|inscrivez)-vous|s['’]abonner|suscríbase|suscríbete|` +
		`подпи(?:шитесь|сывайтесь|саться) )`)},
	{"share buttons", regexp.MustCompile(`(?i)^[^\pL]*(?:share (?:this(?: article| story| page| post)?|on (?:facebook|twitter|x|whatsapp|linkedin|telegram).*)|follow us on .*|` +
		`(?:diesen )?artikel teilen|partager(?: cet article| sur .*)?|compartir(?: en .*)?|поделиться(?: в .*)?)\s*(?::|$)`)},
	{"the line with the date", regexp.MustCompile(`(?i)^\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?\s*[·•|]\s*[^.!?]*\d.*[^.!?]$`)},
	{"the line with the date", regexp.MustCompile(`(?i)^[^\pL]*(?:(?:first |last )?(?:published|posted|updated|modified)|veröffentlicht|aktualisiert|erschienen|stand|publié|mis à jour|publicado|actualizado|опубликовано|обновлено)(?::| am\b| on\b| le\b| el\b|\s)[^.!?]{0,15}\d.*[^.]$`)},
}

// byWord matches what a byline begins with.
var byWord = regexp.MustCompile(`^[^\pL]*(?:(?i:written by|text by|reported by|by|von|par|por|автор|текст):?|Text:|Story:)[ \x{a0}]+(.+)$`)

// longestNoise is how long a paragraph may be that is pointed out, in
// characters; longestByline the same for one whose form alone makes it one.
const (
	longestNoise  = 300
	longestByline = 120
)

// NoiseOf returns what a paragraph may be instead of a part of the article, or
// "".
func NoiseOf(paragraph string) string {
	length := utf8.RuneCountInString(paragraph)
	if length > longestNoise {
		return ""
	}
	for _, n := range noises {
		if n.like.MatchString(paragraph) {
			return n.what
		}
	}
	if m := byWord.FindStringSubmatch(paragraph); m != nil && length <= longestByline && !block.EndsSentence(paragraph) && names(m[1]) {
		return "a byline"
	}
	return ""
}

// names reports whether a text is names, of people or of what they are for,
// and what stands between names: no word of it but those begins with a small
// letter. A date or a place may follow after a comma or a bar.
func names(text string) bool {
	text, _, _ = strings.Cut(text, "|")
	first, _, _ := strings.Cut(text, ",")
	count := 0
	for _, w := range strings.Fields(first) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(w, unicode.IsPunct))
		switch {
		case unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r):
			count++
		case unicode.IsLetter(r):
			switch strings.ToLower(w) {
			case "and", "und", "et", "y", "e", "и", "de", "del", "di", "da", "der", "den", "la", "le", "van", "von", "zu", "bin", "al", "for", "in", "für", "with", "mit":
			default:
				return false
			}
		}
	}
	return count > 0
}
