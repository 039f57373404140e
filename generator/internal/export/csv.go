package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"strings"
)

// number matches a cell that a spreadsheet takes for a number, with a sign or not.
var number = regexp.MustCompile(`^[+-]?[0-9]+([.,][0-9]+)?$`)

// CSV returns rows, of which the first names the columns, as RFC 4180 has them,
// each ended by a line feed or, with crlf, by a carriage return and a line feed. A
// spreadsheet runs a cell that begins with =, +, -, @, a tab or a carriage return
// as a formula: an apostrophe stands before one that is no number, as OWASP advises.
func CSV(rows [][]string, crlf bool) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = crlf
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = defused(cell)
		}
		if err := w.Write(cells); err != nil {
			return nil, fmt.Errorf("encode CSV: %w", err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("encode CSV: %w", err)
	}
	return b.Bytes(), nil
}

// defused returns a cell as no formula.
func defused(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !number.MatchString(cell) {
		return "'" + cell
	}
	return cell
}
