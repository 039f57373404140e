// Package explain says what the code of a problem means: what was found, why it
// matters, and an example of it with the same content mended. It is one table,
// of which the command explain, the rules of SARIF and docs/problems.md are made.
package explain

import (
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/diag"
	"dossier/generator/internal/dossier"
)

// An Explanation tells what a code means: what was found, why it matters, and
// an example of it with the same content mended.
type Explanation struct {
	Code     diag.Code
	Severity diag.Severity // as it is most often; Meaning says when it differs
	Title    string        // one sentence
	Meaning  string        // paragraphs, parted by an empty line
	Wrong    []Example     // files that give the code
	Mended   []Example     // files in their place that do not
}

// An Example is a file of a content folder. The examples of all codes belong to
// one small dossier in which nothing else is wrong; docs/problems.md shows it.
type Example struct {
	Path string // below the content folder
	Text string
}

// Codes returns what every code means, in the order of their names.
func Codes() []Explanation {
	return []Explanation{
		{
			Code: diag.AddressGone, Severity: diag.Error,
			Title: "Nothing stands at an address that was published",
			Meaning: `addresses.txt lists the addresses at which pages of the dossier were published, so that no link to one of them dies unnoticed. At this one nothing stands any more: the file of the page was renamed, made a draft or taken away.

Where the page has another address now, write the old name into its aliases: a page stays at the old address that leads to the new one. An alias can be the whole address, too, such as /events/visit/ on a page that was an event. What is to be gone, list in dossier.yaml: "gone: [/events/visit/]".`,
			Wrong:  []Example{{"people/ida-quist.md", "---\nname: Ida Quist\n---\n"}, {"addresses.txt", "/people/mayor/\n"}},
			Mended: []Example{{"people/ida-quist.md", "---\nname: Ida Quist\naliases: mayor\n---\n"}, {"addresses.txt", "/people/mayor/\n"}},
		},
		{
			Code: diag.BadSlug, Severity: diag.Error,
			Title: "The name of this file cannot be an address",
			Meaning: `The name of a file, without ".md", is its address on the site and the name that links use. It is made of lower-case letters, digits and single hyphens. Capitals, spaces and other marks are written in several ways in addresses, and some disks do not tell capitals apart, so links to them break. Names that Windows keeps for its devices, such as con, nul and com1, are no names of files there.

Rename the file as the hint says. Links to its old name can be kept: write the old name as an alias.`,
			Wrong:  []Example{{"pages/About Us.md", "---\ntitle: About us\n---\n"}},
			Mended: []Example{{"pages/about-us.md", "---\ntitle: About us\naliases: About Us\n---\n"}},
		},
		{
			Code: diag.BadUTF8, Severity: diag.Error,
			Title: "This file is not UTF-8 text",
			Meaning: `All content is text in the encoding UTF-8. A file in another encoding, such as Windows-1252, shows wrong letters where it has accents, dashes or quotation marks, and a citation of them would never be found. The place given is the first byte that is not UTF-8.

Open the file in the program that wrote it, and save it again as UTF-8.`,
			Wrong:  []Example{{"pages/cafe.md", "---\ntitle: The caf\xe9\n---\n"}},
			Mended: []Example{{"pages/cafe.md", "---\ntitle: The café\n---\n"}},
		},
		{
			Code: diag.BadValue, Severity: diag.Error,
			Title: "This value is not of the kind that its key takes",
			Meaning: `A date is EDTF, a web address begins with https:// or http://, "draft" is true or false, "status" is open, in review or published, and not published beside "draft: true". A value of another kind cannot be shown, sorted or counted as what it is meant to be. A language whose tag begins with more than three letters is a warning: no language has such a tag. A change that is dated in the future is one, too. So is a counted text of a words file (n_notes) with another number of forms than its language counts with.

The hint says what the key takes.`,
			Wrong:  []Example{{"events/talks.md", "---\ntitle: Talks begin\ndate: 5 March 2015\n---\n> The talks began in 2014.\n> — [[gazette]]\n"}},
			Mended: []Example{{"events/talks.md", "---\ntitle: Talks begin\ndate: 2014\n---\n> The talks began in 2014.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.BearingMark, Severity: diag.Error,
			Title: "The word that says what a citation does for a claim cannot stand here",
			Meaning: `In a claim, a file in claims/, the line that names the source of a citation may end with what the words do for the claim: supports, contradicts, qualifies or context. The words are these in every language. In other notes nothing is claimed that the words could bear on, so that the word would be read as a part of where they stand.

In a claim, write one of the four words; elsewhere take it away.`,
			Wrong:  []Example{{"pages/talks.md", "---\ntitle: The talks\n---\n> The talks began in 2014.\n> — [[gazette]] supports\n"}},
			Mended: []Example{{"pages/talks.md", "---\ntitle: The talks\n---\n> The talks began in 2014.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.Callout, Severity: diag.Error,
			Title: "A callout stands where a citation is expected",
			Meaning: `Some programs show a blockquote that begins with a mark such as [!note] as a box with the writer's own words. In a dossier a blockquote holds the words of a source, and nothing else, so that a reader can tell the two apart.

Write what you say as a paragraph of its own, without ">" and without the mark.`,
			Wrong:  []Example{{"annotations/talks.md", "---\nsource: gazette\n---\n> The talks began in 2014.\n\n> [!note]\n> They were secret at first.\n"}},
			Mended: []Example{{"annotations/talks.md", "---\nsource: gazette\n---\n> The talks began in 2014.\n\nThey were secret at first.\n"}},
		},
		{
			Code: diag.ChangeUntold, Severity: diag.Warning,
			Title: "What is published was changed, and no reader is told",
			Meaning: `Where the content folder is in a git repository, "dossier check" compares it with the last commit. A verdict that was published and is another now, or who said a quotation and when, is what readers may have relied on.

Tell them: an entry under "changes" with the day, the kind (correction or update), and one sentence that says what was changed. An entry that the last commit does not have is enough. What has not been published yet, such as a draft, is nobody's to be told. Without git, or outside of a repository, nothing is compared.`,
		},
		{
			Code: diag.CitationAmbiguous, Severity: diag.Error,
			Title: "These words stand more than once in their source",
			Meaning: `A citation leads to one passage. Words that occur several times could mean any of them, and Dossier does not guess.

Quote more of the sentence, until it is the only one. Or quote the sentence and mark the words you mean: what stands outside the marks is context.`,
			Wrong:  []Example{{"annotations/talks.md", "---\nsource: gazette\n---\n> talks\n\nThey were secret at first.\n"}},
			Mended: []Example{{"annotations/talks.md", "---\nsource: gazette\n---\n> The ==talks== began in 2014.\n\nThey were secret at first.\n"}},
		},
		{
			Code: diag.CitationChanged, Severity: diag.Warning,
			Title: "The newest version of the source has other words",
			Meaning: `A source may have several versions, as an outlet changed its text: paper.md, and paper@2024-03-14.md beside it. The words of this citation stand in an earlier version and no longer in the newest. The citation holds on the version that has them, and every page that shows it says when the text was changed.

Where that is what you mean, name the version: [[paper@2024-03-12]]. The message is then not given. Otherwise quote the newest version.`,
			Wrong:  []Example{{"sources/gazette@2015-03-09.md", "---\ncaptured: 2015-03-09\n---\n“There is progress,” the minister said on Thursday. “We will not close the harbour.”\n\nThe talks began in 2013. The harbour has 120 workers, and the talks will go on in May.\n"}, {"annotations/talks.md", "---\nsource: gazette\n---\n> The talks began in 2014.\n\nThey were secret at first.\n"}},
			Mended: []Example{{"sources/gazette@2015-03-09.md", "---\ncaptured: 2015-03-09\n---\n“There is progress,” the minister said on Thursday. “We will not close the harbour.”\n\nThe talks began in 2013. The harbour has 120 workers, and the talks will go on in May.\n"}, {"annotations/talks.md", "---\nsource: gazette\n---\n> The talks began in 2014.\n> — [[gazette@first]]\n\nThey were secret at first.\n"}},
		},
		{
			Code: diag.CitationEmpty, Severity: diag.Error,
			Title: "There are no words here to find",
			Meaning: `A blockquote that only names a source cites nothing of it. Put the words above the line that names it. A source that is quoted and has no text is reported once, and not its citations.

As a warning it stands at a quotation without any blockquote, whose page would show no wording, and at an annotation without one: what it says stands beside no passage, but with the source as a whole. Most often the ">" before the words of the source is missing.`,
			Wrong:  []Example{{"pages/notes.md", "---\ntitle: Notes\n---\n> — [[gazette]]\n"}},
			Mended: []Example{{"pages/notes.md", "---\ntitle: Notes\n---\n> The harbour has 120 workers\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.CitationMissing, Severity: diag.Error,
			Title: "These words are not in their source",
			Meaning: `Every word of a citation must stand in its source, in its order. Typography is read over: kinds of quotation marks and dashes, spaces, ligatures, Markdown. Words are not. A changed number, name or negation is what this program is there to find.

Your words stand above the nearest passage, with the difference marked. A line below the blockquote without an empty line between belongs to it. Put in the words of the source; "[…]" stands for words left out. Another source that has the words is named: they may only be put to the wrong one. Where only spelling, case or punctuation differ, dossier check --fix does it.`,
			Wrong:  []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\n---\n> We will close the harbour.\n> — [[gazette]]\n"}},
			Mended: []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\n---\n> We will not close the harbour.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.CitationNested, Severity: diag.Error,
			Title: "A citation stands inside a list or another blockquote",
			Meaning: `Citations are blockquotes that begin at the left margin. One that is part of a list or of another blockquote is not checked, and what is not checked must not look like evidence.

Take it out of the list: no spaces before ">".`,
			Wrong:  []Example{{"pages/notes.md", "---\ntitle: Notes\n---\n- On the workers:\n\n  > The harbour has 120 workers\n  > — [[gazette]]\n"}},
			Mended: []Example{{"pages/notes.md", "---\ntitle: Notes\n---\nOn the workers:\n\n> The harbour has 120 workers\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.CitationNoSource, Severity: diag.Error,
			Title: "A blockquote names no source",
			Meaning: `In a quotation every blockquote is a wording, and must say whose. Elsewhere a blockquote without a source is a warning, since it is shown and nobody can check it; it is an error when a source is named among its words, where it reads as part of them.

End the blockquote with a line of its own: a dash and the link to the source.`,
			Wrong:  []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\n---\n> We will not close the harbour.\n"}},
			Mended: []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\n---\n> We will not close the harbour.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.CitationOutOfContext, Severity: diag.Warning,
			Title: "The sentence says something of the words cited that the citation does not show",
			Meaning: `A citation stops before "…, he denied" or "…, which is not true", or begins after "He did not say that": the words are in the source, and the source does not say that they are so. Readers of the citation alone would believe the contrary.

Only the clear cases are reported: the rest of the same sentence denies the words cited, calls them uncertain ("nobody knows who", "it is unclear whether"), asks them, says under which condition they hold ("if the river rises, …", "… unless the wind turns") or whose claim they are; the next sentence says no more than that they are not so ("He denied it."); and, in a quotation with a speaker, when the sentence names another person of the dossier as the one who says them, and that person is neither its speaker nor in "quoting" or "via". Quote more of the sentence. Words of fewer than four may be quoted for themselves.`,
			Wrong: []Example{
				{"sources/courier.md", "---\ntitle: The pier\npublisher: The Courier\npublished: 2015-03-07\n---\nThe pier is open.\n\nIt is not true that the harbour has been sold.\n"},
				{"pages/notes.md", "---\ntitle: Notes\n---\n> the harbour has been sold\n> — [[courier]]\n"},
			},
			Mended: []Example{
				{"sources/courier.md", "---\ntitle: The pier\npublisher: The Courier\npublished: 2015-03-07\n---\nThe pier is open.\n\nIt is not true that the harbour has been sold.\n"},
				{"pages/notes.md", "---\ntitle: Notes\n---\n> It is not true that the harbour has been sold.\n> — [[courier]]\n"},
			},
		},
		{
			Code: diag.ClaimSupportsItself, Severity: diag.Error,
			Title: "A claim is cited as its own support",
			Meaning: `A passage that makes a claim is no evidence for it, and neither is the same wording of the same quotation where another source prints it. A reader who counts the evidence would count the claim.

Take the word "supports" away from the passage that makes the claim, and cite words that rest on something else.`,
			Wrong:  []Example{{"claims/talks.md", "---\ntitle: The talks began in 2014\nverdict: supported\nsummary: The talks.\n---\n> The talks began in 2014.\n> — [[gazette]]\n\n> talks began in 2014\n> — [[gazette]] supports\n"}},
			Mended: []Example{{"claims/talks.md", "---\ntitle: The talks began in 2014\nverdict: supported\nsummary: The talks.\n---\n> The talks began in 2014.\n> — [[gazette]]\n\n> the talks will go on in May\n> — [[gazette]] supports\n"}},
		},
		{
			Code: diag.ClaimUnsupported, Severity: diag.Error,
			Title: "A verdict rests on nothing that is cited",
			Meaning: `Each verdict but one that needs nothing, such as "unproven", rests on evidence: at least one citation that supports, contradicts or qualifies the claim. The words that make the claim are none, and context is none.

Quote what decides it, and end the line that names its source with the word for what it does.`,
			Wrong:  []Example{{"claims/talks.md", "---\ntitle: The talks began in 2014\nverdict: supported\nsummary: The talks.\n---\n> The talks began in 2014.\n> — [[gazette]]\n"}},
			Mended: []Example{{"claims/talks.md", "---\ntitle: The talks began in 2014\nverdict: supported\nsummary: The talks.\n---\n> The talks began in 2014.\n> — [[gazette]]\n\n> the talks will go on in May\n> — [[gazette]] supports\n"}},
		},
		{
			Code: diag.CommentOpen, Severity: diag.Error,
			Title: "A comment does not end where it should",
			Meaning: `What stands between "<!--" and "-->", or between "%%" and "%%", is for the editors: no page, preview or export shows it. Where the end is missing nobody can tell what was meant for readers. The same holds in the text of a source.

A comment that begins within a paragraph ends in it. One that begins a paragraph may go on over several, and then its end stands on a line of its own. A "%%" that readers are to see is written \%%, or stands between backticks.

Between the two lines "---" at the top of a file these marks are text; a comment there begins with "#".`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\n---\nThe talks began in 2014. <!-- ask the clerk\n\nThey go on.\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\n---\nThe talks began in 2014. <!-- ask the clerk -->\n\nThey go on.\n"}},
		},
		{
			Code: diag.Conflict, Severity: diag.Error,
			Title: "A file holds two versions of itself",
			Meaning: `Two people changed the same lines, and Git, or a program that uses it, left both in the file, between lines that begin with "<<<<<<<", "=======" and ">>>>>>>". To Dossier they would be text, a heading and a blockquote in seven others.

Keep the one version, or make one of both, and take the three lines out. Until then the file is not read.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\n---\n<<<<<<< HEAD\nThe talks began in 2014.\n=======\nThe talks began in May 2014.\n>>>>>>> mayor\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\n---\nThe talks began in May 2014.\n"}},
		},
		{
			Code: diag.CreditUnseen, Severity: diag.Warning,
			Title: "A source does not name the origin that it is said to name",
			Meaning: `The site says of a source with a credit that it names it as its origin, and takes that for evidence that it follows another. The words of the credit stand neither in the text of the source nor in its title or author.

Write the credit as the text has it. If it is your own conclusion, or stands on the page beside the article, say under inferred what shows it: readers are then told that the editors infer it.`,
			Wrong:  []Example{{"sources/courier.md", "---\ntitle: A quiet day\ncredit: Coast Agency\n---\nNothing of note happened in the town.\n"}, {"annotations/quiet.md", "---\nsource: courier\n---\n> Nothing of note happened\n\nThe talks took place on that day.\n"}},
			Mended: []Example{{"sources/courier.md", "---\ntitle: A quiet day\ncredit: Coast Agency\ninferred:\n  credit: the line below the photograph\n---\nNothing of note happened in the town.\n"}, {"annotations/quiet.md", "---\nsource: courier\n---\n> Nothing of note happened\n\nThe talks took place on that day.\n"}},
		},
		{
			Code: diag.DatesOutOfOrder, Severity: diag.Warning,
			Title: "Two dates of one file stand in an order that cannot be",
			Meaning: `A source cannot be captured before it was published, nor a file updated before it was created. One of the two dates is wrong, and readers rely on both.

Dates that are doubtful enough to be in order are not reported.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\ncreated: 2016-03-01\nupdated: 2015-04-01\n---\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\ncreated: 2015-03-01\nupdated: 2015-04-01\n---\n"}},
		},
		{
			Code: diag.DraftLeft, Severity: diag.Warning,
			Title: "A draft was left over",
			Meaning: `A file with "draft: true", or whose status is open or in review, is checked and not published. This is a reminder of what is still to be done: publish it, or delete it.

With --drafts, drafts are checked and shown as if they were finished, and this is not reported. With --strict a draft that was left over fails.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\ndraft: true\n---\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\n---\n"}},
		},
		{
			Code: diag.DuplicateAddress, Severity: diag.Error,
			Title: "Two pages would stand at one address",
			Meaning: `A file in pages/ stands at the top of the site, where the lists of sources, quotations, people and so on stand too. One address can show one page.

Rename the file that can be renamed.`,
			Wrong:  []Example{{"pages/sources.md", "---\ntitle: On our sources\n---\n"}},
			Mended: []Example{{"pages/our-sources.md", "---\ntitle: On our sources\n---\n"}},
		},
		{
			Code: diag.DuplicateAlias, Severity: diag.Error,
			Title: "An alias is the name of something else",
			Meaning: `An alias is another name that links may use. When two files of one kind have it, or when it is the file name of another, a link with it could mean either.

Take it out of one of the two files.`,
			Wrong: []Example{
				{"people/minister.md", "---\nname: The Minister\naliases: the head of the talks\n---\n"},
				{"people/mayor.md", "---\nname: The Mayor\naliases: the head of the talks\n---\n"},
			},
			Mended: []Example{
				{"people/minister.md", "---\nname: The Minister\naliases: the head of the talks\n---\n"},
				{"people/mayor.md", "---\nname: The Mayor\n---\n"},
			},
		},
		{
			Code: diag.DuplicateName, Severity: diag.Error,
			Title: "Two files of one kind have one name",
			Meaning: `The name of a file is the name that links use, and its address. The folders in which it lies below that of its kind are no part of it, so that events/2014/visit.md and events/visit.md have one name. So have two files whose names differ in capital letters alone, or in the way that Unicode writes an accented letter: they look alike, and some disks keep one of the two.

Rename one of them; "dossier rename" rewrites the links to it.`,
			Wrong:  []Example{{"people/mayor.md", "---\nname: The Mayor\n---\n"}, {"people/council/mayor.md", "---\nname: The Mayor\n---\n"}},
			Mended: []Example{{"people/mayor.md", "---\nname: The Mayor\n---\n"}, {"people/council/deputy-mayor.md", "---\nname: The Deputy Mayor\n---\n"}},
		},
		{
			Code: diag.EventWithoutEvidence, Severity: diag.Warning,
			Title: "An event cites no source",
			Meaning: `Every statement of a dossier leads to words that were printed. An event without a citation stands on the timeline on nobody's word but the editor's.

Quote the words that report it.`,
			Wrong:  []Example{{"events/talks.md", "---\ntitle: The talks begin\ndate: 2014\n---\nThe talks began behind closed doors.\n"}},
			Mended: []Example{{"events/talks.md", "---\ntitle: The talks begin\ndate: 2014\n---\nThe talks began behind closed doors.\n\n> The talks began in 2014.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.EvidenceBeforeEvent, Severity: diag.Warning,
			Title: "A source is older than the event that it is cited for",
			Meaning: `What was printed before an event cannot report that it happened. One of the two dates is wrong, or the source announces what it is cited for; then say so, and date the announcement.

Dates that are doubtful enough to be in order are not reported.`,
			Wrong:  []Example{{"events/talks.md", "---\ntitle: The talks begin\ndate: 2016\n---\n> The talks began in 2014.\n> — [[gazette]]\n"}},
			Mended: []Example{{"events/talks.md", "---\ntitle: The talks begin\ndate: 2014\n---\n> The talks began in 2014.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.FollowsCircle, Severity: diag.Error,
			Title:   "Sources are said to follow each other in a circle",
			Meaning: `With "follows", the editors say which source another one follows. No text is older than itself, so that following that key from source to source must come to an end. "follows: none" says that a source follows no other.`,
			Wrong:   []Example{{"sources/gazette.md", "---\ntitle: Talks on the harbour\npublisher: The Gazette\npublished: 2015-03-06\nfollows: gazette\nfollows_reason: its reporter was there\n---\n“There is progress,” the minister said on Thursday. “We will not close the harbour.”\n\nThe talks began in 2014. The harbour has 120 workers, and the talks will go on in May.\n"}},
			Mended:  []Example{{"sources/gazette.md", "---\ntitle: Talks on the harbour\npublisher: The Gazette\npublished: 2015-03-06\nfollows: none\nfollows_reason: its reporter was there\n---\n“There is progress,” the minister said on Thursday. “We will not close the harbour.”\n\nThe talks began in 2014. The harbour has 120 workers, and the talks will go on in May.\n"}},
		},
		{
			Code: diag.FrontMatter, Severity: diag.Error,
			Title: "The lines at the top cannot be read",
			Meaning: `The lines between the two "---" are YAML: a key, a colon, a space, and the value. A value that holds ": ", or begins with a quotation mark or one of [ { & * ! | > % @, stands in quotation marks. A key stands once. Lines begin at the left margin, without tabs. A "#" after a space begins a comment; where one cuts a value that nobody meant to cut, that is a warning: a comment behind several words has two spaces before the "#". What stands below a second "---" or "..." of dossier.yaml is read by nobody, which is an error.

The first "---" is the first line of the file, and a second stands below the last key. Until these lines can be read, what they say is not known, and links by an alias of the file may be reported as well.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: The harbour: a dossier\n---\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: \"The harbour: a dossier\"\n---\n"}},
		},
		{
			Code: diag.HeadingID, Severity: diag.Error,
			Title: "The id of a heading cannot be used",
			Meaning: `Every heading of a note has an id, made of its words, by which a link can lead to it. Braces at its end give it one of your own: "## First reports {#first}". It is made of lower-case letters, digits and single hyphens, stands once on a page, and is all that the braces may hold.

Give the heading another id, or take the braces out.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\n---\n## The talks {#talks}\n\nIn 2014.\n\n## The workers {#talks}\n\nThey are 120.\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\n---\n## The talks {#talks}\n\nIn 2014.\n\n## The workers {#workers}\n\nThey are 120.\n"}},
		},
		{
			Code: diag.HTMLInNote, Severity: diag.Error,
			Title: "A note holds HTML",
			Meaning: `Notes are Markdown, and a tag in one would be shown as it stands or do something to the page that nobody checks. The hint says how Markdown writes the same, where it does.

A tag that readers are to see stands between backticks. In a source, and in words that are cited, what looks like a tag is text.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\n---\nThe talks <b>go on</b>.\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\n---\nThe talks **go on**.\n"}},
		},
		{
			Code: diag.LanguageMark, Severity: diag.Error,
			Title: "A mark of a language cannot be read where it stands",
			Meaning: `A line {lang=ru} in a source says that the paragraph on the next line is in Russian, where the rest of the source is not. It is no part of the text. The words of that paragraph are then found, compared and shown as words of that language. The mark stands on a line of its own before a paragraph, a heading, a list or a blockquote, and names the language with its tag.

A brace that an article prints at the beginning of a line is written \{.`,
			Wrong:  []Example{{"sources/gazette.md", "---\ntitle: Talks on the harbour\npublisher: The Gazette\npublished: 2015-03-06\n---\n“There is progress,” the minister said on Thursday. “We will not close the harbour.”\n\nThe talks began in 2014. The harbour has 120 workers, and the talks will go on in May.\n\n{lang=ru} Порт не закроют.\n"}},
			Mended: []Example{{"sources/gazette.md", "---\ntitle: Talks on the harbour\npublisher: The Gazette\npublished: 2015-03-06\n---\n“There is progress,” the minister said on Thursday. “We will not close the harbour.”\n\nThe talks began in 2014. The harbour has 120 workers, and the talks will go on in May.\n\n{lang=ru}\nПорт не закроют.\n"}},
		},
		{
			Code: diag.LanguageUnspoken, Severity: diag.Warning,
			Title: "The site does not speak this language",
			Meaning: `The words of the site itself, such as headings and menus, are there in English, German, French, Spanish and Russian. Under another "language" they are English, and the pages still say that they are in English.

A file of words of your own adds a language: templates/words/nl.yaml adds Dutch. What sources are written in does not matter here; each source says it with "lang".`,
			Wrong:  []Example{{"dossier.yaml", "title: The harbour\nlanguage: nl\n"}},
			Mended: []Example{{"dossier.yaml", "title: The harbour\nlanguage: de\n"}},
		},
		{
			Code: diag.LinkAddress, Severity: diag.Error,
			Title: "An address cannot be used here",
			Meaning: `A link leads to a file of the dossier, a page of the site, or an address that begins with https:, http:, mailto: or tel:. Addresses of other kinds run something, or lead to one machine alone. A picture is a file of the dossier: one from another site would tell that site who reads the page, and would be gone when it is.

Save a picture beside the note and write its file name.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\n---\nThe [minutes](file:///minutes.html) of the talks.\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\n---\nThe [minutes](https://harbour.example/minutes.html) of the talks.\n"}},
		},
		{
			Code: diag.LinkAmbiguous, Severity: diag.Error,
			Title: "A link could lead to several things",
			Meaning: `Two files of different kinds may have one name, and then the name alone does not say which is meant.

Write the folder before the name.`,
			Wrong: []Example{
				{"pages/minister.md", "---\ntitle: The office of the minister\n---\n"},
				{"pages/about.md", "---\ntitle: About\n---\nWho [[minister]] is.\n"},
			},
			Mended: []Example{
				{"pages/minister.md", "---\ntitle: The office of the minister\n---\n"},
				{"pages/about.md", "---\ntitle: About\n---\nWho [[people/minister]] is.\n"},
			},
		},
		{
			Code: diag.LinkDraft, Severity: diag.Error,
			Title: "Something published leads to a draft",
			Meaning: `A draft is not on the site, and neither is what has the status open or in review, so the link would lead nowhere.

Publish what it leads to, keep this file back too, or take the link out.`,
			Wrong: []Example{
				{"people/mayor.md", "---\nname: The Mayor\ndraft: true\n---\n"},
				{"pages/about.md", "---\ntitle: About\n---\nOn [[mayor]].\n"},
			},
			Mended: []Example{
				{"people/mayor.md", "---\nname: The Mayor\n---\n"},
				{"pages/about.md", "---\ntitle: About\n---\nOn [[mayor]].\n"},
			},
		},
		{
			Code: diag.LinkMissing, Severity: diag.Error,
			Title: "Nothing has this name",
			Meaning: `A link, and a key that names a source, a person or a quotation, gives a file name without ".md". There is no such file. When a name or a title is close to it, the hint says which.

Correct the name, or make the file: dossier new writes one. A name that stands in several places is told once, with the others; where a file has been renamed, dossier rename OLD NEW writes its new name in all of them.

As a warning it stands at what looks like a link and lacks its name or a bracket: it is shown as it stands. A file that is there and cannot be read is reported itself, and not the links to it.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\n---\nAs [[gazete]] reports.\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\n---\nAs [[gazette]] reports.\n"}},
		},
		{
			Code: diag.LinkSelf, Severity: diag.Warning,
			Title: "A quotation names itself as related",
			Meaning: `What is related to a quotation is listed on its page. It would list itself.

Take its own name out, or put in the one that was meant.`,
			Wrong:  []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\nrelated: [closing]\n---\n> We will not close the harbour.\n> — [[gazette]]\n"}},
			Mended: []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\n---\n> We will not close the harbour.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.Missing, Severity: diag.Error,
			Title:   "A key that is needed is missing",
			Meaning: `A source, quotation, event or page has a title, a person a name, an event a date, and an annotation the source that it speaks of. Without it there is nothing to show or to check. The folder as a whole needs a dossier.yaml with a title.`,
			Wrong:   []Example{{"events/talks.md", "---\ntitle: The talks begin\n---\n> The talks began in 2014.\n> — [[gazette]]\n"}},
			Mended:  []Example{{"events/talks.md", "---\ntitle: The talks begin\ndate: 2014\n---\n> The talks began in 2014.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.NamedTwice, Severity: diag.Warning,
			Title:   "A list names something twice",
			Meaning: `A name that stands twice in one list says nothing more than once. Most often another one was meant. An alias that is the name of its own file is reported, too.`,
			Wrong:   []Example{{"events/talks.md", "---\ntitle: The talks begin\ndate: 2014\npeople: [minister, minister]\n---\n> The talks began in 2014.\n> — [[gazette]]\n"}},
			Mended:  []Example{{"events/talks.md", "---\ntitle: The talks begin\ndate: 2014\npeople: [minister]\n---\n> The talks began in 2014.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.OmissionChangesMeaning, Severity: diag.Error,
			Title: "What is left out changes what is said",
			Meaning: `"[…]" inside a sentence leaves out a word that denies ("not"), permits or doubts ("may", "allegedly") or counts ("few of") what is kept. The words left are all in the source, and together they say what it does not say. "[...]", "(…)" and "(...)" are read in the same way.

Whole sentences may be left out, whatever they say, and so may a clause of its own: "The minister, who had not slept, said…". Two sentences of which the one loses its end and the other its beginning are read as one. Where the words after "[…]" go on inside another sentence, what that sentence says before them counts, too: "I do not know who", "he did not say that". A condition that is left out ("if asked"), and whose claim it is ("critics say"), is a warning. Put the words in.`,
			Wrong:  []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\n---\n> We will […] close the harbour.\n> — [[gazette]]\n"}},
			Mended: []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\n---\n> We will not close the harbour.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.OmissionLeavesSpeaker, Severity: diag.Error,
			Title: "What is left out leads from one speaker to another",
			Meaning: `"[…]" stands for words of the same speaker. One that goes from one person's quotation to another's, from a quotation to the words of the outlet with the quotation mark left out, or over the question of an interviewer or another's turn in a transcript, makes one utterance of two.

“A,” he said, “B” is fine: the words between two stretches of one speaker are left out as a matter of course. In a note that has no speaker, and where the text leaves it in doubt who speaks, it is a warning. Make two citations of it.`,
			Wrong:  []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\n---\n> We will not close the harbour. […] The talks began in 2014.\n> — [[gazette]]\n"}},
			Mended: []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\n---\n> We will not close the harbour.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.Original, Severity: diag.Error,
			Title: "The original that is kept of a source is not what the source says",
			Meaning: `The file that a source was made of may be kept beside it, as courier.original.html beside courier.md (or .mhtml, .pdf, .wacz, .eml, .txt): dossier import --keep-original puts it there. Each build compares it with the sha256 of the source, so that nobody changes it unnoticed. It is published only where publish_original: true says so.

Put back the file that was captured. Where another file is meant, write its checksum: sha256sum FILE prints it.`,
			Wrong:  []Example{{"sources/courier.md", "---\ntitle: Closed\nsha256: 0000000000000000000000000000000000000000000000000000000000000000\n---\nThe harbour was closed at noon.\n"}, {"sources/courier.original.html", "<!DOCTYPE html><p>The harbour was closed at noon.</p>\n"}, {"annotations/noon.md", "---\nsource: courier\n---\n> closed at noon\n\nBy the clock of the harbour.\n"}},
			Mended: []Example{{"sources/courier.md", "---\ntitle: Closed\nsha256: 5dea75584d4d213ac0cb8cdeee36b4a6fbfc8cebadffa6141525704b273dc3cc\n---\nThe harbour was closed at noon.\n"}, {"sources/courier.original.html", "<!DOCTYPE html><p>The harbour was closed at noon.</p>\n"}, {"annotations/noon.md", "---\nsource: courier\n---\n> closed at noon\n\nBy the clock of the harbour.\n"}},
		},
		{
			Code: diag.OverLimit, Severity: diag.Error,
			Title: "This file holds more of something than may be",
			Meaning: `Markdown takes its reader more time the more marks stand in one paragraph and the more lists stand inside one another: a small file can be made that takes hours. So there are limits, far above what articles and notes have, and a file that passes one is not read. The README lists them.

Divide the file: an empty line ends a paragraph. A file that has to be so is let through by a line in dossier.yaml, such as limits: {nesting: 1000}.`,
			Wrong:  []Example{{"pages/deep.md", "---\ntitle: Deep\n---\n" + strings.Repeat("> ", 101) + "so deep\n"}},
			Mended: []Example{{"pages/deep.md", "---\ntitle: Deep\n---\nso deep\n"}},
		},
		{
			Code: diag.PersonWithoutPage, Severity: diag.Warning,
			Title: "A person is named who has no file in people/",
			Meaning: `"speaker", "quoting", "via" and "people" take the file name of a person, and "via" that of a source as well. A name in plain words is taken as it stands: the site shows it and gathers under it what the person said, and has nothing else to say of them.

Make the file with that name, and write its file name here. A name that is close to one that is known is an error instead, since it may be a slip.`,
			Wrong: []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: Anna Dow\n---\n> We will not close the harbour.\n> — [[gazette]]\n"}},
			Mended: []Example{
				{"quotes/closing.md", "---\ntitle: On closing\nspeaker: anna-dow\n---\n> We will not close the harbour.\n> — [[gazette]]\n"},
				{"people/anna-dow.md", "---\nname: Anna Dow\n---\n"},
			},
		},
		{
			Code: diag.PictureMissing, Severity: diag.Error,
			Title: "A picture is not there",
			Meaning: `A note shows a picture that lies beside it, or in the folder media/ of the content folder; what stands between the parentheses is the way to it from the note's own folder. There is no such file, or it is no picture.

Put the file there, or correct its name. It is published with the note, as it is.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\n---\n![A plan of the harbour](plan.png)\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\n---\n![A plan of the harbour](plan.png)\n"}, {"pages/plan.png", "(the bytes of a picture)"}},
		},
		{
			Code: diag.PictureSilent, Severity: diag.Warning,
			Title: "A picture has no words that stand for it",
			Meaning: `The words between the square brackets are read to those who do not see the picture, and are shown when it cannot be loaded. Without them a statement that rests on the picture is lost to them.

Say what the picture shows.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\n---\n![](plan.png)\n"}, {"pages/plan.png", "(the bytes of a picture)"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\n---\n![A plan of the harbour](plan.png)\n"}, {"pages/plan.png", "(the bytes of a picture)"}},
		},
		{
			Code: diag.PublishedBeforeSaid, Severity: diag.Warning,
			Title: "A source is older than what it quotes",
			Meaning: `Words cannot be printed before they were said. One of the two dates is wrong, or the source quotes another occasion, which is another quotation.

Dates that are doubtful enough to be in order are not reported.`,
			Wrong:  []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\nsaid: 2015-04-05\n---\n> We will not close the harbour.\n> — [[gazette]]\n"}},
			Mended: []Example{{"quotes/closing.md", "---\ntitle: On closing\nspeaker: minister\nsaid: 2015-03-05\n---\n> We will not close the harbour.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.SeriesAlone, Severity: diag.Warning,
			Title: "No other source is of this series",
			Meaning: `Sources are of one series when they name it alike, but for case and spaces. This one names a series that no other has, and another that several have is spelled almost so: it stands apart from them, without what changed since the one before it.

Write the name as the others do. A name that is meant, and far from all others, is not reported.`,
			Wrong:  seriesExample("series: Statements of the counsel", "published: 2015-03-01"),
			Mended: seriesExample("series: Statements of the council", "published: 2015-03-01"),
		},
		{
			Code: diag.SeriesUndated, Severity: diag.Warning,
			Title: "A source of a series has no date",
			Meaning: `The sources of a series stand in the order in which they were published, and each says what changed since the one before it. A source without a date stands behind those that have one, which may not be its place.

Give it a date, as exactly as it is known. Where no source of a series has a date, as editions of a book may have none, they stand in the order of the names of their files, and nothing is reported.`,
			Wrong:  seriesExample("series: Statements of the council", ""),
			Mended: seriesExample("series: Statements of the council", "published: 2015-03"),
		},
		{
			Code: diag.SourceUncited, Severity: diag.Warning,
			Title: "No note cites this source",
			Meaning: `The site shows the article and what it shares with others, and has nothing to say of it. It may have been put in and forgotten.

Quote a passage of it, or take it out. A source that is there to be compared only may stay.`,
			Wrong: []Example{{"sources/courier.md", "---\ntitle: A quiet day\n---\nNothing of note happened in the town.\n"}},
			Mended: []Example{
				{"sources/courier.md", "---\ntitle: A quiet day\n---\nNothing of note happened in the town.\n"},
				{"annotations/quiet.md", "---\nsource: courier\n---\n> Nothing of note happened\n\nThe talks took place on that day.\n"},
			},
		},
		{
			Code: diag.StrayFile, Severity: diag.Error,
			Title: "This file is not read",
			Meaning: `A content folder holds dossier.yaml and the folders ` + folders() + `, and these hold files that end in ".md", also in folders of their own. Pictures and the like that notes show lie beside them or in media. What another file says would be missing from the site without a word, so it is an error, and so is a file or folder that cannot be read, such as a link that leads out of the content folder.

Put the file where it belongs, or out of the content folder. What belongs there and is none of the dossier's is named in dossier.yaml, with patterns as in .gitignore: ignore: [README.md, drafts/, "*.bak"]. Files whose names begin with a dot and those that text editors keep beside a file (draft.md~, #draft.md#, draft.md.swp) are left alone.`,
			Wrong:  []Example{{"people/mayor.txt", "---\nname: The Mayor\n---\n"}},
			Mended: []Example{{"people/mayor.md", "---\nname: The Mayor\n---\n"}},
		},
		{
			Code: diag.Template, Severity: diag.Error,
			Title: "A template cannot be used",
			Meaning: `A template of your own names something that the page does not have, or is not written as a template is. It is found before any page is made.

Compare the file with the one that comes with Dossier: dossier templates diff shows both.`,
			Wrong:  []Example{{"templates/page.html", "{{define \"main\"}}<h1>{{.Titel}}</h1>{{end}}\n"}},
			Mended: []Example{{"templates/page.html", "{{define \"main\"}}<h1>{{.Title}}</h1>{{end}}\n"}},
		},
		{
			Code: diag.TemplateUnused, Severity: diag.Warning,
			Title:   "A file among your templates is not used",
			Meaning: `A template takes the place of the one that comes with Dossier under the same name. A file that no page asks for, a word that no template asks for, or what stands outside of {{define}} changes nothing; most often a name is misspelt.`,
			Wrong:   []Example{{"templates/soruce.html", "<p>Mine</p>\n"}},
			Mended:  nil,
		},
		{
			Code: diag.TopicsShareSlug, Severity: diag.Warning,
			Title: "Two topics have one address",
			Meaning: `The address of a topic has the letters and digits of its name. Names that differ in other marks alone, such as C++ and C#, have one address and become one topic, under the name that is found first. Capital letters and spaces make no difference, and are no problem.

Give one of them a name with other letters or digits. Where both are meant to be one topic, write it in one way.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\ntopics: [pier+, pier#]\n---\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\ntopics: [pier plus, pier]\n---\n"}},
		},
		{
			Code: diag.TranslationMark, Severity: diag.Error,
			Title: "A translation is not marked as one can be read",
			Meaning: `Your own rendering of cited words is a paragraph right below the blockquote, with a line {translation lang=en by="A. Editor"} before it. The page shows it beside the words, says whose it is, and never takes it for words of the outlet. It needs the language that you translate into, which is another than that of the words. Each paragraph has a mark of its own.

The language of the words is that of their source, or of the mark {lang=ru} before their paragraph there.`,
			Wrong:  []Example{{"annotations/workers.md", "---\nsource: gazette\n---\n> The harbour has 120 workers\n\n{translation by=\"A. Editor\"}\nDer Hafen hat 120 Arbeiter.\n"}},
			Mended: []Example{{"annotations/workers.md", "---\nsource: gazette\n---\n> The harbour has 120 workers\n\n{translation lang=de by=\"A. Editor\"}\nDer Hafen hat 120 Arbeiter.\n"}},
		},
		{
			Code: diag.UnknownKey, Severity: diag.Error,
			Title:   "There is no such key",
			Meaning: `A key that is not known would be read by nobody, and what it says be missing from the site without a word. The hint names the nearest key and all that are known in this kind of file.`,
			Wrong:   []Example{{"pages/about.md", "---\ntitle: About\ntopic: harbour\n---\n"}},
			Mended:  []Example{{"pages/about.md", "---\ntitle: About\ntopics: harbour\n---\n"}},
		},
		{
			Code: diag.VerdictAgainstEvidence, Severity: diag.Warning,
			Title: "The verdict and all that is cited say opposite things",
			Meaning: `The verdict is the highest of the scale, and each passage that bears on the claim contradicts it; or it is the lowest, and each supports it. Readers see both side by side.

Cite what the verdict rests on, or change the verdict.`,
			Wrong:  []Example{{"claims/talks.md", "---\ntitle: The talks began in 2014\nverdict: supported\nsummary: The talks.\n---\n> The talks began in 2014.\n> — [[gazette]]\n\n> the talks will go on in May\n> — [[gazette]] contradicts\n"}},
			Mended: []Example{{"claims/talks.md", "---\ntitle: The talks began in 2014\nverdict: contradicted\nsummary: The talks.\n---\n> The talks began in 2014.\n> — [[gazette]]\n\n> the talks will go on in May\n> — [[gazette]] contradicts\n"}},
		},
		{
			Code: diag.VerdictUnknown, Severity: diag.Error,
			Title: "There is no such verdict",
			Meaning: `A claim has one of the verdicts that "verdicts" in dossier.yaml lists, or, where it lists none, one of five: supported, mostly supported, mixed, contradicted, unproven. They are written as they stand there, in every language; what readers see is in the language of the site.

The hint names the nearest, and all.`,
			Wrong:  []Example{{"claims/talks.md", "---\ntitle: The talks began in 2014\nverdict: suported\nsummary: The talks.\n---\n> The talks began in 2014.\n> — [[gazette]]\n\n> the talks will go on in May\n> — [[gazette]] supports\n"}},
			Mended: []Example{{"claims/talks.md", "---\ntitle: The talks began in 2014\nverdict: supported\nsummary: The talks.\n---\n> The talks began in 2014.\n> — [[gazette]]\n\n> the talks will go on in May\n> — [[gazette]] supports\n"}},
		},
		{
			Code: diag.VersionNoSource, Severity: diag.Error,
			Title: "This is a version of a source that is not there",
			Meaning: `A file sources/paper@2024-03-14.md is a version of the source sources/paper.md: its text as it stood on that day. Its front matter holds only what differs from that file, which must be there.

Put the text that was captured first into that file, or give this one the name of the source that it is a version of.`,
			Wrong:  []Example{{"sources/herald@2015-03-09.md", "---\ncaptured: 2015-03-09\n---\nThe talks will go on.\n"}},
			Mended: []Example{{"sources/gazette@2015-03-09.md", "---\ncaptured: 2015-03-09\n---\n“There is progress,” the minister said on Thursday. “We will not close the harbour.”\n\nThe talks began in 2014. The harbour has 120 workers, and the talks will go on in May.\n"}},
		},
		{
			Code: diag.WeekdayContradicts, Severity: diag.Warning,
			Title: "The words cited name another weekday than the date",
			Meaning: `The words name a day of the week, and the date of this note falls on another. The date may be a slip, or the day of printing.

If the weekday speaks of something else, mark the words that matter; the others are context and name nothing.`,
			Wrong:  []Example{{"quotes/progress.md", "---\ntitle: On progress\nspeaker: minister\nsaid: 2015-03-06\n---\n> “There is progress,” the minister said on Thursday.\n> — [[gazette]]\n"}},
			Mended: []Example{{"quotes/progress.md", "---\ntitle: On progress\nspeaker: minister\nsaid: 2015-03-05\n---\n> “There is progress,” the minister said on Thursday.\n> — [[gazette]]\n"}},
		},
		{
			Code: diag.WordingUncited, Severity: diag.Warning,
			Title: "Another source seems to print this quotation, and no quotation cites it",
			Meaning: `A quotation shows how each outlet worded it. The comparison of the sources found a passage that answers a wording cited here, and that no quotation cites. The page of the quotation shows it as found and not cited, if the text of its source may be shown.

Read that passage. If it is the same statement, quote it below the others; if not, leave it.`,
			Wrong: []Example{
				{"sources/courier.md", "---\ntitle: Harbour talks\npublisher: The Courier\npublished: 2015-03-06\n---\nThe northern breakwater will be rebuilt with granite from the quarries of the island, the minister told fishermen.\n"},
				{"sources/herald.md", "---\ntitle: Granite for the harbour\npublisher: The Herald\npublished: 2015-03-07\n---\nThe northern breakwater will be rebuilt with granite from the island's quarries, the minister told fishermen on the quay.\n"},
				{"annotations/herald.md", "---\nsource: herald\n---\n> on the quay\n\nThe Courier does not say where.\n"},
				{"quotes/granite.md", "---\ntitle: On granite\nspeaker: minister\n---\n> The northern breakwater will be rebuilt with granite from the quarries of the island\n> — [[courier]]\n"},
			},
			Mended: []Example{
				{"sources/courier.md", "---\ntitle: Harbour talks\npublisher: The Courier\npublished: 2015-03-06\n---\nThe northern breakwater will be rebuilt with granite from the quarries of the island, the minister told fishermen.\n"},
				{"sources/herald.md", "---\ntitle: Granite for the harbour\npublisher: The Herald\npublished: 2015-03-07\n---\nThe northern breakwater will be rebuilt with granite from the island's quarries, the minister told fishermen on the quay.\n"},
				{"annotations/herald.md", "---\nsource: herald\n---\n> on the quay\n\nThe Courier does not say where.\n"},
				{"quotes/granite.md", "---\ntitle: On granite\nspeaker: minister\n---\n> The northern breakwater will be rebuilt with granite from the quarries of the island\n> — [[courier]]\n\n> The northern breakwater will be rebuilt with granite from the island's quarries\n> — [[herald]]\n"},
			},
		},
		{
			Code: diag.WordsUnshown, Severity: diag.Warning,
			Title: "Something that you wrote is on no page",
			Meaning: `A footnote that nothing refers to, and the address of a link that no link names, are shown nowhere; nor is the second of two with one name. Dossier drops nothing without a word.

Refer to it, or take it out. It is an error where a footnote mark, a picture or a link with a title stands among the words of a citation: these are shown as the source has them.`,
			Wrong:  []Example{{"pages/about.md", "---\ntitle: About\n---\nThe talks began in 2014.\n\n[^year]: As the minutes say.\n"}},
			Mended: []Example{{"pages/about.md", "---\ntitle: About\n---\nThe talks began in 2014.[^year]\n\n[^year]: As the minutes say.\n"}},
		},
		{
			Code: diag.WrongKind, Severity: diag.Error,
			Title: "This names something of another kind than is wanted here",
			Meaning: `A citation names a source, since only sources have words to find. The citations of an annotation name the one source that its front matter does.

Name the source in which the words stand; for a second source, write a second annotation.`,
			Wrong:  []Example{{"pages/notes.md", "---\ntitle: Notes\n---\n> There is progress\n> — [[minister]]\n"}},
			Mended: []Example{{"pages/notes.md", "---\ntitle: Notes\n---\n> There is progress\n> — [[gazette]]\n"}},
		},
	}
}

// Of returns what a code means, and whether there is such a code.
func Of(code diag.Code) (Explanation, bool) {
	for _, e := range Codes() {
		if e.Code == code {
			return e, true
		}
	}
	return Explanation{}, false
}

// Text returns the explanation as plain text, its paragraphs in one line each
// and its examples indented by four spaces.
func (e Explanation) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", e.Meaning)
	write := func(head string, list []Example) {
		for i, x := range list {
			if i == 0 {
				fmt.Fprintf(&b, "\n%s:\n", head)
			}
			fmt.Fprintf(&b, "\n  %s\n%s", x.Path, indent(x.shown()))
		}
	}
	write("Wrong", e.Wrong)
	write("Mended", e.change())
	return b.String()
}

// Markdown returns the explanation as Markdown without a heading.
func (e Explanation) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", escape(e.Meaning))
	write := func(head string, list []Example) {
		for _, x := range list {
			fmt.Fprintf(&b, "\n%s, `%s`:\n\n%s", head, x.Path, indent(x.shown()))
		}
	}
	write("Wrong", e.Wrong)
	write("Mended", e.change())
	return b.String()
}

// change returns the files that mend the example.
func (e Explanation) change() []Example {
	return slices.DeleteFunc(slices.Clone(e.Mended), func(x Example) bool { return slices.Contains(e.Wrong, x) })
}

// shown returns the text of an example as it can be printed.
func (x Example) shown() string { return strings.ToValidUTF8(x.Text, "\uFFFD") }

// indent puts four spaces before every line that holds anything.
func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}

// markdownSigns writes what Markdown would take for its own.
var markdownSigns = strings.NewReplacer("[", `\[`, "]", `\]`, "*", `\*`, "<", `\<`, "|", `\|`)

// escape keeps Markdown from reading marks in a text.
func escape(text string) string {
	return markdownSigns.Replace(text)
}

// folders names the folders of all kinds: "sources, annotations and pages".
func folders() string {
	var names []string
	for _, k := range dossier.Kinds() {
		names = append(names, k.Folder())
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// seriesExample returns three statements of a council, the last with these lines in its front matter.
func seriesExample(series, published string) []Example {
	last := "---\ntitle: Third statement\n" + series + "\n"
	if published != "" {
		last += published + "\n"
	}
	return []Example{
		{"sources/statement-1.md", "---\ntitle: First statement\nseries: Statements of the council\npublished: 2015-01-01\n---\nThe council keeps the ferry.\n"},
		{"sources/statement-2.md", "---\ntitle: Second statement\nseries: Statements of the council\npublished: 2015-02-01\n---\nThe council sells the ferry.\n"},
		{"sources/statement-3.md", last + "---\nThe council buys the ferry.\n"},
		{"pages/ferry.md", "---\ntitle: The ferry\n---\n> keeps the ferry\n> — [[statement-1]]\n\n> sells the ferry\n> — [[statement-2]]\n\n> buys the ferry\n> — [[statement-3]]\n"},
	}
}
