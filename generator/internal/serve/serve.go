package serve

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"path"
	"runtime"
	"slices"
	"sync"
	"time"

	"dossier/generator/internal/build"
	"dossier/generator/internal/diag"
)

// Options says what is served, and to whom it is told.
type Options struct {
	// Open opens the folders, at the start and again when another takes the
	// place of one. What it returns is closed when it is no longer read.
	Open      func() (in build.Input, closer func() error, err error)
	Content   string        // the content folder on disk, which is watched
	Templates string        // where the editor's own templates are on disk, or would be; empty for nowhere
	Hosts     []string      // names that the server answers to besides those of this machine, in lower case
	Tell      func(Message) // is told what happened; may be nil
}

// A Message says what the server did.
type Message struct {
	Paths    []string // of the content files that changed; empty for the start, and for what follows from an earlier change
	Styles   bool     // the templates were read again
	Compared bool     // the comparison of the sources is done
	Took     time.Duration
	Problems []diag.Diagnostic // that are known by then, sorted
	Quick    bool              // what takes longer to find is not among the problems yet
	Err      error             // why nothing could be built; what was there before is served on
}

// patience is how long after the start the first page waits for the comparison
// of the sources.
const patience = 500 * time.Millisecond

// A Server serves the site of a content folder.
type Server struct {
	opts  Options
	name  string        // of this run
	ready chan struct{} // closed when there is something to serve
	calm  chan struct{} // closed when the first page need not wait for more

	review func(*build.Result) []diag.Diagnostic // finds all problems; a test holds it back

	mutex sync.Mutex
	now   *state
}

// state is what is served. A change makes another.
type state struct {
	number    int    // from 1
	id        string // unlike that of any other state, also of other servers
	made      *made
	problems  []diag.Diagnostic
	comparing bool          // the comparison is of an earlier state of the sources
	err       error         // of the last change
	over      chan struct{} // closed when there is a later state
}

// made is a result with the files that were asked for.
type made struct {
	result   *build.Result
	files    sync.Map // path → func() file
	reviewed bool     // all problems are known; the builder's alone
}

// file is what stands at a path; data is nil when nothing does.
type file struct {
	data []byte
	err  error
}

// New returns a server, which serves nothing before [Server.Run].
func New(opts Options) *Server {
	return &Server{opts: opts, name: rand.Text(), ready: make(chan struct{}), calm: make(chan struct{}), review: (*build.Result).Review}
}

