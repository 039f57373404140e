package content

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
	"dossier/generator/internal/edtf"
	"dossier/generator/internal/frontmatter"
	"dossier/generator/internal/limit"
	"dossier/generator/internal/markdown"
	"dossier/generator/internal/meant"
	"dossier/generator/internal/tongue"
)

func readSettings(file *diag.File) result {
	f := fields{frontmatter.Parse(file), limit.Default()}
	title := f.Text("title")
	f.Require("title", title, `write a line "title: …"`)
	s := &dossier.Settings{
		Title:    title.Text,
		Summary:  f.Text("summary").Text,
		Language: cmp.Or(f.language("language"), "en"),
		BaseURL:  f.url("base_url"),
		License:  f.url("license"),
		File:     file,
		Keys:     f.keys(),
	}
	if s.BaseURL != "" && !strings.HasSuffix(s.BaseURL, "/") {
		s.BaseURL += "/"
	}
	for _, e := range f.List("editors") {
		s.Editors = append(s.Editors, e.Text)
	}
	s.NoDescent = f.off("descent", "neither that the site gives evidence of who follows whom nor that it does not")
	s.NoSearch = f.off("search", "neither that readers can search the site nor that they cannot")
	s.Volumes = f.volumes()
	s.ComparePages, s.ComparePairs = f.comparePages(), f.refs("compare_pairs")
	s.KeepOriginals = f.Bool("keep_originals")
	s.Without, s.Robots, s.Gone = f.without(), f.robots(), f.refs("gone")
	var wrong []diag.Diagnostic
	s.Verdicts, wrong = f.verdicts(s.Language)
	s.Limits = f.settingLimits()
	for _, v := range f.List("ignore") {
		if _, wrong := parseIgnored(v.Text); wrong != "" {
			f.Report(v, diag.BadValue, fmt.Sprintf("%q is no pattern of file names: %s", v.Text, wrong), "patterns are such as drafts/, *.bak or pages/old.md")
			continue
		}
		s.Ignore = append(s.Ignore, v.Text)
	}
	return result{settings: s, diags: append(f.Finish(), wrong...)}
}

// settingLimits reads how much a file may hold.
func (f fields) settingLimits() limit.Limits {
	l := limit.Default()
	keys := limit.Keys()
	for _, p := range f.Pairs("limits") {
		row, ok := limit.Find(p.Key.Text)
		n, err := strconv.Atoi(p.Value.Text)
		switch {
		case !ok:
			f.Report(p.Key, diag.UnknownKey, fmt.Sprintf("nothing has a limit %q", p.Key.Text), meant.Suggest(p.Key.Text, keys, "%q", "limits are "+strings.Join(keys, ", ")))
		case err != nil || n < 1:
			f.Report(p.Value, diag.BadValue, fmt.Sprintf("%q is no limit", p.Value.Text), fmt.Sprintf("write a whole number; without one it is %s: %d", row.Key, row.Default))
		default:
			*row.In(&l) = n
		}
	}
	return l
}

