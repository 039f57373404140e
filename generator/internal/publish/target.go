package publish

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/afero"

	"dossier/generator/internal/parallel"
)

// inside is the build's own folder where it can only be in the output folder.
const inside = ".dossier-staging"

// parts are the names that may stand in the build's own folder, in the order in
// which they are cleared. What is "new" earlier versions of the program left.
var parts = []string{"site", "swapped", "new", "old", "next"}

// A Target is an output folder. It need not be there yet.
type Target struct {
	name   string // as it is spoken of
	dir    string // where it is on disk, links followed; empty where it is not on disk
	memory disk

	through func(disk) disk // what a test puts between a build and the disk; nil for nothing
	wait    time.Duration   // how long the lock of another is watched; 0 for as long as is usual
}

// via returns the disk that a build works on.
func (t *Target) via(on disk) disk {
	if t.through == nil {
		return on
	}
	return t.through(on)
}

// Open looks at the output folder dir and changes nothing. It is not an error
// that it is not there; it is one that something else is.
func Open(dir string) (*Target, error) {
	t := &Target{name: dir}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		info, there := os.Lstat(dir)
		switch {
		case there == nil && info.Mode()&fs.ModeSymlink != 0:
			return nil, fmt.Errorf("%q is a link that leads nowhere, or in a circle", dir)
		case errors.Is(err, syscall.ENOTDIR):
			return nil, fmt.Errorf("%q cannot be a folder: something else stands above it", dir)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("open output folder: %w", err)
		}
		real = dir
	}
	if t.dir, err = filepath.Abs(real); err != nil {
		return nil, fmt.Errorf("open output folder: %w", err)
	}
	if info, err := os.Stat(t.dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%q is %s and no folder", dir, kind(info.Mode()))
	}
	return t, nil
}

// String returns where the target is on the disk, or what its file system is called.
func (t *Target) String() string { return cmp.Or(t.dir, t.name) }

// On returns a target that is a whole file system, as in memory.
func On(files afero.Fs) *Target { return on(plain{files}) }

func on(d disk) *Target { return &Target{name: d.Name(), memory: d} }

// kind names what is no folder.
func kind(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&(fs.ModeDevice|fs.ModeCharDevice) != 0:
		return "a device"
	case mode&fs.ModeSymlink != 0:
		return "a link"
	}
	return "a file"
}

// TakeoverError says that a folder holds files of which it is not known whether
// a build wrote them.
type TakeoverError struct {
	Folder string
	Torn   bool     // there is a manifest, and it is empty or torn
	Files  int      // that are there
	Names  []string // of some of what stands at the top
}

// Error implements error.
func (e *TakeoverError) Error() string {
	quoted := make([]string, len(e.Names))
	for i, n := range e.Names {
		quoted[i] = fmt.Sprintf("%q", n)
	}
	files := fmt.Sprintf("%d files", e.Files)
	switch {
	case e.Files == 1:
		files = "1 file"
	case e.Files == countLimit:
		files = fmt.Sprintf("%d files or more", countLimit)
	}
	if e.Torn {
		return fmt.Sprintf("the list of what dossier wrote into %q (%s) is empty or torn, as after a power cut; it is not known which of the %s there are its own", e.Folder, Manifest, files)
	}
	return fmt.Sprintf("%q is not empty and has no list of what dossier wrote there (%s); it holds %s, among them %s", e.Folder, Manifest, files, strings.Join(quoted, ", "))
}

// usual reports whether something may stand in a folder that nobody built into
// yet: what keeps an empty folder, and what a fresh repository has.
func usual(name string) bool {
	switch name {
	case ".git", ".gitkeep", ".gitignore", ".gitattributes", ".keep", "CNAME", ".nojekyll", ".DS_Store", inside:
		return true
	}
	return strings.HasPrefix(name, "README") || strings.HasPrefix(name, "LICENSE")
}

