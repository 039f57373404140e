package build

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dossier/generator/internal/dossiertest"
)

// spoken is a dossier with pages of every kind, for programs that read schema.org.
var spoken = map[string]string{
	"dossier.yaml":         "title: A dossier\nsummary: Who said what.\nbase_url: https://example.org/d/\neditors: [Ada Lovell, The desk]\n",
	"sources/paper.md":     "---\ntitle: Bridge </script> \"safe\"\npublisher: The Paper\nauthor: Bo Writer\npublished: 2015-03-01\nurl: https://paper.example/1?a=b&c=d\narchived: https://archive.example/1\nlang: en\ntopics: [Bridges]\n---\nThe mayor said the bridge is safe. Nobody looked.\n",
	"sources/post.md":      "---\ntitle: A post\npublisher: The Council\nauthor: Somebody else\npublished: 2015-03~\nmedium: post\nlang: en\n---\nThe bridge is safe, he wrote.\n",
	"sources/release.md":   "---\ntitle: A release\nmedium: release\npublish: none\n---\nNobody may read this. The bridge is safe. Nor this.\n",
	"sources/radio.md":     "---\ntitle: The news\nmedium: audio\n---\nIt rained.\n",
	"sources/film.md":      "---\ntitle: The film\nmedium: video\n---\nIt snowed.\n",
	"sources/paper2.md":    "---\ntitle: A paper\nmedium: document\n---\nIt thawed.\n",
	"people/mayor.md":      "---\nname: Ada Mayor\nrole: Mayor\n---\nThe mayor.\n",
	"people/writer.md":     "---\nname: Bo Writer\n---\nWho writes.\n",
	"people/council.md":    "---\nname: The Council\nbody: true\n---\nThe council.\n",
	"quotes/safe.md":       "---\ntitle: On the bridge\nspeaker: [mayor, council]\nsaid: 2015-02-28\ncreated: 2016-01-02\nupdated: 2016-02\n---\n> the bridge is safe.\n> — [[paper]]\n\n> The bridge is safe,\n> — [[post]]\n\n> The bridge is safe.\n> — [[release]]\n",
	"quotes/bare.md":       "---\ntitle: Nothing\n---\nNobody has it.\n",
	"events/storm.md":      "---\ntitle: A storm\ndate: 2015-02-01/2015-02-03\npeople: [mayor]\n---\n> It rained.\n> — [[radio]]\n",
	"events/thaw.md":       "---\ntitle: A thaw\ndate: 2015-02?\n---\n> It thawed.\n> — [[paper2]]\n",
	"claims/bridge.md":     "---\ntitle: The bridge is safe\nclaimant: mayor\nverdict: mixed\nreviewed: 2015-04-02\n---\n> the bridge is safe\n> — [[paper]] qualifies\n",
	"annotations/paper.md": "---\nsource: paper\n---\n> Nobody looked.\n\nSo they say.\n",
	"pages/method.md":      "---\ntitle: Method\nnav: 1\n---\nWe read.\n",
}

// vocabulary is what schema.org has of types that are used, and of those above them.
type vocabulary map[string]struct {
	Parents    []string
	Properties map[string][]string
}

func (v vocabulary) is(kind, other string) bool {
	return kind == other || slices.ContainsFunc(v[kind].Parents, func(p string) bool { return v.is(p, other) })
}

// takes returns the types of the values of a property of a type, and whether it has that property.
func (v vocabulary) takes(kind, property string) ([]string, bool) {
	if list, ok := v[kind].Properties[property]; ok {
		return list, true
	}
	for _, p := range v[kind].Parents {
		if list, ok := v.takes(p, property); ok {
			return list, true
		}
	}
	return nil, false
}