// readEntry reads a source or note. With drafts, a draft counts as finished. A
// source that does not say its language is in that of the terms, which say too
// how much a file may hold.
func readEntry(file *diag.File, at located, drafts bool, t terms) result {
	kind := at.kind
	raw, body := frontmatter.Split(file)
	if raw.Open() {
		return result{diags: raw.Finish()} // what stands in it is anybody's guess
	}
	if over := markdown.Over(file, body, kind != dossier.KindSource, t.limits); over != nil {
		return result{diags: []diag.Diagnostic{*over}}
	}
	f := fields{raw, t.limits}
	e := dossier.Entry{
		Kind: kind, Slug: dossier.Slug(at.slug), File: file, Path: at.path,
		Topics:  f.topics(),
		Created: f.date("created"),
		Updated: f.date("updated"),
		Aliases: f.refs("aliases"),
		Keys:    f.keys(),
	}
	var changed []diag.Diagnostic
	e.Changes, changed = f.changes(file)
	e.Status, e.Unfinished = f.status()
	e.Draft = e.Unfinished && !drafts
	for _, v := range f.List("reviewer") {
		e.Reviewers = append(e.Reviewers, v.Text)
	}
	title := func(key string) {
		v := f.Text(key)
		f.Require(key, v, fmt.Sprintf(`write a line "%s: …" between the two lines "---" at the top`, key))
		e.Title = v.Text
	}
	var problems []diag.Diagnostic // of the body
	note := func() dossier.Note {
		doc := markdown.ReadNote(file, body)
		problems = doc.Problems
		return dossier.Note{Entry: e, Body: doc}
	}
	var entry dossier.Item
	switch kind {
	case dossier.KindSource:
		_, version, isVersion := dossier.VersionName(at.slug)
		if isVersion { // what it does not say, the source does
			e.Title, t.language = f.Text("title").Text, ""
		} else {
			title("title")
		}
		text := markdown.ReadSource(file, body)
		problems = text.Problems
		s := &dossier.Source{
			Entry:      e,
			Publisher:  f.Text("publisher").Text,
			Author:     f.Text("author").Text,
			Published:  f.date("published"),
			URL:        f.url("url"),
			Archived:   f.url("archived"),
			Captured:   f.date("captured"),
			SHA256:     f.digest("sha256"),
			Lang:       cmp.Or(f.language("lang"), t.language),
			Series:     f.Text("series").Text,
			Credit:     f.Text("credit").Text,
			Translator: f.Text("translator").Text,
			Rights:     f.Text("rights").Text,
			Publish:    f.publish(),
			Medium:     f.medium(),
			Inferred:   f.inferred(),
			Follows:    f.follows(),
			Version:    version,
			Text:       dossier.NewText(text),
		}
		s.Silent = f.silent(s.Publish)
		if s.PublishOriginal = f.Bool("publish_original"); s.PublishOriginal && s.Publish != dossier.PublishFull {
			f.Report(f.Text("publish_original"), diag.BadValue, "the original of a text that is not published in full is not published either", "take this line away, or write publish: full")
			s.PublishOriginal = false
		}
		entry = s
	case dossier.KindAnnotation:
		a := &dossier.Annotation{Source: f.ref("source"), Author: f.Text("author").Text}
		f.Require("source", frontmatter.Value{Text: a.Source.Name}, `write a line "source: …" with the file name of the source that it speaks of, without ".md"`)
		a.Note = note()
		entry = a
	case dossier.KindQuote:
		title("title")
		entry = &dossier.Quote{
			SpeakerRefs: f.refs("speaker"), QuotingRefs: f.refs("quoting"), ViaRefs: f.refs("via"),
			Said:        f.date("said"),
			Occasion:    f.Text("occasion").Text,
			RelatedRefs: f.refs("related"),
			OriginalRef: f.ref("original"),
			AlignsRefs:  f.refs("aligns"),
			Note:        note(),
		}
	case dossier.KindClaim:
		title("title")
		c := &dossier.Claim{
			ClaimantRefs: f.refs("claimant"), AppearanceRefs: f.refs("appearances"),
			Made: f.date("made"), VerdictRef: f.ref("verdict"), Reviewed: f.date("reviewed"), Summary: f.Text("summary").Text,
			Note: note(),
		}
		for _, v := range f.List("editors") {
			c.Editors = append(c.Editors, v.Text)
		}
		entry = c
	case dossier.KindEvent:
		title("title")
		ev := &dossier.Event{Date: f.date("date"), PeopleRefs: f.refs("people"), Note: note()}
		if !f.Has("date") {
			f.Require("date", frontmatter.Value{}, `write a line "date: …" in EDTF, such as 2015-03-05, 2015-03~ or 2015-02-2X`)
		}
		entry = ev
	case dossier.KindPerson:
		title("name")
		entry = &dossier.Person{Role: f.Text("role").Text, Lang: f.language("lang"), Organisation: f.Bool("body"), Note: note()}
	case dossier.KindPage:
		title("title")
		entry = &dossier.Page{Nav: f.Int("nav"), Note: note()}
	}
	problems = append(append(problems, changed...), commented(file, e.Keys)...)
	return result{entry: dossier.Own(entry), diags: append(f.Finish(), problems...)}
}

// tellingKeys are keys that files of one kind alone have.
var tellingKeys = map[string]dossier.Kind{
	"source": dossier.KindAnnotation, "speaker": dossier.KindQuote, "said": dossier.KindQuote, "date": dossier.KindEvent,
	"claimant": dossier.KindClaim, "verdict": dossier.KindClaim,
	"name": dossier.KindPerson, "publisher": dossier.KindSource, "published": dossier.KindSource, "nav": dossier.KindPage,
}

// comment matches what is a comment in the body of a file. In a value of the
// front matter it is text, which the site would show.
var comment = regexp.MustCompile(`<!--|%%.*?%%`)

// commented reports values that hold what was meant as a comment.
func commented(file *diag.File, keys []dossier.Ref) []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, k := range keys {
		if m := comment.FindIndex(file.Data[k.Start:k.End]); m != nil {
			out = append(out, file.At(k.Start+m[0], k.Start+m[1], diag.Error, diag.CommentOpen,
				"this is no comment here, and would be published", `a comment between the lines "---" begins with "#", on a line of its own`))
		}
	}
	return out
}

