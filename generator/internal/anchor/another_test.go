package anchor

import (
	"context"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"dossier/generator/internal/content"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/segment"
)

// TestWordsOfAnotherSpeaker asks of passages whether the source gives them to another than the speaker of a quotation.
func TestWordsOfAnotherSpeaker(t *testing.T) {
	files := map[string]string{
		"dossier.yaml":     "title: X\n",
		"people/orrery.md": "---\nname: Ines Orrery\naliases: [Инес Оррери]\n---\n",
		"people/brandt.md": "---\nname: Tom Brandt\naliases: [Том Брандт, Tom Brand]\n---\n",
		"quotes/q.md":      "---\ntitle: Q\nspeaker: orrery\n---\n> The cracks are old.\n> — [[radio]]\n",
		"sources/radio.md": "---\ntitle: Radio\nmedium: audio\n---\nHOST: How deep are the cracks?\n\nORRERY: The cracks are old.\n\nHOST: So he is lying?\n\nORRERY: I did not say that.\n",
		"sources/talk.md":  "---\ntitle: Talk\nmedium: audio\n---\nHOST: How deep are the cracks?\n\nGUEST: I cannot say that.\n\nHOST: So he is lying?\n\nGUEST: No.\n",
		"sources/post.md":  "---\ntitle: Post\npublisher: Tom Brandt\nmedium: post\n---\nEverybody has known about the cracks.\n",
		"sources/paper.md": "---\ntitle: Paper\npublisher: Tom Brandt\n---\n“It was never carried to my desk,” Tom Brandt said. “I carried it there,” Ines Orrery said. Nobody else saw a letter.\n",
		"sources/vesti.md": "---\ntitle: Vesti\nlang: ru\n---\n«Трещины были всегда», — сказал Том Брандт. «Нам о них не говорили», — сказала Инес Оррери.\n",
		"sources/mir.md":   "---\ntitle: Mir\npublisher: Инес Оррери\nmedium: post\nlang: ru\n---\nТрещины старые.\n",
	}
	view := afero.NewMemMapFs()
	for name, data := range files {
		if err := afero.WriteFile(view, name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d, _, err := content.Read(context.Background(), view, content.Options{Name: "content"})
	if err != nil {
		t.Fatal(err)
	}
	evidence, _ := Resolve(d)
	for _, c := range []struct {
		source, words string
		another       bool
	}{
		{"radio", "HOST: How deep are the cracks?", true},
		{"radio", "The cracks are old.", false},
		{"radio", "I did not say that.", false},
		{"radio", "are old.\n\nHOST: So he", false}, // of two
		{"talk", "How deep are the cracks?", false}, // nobody there has the speaker's name
		{"post", "Everybody has known", true},
		{"paper", "It was never carried to my desk", true},
		{"paper", "I carried it there", false},
		{"vesti", "Трещины были всегда", true},
		{"vesti", "Нам о них не говорили", false},
		{"mir", "Трещины старые.", false},
		{"paper", "Nobody else saw a letter.", false},
	} {
		s := d.Source(dossier.Slug(c.source))
		at := strings.Index(s.Plain, c.words)
		if at < 0 {
			t.Fatalf("%q is not in %s", c.words, c.source)
		}
		if got := evidence.OfAnother(d.Quotes[0], s, segment.Span{Start: at, End: at + len(c.words)}); got != c.another {
			t.Errorf("%s: %q is of another: %t", c.source, c.words, got)
		}
	}
}
