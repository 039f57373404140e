package search

import (
	"bytes"
	"encoding/xml"
)

// Description returns the file that tells browsers of the search of a site
// (OpenSearch 1.1): what the site is called, and the whole address of the page of
// the search, which the query follows.
func Description(title, about, page string) []byte {
	type address struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	}
	name := title
	if letters := []rune(name); len(letters) > longestName {
		name = string(letters[:longestName-1]) + "…"
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", "  ")
	if err := e.Encode(struct {
		XMLName xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		Name    string   `xml:"ShortName"`
		About   string   `xml:"Description"`
		Coding  string   `xml:"InputEncoding"`
		Address address  `xml:"Url"`
	}{Name: name, About: about, Coding: "UTF-8", Address: address{"text/html", page + "?q={searchTerms}"}}); err != nil {
		panic(err) // texts can be encoded
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// longestName is how many letters the format takes in a short name.
const longestName = 16
