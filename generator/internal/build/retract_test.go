package build

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"dossier/generator/internal/dossier"
	"dossier/generator/internal/publish"
	"dossier/templates"
)

// folderOf returns a content folder of files.
func folderOf(t *testing.T, files map[string]string) afero.Fs {
	t.Helper()
	content := afero.NewMemMapFs()
	for name, text := range files {
		if err := afero.WriteFile(content, name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return content
}

func inputOf(t *testing.T, files map[string]string) Input {
	t.Helper()
	return Input{Content: folderOf(t, files), Name: "content", Templates: afero.FromIOFS{FS: templates.Files}}
}

// published publishes the site of files and returns its folder.
func published(t *testing.T, files map[string]string) afero.Fs {
	t.Helper()
	r, err := Check(context.Background(), inputOf(t, files))
	if err != nil {
		t.Fatal(err)
	}
	target := afero.NewMemMapFs()
	if _, err := r.Write(context.Background(), publish.On(target), publish.Options{}); err != nil {
		t.Fatal(err, r.Diagnostics)
	}
	return target
}

// siteIn returns the files of a site by their paths.
func siteIn(t *testing.T, target afero.Fs) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := afero.Walk(target, ".", func(name string, info fs.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := afero.ReadFile(target, name)
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestARetractedSourceIsNowhere publishes random dossiers, breaks them, and
// retracts a source: no five of its words that follow each other are in any file
// that is left, but for those that another source has.
func TestARetractedSourceIsNowhere(t *testing.T) {
	for seed := range uint64(6) {
		files := secretive(rand.New(rand.NewPCG(seed, 11)))
		var slug dossier.Slug = "s2" // all of which is published
		files["pages/quoting.md"] = "---\ntitle: Quoting\n---\nThey wrote that " + strings.Join(strings.Fields(bodyOf(files["sources/s2.md"]))[1:8], " ") + ", and more.\n"
		files["sources/s2.md"] = strings.Replace(files["sources/s2.md"], "---\n", "---\nchanges: {date: 2026-01-01, what: \"We had "+strings.Trim(strings.Join(strings.Fields(bodyOf(files["sources/s2.md"]))[1:8], " "), "\"\\")+".\"}\n", 1)
		files["pages/about.md"] = "---\ntitle: About\n---\nAbout [[pages/quoting|what is quoted]] and [[s2]].\n"
		target := published(t, files)
		before := siteIn(t, target)
		files["events/broken.md"] = "---\ntitle: Broken\ndate: someday\n---\nNothing.\n"
		files["pages/fresh.md"] = "---\ntitle: Fresh\n---\nNot published yet.\n"
		files["sources/s5.md"] = strings.Replace(files["sources/s5.md"], "publish:", "publlish:", 1) // all of it would be shown
		files["stray.txt"] = "a file that nobody reads"
		x, err := Retract(context.Background(), inputOf(t, files), slug, publish.On(target).Published())
		if err != nil || len(x.Blocked) > 0 {
			t.Fatal(err, x)
		}
		if _, err := x.Write(context.Background(), publish.On(target), publish.Options{}); err != nil {
			t.Fatal(err)
		}
		secret := map[string]bool{}
		for _, run := range runs(bodyOf(files["sources/s2.md"])) {
			secret[run] = true
		}
		for _, s := range x.Result.Dossier.Sources {
			if s.Slug == slug {
				continue
			}
			for _, p := range x.Result.Evidence.Shown(s) {
				for _, run := range runs(p.In(s.Plain)) {
					delete(secret, run)
				}
			}
		}
		if len(secret) < 20 {
			t.Fatalf("seed %d: %d runs of words only", seed, len(secret))
		}
		after := siteIn(t, target)
		for name, text := range after {
			for _, text := range []string{name, text} {
				for _, run := range runsIn(text) {
					if secret[run] {
						t.Fatalf("seed %d: %s tells %q", seed, name, run)
					}
				}
			}
		}
		told := false
		for _, text := range before {
			told = told || slices.ContainsFunc(runsIn(text), func(run string) bool { return secret[run] })
		}
		if !told {
			t.Errorf("seed %d: the words were not there before", seed)
		}
		for name, want := range map[string]bool{
			"sources/s0/index.html": true, "sources/s2/index.html": true, "sources/s2/source.txt": false, "about/index.html": true, "quoting/index.html": false,
			"events/broken/index.html": false, "fresh/index.html": false, "sources/s5/index.html": false, "index.html": true, "dossier.json": true,
		} {
			if _, ok := after[name]; ok != want {
				t.Errorf("seed %d: %s is there: %v, left out: %v", seed, name, ok, x.Left)
			}
		}
		if about := after["about/index.html"]; !strings.Contains(about, "About what is quoted and") {
			t.Errorf("seed %d: a link to what is left out is no text:\n%s", seed, about)
		}
		for name := range after {
			if _, ok := before[name]; !ok && strings.HasSuffix(name, "/index.html") {
				t.Errorf("seed %d: %s is new", seed, name)
			}
		}
	}
}

// bodyOf returns what stands below the front matter of a file.
func bodyOf(file string) string {
	parts := strings.SplitN(file, "---\n", 3)
	return parts[len(parts)-1]
}

func TestARetractionThatCannotBeChangesNothing(t *testing.T) {
	files := secretive(rand.New(rand.NewPCG(1, 11)))
	target := published(t, files)
	before := siteIn(t, target)
	from := publish.On(target).Published()
	ctx := context.Background()

	files["dossier.yaml"] += "titel: A slip\n"
	x, err := Retract(ctx, inputOf(t, files), "s2", from)
	if err != nil || len(x.Blocked) != 1 || x.Result != nil {
		t.Errorf("with an error in the settings: %+v, %v", x, err)
	}
	files["dossier.yaml"] = strings.ReplaceAll(files["dossier.yaml"], "titel: A slip\n", "")
	if _, err := Retract(ctx, inputOf(t, files), "s9", from); err == nil || !strings.Contains(err.Error(), `there is no source "s9"`) {
		t.Errorf("a source that is not there: %v", err)
	}
	// The summary of the dossier is no note that could be left out.
	files["dossier.yaml"] += "summary: They wrote that " + strings.Join(strings.Fields(bodyOf(files["sources/s2.md"]))[1:8], " ") + "\n"
	x, err = Retract(ctx, inputOf(t, files), "s2", from)
	if err != nil {
		t.Fatal(err)
	}
	var left *WordsLeftError
	if _, err := x.Write(ctx, publish.On(target), publish.Options{}); !errors.As(err, &left) || !slices.Contains(left.Files, "index.html") {
		t.Errorf("with words in the settings: %v", err)
	}
	if !maps.Equal(before, siteIn(t, target)) {
		t.Error("the site was changed")
	}
}

// TestASourceThatIsGoneCanBeRetracted retracts a source whose file was deleted
// already, which is an error in every note that cites it.
func TestASourceThatIsGoneCanBeRetracted(t *testing.T) {
	files := secretive(rand.New(rand.NewPCG(2, 11)))
	target := published(t, files)
	text := files["sources/s2.md"]
	delete(files, "sources/s2.md")
	x, err := Retract(context.Background(), inputOf(t, files), "s2", publish.On(target).Published())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Write(context.Background(), publish.On(target), publish.Options{}); err != nil {
		t.Fatal(err)
	}
	after := siteIn(t, target)
	if _, ok := after["sources/s2/index.html"]; ok || after["sources/s0/index.html"] == "" {
		t.Error("its page is there, or another is not")
	}
	own := map[string]bool{}
	for _, s := range x.Result.Dossier.Sources {
		for _, run := range runs(s.Plain) {
			own[run] = true
		}
	}
	for name, text2 := range after {
		for _, run := range runsIn(text2) {
			if !own[run] && slices.Contains(runs(bodyOf(text)), run) {
				t.Fatalf("%s tells %q", name, run)
			}
		}
	}
}

// The file of a long name on the site bears a shorter one.
func TestASourceOfALongNameThatIsGoneCanBeRetracted(t *testing.T) {
	long := strings.Repeat("long-", 45) + "name"
	files := secretive(rand.New(rand.NewPCG(2, 11)))
	files["sources/"+long+".md"] = "---\ntitle: Long\n---\nEleven words that stand nowhere else but in this one text.\n"
	target := published(t, files)
	delete(files, "sources/"+long+".md")
	x, err := Retract(context.Background(), inputOf(t, files), dossier.Slug(long), publish.On(target).Published())
	if err != nil || len(x.Blocked) > 0 {
		t.Fatal(err, x)
	}
	if _, err := x.Write(context.Background(), publish.On(target), publish.Options{}); err != nil {
		t.Fatal(err)
	}
	for name, text := range siteIn(t, target) {
		if strings.Contains(text, "stand nowhere else") {
			t.Errorf("%s tells its words", name)
		}
	}
}

// The words of its earlier versions are taken off as well, which only they had.
func TestASourceWithVersionsThatIsGoneCanBeRetracted(t *testing.T) {
	files := secretive(rand.New(rand.NewPCG(2, 11)))
	files["sources/paper.md"] = "---\ntitle: Paper\ncaptured: 2024-03-12\n---\nEleven words that stood nowhere else but in this first text.\n"
	files["sources/paper@2024-03-14.md"] = "---\nrights: all\n---\nSomething else is said in what was captured later on.\n"
	files["pages/repeats.md"] = "---\ntitle: Repeats\n---\nThey are eleven words that stood nowhere else.\n"
	target := published(t, files)
	delete(files, "sources/paper.md")
	delete(files, "sources/paper@2024-03-14.md")
	x, err := Retract(context.Background(), inputOf(t, files), "paper", publish.On(target).Published())
	if err != nil || len(x.Blocked) > 0 {
		t.Fatal(err, x)
	}
	if _, err := x.Write(context.Background(), publish.On(target), publish.Options{}); err != nil {
		t.Fatal(err)
	}
	for name, text := range siteIn(t, target) {
		if strings.Contains(text, "stood nowhere else") {
			t.Errorf("%s tells its words", name)
		}
	}
}

// A source that cannot be read as one is all words, in whatever folder of the sources it lies.
func TestTheWordsOfAnUnreadableSourceAreKnown(t *testing.T) {
	in := inputOf(t, map[string]string{
		"dossier.yaml":            "title: A dossier\n",
		"sources/press/broken.md": "---\ntitle: Broken\nEleven words that stand nowhere else but in this one text.\n",
		"sources/whole.md":        "---\ntitle: Whole\n---\nOther words.\n",
		"sources/half.md":         "---\ntitle: Half\n---\nThe first version.\n",
		"sources/half@second.md":  "---\ntitle: Half\nThe second cannot be read.\n",
	})
	s := NewSession(in)
	if err := s.read(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	if got := plainOf(s, in, "broken"); len(got) != 1 || !strings.Contains(got[0], "Eleven words") {
		t.Errorf("its words are %q", got)
	}
	if got := plainOf(s, in, "half"); len(got) != 2 || got[0] != "The first version." || !strings.Contains(got[1], "The second cannot") {
		t.Errorf("the words of one that is read in part are %q", got)
	}
	if got := plainOf(s, in, "whole"); len(got) != 1 || got[0] != "Other words." {
		t.Errorf("the words of the other are %q", got)
	}
}

// Of two files with one name both are left out, also where the content folder is the one that one stands in.
func TestBothOfANameAreLeftOutWhereverTheFolderIs(t *testing.T) {
	for _, name := range []string{"content", ".", "./mine/content"} {
		files := secretive(rand.New(rand.NewPCG(2, 11)))
		target := published(t, files)
		files["pages/twin.md"] = "---\ntitle: Twin\n---\n"
		files["pages/more/twin.md"] = "---\ntitle: Another\n---\n"
		in := inputOf(t, files)
		in.Name = name
		x, err := Retract(context.Background(), in, "s2", publish.On(target).Published())
		if err != nil || len(x.Blocked) > 0 {
			t.Fatal(name, err, x)
		}
		n := 0
		for _, left := range x.Left {
			if strings.HasPrefix(left.Why, "error: ") && strings.HasSuffix(left.File, "twin.md") {
				n++
			}
		}
		if n != 2 {
			t.Errorf("%s: %d of two files with one name are left out: %v", name, n, x.Left)
		}
	}
}
