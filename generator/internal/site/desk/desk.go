// Package desk makes the page that shows editors what waits for them: every file
// that is a draft, open or in review, under whoever reviews it, with the problems
// found in it.
//
// The page is part of no site. "dossier serve" alone asks for it, and it is planned
// nowhere else, so that no build can write it; it stands at an address that no slug
// can have.
package desk

import (
	"cmp"
	"slices"
	"strings"

	"dossier/generator/internal/address"
	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/site/view"
)

// ReviewPage shows what waits.
type ReviewPage struct {
	view.Frame
	Groups []ReviewGroup
}

// ReviewGroup is the files of one status that one person reviews. A file that several
// review is in the group of each.
type ReviewGroup struct {
	Status   string // in words
	Reviewer string // in words where there is none
	Files    []ReviewFile
}

// ReviewFile is a file that waits.
type ReviewFile struct {
	view.Link // to its page, where drafts are shown
	Kind      string
	File      string
	With      string    // all who review it, where they are several
	Updated   view.Date // when it was changed last, or made
	Problems  []ReviewProblem
}

// ReviewProblem is something that is wrong in a file. It is told in English.
type ReviewProblem struct {
	Error     bool
	Line      int
	Message   string
	Lang, Dir string // of the message; empty where they are the page's
}

// Page returns the page of what waits in a dossier with its drafts. problems are those that are
// known.
func Page(d *dossier.Dossier, problems []diag.Diagnostic) view.Page {
	return view.Page{Route: address.Review, Template: "review", Data: func(v view.View) any {
		page := ReviewPage{Frame: v.Frame(v.Word("review_title"), v.Word("review_about"))}
		page.Groups = groups(v, d, problems)
		return page
	}}
}

// groups returns what waits: what is in review before what is open, what has a reviewer before what has none.
func groups(v view.View, d *dossier.Dossier, problems []diag.Diagnostic) []ReviewGroup {
	found := map[string][]diag.Diagnostic{}
	for _, p := range problems {
		if p.Code != diag.DraftLeft { // that it waits is what the page says
			found[p.File] = append(found[p.File], p)
		}
	}
	var out []ReviewGroup
	for _, status := range []dossier.Status{dossier.StatusReview, dossier.StatusOpen} {
		by := map[string][]*dossier.Entry{}
		var names []string
		for _, e := range d.Entries() {
			if !e.Unfinished || (e.Standing() == dossier.StatusReview) != (status == dossier.StatusReview) {
				continue
			}
			reviewers := e.Reviewers
			if len(reviewers) == 0 {
				reviewers = []string{""}
			}
			for _, name := range reviewers {
				if by[name] == nil {
					names = append(names, name)
				}
				by[name] = append(by[name], e)
			}
		}
		slices.SortFunc(names, func(a, b string) int {
			if (a == "") != (b == "") {
				return strings.Compare(b, a) // nobody stands last
			}
			return strings.Compare(dossier.FoldName(a), dossier.FoldName(b))
		})
		for _, name := range names {
			g := ReviewGroup{Status: v.Word("review_open"), Reviewer: cmp.Or(name, v.Word("review_nobody"))}
			if status == dossier.StatusReview {
				g.Status = v.Word("review_review")
			}
			for _, e := range by[name] {
				g.Files = append(g.Files, file(v, e, found[e.File.Name]))
			}
			out = append(out, g)
		}
	}
	return out
}

// file returns a file that waits, with what is wrong in it.
func file(v view.View, e *dossier.Entry, problems []diag.Diagnostic) ReviewFile {
	out := ReviewFile{File: e.File.Name, Kind: v.Word("kind_source"), Link: view.Link{Text: cmp.Or(e.Title, string(e.Slug))}}
	if n := e.Item.AsNote(); n != nil {
		out.Kind = v.KindOf(n)
		if n.Kind == dossier.KindAnnotation {
			out.Text = cmp.Or(v.AnnotationName(n), out.Text)
		}
	}
	if !e.Draft { // it is on the site, which is a preview
		out.Href = v.Entry(e).Href
	}
	if s, ok := e.Item.(*dossier.Source); ok {
		out.Lang, out.Dir = v.OtherLanguage(s.Lang)
	}
	if len(e.Reviewers) > 1 {
		out.With = v.Joined(e.Reviewers)
	}
	out.Updated = v.Date(e.Updated, "")
	if e.Updated.IsZero() {
		out.Updated = v.Date(e.Created, "")
	}
	for _, p := range problems {
		told := ReviewProblem{Error: p.Severity == diag.Error, Line: p.Line, Message: p.Message}
		told.Lang, told.Dir = v.OtherLanguage("en")
		out.Problems = append(out.Problems, told)
	}
	return out
}
