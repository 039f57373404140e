package publish

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The two sites that the tests of failures build, and what is of others. Files
// take the place of folders, and folders that of files.
var (
	siteBefore = []string{"index.html=one", "a/b/index.html=gone later", "c/index.html=three", "d=file", "e/index.html=stays", "f/x=in a folder"}
	siteAfter  = []string{"index.html=new", "c/index.html=changed", "d/x/index.html=folder now", "f=file now", "g/h/index.html=made", "e/index.html=stays"}
	ofOthers   = []string{"CNAME=mine", "c/mine.txt=mine", ".git/objects/ab=mine", "empty/.keep=mine"}
)

// ways are the sorts of disk on which something is made to fail.
var ways = map[string]func(disk) disk{
	"at once":        func(d disk) disk { return d },
	"no exchange":    func(d disk) disk { return lacking{disk: d, exchange: syscall.EINVAL} },
	"nothing beside": func(d disk) disk { return inner{d} },
}

// unsynced is a disk that does not wait, which takes long many times over.
type unsynced struct{ disk }

func (unsynced) Sync([]string) error { return nil }

func (u unsynced) Close() error { return closed(u.disk) }

// whole returns what a target holds with the files of a site and of others.
func whole(t *testing.T, files []string) []string {
	t.Helper()
	target := onDisk(t, nil)
	publish(t, target, files...)
	others(t, target, ofOthers...)
	return tree(t, target)
}

// arena returns a target with the first site, and the disk of its next build, of
// which a step may be made to fail.
func arena(t *testing.T, way func(disk) disk) (*Target, *faulty) {
	t.Helper()
	f := &faulty{}
	target := onDisk(t, func(d disk) disk { return unsynced{d} })
	publish(t, target, siteBefore...)
	others(t, target, ofOthers...)
	target.through = func(d disk) disk { f.disk = way(unsynced{d}); return f }
	return target, f
}

// rebuild builds the second site as far as it goes.
func rebuild(target *Target) error {
	w, err := Begin(target, Options{})
	if err != nil {
		return err
	}
	for _, file := range siteAfter {
		p, data, _ := strings.Cut(file, "=")
		if err := w.Write(p, []byte(data)); err != nil {
			return errors.Join(err, w.Abort())
		}
	}
	_, err = w.Commit()
	return err
}

// beside returns the lines of a tree that tell what builds left beside a target,
// and the others.
func beside(tree []string) (left, in []string) {
	for _, line := range tree {
		if strings.HasPrefix(line, "../") {
			left = append(left, line)
		} else {
			in = append(in, line)
		}
	}
	return left, in
}

// without leaves out the build's own folder in the output folder, and folders,
// which are no part of a site when they are empty.
func without(tree []string) []string {
	return slices.DeleteFunc(slices.Clone(tree), func(line string) bool {
		return strings.HasPrefix(line, inside) || strings.HasSuffix(line, "/")
	})
}