// Examine reports what keeps a build from writing into the target; a
// [TakeoverError] is what [Options].Force overrules. It changes nothing.
func (t *Target) Examine() error {
	on, site := t.memory, "."
	if on == nil {
		f, err := openFolder(t.dir)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("open output folder: %w", err)
		}
		defer func() { _ = f.Close() }() // opened for reading; nothing can be lost
		on = f
	}
	_, err := readManifest(on, site)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errNoManifest):
		out := &TakeoverError{Folder: t.name, Torn: true}
		out.Files = countFiles(on, site) - 1 // the list itself
		return out
	case !isMissing(err):
		return err
	}
	entries, err := afero.ReadDir(on, site)
	if err != nil {
		return fmt.Errorf("read output folder: %w", err)
	}
	out := &TakeoverError{Folder: t.name}
	for _, e := range entries {
		if !usual(e.Name()) && len(out.Names) < 3 {
			out.Names = append(out.Names, e.Name())
		}
	}
	if len(out.Names) == 0 {
		return nil
	}
	out.Files = countFiles(on, site)
	return out
}

// Published returns what gives a file of the site that the last build wrote into
// the target, which may be [Manifest], or nil where it wrote none of that name. The
// list of what it wrote is read once.
func (t *Target) Published() func(p string) []byte {
	list := map[string]bool{}
	t.look(func(on disk) {
		if last, err := readManifest(on, "."); err == nil {
			list = last
			list[Manifest] = true
		}
	})
	return func(p string) (data []byte) {
		if list[p] {
			t.look(func(on disk) { data = regular(on, p) })
		}
		return data
	}
}

// Standing returns what stands for the site as it is in the target: it stays the
// same while the last build's files are the same, each with its size and time. It is empty where there is no whole site, or something
// of a build that was killed is left to be cleared.
func (t *Target) Standing() string {
	if t.memory != nil {
		return ""
	}
	for _, left := range []string{filepath.Join(filepath.Dir(t.dir), workBeside(filepath.Base(t.dir))), filepath.Join(t.dir, inside)} {
		if _, err := os.Lstat(left); err == nil {
			return ""
		}
	}
	var list map[string]bool
	t.look(func(on disk) { list, _ = readManifest(on, ".") })
	if list == nil {
		return ""
	}
	names := slices.Sorted(maps.Keys(list))
	lines := make([]string, len(names))
	err := parallel.Try(context.Background(), len(names), func(i int) error {
		// Nothing is read or written: that a link leads elsewhere does no harm.
		info, err := os.Lstat(filepath.Join(t.dir, filepath.FromSlash(names[i])))
		if err != nil {
			return err
		}
		lines[i] = fmt.Sprintf("%q %v %d %d\n", names[i], info.Mode(), info.Size(), info.ModTime().UnixNano())
		return nil
	})
	if err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return hex.EncodeToString(sum[:])
}

// workBeside returns the name of the build's own folder beside the output folder
// that is called base.
func workBeside(base string) string { return "." + base + ".dossier" }

// look calls use with the target, where it can be opened for reading.
func (t *Target) look(use func(disk)) {
	if t.memory != nil {
		use(t.memory)
		return
	}
	f, err := openFolder(t.dir)
	if err != nil {
		return
	}
	use(f)
	_ = f.Close() // opened for reading; nothing can be lost
}

// regular returns a file, or nil where something else stands, or it cannot be read.
func regular(on disk, p string) []byte {
	if info, err := on.Lstat(p); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	data, err := afero.ReadFile(on, p)
	if err != nil {
		return nil
	}
	return data
}

// countLimit is where counting files ends: somebody may have named the folder
// of all that he has.
const countLimit = 10_000

// countFiles counts what stands in a folder, at any depth, and is no folder.
func countFiles(on disk, dir string) int {
	n, folders := 0, []string{dir}
	for len(folders) > 0 && n < countLimit {
		dir, folders = folders[0], folders[1:]
		entries, _ := afero.ReadDir(on, dir) // what cannot be listed cannot be counted
		for _, e := range entries {
			if e.IsDir() {
				folders = append(folders, path.Join(dir, e.Name()))
			} else {
				n++
			}
		}
	}
	return min(n, countLimit)
}

