package witness

// background holds how often, in a million words of English news, the commonest words stand, in
// rounded figures. It takes the place of a corpus where a dossier has too few
// sources to tell a common word from a rare one. Words are as they are printed, in
// lower case; a word that is not here is taken to be rare, the rarer the longer.
func background() map[string]float64 {
	return map[string]float64{
		"the": 56000, "of": 25000, "to": 26000, "and": 24500, "a": 22500, "in": 21000, "that": 10500, "is": 9000, "for": 9500, "on": 7700,
		"it": 7500, "was": 7200, "with": 6900, "as": 6300, "by": 5500, "he": 6000, "at": 5300, "be": 5000, "from": 4600, "has": 4200,
		"his": 3900, "an": 3600, "have": 4100, "are": 4300, "said": 5400, "not": 3900, "but": 4000, "were": 3000, "they": 3300, "this": 3500,
		"will": 3000, "who": 3000, "which": 2600, "had": 3000, "its": 2700, "their": 2700, "would": 2300, "been": 2500, "or": 2800, "more": 2300,
		"we": 2800, "i": 4000, "you": 2500, "she": 1700, "her": 1800, "one": 2100, "about": 1900, "after": 1800, "there": 1800, "also": 1600,
		"all": 1700, "can": 1600, "new": 1700, "up": 1600, "out": 1500, "when": 1700, "if": 1400, "no": 1500, "than": 1400, "people": 1400,
		"year": 1300, "years": 1200, "over": 1300, "last": 1200, "into": 1200, "other": 1300, "so": 1300, "some": 1200, "what": 1300, "two": 1200,
		"could": 1100, "first": 1100, "time": 1100, "them": 1100, "him": 900, "our": 1100, "us": 1100, "state": 800, "states": 700, "united": 800,
		"government": 900, "president": 900, "told": 800, "against": 800, "country": 700, "countries": 500, "world": 700, "international": 550, "security": 600, "police": 500,
		"minister": 500, "mr": 700, "ms": 150, "mrs": 150, "before": 650, "between": 600, "because": 700, "while": 650, "where": 700,
		"now": 800, "any": 700, "only": 850, "most": 750, "many": 700, "may": 700, "should": 650, "such": 600, "those": 600, "these": 650,
		"even": 600, "just": 700, "like": 800, "get": 600, "make": 600, "made": 600, "take": 450, "very": 500, "my": 900, "me": 700,
		"do": 800, "did": 500, "does": 350, "how": 700, "then": 500, "under": 500, "since": 500, "during": 500, "through": 500, "well": 500,
		"back": 600, "down": 500, "off": 450, "still": 550, "being": 550, "both": 450, "own": 450, "same": 400, "three": 500, "second": 350,
		"day": 500, "week": 450, "month": 350, "months": 350, "today": 350, "monday": 250, "tuesday": 250, "wednesday": 250, "thursday": 250, "friday": 250,
		"saturday": 200, "sunday": 220, "january": 150, "february": 130, "march": 180, "april": 150, "june": 150, "july": 150, "august": 150, "september": 150,
		"october": 150, "november": 150, "december": 150, "part": 450, "group": 400, "work": 450, "way": 500, "say": 450, "says": 600, "saying": 300,
		"added": 250, "according": 350, "report": 300, "reported": 200, "reporters": 120, "news": 300, "official": 250, "officials": 300, "head": 280, "chief": 250,
		"foreign": 350, "war": 450, "military": 350, "forces": 280, "force": 250, "political": 300, "law": 300, "right": 400, "rights": 280, "national": 400,
		"public": 380, "party": 400, "house": 380, "city": 380, "number": 300, "however": 300, "around": 400, "including": 350, "called": 300, "must": 300,
		"another": 350, "much": 450, "too": 350, "long": 350, "high": 350, "here": 350, "your": 700, "see": 350, "want": 350, "go": 450,
		"going": 400, "come": 300, "came": 250, "know": 400, "think": 350, "good": 400, "use": 300, "used": 350, "without": 300, "within": 200,
		"never": 250, "every": 280, "few": 250, "end": 280, "help": 300, "need": 300, "next": 280, "per": 250, "set": 280, "life": 300,
		"man": 300, "men": 230, "women": 300, "children": 250, "home": 350, "school": 300, "company": 350, "business": 300, "market": 280, "percent": 300,
		"million": 350, "billion": 200, "money": 250, "power": 280, "support": 280, "plan": 220, "issue": 200, "members": 220, "council": 180, "union": 200,
		"american": 300, "america": 180, "russia": 150, "russian": 150, "china": 200, "europe": 180, "european": 200, "western": 150, "west": 200, "east": 180,
		"north": 220, "south": 250, "interview": 120, "four": 250, "five": 220, "six": 150, "ten": 100, "whether": 250, "though": 230,
		"put": 220, "top": 220, "big": 230, "left": 250, "lead": 180, "leader": 200, "leaders": 200, "meeting": 180, "talks": 120, "decision": 150,
		"information": 170, "system": 220, "service": 220, "services": 220, "court": 280, "case": 250, "death": 200, "attack": 180, "attacks": 150, "fight": 120,
		"area": 180, "place": 220, "position": 120, "order": 170, "already": 220, "again": 250, "until": 230, "further": 130, "early": 180, "late": 150,
		"important": 150, "general": 200, "director": 150, "secretary": 150, "department": 150, "office": 200, "ministry": 120, "agency": 150, "television": 100, "newspaper": 100,
	}
}

// backgroundShare returns how often word stands among words, 0..1.
func backgroundShare(table map[string]float64, word string) float64 {
	if n, ok := table[word]; ok {
		return n / 1e6
	}
	switch n := len([]rune(word)); {
	case n <= 2:
		return 400e-6
	case n == 3:
		return 200e-6
	case n <= 5:
		return 80e-6
	case n <= 8:
		return 50e-6
	}
	return 30e-6
}