// TestAnyStepOfABuildMayFail has each step fail, one a build: the site is then
// the old one as a whole or the new one, and nothing is left anywhere; what
// cannot be cleared since clearing failed is beside the site, and goes with the
// next build.
func TestAnyStepOfABuildMayFail(t *testing.T) {
	before, after := whole(t, siteBefore), whole(t, siteAfter)
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			kinds := map[string]bool{}
			for n, ended := 1, false; !ended; n++ {
				target, f := arena(t, way)
				f.fails = n
				err := rebuild(target)
				ended = f.failed == ""
				what, _, _ := strings.Cut(f.failed, " ")
				kinds[what] = true
				got := tree(t, target)
				left, in := beside(got)
				if what != "remove" && len(left) > 0 {
					t.Errorf("step %d, %s: left %q", n, f.failed, left)
				}
				old, young := before, after
				if name != "at once" {
					in, old, young = without(in), without(old), without(young)
				}
				isOld, isNew := slices.Equal(in, old), slices.Equal(in, young)
				switch {
				case !isOld && !isNew:
					t.Fatalf("step %d, %s: a mixture (-before +got):\n%s", n, f.failed, cmp.Diff(before, in))
				case err == nil && isOld:
					t.Errorf("step %d, %s: said to be built and is not", n, f.failed)
				case err != nil && isNew && !strings.Contains(err.Error(), "the site is the new one"):
					t.Errorf("step %d, %s: the site is new, and: %v", n, f.failed, err)
				case err != nil && !errors.Is(err, errFault):
					t.Errorf("step %d, %s: %v", n, f.failed, err)
				}
				target.through = func(d disk) disk { return way(unsynced{d}) }
				if err := rebuild(target); err != nil {
					t.Fatalf("step %d, %s: the next build: %v", n, f.failed, err)
				}
				got = tree(t, target)
				if name != "at once" {
					got = without(got)
				}
				if d := cmp.Diff(young, got); d != "" {
					t.Fatalf("step %d, %s: after the next build (-want +got):\n%s", n, f.failed, d)
				}
			}
			for _, kind := range []string{"create", "write", "rename", "sync", "remove"} {
				if !kinds[kind] {
					t.Errorf("no step was to %s: %v", kind, kinds)
				}
			}
		})
	}
}

// TestABuildMayDieAtAnyStep stops a build before each step for good. The site is
// then the old one as a whole or the new one, in its folder is nothing else, and
// the next build clears what is beside it. Where files are moved one by one it
// is the next build that makes the site whole.
func TestABuildMayDieAtAnyStep(t *testing.T) {
	before, after := whole(t, siteBefore), whole(t, siteAfter)
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			old, young := 0, 0
			for n, ended := 1, false; !ended; n++ {
				target, f := arena(t, way)
				f.fails, f.dies = n, true
				_ = rebuild(target)
				ended = f.failed == ""
				_, in := beside(tree(t, target))
				switch {
				case slices.Equal(in, before):
					old++
				case slices.Equal(in, after):
					young++
				case name == "at once":
					t.Fatalf("step %d, %s: a mixture (-before +got):\n%s", n, f.failed, cmp.Diff(before, in))
				}
				target.through = func(d disk) disk { return way(unsynced{d}) }
				if err := rebuild(target); err != nil {
					t.Fatalf("step %d, %s: the next build: %v", n, f.failed, err)
				}
				want, got := after, tree(t, target)
				if name != "at once" {
					want, got = without(want), without(got)
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Fatalf("step %d, %s: after the next build (-want +got):\n%s", n, f.failed, d)
				}
			}
			if name == "at once" && (old < 10 || young < 10) {
				t.Errorf("%d deaths left the old site and %d the new one", old, young)
			}
		})
	}
}

