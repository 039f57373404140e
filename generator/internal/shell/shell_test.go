package shell

import (
	"os/exec"
	"testing"
)

func TestQuoteLeavesPlainArgumentsAlone(t *testing.T) {
	for _, s := range []string{"content", "../my-content/v1.2", "/home/ada/dossier_2", "dépêches", "статьи"} {
		if got := Quote(s); got != s {
			t.Errorf("Quote(%q) is %s", s, got)
		}
	}
}

// TestShellsReadBackWhatWasQuoted hands each argument to a shell.
func TestShellsReadBackWhatWasQuoted(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell here")
	}
	shells := []string{sh}
	if bash, err := exec.LookPath("bash"); err == nil {
		shells = append(shells, bash) // it has braces
	}
	for _, s := range []string{"", "my c", "it's", "{a,b}", "one\ntwo", "a\tb", "$HOME", "`id`", "~", "a;b", "a\\b", `"`, "*", "a=b", "^a", "!x", "mein Ordner/ü"} {
		for _, shell := range shells {
			got, err := exec.Command(shell, "-c", `told() { printf '%s:%s' "$#" "$1"; }; told `+Quote(s)).Output()
			if err != nil || string(got) != "1:"+s {
				t.Errorf("%s reads %s as %q, want %q (%v)", shell, Quote(s), got, s, err)
			}
		}
	}
}
