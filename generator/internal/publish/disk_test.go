package publish

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/afero"
)

// errFault is what a faulty disk fails with.
var errFault = errors.New("no")

// faulty is a disk of which a step that changes something fails: creating,
// writing, renaming, linking, exchanging, syncing, removing, and what changes
// permissions and times.
type faulty struct {
	disk
	mu     sync.Mutex
	n      int         // steps so far
	fails  int         // the step that fails, from 1; 0 is none
	dies   bool        // all later steps fail, too, as of a process that was killed
	failed string      // what the step was
	before func(n int) // called before each step; may be nil
}

func (f *faulty) step(what string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.n++
	if f.before != nil {
		f.before(f.n)
	}
	if f.fails > 0 && (f.n == f.fails || f.dies && f.n > f.fails) {
		if f.n == f.fails {
			f.failed = what
		}
		return errFault
	}
	return nil
}

// then does something unless the step fails.
func (f *faulty) then(what string, do func() error) error {
	if err := f.step(what); err != nil {
		return err
	}
	return do()
}

func (f *faulty) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	if flag&os.O_CREATE != 0 {
		if err := f.step("create " + name); err != nil {
			return nil, err
		}
	}
	file, err := f.disk.OpenFile(name, flag, perm)
	if err != nil || flag&(os.O_WRONLY|os.O_RDWR) == 0 {
		return file, err
	}
	return &faultyFile{file, f, name}, nil
}

func (f *faulty) Create(name string) (afero.File, error) {
	return f.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o666)
}

func (f *faulty) Lock(file afero.File) error {
	if x, ok := file.(*faultyFile); ok {
		file = x.File
	}
	return f.disk.Lock(file)
}

func (f *faulty) Mkdir(name string, perm os.FileMode) error {
	return f.then("create "+name, func() error { return f.disk.Mkdir(name, perm) })
}

func (f *faulty) MkdirAll(name string, perm os.FileMode) error {
	return f.then("create "+name, func() error { return f.disk.MkdirAll(name, perm) })
}

func (f *faulty) Remove(name string) error {
	return f.then("remove "+name, func() error { return f.disk.Remove(name) })
}

func (f *faulty) RemoveAll(name string) error {
	return f.then("remove "+name, func() error { return f.disk.RemoveAll(name) })
}

func (f *faulty) Rename(from, to string) error {
	return f.then("rename "+from, func() error { return f.disk.Rename(from, to) })
}

func (f *faulty) Link(from, to string) error {
	return f.then("link "+from, func() error { return f.disk.Link(from, to) })
}

func (f *faulty) Exchange(a, b string) error {
	return f.then("exchange "+a, func() error { return f.disk.Exchange(a, b) })
}

func (f *faulty) Sync(names []string) error {
	return f.then("sync "+strings.Join(names, " "), func() error { return f.disk.Sync(names) })
}

func (f *faulty) Chmod(name string, mode os.FileMode) error {
	return f.then("chmod "+name, func() error { return f.disk.Chmod(name, mode) })
}

func (f *faulty) Close() error { return closed(f.disk) }

type faultyFile struct {
	afero.File
	on   *faulty
	name string
}

func (f *faultyFile) Write(data []byte) (int, error) {
	if err := f.on.step("write " + f.name); err != nil {
		n, _ := f.File.Write(data[:len(data)/2]) // as on a full disk
		return n, err
	}
	return f.File.Write(data)
}

func (f *faultyFile) WriteAt(data []byte, at int64) (int, error) {
	if err := f.on.step("write " + f.name); err != nil {
		return 0, err
	}
	return f.File.WriteAt(data, at)
}

// lacking is a disk that lacks what its fields say.
type lacking struct {
	disk
	exchange, link error
}

func (l lacking) Exchange(a, b string) error {
	if l.exchange != nil {
		return l.exchange
	}
	return l.disk.Exchange(a, b)
}

func (l lacking) Link(from, to string) error {
	if l.link != nil {
		return l.link
	}
	return l.disk.Link(from, to)
}

func (l lacking) Close() error { return closed(l.disk) }

