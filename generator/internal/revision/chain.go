package revision

import (
	"cmp"
	"slices"
)

// A text rewords the last one before it with which it has so large a share of words in
// sentences that live on, as far as it is looked for: between two statements of one
// kind there may be some of another.
const (
	akin     = 0.25
	lookBack = 24 // texts
)

// A Chain is texts in their order, of which most reword the one before.
type Chain struct {
	texts   []Text
	since   []int // by text, the one that it rewords, or -1
	changes [][]Change
	apart   func(before, after int) bool
}

// NewChain returns a chain of texts. apart reports of two of them that they are not to
// be compared.
func NewChain(texts []Text, apart func(before, after int) bool) *Chain {
	c := &Chain{texts: texts, since: make([]int, len(texts)), changes: make([][]Change, len(texts)), apart: apart}
	for i, text := range texts {
		c.since[i] = -1
		for j := i - 1; j >= max(0, i-lookBack); j-- {
			if apart(j, i) || !mayReword(texts[j], text) {
				continue
			}
			if changes := Between(texts[j], text); kept(texts[j], text, changes) >= akin {
				c.since[i], c.changes[i] = j, changes
				break
			}
		}
	}
	return c
}

// mayReword reports whether enough words of two texts are the same for one to reword
// the other. It is found faster than what became of each sentence.
func mayReword(a, b Text) bool {
	n := make(map[string]int, a.words())
	for _, s := range a.list {
		for _, w := range s.words {
			n[w]++
		}
	}
	common := 0
	for _, s := range b.list {
		for _, w := range s.words {
			if n[w] > 0 {
				n[w]--
				common++
			}
		}
	}
	return 2*float64(common) >= akin*float64(a.words()+b.words())
}

// words returns how many words a text has.
func (t Text) words() int {
	n := 0
	for _, s := range t.list {
		n += len(s.words)
	}
	return n
}

// kept returns which share of the words of two texts is in sentences that live on.
func kept(a, b Text, changes []Change) float64 {
	n := 0.0
	for _, c := range changes {
		if c.Kind == Same || c.Kind == Changed {
			x, y := a.list[a.at(c.Before.Start)], b.list[b.at(c.After.Start)]
			n += share(x, y) * float64(len(x.words)+len(y.words))
		}
	}
	return n / float64(max(1, a.words()+b.words()))
}

// at returns the number of the sentence that starts at a byte of the text.
func (t Text) at(start int) int {
	i, _ := slices.BinarySearchFunc(t.list, start, func(s sentence, start int) int { return cmp.Compare(s.Start, start) })
	return i
}

// Since returns which text a text rewords, or -1 where it is the first of its kind.
func (c *Chain) Since(text int) int { return c.since[text] }

// Next returns the first text that rewords a text, or -1.
func (c *Chain) Next(text int) int {
	for i := text + 1; i < len(c.since); i++ {
		if c.since[i] == text {
			return i
		}
	}
	return -1
}

// Changes returns what changed since the text that a text rewords, as [Changes] does.
func (c *Chain) Changes(text int) []Change { return c.changes[text] }

// An Occurrence is a sentence as one text has it.
type Occurrence struct {
	Text, Sentence int
	Changed        bool // it is not worded as the time before
	Back           bool // it was gone in between
}

// A Thread is a sentence as it lives on from text to text, in their order.
type Thread struct {
	In  []Occurrence // never empty
	Out int          // the first text that rewords the last of these without it, or -1 where there is none
}

// Threads returns how each sentence lives on: those of the last text first, in its order, then
// those that went out last. A sentence that comes back word for word goes on as the one
// that it was.
func (c *Chain) Threads() []Thread {
	var all []*Thread
	of := make([][]*Thread, len(c.texts))
	last := map[string]*Thread{} // by key, the thread that ended with it
	for i, text := range c.texts {
		of[i] = make([]*Thread, len(text.list))
		if j := c.since[i]; j >= 0 {
			before := c.texts[j]
			for _, change := range c.changes[i] {
				if change.Kind != Same && change.Kind != Changed {
					continue
				}
				t := of[j][before.at(change.Before.Start)]
				n := text.at(change.After.Start)
				of[i][n] = t
				t.In = append(t.In, Occurrence{Text: i, Sentence: n, Changed: change.Kind == Changed})
			}
		}
		for n, s := range text.list {
			if of[i][n] != nil {
				continue
			}
			if t := last[s.key]; t != nil && t.In[len(t.In)-1].Text < i && !c.apart(t.In[len(t.In)-1].Text, i) {
				t.In = append(t.In, Occurrence{Text: i, Sentence: n, Back: true})
				of[i][n] = t
				continue
			}
			t := &Thread{In: []Occurrence{{Text: i, Sentence: n}}}
			of[i][n] = t
			all = append(all, t)
		}
		for n, s := range text.list {
			last[s.key] = of[i][n]
		}
	}
	slices.SortStableFunc(all, func(x, y *Thread) int {
		a, b := x.In[len(x.In)-1], y.In[len(y.In)-1]
		return cmp.Or(cmp.Compare(b.Text, a.Text), cmp.Compare(a.Sentence, b.Sentence))
	})
	out := make([]Thread, len(all))
	for i, t := range all {
		out[i] = *t
		out[i].Out = c.Next(t.In[len(t.In)-1].Text)
	}
	return out
}