// fields reads the values that a dossier's front matter is made of.
type fields struct {
	*frontmatter.Fields
	limits limit.Limits
}

func (f fields) date(key string) edtf.Date {
	if v, ok := f.Bracketed(key); ok {
		// EDTF writes sets of dates as YAML writes lists.
		if _, err := edtf.Parse(strings.ReplaceAll(v.Text, " ", "")); err == nil {
			f.Report(v, diag.BadValue, fmt.Sprintf("%q takes one value, and this is a list", key),
				fmt.Sprintf("put the set of dates in quotation marks: %s: %q", key, strings.ReplaceAll(v.Text, " ", "")))
			return edtf.Date{}
		}
	}
	v := f.Text(key)
	if v.IsZero() {
		return edtf.Date{}
	}
	if most := f.limits.Dates; strings.Count(v.Text, ",") >= most {
		f.Report(v, diag.OverLimit, fmt.Sprintf("this value has more than %d dates", most), limit.Mend("dates"))
		return edtf.Date{}
	}
	d, err := edtf.Parse(v.Text)
	if err == nil {
		return d
	}
	message, hint := fmt.Sprintf("%q is not a date", v.Text), "dates are EDTF: 2015-03-05, 2015-03, 2015-03~ (about), 2014-09-19? (uncertain), 2015-02-2X, 2014-09-15/2014-09-19"
	var syntax *edtf.SyntaxError
	if errors.As(err, &syntax) {
		if syntax.Offset > 0 {
			message += ": " + syntax.Error()
		}
		hint = cmp.Or(tongue.Hint(v.Text), hint)
	}
	f.Report(v, diag.BadValue, message, hint)
	return edtf.Date{}
}

func (f fields) url(key string) string {
	v := f.Text(key)
	if v.IsZero() {
		return ""
	}
	u, err := url.Parse(v.Text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		hint := "write it whole, from https:// on"
		if whole, err := url.Parse("https://" + v.Text); err == nil && !strings.Contains(v.Text, ":") && strings.Contains(whole.Host, ".") {
			hint = "write it whole: https://" + v.Text
		}
		f.Report(v, diag.BadValue, fmt.Sprintf("%q is not a web address", v.Text), hint)
		return ""
	}
	return v.Text
}

var digest = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (f fields) digest(key string) string {
	v := f.Text(key)
	if text := strings.ToLower(v.Text); v.IsZero() || digest.MatchString(text) {
		return text
	}
	f.Report(v, diag.BadValue, "this is not a SHA-256 digest", "it has 64 hexadecimal digits: sha256sum FILE prints it")
	return ""
}

func (f fields) language(key string) string {
	v := f.Text(key)
	if v.IsZero() {
		return ""
	}
	message, hint, none := tongue.Untagged(v.Text)
	switch {
	case none:
		f.Report(v, diag.BadValue, message, hint)
		return ""
	case message != "":
		f.Warn(v, diag.BadValue, message, hint)
	}
	return v.Text
}

// status reads how far the editors are, and whether it keeps a file off the
// site. A status that there is none of does, too.
func (f fields) status() (status dossier.Status, unfinished bool) {
	draft, v := f.Bool("draft"), f.Text("status")
	if v.IsZero() {
		return "", draft
	}
	status, ok := dossier.StatusOf(v.Text)
	switch {
	case !ok:
		var names []string
		for _, s := range dossier.Statuses() {
			names = append(names, string(s))
		}
		f.Report(v, diag.BadValue, fmt.Sprintf("%q is no status", v.Text), meant.Suggest(v.Text, names, "%q", "write "+meant.Alternatives(names)))
		status = dossier.Status(v.Text)
	case status == dossier.StatusPublished && draft:
		f.Report(v, diag.BadValue, `this says that the file is published, and "draft: true" that it is not`,
			`take "draft: true" out to publish it, or "status: published" to keep it back`)
	}
	return status, draft || status != dossier.StatusPublished
}

func (f fields) publish() dossier.Publish {
	v := f.Text("publish")
	switch p := dossier.Publish(v.Text); p {
	case "":
		return dossier.PublishFull
	case dossier.PublishFull, dossier.PublishPassages, dossier.PublishNone:
		return p
	}
	f.Report(v, diag.BadValue, fmt.Sprintf("%q is not a share of a text", v.Text), "write full, passages or none")
	return dossier.PublishNone
}

