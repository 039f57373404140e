package diag

// A Code names a kind of problem. Codes are stable: once published, a code
// keeps its meaning.
type Code string

// The codes. Each is explained in the table that [Codes] returns.
const (
	BadUTF8             Code = "bad-utf8"
	CitationAmbiguous   Code = "citation-ambiguous"
	CitationEmpty       Code = "citation-empty"
	CitationMissing     Code = "citation-missing"
	CitationNested      Code = "citation-nested"
	CitationNoSource    Code = "citation-no-source"
	DuplicateAddress    Code = "duplicate-address"
	DuplicateAlias      Code = "duplicate-alias"
	EvidenceBeforeEvent Code = "evidence-before-event"
	FrontMatter         Code = "front-matter"
	LinkAmbiguous       Code = "link-ambiguous"
	LinkDraft           Code = "link-draft"
	LinkMissing         Code = "link-missing"
	Missing             Code = "missing"
	PublishedBeforeSaid Code = "published-before-said"
	BadSlug             Code = "bad-slug"
	BadValue            Code = "bad-value"
	StrayFile           Code = "stray-file"
	UnknownKey          Code = "unknown-key"
	WeekdayContradicts  Code = "weekday-contradicts"
	WrongKind           Code = "wrong-kind"
)
