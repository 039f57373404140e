package dossier

import (
	"fmt"

	"dossier/generator/internal/diag"
)

// Status says how far the editors are with a source or note.
type Status string

// The statuses. A file that names none is published, unless it is a draft.
const (
	StatusOpen      Status = "open"
	StatusReview    Status = "in review"
	StatusPublished Status = "published"
)

// Statuses returns all statuses in the order in which a file goes through them.
func Statuses() []Status { return []Status{StatusOpen, StatusReview, StatusPublished} }

// StatusOf returns the status that a name stands for, and whether there is one.
func StatusOf(name string) (Status, bool) {
	switch s := Status(name); s {
	case "review":
		return StatusReview, true
	case StatusOpen, StatusReview, StatusPublished:
		return s, true
	}
	return "", false
}

// Standing returns the status of an entry: one that names none is open while it
// is a draft, else published.
func (e *Entry) Standing() Status {
	if s, ok := StatusOf(string(e.Status)); ok {
		return s
	}
	if e.Unfinished {
		return StatusOpen
	}
	return StatusPublished
}

// heldBy returns the key of the front matter that keeps an unfinished entry off
// the site: "draft" or "status". ok is false where the value of the key is wrong,
// which is reported where it is read.
func (e *Entry) heldBy() (key string, ok bool) {
	switch {
	case e.Status == "":
		return "draft", true
	case e.Status == StatusOpen || e.Status == StatusReview:
		return "status", true
	}
	return "status", false
}

// Left returns the warning that an entry is left out of the site: none of one that is
// not, or where what keeps it off has an error of its own.
func (e *Entry) Left() []diag.Diagnostic {
	key, ok := e.heldBy()
	if !e.Draft || !ok {
		return nil
	}
	message, mend := "this draft is not published", `take the "draft" line out`
	s, isSource := e.Item.(*Source)
	version := isSource && s.Version != ""
	if version {
		message = "this version is a draft, and is left out"
	}
	if key == "status" {
		mend = `write "status: published"`
		if message = "this is not published"; version {
			message = "this version is left out"
		}
		message += fmt.Sprintf(": its status is %q", e.Status)
		if e.has("draft") {
			mend += ` and take the "draft" line out`
		}
	}
	return []diag.Diagnostic{e.At(key, diag.Warning, diag.DraftLeft, message, mend+" when it is finished; --drafts checks drafts as if they were")}
}

// draft reports a published entry that leads to a draft.
func (b *builder) draft(from *Entry, start, end int, to *Entry) {
	key, ok := to.heldBy()
	if !to.Draft || from.Draft || !ok {
		return
	}
	message, mend, place := fmt.Sprintf("%q is a draft and will not be published", to.Slug),
		"take the draft key out of that file, mark this one as a draft too, or take the link out", "the draft"
	if key == "status" {
		message, mend, place = fmt.Sprintf("%q has the status %q and will not be published", to.Slug, to.Status),
			fmt.Sprintf(`write "status: published" there, "status: %s" here too, or take the link out`, to.Status), "its status"
	}
	d := from.File.At(start, end, diag.Error, diag.LinkDraft, message, mend)
	d.Related = []diag.Place{to.Place(key, place)}
	b.diags = append(b.diags, d)
}
