// Package collate finds what sources share with one another: passages that are the
// same to the word, edited, or said in other words; what changed places; what is left over of either
// text; what an outlet prints under everything.
//
// [Compare] takes all texts at once and returns one [Comparison] per related pair. [Result.Elsewhere] follows one
// passage into the other texts.
//
// # How
//
// What is known of each text by itself, and of the words by all texts together, comes from [witness]: units, rarities, names,
// numbers, turns of phrase, and boilerplate, which takes no part in anything else. Within a pair a word that also
// stands elsewhere in the two texts tells less than its rarity, and so does one that nearly always follows the words before
// it, for the first five words of a run.
//
// Candidates. Up to 64 texts are compared pair by pair. Above that, two inverted indexes propose pairs: ordered pairs
// of stems within three words, which survive edits where word 5-grams and winnowing (Schleimer et al. 2003) do not,
// block by block of 256 words; and rare stems, sentence by sentence. Entries that more than 256 blocks hold are left out,
// so that no copied paragraph brings the square back.
//
// Passages are local alignments over words (Smith and Waterman 1981), computed over the matches alone, as chains on
// near diagonals. The score is a log-likelihood ratio: a match is worth its rarity, a word passed over costs one. What
// was found is masked and the rest aligned again, which finds sentences that changed places. A passage must reach
// 7.5 plus the logarithm of the number of pairs of words not yet aligned (the expected number of chance finds, Karlin and Altschul 1990), and
// for two texts on different subjects also the logarithm of the number of pairs of texts. The constant was set so
// that text with shuffled words aligns nothing. Ends snap to borders of units.
//
// Statements are the units that passages left over. Two units are aligned by the longest common subsequence, weighted by
// rarity, and a second one over what is left, for clauses that changed places; stems that begin alike count by half, which
// stands in for n-grams of characters. The score is a logistic regression on the rarity shared, the share of words in common, the mean
// score of the five best rivals, and whether the texts are on one subject; a neighbour that is found already helps.
//
// Languages. A passage is aligned with one in its own language, or with the same words; what else two languages share is no
// alignment. Package bilingual pairs sentences across them, for the editors alone.
//
// Places. Two translations of one text say the same sentence after sentence. How far two texts go side by side is read off the passages in
// order that are not the same to the word; where they do, the sentences between two of these are aligned in order (Gale and Church 1993),
// by their words, names, numbers and lengths, and need little evidence of their own. There a title or the words that say who spoke are
// evidence, too. Of a copy that changes a sentence here and there nothing of this is so.
//
// Names and numbers. Two events of one kind are told in the same words but for who, where and how many. A number that differs beside
// the same word, a name that differs in the same role (beside the same word, and the other text has it nowhere), and texts that have
// no name in common take from the score, of statements as of passages; so does a name in the very place of another, with the same words
// next to both, though the other text may know it. Where neither the texts have a name in common nor the two ranges, they may be a form that was
// filled in twice, and what differs counts fourfold. A name or a number in common that stands seldom speaks for a statement. The weights were set on half of the events in testdata/events.txt,
// eight kinds of them, each told in several frames, and on half of the sentences in testdata/news.txt, and are held to on the other halves.
// What two sentences share only in the words that say who spoke (of either text, beside a quotation), in a title with a name, or in a
// time ("at 5 p.m. on Monday") is no statement in common.
//
// Repeats. A stem that a text has more than eight times is looked for beside rarer ones, along a run of equal words from one of these, and in
// runs of six words that both texts repeat, the nth with the nth, so that roll calls and refrains take no square of time. Of a sentence
// that a text has twice the quoted one answers a quotation.
//
// Two texts that are hardly more than a sentence each bring no rivals; what they share counts if it is the best that either
// shares with any text, and less where both have a much better partner: it may be but their
// subject. And where two units answer the same words of a third text, less is needed to take them for the same.
//
// The pieces of one passage are merged, an attribution at its end and a clause that nothing answers are taken off, and the
// passages that are not in the longest sequence common to both are marked as moved. A passage is [Verbatim] if its folded words are
// the same; one or two units that keep less than three quarters of their words, and any passage that keeps
// little more than a third, are [Reworded]; the rest is [Edited].
//
// What the alignments leave over. Each word of a text is in an alignment or in a [Leftover], which says why: nothing was found to
// answer the sentence, it says again what an aligned one says, it was not compared, or it is the rest of one that is aligned in part.
//
// Everything is in a fixed order: neither the order of the texts nor the number of processors changes a byte.
//
// # What it does not do
//
// It knows no synonyms and compares no meanings: two translations without a word in common stay apart, even side by side. It aligns no text with
// itself, no two languages with each other, and gives each word of a text at most one place in another.
//
// # Figures
//
// TestPlantedPassagesAreFound and BenchmarkCompare plant passages of seven kinds in generated articles and report precision, recall, F1
// and plagdet (Potthast et al. 2010) without anything from outside the project. A corpus of one's own is compared with
//
//	go test ./generator/internal/collate -run TestCorpus -v -corpus DIR -out FILE
//
// which reads DIR/docs/*.txt, and the outlets from DIR/meta.jsonl, and writes one alignment a line, in code points.
package collate
