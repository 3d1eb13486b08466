package redact

import "strings"

// Letters and signs outside ASCII are one byte each in a view, and so is a placeholder.
const (
	opaque      byte = 0x01
	otherLetter byte = 0x80
	otherSign   byte = 0x81
)

// view is a text as recognisers see it: one plain byte for each character, lower case and as written, with the
// place of each in the text. Offsets everywhere are offsets in the view.
type view struct {
	src      string
	low, raw []byte
	at       []int32 // where in src each character begins; one more at the end
	mark     []int32 // 0 free, -1 a placeholder of before, else the number of the hit that hides it
	atoms    []atom
	hits     []Kind
	line     [2]int // the line that lineEnd last found the end of
	looked   int    // where surest has come to
}

// atom is a run of letters, a run of digits, or a placeholder: i ≤ its characters < j.
type atom struct {
	i, j   int
	class  class
	digits int // in all the numbers before it
	row    int // first of the numbers and placeholders in a row that it ends, or itself
}

func read(text string) *view {
	v := fold(text)
	v.mark = make([]int32, len(v.low))
	v.atoms = make([]atom, 0, len(v.low)/5+1)
	for i := 0; i < len(v.low); {
		j := i + 1
		a := atom{i: i}
		switch c := v.low[i]; {
		case c == opaque:
			v.mark[i] = -1
			a.class = isOpaque
		case isLetter(c):
			for j < len(v.low) && isLetter(v.low[j]) {
				j++
			}
			a.class = isWord | lexicon[string(v.low[i:j])]
		case isDigit(c):
			for j < len(v.low) && isDigit(v.low[j]) {
				j++
			}
			a.class = isNumber
		}
		if a.class != 0 {
			a.j = j
			v.append(a)
		}
		i = j
	}
	return v
}

func (v *view) append(a atom) {
	k := len(v.atoms)
	a.row = k
	if k > 0 {
		last := v.atoms[k-1]
		a.digits = last.digits
		if last.class == isNumber {
			a.digits += last.j - last.i
		}
		if a.class&last.class&(isNumber|isOpaque) != 0 || a.class|last.class == isNumber|isOpaque {
			a.row = last.row
		}
	}
	v.atoms = append(v.atoms, a)
}

func isLetter(c byte) bool { return c-'a' < 26 || c == otherLetter }
func isDigit(c byte) bool  { return c-'0' < 10 }
func isSpace(c byte) bool  { return c == ' ' || c == '\t' || c == '\n' }
func isAlnum(c byte) bool  { return isLetter(c) || isDigit(c) }

// low and raw past either end read as a line's end.
func (v *view) c(i int) byte {
	if i < 0 || i >= len(v.low) {
		return '\n'
	}
	return v.low[i]
}

func (v *view) free(i, j int) bool {
	for ; i < j; i++ {
		if v.mark[i] != 0 {
			return false
		}
	}
	return true
}

// hide hides what is free in i ≤ x < j, spaces at the ends spared; what is hidden already keeps its kind.
func (v *view) hide(i, j int, k Kind) {
	for i < j {
		for i < j && (v.mark[i] != 0 || isSpace(v.low[i])) {
			i++
		}
		end := i
		for end < j && v.mark[end] == 0 {
			end++
		}
		next := end
		for end > i && isSpace(v.low[end-1]) {
			end--
		}
		if v.says(i, end) {
			v.hits = append(v.hits, k)
			for x := i; x < end; x++ {
				v.mark[x] = int32(len(v.hits))
			}
		}
		i = next
	}
}

// says tells whether there is anything but punctuation: a comma between two placeholders is no secret.
func (v *view) says(i, j int) bool {
	for ; i < j; i++ {
		if isAlnum(v.low[i]) {
			return true
		}
	}
	return false
}

// written is the text with a placeholder for each hit. Characters that the view dropped stay where they were.
func (v *view) written() string {
	var out strings.Builder
	out.Grow(len(v.src))
	kept := 0
	for i := 0; i < len(v.mark); {
		hit := v.mark[i]
		j := i + 1
		for j < len(v.mark) && v.mark[j] == hit {
			j++
		}
		if hit > 0 {
			from, to := max(int(v.at[i]), kept), v.after(j)
			out.WriteString(v.src[kept:from])
			out.WriteString(v.hits[hit-1].placeholder())
			kept = to
		}
		i = j
	}
	out.WriteString(v.src[kept:])
	return out.String()
}

// after is where in src the character before j ends; one character of src can be several here (ﬁ).
func (v *view) after(j int) int {
	for j < len(v.low) && v.at[j] == v.at[j-1] {
		j++
	}
	return int(v.at[j])
}