// medium reads how a source was made public.
func (f fields) medium() dossier.Medium {
	v := f.Text("medium")
	if v.IsZero() {
		return dossier.Print
	}
	var names []string
	for _, m := range dossier.Media() {
		if string(m) == v.Text {
			return m
		}
		names = append(names, string(m))
	}
	hint := "write " + meant.Alternatives(names)
	if near, ok := meant.Nearest(v.Text, names); ok {
		hint = fmt.Sprintf("did you mean %q? Else %s", near, hint)
	}
	f.Report(v, diag.BadValue, fmt.Sprintf("%q is no medium", v.Text), hint)
	return dossier.Print
}

// follows reads what the editors say of the origin of a source.
func (f fields) follows() *dossier.Follows {
	ref, reason := f.ref("follows"), f.Text("follows_reason")
	switch {
	case ref.Name == "" && reason.IsZero():
		return nil
	case ref.Name == "":
		f.Report(reason, diag.Missing, `this says why a source follows another, and "follows" does not say which`,
			`write a line "follows: …" with the file name of the source, without ".md", or "follows: none"`)
		return nil
	}
	f.Require("follows_reason", reason, `write a line "follows_reason: …": readers see it with the claim`)
	return &dossier.Follows{Ref: ref, Reason: reason.Text}
}

// changes reads what the editors say that they changed, and returns what is wrong in it.
func (f fields) changes(file *diag.File) ([]dossier.Change, []diag.Diagnostic) {
	var out []dossier.Change
	var diags []diag.Diagnostic
	for _, own := range f.Each("changes", `"- date: 2026-03-01", and below it, as far to the right as "date", "what: …"`) {
		e := fields{own, f.limits}
		date, what := e.date("date"), e.Text("what")
		at := frontmatter.Value{Text: "a list"} // which is reported
		if _, list := e.Bracketed("date"); !list {
			at = e.Text("date")
		}
		c := dossier.Change{Date: date, What: line(what.Text), Why: line(e.Text("why").Text), Kind: e.changeKind(), File: file, Start: what.Start, End: what.End}
		e.Require("date", at, `write "date: …", the day of the change, such as 2026-03-01`)
		e.Require("what", what, `write "what: …", one sentence that says what was changed`)
		whole := date.Exact() && date.Form() == edtf.Single && date.Machine() != "" && date.Part() == 0
		if !date.IsZero() && !whole {
			e.Report(at, diag.BadValue, fmt.Sprintf("%q is not one known day", at.Text), "a change is dated by its day, such as 2026-03-01, or with a time: 2026-03-01T14:30:00Z")
		}
		found := e.Finish()
		for _, v := range []frontmatter.Value{what, e.Text("why")} {
			if comment.MatchString(v.Text) {
				found = append(found, file.At(v.Start, v.End, diag.Error, diag.CommentOpen,
					"this is no comment here, and would be published", `a comment between the lines "---" begins with "#", on a line of its own`))
			}
		}
		diags = append(diags, found...)
		if whole && c.What != "" {
			out = append(out, c)
		}
	}
	dossier.NewestFirst(out)
	return out, diags
}

// line returns a text on one line.
func line(text string) string { return strings.Join(strings.Fields(text), " ") }

// changeKind reads of what kind a change is.
func (f fields) changeKind() dossier.ChangeKind {
	v := f.Text("kind")
	var names []string
	for _, k := range dossier.ChangeKinds() {
		if string(k) == v.Text {
			return k
		}
		names = append(names, string(k))
	}
	if !v.IsZero() {
		f.Report(v, diag.BadValue, fmt.Sprintf("%q is no kind of change", v.Text), meant.Suggest(v.Text, names, "%q", "write "+meant.Alternatives(names)+"; without one it is an update"))
	}
	return dossier.Update
}

// off reads a key that switches something off. Of another value says is what it says.
func (f fields) off(key, says string) (off bool) {
	v := f.Text(key)
	switch v.Text {
	case "", "on":
		return false
	case "off":
		return true
	}
	f.Report(v, diag.BadValue, fmt.Sprintf("%q says %s", v.Text, says), "write off, or leave the key out")
	return false
}

// volumes reads whether a dossier that is too long for one book is one in volumes.
func (f fields) volumes() bool {
	v := f.Text("book")
	if v.Text != "" && v.Text != "volumes" {
		f.Report(v, diag.BadValue, fmt.Sprintf("%q does not say how a dossier is a book", v.Text), "write volumes, for one that is too long to be printed in a piece, or leave the key out")
	}
	return v.Text == "volumes"
}

