package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dossier/generator/internal/edit"
	"dossier/generator/internal/importer/block"
	"dossier/generator/internal/importer/claim"
	"dossier/generator/internal/segment"
)

// languages says in which language an article is, if the file does not say it, and leaves a language to those of its blocks
// that are in another: the one that the file gives them or, where it gives none, the one that their letters tell.
func (r *Report) languages(c *claim.Claims, blocks []block.Block) [][2]string {
	text := block.Plain(blocks)
	if declared := mostBlocks(blocks); declared != "" && len(c.By["lang"]) == 0 {
		c.Language(declared, "the lang attribute of its text")
	}
	inferred := languageFromText(c, text)
	own, script := "", claim.Script(text)
	if list := c.By["lang"]; len(list) > 0 {
		own = list[0].Value // the most trusted
	}
	var said, guessed []string
	for i := range blocks {
		b := &blocks[i]
		list, tag := &said, b.Lang
		if tag == "" || edit.SameLanguage(tag, own) {
			tag = ""
			if s := claim.Script(b.Text); s != "" && s != script && script != "" {
				list, tag = &guessed, claim.LanguageOfScript(b.Text)
			}
		}
		b.Lang = ""
		if tag != "" && own != "" && !edit.SameLanguage(tag, own) {
			b.Lang = tag
			*list = append(*list, fmt.Sprintf("%s “%s”", tag, segment.Clip(b.Text, 40)))
		}
	}
	told := func(head string, list []string) {
		if len(list) == 0 {
			return
		}
		if more := len(list) - 3; more > 0 {
			list = append(slices.Clone(list[:3]), fmt.Sprintf("and %d more", more))
		}
		r.Remarks = append(r.Remarks, head+strings.Join(list, ", "))
	}
	told("paragraphs in another language, as the page says, marked as such in the file: ", said)
	told("paragraphs in another language, inferred from their letters, marked as such in the file: ", guessed)
	return inferred
}

// mostBlocks returns the language that the file gives to more than half of the text of blocks, or "".
func mostBlocks(blocks []block.Block) string {
	all, bytes := 0, map[string]int{}
	for _, b := range blocks {
		all += len(b.Text)
		bytes[b.Lang] += len(b.Text)
	}
	best := ""
	for tag, n := range bytes {
		if tag != "" && (best == "" || cmp.Or(cmp.Compare(n, bytes[best]), cmp.Compare(best, tag)) > 0) {
			best = tag
		}
	}
	if best != "" && 2*bytes[best] > all {
		return best
	}
	return ""
}