// closed closes a disk that can be.
func closed(d disk) error {
	if c, ok := d.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// node is a file or folder of a powered disk.
type node struct {
	mode     fs.FileMode
	time     time.Time
	data     []byte
	entries  map[string]*node // of a folder
	safeData []byte           // as it is on the disk itself
	safe     map[string]*node // the entries that are on the disk itself
}

func newFolder() *node {
	return &node{mode: fs.ModeDir | 0o755, entries: map[string]*node{}, safe: map[string]*node{}}
}

// powered is a disk in memory whose power may be cut. It tells what it was
// given from what it has surely kept. Reading and changing it is for one
// goroutine at a time, which its lock sees to.
type powered struct {
	mu      sync.Mutex
	root    *node
	journal *node    // the names as they were at the last Sync, of whatever
	wrong   []string // what was put in place before it was on the disk
}

func newPowered() *powered {
	p := &powered{root: newFolder()}
	p.journal = copyNames(p.root)
	return p
}

// copyNames copies the folders of a tree; its files are the same.
func copyNames(n *node) *node {
	if n.entries == nil {
		return n
	}
	out := &node{mode: n.mode, time: n.time, entries: map[string]*node{}, safe: map[string]*node{}}
	for name, e := range n.entries {
		out.entries[name] = copyNames(e)
	}
	return out
}

// after returns the disk after a cut: with the names as they were at the last
// sync, or with all of them, and with the data that was synced alone.
func (p *powered) after(allNames bool) *powered {
	from := p.journal
	if allNames {
		from = p.root
	}
	seen := map[*node]*node{} // links stay links
	var restore func(n *node) *node
	restore = func(n *node) *node {
		if out := seen[n]; out != nil {
			return out
		}
		out := &node{mode: n.mode, time: n.time, data: slices.Clone(n.safeData), safeData: slices.Clone(n.safeData)}
		if n.entries != nil {
			out.entries, out.safe = map[string]*node{}, map[string]*node{}
			for name, e := range n.entries {
				out.entries[name] = restore(e)
				out.safe[name] = out.entries[name]
			}
		}
		seen[n] = out
		return out
	}
	q := &powered{root: restore(from)}
	q.journal = copyNames(q.root)
	return q
}

// unsafe returns a path in a tree that is not on the disk as it is, or "".
func unsafe(n *node, at string) string {
	if n.entries == nil {
		if string(n.data) != string(n.safeData) {
			return at
		}
		return ""
	}
	for name, e := range n.entries {
		if n.safe[name] != e {
			return path.Join(at, name) + " (its name)"
		}
		if where := unsafe(e, path.Join(at, name)); where != "" {
			return where
		}
	}
	for name := range n.safe {
		if n.entries[name] == nil {
			return path.Join(at, name) + " (it is still there)"
		}
	}
	return ""
}

func (p *powered) find(name string) *node {
	n := p.root
	for _, part := range strings.Split(path.Clean(name), "/") {
		if part == "." {
			continue
		}
		if n == nil || n.entries == nil {
			return nil
		}
		n = n.entries[part]
	}
	return n
}

func (p *powered) above(op, name string) (*node, string, error) {
	dir := p.find(path.Dir(name))
	if dir == nil || dir.entries == nil {
		return nil, "", &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return dir, path.Base(name), nil
}

func (p *powered) Name() string { return "powered" }

func (p *powered) Create(name string) (afero.File, error) {
	return p.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o666)
}

func (p *powered) Open(name string) (afero.File, error) { return p.OpenFile(name, os.O_RDONLY, 0) }

func (p *powered) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	dir, base, err := p.above("open", name)
	if name == "." {
		return &poweredFile{on: p, node: p.root, name: name}, nil
	}
	if err != nil {
		return nil, err
	}
	n := dir.entries[base]
	switch {
	case n == nil && flag&os.O_CREATE == 0:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case n == nil:
		n = &node{mode: perm, time: time.Now()}
		dir.entries[base] = n
	case flag&os.O_EXCL != 0:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrExist}
	}
	if flag&os.O_TRUNC != 0 {
		n.data = nil
	}
	return &poweredFile{on: p, node: n, name: name}, nil
}

func (p *powered) Mkdir(name string, _ os.FileMode) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	dir, base, err := p.above("mkdir", name)
	if err != nil {
		return err
	}
	if dir.entries[base] != nil {
		return &fs.PathError{Op: "mkdir", Path: name, Err: fs.ErrExist}
	}
	dir.entries[base] = newFolder()
	return nil
}

func (p *powered) MkdirAll(name string, perm os.FileMode) error {
	if name == "." {
		return nil
	}
	if info, err := p.Lstat(name); err == nil && info.IsDir() {
		return nil
	}
	if err := p.MkdirAll(path.Dir(name), perm); err != nil {
		return err
	}
	return p.Mkdir(name, perm)
}

func (p *powered) Remove(name string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	dir, base, err := p.above("remove", name)
	if err != nil {
		return err
	}
	n := dir.entries[base]
	if n == nil {
		return &fs.PathError{Op: "remove", Path: name, Err: fs.ErrNotExist}
	}
	if len(n.entries) > 0 {
		return &fs.PathError{Op: "remove", Path: name, Err: errors.New("not empty")}
	}
	delete(dir.entries, base)
	return nil
}

