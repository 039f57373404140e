package past

import (
	"bytes"
	"context"
	"crypto/sha1"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

const (
	patience = 5 * time.Second // that all of it takes at most
	mostRead = 64 << 20        // bytes that one command of git may print
)

// ReadCommitted returns those of some files of a folder that the last commit had otherwise, as it had
// them. The files are given by their paths in the folder, with slashes, each with what it holds now.
//
// It asks the program git, where there is one. Nothing is returned where there is none, where the folder
// is in no repository, or where git does not answer; that is no error. Git is kept from running anything
// else, from the network and from writing: it reads its objects by their names alone, in an environment
// without variables of its own, and with no settings but those of the repository, of which none that
// names a program is followed by these two commands.
func ReadCommitted(ctx context.Context, folder string, files map[string][]byte) map[string][]byte {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	program, err := exec.LookPath("git")
	if err != nil || len(files) == 0 {
		return nil
	}
	run := func(input string, args ...string) []byte {
		c := exec.CommandContext(ctx, program, append([]string{
			"--no-optional-locks", "--no-pager", "-c", "safe.bareRepository=explicit", "-c", "core.hooksPath=" + os.DevNull, "-c", "core.fsmonitor=false",
		}, args...)...)
		c.Dir, c.Env, c.WaitDelay = folder, environment(), time.Second
		c.Stdin = strings.NewReader(input)
		out := &bounded{most: mostRead}
		c.Stdout = out
		if c.Run() != nil {
			return nil
		}
		return out.Bytes()
	}
	paths := map[string][]string{} // by object
	var ask strings.Builder
	for entry := range strings.SplitSeq(string(run("", "ls-tree", "-r", "-z", "HEAD")), "\x00") {
		// MODE SP TYPE SP OBJECT TAB PATH
		about, path, _ := strings.Cut(entry, "\t")
		fields := strings.Fields(about)
		now, wanted := files[path]
		if !wanted || len(fields) != 3 || !strings.HasPrefix(fields[0], "100") || fields[1] != "blob" || fields[2] == objectOf(now) {
			continue
		}
		if paths[fields[2]] = append(paths[fields[2]], path); len(paths[fields[2]]) > 1 {
			continue
		}
		ask.WriteString(fields[2] + "\n")
	}
	if len(paths) == 0 {
		return nil
	}
	out := map[string][]byte{}
	rest := run(ask.String(), "cat-file", "--batch")
	for len(rest) > 0 {
		// OBJECT SP TYPE SP SIZE LF CONTENT LF, or OBJECT SP "missing" LF
		head, body, _ := bytes.Cut(rest, []byte("\n"))
		fields := strings.Fields(string(head))
		if len(fields) != 3 {
			rest = body
			continue
		}
		size, err := strconv.Atoi(fields[2])
		if err != nil || size < 0 || size >= len(body) {
			break
		}
		for _, path := range paths[fields[0]] {
			out[path] = body[:size:size]
		}
		rest = body[size+1:]
	}
	return out
}

// environment returns the variables that git is run with: those of this process but for git's own, and what keeps it from
// the network, from asking questions, and from settings outside of the repository.
func environment() []string {
	var out []string
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); !strings.HasPrefix(strings.ToUpper(name), "GIT_") {
			out = append(out, v)
		}
	}
	return append(out,
		"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0",
		"GIT_ALLOW_PROTOCOL=none", "GIT_NO_LAZY_FETCH=1", "GIT_NO_REPLACE_OBJECTS=1", "LC_ALL=C",
	)
}

// objectOf returns what git calls a file of some content, where it names objects by SHA-1.
func objectOf(data []byte) string {
	sum := sha1.New()
	fmt.Fprintf(sum, "blob %d\x00", len(data))
	sum.Write(data)
	return fmt.Sprintf("%x", sum.Sum(nil))
}

// bounded keeps what is written to it, and refuses what is too much.
type bounded struct {
	bytes.Buffer
	most int
}

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.most {
		return 0, errors.New("more than is read")
	}
	return b.Buffer.Write(p)
}
