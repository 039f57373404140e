package diag

// A Code names a kind of problem. Codes are stable: once published, a code
// keeps its meaning.
type Code string

// The codes. Each is explained in the table that [Codes] returns.
const (
	BadSlug                Code = "bad-slug"
	BadUTF8                Code = "bad-utf8"
	BadValue               Code = "bad-value"
	CitationAmbiguous      Code = "citation-ambiguous"
	CitationEmpty          Code = "citation-empty"
	CitationMissing        Code = "citation-missing"
	CitationNested         Code = "citation-nested"
	CitationNoSource       Code = "citation-no-source"
	CitationOutOfContext   Code = "citation-out-of-context"
	Conflict               Code = "conflict"
	DatesOutOfOrder        Code = "dates-out-of-order"
	DraftLeft              Code = "draft-left"
	DuplicateAddress       Code = "duplicate-address"
	DuplicateAlias         Code = "duplicate-alias"
	EventWithoutEvidence   Code = "event-without-evidence"
	EvidenceBeforeEvent    Code = "evidence-before-event"
	FollowsCircle          Code = "follows-circle"
	FrontMatter            Code = "front-matter"
	LinkAmbiguous          Code = "link-ambiguous"
	LinkDraft              Code = "link-draft"
	LinkMissing            Code = "link-missing"
	LinkSelf               Code = "link-self"
	Missing                Code = "missing"
	NamedTwice             Code = "named-twice"
	OmissionChangesMeaning Code = "omission-changes-meaning"
	OmissionLeavesSpeaker  Code = "omission-leaves-speaker"
	PersonWithoutPage      Code = "person-without-page"
	PublishedBeforeSaid    Code = "published-before-said"
	SourceUncited          Code = "source-uncited"
	StrayFile              Code = "stray-file"
	Template               Code = "template"
	TemplateUnused         Code = "template-unused"
	UnknownKey             Code = "unknown-key"
	WeekdayContradicts     Code = "weekday-contradicts"
	WordingUncited         Code = "wording-uncited"
	WrongKind              Code = "wrong-kind"
)
