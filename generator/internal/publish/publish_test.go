package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/afero"
)

// onAll runs a test on targets of every sort: in memory, on disk in one step and
// file by file, and in a folder that nothing can be put beside.
func onAll(t *testing.T, test func(t *testing.T, target *Target)) {
	t.Run("memory", func(t *testing.T) {
		target := On(afero.NewMemMapFs())
		target.wait = 50 * time.Millisecond
		test(t, target)
	})
	for name, through := range map[string]func(disk) disk{
		"at once":        nil,
		"no exchange":    func(d disk) disk { return lacking{disk: d, exchange: syscall.EINVAL} },
		"no links":       func(d disk) disk { return lacking{disk: d, link: syscall.EPERM} },
		"nothing beside": func(d disk) disk { return inner{d} },
	} {
		t.Run(name, func(t *testing.T) { test(t, onDisk(t, through)) })
	}
}

// inner is a disk in whose top no folder can be made but in the output folder.
type inner struct{ disk }

func (i inner) Close() error { return closed(i.disk) }

func (i inner) Mkdir(name string, perm os.FileMode) error {
	if strings.HasPrefix(name, ".public") {
		return &fs.PathError{Op: "mkdir", Path: name, Err: syscall.EACCES}
	}
	return i.disk.Mkdir(name, perm)
}

func onDisk(t *testing.T, through func(disk) disk) *Target {
	t.Helper()
	target, err := Open(filepath.Join(t.TempDir(), "made", "public"))
	if err != nil {
		t.Fatal(err)
	}
	target.through = through
	return target
}

