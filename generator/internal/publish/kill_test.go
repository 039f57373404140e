//go:build unix

package publish

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// kills is how many builds TestAKilledBuildLeavesAWholeSite kills. It was run
// with 1000.
var kills = flag.Int("kills", 60, "how many builds are killed in the middle of putting a site in place")

// The variables of the environment that make the test a build to be killed.
const (
	killedFolder = "DOSSIER_TEST_KILLED" // its output folder
	killedSite   = "DOSSIER_TEST_SITE"   // which of the two sites it builds
	killedStep   = "DOSSIER_TEST_STEP"   // the step of Commit before which it ends itself; 0 is none
)

// twoSites returns the files of one of two sites that differ in most.
func twoSites(which int) []string {
	out := []string{fmt.Sprintf("index.html=%d", which), "same/index.html=same"}
	for i := range 60 {
		switch {
		case i%3 == which:
			out = append(out, fmt.Sprintf("only/%d/%d/index.html=%d", which, i, i))
		case i%3 == 2:
			out = append(out, fmt.Sprintf("both/%d/index.html=%s", i, strings.Repeat(strconv.Itoa(which), 3000)))
		}
	}
	return out
}

// TestAKilledBuildLeavesAWholeSite kills processes that put a site in place: at
// each of the steps that follow when all files are there, and at any time in
// between. Each time the output folder must hold one of the two sites as a
// whole, the files of others, and no other file; and the next build, which is
// killed too, must clear what is beside it.
func TestAKilledBuildLeavesAWholeSite(t *testing.T) {
	if dir := os.Getenv(killedFolder); dir != "" {
		beKilled(t, dir)
		return
	}
	if noExchange != "" {
		t.Skip(noExchange)
	}
	target := onDisk(t, nil)
	dir := target.dir
	mine := []string{"CNAME=mine", ".git/objects/ab=mine"}
	var want [2][]string
	for which := range want {
		target := onDisk(t, func(d disk) disk { return unsynced{d} })
		publish(t, target, twoSites(which)...)
		others(t, target, mine...)
		want[which] = tree(t, target)
	}
	publish(t, target, twoSites(0)...)
	others(t, target, mine...)
	is, found := 0, [2]int{}
	steps := run(t, dir, 1, 0, nil) // of a build that is not killed
	is = 1
	random := rand.New(rand.NewPCG(1, 2))
	for i := range *kills {
		other := 1 - is
		if i%2 == 0 {
			run(t, dir, other, 1+i/2*steps/max(1, *kills/2), nil)
		} else {
			wait := time.Duration(random.IntN(int(40 * time.Millisecond)))
			run(t, dir, other, 0, func(child *os.Process) {
				time.Sleep(wait)
				_ = child.Kill() // it may have ended
			})
		}
		_, in := beside(tree(t, target))
		now := slices.IndexFunc(want[:], func(files []string) bool { return slices.Equal(files, in) })
		if now < 0 {
			t.Fatalf("kill %d: a mixture (-old +got):\n%s", i, cmp.Diff(want[is], in))
		}
		if now == is {
			found[0]++
		} else {
			found[1]++
		}
		is = now
	}
	publish(t, target, twoSites(0)...)
	if d := cmp.Diff(want[0], tree(t, target)); d != "" {
		t.Errorf("after the last build (-want +got):\n%s", d)
	}
	t.Logf("%d kills, at %d steps and in between: %d left the old site and %d the new one", *kills, steps, found[0], found[1])
	if *kills >= 60 && (found[0] < *kills/10 || found[1] < *kills/10) {
		t.Errorf("the kills hit one side alone: %v", found)
	}
}

// run starts a build and returns how many steps Commit had, where it came to an
// end. kill is called when it begins to put the site in place; it may be nil.
func run(t *testing.T, dir string, which, step int, kill func(*os.Process)) (steps int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestAKilledBuildLeavesAWholeSite$")
	child.Env = append(os.Environ(), killedFolder+"="+dir, fmt.Sprintf("%s=%d", killedSite, which), fmt.Sprintf("%s=%d", killedStep, step))
	said, err := child.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		switch line := lines.Text(); {
		case line == "commit" && kill != nil:
			kill(child.Process)
		case strings.HasPrefix(line, "steps "):
			steps, _ = strconv.Atoi(strings.TrimPrefix(line, "steps "))
		case line != "commit":
			t.Error(line)
		}
	}
	err = child.Wait()
	state, ok := child.ProcessState.Sys().(syscall.WaitStatus)
	if killed := ok && state.Signaled() && state.Signal() == syscall.SIGKILL; !killed && err != nil {
		t.Fatalf("a build that was to be killed at step %d: %v", step, err)
	}
	return steps
}

// beKilled builds a site and ends itself where it is told to.
func beKilled(t *testing.T, dir string) {
	target, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	which, _ := strconv.Atoi(os.Getenv(killedSite))
	step, _ := strconv.Atoi(os.Getenv(killedStep))
	f := &faulty{}
	target.through = func(d disk) disk { f.disk = d; return f }
	w := begin(t, target)
	write(t, w, twoSites(which)...)
	f.n = 0
	f.before = func(n int) {
		if n == step {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	println("commit")
	if _, err := w.Commit(); err != nil {
		println("commit: " + err.Error())
		os.Exit(1)
	}
	println("steps", f.n)
	os.Exit(0)
}

// TestNoFileIsLeftInAFolderThatNobodyBuiltInto kills the first build.
func TestNoFileIsLeftInAFolderThatNobodyBuiltInto(t *testing.T) {
	if noExchange != "" {
		t.Skip(noExchange)
	}
	whole := onDisk(t, func(d disk) disk { return unsynced{d} })
	publish(t, whole, twoSites(0)...)
	others(t, whole, ".gitkeep=")
	_, want := beside(tree(t, whole))
	for step, built := 1, false; !built; step += 3 {
		target := onDisk(t, nil)
		others(t, target, ".gitkeep=")
		run(t, target.dir, 0, step, nil)
		_, in := beside(tree(t, target))
		_, err := os.Lstat(filepath.Join(target.dir, Manifest))
		if built = err == nil; built {
			if d := cmp.Diff(want, in); d != "" {
				t.Errorf("step %d: there is a manifest and no whole site (-want +got):\n%s", step, d)
			}
			if step < 10 {
				t.Errorf("the site is in place at step %d already: nothing was tried", step)
			}
		} else if d := cmp.Diff([]string{".gitkeep="}, in); d != "" {
			t.Errorf("step %d (-want +got):\n%s", step, d)
		}
	}
}
