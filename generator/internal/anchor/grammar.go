package anchor

import (
	"strings"
	"unicode/utf8"
)

// A grammar is the words of a language on which it depends what a sentence
// says. All are folded.
type grammar struct {
	negations   map[string]struct{} // deny what stands beside them; no word that often means something else
	excluding   map[string]struct{} // deny the noun that follows: without
	modals      map[string]struct{}
	quantifiers map[string]struct{}
	hedges      map[string]struct{} // say that something is not certain
	conditions  map[string]struct{} // begin a clause on which another depends
	openers     map[string]struct{} // begin a clause of their own: relatives and conjunctions
	finite      map[string]struct{} // verbs that stand after a clause that is complete
	joining     map[string]struct{} // prepositions and articles, beside those in small
	that        map[string]struct{} // lead from a verb of saying to what is said
	says        map[string]struct{} // verbs of saying, in the forms of reports
	asserts     map[string]struct{} // what a negation makes a denial of: to say, to believe, true
	denies      map[string]struct{} // verbs of denying and doubting
	untrue      map[string]struct{} // false, a lie
	falsely     map[string]struct{}
	claims      map[string]struct{} // nouns: a claim
	others      map[string]struct{} // of whom it is told what they claim: critics
	he, she     map[string]struct{}
	articles    map[string]struct{}
}

