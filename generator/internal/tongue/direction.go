package tongue

import "strings"

// Direction returns the writing direction of a language: "rtl" or "ltr".
func Direction(lang string) string {
	base, rest, _ := strings.Cut(strings.ToLower(lang), "-")
	if strings.HasPrefix(rest, "latn") || strings.HasPrefix(rest, "cyrl") {
		return "ltr"
	}
	switch base {
	case "ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}