// Run builds the site, answers on l, and follows the changes of the content
// folder until stop is done. It closes l.
func (s *Server) Run(stop context.Context, l net.Listener) error {
	ctx, cancel := context.WithCancelCause(stop)
	defer cancel(nil)
	server := &http.Server{
		Handler:           s.handler(l.Addr().String()),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	var work sync.WaitGroup
	work.Go(func() {
		if err := server.Serve(l); err != http.ErrServerClosed {
			cancel(fmt.Errorf("serve: %w", err))
		}
	})
	work.Go(func() {
		if err := s.follow(ctx); err != nil {
			cancel(err)
		}
	})
	<-ctx.Done()
	_ = server.Close() // nobody waits for what is cut off
	work.Wait()
	if stop.Err() != nil {
		return nil // as it was told to
	}
	return context.Cause(ctx)
}

// builder is what follows the changes: one goroutine, and those that do for it
// what takes longer.
type builder struct {
	*Server
	session   *build.Session
	in        build.Input
	closer    func() error
	compared  chan outcome[build.Compared]
	reviewed  chan outcome[review]
	comparing bool
	reviewing bool
	began     time.Time        // of the comparison
	pause     time.Duration    // after a change, before what takes longer to find is looked for
	rest      <-chan time.Time // the end of that pause
	aside     []string         // files that somebody is at work on
	later     <-chan time.Time // when they are read
}

// outcome is what work on another goroutine gave.
type outcome[T any] struct {
	value T
	err   error
}

// review is all the problems of a state.
type review struct {
	of       string
	problems []diag.Diagnostic
}

// beside does work on another goroutine. A panic there is an error of that work
// alone.
func beside[T any](what string, out chan<- outcome[T], work func() T) {
	go func() {
		var o outcome[T]
		defer func() {
			if cause := recover(); cause != nil {
				o.err = fmt.Errorf("%s: %v", what, cause)
			}
			out <- o
		}()
		o.value = work()
	}()
}

// follow builds, and builds again after every change.
func (s *Server) follow(ctx context.Context) error {
	w, err := watch(s.opts.Content, s.opts.Templates)
	if err != nil {
		return err
	}
	defer w.close()
	b := &builder{
		Server: s, closer: func() error { return nil },
		compared: make(chan outcome[build.Compared], 1), reviewed: make(chan outcome[review], 1),
	}
	defer func() { _ = b.closer() }() // opened for reading; nothing can be lost
	patient := time.After(patience)
	b.open(ctx)
	for ctx.Err() == nil {
		if now := s.current(); b.rest == nil && !b.reviewing && !b.comparing && now.made != nil && !now.made.reviewed {
			b.rest = time.After(b.pause)
		}
		select {
		case <-ctx.Done():
		case <-patient:
			s.relax()
		case c := <-b.compared:
			b.comparing = false
			if c.err != nil {
				b.fail(ctx, c.err)
			} else {
				b.show(b.session.Use(c.value), b.current().err, Message{Compared: true, Took: time.Since(b.began)})
			}
		case <-b.rest:
			b.rest = nil
			if now := s.current(); !b.comparing && now.made != nil && !now.made.reviewed {
				b.reviewing = true
				beside("review", b.reviewed, func() review { return review{now.id, s.review(now.made.result)} })
			}
		case found := <-b.reviewed:
			b.reviewing = false
			now := s.current()
			if found.err != nil {
				now.made.reviewed = true // not to try it again and again
				b.fail(ctx, found.err)
			} else if now.id == found.value.of {
				now.made.reviewed = true
				s.change(func(now *state) { now.problems = found.value.problems })
				s.tell(Message{Problems: found.value.problems})
			}
		case <-b.later:
			paths := b.aside
			b.aside, b.later = nil, nil
			b.update(ctx, paths)
		case c := <-w.changes:
			switch paths := slices.DeleteFunc(c.content, b.putAside); {
			case c.folders || b.session == nil:
				b.open(ctx)
			case c.templates:
				start := time.Now()
				if r, err := b.session.Restyle(ctx); err != nil {
					b.fail(ctx, err)
				} else {
					b.settle(r, Message{Styles: true, Took: time.Since(start)})
				}
				fallthrough
			default:
				b.update(ctx, paths)
			}
		}
	}
	return nil
}

// open opens the folders and reads everything.
func (b *builder) open(ctx context.Context) {
	start := time.Now()
	in, closer, err := b.opts.Open()
	if err != nil {
		b.fail(ctx, err)
		return
	}
	_ = b.closer() // opened for reading; nothing can be lost
	b.in, b.closer, b.aside, b.later = in, closer, nil, nil
	if b.session == nil {
		b.session = build.NewSession(in)
	} else {
		b.session.Reopen(in)
	}
	r, err := b.session.Update(ctx, nil)
	if err != nil {
		b.fail(ctx, err)
		return
	}
	m := Message{Took: time.Since(start)}
	if b.current().made != nil {
		m.Paths = []string{"."}
	}
	b.settle(r, m)
}

// update reads files again.
func (b *builder) update(ctx context.Context, paths []string) {
	if len(paths) == 0 || b.session == nil {
		return
	}
	start := time.Now()
	r, err := b.session.Update(ctx, paths)
	now := b.current()
	switch {
	case err != nil:
		b.fail(ctx, err)
	case now.made == nil || now.made.result != r || now.err != nil: // else nothing is different
		b.settle(r, Message{Paths: paths, Took: time.Since(start)})
	}
}

// fail makes an error a part of the state of now.
func (b *builder) fail(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return // who stops it knows
	}
	b.change(func(now *state) { now.err = err })
	b.tell(Message{Err: err})
}

