// Package report tells people in lines of text what a command found or made.
//
// It returns texts, fit for a terminal ([terminal.Harmless]); where they go is
// for the commands.
package report
