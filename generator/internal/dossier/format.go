package dossier

import "slices"

// A Format is something that a site has for other programs, or for other ways of reading it, and that the
// settings can leave out.
type Format string

// The formats. dossier.json, the timeline's files and the plain text of each source are no formats: every site has them.
const (
	FormatAnnotations Format = "annotations" // Web Annotations: the citations, on the texts of the sources
	FormatCards       Format = "cards"       // what is shown of a page where others link to it (OpenGraph), with pictures of quotations and claims
	FormatCrate       Format = "crate"       // RO-Crate: the site as a research object that an archive takes in
	FormatCrawlers    Format = "crawlers"    // sitemap, robots.txt and llms.txt
	FormatEmbeds      Format = "embeds"      // pages that others put into theirs, with oEmbed
	FormatEPUB        Format = "epub"        // the dossier as a book
	FormatFeeds       Format = "feeds"       // Atom: new and changed notes, corrections
	FormatPrint       Format = "print"       // the dossier as one page, to be printed
	FormatReferences  Format = "references"  // CSL-JSON, BibTeX and RIS, and what reference managers read in pages
	FormatSchemaOrg   Format = "schemaorg"   // what each page is about in the words of schema.org
	FormatTables      Format = "tables"      // CSV, with a Frictionless data package
	FormatTEI         Format = "tei"         // the annotated sources as TEI P5
)

// Formats returns all formats.
func Formats() []Format {
	return []Format{
		FormatAnnotations, FormatCards, FormatCrate, FormatCrawlers, FormatEmbeds, FormatEPUB,
		FormatFeeds, FormatPrint, FormatReferences, FormatSchemaOrg, FormatTables, FormatTEI,
	}
}

// Has reports whether the site has a format.
func (s *Settings) Has(f Format) bool { return !slices.Contains(s.Without, f) }
