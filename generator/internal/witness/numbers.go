package witness

import (
	"strconv"
	"strings"

	"dossier/generator/internal/lexicon"
)

// numerals are the number words of a language, folded.
type numerals struct {
	units    map[string]float64 // two to nineteen, and in Romance languages what a word stands for besides; ordinals too
	tens     map[string]float64 // twenty to ninety
	hundreds map[string]float64 // hundred, which multiplies, and words for several
	scales   map[string]float64 // thousand and more, which multiply
	and      string             // may stand between the parts of a number
	decimal  string             // parts the fraction of figures
	ordinal  []string           // what figures end with as an ordinal
}

// counted numbers the words of a list, from a number on; a bar parts two forms of one number.
func counted(from, step float64, list string) map[string]float64 {
	out := map[string]float64{}
	n := from
	for forms := range strings.FieldsSeq(list) {
		for w := range strings.SplitSeq(forms, "|") {
			out[w] = n
		}
		n += step
	}
	return out
}

// scaled gives thousand, million, milliard in this order.
func scaled(list string) map[string]float64 {
	out := map[string]float64{}
	n := 1e3
	for forms := range strings.FieldsSeq(list) {
		for w := range strings.SplitSeq(forms, "|") {
			out[w] = n
		}
		n *= 1e3
	}
	return out
}

