package collate

import (
	"cmp"
	"math"
	"slices"
)

// reach is the number of words within which two stems make a seed. Ordered pairs of
// stems survive edits where runs of words do not: with two words in five changed a run of five
// survives in eight places of a hundred, a pair within three words in most.
const reach = 3

const (
	seedRarity  = 7.5 // least sum of the rarities of the two stems of a seed
	seedRepeats = 3   // a seed that stands more often in one text says nothing
	seedTexts   = 256 // nor does one that more texts hold
	allPairs    = 64  // up to so many texts every pair is compared
	block       = 256 // words; candidates are looked for block by block, so that long texts bring no noise
	fewestSeeds = 1.2 // least weight of the seeds that two blocks share, in units of a seed of two blocks,
	moreSeeds   = 3.8 // and so much more for two whole blocks, which share some by chance
)

// candidates returns for each witness the later ones that it may share something with.
func candidates(witnesses []*witness, lex *lexicon, workers int) [][]int32 {
	out := make([][]int32, len(witnesses))
	if len(witnesses) <= allPairs {
		for a := range out {
			for b := a + 1; b < len(witnesses); b++ {
				out[a] = append(out[a], int32(b))
			}
		}
		return out
	}
	words := 0
	var owner, size []int32 // by block: its witness and its number of words
	for n, w := range witnesses {
		words += len(w.words)
		for from := 0; from < len(w.words); from += block {
			owner = append(owner, int32(n))
			size = append(size, int32(min(block, len(w.words)-from)))
		}
	}
	firstOf := make([]int32, len(witnesses)+1) // the first block of each witness
	for i, o := range owner {
		firstOf[o+1] = int32(i + 1)
	}
	for n := range witnesses {
		firstOf[n+1] = max(firstOf[n+1], firstOf[n])
	}
	// The space of seeds is cut into parts, so that one part at a time fills memory.
	parts := 1 + words/350_000
	lists := make([]blockLists, parts)
	parallel(workers, parts, func() func(int) {
		var found []seed
		once, twice := make([]uint64, seedBits/64), make([]uint64, seedBits/64)
		return func(part int) {
			found = found[:0]
			clear(once)
			clear(twice)
			each := func(yield func(key, bit uint64, block int32)) {
				for n, w := range witnesses {
					w.seeds(lex, func(key uint64, at int) {
						h := (key * 0x9e3779b97f4a7c15) >> 20
						if int(h%uint64(parts)) == part {
							yield(key, h/uint64(parts)%seedBits, firstOf[n]+int32(at/block))
						}
					})
				}
			}
			each(func(_, bit uint64, _ int32) {
				twice[bit>>6] |= once[bit>>6] & (1 << (bit & 63))
				once[bit>>6] |= 1 << (bit & 63)
			})
			each(func(key, bit uint64, block int32) {
				if twice[bit>>6]&(1<<(bit&63)) != 0 {
					found = append(found, seed{key, block})
				}
			})
			slices.SortFunc(found, func(x, y seed) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.block, y.block)) })
			lists[part] = sharedSeeds(found)
		}
	})
	// All lists in one, and per block the lists it is in.
	var flat blockLists
	for n, l := range lists {
		for _, end := range l.end {
			flat.end = append(flat.end, end+int32(len(flat.blocks)))
		}
		flat.blocks = append(flat.blocks, l.blocks...)
		lists[n] = blockLists{}
	}
	count := make([]int32, len(owner)+1)
	for _, t := range flat.blocks {
		count[t+1]++
	}
	for i := range owner {
		count[i+1] += count[i]
	}
	in := make([]int32, count[len(owner)])
	fill := slices.Clone(count)
	for n := range flat.end {
		for _, t := range flat.list(n) {
			in[fill[t]] = int32(n)
			fill[t]++
		}
	}
	full := math.Log(float64(len(owner)) / 2)
	units := indexUnits(witnesses, lex)
	parallel(workers, len(witnesses), func() func(int) {
		weight := make([]float32, len(owner))
		var touched []int32
		alike := units.search()
		return func(a int) {
			for p := firstOf[a]; p < firstOf[a+1]; p++ {
				for _, n := range in[count[p]:count[p+1]] {
					l := flat.list(int(n))
					add := float32(math.Log(float64(len(owner))/float64(len(l))) / full)
					for k := len(l) - 1; k >= 0 && l[k] >= firstOf[a+1]; k-- {
						if weight[l[k]] == 0 {
							touched = append(touched, l[k])
						}
						weight[l[k]] += add
					}
				}
				for _, q := range touched {
					chance := float32(math.Sqrt(float64(size[p])*float64(size[q])) / block)
					if weight[q] >= fewestSeeds+moreSeeds*chance {
						out[a] = append(out[a], owner[q])
					}
					weight[q] = 0
				}
				touched = touched[:0]
			}
			out[a] = append(out[a], alike(a)...)
			slices.Sort(out[a])
			out[a] = slices.Compact(out[a])
		}
	})
	return out
}

// seedBits is the number of bits in which seeds are counted as seen once or twice.
const seedBits = 1 << 21

type seed struct {
	key   uint64
	block int32
}

// blockLists is many short lists of blocks, one behind the other.
type blockLists struct {
	blocks []int32
	end    []int32 // of each list
}

func (l *blockLists) list(n int) []int32 {
	from := int32(0)
	if n > 0 {
		from = l.end[n-1]
	}
	return l.blocks[from:l.end[n]]
}

// sharedSeeds returns the blocks of each seed that tells something. found is sorted.
func sharedSeeds(found []seed) blockLists {
	var out blockLists
	for i := 0; i < len(found); {
		k, from := i, len(out.blocks)
		for k < len(found) && found[k].key == found[i].key {
			same := k
			for k < len(found) && found[k] == found[same] {
				k++
			}
			if k-same <= seedRepeats {
				out.blocks = append(out.blocks, found[same].block)
			}
		}
		if n := len(out.blocks) - from; n < 2 || n > seedTexts {
			out.blocks = out.blocks[:from]
		} else {
			out.end = append(out.end, int32(len(out.blocks)))
		}
		i = k
	}
	return out
}

// seeds calls yield with every seed of w and the place of its first word.
func (w *witness) seeds(lex *lexicon, yield func(key uint64, at int)) {
	for i, s := range w.stem {
		if w.skipped[i] {
			continue
		}
		for k := i + 1; k <= i+reach && k < len(w.stem); k++ {
			if t := w.stem[k]; !w.skipped[k] && s != t && lex.rarity[s]+lex.rarity[t] >= seedRarity {
				yield(uint64(uint32(s))<<32|uint64(uint32(t)), i)
			}
		}
	}
}
