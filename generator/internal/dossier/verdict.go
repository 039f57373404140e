package dossier

import (
	"cmp"
	"slices"
	"strings"
)

// A Verdict is what editors can find of a claim: one value of their scale.
type Verdict struct {
	Key   string            // as claims name it
	Rank  int               // the higher, the more the evidence bears a claim out; 0 stands outside the order
	Role  VerdictRole       // which colour it has
	Free  bool              // it needs no evidence
	Words map[string]string // what readers see, by language
}

// VerdictRole says what the colour of a verdict stands for. Which colour that is, the style says.
type VerdictRole string

// The roles.
const (
	RoleFor     VerdictRole = "for"
	RoleMixed   VerdictRole = "mixed"
	RoleAgainst VerdictRole = "against"
	RoleOpen    VerdictRole = "open"
)

// VerdictRoles returns all roles.
func VerdictRoles() []VerdictRole {
	return []VerdictRole{RoleFor, RoleMixed, RoleAgainst, RoleOpen}
}

// Word returns what readers of a language see of a verdict: its key, where it has no word in that language.
func (v Verdict) Word(language string) string {
	base, _, _ := strings.Cut(language, "-")
	return cmp.Or(v.Words[language], v.Words[base], v.Key)
}

// Scale returns the verdicts that claims can have: those of the settings, or else a scale of five.
func (s *Settings) Scale() []Verdict {
	if len(s.Verdicts) > 0 {
		return s.Verdicts
	}
	return defaultScale()
}

func defaultScale() []Verdict {
	return []Verdict{
		{"supported", 4, RoleFor, false, map[string]string{"en": "Supported", "de": "Belegt", "fr": "Étayé", "es": "Respaldado", "ru": "Подтверждается"}},
		{"mostly supported", 3, RoleFor, false, map[string]string{"en": "Mostly supported", "de": "Überwiegend belegt", "fr": "En grande partie étayé", "es": "Respaldado en su mayor parte", "ru": "В основном подтверждается"}},
		{"mixed", 2, RoleMixed, false, map[string]string{"en": "Mixed", "de": "Teils, teils", "fr": "Partagé", "es": "Dividido", "ru": "Подтверждается частично"}},
		{"contradicted", 1, RoleAgainst, false, map[string]string{"en": "Contradicted", "de": "Widerlegt", "fr": "Contredit", "es": "Contradicho", "ru": "Опровергается"}},
		{"unproven", 0, RoleOpen, true, map[string]string{"en": "Unproven", "de": "Offen", "fr": "Non établi", "es": "Sin probar", "ru": "Не доказано"}},
	}
}

// ends returns the highest and the lowest rank of the scale.
func ends(scale []Verdict) (top, bottom int) {
	for _, v := range scale {
		if v.Rank > 0 {
			top = max(top, v.Rank)
			bottom = cmp.Or(min(bottom, v.Rank), v.Rank)
		}
	}
	return top, bottom
}

// verdict returns the verdict of the scale with a key, or nil.
func verdict(scale []Verdict, key string) *Verdict {
	if i := slices.IndexFunc(scale, func(v Verdict) bool { return FoldName(v.Key) == FoldName(key) }); i >= 0 {
		return &scale[i]
	}
	return nil
}
