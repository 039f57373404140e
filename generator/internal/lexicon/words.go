package lexicon

import (
	"slices"
	"strings"
	"unicode"
)

// The word lists are for the message, which says what kind of difference it
// is, and for never mending a difference of such a kind; whether a citation is
// found does not depend on them, but for a negation in brackets. They hold
// English, German, French, Spanish, Italian and Russian together: a word that
// is counted in although it means something else in the citation's language
// only makes the program more careful.

// A Set is words, folded.
type Set map[string]struct{}

// Has reports whether a folded word is in the set.
func (s Set) Has(w string) bool {
	_, ok := s[w]
	return ok
}

// SetOf returns the words of a list, which spaces part.
func SetOf(list string) Set { return set(list) }

func set(lists ...string) Set {
	m := Set{}
	for _, l := range lists {
		for _, w := range strings.Fields(l) {
			m[w] = struct{}{}
		}
	}
	return m
}

var negations = union(func(g *Grammar) []Set { return []Set{g.Negations, g.Excluding} },
	"nay unless personne point",
	"mai niente nulla nessuno nessuna né senza neppure nemmeno",
	"不 没 沒 未 无 無 非 لا لم لن ليس غير לא אין",
)

// Negates reports whether a folded word denies.
func Negates(w string) bool {
	_, ok := negations[w]
	return ok || strings.HasSuffix(w, "n't") || strings.HasPrefix(w, "n'")
}

// Altering are the prefixes that turn a word into its opposite, or far from
// its meaning.
var Altering = []string{
	"non", "anti", "un", "in", "im", "il", "ir", "dis", "mis", "counter", "contra", "de", "ex", "pseudo", "quasi", "semi", "half", "nicht", "a", "не", "анти", "псевдо", "contre", "gegen", "miss", "des",
}

// Opposed reports whether the words b are the words a with a prefix that turns
// a word into its opposite, or a suffix that does.
func Opposed(a, b []string) bool {
	if len(a) != 1 || len(b) != 1 || len([]rune(a[0])) < 3 {
		return false
	}
	if rest, ok := strings.CutSuffix(b[0], a[0]); ok && slices.Contains(Altering, rest) {
		return true
	}
	stem, ok := strings.CutSuffix(b[0], "less")
	return ok && (a[0] == stem || a[0] == stem+"ful")
}

var numbers = set(
	"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
	"twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens score",
	"first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth twentieth hundredth thousandth",
	"once twice thrice half halves quarter quarters double triple quadruple percent single couple pair",
	"threescore fourscore twofold threefold tenfold hundredfold",
	"null eins ein eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde milliarden dutzend erste ersten zweite zweiten dritte dritten vierte halb hälfte einmal zweimal dreimal prozent doppelt",
	"zéro un une deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents mille millier milliers milliard milliards douzaine premier première deuxième troisième quatrième moitié demi tiers quart double",
	"cero uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos mil miles millón millones docena primero primera segundo segunda tercero tercera cuarto mitad medio",
	"due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta quaranta cinquanta sessanta cento mila milione milioni miliardo miliardi primo prima secondo seconda terzo terza metà",
	"ноль один одна одно два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста пятьсот тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиарда миллиардов первый первая второй вторая третий третья половина полтора дважды трижды процент процента процентов",
)

// Numeral reports whether a folded word is a number.
func Numeral(w string) bool {
	if _, ok := numbers[w]; ok {
		return true
	}
	return strings.ContainsFunc(w, unicode.IsNumber)
}

// weighty are modal verbs, quantifiers, and what is much like them.
var weighty = union(func(g *Grammar) []Set {
	return []Set{g.Modals, g.Quantifiers, g.Hedges}
},
	"need dare able",
	"lot lots enough another other such same own",
	"likely unlikely certainly",
	"wird werden wurde",
	"seul solo",
	"deve devono può possono tutti tutte alcuni molti pochi ogni più meno solo",
	"ещё",
)

// Small are articles, pronouns, auxiliaries, prepositions and conjunctions:
// each is a word of its own, however much it looks like another.
var Small = set(
	"is are was were be been being am has have had having do does did done doing",
	"i you he she it we they me him her us them my your his its our their mine yours hers ours theirs this that these those who whom whose which what",
	"a an the of in on at by to for from with within into onto upon about against between among through during before after above below over under since until till toward towards across behind beyond near off out up down",
	"and or but if because although though while whereas when where why how than then as so yet also even just still already now saw won",
	"thou thee thy thine ye hath doth art shalt wilt",
	"ist sind war waren hat haben hatte der die das den dem des und oder aber wenn weil sie sei ihr wir",
	"est sont était a ont avait le la les des et ou mais si",
	"es son era fue ha han el los las y pero si",
	"è sono ha hanno il lo gli i e ma se",
	"был была были быть есть и или но если что как",
)

// Grave reports whether changing a folded word changes what is claimed: whether
// it denies, counts, permits or commands.
func Grave(w string) bool {
	_, ok := weighty[w]
	return ok || Negates(w) || Numeral(w)
}
