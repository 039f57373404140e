// Package lexicon is the words on which it depends what a sentence says: those
// that deny, permit, count, doubt and report.
//
// The words of each language stand apart in its [Grammar]; [Negates], [Numeral]
// and [Grave] know those of all languages together. Everything is folded, by
// fold.Case.
package lexicon

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

// A Grammar is the words of a language on which it depends what a sentence
// says. All are folded.
type Grammar struct {
	Negations   Set // deny what stands beside them; no word that often means something else
	Excluding   Set // deny the noun that follows: without
	Modals      Set
	Quantifiers Set
	Hedges      Set      // say that something is not certain
	Conditions  Set      // begin a clause on which another depends
	Provisos    []string // do so too, in several words: on condition that
	Whens       []string // do so after what can, may or will be: when
	Merely      Set      // may stand between a clause and its condition: only
	Even        Set      // before a condition, make it one case of several: even if
	Aside       Set      // after the first word of a condition they make it a mere aside: if any
	Openers     Set      // begin a clause of their own: relatives and conjunctions
	Finite      Set      // verbs that stand after a clause that is complete
	Joining     Set      // prepositions and articles, beside those in Small
	That        Set      // lead from a verb of saying to what is said
	Says        Set      // verbs of saying, in the forms of reports
	Passive     Set      // before a verb of saying, they make its subject the one who is told
	Asserts     Set      // what a negation makes a denial of: to say, to believe, true
	Holds       Set      // with a negation before them and that behind them do so too: I think, sure
	Unled       bool     // a clause may follow a verb and a comma without that: ich hoffe, er kommt
	Unsettled   Set      // with that behind them say that something is not certain: it is possible
	Denies      Set      // verbs of denying and doubting
	True        Set      // true, the case
	Untrue      Set      // false, a lie
	Falsely     Set
	Claims      Set // nouns: a claim
	Hopes       Set // verbs that do not say that what follows is so: to hope, to fear, to think
	Alleges     Set // verbs of saying that leave it to the speaker whether it is so: to claim
	Others      Set // of whom it is told what they claim: critics
	Unnamed     Set // are such others where they are the subject of a verb of saying: sources
	He, She     Set
	Articles    Set
	Asking      Set // begin a question that is part of a sentence: who, whether
	Knows       Set // verbs of knowing and telling: what is said of such a question when they are denied
	Open        Set // leave such a question open by themselves: unclear, to ask
	Exactly     Set // may stand between these and the question
	Particles   Set // make a question of the clause in which they stand
	Hearsay     Set // is said by nobody in particular: it is rumoured
	According   Set // according to, with those of Others
	Then        Set // may begin what depends on a condition
	And         Set // join two clauses of which neither is part of the other
	It          Set // what was said before: he denied it
	Several     Set // verbs of Says whose subject is more than one
	General     Set // nouns by which anybody may be called who has been called by another
}

