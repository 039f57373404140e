package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/spf13/cobra"

	"dossier/generator/internal/cache"
)

// cacheFlag adds the flag --no-cache to a command that keeps things for the next.
func cacheFlag(cmd *cobra.Command) {
	cmd.Flags().Bool("no-cache", false, "do everything again, and keep nothing for the next time")
}

// openCache returns what builds of the content folder called content keep for each
// other, in the folder .dossier/cache beside it; nil where the command keeps nothing.
func openCache(cmd *cobra.Command, content string) *cache.Cache {
	flag := cmd.Flags().Lookup("no-cache")
	if flag == nil || flag.Value.String() == "true" || thisProgram() == "" {
		return nil
	}
	beside := filepath.Dir(content)
	if base := filepath.Base(content); base == "." || base == ".." {
		beside = content
	}
	return cache.Open(filepath.Join(beside, ".dossier", "cache"), thisProgram())
}

// thisProgram returns what stands for this very program, or nothing where it cannot
// be read.
var thisProgram = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }() // opened for reading; nothing can be lost
	sum := sha256.New()
	if _, err = io.Copy(sum, f); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
})
