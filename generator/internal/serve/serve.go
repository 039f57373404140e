package serve

import (
	"context"
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
	Input     build.Input
	Content   string        // the content folder on disk, which is watched
	Templates string        // the editor's own templates on disk; empty for none
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

// patience is how long the first page waits for the comparison of the sources.
const patience = 500 * time.Millisecond

// A Server serves the site of a content folder.
type Server struct {
	opts  Options
	ready chan struct{} // closed when there is something to serve
	calm  chan struct{} // closed when the first page need not wait for more

	mutex sync.Mutex
	now   *state
}

// state is what is served. A change makes another.
type state struct {
	number    int
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
	return &Server{opts: opts, ready: make(chan struct{}), calm: make(chan struct{})}
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

// follow builds, and builds again after every change.
func (s *Server) follow(ctx context.Context) error {
	w, err := watch(s.opts.Content, s.opts.Templates)
	if err != nil {
		return err
	}
	defer w.close()
	type reviewed struct {
		of       int
		problems []diag.Diagnostic
	}
	compared, reviews := make(chan build.Compared, 1), make(chan reviewed, 1)
	session := build.NewSession(s.opts.Input)
	var compareStart time.Time
	var pause time.Duration   // after a change, before what takes longer to find is looked for
	var rest <-chan time.Time // the end of that pause
	comparing, reviewing := false, false
	patient := time.After(patience)
	var later <-chan time.Time // when what was put aside is read
	var aside []string

	// show makes a result the state of now, and starts what takes longer.
	show := func(r *build.Result, err error, m Message) {
		if err != nil {
			s.change(func(now *state) { now.err = err })
			m.Err = err
			s.tell(m)
			return
		}
		if !comparing && !session.Current() {
			comparing, compareStart = true, time.Now()
			texts := session.Texts()
			go func() { compared <- session.Compare(texts) }()
		}
		s.change(func(now *state) {
			if now.made == nil || now.made.result != r {
				go r.Site.Prepare() // it is asked for a page at once
				now.made = &made{result: r}
			}
			now.problems, now.err, now.comparing = r.Diagnostics, nil, !session.Current()
		})
		if session.Current() {
			s.relax()
		}
		m.Problems, m.Quick = r.Diagnostics, true
		s.tell(m)
		// Whoever saves often is shown the next page first.
		pause, rest = min(3*m.Took, longestPause), nil
	}
	start := time.Now()
	r, err := session.Update(ctx, nil)
	show(r, err, Message{Took: time.Since(start)})
	for {
		if now := s.current(); rest == nil && !reviewing && !comparing && now.made != nil && !now.made.reviewed {
			rest = time.After(pause)
		}
		var paths []string
		styles := false
		select {
		case <-ctx.Done():
			return nil
		case <-patient:
			s.relax()
			continue
		case c := <-compared:
			comparing = false
			show(session.Use(c), nil, Message{Compared: true, Took: time.Since(compareStart)})
			continue
		case <-rest:
			rest = nil
			if now := s.current(); !comparing && now.made != nil && !now.made.reviewed {
				reviewing = true
				go func() { reviews <- reviewed{now.number, now.made.result.Review()} }()
			}
			continue
		case found := <-reviews:
			reviewing = false
			if now := s.current(); now.number == found.of {
				now.made.reviewed = true
				s.change(func(now *state) { now.problems = found.problems })
				s.tell(Message{Problems: found.problems})
			}
			continue
		case <-later:
			paths, aside, later = aside, nil, nil
		case change := <-w.changes:
			paths, styles = change.content, change.templates
			paths = slices.DeleteFunc(paths, func(p string) bool {
				aside = slices.DeleteFunc(aside, func(e string) bool { return e == p })
				if !s.unfinished(p) {
					return false
				}
				aside = append(aside, p)
				later = time.After(asideFor)
				return true
			})
		}
		start := time.Now()
		if styles {
			r, err := session.Restyle(ctx)
			show(r, err, Message{Styles: true, Took: time.Since(start)})
		}
		if len(paths) > 0 {
			r, err := session.Update(ctx, paths)
			if now := s.current(); err == nil && now.made != nil && now.made.result == r && now.err == nil {
				continue // nothing is different
			}
			show(r, err, Message{Paths: paths, Took: time.Since(start)})
		}
	}
}

// longestPause is how long what takes longer to find waits at most.
const longestPause = time.Second

// asideFor is how long a file may be unfinished before it is taken as it is.
const asideFor = 60 * time.Millisecond

// unfinished reports whether a text editor is likely at work on a file: one
// that writes a file over empties it first, or writes another with a name of
// its own beside it, and gives it the name when it is done.
func (s *Server) unfinished(p string) bool {
	info, err := s.opts.Input.Content.Stat(p)
	if err != nil || info.IsDir() {
		return false
	}
	ext := path.Ext(p)
	return info.Size() == 0 || ext != ".md" && ext != ".yaml"
}

// file makes a file of the site, once. A page that cannot be made is an error
// and takes no other page with it.
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