// TestThePowerMayBeCutAtAnyStep cuts the power before each step: what was not
// synced is lost, the names with it or not. The site is the old one as a whole
// or the new one, and so it is after the next build.
func TestThePowerMayBeCutAtAnyStep(t *testing.T) {
	want := func(files []string) []string {
		target := on(newPowered())
		publish(t, target, files...)
		others(t, target, ofOthers...)
		return tree(t, target)
	}
	before, after := want(siteBefore), want(siteAfter)
	for _, first := range []bool{false, true} {
		for n, ended := 1, false; !ended; n++ {
			for _, allNames := range []bool{false, true} {
				on := newPowered()
				if !first {
					if err := rebuildOn(on, siteBefore); err != nil {
						t.Fatal(err)
					}
					for _, file := range ofOthers {
						p, data, _ := strings.Cut(file, "=")
						if err := put(on, "public/"+p, []byte(data)); err != nil {
							t.Fatal(err)
						}
					}
					on.syncAll(on.root)
				}
				f := &faulty{disk: on, fails: n, dies: true}
				err := rebuildOn(f, siteAfter)
				ended = f.failed == ""
				if ended && err != nil {
					t.Fatal(err)
				}
				if len(on.wrong) > 0 {
					t.Fatalf("step %d: put in place before it was on the disk: %q", n, on.wrong)
				}
				on = on.after(allNames)
				var in []string
				if _, err := on.Lstat("public"); err == nil {
					for _, line := range treeOf(t, on, "public") {
						in = append(in, strings.TrimPrefix(line, "public/"))
					}
				}
				isOld, isNew := slices.Equal(in, before), slices.Equal(in, after)
				if first {
					alone := slices.DeleteFunc(slices.Clone(after), func(line string) bool {
						return strings.HasSuffix(line, "mine") || slices.Contains([]string{".git/", ".git/objects/", "empty/"}, line)
					})
					isOld, isNew = len(in) == 0, slices.Equal(in, alone)
				}
				if !isOld && !isNew {
					t.Fatalf("step %d, %s, all names %v: a mixture (-before +got):\n%s", n, f.failed, allNames, cmp.Diff(before, in))
				}
				if ended && !isNew {
					t.Errorf("the power was cut after a build, and its site is gone")
				}
				if _, err := readManifest(on, "public"); err != nil && !(first && isMissing(err)) {
					t.Errorf("step %d, %s: %v", n, f.failed, err)
				}
				if err := rebuildOn(on, siteAfter); err != nil {
					t.Fatalf("step %d, %s: the next build: %v", n, f.failed, err)
				}
				if names := on.root.entries; len(names) != 1 {
					t.Errorf("step %d, %s: after the next build: %v", n, f.failed, slices.Sorted(maps.Keys(names)))
				}
			}
		}
	}
}

// rebuildOn builds a site into the folder public of a disk.
func rebuildOn(on disk, files []string) error {
	w := &Writer{disk: on, site: "public", work: ".public.dossier", written: map[string]bool{}, made: map[string]bool{}, stood: map[string]bool{}}
	if err := w.take(); err != nil {
		return err
	}
	if err := w.start(); err != nil {
		return err
	}
	for _, file := range files {
		p, data, _ := strings.Cut(file, "=")
		if err := w.Write(p, []byte(data)); err != nil {
			return err
		}
	}
	_, err := w.Commit()
	return err
}

func (p *powered) syncAll(n *node) {
	n.safeData = n.data
	for name, e := range n.entries {
		n.safe[name] = e
		p.syncAll(e)
	}
	p.journal = copyNames(p.root)
}

// TestWhatWasNotSyncedIsSeen looks whether the disk whose power is cut would
// tell.
func TestWhatWasNotSyncedIsSeen(t *testing.T) {
	on := newPowered()
	lazy := lazyDisk{on}
	if err := rebuildOn(lazy, siteBefore); err != nil {
		t.Fatal(err)
	}
	if len(on.wrong) == 0 {
		t.Error("a site that was not synced was put in place, and nothing was said")
	}
	if lost := on.after(true); len(lost.find("public/index.html").data) > 0 {
		t.Error("what was not synced is there after the power was cut")
	}
}

// lazyDisk is a disk that syncs nothing.
type lazyDisk struct{ *powered }

func (lazyDisk) Sync([]string) error { return nil }

func TestAFolderThatCannotBeWrittenInIsFoundFirst(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("a superuser writes in every folder")
	}
	target := onDisk(t, func(d disk) disk { return lacking{disk: d, exchange: syscall.EINVAL} })
	publish(t, target, "index.html=one", "z/index.html=two", "a/index.html=three")
	if err := os.Chmod(filepath.Join(target.dir, "z"), 0o555); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(filepath.Join(target.dir, "z"), 0o755) }()
	before := tree(t, target)
	w := begin(t, target)
	write(t, w, "index.html=new", "z/index.html=new")
	if _, err := w.Commit(); err == nil || !strings.Contains(err.Error(), "z") {
		t.Errorf("a folder that cannot be written in: %v", err)
	}
	if d := cmp.Diff(before, tree(t, target)); d != "" {
		t.Errorf("(-before +after):\n%s", d)
	}
}
