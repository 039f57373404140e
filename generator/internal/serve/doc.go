// Package serve shows an editor the site of a content folder while it is
// written.
//
// A [Server] watches the folder, builds what a change calls for (see
// [build.Session]) on the leading edge of the change, and makes the files that
// are asked for, when they are asked for; there is no other wait. What it
// serves is byte for byte what a build writes. It serves every page that can be
// made while content has errors, too, and shows the problems below the page. One
// page is its own: what waits for the editors, at an address that no site has.
//
// To a browser, and to nothing else, a page is handed with one script more,
// which listens to what changes (server-sent events, WHATWG HTML section 9.2)
// and puts the new page into the old one's place with Idiomorph, so that the
// reader's place, open notes and focus stay.
//
// Comparing many sources takes longer than reading them. Until that is done,
// pages are shown without what is not known yet, and are shown again then.
//
// The server is for the one who runs it: it listens where it is told to, on the
// loopback interface unless an address is named, answers to its own names alone,
// so that no other site can reach it through the browser (DNS rebinding), and
// writes nothing. Addresses in a page are relative, so that it may stand behind a
// tunnel, at another port, or behind a proxy, below another path.
package serve
