package serve

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed" // for what the browser is handed
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/shell"
)

// own is the folder of addresses that are the server's, and no part of the site.
const own = string(address.Own)

//go:embed live.js
var live []byte

//go:embed overlay.css
var overlayStyle string

// idiomorph is Idiomorph 0.7.4 (idiomorph.LICENSE), which puts a new document
// into the place of an old one and keeps what is the same.
//
//go:embed idiomorph.js
var idiomorph []byte

// script is what a page of the preview runs. The style sheet is plain ASCII,
// which Go and JavaScript quote alike.
var script = fmt.Appendf(nil, "%s\nconst overlayStyle = %q;\n%s", idiomorph, overlayStyle, live)

// hosts are the names by which the server may be called. A name that only this
// machine gives itself, or that is an address, cannot be made to lead here by
// another site (DNS rebinding); the port may be that of a tunnel or a proxy.
type hosts struct {
	names   []string // besides those of this machine, in lower case
	anyAddr bool     // every address, where the server listens beyond this machine
}

// answers reports whether the server answers to a request for host, which may
// have a port.
func (h hosts) answers(host string) bool {
	name := strings.ToLower(host)
	if n, _, err := net.SplitHostPort(name); err == nil {
		name = n
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	if addr, err := netip.ParseAddr(name); err == nil {
		return addr.IsLoopback() || h.anyAddr
	}
	return name == "localhost" || slices.Contains(h.names, name)
}

// handler answers for the server, which listens at addr.
func (s *Server) handler(addr string) http.Handler {
	names := hosts{names: s.opts.Hosts}
	if at, err := netip.ParseAddrPort(addr); err == nil {
		names.anyAddr = !at.Addr().IsLoopback()
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		w.Header().Set("Cache-Control", "no-cache")
		switch {
		case !names.answers(r.Host):
			http.Error(w, fmt.Sprintf("this server answers to http://%s/, and not to %q; \"%s\" lets it answer to a name",
				addr, r.Host, shell.Line(diag.Command{Name: "serve", Args: []string{"--host", "NAME"}})), http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "there is only something to read here", http.StatusMethodNotAllowed)
		case r.URL.Path == own+"events":
			s.events(w, r)
		case r.URL.Path == own+"live.js":
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			_, _ = w.Write(script) // the browser may go away
		default:
			s.page(w, r)
		}
	})
}

// page answers with a file of the site.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	for _, c := range []chan struct{}{s.ready, s.calm} {
		select {
		case <-c:
		case <-r.Context().Done():
			return
		}
	}
	now := s.current()
	name := filePath(r.URL.Path)
	data, status, err := now.answer(name)
	switch {
	case err != nil:
		data, status, name = brokenPage(err), http.StatusInternalServerError, "error.html"
	case status == http.StatusNotFound && path.Ext(name) == "":
		if _, status, err := now.answer(address.Route("/" + name + "/").File()); status == http.StatusOK && err == nil {
			// Relative, since a proxy may have taken off the beginning.
			to := url.URL{Path: "./" + path.Base(r.URL.Path) + "/", RawQuery: r.URL.RawQuery}
			w.Header().Set("Location", to.String())
			w.WriteHeader(http.StatusFound)
			return
		}
	}
	if status == http.StatusNotFound {
		name = notFound
	}
	if path.Ext(name) == ".html" && strings.Contains(r.Header.Get("Accept"), "text/html") {
		at := r.URL.EscapedPath()
		data = withScript(data, at, now.id)
		if status == http.StatusNotFound && now.made != nil {
			data = anywhere(data, at, now.made.result.Dossier.Settings.BaseURL)
		}
	}
	w.Header().Set("Content-Type", mediaType(name))
	sum := sha256.Sum256(data)
	tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	w.Header().Set("Vary", "Accept")
	if w.Header().Set("ETag", tag); r.Header.Get("If-None-Match") == tag && status == http.StatusOK {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	_, _ = w.Write(data) // the browser may go away
}

// notFound is the page for addresses that lead nowhere.
var notFound = address.Missing.File()

// filePath returns the file of the site that stands at a path of an address.
func filePath(at string) string { return address.Route("/" + strings.TrimPrefix(at, "/")).File() }

