// Command release makes what is handed out of a version of dossier, in dist/: for
// each system an archive with the program, its manual pages and what it is read
// with, a list of what the program is made of (an SBOM, CycloneDX 1.6), and
// SHA256SUMS of all.
//
//	go run ./generator/release [-version v1.2.3] [-out dist] [-systems linux/amd64,…]
//
// The version is the tag of the commit, or else one that is made of its day and
// name. The same commit makes the same bytes with the same Go, wherever it lies
// and whoever builds it: no path, no time but that of the commit, no C.
package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
)

// systems are those that a release is for.
const systems = "linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64"

func main() {
	version := flag.String("version", "", "the `VERSION`; when not given, that of the commit")
	out := flag.String("out", "dist", "the `FOLDER` that it is written into, which is emptied first of what an earlier release left")
	list := flag.String("systems", systems, "the `SYSTEMS`, parted by commas")
	flag.Parse()
	if err := release(*version, *out, strings.Split(*list, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// commit is what a release is made of.
type commit struct {
	version string
	name    string
	time    time.Time
}

// release makes everything.
func release(version, out string, systems []string) error {
	at, err := head(version)
	if err != nil {
		return err
	}
	if err := clear(out); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "release")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	pages, err := manual(work)
	if err != nil {
		return err
	}
	var sums strings.Builder
	var made []string
	write := func(name string, data []byte) error {
		made = append(made, fmt.Sprintf("%s  %s\n", sum(data), name))
		return os.WriteFile(filepath.Join(out, name), data, 0o644)
	}
	for _, system := range systems {
		goos, goarch, ok := strings.Cut(system, "/")
		if !ok {
			return fmt.Errorf("%q is no system such as linux/amd64", system)
		}
		program := "dossier"
		if goos == "windows" {
			program += ".exe"
		}
		bin := filepath.Join(work, goos+"-"+goarch, program)
		if err := build(bin, goos, goarch, at); err != nil {
			return err
		}
		data, err := os.ReadFile(bin)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("dossier_%s_%s_%s", strings.TrimPrefix(at.version, "v"), goos, goarch)
		info, err := buildinfo.ReadFile(bin)
		if err != nil {
			return err
		}
		bill, err := parts(info, at, data)
		if err != nil {
			return err
		}
		files := append([]file{{program, data, 0o755}}, pages...)
		for _, text := range []string{"README.md", "CHANGELOG.md"} {
			data, err := os.ReadFile(text)
			if err != nil {
				return err
			}
			files = append(files, file{text, data, 0o644})
		}
		slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
		pack, ending := tarball, ".tar.gz"
		if goos == "windows" {
			pack, ending = zipped, ".zip"
		}
		archive, err := pack(name, files, at.time)
		if err != nil {
			return err
		}
		if err := errors.Join(write(name+ending, archive), write(name+".cdx.json", bill)); err != nil {
			return err
		}
		fmt.Println(filepath.Join(out, name+ending))
	}
	slices.SortFunc(made, func(a, b string) int { return strings.Compare(a[66:], b[66:]) })
	for _, line := range made {
		sums.WriteString(line)
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

// head returns the commit of the source, of which nothing may be changed.
func head(version string) (commit, error) {
	changed, err := git("status", "--porcelain")
	if err != nil {
		return commit{}, err
	}
	if changed != "" {
		return commit{}, fmt.Errorf("files were changed since the last commit, and a release is made of a commit:\n%s", changed)
	}
	told, err := git("show", "-s", "--format=%H %ct", "HEAD")
	if err != nil {
		return commit{}, err
	}
	name, seconds, _ := strings.Cut(told, " ")
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return commit{}, err
	}
	at := commit{version, name, time.Unix(n, 0).UTC()}
	if at.version == "" {
		if at.version, err = git("describe", "--tags", "--exact-match", "HEAD"); err != nil {
			at.version = fmt.Sprintf("v0.0.0-%s-%s", at.time.Format("20060102150405"), name[:12])
		}
	}
	if strings.ContainsAny(at.version, "/ '\"\\") {
		return commit{}, fmt.Errorf("%q is no version", at.version)
	}
	return at, nil
}

func git(args ...string) (string, error) {
	out, err := exec.Command("git", args...).Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w", strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}

// clear makes the folder out, and takes out of it what an earlier release left.
func clear(out string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "dossier_") || e.Name() == "SHA256SUMS" {
			if err := os.Remove(filepath.Join(out, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// build makes the program for a system. The version and the commit are told to it,
// so that it is the same from a clone, a worktree or an archive.
func build(bin, goos, goarch string, at commit) error {
	flags := "-s -w -buildid="
	if at.version != "" {
		flags += " -X main.release=" + at.version + " -X main.revision=" + at.name
	}
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", flags, "-o", bin, "./generator")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+goarch, "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT=")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("build for %s/%s: %w", goos, goarch, err)
	}
	return nil
}

// file is a file of an archive.
type file struct {
	name string
	data []byte
	mode fs.FileMode
}

// manual returns the manual pages, which the program of this system writes.
func manual(work string) ([]file, error) {
	dir := filepath.Join(work, "man")
	if out, err := exec.Command("go", "run", "./generator", "manual", dir).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("write manual pages: %w: %s", err, out)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []file
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		out = append(out, file{path.Join("man", e.Name()), data, 0o644})
	}
	return out, nil
}

// tarball packs files into a folder of a tar file.
func tarball(folder string, files []file, at time.Time) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	t := tar.NewWriter(z)
	for _, f := range files {
		err := t.WriteHeader(&tar.Header{Name: path.Join(folder, f.name), Size: int64(len(f.data)), Mode: int64(f.mode), ModTime: at, Format: tar.FormatUSTAR})
		if err == nil {
			_, err = t.Write(f.data)
		}
		if err != nil {
			return nil, err
		}
	}
	err = errors.Join(t.Close(), z.Close())
	return b.Bytes(), err
}

// zipped packs files into a folder of a zip file.
func zipped(folder string, files []file, at time.Time) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := zip.FileHeader{Name: path.Join(folder, f.name), Method: zip.Deflate, Modified: at}
		h.SetMode(f.mode)
		w, err := z.CreateHeader(&h)
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// bill is a bill of materials as CycloneDX 1.6 has it.
type bill struct {
	Schema       string      `json:"$schema"`
	Format       string      `json:"bomFormat"`
	Spec         string      `json:"specVersion"`
	Version      int         `json:"version"`
	Metadata     metadata    `json:"metadata"`
	Components   []component `json:"components"`
	Dependencies []depends   `json:"dependencies"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	PURL       string     `json:"purl,omitempty"`
	Hashes     []hash     `json:"hashes,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type depends struct {
	Ref string   `json:"ref"`
	On  []string `json:"dependsOn"`
}

// parts returns the bill of materials of a program: the modules that are in it, as
// it says itself (go version -m), and the Go that it was made with.
func parts(info *debug.BuildInfo, at commit, program []byte) ([]byte, error) {
	var settings []property
	for _, s := range info.Settings {
		if s.Key == "GOOS" || s.Key == "GOARCH" || s.Key == "CGO_ENABLED" {
			settings = append(settings, property{"go:" + s.Key, s.Value})
		}
	}
	b := bill{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", Spec: "1.6", Version: 1,
		Metadata: metadata{at.time.Format(time.RFC3339), component{
			Type: "application", Ref: "dossier", Name: "dossier", Version: at.version,
			Hashes:     []hash{{"SHA-256", sum(program)}},
			Properties: append(settings, property{"git:commit", at.name}),
		}},
	}
	goVersion := strings.TrimPrefix(info.GoVersion, "go")
	b.Components = append(b.Components, component{Type: "library", Ref: "pkg:golang/std@" + goVersion, Name: "std", Version: goVersion, PURL: "pkg:golang/std@" + goVersion})
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		purl := "pkg:golang/" + m.Path + "@" + strings.ReplaceAll(m.Version, "+", "%2B")
		b.Components = append(b.Components, component{Type: "library", Ref: purl, Name: m.Path, Version: m.Version, PURL: purl,
			Properties: []property{{"go:sum", m.Sum}}})
	}
	all := depends{Ref: "dossier"}
	for _, c := range b.Components {
		all.On = append(all.On, c.Ref)
	}
	b.Dependencies = []depends{all}
	data, err := json.MarshalIndent(b, "", "  ")
	return append(data, '\n'), err
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}