// prepare finds a place for the build's own folder, and locks it.
func (t *Target) prepare(w *Writer) error {
	if t.memory != nil {
		w.disk, w.site, w.work, w.whole = t.via(t.memory), ".", inside, "the site is not on a disk"
		return w.take()
	}
	parent, base := filepath.Dir(t.dir), filepath.Base(t.dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("make output folder: %w", err)
	}
	reason := noExchange
	switch above, err := openFolder(parent); {
	case parent == t.dir:
		reason = "it is the top of the file system"
		if err == nil {
			_ = above.Close() // nothing was written
		}
	case err != nil:
		reason = "the folder above it cannot be opened"
	case mounted(parent, t.dir):
		reason = "it is a mount point"
		_ = above.Close() // nothing was written
	default:
		w.disk, w.site, w.work, w.whole = t.via(above), base, workBeside(base), reason
		err := w.take()
		if !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.EROFS) {
			if err != nil {
				_ = above.Close() // nothing is open in it
			}
			return err
		}
		_ = above.Close() // nothing was written
		reason = "nothing can be written beside it"
	}
	if err := os.MkdirAll(t.dir, 0o755); err != nil {
		return fmt.Errorf("make output folder: %w", err)
	}
	in, err := openFolder(t.dir)
	if err != nil {
		return fmt.Errorf("open output folder: %w", err)
	}
	w.disk, w.site, w.work, w.whole = t.via(in), ".", inside, reason
	if err := w.take(); err != nil {
		return errors.Join(err, in.Close())
	}
	return nil
}

// notOursError says that something of others has the name of the build's own
// folder.
type notOursError struct{ Path string }

// Error implements error.
func (e *notOursError) Error() string {
	return fmt.Sprintf("%q is where a build keeps what it works on, and holds something else; move it away", e.Path)
}

// ours checks that a folder with the name of the build's own is that.
func ours(on disk, work string) error {
	info, err := on.Lstat(work)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return &notOursError{work}
	}
	entries, err := afero.ReadDir(on, work)
	if err != nil {
		return err
	}
	locked := len(entries) == 0
	for _, e := range entries {
		switch {
		case e.Name() == lockName && e.Mode().IsRegular():
			locked = true
		case !slices.Contains(parts, e.Name()):
			return &notOursError{path.Join(work, e.Name())}
		}
	}
	if !locked {
		return &notOursError{work}
	}
	return nil
}

// clear takes away what is in a build's own folder but the lock. What another
// build left there is looked through first: a file of others may have been put
// into the output folder while it was at work, and be there alone.
func (w *Writer) clear(left bool) error {
	if _, err := w.disk.Lstat(w.at("swapped")); err == nil && left {
		known, err := readManifest(w.disk, w.at("site"))
		if err == nil {
			now, _ := readManifest(w.disk, w.site) // without one nothing there is ours
			w.rescue(w.at("site"), w.site, nil, known, now)
		}
	}
	for _, name := range parts {
		if err := removeAll(w.disk, w.at(name)); err != nil {
			return fmt.Errorf("clear %s: %w", w.at(name), err)
		}
	}
	return nil
}

// clearInside clears the folder of a build in the output folder, if one is there.
func (w *Writer) clearInside(work string) error {
	if _, err := w.disk.Lstat(work); isMissing(err) {
		return nil
	}
	other := &Writer{disk: w.disk, wait: w.wait, site: w.site, work: work}
	if err := other.take(); err != nil {
		return err
	}
	return errors.Join(other.clear(true), other.lock.release())
}

// removeAll removes a tree, also where its folders may not be written in.
func removeAll(on disk, name string) error {
	err := on.RemoveAll(name)
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	open(on, name)
	return on.RemoveAll(name)
}

// open lets the folders of a tree be written in, as far as that is allowed.
func open(on disk, dir string) {
	if info, err := on.Lstat(dir); err != nil || !info.IsDir() {
		return
	}
	_ = on.Chmod(dir, 0o755) // removing says what could not be done
	entries, _ := afero.ReadDir(on, dir)
	for _, e := range entries {
		if e.IsDir() {
			open(on, path.Join(dir, e.Name()))
		}
	}
}