// numeralsOf holds the number words by language. One is left out: it is most often an article or a pronoun; so is second, which is a time.
var numeralsOf = map[string]*numerals{
	"en": {
		units: counted(2, 1, "two three|third four|fourth five|fifth six|sixth seven|seventh eight|eighth nine|ninth ten|tenth eleven|eleventh "+
			"twelve|twelfth thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
		tens:     counted(20, 10, "twenty thirty forty fifty sixty seventy eighty ninety"),
		hundreds: map[string]float64{"hundred": 100}, scales: scaled("thousand million billion"), and: "and", decimal: ".", ordinal: strings.Fields("st nd rd th"),
	},
	"de": {
		units: counted(2, 1, "zwei drei|dritte|dritten vier|vierte|vierten fünf|fünfte|fünften sechs|sechste|sechsten sieben|siebte|siebten acht "+
			"neun|neunte|neunten zehn|zehnte|zehnten elf|elfte|elften zwölf|zwölfte|zwölften dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"),
		tens:     counted(20, 10, "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"),
		hundreds: map[string]float64{"hundert": 100}, scales: scaled("tausend million|millionen milliarde|milliarden"), decimal: ",",
	},
	"fr": {
		units: counted(2, 1, "deux trois|troisième quatre|quatrième cinq|cinquième six|sixième sept|septième huit|huitième neuf|neuvième dix|dixième "+
			"onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"),
		tens:     counted(20, 10, "vingt trente quarante cinquante soixante septante quatre-vingts|quatre-vingt|octante nonante"),
		hundreds: map[string]float64{"cent": 100, "cents": 100}, scales: scaled("mille million|millions milliard|milliards"), and: "et", decimal: ",",
	},
	"es": {
		units: counted(2, 1, "dos tres|tercer|tercera|tercero cuatro|cuarto|cuarta cinco|quinto|quinta seis|sexto|sexta siete|séptimo|séptima ocho|octavo|octava "+
			"nueve|noveno|novena diez|décimo|décima once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve"),
		tens: counted(20, 10, "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
		hundreds: map[string]float64{"cien": 100, "ciento": 100, "doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300,
			"cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900},
		scales: scaled("mil millón|millones"), and: "y", decimal: ",",
	},
	"ru": {
		units: counted(2, 1, "два|две|двух|двоих три|трёх|трех|третий|третья четыре|четырёх|четырех пять|пяти|пятый|пятая шесть|шести|шестой семь|семи|седьмой "+
			"восемь|восьми|восьмой девять|девяти|девятый десять|десяти|десятый одиннадцать двенадцать тринадцать четырнадцать пятнадцать "+
			"шестнадцать семнадцать восемнадцать девятнадцать"),
		tens:     counted(20, 10, "двадцать|двадцати тридцать|тридцати сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"),
		hundreds: map[string]float64{"сто": 100, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600, "семьсот": 700, "восемьсот": 800, "девятьсот": 900},
		scales:   scaled("тысяча|тысячи|тысяч|тыс миллион|миллиона|миллионов|млн миллиард|миллиарда|миллиардов|млрд"), decimal: ",",
	},
}

// numeralsFor returns the number words of a language by its tag, English where none is given; nil where it has none here.
func numeralsFor(lang string) *numerals { return numeralsOf[lexicon.Language(lang)] }

// figures returns the value of a word in figures: "3,000", "7.5", "7th".
func (n *numerals) figures(word string) (float64, bool) {
	if word[0] < '0' || word[0] > '9' {
		return 0, false
	}
	decimal := ","
	if n != nil {
		decimal = n.decimal
		for _, end := range n.ordinal {
			if rest, ok := strings.CutSuffix(word, end); ok {
				word = rest
				break
			}
		}
	}
	if decimal == "." {
		word = strings.ReplaceAll(word, ",", "")
	} else {
		word = strings.ReplaceAll(strings.ReplaceAll(word, ".", ""), ",", ".")
	}
	v, err := strconv.ParseFloat(word, 64)
	return v, err == nil
}

// small returns the value of a word that is a number by itself, below a hundred.
func (n *numerals) small(form string) (float64, bool) {
	if n == nil {
		return 0, false
	}
	if v, ok := n.units[form]; ok {
		return v, true
	}
	v, ok := n.tens[form]
	return v, ok
}

// single returns the value of a folded word that is a number by itself.
func (n *numerals) single(form string) (float64, bool) {
	if v, ok := n.figures(form); ok {
		return v, true
	}
	return n.small(form)
}

// perCent are the words before a hundred that is but a share.
var perCent = map[string]bool{"per": true, "pour": true, "por": true}

// Of which kind a part of a number is.
const (
	partNone = iota
	partFigures
	partUnit
	partTens
	partHundred
	partScale
)

// at returns the value of the number that begins at word i, figures or words for it ("thirty thousand", "2.6 million"), and where it
// ends; word and form give the words up to limit as they are written and folded.
func (n *numerals) at(i, limit int32, word, form func(int32) string) (value float64, to int32, ok bool) {
	sum, part, last := 0.0, 0.0, partNone
	to = i
	for k := i; k < limit; k++ {
		if n != nil && n.and != "" && form(k) == n.and && last >= partTens && k+1 < limit {
			if _, follows := n.small(form(k + 1)); !follows {
				break
			}
			continue
		}
		if v, is := n.figures(word(k)); is {
			if last != partNone {
				break
			}
			part, last, to = v, partFigures, k+1
			continue
		}
		if n == nil {
			break
		}
		f := form(k)
		if k == i && k > 0 && perCent[form(k-1)] {
			break
		}
		if v, is := n.units[f]; is && (last == partNone || last == partTens && v < 10 || last == partHundred || last == partScale) {
			part, last, to = part+v, partUnit, k+1
		} else if v, is := n.tens[f]; is && (last == partNone || last == partHundred || last == partScale) {
			part, last, to = part+v, partTens, k+1
		} else if v, is := n.hundreds[f]; is && last != partFigures && (last != partUnit || v == 100) && last != partTens && last != partHundred {
			if v == 100 && last == partUnit {
				part *= v
			} else {
				part += v
			}
			last, to = partHundred, k+1
		} else if v, is := n.scales[f]; is && last != partNone && (last != partScale || part == 0) {
			if last == partScale {
				sum *= v // mil millones
			} else {
				sum += part * v
			}
			part, last, to = 0, partScale, k+1
		} else {
			break
		}
	}
	return sum + part, to, to > i && sum+part > 0
}
