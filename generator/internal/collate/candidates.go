package collate

import (
	"math"
	"slices"
	"sync/atomic"

	"dossier/generator/internal/parallel"
	"dossier/generator/internal/witness"
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
func candidates(witnesses []*witness.Witness, vocabulary *witness.Vocabulary, workers int) [][]int32 {
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
		words += len(w.Words)
		for from := 0; from < len(w.Words); from += block {
			owner = append(owner, int32(n))
			size = append(size, int32(min(block, len(w.Words)-from)))
		}
	}
	firstOf := make([]int32, len(witnesses)+1) // the first block of each witness
	for i, o := range owner {
		firstOf[o+1] = int32(i + 1)
	}
	for n := range witnesses {
		firstOf[n+1] = max(firstOf[n+1], firstOf[n])
	}
	lists := findSeeds(witnesses, vocabulary, firstOf, words, workers)
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
		for _, t := range flat.of(n) {
			in[fill[t]] = int32(n)
			fill[t]++
		}
	}
	full := math.Log(float64(len(owner)) / 2)
	units := indexUnits(witnesses, vocabulary)
	parallel.Workers(workers, len(witnesses), func() func(int) {
		weight := make([]float32, len(owner))
		var touched []int32
		alike := units.search()
		return func(a int) {
			for p := firstOf[a]; p < firstOf[a+1]; p++ {
				for _, n := range in[count[p]:count[p+1]] {
					l := flat.of(int(n))
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

const (
	seedParts = 64 // parts that the seeds are sorted in, by the first six bits of their hashes
	blockBits = 24 // of an entry, below forty more bits of the hash
)

// findSeeds returns the lists of blocks that share a seed, part by part. Two sweeps over the texts: the first
// marks which seeds are seen twice, in one bit each and so roughly; the second collects those.
func findSeeds(witnesses []*witness.Witness, vocabulary *witness.Vocabulary, firstOf []int32, words, workers int) []blockLists {
	size := uint64(1 << 16)
	for size < uint64(16*words) && size < 1<<26 {
		size *= 2
	}
	once, twice := make([]uint64, size/64), make([]uint64, size/64)
	parallel.Workers(workers, len(witnesses), func() func(int) {
		return func(n int) {
			seeds(witnesses[n], vocabulary, func(key uint64, _ int) {
				at := hashSeed(key) % size
				bit := uint64(1) << (at & 63)
				if atomic.LoadUint64(&once[at>>6])&bit == 0 && atomic.OrUint64(&once[at>>6], bit)&bit == 0 {
					return
				}
				if atomic.LoadUint64(&twice[at>>6])&bit == 0 {
					atomic.OrUint64(&twice[at>>6], bit)
				}
			})
		}
	})
	const chunk = 64 // witnesses
	chunks := make([][seedParts][]uint64, (len(witnesses)+chunk-1)/chunk)
	parallel.Workers(workers, len(chunks), func() func(int) {
		return func(c int) {
			for n := c * chunk; n < min(len(witnesses), (c+1)*chunk); n++ {
				seeds(witnesses[n], vocabulary, func(key uint64, at int) {
					h := hashSeed(key)
					if bit := h % size; twice[bit>>6]&(1<<(bit&63)) != 0 {
						part := h >> 58
						chunks[c][part] = append(chunks[c][part], h<<6>>24<<blockBits|uint64(firstOf[n])+uint64(at/block))
					}
				})
			}
		}
	})
	lists := make([]blockLists, seedParts)
	parallel.Workers(workers, seedParts, func() func(int) {
		return func(part int) {
			total := 0
			for c := range chunks {
				total += len(chunks[c][part])
			}
			found := make([]uint64, 0, total)
			for c := range chunks {
				found = append(found, chunks[c][part]...)
				chunks[c][part] = nil
			}
			slices.Sort(found)
			lists[part] = sharedSeeds(found)
		}
	})
	return lists
}

func hashSeed(key uint64) uint64 {
	key *= 0x9e3779b97f4a7c15
	key ^= key >> 32
	return key * 0xd6e8feb86659fd93
}

// blockLists is many short lists of blocks, one behind the other.
type blockLists struct {
	blocks []int32
	end    []int32 // of each list
}

func (l *blockLists) of(n int) []int32 {
	from := int32(0)
	if n > 0 {
		from = l.end[n-1]
	}
	return l.blocks[from:l.end[n]]
}

// sharedSeeds returns the blocks of each seed that tells something. found is sorted.
func sharedSeeds(found []uint64) blockLists {
	var out blockLists
	for i := 0; i < len(found); {
		k, from := i, len(out.blocks)
		for k < len(found) && found[k]>>blockBits == found[i]>>blockBits {
			same := k
			for k < len(found) && found[k] == found[same] {
				k++
			}
			if k-same <= seedRepeats {
				out.blocks = append(out.blocks, int32(found[same]&(1<<blockBits-1)))
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
func seeds(w *witness.Witness, vocabulary *witness.Vocabulary, yield func(key uint64, at int)) {
	for i, s := range w.Stem {
		if w.Skipped[i] {
			continue
		}
		for k := i + 1; k <= i+reach && k < len(w.Stem); k++ {
			if t := w.Stem[k]; !w.Skipped[k] && s != t && vocabulary.Rarity[s]+vocabulary.Rarity[t] >= seedRarity {
				yield(uint64(uint32(s))<<32|uint64(uint32(t)), i)
			}
		}
	}
}
