package terminal

import (
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// A Column is a column of a table.
type Column struct {
	Head  string // may be empty
	Cells []Styled
	Least int  // columns of the terminal below which it is not shrunk; 0 for never, Spare for none
	Right bool // its cells stand to the right, as numbers do
	width int
}

// Spare marks a column that a table has only where there is room for it.
const Spare = -1

// gap is what stands between two columns of a table.
const gap = 2

// Table returns columns side by side, a row a line, without those in which
// nothing stands, and below their heads where there are any. Where the terminal
// has a width and the table does not fit, it goes without its spare columns, the
// last first, and then columns that may shrink do, the widest first.
func (t Terminal) Table(columns []Column) string {
	var shown []Column
	rows, headed := 0, false
	for _, c := range columns {
		if !slices.ContainsFunc(c.Cells, func(cell Styled) bool { return cell.Text != "" }) {
			continue
		}
		c.Cells = slices.Clone(c.Cells)
		c.width = displaywidth.String(c.Head)
		for i := range c.Cells {
			c.Cells[i].Text = Harmless(c.Cells[i].Text)
			c.width = max(c.width, displaywidth.String(c.Cells[i].Text))
		}
		rows, headed = max(rows, len(c.Cells)), headed || c.Head != ""
		shown = append(shown, c)
	}
	if t.Fixed {
		for i := len(shown) - 1; i >= 0 && total(shown) > t.Width; i-- {
			if shown[i].Least == Spare {
				shown = slices.Delete(shown, i, i+1)
			}
		}
		shrink(shown, t.Width)
	}
	var b strings.Builder
	if headed {
		b.WriteString(t.Paint(Strong, strings.TrimRight(row(shown, func(c Column) Styled { return Styled{Text: c.Head} }, Terminal{}), " ")) + "\n")
	}
	for i := range rows {
		b.WriteString(strings.TrimRight(row(shown, func(c Column) Styled { return c.Cells[i] }, t), " ") + "\n")
	}
	return b.String()
}

// row returns a cell of each column side by side.
func row(columns []Column, cell func(Column) Styled, t Terminal) string {
	var line []string
	for _, c := range columns {
		text := displaywidth.TruncateString(cell(c).Text, c.width, "…")
		pad := strings.Repeat(" ", max(0, c.width-displaywidth.String(text)))
		text = t.Paint(cell(c).Style, text)
		if c.Right {
			line = append(line, pad+text)
		} else {
			line = append(line, text+pad)
		}
	}
	return strings.Join(line, strings.Repeat(" ", gap))
}

// total returns the width of a table.
func total(columns []Column) int {
	sum := gap * (len(columns) - 1)
	for _, c := range columns {
		sum += c.width
	}
	return sum
}

// shrink makes columns narrower until the table is at most width wide, or none
// may be made narrower: always the widest that is above its least.
func shrink(columns []Column, width int) {
	for range max(0, total(columns)-width) {
		widest := -1
		for i, c := range columns {
			if c.Least > 0 && c.width > c.Least && (widest < 0 || c.width > columns[widest].width) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		columns[widest].width--
	}
}