var grammars = map[string]*grammar{
	"en": {
		negations:   set("no not never none nobody nothing neither nor nowhere cannot can't cant ain't don't dont non hardly scarcely barely"),
		excluding:   set("without except"),
		modals:      set("must may might can could shall should will would ought must've"),
		quantifiers: set("all some any many most few every each several both much more less least only fewer half almost nearly always often sometimes usually rarely seldom mostly merely"),
		hedges:      set("maybe perhaps probably possibly allegedly reportedly supposedly apparently seemingly purportedly"),
		conditions:  set("if unless"),
		openers:     set("who whom whose which that where when while whereas although though because since as and but or nor yet so after before until than"),
		finite:      set("is are was were has had have will would said says told and or but to"),
		joining:     set("not even whether"),
		that:        set("that whether"),
		says:        set("said says say told tells added adds stated states declared declares announced announces noted notes explained explains warned warns replied replies answered answers asked asks insisted insists claimed claims claim alleged alleges argued argues stressed stresses emphasised emphasized wrote writes holds believes thinks continued concluded countered retorted disagreed agreed responded objected recalled repeated confirmed denied denies"),
		asserts:     set("say said says saying claim claimed claims believe believed believes think thinks thought true case evidence proof prove proved proves proven mean means meant suggest suggested suggests confirm confirmed state stated"),
		denies:      set("denied denies deny doubt doubts doubted disputed disputes refuted refutes rejected rejects disavowed contradicted"),
		untrue:      set("false untrue wrong incorrect lie lies myth fabrication hoax nonsense"),
		falsely:     set("falsely wrongly mistakenly incorrectly"),
		claims:      set("claim allegation accusation assertion charge"),
		others:      set("critics opponents sceptics skeptics detractors rumours rumors"),
		he:          set("he"), she: set("she"), articles: set("the a an this his her its their"),
	},
	"de": {
		negations:   set("nicht nichts nie niemals niemand niemandem niemanden nirgends nirgendwo kein keine keinen keinem keiner keines keinerlei keineswegs keinesfalls weder noch kaum nein"),
		excluding:   set("ohne außer"),
		modals:      set("muss müssen musste mussten müsste müssten dürfen darf durfte dürfte kann können konnte konnten könnte könnten soll sollen sollte sollten mag möchte will wollen wollte wollten würde würden"),
		quantifiers: set("alle allen aller alles einige einigen viele vielen wenige wenigen jeder jede jedes jeden jedem mehr weniger nur fast beinahe immer oft manchmal selten meist meisten mehrere beide beiden"),
		hedges:      set("vielleicht wahrscheinlich möglicherweise vermutlich angeblich mutmaßlich offenbar wohl anscheinend"),
		conditions:  set("falls sofern"),
		openers:     set("der die das dem den dessen deren welche welcher welches was wer wo als während obwohl weil da dass und aber oder sondern nachdem bevor bis wie denn"),
		finite:      set("ist sind war waren hat haben hatte hatten wird werden wurde wurden sagte sagt erklärte und oder aber zu"),
		joining:     set("in im am an auf aus bei beim für mit nach von vom vor zu zum zur über unter um durch gegen seit zwischen ein eine einen einem einer eines sich auch"),
		that:        set("dass daß ob"),
		says:        set("sagte sagt sagten erklärte erklärt betonte betont meinte meint fügte teilte berichtete berichtet kündigte warnte warnt schrieb schreibt behauptete behauptet antwortete entgegnete erwiderte fragte widersprach bestritt bestreitet dementierte"),
		asserts:     set("sagte gesagt sagt behauptet behauptete glaubt glaubte geglaubt meint wahr stimmt richtig beweis beweise beleg belege bestätigt bestätigte"),
		denies:      set("bezweifelt bezweifelte bezweifeln bestritt bestreitet bestritten bestreiten dementierte dementiert leugnete leugnet verneinte zurückgewiesen"),
		untrue:      set("falsch unwahr unrichtig gelogen lüge erlogen unsinn"),
		falsely:     set("fälschlich fälschlicherweise zu unrecht"),
		claims:      set("behauptung vorwurf anschuldigung"),
		others:      set("kritiker gegner skeptiker gerüchte"),
		he:          set("er"), she: set(""), articles: set("der die das den dem ein eine seine ihr sein"),
	},
	"fr": {
		negations:   set("ne pas jamais rien aucun aucune ni nul nulle guère non nullement aucunement"),
		excluding:   set("sans sauf"),
		modals:      set("doit doivent devait devrait devraient peut peuvent pouvait pourrait pourraient faut faudrait veut veulent voulait voudrait"),
		quantifiers: set("tous toutes tout toute quelques plusieurs beaucoup peu chaque plus moins seul seuls seulement presque toujours souvent parfois rarement certains certaines plupart"),
		hedges:      set("peut-être probablement prétendument apparemment vraisemblablement éventuellement"),
		conditions:  set(""),
		openers:     set("qui que qu' dont où lequel laquelle lesquels quand lorsque lorsqu' tandis alors parce puisque puisqu' comme et mais ou après avant jusqu'"),
		finite:      set("est sont était étaient a ont avait avaient sera seront dit déclaré et ou mais"),
		joining:     set("de du d' des en à au aux dans pour avec sur par sous entre vers chez un une l' ce cette ces son sa ses leur s' se"),
		that:        set("que qu'"),
		says:        set("dit déclaré déclare affirmé affirme ajouté ajoute expliqué explique souligné souligne annoncé annonce indiqué indique répondu répond écrit assuré assure estime estimé prétend prétendent prétendu demandé demande démenti dément nié nie"),
		asserts:     set("dit dire affirmé affirmer prétendu prétendre croit croire pense penser vrai exact preuve preuves confirmé"),
		denies:      set("doute doutent démenti dément démentent nié nie nient contesté conteste réfuté réfute récusé"),
		untrue:      set("faux fausse inexact mensonge mensonger mensongère erroné"),
		falsely:     set("faussement tort"),
		claims:      set("affirmation allégation accusation"),
		others:      set("critiques détracteurs opposants rumeurs sceptiques"),
		he:          set("il t-il"), she: set("elle t-elle"), articles: set("le la les l' un une son sa"),
	},
	"es": {
		negations:   set("no nunca jamás nada nadie ningún ninguno ninguna ni tampoco"),
		excluding:   set("sin salvo excepto"),
		modals:      set("debe deben debía debería deberían puede pueden podía podría podrían quiere quieren quería"),
		quantifiers: set("todos todas todo toda algunos algunas muchas muchos pocos pocas cada más menos solo sólo solamente casi siempre a-menudo varios varias ambos ambas mayoría"),
		hedges:      set("quizá quizás probablemente posiblemente supuestamente presuntamente aparentemente acaso"),
		conditions:  set("si"),
		openers:     set("que quien quienes cuyo cuya donde cuando mientras aunque porque pues como y e pero o u sino después antes hasta"),
		finite:      set("es son era eran fue fueron ha han había será serán dijo afirmó y o pero"),
		joining:     set("de del en a al con por para sobre entre desde hacia un una lo su sus este esta se"),
		that:        set("que"),
		says:        set("dijo dice afirmó afirma declaró declara añadió añade explicó explica señaló señala subrayó anunció indicó aseguró asegura respondió contestó escribió sostuvo sostiene preguntó alegó alega negó niega desmintió"),
		asserts:     set("dijo dicho dice afirmó afirmado cree creía piensa cierto verdad prueba pruebas confirmado confirmó"),
		denies:      set("duda dudan negó niega niegan negado desmintió desmiente rechazó refutó"),
		untrue:      set("falso falsa mentira incorrecto bulo"),
		falsely:     set("falsamente"),
		claims:      set("afirmación acusación alegación"),
		others:      set("críticos detractores opositores rumores escépticos"),
		he:          set("él"), she: set("ella"), articles: set("el la los las un una su"),
	},
	"ru": {
		negations:   set("не ни нет никогда никто ничто ничего никого никому никем нигде никуда никакой никакая никакое никакие никаких никакого нельзя никак едва отнюдь вовсе"),
		excluding:   set("без кроме"),
		modals:      set("должен должна должно должны может могут мог могла могли можно нужно надо следует"),
		quantifiers: set("все всё всех всем всеми некоторые некоторых многие многих мало много каждый каждая каждого больше меньше более менее только лишь почти всегда часто иногда редко оба обе несколько большинство"),
		hedges:      set("возможно вероятно может-быть якобы предположительно видимо по-видимому будто наверное"),
		conditions:  set("если"),
		openers:     set("который которая которое которые которого которой которых которому которым где когда пока хотя потому поскольку так как и а но или что чтобы после до"),
		finite:      set("был была было были есть сказал заявил сообщил и а но или"),
		joining:     set("в во на с со к ко о об по за от из у для при под над между через до его ее её их этот эта это"),
		that:        set("что"),
		says:        set("сказал сказала сказали заявил заявила заявили сообщил сообщила отметил отметила добавил добавила подчеркнул подчеркнула пояснил пояснила считает утверждает утверждают утверждал написал написала ответил ответила спросил спросила возразил возразила опроверг опровергла отрицает отрицал объявил предупредил"),
		asserts:     set("сказал говорил говорит заявил заявлял утверждал утверждает считает думает правда верно доказательств доказательства подтвердил"),
		denies:      set("сомневается сомневаются опроверг опровергла опровергли опровергает отрицает отрицал отрицала отрицали отверг отвергла"),
		untrue:      set("неправда ложь неверно ошибочно вымысел"),
		falsely:     set("ложно ошибочно"),
		claims:      set("утверждение обвинение"),
		others:      set("критики противники слухи скептики оппоненты"),
		he:          set("он"), she: set("она"), articles: set(""),
	},
}

