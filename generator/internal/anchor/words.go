package anchor

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

func set(lists ...string) map[string]struct{} {
	m := map[string]struct{}{}
	for _, l := range lists {
		for _, w := range strings.Fields(l) {
			m[w] = struct{}{}
		}
	}
	return m
}

var negations = union(func(g *grammar) []map[string]struct{} { return []map[string]struct{}{g.negations, g.excluding} },
	"nay unless personne point",
	"mai niente nulla nessuno nessuna né senza neppure nemmeno",
	"不 没 沒 未 无 無 非 لا لم لن ليس غير לא אין",
)

// negates reports whether a folded word denies.
func negates(w string) bool {
	_, ok := negations[w]
	return ok || strings.HasSuffix(w, "n't") || strings.HasPrefix(w, "n'")
}

// altering are the prefixes that turn a word into its opposite, or far from
// its meaning.
var altering = []string{
	"non", "anti", "un", "in", "im", "il", "ir", "dis", "mis", "counter", "contra", "de", "ex", "pseudo", "quasi", "semi", "half", "nicht", "a", "не", "анти", "псевдо", "contre", "gegen", "miss", "des",
}

// opposed reports whether the words b are the words a with a prefix that turns
// a word into its opposite, or a suffix that does.
func opposed(a, b []string) bool {
	if len(a) != 1 || len(b) != 1 || len([]rune(a[0])) < 3 {
		return false
	}
	if rest, ok := strings.CutSuffix(b[0], a[0]); ok && slices.Contains(altering, rest) {
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

// numeral reports whether a folded word is a number.
func numeral(w string) bool {
	if _, ok := numbers[w]; ok {
		return true
	}
	return strings.ContainsFunc(w, unicode.IsNumber)
}

// weighty are modal verbs, quantifiers, and what is much like them.
var weighty = union(func(g *grammar) []map[string]struct{} {
	return []map[string]struct{}{g.modals, g.quantifiers, g.hedges}
},
	"need dare able",
	"lot lots enough another other such same own",
	"likely unlikely certainly",
	"wird werden wurde",
	"seul solo",
	"deve devono può possono tutti tutte alcuni molti pochi ogni più meno solo",
	"ещё",
)

// small are articles, pronouns, auxiliaries, prepositions and conjunctions:
// each is a word of its own, however much it looks like another.
var small = set(
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

// closed reports whether a folded word belongs to a class that has few words.
func closed(w string) bool {
	_, ok := small[w]
	return ok || grave(w)
}

// grave reports whether changing a folded word changes what is claimed: whether
// it denies, counts, permits or commands.
func grave(w string) bool {
	_, ok := weighty[w]
	return ok || negates(w) || numeral(w)
}

// endings are what forms of English words differ in.
var endings = set("s es ed d ing er ers r rs or ors ly y ies ied ion ions ive al able ible ment ments ness n en e st est t ity ism ist ists ful less")

// lookalikes are English words that are one slip away from another word. A
// citation that has one of them may mean it.
var lookalikes = set(
	"able accede access accept adapt adept adopt advice advise affect effect alley ally alone along alter altar amend emend angel angle annual annul",
	"army arms aims arid avid assent ascent assure ensure insure attack attach attract aunt bade bare bear bread break bride bridge bright broad board",
	"brought bought built guilt bullet ballet ballot band bind bond bomb tomb womb border boarder bother brother bottle battle brain drain train trail trial",
	"brake breach beach bleach breath breathe breast burden burned buried carried married called culled killed filled billed casual causal causes clauses",
	"cause clause pause cease lease please censor censure sensor chance change charge chain china chief thief choose chose loose lose close clothes claim",
	"clam class clash crash crush brush cloud loud proud coast cost host most lost coastal costal colonel kernel color colour coma comma come some",
	"command commend commit comment common complement compliment compose composed comprise conduct product confirm conform contact contract contrast",
	"conducive conductive contend content intent intend context contest convert covert convent convict conflict corps corpse corp council counsel country county count court",
	"courage cover lover over crate create credit edit crew crow crown drown brown grown crime prime crude cruel dairy diary daily dare date data",
	"dead deal dear deed deer deep keep death dearth decent descent dissent defend depend defense defence deference difference define refine deny",
	"deport depot report desert dessert detain retain contain device devise dialed dialled died dried direct dire disease decease decrease increase",
	"divert diverse divide dived drive driver diver drone prone throne drought brought draught east west eats edition addition elect eject erect elicit",
	"illicit emerge merge emigrate immigrate eminent imminent immanent empire umpire envoy convoy enjoy eruption irruption except expect excerpt expert",
	"export expand expend expense expanse extent extend fact fast fair fail fall fell feel fill full false farm firm form from fare fear feat fear",
	"fiend friend field yield fight right light might night sight tight eight fire hire wire fired hired tired flaw law flow blow slow follow fallow",
	"force fierce forces forge fort forth fourth found fund fraud freed greed agreed free tree freeze breeze front font frost fuel duel cruel gain",
	"grain gait gate general generous genial goal coal grant grand brand grave gravel gravy brave great greet green groan group grouse guard guarded",
	"guest quest guise gulf golf half halt salt hall hail hand hang hard heard herd head heal heat heart hear hearth earth health wealth stealth heist",
	"held help hell hill hold hole hope host hostile hostel hotel house horse mouse human humane hunger hunter hurt idea ideal idle idol illusion",
	"allusion delusion collusion immoral immortal import impart impose expose inside insight incite inspire conspire invade evade issue tissue joint",
	"joined judge nudge jury injury just must lack lacks lake land lane last least lately later latter letter litter lead leader reader dealer leap",
	"learn lean left lift legal regal lend lever level liable libel likely lively line link list loan loath loathe local loyal lord load lone long",
	"loss lots love live give lower power tower mail main male make march match marine martial marital marked market mass mess mast meat meet mean",
	"media medial medical medieval meddle middle mental metal militant military mind mine minor minster minister monster miner mission missing missile",
	"mode model modal moderate moral morale mortal mount month mouth south move moved loved movie murder must nation notion national rational native",
	"naval navel nave nerve never none nuclear unclear number numb oath path offend often order odder origin organ pace peace piece place plate plane",
	"plan plant panel paper pair part party pants past post pact fact parish perish parole patrol patron pattern pain paint point pray prey peer pier",
	"people persecute prosecute personal personnel peril pill pull police policy polite politic poll pool poor port sport pose prose posse power poser",
	"prince principal principle print prison poison precede proceed preside present prevent resent price pride prize prone prove probe proof roof",
	"prophet profit proposition preposition province provide quarrel quarry queen queer quiet quite quit race rage raid rain ruin raise rise rape rate",
	"rare reach react read ready real realm rebel repel recall rebuke refuse reuse region religion reign rein relation relay relief relieve belief",
	"believe remain reman remove rent rest restrain retrain result insult revolt resort retort retreat treat threat thread tread trade trace trait",
	"revenge revenue review reverse reserve ride rise rite write river rival arrival road rock role rule roll route rout royal ruler sacred scared",
	"safe sage sale sane save said sand seal sail scare scarce scene scent scheme school sea seat sect section sector secret secrete seed seek sell",
	"send sent sense series serious serve severe several sever shade shame shape share shared sharp shed shell shelter shoot short shot shout shut",
	"sign sing single sin site size skill slain slam slave salve slip ship shop sober soldier solder sole sold solid soul source sour space spare",
	"spark spear speak spoke spot staff stuff stage stake stale state statute statue status stature stand stationary stationery steal steel steam step",
	"stern stick still sting stone store storm story strain train strait straight strange stranger strength stress strict strike stroke strip stripe",
	"strive suit suite summit submit sunny surge purge survey survive survival swear sweat sweet swift sword word world work tacit tactic take tale",
	"talk tale tank tape task teach team tear tell tense tent term test text their there these those thing think thank thick third though through",
	"thorough thought tough bough cough rough threw throw thrown tide tie time tire title tell told toll tone took tool total town trap tribe tribute",
	"trick troop troupe truce truck true trust crust trench french turn unite unity untie united untied unlit until user usher vain vein valley volley",
	"value vary very vast vest victim victor view vile village villain violate violent visible risible visit vital vocal voice void vote wage wagon wait",
	"wake walk wall want wand ward warm warn war was wash waste water watch weak week wear weather whether whither wind wine wing winner wipe wise wish",
	"within without witness wonder wander wood word worn worse worth wound would wrap wreck write wrong wrought yard year yearn young",
	"adverse averse ordinance ordnance moderate immigrant emigrant institute constitute resolution revolution evolution devolution convention",
	"intervention invention prevention inflection infection injection objection rejection conservation conversation contention detention retention",
	"attention intention delegate relegate deprecate depreciate disburse disperse perspective prospective prescribe proscribe persecution prosecution",
	"production protection projection promotion provision prevision reception deception perception precision recession secession succession session cession",
	"reform inform perform respectively respectfully simulate stimulate substitute insurgent resurgent radical radial rational president precedent resident",
	"dissident incident accident occident indent minister sinister ministry monastery coalition collation collision collusion conclusion constitution institution",
	"destitution restitution prostitution ration ratio nuclear hostage hostile captor captive defeat deface attested arrested detested contested protested",
	"supported reported deported exported imported purported escalation exaltation occupation accusation aviation deviation election selection ejection erection",
	"affection defection rejection ignore ignorance deploy employ deplore explore explode expose exclude include conclude preclude seize size cite sight site",
	"fry star stare start startle starve complaint compliant detective defective interment internment accused accursed massage massacre minster convince convene",
	"reassign resign stroke wane hop hope sigh sanction militarily soldiery signal discrete discreet principality marshal tsar calm beard silver sliver gaol girl bran barn",
	"beat bear beard bolt blot slot silt slit minuet minute brunt burnt carve crave coral carol dust bust gird grid lair liar loin lion scion skate seer split spilt tier trail retry retire",
	"wary awry weird wired rebut parse converse conserve file field cavalry calvary ear era ram arm raw rat tar art eat ate act cat god dog apt pat tap pit spit lie bale rose pate",
	"snipe swipe spend spell smell swell mediate mediation meditate medication meditation infest invest ingest digest regard retard reward rely reply relive relieve relief require requite",
	"retune return savage salvage ravage swerve structure stricture torture torturous tortuous tutor vanish varnish banish vanquish violet violin violently write writhe",
	"smuggle snuggle struggle straggle strangle restrain retrain restraint stoop stop slope slop skip sip droop drop pant paint bounce bound bond round ground poise poison",
	"appraise apprise advert avert blast boast roast toast coast besiege block bloc clamp champ champion campion camp captain caption crease increase climatic climactic",
	"charter chatter chart chat collate collar collide collude elide compete complete compel compile comply concede conceive congest covet covert crater creator creature crate crowd crow",
	"deduce deduct reduce defect detect deflect reflect defer deter refer referee derail detail retail derive deprive drown down excite exit exist exert exhort extort",
	"faction fraction fiction friction function factional fictional functional farmer framer frame farther father feather further flee fleet flood floor founder flounder",
	"fright freight freighter grate handle hallow hand heading heeding hoist impend impede inure injure insure literal littoral match march marring mating marrying",
	"possess process profess planing pleat plead policed precipitate participate proceed preside purse pursue purpose propose widow window winnow yield wield",
	"pray prayer fryer slaughter laughter daughter draughts immune commune communist community commute compute compact impact company accompany continence countenance continuance",
	"importunity opportunity impunity immunity ingenious ingenuous indigenous luxuriant luxurious officious official observance observation perpetrate perpetuate",
	"precipitous precipitate causality casualty causalities casualties credible creditable credulous deprecation depredation desperate disparate destroyer effective affective",
	"elusive allusive illusive exceptional exceptionable exhaustive exhausting formally formerly founded funded historic historical imperial imperious inapt inept",
	"incredible incredulous industrial industrious judicial judicious momentary momentous negligent negligible notable noticeable perpetual populace populous popular precarious",
	"sensual sensuous spacious specious suspect suspend systemic systematic temporal temporary transition transmission unexceptional urban urbane venal venial",
	"assigned consigned counselled counseled consoled cancelled concealed transform transfer interstate intestate international internal interval intermitted interred",
	"assassin assist assort assert discus discuss disgust disguise dispute disrepute dissect direct district distrust dispense disperse dispose depose deposit",
	"strip strap stripe striped trip trap stumble tumble thrash trash throng thrust whistle whittle wrestle nestle wreath wreathe cloth clothe bath bathe lath lathe sooth soothe",
	"decide decode cache catch hit hist throughout throughput identify identity quantify quantity clarify clarity sanctify sanctity dignify dignity corporal corporeal",
	"procession profession processor professor portion potion personality personalty hurl hurtle hurdle scrap scrape starling sterling swing sting string cling fling",
	"canvas canvass lightning lightening lighten partition petition viscous vicious waive wave macro marco identity entity thoroughly throughly plating planting plant plate",
)