// answer returns a file of the site, or the page that says that there is none.
func (st *state) answer(name string) (data []byte, status int, err error) {
	if st.made == nil {
		return nil, 0, st.err
	}
	if name == address.Review.File() {
		data, err = st.desk()
		return data, http.StatusOK, err
	}
	if data, err = st.made.file(name); err != nil || data != nil {
		return data, http.StatusOK, err
	}
	data, err = st.made.file(notFound)
	return data, http.StatusNotFound, err
}

// desk makes the page of what waits for the editors. What panics there is an error
// of that page.
func (st *state) desk() (data []byte, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("make the page of what waits: %v", cause)
		}
	}()
	return st.made.result.Desk(st.problems)
}

// mediaType returns what a file is, by its name alone: what the machine
// knows of names is not the same everywhere.
func mediaType(name string) string {
	switch ext := path.Ext(name); ext {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".ics":
		return "text/calendar; charset=utf-8"
	default:
		return cmp.Or(mime.TypeByExtension(ext), "application/octet-stream")
	}
}

// up returns the relative address that leads from a path to where the site
// begins, also when a proxy has put something before it.
func up(address string) string {
	return cmp.Or(strings.Repeat("../", strings.Count(strings.TrimPrefix(address, "/"), "/")), "./")
}

// withScript returns the page at a path of an address with the script that
// listens to changes.
func withScript(page []byte, address, state string) []byte {
	script := fmt.Appendf(nil, "<script src=\"%s%slive.js\" data-state=\"%s\" defer></script>\n</head>", up(address), strings.TrimPrefix(own, "/"), state)
	return bytes.Replace(page, []byte("</head>"), script, 1)
}

// anywhere returns the page that is served for any address that leads nowhere,
// as it stands at one of them. Its links begin where the site is published, at
// base, or, when nobody has said where that is, where the site begins; here
// they begin where the preview does, but for those within the page.
func anywhere(page []byte, address, base string) []byte {
	if base != "" {
		return bytes.ReplaceAll(page, []byte(`="`+base), []byte(`="`+up(address)))
	}
	// With a base element, links within the page must name it, and the script is found already.
	here := template.HTMLEscapeString(strings.TrimPrefix(address, "/"))
	for _, change := range [][2]string{
		{`href="#`, `href="` + here + `#`},
		{`src="` + up(address) + strings.TrimPrefix(own, "/"), `src="` + strings.TrimPrefix(own, "/")},
		{"<meta ", "<base href=\"" + up(address) + "\">\n<meta "},
	} {
		page = bytes.Replace(page, []byte(change[0]), []byte(change[1]), 1)
	}
	return page
}

// news is what a browser is told about a later state.
type news struct {
	State    string   `json:"state"`
	Page     string   `json:"page,omitempty"`   // its HTML, when it is another
	Gone     bool     `json:"gone,omitempty"`   // there is no such page any more
	Styles   bool     `json:"styles,omitempty"` // the style sheet is another
	Script   bool     `json:"script,omitempty"` // the script of the site is another
	Problems string   `json:"problems"`         // the overlay; empty for none
	Heading  string   `json:"heading"`          // of the overlay
	Errors   []string `json:"errors"`           // a name for each error, the same while it stays
}

// shown is what a browser has of a state.
type shown struct{ page, styles, script []byte }

func (st *state) shown(name string) (out shown, status int) {
	var err error
	if out.page, status, err = st.answer(name); err != nil {
		out.page = brokenPage(err)
	}
	out.styles, _, _ = st.answer("style.css")
	out.script, _, _ = st.answer("script.js")
	return out, status
}

// events tells a browser that shows a page what changes, until it goes away.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	name := filePath(r.URL.Query().Get("page"))
	select {
	case <-s.ready:
	case <-r.Context().Done():
		return
	}
	// Nothing is known of what the browser shows when its state has passed.
	var before shown
	now := s.current()
	known := now.id == r.URL.Query().Get("state")
	if known {
		before, _ = now.shown(name)
	}
	for {
		after, status := now.shown(name)
		n := news{
			State: now.id, Gone: status == http.StatusNotFound,
			Styles: !bytes.Equal(after.styles, before.styles), Script: known && !bytes.Equal(after.script, before.script),
		}
		if !bytes.Equal(after.page, before.page) {
			n.Page = string(after.page)
		}
		before, known = after, true
		n.Problems, n.Heading, n.Errors = overlay(now)
		data, err := json.Marshal(n)
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-now.over:
			now = s.current()
		case <-r.Context().Done():
			return
		}
	}
}