var isoDate = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d(T.*)?)?)?$`)

// check walks what a processor made of JSON-LD: each property is one of its type, and each value one that it takes.
func (v vocabulary) check(t *testing.T, where string, value any) {
	switch value := value.(type) {
	case []any:
		for _, x := range value {
			v.check(t, where, x)
		}
	case map[string]any:
		name := func(id any) string { return strings.TrimPrefix(fmt.Sprint(id), "http://schema.org/") }
		kind := "Thing"
		if types, ok := value["@type"].([]any); ok {
			kind = name(types[0])
		}
		for key, list := range value {
			if strings.HasPrefix(key, "@") {
				continue
			}
			property := name(key)
			takes, ok := v.takes(kind, property)
			if !ok {
				t.Errorf("%s: %s has no %s", where, kind, property)
			}
			for _, x := range list.([]any) {
				x := x.(map[string]any)
				text, literal := x["@value"].(string)
				types, typed := x["@type"].([]any)
				switch {
				case typed:
					if !slices.ContainsFunc(takes, func(of string) bool { return v.is(name(types[0]), of) }) {
						t.Errorf("%s: %s.%s is a %s, and takes %v", where, kind, property, types[0], takes)
					}
				case literal && !slices.Contains(takes, "Text") && !(isoDate.MatchString(text) && slices.Contains(takes, "Date")):
					t.Errorf("%s: %s.%s is %q, and takes %v", where, kind, property, text, takes)
				case x["@id"] != nil && !strings.HasPrefix(fmt.Sprint(x["@id"]), "https://"):
					t.Errorf("%s: %s.%s is %v", where, kind, property, x["@id"])
				}
			}
			v.check(t, where, list)
		}
	}
}

var dataBlock = regexp.MustCompile(`(?s)<script type="application/ld\+json">\n?(.*?)</script>`)

// TestEveryPageSaysWhatItIsOf reads the JSON-LD of each page as a program would: a processor that loses nothing expands it, and
// each property is held against the vocabulary.
func TestEveryPageSaysWhatItIsOf(t *testing.T) {
	r := checked(t, Input{Content: dossiertest.Folder(t, spoken)})
	var words struct{ Types vocabulary }
	data, err := os.ReadFile("testdata/schemaorg.json")
	if err == nil {
		err = json.Unmarshal(data, &words)
	}
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]map[string]any{}
	for _, p := range r.Site.Pages() {
		data, err := r.File(p.Route.File())
		if err != nil {
			t.Fatal(err)
		}
		blocks := dataBlock.FindAllSubmatch(data, -1)
		if want := 1; len(blocks) != want && p.Route != "/404.html" {
			t.Errorf("%s has %d blocks", p.Route, len(blocks))
			continue
		} else if p.Route == "/404.html" {
			if len(blocks) > 0 {
				t.Error("an address that leads nowhere is said to be of something")
			}
			continue
		}
		var value map[string]any
		if err := json.Unmarshal(blocks[0][1], &value); err != nil {
			t.Fatalf("%s: %v", p.Route, err)
		}
		words.Types.check(t, string(p.Route), expanded(t, value))
		said[string(p.Route)] = value
	}
	for _, c := range []struct{ page, path, want string }{
		{"/", "mainEntity.@type", "Dataset"},
		{"/", "mainEntity.creator", "[map[name:Ada Lovell] map[name:The desk]]"},
		{"/", "mainEntity.distribution.0.contentUrl", "https://example.org/d/dossier.json"},
		{"/", "mainEntity.keywords", "[Bridges]"},
		{"/", "breadcrumb", "<nil>"},
		{"/sources/", "@type", "CollectionPage"},
		{"/sources/paper/", "@type", "WebPage"},
		{"/sources/paper/", "mainEntity.@type", "NewsArticle"},
		{"/sources/paper/", "mainEntity.url", "https://paper.example/1?a=b&c=d"},
		{"/sources/paper/", "mainEntity.publisher", "map[@type:Organization name:The Paper]"},
		{"/sources/paper/", "mainEntity.author", "map[@id:https://example.org/d/people/writer/#person @type:Person name:Bo Writer url:https://example.org/d/people/writer/]"},
		{"/sources/paper/", "mainEntity.datePublished", "2015-03-01"},
		{"/sources/paper/", "breadcrumb.itemListElement.1", "map[@type:ListItem item:map[@id:https://example.org/d/sources/] name:Sources position:2]"},
		{"/sources/post/", "mainEntity.@type", "SocialMediaPosting"},
		{"/sources/post/", "mainEntity.datePublished", "<nil>"}, // it is not known exactly
		{"/sources/post/", "mainEntity.url", "<nil>"},
		{"/sources/post/", "mainEntity.author", "map[name:Somebody else]"},
		{"/sources/release/", "mainEntity.@type", "Article"},
		{"/sources/radio/", "mainEntity.@type", "AudioObject"},
		{"/sources/film/", "mainEntity.@type", "VideoObject"},
		{"/sources/paper2/", "mainEntity.@type", "CreativeWork"},
		{"/quotes/safe/", "mainEntity.text", "the bridge is safe."},
		{"/quotes/safe/", "mainEntity.spokenByCharacter.1.@type", "Organization"},
		{"/quotes/safe/", "mainEntity.dateCreated", "2015-02-28"},
		{"/quotes/safe/", "mainEntity.isPartOf.@id", "https://example.org/d/sources/paper/#source"},
		{"/quotes/safe/", "mainEntity.citation.1.@id", "https://example.org/d/sources/release/#source"},
		{"/quotes/safe/", "dateCreated", "2016-01-02"},
		{"/quotes/bare/", "mainEntity.text", "<nil>"},
		{"/events/storm/", "mainEntity.startDate", "2015-02-01"},
		{"/events/storm/", "mainEntity.endDate", "2015-02-03"},
		{"/events/storm/", "mentions.0.name", "Ada Mayor"},
		{"/events/thaw/", "mainEntity.startDate", "<nil>"},
		{"/people/mayor/", "@type", "WebPage"},
		{"/people/mayor/", "mainEntity.description", "Mayor"},
		{"/people/council/", "mainEntity.@type", "Organization"},
		{"/claims/bridge/", "@graph.0.mainEntity.@id", "https://example.org/d/claims/bridge/#review"},
		{"/claims/bridge/", "@graph.1.@id", "https://example.org/d/claims/bridge/#review"},
		{"/claims/bridge/", "@graph.1.@type", "ClaimReview"},
		{"/method/", "@type", "WebPage"},
	} {
		var value any = said[c.page]
		for _, key := range strings.Split(c.path, ".") {
			switch v := value.(type) {
			case map[string]any:
				value = v[key]
			case []any:
				value = v[int(key[0]-'0')]
			}
		}
		if fmt.Sprint(value) != c.want {
			t.Errorf("%s: %s is %v, want %s", c.page, c.path, value, c.want)
		}
	}
}

// TestASiteMaySayNothingToPrograms builds dossiers that do not know where they will stand, do not want it, or are previews.
func TestASiteMaySayNothingToPrograms(t *testing.T) {
	for _, c := range []struct {
		settings string
		drafts   bool
	}{{"title: T\n", false}, {"title: T\nbase_url: https://example.org/d/\nwithout: [schemaorg]\n", false}, {spoken["dossier.yaml"], true}} {
		files := maps.Clone(spoken)
		files["dossier.yaml"] = c.settings
		r := checked(t, Input{Content: dossiertest.Folder(t, files), Drafts: c.drafts})
		for _, path := range []string{"index.html", "quotes/safe/index.html", "claims/bridge/index.html", "claims/reviews.jsonld"} {
			if data, err := r.File(path); err != nil || strings.Contains(string(data), "schema.org") {
				t.Errorf("%q, drafts %t: %s speaks of schema.org, %v", c.settings, c.drafts, path, err)
			}
		}
	}
}
