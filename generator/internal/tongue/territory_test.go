package tongue

import "testing"

func TestATagMayNameATerritory(t *testing.T) {
	for tag, want := range map[string]string{"en": "", "de-AT": "AT", "pt-br": "BR", "sr-Latn-RS": "RS", "es-419": "419", "zh-cmn-Hant": "", "en-x-gb": "", "": ""} {
		if got := Territory(tag); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}
