package frontmatter

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"dossier/generator/internal/diag"
)

// YAML has signs that make words no words: a tag (!), an anchor (&) and its
// alias (*), a comment (#), the end of a document. An editor who writes a title
// means none of them, and the words would be gone without a message.

// eaten reports the values and keys below n of which YAML takes the first word
// for a sign of its own, and those that end at a comment that is none. key is
// that of the value n; it is empty for an item of a list. flow says that n
// stands between brackets. A value is taken as it was meant from then on.
func (f *Fields) eaten(n *yaml.Node, key string, flow bool) {
	if n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 || n.Kind == yaml.AliasNode {
		f.sign(n, key, flow)
	}
	if n.Kind == yaml.ScalarNode {
		f.reportComment(n, key)
	}
	flow = flow || n.Style&yaml.FlowStyle != 0
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			f.signedKey(c)
			continue
		}
		of := ""
		if n.Kind == yaml.MappingNode {
			of = n.Content[i-1].Value
		}
		f.eaten(c, of, flow)
	}
}

// sign reports a value that starts with a tag, an anchor or an alias.
func (f *Fields) sign(n *yaml.Node, key string, flow bool) {
	start, _ := f.placeOf(n)
	text := f.lineAt(start)
	if flow {
		if i := strings.IndexAny(text, ",]}"); i > 0 {
			text = text[:i]
		}
	}
	if text == "" {
		return // nothing of it stands here
	}
	mend := "put it in quotation marks: "
	if key != "" && !flow {
		mend = "put the value in quotation marks: " + key + ": "
	}
	f.diags = append(f.diags, f.file.At(start, start+1, diag.Error, diag.FrontMatter,
		fmt.Sprintf("a value cannot start with %q", text[:1]), mend+quote(text)))
	if n.Kind == yaml.ScalarNode || n.Kind == yaml.AliasNode {
		n.Kind, n.Tag, n.Value = yaml.ScalarNode, "!!str", text
	}
}

// signedKey reports a key that starts with a tag, an anchor or an alias.
func (f *Fields) signedKey(n *yaml.Node) {
	if n.Anchor == "" && n.Style&yaml.TaggedStyle == 0 && n.Kind != yaml.AliasNode {
		return
	}
	start, _ := f.placeOf(n)
	f.diags = append(f.diags, f.file.At(start, start+1, diag.Error, diag.FrontMatter,
		fmt.Sprintf("a key cannot start with %q", f.file.Data[start:start+1]), "take it out"))
}

// reportComment reports a value that ends at a "#" which YAML takes for a comment and a
// person would not: "Report #5", "Report # 5", "The bridge # a closer look". What stands after two
// spaces, or behind a value of one word, is a comment.
func (f *Fields) reportComment(n *yaml.Node, key string) {
	comment := n.LineComment
	if len(comment) < 2 || strings.HasPrefix(comment, "##") || n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return
	}
	from, _ := f.placeOf(n)
	at := bytes.Index(f.file.Data[from:], []byte(comment))
	if at < 0 {
		return
	}
	if after := comment[1]; after == ' ' || after == '\t' {
		plain := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0
		apart := !bytes.HasSuffix(f.file.Data[:from+at], []byte(n.Value[max(0, len(n.Value)-1):]+" "))
		words := strings.Contains(n.Value, " ") || strings.TrimLeft(comment[1:], " \t0123456789") != strings.TrimLeft(comment[1:], " \t")
		if !plain || apart || !words || !strings.ContainsFunc(n.Value, unicode.IsLetter) {
			return
		}
	}
	value := quote(n.Value + " " + comment)
	if key != "" {
		value = key + ": " + value
	}
	f.diags = append(f.diags, f.file.At(from+at, from+at+len(comment), diag.Warning, diag.FrontMatter,
		fmt.Sprintf("this value ends before %q, which is read as a comment", comment),
		"put the value in quotation marks: "+value+"; a comment has two spaces before the # and one behind it"))
}

// documentMark is a line that ends a YAML document or begins one.
var documentMark = regexp.MustCompile(`(?m)^(?:---|\.\.\.)(?:[ \t].*)?\r?$`)

// second reports what stands behind the end of the first YAML document, which
// nobody reads.
func (f *Fields) second(data []byte) {
	for _, m := range documentMark.FindAllIndex(data, -1) {
		if blank(data[:m[0]]) || blank(bytes.TrimLeft(data[m[0]:m[1]], "-.")) && blank(data[m[1]:]) {
			continue
		}
		start := f.lineStart(1 + bytes.Count(data[:m[0]], []byte("\n")))
		line := f.lineAt(start)
		f.diags = append(f.diags, f.file.At(start, start+len(line), diag.Error, diag.FrontMatter,
			fmt.Sprintf("what stands below %q is not read", line), "take this line out, or put its words between quotation marks behind their key"))
		return
	}
}

// blank reports whether YAML holds nothing but comments.
func blank(data []byte) bool {
	for line := range bytes.Lines(data) {
		if text := bytes.TrimSpace(line); len(text) > 0 && text[0] != '#' {
			return false
		}
	}
	return true
}