func (p *powered) RemoveAll(name string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if dir, base, err := p.above("remove", name); err == nil {
		delete(dir.entries, base)
	}
	return nil
}

func (p *powered) Rename(from, to string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	x, a, err := p.above("rename", from)
	if err != nil {
		return err
	}
	y, b, err := p.above("rename", to)
	if err != nil {
		return err
	}
	n := x.entries[a]
	if n == nil {
		return &fs.PathError{Op: "rename", Path: from, Err: fs.ErrNotExist}
	}
	if strings.HasPrefix(to, "public") {
		p.check(to, n)
	}
	delete(x.entries, a)
	y.entries[b] = n
	return nil
}

func (p *powered) check(to string, n *node) {
	if where := unsafe(n, ""); where != "" {
		p.wrong = append(p.wrong, to+": "+where)
	}
}

func (p *powered) Link(from, to string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := p.find(from)
	dir, base, err := p.above("link", to)
	switch {
	case err != nil:
		return err
	case n == nil:
		return &fs.PathError{Op: "link", Path: from, Err: fs.ErrNotExist}
	case dir.entries[base] != nil:
		return &fs.PathError{Op: "link", Path: to, Err: fs.ErrExist}
	}
	dir.entries[base] = n
	return nil
}

func (p *powered) Exchange(a, b string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	x, m, err := p.above("exchange", a)
	if err != nil {
		return err
	}
	y, n, err := p.above("exchange", b)
	if err != nil {
		return err
	}
	p.check(a, y.entries[n])
	x.entries[m], y.entries[n] = y.entries[n], x.entries[m]
	return nil
}

func (p *powered) Sync(names []string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, name := range names {
		n := p.find(name)
		if n == nil {
			return &fs.PathError{Op: "sync", Path: name, Err: fs.ErrNotExist}
		}
		n.safeData = slices.Clone(n.data)
		if n.entries != nil {
			n.safe = map[string]*node{}
			for name, e := range n.entries {
				n.safe[name] = e
			}
		}
	}
	p.journal = copyNames(p.root)
	return nil
}

func (p *powered) Stat(name string) (fs.FileInfo, error) { return p.Lstat(name) }

func (p *powered) Lstat(name string) (fs.FileInfo, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := p.find(name)
	if n == nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return poweredInfo{path.Base(name), n}, nil
}

func (p *powered) Chmod(name string, mode os.FileMode) error         { return nil }
func (p *powered) Chown(name string, uid, gid int) error             { return nil }
func (p *powered) Chtimes(name string, atime, mtime time.Time) error { return nil }
func (p *powered) Writable(string) error                             { return nil }
func (p *powered) Lock(afero.File) error                             { return nil }

type poweredInfo struct {
	name string
	node *node
}

func (i poweredInfo) Name() string       { return i.name }
func (i poweredInfo) Size() int64        { return int64(len(i.node.data)) }
func (i poweredInfo) Mode() fs.FileMode  { return i.node.mode }
func (i poweredInfo) ModTime() time.Time { return i.node.time }
func (i poweredInfo) IsDir() bool        { return i.node.entries != nil }
func (i poweredInfo) Sys() any           { return i.node }

type poweredFile struct {
	afero.File // nil: what is not used
	on         *powered
	node       *node
	name       string
	at         int
}

func (f *poweredFile) Stat() (fs.FileInfo, error) {
	return poweredInfo{path.Base(f.name), f.node}, nil
}
func (f *poweredFile) Close() error { return nil }

func (f *poweredFile) Truncate(n int64) error {
	f.on.mu.Lock()
	defer f.on.mu.Unlock()
	f.node.data = f.node.data[:min(int(n), len(f.node.data))]
	return nil
}

func (f *poweredFile) Write(data []byte) (int, error) {
	f.on.mu.Lock()
	defer f.on.mu.Unlock()
	f.node.data = append(f.node.data, data...)
	return len(data), nil
}

func (f *poweredFile) WriteAt(data []byte, _ int64) (int, error) { return f.Write(data) }

func (f *poweredFile) Read(data []byte) (int, error) {
	f.on.mu.Lock()
	defer f.on.mu.Unlock()
	n := copy(data, f.node.data[f.at:])
	if f.at += n; n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func (f *poweredFile) Readdir(int) ([]fs.FileInfo, error) {
	f.on.mu.Lock()
	defer f.on.mu.Unlock()
	var out []fs.FileInfo
	for name, n := range f.node.entries {
		out = append(out, poweredInfo{name, n})
	}
	return out, nil
}