var grammars = map[string]*Grammar{
	"en": {
		Negations:   set("no not never none nobody nothing neither nor nowhere cannot can't cant ain't don't dont non hardly scarcely barely"),
		Excluding:   set("without except"),
		Modals:      set("must may might can could shall should will would ought must've"),
		Quantifiers: set("all some any many most few every each several both much more less least only fewer half almost nearly always often sometimes usually rarely seldom mostly merely"),
		Hedges:      set("maybe perhaps probably possibly allegedly reportedly supposedly apparently seemingly purportedly"),
		Conditions:  set("if unless"),
		Provisos:    []string{"provided that", "provided", "providing that", "on condition", "on the condition", "in case of", "in the event", "assuming that", "except if", "except when", "subject to"},
		Whens:       []string{"when", "whenever", "as long as", "so long as"},
		Merely:      set("only just"),
		Even:        set("even especially particularly notably as"),
		Aside:       set("any anything anyone ever so not necessary possible needed at you"),
		Openers:     set("who whom whose which that where when while whereas although though because since as and but or nor yet so after before until than"),
		Finite:      set("is are was were has had have will would said says told and or but to"),
		Joining:     set("not even whether"),
		That:        set("that whether"),
		Says:        set("said says say told tells added adds stated states declared declares announced announces noted notes explained explains warned warns replied replies answered answers asked asks insisted insists claimed claims claim alleged alleges argued argues stressed stresses emphasised emphasized wrote writes holds believes thinks continued concluded countered retorted disagreed agreed responded objected recalled repeated confirmed denied denies"),
		Passive:     set("be been being is are was were"),
		Asserts:     set("say said says saying claim claimed claims believe believed believes think thinks thought true case evidence proof prove proved proves proven mean means meant suggest suggested suggests confirm confirmed state stated"),
		Holds:       set("sure certain convinced"),
		Unsettled:   set("possible impossible likely unlikely probable unclear doubtful rumoured rumored questionable conceivable"),
		Denies:      set("denied denies deny denying doubt doubts doubted dispute disputed disputes refute refuted refutes reject rejected rejects dismiss dismissed dismisses debunked disavowed contradict contradicted contradicts"),
		True:        set("true case"),
		Untrue:      set("false untrue wrong incorrect lie lies myth fabrication hoax nonsense"),
		Falsely:     set("falsely wrongly mistakenly incorrectly"),
		Claims:      set("claim allegation accusation assertion charge rumour rumor theory notion suggestion"),
		Hopes:       set("assume assumes assumed presume presumes presumed convinced think thinks thought believe believes believed reckon reckons reckoned hope hopes hoped fear fears feared expect expects expected suppose supposes supposed suspect suspects suspected wish wishes wished guess"),
		Alleges:     set("claim claims claimed allege alleges alleged contend contends contended insinuate insinuates insinuated"),
		Unnamed:     set("people sources insiders locals neighbours neighbors"),
		Others:      set("critics opponents sceptics skeptics detractors rumours rumors experts analysts observers witnesses residents"),
		He:          set("he"), She: set("she"), Articles: set("the a an this his her its their"),
		Asking:    set("who whom whose what which where when why how whether if"),
		Knows:     set("know knows knew known say said tell told explain explained remember recall understand see saw clear certain sure determine determined establish established disclose disclosed specify specified reveal revealed"),
		Open:      set("unclear unknown uncertain wonder wonders wondered ask asks asked asking"),
		Exactly:   set("exactly precisely yet still for sure certain"),
		Hearsay:   set("alleged rumoured rumored claimed said believed"),
		According: set("according"),
		Then:      set("then so"),
		And:       set("and but or nor"),
		It:        set("it this that them these those claim claims allegation allegations report reports accusation accusations"),
		Several:   set(""),
		General:   set("man woman official politician leader chief head expert veteran lawmaker"),
	},
	"de": {
		Negations:   set("nicht nichts nie niemals niemand niemandem niemanden nirgends nirgendwo kein keine keinen keinem keiner keines keinerlei keineswegs keinesfalls weder noch kaum nein"),
		Excluding:   set("ohne außer"),
		Modals:      set("muss müssen musste mussten müsste müssten dürfen darf durfte dürfte kann können konnte konnten könnte könnten soll sollen sollte sollten mag möchte will wollen wollte wollten würde würden"),
		Quantifiers: set("alle allen aller alles einige einigen viele vielen wenige wenigen jeder jede jedes jeden jedem mehr weniger nur fast beinahe immer oft manchmal selten meist meisten mehrere beide beiden"),
		Hedges:      set("vielleicht wahrscheinlich möglicherweise vermutlich angeblich mutmaßlich offenbar wohl anscheinend"),
		Conditions:  set("falls sofern wenn"),
		Provisos:    []string{"es sei denn", "vorausgesetzt", "unter der bedingung", "unter der voraussetzung", "für den fall", "im fall", "im falle"},
		Whens:       []string{"solange"},
		Merely:      set("nur erst"),
		Even:        set("auch selbst sogar besonders insbesondere als"),
		Aside:       set("nötig möglich überhaupt auch"),
		Openers:     set("der die das dem den dessen deren welche welcher welches was wer wo als während obwohl weil da dass und aber oder sondern nachdem bevor bis wie denn"),
		Finite:      set("ist sind war waren hat haben hatte hatten wird werden wurde wurden sagte sagt erklärte und oder aber zu"),
		Joining:     set("in im am an auf aus bei beim für mit nach von vom vor zu zum zur über unter um durch gegen seit zwischen ein eine einen einem einer eines sich auch"),
		That:        set("dass daß ob"),
		Says:        set("sagte sagt sagten erklärte erklärt betonte betont meinte meint fügte teilte berichtete berichtet kündigte warnte warnt schrieb schreibt behauptete behauptet antwortete entgegnete erwiderte fragte widersprach bestritt bestreitet dementierte erklärten meinten berichteten warnten behaupteten"),
		Asserts:     set("sagte gesagt sagt behauptet behauptete glaubt glaubte geglaubt meint wahr stimmt richtig beweis beweise beleg belege bestätigt bestätigte"),
		Holds:       set("glaube glauben glaubten denke denkt denken sagen behaupten sicher überzeugt bewiesen"),
		Unled:       true,
		Unsettled:   set("möglich unmöglich denkbar wahrscheinlich unwahrscheinlich unklar fraglich zweifelhaft"),
		Denies:      set("bezweifelt bezweifelte bezweifeln bestritt bestreitet bestritten bestreiten dementierte dementiert leugnete leugnet verneinte zurückgewiesen zurückweisen zurückweist zurückwies verneinen leugnen dementieren bezweifle zweifle zweifelt zweifeln"),
		True:        set("wahr stimmt richtig"),
		Untrue:      set("falsch unwahr unrichtig gelogen lüge erlogen unsinn"),
		Falsely:     set("fälschlich fälschlicherweise zu unrecht"),
		Claims:      set("behauptung vorwurf anschuldigung gerücht these"),
		Hopes:       set("überzeugt glaubt glaube glauben glaubte glaubten denkt denke denken dachte dachten hofft hoffe hoffen hoffte hofften fürchtet fürchte fürchten fürchtete befürchtet befürchte befürchten befürchtete erwartet erwarte erwarten erwartete vermutet vermute vermuten vermutete"),
		Alleges:     set("behauptet behaupte behaupten behauptete behaupteten unterstellt unterstellte"),
		Unnamed:     set("leute quellen insider nachbarn"),
		Others:      set("vernehmen kritiker kritikern gegner gegnern skeptiker skeptikern gerüchte gerüchten experten fachleute fachleuten beobachter beobachtern augenzeugen anwohner anwohnern"),
		He:          set("er"), She: set("sie"), Articles: set("der die das den dem ein eine seine ihr sein"),
		Asking:    set("wer wen wem wessen was welche welcher welches wo wann warum weshalb wieso wie ob wohin woher"),
		Knows:     set("weiß weiss wissen wusste wussten gewusst sagt sagte gesagt sagen bekannt klar sicher verriet verraten erklärte erklärt erinnert"),
		Open:      set("unklar unbekannt ungewiss fraglich offen fragt fragte fragten"),
		Exactly:   set("genau noch bisher sich mich uns ihm ihr"),
		Hearsay:   set("munkelt heißt behauptet gemunkelt"),
		According: set("laut nach zufolge"),
		Then:      set("dann so"),
		And:       set("und aber oder doch sondern"),
		It:        set("das dies es"),
		Several:   set("sagten erklärten meinten berichteten warnten behaupteten"),
		General:   set("mann frau politiker politikerin chef chefin leiter leiterin experte expertin"),
	},
	"fr": {
		Negations:   set("ne pas jamais rien aucun aucune ni nul nulle guère non nullement aucunement"),
		Excluding:   set("sans sauf"),
		Modals:      set("doit doivent devait devrait devraient peut peuvent pouvait pourrait pourraient faut faudrait veut veulent voulait voudrait"),
		Quantifiers: set("tous toutes tout toute quelques plusieurs beaucoup peu chaque plus moins seul seuls seulement presque toujours souvent parfois rarement certains certaines plupart"),
		Hedges:      set("peut-être probablement prétendument apparemment vraisemblablement éventuellement"),
		Conditions:  set("si s'il s'ils"),
		Provisos:    []string{"à moins", "à condition", "pourvu que", "pourvu qu'", "sous réserve", "en cas de", "en cas d'", "au cas où", "sauf si", "sauf s'"},
		Whens:       []string{"quand", "lorsque", "lorsqu'", "tant que", "tant qu'"},
		Merely:      set("seulement uniquement"),
		Even:        set("même surtout notamment comme"),
		Aside:       set("possible nécessaire besoin ce bien"),
		Openers:     set("qui que qu' dont où lequel laquelle lesquels quand lorsque lorsqu' tandis alors parce puisque puisqu' comme et mais ou après avant jusqu'"),
		Finite:      set("est sont était étaient a ont avait avaient sera seront dit déclaré et ou mais"),
		Joining:     set("de du d' des en à au aux dans pour avec sur par sous entre vers chez un une l' ce cette ces son sa ses leur s' se"),
		That:        set("que qu'"),
		Says:        set("dit déclaré déclare affirmé affirme ajouté ajoute expliqué explique souligné souligne annoncé annonce indiqué indique répondu répond écrit assuré assure estime estimé prétend prétendent prétendu demandé demande démenti dément nié nie disent affirment déclarent estiment assurent expliquent"),
		Passive:     set("été"),
		Asserts:     set("dit dire affirmé affirmer prétendu prétendre croit croire pense penser vrai exact preuve preuves confirmé"),
		Holds:       set("crois croyons croient croyait pense pensons pensent prouve prouvé sûr sûre certain convaincu"),
		Unsettled:   set("possible impossible probable improbable douteux incertain"),
		Denies:      set("doute doutent démenti dément démentent nié nie nient contesté conteste contestent réfuté réfute réfutent récusé récuse récusent rejettent rejette doutons"),
		True:        set("vrai exact"),
		Untrue:      set("faux fausse inexact mensonge mensonger mensongère erroné"),
		Falsely:     set("faussement tort"),
		Claims:      set("affirmation allégation accusation rumeur thèse"),
		Hopes:       set("convaincu convaincue persuadé persuadée croit crois croient croyait croyons pense penses pensent pensait pensons espère espèrent espérait espérons craint craignent craignait suppose supposent supposait soupçonne soupçonnent"),
		Alleges:     set("prétend prétends prétendent prétendait prétendu allègue allèguent alléguait insinue insinuait"),
		Unnamed:     set("gens sources voisins"),
		Others:      set("critiques détracteurs opposants rumeurs sceptiques experts analystes observateurs témoins riverains"),
		He:          set("il t-il"), She: set("elle t-elle"), Articles: set("le la les l' un une son sa"),
		Asking:    set("qui quoi où quand comment pourquoi si s' quel quelle quels quelles ce combien"),
		Knows:     set("sait sais savent savait savaient savoir su dit dire précisé expliqué connaît clair sûr"),
		Open:      set("ignore ignorent ignorait demande demandent demandé demandait incertain"),
		Exactly:   set("encore exactement toujours précisément"),
		Hearsay:   set("paraît paraîtrait prétend raconte"),
		According: set("selon d'après"),
		Then:      set("alors"),
		And:       set("et mais ou"),
		It:        set("l' le la cela ça c'"),
		Several:   set("disent affirment déclarent estiment assurent expliquent"),
		General:   set("homme femme responsable dirigeant dirigeante chef élu élue expert experte"),
	},
	"es": {
		Negations:   set("no nunca jamás nada nadie ningún ninguno ninguna ni tampoco"),
		Excluding:   set("sin salvo excepto"),
		Modals:      set("debe deben debía debería deberían puede pueden podía podría podrían quiere quieren quería"),
		Quantifiers: set("todos todas todo toda algunos algunas muchas muchos pocos pocas cada más menos solo sólo solamente casi siempre a-menudo varios varias ambos ambas mayoría"),
		Hedges:      set("quizá quizás probablemente posiblemente supuestamente presuntamente aparentemente acaso"),
		Conditions:  set("si"),
		Provisos:    []string{"a menos", "a no ser", "siempre que", "siempre y cuando", "con tal de", "a condición", "en caso", "salvo que", "salvo si", "excepto si"},
		Whens:       []string{"cuando"},
		Merely:      set("solo sólo solamente únicamente"),
		Even:        set("incluso aun aún especialmente como"),
		Aside:       set("acaso cabe posible necesario bien"),
		Openers:     set("que quien quienes cuyo cuya donde cuando mientras aunque porque pues como y e pero o u sino después antes hasta"),
		Finite:      set("es son era eran fue fueron ha han había será serán dijo afirmó y o pero"),
		Joining:     set("de del en a al con por para sobre entre desde hacia un una lo su sus este esta se"),
		That:        set("que"),
		Says:        set("dijo dice afirmó afirma declaró declara añadió añade explicó explica señaló señala subrayó anunció indicó aseguró asegura respondió contestó escribió sostuvo sostiene preguntó alegó alega negó niega desmintió dicen dijeron afirman afirmaron aseguran aseguraron sostienen declararon"),
		Asserts:     set("dijo dicho dice afirmó afirmado cree creía piensa cierto verdad prueba pruebas confirmado confirmó"),
		Holds:       set("creo creemos creen pienso piensan prueba probado seguro segura convencido"),
		Unsettled:   set("posible imposible probable improbable dudoso incierto"),
		Denies:      set("duda dudan negó niega niegan negado desmintió desmiente rechazó rechaza rechazan refutó refutan desmienten negaron dudo dudamos"),
		True:        set("cierto verdad"),
		Untrue:      set("falso falsa mentira incorrecto bulo"),
		Falsely:     set("falsamente"),
		Claims:      set("afirmación acusación alegación rumor tesis"),
		Hopes:       set("asume asumen convencido convencida cree creo creen creía creemos piensa pienso piensan pensaba pensamos espera espero esperan esperaba esperamos teme temo temen temía supone supongo suponen suponía sospecha sospechan sospechaba"),
		Alleges:     set("alega alegan alegó alegaba pretende pretenden insinúa insinuó"),
		Unnamed:     set("fuentes gente"),
		Others:      set("críticos detractores opositores rumores escépticos expertos analistas observadores testigos vecinos"),
		He:          set("él"), She: set("ella"), Articles: set("el la los las un una su"),
		Asking:    set("quién quiénes qué cuál cuáles cuándo dónde cómo si cuánto cuántos"),
		Knows:     set("sé sabe saben sabía sabían saber dijo dice decir explicó precisó reveló recuerda claro seguro"),
		Open:      set("ignora ignoran desconoce desconocen pregunta preguntan preguntó incierto"),
		Exactly:   set("aún todavía exactamente bien"),
		Hearsay:   set("rumorea dice comenta"),
		According: set("según"),
		Then:      set("entonces"),
		And:       set("y e pero o"),
		It:        set("lo la los las esto eso ello"),
		Several:   set("dicen dijeron afirman afirmaron aseguran aseguraron sostienen declararon"),
		General:   set("hombre mujer funcionario funcionaria dirigente político política líder jefe jefa experto experta"),
	},
	"ru": {
		Negations:   set("не ни нет никогда никто ничто ничего никого никому никем нигде никуда никакой никакая никакое никакие никаких никакого нельзя никак едва отнюдь вовсе вряд"),
		Excluding:   set("без кроме"),
		Modals:      set("должен должна должно должны может могут мог могла могли можно нужно надо следует"),
		Quantifiers: set("все всё всех всем всеми некоторые некоторых многие многих мало много каждый каждая каждого больше меньше более менее только лишь почти всегда часто иногда редко оба обе несколько большинство"),
		Hedges:      set("возможно вероятно может-быть якобы предположительно видимо по-видимому будто наверное"),
		Conditions:  set("если"),
		Provisos:    []string{"при условии", "в случае", "разве что", "разве только"},
		Whens:       []string{"когда"},
		Merely:      set("только лишь"),
		Even:        set("даже особенно как"),
		Aside:       set("угодно возможно вообще"),
		Openers:     set("который которая которое которые которого которой которых которому которым где когда пока хотя потому поскольку так как и а но или что чтобы после до"),
		Finite:      set("был была было были есть сказал заявил сообщил и а но или"),
		Joining:     set("в во на с со к ко о об по за от из у для при под над между через до его ее её их этот эта это"),
		That:        set("что"),
		Says:        set("сказал сказала сказали заявил заявила заявили сообщил сообщила отметил отметила добавил добавила подчеркнул подчеркнула пояснил пояснила считает утверждает утверждают утверждал написал написала ответил ответила спросил спросила возразил возразила опроверг опровергла отрицает отрицал объявил предупредил говорят считают"),
		Asserts:     set("сказал говорил говорит заявил заявлял утверждал утверждает считает думает правда верно доказательств доказательства подтвердил"),
		Holds:       set("думаю думают верю верит верят считаю уверен уверена уверены скажу"),
		Unled:       true,
		Unsettled:   set("возможно невозможно вероятно маловероятно сомнительно"),
		Denies:      set("сомневается сомневаются опроверг опровергла опровергли опровергает опровергают отрицает отрицают отрицал отрицала отрицали отверг отвергла сомневаюсь"),
		True:        set("правда верно"),
		Untrue:      set("неправда ложь неверно ошибочно вымысел"),
		Falsely:     set("ложно ошибочно"),
		Claims:      set("утверждение обвинение слух"),
		Hopes:       set("убеждён убежден убеждена уверен уверена думаю думает думают думал думала полагаю полагает полагают полагал считаю считает считают считал считала надеюсь надеется надеются надеялся надеялась опасаюсь опасается опасаются опасался боюсь боится боятся предполагаю предполагает предполагают ожидаю ожидает ожидают"),
		Alleges:     set("утверждаю утверждает утверждают утверждал утверждала утверждали уверяет уверяют уверял уверяла"),
		Unnamed:     set("источники источников люди соседи жители"),
		Others:      set("критики критиков противники противников слухи слухам скептики скептиков оппоненты оппонентов эксперты экспертов аналитики аналитиков наблюдатели наблюдателей очевидцы очевидцев"),
		He:          set("он"), She: set("она"), Articles: set(""),
		Asking:    set("кто кого кому чей что какой какая какие где когда почему зачем как ли куда откуда сколько"),
		Knows:     set("знаю знает знают знал знала знали знать сказал сказала сказали говорит помнит помню уточнил уточнила известно ясно понятно"),
		Open:      set("неизвестно неясно непонятно спросил спросила спрашивает"),
		Exactly:   set("точно пока ещё до сих пор"),
		Particles: set("ли ль"),
		Hearsay:   set("говорят утверждается"),
		According: set("по"),
		Then:      set("то тогда"),
		And:       set("и но а или"),
		It:        set("это этого их его"),
		Several:   set("сказали заявили говорят считают"),
		General:   set("мужчина женщина чиновник политик глава лидер эксперт депутат"),
	},
}

// Of returns the grammar of a language by its tag, that of English
// where none is given, and nil where the language has none here.
func Of(lang string) *Grammar { return grammars[Language(lang)] }

// Language returns the language of a BCP 47 tag by itself, in lower case: English
// where none is given.
func Language(lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return cmp.Or(base, "en")
}

// union returns the words that any grammar has in some of its sets, and more.
func union(of func(*Grammar) []Set, more ...string) Set {
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

// Negative reports whether a folded word of the language denies what stands
// beside it.
func (g *Grammar) Negative(w string) bool {
	return g.Negations.Has(w) || strings.HasSuffix(w, "n't") || strings.HasPrefix(w, "n'") && utf8.RuneCountInString(w) > 3
}

// Function reports whether a folded word says nothing by itself.
func (g *Grammar) Function(w string) bool {
	return Small.Has(w) || g.Joining.Has(w) || g.Openers.Has(w) || g.Articles.Has(w) || g.Finite.Has(w)
}

// Weighs reports whether a folded word is one that counts, permits or denies.
func (g *Grammar) Weighs(w string) bool {
	return g.Negative(w) || g.Modals.Has(w) || g.Quantifiers.Has(w) || g.Excluding.Has(w) || g.Hedges.Has(w)
}
