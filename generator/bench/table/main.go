// Command table prints what builds of sites cost, each as a process of its own,
// one after the other in one run: CPU seconds, and how many times those of the
// floor (generator/bench/floor), wall time, the pages, files and megabytes that
// were written, and memory at its peak. Wall time moves with what else a
// machine does; the ratios of CPU seconds do less.
//
//	go run ./generator/bench/table -dossier bin/dossier -n 1000
//
// What is built is what generator/bench/articles writes. The site generator
// hugo is measured with it where it is on PATH, with the plainest templates.
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// hugoFiles are the settings and templates that hugo is measured with.
//
//go:embed all:hugo
var hugoFiles embed.FS

func main() {
	dossier := flag.String("dossier", "bin/dossier", "the program")
	n := flag.Int("n", 1000, "number of sources")
	dir := flag.String("dir", "", "folder to work in; a new one when it is left out, which is removed afterwards")
	flag.Parse()
	if err := measure(*dossier, *n, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "table:", err)
		os.Exit(1)
	}
}

// measure makes articles and prints the table of what is built of them.
func measure(dossier string, n int, dir string) (err error) {
	if dossier, err = filepath.Abs(dossier); err != nil {
		return err
	}
	if dir == "" {
		if dir, err = os.MkdirTemp("", "dossier-bench-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	floor, made := in("floor"), in("made")
	if err := cmp.Or(
		run("go", "build", "-o", floor, "./generator/bench/floor"),
		run("go", "run", "./generator/bench/articles", "-n", strconv.Itoa(n), "-out", made),
	); err != nil {
		return err
	}
	plain, content, site := filepath.Join(made, "plain"), filepath.Join(made, "content"), in("site")
	cold := dossierBuild("dossier, cold", dossier, content, site)
	again := dossierBuild("dossier, nothing changed", dossier, content, site)
	alone := dossierBuild("dossier, cold, one processor", dossier, content, in("one"))
	alone.env = []string{"GOMAXPROCS=1"}
	builds := []*build{{name: "floor", out: in("floor-site"), args: []string{floor, "-content", plain, "-out", in("floor-site")}}, cold, again, alone}
	if hugo, err := exec.LookPath("hugo"); err == nil {
		source := in("hugo")
		templates, err := fs.Sub(hugoFiles, "hugo")
		if err == nil {
			err = os.CopyFS(source, templates)
		}
		if err != nil {
			return err
		}
		builds = append(builds, &build{name: "hugo", out: in("hugo-site"), args: []string{hugo, "-s", source, "--contentDir", plain, "-d", in("hugo-site"), "--cacheDir", in("hugo-cache"), "--quiet"}})
	} else {
		fmt.Println("hugo is not on PATH, and is left out")
	}
	fmt.Printf("%d sources, %d processors\n", n, runtime.NumCPU())
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "build\tCPU s\tfloors\twall s\tpages\tfiles\tMB\tCPU ms a page\tpeak MiB\t")
	var floors time.Duration
	for _, b := range builds {
		if err := b.run(); err != nil {
			return err
		}
		floors = cmp.Or(floors, b.cpu)
		fmt.Fprintf(t, "%s\t%.2f\t%.1f\t%.2f\t%d\t%d\t%.1f\t%.2f\t%d\t\n", b.name, b.cpu.Seconds(), b.cpu.Seconds()/floors.Seconds(),
			b.wall.Seconds(), b.pages, b.files, float64(b.bytes)/1e6, b.cpu.Seconds()*1000/float64(max(b.pages, 1)), b.peak>>20)
		if err := t.Flush(); err != nil {
			return err
		}
	}
	return searching(dossier, content, in("content-unsearched"), in("unsearched"), cold)
}

// searching prints what the search of a site costs: beside a build without it, and
// what a query loads. with is the build with it.
func searching(dossier, content, copied, out string, with *build) error {
	if err := os.CopyFS(copied, os.DirFS(content)); err != nil {
		return err
	}
	settings := filepath.Join(copied, "dossier.yaml")
	data, err := os.ReadFile(settings)
	if err != nil {
		return err
	}
	if err := os.WriteFile(settings, append(data, "\nsearch: off\n"...), 0o644); err != nil {
		return err
	}
	without := dossierBuild("without search", dossier, copied, out)
	if err := without.run(); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(with.out, "search", "*.js"))
	if err != nil {
		return err
	}
	var whole, index int
	var parts []int
	for _, name := range files {
		n, err := packed(name)
		if err != nil {
			return err
		}
		whole += n
		switch base := filepath.Base(name); {
		case base == "index.js":
			index = n
		case strings.HasPrefix(base, "words-"):
			parts = append(parts, n)
		}
	}
	slices.Sort(parts)
	if len(parts) == 0 {
		parts = []int{0}
	}
	fmt.Printf("search: %+.2f CPU s, %+d MiB at the peak, %d files, %.1f MB packed; a query loads %.1f kB packed for all, and %.1f kB for a word (at most %.1f)\n",
		(with.cpu - without.cpu).Seconds(), with.peak>>20-without.peak>>20, len(files), float64(whole)/1e6,
		float64(index)/1e3, float64(parts[len(parts)/2])/1e3, float64(parts[len(parts)-1])/1e3)
	return nil
}

// packed returns how many bytes a file takes when it is packed.
func packed(name string) (int, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return 0, err
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		return 0, err
	}
	err = z.Close()
	return b.Len(), err
}

// run runs a command for what it makes.
func run(args ...string) error {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("run %s: %w", strings.Join(args, " "), err)
	}
	return nil
}

// build is a build of a site, and what it cost.
type build struct {
	name string
	args []string
	env  []string
	out  string

	cpu, wall    time.Duration
	peak         int64 // bytes
	pages, files int
	bytes        int64
}

// dossierBuild is one of the program.
func dossierBuild(name, dossier, content, out string) *build {
	return &build{name: name, out: out, args: []string{dossier, "build", content, "--templates", "", "--quiet", "--out", out}}
}

// run runs the build, and counts what is in its output folder then.
func (b *build) run() error {
	cmd := exec.Command(b.args[0], b.args[1:]...)
	cmd.Env = append(os.Environ(), b.env...)
	cmd.Stderr = os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("run %s: %w", strings.Join(b.args, " "), err)
	}
	b.wall = time.Since(start)
	b.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	b.peak = peak(cmd.ProcessState)
	return filepath.WalkDir(b.out, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		b.files++
		b.bytes += info.Size()
		if filepath.Ext(p) == ".html" {
			b.pages++
		}
		return nil
	})
}
