package page

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
)

// maxParts bounds the parts of an MHTML file that are looked at: a page with
// its images and styles.
const maxParts = 5000

var errNoPage = errors.New("it holds no HTML page")

// MHTML is the page of an MHTML file (RFC 2557), with what the file says
// of it.
type MHTML struct {
	HTML        []byte
	ContentType string
	Address     string
	Saved       string
}

// ReadMHTML returns the page of an MHTML file: its first HTML part. That is
// never longer than the file.
func ReadMHTML(data []byte) (MHTML, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return MHTML{}, errors.New("it is not MHTML")
	}
	out := MHTML{Address: m.Header.Get("Snapshot-Content-Location"), Saved: m.Header.Get("Date")}
	read := func(body io.Reader, encoding, contentType, location string) (bool, error) {
		kind, _, err := mime.ParseMediaType(contentType)
		if err != nil || kind != "text/html" && kind != "application/xhtml+xml" {
			return false, nil
		}
		switch strings.ToLower(strings.TrimSpace(encoding)) {
		case "quoted-printable":
			body = quotedprintable.NewReader(body)
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, body)
		}
		if out.HTML, err = io.ReadAll(body); err != nil {
			return false, errors.New("its page is damaged: " + err.Error())
		}
		out.ContentType = contentType
		if out.Address == "" {
			out.Address = location
		}
		return true, nil
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return MHTML{}, errNoPage
	}
	if !strings.HasPrefix(kind, "multipart/") {
		found, err := read(m.Body, m.Header.Get("Content-Transfer-Encoding"), m.Header.Get("Content-Type"), m.Header.Get("Content-Location"))
		if err == nil && !found {
			err = errNoPage
		}
		return out, err
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for range maxParts {
		part, err := parts.NextRawPart()
		if err != nil {
			break
		}
		found, err := read(part, part.Header.Get("Content-Transfer-Encoding"), part.Header.Get("Content-Type"), part.Header.Get("Content-Location"))
		if err != nil || found {
			return out, err
		}
	}
	return MHTML{}, errNoPage
}
