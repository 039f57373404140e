// Package anchor finds the passage of a source that a citation quotes.
package anchor