// grammarOf returns the grammar of a language by its tag, that of English
// where none is given, and nil where the language has none here.
func grammarOf(lang string) *grammar {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if base == "" {
		base = "en"
	}
	return grammars[base]
}

// union returns the words that any grammar has in some of its sets, and more.
func union(of func(*grammar) []map[string]struct{}, more ...string) map[string]struct{} {
	m := set(more...)
	for _, g := range grammars {
		for _, list := range of(g) {
			for w := range list {
				m[w] = struct{}{}
			}
		}
	}
	return m
}

// in reports whether a folded word is in a set.
func in(m map[string]struct{}, w string) bool {
	_, ok := m[w]
	return ok
}

// negative reports whether a folded word of the language denies what stands
// beside it.
func (g *grammar) negative(w string) bool {
	return in(g.negations, w) || strings.HasSuffix(w, "n't") || strings.HasPrefix(w, "n'") && utf8.RuneCountInString(w) > 3
}

// function reports whether a folded word says nothing by itself.
func (g *grammar) function(w string) bool {
	return in(small, w) || in(g.joining, w) || in(g.openers, w) || in(g.articles, w) || in(g.finite, w)
}

// weighs reports whether a folded word is one that counts, permits or denies.
func (g *grammar) weighs(w string) bool {
	return g.negative(w) || in(g.modals, w) || in(g.quantifiers, w) || in(g.excluding, w) || in(g.hedges, w)
}