// settle shows what a change led to; what failed before is past.
func (b *builder) settle(r *build.Result, m Message) { b.show(r, nil, m) }

// show makes a result, with the error that stands beside it, the state of now,
// and starts what takes longer.
func (b *builder) show(r *build.Result, err error, m Message) {
	current := b.session.Current()
	if !b.comparing && !current {
		b.comparing, b.began = true, time.Now()
		session, texts := b.session, b.session.Texts()
		beside("compare sources", b.compared, func() build.Compared { return session.Compare(texts) })
	}
	b.change(func(now *state) {
		if now.made == nil || now.made.result != r {
			now.made = &made{result: r}
			// It is asked for a page at once. What panics here panics there, and is shown.
			beside("prepare", make(chan outcome[bool], 1), func() bool { r.Site.Prepare(); return true })
		}
		now.problems, now.comparing, now.err = r.Diagnostics, !current, err
	})
	if current {
		b.relax()
	}
	m.Problems, m.Quick = r.Diagnostics, true
	b.tell(m)
	// Whoever saves often is shown the next page first.
	b.pause, b.rest = min(3*m.Took, longestPause), nil
}

// putAside puts a file aside that a text editor is likely at work on: one that
// writes a file over empties it first, or writes another with a name of its
// own beside it, and gives it the name when it is done.
func (b *builder) putAside(p string) bool {
	b.aside = slices.DeleteFunc(b.aside, func(e string) bool { return e == p })
	if b.session == nil {
		return false
	}
	info, err := b.in.Content.Stat(p)
	ext := path.Ext(p)
	if err != nil || info.IsDir() || info.Size() > 0 && (ext == ".md" || ext == ".yaml") {
		return false
	}
	b.aside = append(b.aside, p)
	b.later = time.After(asideFor)
	return true
}

// longestPause is how long what takes longer to find waits at most.
const longestPause = time.Second

// asideFor is how long a file may be unfinished before it is taken as it is.
const asideFor = 60 * time.Millisecond

// file makes a file of the site, once. A page that cannot be made is an error
// and takes no other page with it. What the site does not have is not kept: a
// browser may ask for any name.
func (m *made) file(name string) ([]byte, error) {
	once, ok := m.files.Load(name)
	if !ok {
		once, _ = m.files.LoadOrStore(name, sync.OnceValue(func() (f file) {
			defer func() {
				if cause := recover(); cause != nil {
					stack := make([]byte, 4096)
					f.err = fmt.Errorf("make %s: %v\n%s", name, cause, stack[:runtime.Stack(stack, false)])
				}
			}()
			data, err := m.result.File(name)
			return file{data, err}
		}))
	}
	f := once.(func() file)()
	if f.data == nil && f.err == nil {
		m.files.Delete(name)
	}
	return f.data, f.err
}

// change makes a later state out of that of now.
func (s *Server) change(edit func(now *state)) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	next := state{over: make(chan struct{})}
	before := s.now
	if before != nil {
		next = *before
		next.over = make(chan struct{})
	}
	next.number++
	next.id = fmt.Sprintf("%s-%d", s.name, next.number)
	edit(&next)
	s.now = &next
	if before == nil {
		close(s.ready)
	} else {
		close(before.over)
	}
}

// current returns the state of now; before there is one, an empty one.
func (s *Server) current() *state {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.now == nil {
		return &state{}
	}
	return s.now
}

// relax lets the first page go.
func (s *Server) relax() {
	select {
	case <-s.calm:
	default:
		close(s.calm)
	}
}

func (s *Server) tell(m Message) {
	if s.opts.Tell != nil {
		s.opts.Tell(m)
	}
}
