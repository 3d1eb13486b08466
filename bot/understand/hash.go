package understand

// Features are known by a 64-bit hash of their kind and their letters. Of the some ten thousand
// features of a pack two share a hash once in 10^11 packs.

// The kinds of features. Each begins its hash differently.
const (
	kindWord uint64 = 0x9ae16a3b2f90404f + iota
	kindPair
	kindStem
	kindChars
	kindLetter
)

// mix adds a byte to a hash, as FNV-1a does.
func mix(h uint64, b byte) uint64 { return (h ^ uint64(b)) * 0x100000001b3 }

// scatter spreads a hash over all its bits, so that its low ones serve as an index.
func scatter(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

func hashOf(kind uint64, text string) uint64 {
	h := kind
	for i := range len(text) {
		h = mix(h, text[i])
	}
	return scatter(h)
}

// pairOf is the feature of two words in a row.
func pairOf(a, b uint64) uint64 { return scatter(kindPair ^ a*3 ^ b*0x9e3779b97f4a7c15) }

// index finds the number of a feature by its hash. It is filled once and then only read.
type index struct {
	keys  []uint64 // 0 is an empty place
	ids   []int32
	mask  uint64
	count int
}

// newIndex has room for n features, half of it left empty so that searches are short.
func newIndex(n int) *index {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return &index{keys: make([]uint64, size), ids: make([]int32, size), mask: uint64(size - 1)}
}

// find returns the number of the feature, or -1.
func (x *index) find(hash uint64) int32 {
	for i := hash & x.mask; ; i = (i + 1) & x.mask {
		switch x.keys[i] {
		case hash:
			return x.ids[i]
		case 0:
			return -1
		}
	}
}

// number returns the number of the feature, a new one when it has none. Numbers follow the order
// of asking, which is the order of the examples.
func (x *index) number(hash uint64) int32 {
	if 2*x.count >= len(x.keys) {
		x.grow()
	}
	i := hash & x.mask
	for x.keys[i] != 0 {
		if x.keys[i] == hash {
			return x.ids[i]
		}
		i = (i + 1) & x.mask
	}
	x.keys[i], x.ids[i] = hash, int32(x.count)
	x.count++
	return x.ids[i]
}

func (x *index) grow() {
	bigger := newIndex(len(x.keys))
	bigger.count = x.count
	for j, key := range x.keys {
		if key == 0 {
			continue
		}
		i := key & bigger.mask
		for bigger.keys[i] != 0 {
			i = (i + 1) & bigger.mask
		}
		bigger.keys[i], bigger.ids[i] = key, x.ids[j]
	}
	*x = *bigger
}
