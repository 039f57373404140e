package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/netip"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dossier/generator/internal/build"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/serve"
	"dossier/generator/internal/terminal"
)

// servePort is the port when none is given.
const servePort = 8017

func serveCommand() *cobra.Command {
	o := options{formats: []string{"text"}, format: "text"}
	var at address
	cmd := &cobra.Command{
		Use:   "serve [CONTENT]",
		Short: "Show the site of a content folder while you write",
		Long: "Show the site of a content folder (default: content) in the browser while you write.\n\n" +
			"A change is shown as soon as it is saved, where you are reading. While something is\n" +
			"wrong, all pages that can be made are shown, and the problems below them. What is\n" +
			"shown is what build makes, and at /.dossier/review/ what waits for you: drafts and what is\n" +
			"open or in review, by whom. Nothing is written. Only this machine can reach it, unless\n" +
			"--listen names an address. Ctrl-C ends it.",
		Example: "  dossier serve             content/, at http://127.0.0.1:" + strconv.Itoa(servePort) + "/\n" +
			"  dossier serve mine        another folder\n" +
			"  dossier serve --port 0    at any port that is free\n" +
			"  dossier serve --listen 0.0.0.0    in a container, from which the port is published",
		Args:              atMostOne,
		ValidArgsFunction: completeFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := at.check(cmd.Flags().Changed("port")); err != nil {
				return &usageError{cmd.CommandPath(), err}
			}
			o.quiet = quiet(cmd)
			name := contentName(args)
			open := func() (build.Input, func() error, error) { return o.folders(cmd, name) }
			// What is wrong at the start ends it; what goes wrong later may be mended.
			_, closer, err := open()
			if err != nil {
				return err
			}
			if err := closer(); err != nil {
				return err
			}
			l, err := at.listen(cmd.Context())
			if err != nil {
				return err
			}
			if at.open(l) {
				fmt.Fprintf(cmd.ErrOrStderr(), "dossier: warning: other machines can reach %s; whoever does can read the site, and the problems found in its files\n", l.Addr())
			}
			// This is what was asked for, also of a quiet command.
			fmt.Fprintf(cmd.OutOrStdout(), "http://%s/\n", shownAddress(l.Addr()))
			t := teller{out: o.messages(cmd), errs: cmd.ErrOrStderr(), heard: o.heard, shown: map[string]bool{}}
			return serve.New(serve.Options{
				Open: open, Content: filepath.FromSlash(name), Templates: filepath.FromSlash(templatesName(cmd, name)), Hosts: at.hosts, Tell: t.tell,
			}).Run(cmd.Context(), l)
		},
	}
	cmd.Flags().IntVar(&at.port, "port", servePort, "listen on `PORT` of this machine; 0 is any that is free")
	cmd.Flags().StringVar(&at.host, "listen", loopback, "listen on `ADDRESS`, as 0.0.0.0 in a container; with a port or without")
	cmd.Flags().StringSliceVar(&at.hosts, "host", nil, "answer to `NAME` too, as of a proxy in front of it")
	cmd.Flags().BoolVar(&o.drafts, "drafts", false, previewAbout)
	templatesFlag(cmd)
	cacheFlag(cmd)
	return cmd
}

// loopback is where only this machine reaches a server.
const loopback = "127.0.0.1"

// address is where a server listens, and what it is called there.
type address struct {
	host  string // an IP address, or "localhost"
	port  int
	hosts []string // names besides those of this machine
}

// check completes what was given on the command line, and says what is wrong
// with it. portGiven tells whether --port was.
func (a *address) check(portGiven bool) error {
	if host, port, err := net.SplitHostPort(a.host); err == nil {
		n, err := strconv.Atoi(port)
		if err != nil || portGiven {
			return fmt.Errorf("--listen %s: give the port as a number, and once", a.host)
		}
		a.host, a.port = host, n
	}
	a.host = strings.TrimSuffix(strings.TrimPrefix(a.host, "["), "]")
	if _, err := netip.ParseAddr(a.host); err != nil && a.host != "localhost" {
		return fmt.Errorf("--listen takes an IP address, such as %s or 0.0.0.0, not %q", loopback, a.host)
	}
	if a.port < 0 || a.port > 65535 {
		return fmt.Errorf("a port is a number from 0 to 65535, not %d", a.port)
	}
	for i, name := range a.hosts {
		if strings.ContainsAny(name, "/:*") || name == "" {
			return fmt.Errorf("--host takes a name such as preview.example, without a port, not %q", name)
		}
		a.hosts[i] = strings.ToLower(name)
	}
	return nil
}

func (a *address) listen(ctx context.Context) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", net.JoinHostPort(a.host, strconv.Itoa(a.port)))
	if err != nil {
		return nil, &hintError{fmt.Errorf("listen on port %d: %w", a.port, err), "--port 0 takes any port that is free"}
	}
	return l, nil
}

// open reports whether other machines may reach a listener.
func (a *address) open(l net.Listener) bool {
	at, err := netip.ParseAddrPort(l.Addr().String())
	return err != nil || !at.Addr().IsLoopback()
}

// shownAddress returns what a browser on this machine opens for the address of a listener.
func shownAddress(addr net.Addr) string {
	if at, err := netip.ParseAddrPort(addr.String()); err == nil && at.Addr().IsUnspecified() {
		return net.JoinHostPort(loopback, strconv.Itoa(int(at.Port())))
	}
	return addr.String()
}

// teller prints what a server does. It prints a problem when it comes, not
// again while it stays.
type teller struct {
	out, errs io.Writer
	heard     func([]diag.Diagnostic) []diag.Diagnostic
	shown     map[string]bool // the problems that were printed and stay
	started   bool
}

func (t *teller) tell(m serve.Message) {
	if m.Err != nil {
		fmt.Fprintf(t.errs, "dossier: %s; it is tried again at the next change\n", terminal.Harmless(m.Err.Error()))
		return
	}
	stay := map[string]bool{}
	var fresh []diag.Diagnostic
	for _, d := range t.heard(m.Problems) {
		key := d.Key()
		stay[key] = true
		if !t.shown[key] {
			fresh = append(fresh, d)
		}
	}
	mended := 0
	for key := range t.shown {
		if !stay[key] {
			mended++
		}
	}
	if m.Quick {
		// What takes longer to find may be there still.
		for key := range t.shown {
			stay[key] = true
		}
		mended = 0
	}
	t.shown = stay
	terminal.Diagnostics(t.errs, fresh)
	what := strings.Join(m.Paths, ", ")
	switch {
	case m.Styles:
		what = "templates"
	case m.Compared:
		what = "sources compared"
	case len(m.Paths) > 4:
		what = fmt.Sprintf("%s and %d more", strings.Join(m.Paths[:3], ", "), len(m.Paths)-3)
	case len(m.Paths) == 0 && m.Quick && !t.started:
		t.started = true
		what = "read"
	case len(m.Paths) == 0:
		what = "checked"
		if len(fresh)+mended == 0 {
			return // nothing came of it
		}
	case slices.Contains(m.Paths, "."):
		what = "everything"
	}
	line := fmt.Sprintf("%s %s", time.Now().Format("15:04:05"), what)
	if m.Took > 0 {
		line += fmt.Sprintf(" in %s", took(m.Took))
	}
	if n := diag.Count(m.Problems).String(); n != "" {
		line += ": " + n
	} else if mended > 0 {
		line += ": no problem is left"
	}
	fmt.Fprintln(t.out, terminal.Harmless(line))
}

// took returns a duration in the unit that one reads it in.
func took(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", max(1, d.Milliseconds()))
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}
