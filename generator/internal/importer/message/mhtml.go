// Package message unpacks the page that an MHTML file (RFC 2557) or an e-mail holds.
package message

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"
)

// maxParts bounds the parts of an MHTML file that are looked at: a page with
// its images and styles.
const maxParts = 5000

var errNoPage = errors.New("it holds no HTML page")

// A Message is the page of an MHTML file (RFC 2557) or of an e-mail, with what
// the file says of it.
type Message struct {
	HTML        []byte
	ContentType string
	Address     string
	Saved       string
	// Plain says that HTML holds plain text, of a mail that has nothing else.
	Plain bool
	// Of a mail that was sent, and no page that a browser saved.
	Mail          bool
	Subject, From string
}

// Is reports whether a file is MHTML or an e-mail, whatever its name: it
// begins with lines of headers that say so.
func Is(data []byte) bool {
	head := data[:min(len(data), 1<<14)]
	if i := bytes.Index(bytes.ReplaceAll(head, []byte("\r\n"), []byte("\n")), []byte("\n\n")); i >= 0 {
		head = bytes.ReplaceAll(head, []byte("\r\n"), []byte("\n"))[:i]
	}
	lower := append([]byte("\n"), bytes.ToLower(bytes.TrimLeft(head, "\ufeff \n"))...)
	return !bytes.HasPrefix(lower, []byte("\n<")) && bytes.Contains(lower, []byte("\ncontent-type:")) &&
		(bytes.Contains(lower, []byte("\nmime-version:")) || bytes.Contains(lower, []byte("\nfrom:")))
}

// Read returns the page of an MHTML file or a mail: its first part that
// is HTML, however deep it stands, or else its first plain text. That is never
// longer than the file.
func Read(data []byte) (Message, error) {
	m, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(data, "\ufeff \r\n")))
	if err != nil {
		return Message{}, errors.New("it is not MHTML")
	}
	words := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	decoded := func(name string) string {
		text, err := words.DecodeHeader(m.Header.Get(name))
		if err != nil {
			return m.Header.Get(name)
		}
		return text
	}
	out := Message{Address: m.Header.Get("Snapshot-Content-Location"), Saved: m.Header.Get("Date"), Subject: decoded("Subject"), From: decoded("From")}
	if a, err := (&mail.AddressParser{WordDecoder: &words}).Parse(m.Header.Get("From")); err == nil {
		out.From = a.Name
	}
	out.Mail = out.Address == "" && m.Header.Get("Content-Location") == "" && m.Header.Get("Message-Id") != ""
	parts := 0
	var plain Message
	var read func(h func(string) string, body io.Reader, depth int) (bool, error)
	read = func(h func(string) string, body io.Reader, depth int) (bool, error) {
		kind, params, err := mime.ParseMediaType(h("Content-Type"))
		if err != nil {
			kind = ""
		}
		if strings.HasPrefix(kind, "multipart/") && depth < deepestParts {
			r := multipart.NewReader(body, params["boundary"])
			for ; parts < maxParts; parts++ {
				part, err := r.NextRawPart()
				if err != nil {
					return false, nil
				}
				if found, err := read(part.Header.Get, part, depth+1); err != nil || found {
					return found, err
				}
			}
			return false, nil
		}
		page := kind == "text/html" || kind == "application/xhtml+xml"
		if !page && (kind != "text/plain" || plain.HTML != nil || strings.HasPrefix(h("Content-Disposition"), "attachment")) {
			return false, nil
		}
		switch strings.ToLower(strings.TrimSpace(h("Content-Transfer-Encoding"))) {
		case "quoted-printable":
			body = quotedprintable.NewReader(body)
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, body)
		}
		content, err := io.ReadAll(body)
		if err != nil {
			return false, errors.New("its page is damaged: " + err.Error())
		}
		if !page {
			plain = Message{HTML: content, ContentType: h("Content-Type"), Plain: true}
			return false, nil
		}
		out.HTML, out.ContentType = content, h("Content-Type")
		if location := h("Content-Location"); out.Address == "" {
			out.Address = location
		}
		return true, nil
	}
	found, err := read(m.Header.Get, m.Body, 0)
	switch {
	case err != nil:
		return Message{}, err
	case found:
		return out, nil
	case plain.HTML != nil && out.Mail:
		out.HTML, out.ContentType, out.Plain = plain.HTML, plain.ContentType, true
		return out, nil
	}
	return Message{}, errNoPage
}

// deepestParts bounds how deep parts stand in parts: mails have three levels.
const deepestParts = 6