// comparePages reads which pairs of sources have a page.
func (f fields) comparePages() dossier.ComparePages {
	v := f.Text("compare_pages")
	switch p := dossier.ComparePages(v.Text); p {
	case "", dossier.CompareAll, dossier.CompareClose, dossier.CompareNone:
		return p
	}
	names := []string{string(dossier.CompareAll), string(dossier.CompareClose), string(dossier.CompareNone)}
	f.Report(v, diag.BadValue, fmt.Sprintf("%q does not say which two sources have a page that compares them", v.Text),
		meant.Suggest(v.Text, names, "%q", "write all, close or none, or leave the key out"))
	return ""
}

// robots reads what the site asks of search engines.
func (f fields) robots() dossier.Robots {
	v := f.Text("robots")
	switch r := dossier.Robots(v.Text); r {
	case "", dossier.Index, dossier.NoIndex:
		return r
	}
	f.Report(v, diag.BadValue, fmt.Sprintf("%q is not what search engines can be asked", v.Text),
		meant.Suggest(v.Text, []string{string(dossier.Index), string(dossier.NoIndex)}, "%q", "write index or noindex, or leave the key out"))
	return ""
}

// without reads which formats the site leaves out.
func (f fields) without() []dossier.Format {
	var names []string
	for _, known := range dossier.Formats() {
		names = append(names, string(known))
	}
	var out []dossier.Format
	for _, v := range f.List("without") {
		if !slices.Contains(names, v.Text) {
			f.Report(v, diag.BadValue, fmt.Sprintf("%q is no format that a site can be without", v.Text), meant.Suggest(v.Text, names, "%q", "formats are "+strings.Join(names, ", ")))
			continue
		}
		out = append(out, dossier.Format(v.Text))
	}
	return out
}

// silent reports whether what a source shares with others is not told:
// passages of theirs that say the same would tell its sentences.
func (f fields) silent(p dossier.Publish) bool {
	switch v := f.Text("evidence"); v.Text {
	case "":
		return p == dossier.PublishNone
	case "show":
		return false
	case "hide":
		return true
	default:
		f.Report(v, diag.BadValue, fmt.Sprintf("%q does not say whether what the source shares with others is shown", v.Text), "write show or hide")
		return true
	}
}

// sourceKeys are the keys of a source that can be inferred.
var sourceKeys = []string{"title", "publisher", "author", "published", "url", "archived", "captured", "lang", "series", "credit", "medium", "rights"}

func (f fields) inferred() []dossier.Inferred {
	var out []dossier.Inferred
	for _, p := range f.Pairs("inferred") {
		known := false
		for _, k := range sourceKeys {
			known = known || p.Key.Text == k
		}
		if !known {
			hint := "name one of " + strings.Join(sourceKeys, ", ")
			if near, ok := meant.Nearest(p.Key.Text, sourceKeys); ok {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			f.Report(p.Key, diag.UnknownKey, fmt.Sprintf("a source has no key %q that could be inferred", p.Key.Text), hint)
			continue
		}
		out = append(out, dossier.Inferred{Key: p.Key.Text, From: strings.TrimSpace(p.Value.Text)})
	}
	return out
}

func (f fields) ref(key string) dossier.Ref {
	v := f.Text(key)
	return dossier.Ref{Name: v.Text, Start: v.Start, End: v.End}
}

func (f fields) refs(key string) []dossier.Ref {
	var out []dossier.Ref
	for _, v := range f.List(key) {
		out = append(out, dossier.Ref{Name: v.Text, Start: v.Start, End: v.End})
	}
	return out
}

func (f fields) keys() []dossier.Ref {
	var out []dossier.Ref
	for _, v := range f.Keys() {
		out = append(out, dossier.Ref{Name: v.Text, Start: v.Start, End: v.End})
	}
	return out
}

func (f fields) topics() []dossier.Topic {
	var out []dossier.Topic
	seen := map[dossier.Slug]string{}
	for _, v := range f.List("topics") {
		slug := dossier.Slugify(v.Text)
		if slug == "" {
			f.Report(v, diag.BadValue, fmt.Sprintf("the topic %q has no letters", v.Text), "name it in words")
			continue
		}
		switch first, ok := seen[slug]; {
		case !ok:
			seen[slug] = v.Text
			out = append(out, dossier.Topic{Slug: slug, Name: v.Text})
		case dossier.FoldName(first) != dossier.FoldName(v.Text):
			message, hint := dossier.TopicsShareSlug(first, v.Text)
			f.Warn(v, diag.TopicsShareSlug, message, hint)
		}
	}
	return out
}