// site returns the output folder of a target, which is there.
func site(t *testing.T, target *Target) disk {
	t.Helper()
	if target.memory != nil {
		return target.memory
	}
	if err := os.MkdirAll(target.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := openFolder(target.dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// write takes the files "path=data" into a build.
func write(t *testing.T, w *Writer, files ...string) {
	t.Helper()
	for _, f := range files {
		p, data, _ := strings.Cut(f, "=")
		if err := w.Write(p, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
}

func begin(t *testing.T, target *Target) *Writer {
	t.Helper()
	w, err := Begin(target, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// publish writes a site of the files "path=data" and returns the changes.
func publish(t *testing.T, target *Target, files ...string) Changes {
	t.Helper()
	w := begin(t, target)
	write(t, w, files...)
	changes, err := w.Commit()
	if err != nil {
		t.Fatal(err)
	}
	changes.OneByOne = "" // how is no matter
	return changes
}

// others puts files "path=data" of others into a target.
func others(t *testing.T, target *Target, files ...string) {
	t.Helper()
	on := site(t, target)
	for _, f := range files {
		p, data, _ := strings.Cut(f, "=")
		if err := put(on, p, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
}

// tree returns every file of a target as "path=data" but the manifest, and what
// builds left beside it as "../name".
func tree(t *testing.T, target *Target) []string {
	t.Helper()
	out := treeOf(t, site(t, target), ".")
	if target.memory == nil {
		entries, err := os.ReadDir(filepath.Dir(target.dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.Name() != filepath.Base(target.dir) {
				out = append(out, "../"+e.Name())
			}
		}
	}
	return out
}

func treeOf(t *testing.T, on disk, dir string) []string {
	t.Helper()
	var out []string
	entries, err := afero.ReadDir(on, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		p := path.Join(dir, e.Name())
		switch {
		case e.Name() == Manifest:
		case e.IsDir():
			out = append(out, p+"/")
			out = append(out, treeOf(t, on, p)...)
		case e.Mode().IsRegular():
			data, err := afero.ReadFile(on, p)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, fmt.Sprintf("%s=%s", p, data))
		default:
			out = append(out, p+" is "+kind(e.Mode()))
		}
	}
	slices.Sort(out)
	return out
}

func TestAnotherBuildReplacesTheOld(t *testing.T) {
	onAll(t, func(t *testing.T, target *Target) {
		got := publish(t, target, "index.html=one", "a/b/index.html=two", "c/index.html=three", "d=file", "e/x/y=in a folder")
		if want := (Changes{Files: 5, Written: 5}); got != want {
			t.Errorf("first build: %+v, want %+v", got, want)
		}
		got = publish(t, target, "index.html=one", "c/index.html=changed", "d/index.html=folder now", "e=file now")
		if want := (Changes{Files: 4, Written: 3, Removed: 3}); got != want {
			t.Errorf("second build: %+v, want %+v", got, want)
		}
		want := []string{"c/", "c/index.html=changed", "d/", "d/index.html=folder now", "e=file now", "index.html=one"}
		if d := cmp.Diff(want, tree(t, target)); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
		got = publish(t, target, "index.html=one", "c/index.html=changed", "d/index.html=folder now", "e=file now")
		if want := (Changes{Files: 4}); got != want {
			t.Errorf("third build: %+v, want %+v", got, want)
		}
	})
}

func TestASiteIsPutInPlaceInOneStepWhereThatCanBe(t *testing.T) {
	for reason, through := range map[string]func(disk) disk{
		"":                                       nil,
		"exchange two folders: invalid argument": func(d disk) disk { return lacking{disk: d, exchange: syscall.EINVAL} },
		"link CNAME: operation not permitted":    func(d disk) disk { return lacking{disk: d, link: syscall.EPERM} },
		"nothing can be written beside it":       func(d disk) disk { return inner{d} },
	} {
		target := onDisk(t, through)
		others(t, target, "CNAME=mine")
		w := begin(t, target)
		write(t, w, "index.html=one")
		changes, err := w.Commit()
		if err != nil {
			t.Fatal(err)
		}
		if noExchange != "" {
			reason = noExchange
		}
		if changes.OneByOne != reason {
			t.Errorf("one by one because %q, want %q", changes.OneByOne, reason)
		}
	}
}

func TestFilesOfOthersStay(t *testing.T) {
	onAll(t, func(t *testing.T, target *Target) {
		others(t, target, ".gitkeep=mine", "CNAME=mine", ".git/objects/ab/cd=mine", ".git/HEAD=mine")
		publish(t, target, "sources/x/index.html=1")
		others(t, target, "sources/mine.txt=mine")
		publish(t, target, "index.html=2")
		want := []string{".git/", ".git/HEAD=mine", ".git/objects/", ".git/objects/ab/", ".git/objects/ab/cd=mine", ".gitkeep=mine", "CNAME=mine", "index.html=2", "sources/", "sources/mine.txt=mine"}
		if d := cmp.Diff(want, tree(t, target)); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	})
}

// TestFilesOfOthersStayTheSameFiles looks at the files, folders and links of
// others before and after a build, as whoever has them open sees them.
func TestFilesOfOthersStayTheSameFiles(t *testing.T) {
	target := onDisk(t, nil)
	publish(t, target)
	others(t, target, "CNAME=mine", ".git/HEAD=mine", "mine/deep/file=mine")
	at := func(p string) string { return filepath.Join(target.dir, p) }
	for link, to := range map[string]string{"outside": "/", "nowhere": "no/such", "mine/here": "deep"} {
		if err := os.Symlink(to, at(link)); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	for _, e := range []error{os.Mkdir(at("empty"), 0o700), os.Chmod(at("mine"), 0o711), os.Chmod(target.dir, 0o750)} {
		if e != nil {
			t.Fatal(e)
		}
	}
	publish(t, target, "index.html=one", "mine/ours.html=one", "same.html=same")
	all := []string{".", "CNAME", ".git", ".git/HEAD", "mine", "mine/deep", "mine/deep/file", "mine/here", "outside", "nowhere", "empty", "same.html"}
	before := map[string]fs.FileInfo{}
	for _, p := range all {
		info, err := os.Lstat(at(p))
		if err != nil {
			t.Fatal(err)
		}
		before[p] = info
	}
	cwd, err := os.Open(at(".git"))
	if err != nil {
		t.Fatal(err)
	}
	defer cwd.Close()
	publish(t, target, "index.html=two", "mine/other.html=two", "same.html=same")
	for _, p := range all {
		info, err := os.Lstat(at(p))
		if err != nil || !os.SameFile(before[p], info) || info.Mode() != before[p].Mode() {
			t.Errorf("%s is another: %v, %v, %v", p, before[p].Mode(), info, err)
		}
	}
	if names, err := cwd.Readdirnames(-1); err != nil || len(names) != 1 {
		t.Errorf("a folder that was open holds %q, %v", names, err)
	}
}

// TestWhatOthersPutThereMeanwhileStays has somebody else make and replace files
// in the output folder at each step of a build.
func TestWhatOthersPutThereMeanwhileStays(t *testing.T) {
	steps := 0
	for n := 1; n == 1 || n <= steps; n++ {
		var f *faulty
		target := onDisk(t, func(d disk) disk { f = &faulty{disk: d}; return f })
		publish(t, target, "index.html=one", "a/index.html=one")
		others(t, target, "mine/file=old")
		w := begin(t, target)
		write(t, w, "index.html=two", "b/index.html=two")
		f.n, f.before = 0, func(at int) {
			if at != n {
				return
			}
			for p, data := range map[string]string{"mine/new": "new", "fresh/x": "new", "mine/.tmp": "changed"} {
				p = filepath.Join(target.dir, p)
				if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte(data), 0o644)); err != nil {
					t.Error(err)
				}
			}
			if err := os.Rename(filepath.Join(target.dir, "mine/.tmp"), filepath.Join(target.dir, "mine/file")); err != nil {
				t.Error(err)
			}
		}
		if _, err := w.Commit(); err != nil {
			t.Fatal(err)
		}
		steps = f.n
		want := []string{"b/", "b/index.html=two", "fresh/", "fresh/x=new", "index.html=two", "mine/", "mine/file=changed", "mine/new=new"}
		if d := cmp.Diff(want, tree(t, target)); d != "" {
			t.Errorf("step %d (-want +got):\n%s", n, d)
		}
	}
}

func TestNoFileOfOthersIsOverwritten(t *testing.T) {
	onAll(t, func(t *testing.T, target *Target) {
		publish(t, target, "index.html=one")
		others(t, target, "CNAME=mine", "sources=mine", "events/sub/mine=mine")
		before := tree(t, target)
		w := begin(t, target)
		write(t, w, "index.html=two", "CNAME=ours", "sources/x/index.html=ours", "events=ours", "fine=ours")
		var foreign *ForeignFilesError
		if _, err := w.Commit(); !errors.As(err, &foreign) {
			t.Fatalf("overwriting files of others: %v", err)
		}
		if d := cmp.Diff([]string{"CNAME", "events", "sources"}, foreign.Paths); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
		if d := cmp.Diff(before, tree(t, target)); d != "" {
			t.Errorf("(-before +after):\n%s", d)
		}
	})
}

func TestAFolderOfOthersIsNotBuiltInto(t *testing.T) {
	onAll(t, func(t *testing.T, target *Target) {
		others(t, target, "thesis.doc=mine", "old/index.html=mine", "CNAME=mine", "index.html=mine", "sub/x=mine")
		before := tree(t, target)
		var takeover *TakeoverError
		if _, err := Begin(target, Options{}); !errors.As(err, &takeover) || takeover.Files != 5 || takeover.Torn {
			t.Fatalf("a folder of others: %v", err)
		}
		if d := cmp.Diff(before, tree(t, target)); d != "" {
			t.Errorf("(-before +after):\n%s", d)
		}
		w, err := Begin(target, Options{Force: true})
		if err != nil {
			t.Fatal(err)
		}
		write(t, w, "index.html=ours", "new.html=ours")
		changes, err := w.Commit()
		if err != nil || changes.Replaced != 1 {
			t.Errorf("taking it over: %+v, %v", changes, err)
		}
		want := []string{"CNAME=mine", "index.html=ours", "new.html=ours", "old/", "old/index.html=mine", "sub/", "sub/x=mine", "thesis.doc=mine"}
		if d := cmp.Diff(want, tree(t, target)); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
		publish(t, target, "index.html=ours")
	})
}

func TestAFreshRepositoryIsNobodysFolder(t *testing.T) {
	onAll(t, func(t *testing.T, target *Target) {
		others(t, target, ".git/HEAD=x", ".gitkeep=", "CNAME=x", ".nojekyll=", "README.md=x", "LICENSE=x")
		if err := target.Examine(); err != nil {
			t.Error(err)
		}
	})
}

func TestATornManifestIsOneMessage(t *testing.T) {
	whole := string(formatManifest(map[string]bool{"index.html": true, "a/index.html": true}))
	for _, text := range []string{"", whole[:10], whole[:len(manifestHeader)], whole[:len(whole)-1], whole[:len(whole)-12], strings.Replace(whole, "index.html\n", "", 1), "\x00\x00\x00", manifestHeaderFirst + "index.ht"} {
		onAll(t, func(t *testing.T, target *Target) {
			publish(t, target, "index.html=one", "a/index.html=one")
			others(t, target, Manifest+"="+text)
			before := tree(t, target)
			var takeover *TakeoverError
			if _, err := Begin(target, Options{}); !errors.As(err, &takeover) || !takeover.Torn || takeover.Files != 2 {
				t.Fatalf("%q: %v", text, err)
			}
			if d := cmp.Diff(before, tree(t, target)); d != "" {
				t.Errorf("(-before +after):\n%s", d)
			}
			w, err := Begin(target, Options{Force: true})
			if err != nil {
				t.Fatal(err)
			}
			write(t, w, "index.html=two", "a/index.html=one")
			if changes, err := w.Commit(); err != nil || changes.Replaced != 1 {
				t.Fatalf("%+v, %v", changes, err)
			}
			if changes := publish(t, target, "index.html=three"); changes.Removed != 1 {
				t.Errorf("%+v", changes)
			}
		})
	}
	if list, err := parseManifest(manifestHeaderFirst + "index.html\n"); err != nil || !list["index.html"] {
		t.Errorf("a manifest of an earlier version: %v, %v", list, err)
	}
}

func TestAbortLeavesTheTargetAsItWas(t *testing.T) {
	onAll(t, func(t *testing.T, target *Target) {
		publish(t, target, "index.html=one", "a/index.html=two")
		before := tree(t, target)
		w := begin(t, target)
		write(t, w, "index.html=changed")
		if err := w.Abort(); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(before, tree(t, target)); d != "" {
			t.Errorf("(-before +after):\n%s", d)
		}
	})
}

func TestUnchangedFilesKeepTheirTime(t *testing.T) {
	target := onDisk(t, nil)
	publish(t, target, "index.html=one", "other=one")
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	p := filepath.Join(target.dir, "index.html")
	if err := os.Chtimes(p, old, old); err != nil {
		t.Fatal(err)
	}
	publish(t, target, "index.html=one", "other=two")
	info, err := os.Stat(p)
	if err != nil {
		t.Fatal(err)
	}
	if !info.ModTime().Equal(old) {
		t.Errorf("an unchanged file was written again at %v", info.ModTime())
	}
}

func TestWriteRefusesPlacesOutsideAndTwice(t *testing.T) {
	onAll(t, func(t *testing.T, target *Target) {
		w := begin(t, target)
		for _, p := range []string{"../x", "/x", "", ".", "a//b", Manifest, inside, inside + "/x", "a\nb"} {
			if err := w.Write(p, nil); err == nil {
				t.Errorf("took %q", p)
			}
		}
		write(t, w, "a=")
		if err := w.Write("a", nil); err == nil {
			t.Error("took a file twice")
		}
		if err := w.Abort(); err != nil {
			t.Error(err)
		}
	})
}

func TestLinksOutOfTheFolderAreNotFollowed(t *testing.T) {
	for name, through := range map[string]func(disk) disk{"at once": nil, "one by one": func(d disk) disk { return lacking{disk: d, exchange: syscall.EINVAL} }} {
		target := onDisk(t, through)
		publish(t, target, "x.html=one")
		outside := filepath.Join(filepath.Dir(target.dir), "outside")
		if err := os.Mkdir(outside, 0o755); err != nil {
			t.Fatal(err)
		}
		for link, to := range map[string]string{"sources": "../outside", "page.html": "../outside/page.html", "away": "/", "up": "../.."} {
			if err := os.Symlink(to, filepath.Join(target.dir, link)); err != nil {
				t.Skip("no symbolic links here")
			}
		}
		w := begin(t, target)
		write(t, w, "sources/index.html=x", "page.html=x", "away/deep/x=x", "up/deep/x=x")
		var foreign *ForeignFilesError
		if _, err := w.Commit(); !errors.As(err, &foreign) || len(foreign.Paths) != 4 {
			t.Errorf("%s: %v", name, err)
		}
		if entries, _ := os.ReadDir(outside); len(entries) > 0 {
			t.Errorf("%s: files outside: %v", name, entries)
		}
	}
}

func TestALinkAsOutputFolderLeadsToIt(t *testing.T) {
	dir := t.TempDir()
	if err := errors.Join(os.MkdirAll(filepath.Join(dir, "real", "site"), 0o755), os.Symlink("real/site", filepath.Join(dir, "public")), os.Symlink("nowhere", filepath.Join(dir, "lost"))); err != nil {
		t.Skip("no symbolic links here")
	}
	target, err := Open(filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	publish(t, target, "index.html=one")
	if info, err := os.Lstat(filepath.Join(dir, "public")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "real", "site", "index.html")); err != nil {
		t.Error(err)
	}
	if _, err := Open(filepath.Join(dir, "lost")); err == nil || !strings.Contains(err.Error(), "leads nowhere") {
		t.Errorf("a link that leads nowhere: %v", err)
	}
}

func TestABuildsOwnFolderIsNotMistaken(t *testing.T) {
	for name, file := range map[string]string{"a folder with a file": ".public.dossier/notes.txt", "a folder without a lock": ".public.dossier/site/x", "a file": ".public.dossier"} {
		target := onDisk(t, nil)
		publish(t, target, "index.html=one")
		p := filepath.Join(filepath.Dir(target.dir), file)
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte("mine"), 0o644)); err != nil {
			t.Fatal(err)
		}
		if name == "a folder with a file" { // and with a lock
			if err := os.WriteFile(filepath.Join(filepath.Dir(p), lockName), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		var not *notOursError
		if _, err := Begin(target, Options{}); !errors.As(err, &not) {
			t.Errorf("%s: %v", name, err)
		}
		if data, err := os.ReadFile(p); err != nil || string(data) != "mine" {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
}

// TestASiteOfManyFilesIsPublished has more files than are synced one by one.
func TestASiteOfManyFilesIsPublished(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	target, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	w, err := Begin(target, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for i := range manyFiles + 1 {
		p := fmt.Sprintf("%d/%d", i%7, i)
		want[p] = strings.Repeat("x", i)
		if err := w.Write(p, []byte(want[p])); err != nil {
			t.Fatal(err)
		}
	}
	changes, err := w.Commit()
	if err != nil || changes.Written != len(want) {
		t.Fatalf("%+v, %v", changes, err)
	}
	for p, text := range want {
		if data, err := os.ReadFile(filepath.Join(dir, p)); err != nil || string(data) != text {
			t.Fatalf("%s: %d bytes, %v", p, len(data), err)
		}
	}
}
