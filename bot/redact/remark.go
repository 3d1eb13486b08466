package redact

import (
	"bytes"
	"strings"
)

// remark tells whether a stretch reads as harmless talk: at least that share of its words, in percent, is known
// there; the first two dozen tell. Words with digits do not count; a stretch without any word is one only when it has no digits either.
func (v *view) remark(i, j, percent int) bool {
	words, known := 0, 0
	for x := i; x < j && words < 24; {
		if !isAlnum(v.low[x]) {
			x++
			continue
		}
		end := v.wordEnd(x)
		if end > x && !isDigit(v.c(end)) {
			words++
			if v.common(x, min(end, j)) {
				known++
			}
		}
		for x < j && isAlnum(v.low[x]) {
			x++
		}
	}
	return known*100 >= percent*words && (words > 0 || !v.says(i, j))
}

// common tells a word of harmless talk, known or ending as participles and adverbs do.
func (v *view) common(i, j int) bool {
	if lexicon[string(v.low[i:j])]&isCommon != 0 {
		return true
	}
	written := v.src[v.at[i]:v.at[j]]
	for _, end := range []string{"é", "ée", "és", "ées"} {
		if strings.HasSuffix(strings.TrimRight(written, " .,;:!?"), end) {
			return true
		}
	}
	if j-i >= 7 {
		for _, end := range []string{"ing", "ed", "ly", "ment", "tion", "able", "ible"} {
			if bytes.HasSuffix(v.low[i:j], []byte(end)) {
				return true
			}
		}
	}
	return false
}

// classAt is the class of the word of letters at i, quotes before it passed over.
func (v *view) classAt(i int) class {
	for strings.IndexByte("\"'`( ", v.c(i)) >= 0 {
		i++
	}
	end := v.wordEnd(i)
	if end == i {
		return 0
	}
	if c := lexicon[string(v.low[i:end])]; c != 0 {
		return c
	}
	if v.common(i, end) {
		return isCommon
	}
	return 0
}

// untilGrammar returns the end of the words before the first that only sentences have ("and", "please").
func (v *view) untilGrammar(i, end int) int {
	for x := i; x < end; {
		for x < end && !isLetter(v.low[x]) {
			x++
		}
		if x > i && x < end && isSpace(v.c(x-1)) && v.classAt(x)&isGrammar != 0 {
			return x
		}
		for x < end && !isSpace(v.low[x]) {
			x++
		}
	}
	return end
}

func (v *view) lineEnd(i int) int {
	if v.line[0] <= i && i <= v.line[1] && v.line[1] > 0 {
		return v.line[1]
	}
	from := i
	for i < len(v.low) && v.low[i] != '\n' {
		i++
	}
	v.line = [2]int{from, i}
	return i
}

// sentenceEnd returns where a sentence ends before line: after . ! or ? when the next word begins harmless talk.
func (v *view) sentenceEnd(i, line int) int {
	for x := i + 1; x < line; x++ {
		if isSpace(v.low[x]) && strings.IndexByte(".!?", v.low[x-1]) >= 0 && v.classAt(x+1)&isCommon != 0 {
			return x
		}
	}
	return line
}

// clauseEnd returns where a clause ends before line: at any sign that a space follows.
func (v *view) clauseEnd(i, line int) int {
	for x := i + 1; x < line; x++ {
		if isSpace(v.low[x]) && strings.IndexByte(".,;:!?)", v.low[x-1]) >= 0 {
			return x
		}
	}
	return line
}

// sentenceStart returns where the sentence around i begins, or a place 80 before.
func (v *view) sentenceStart(i int) int {
	least := max(0, i-80)
	for i > least && v.low[i-1] != '\n' && v.mark[i-1] == 0 && (!isSpace(v.low[i-1]) || strings.IndexByte(".!?,;:", v.c(i-2)) < 0) {
		i--
	}
	return i
}
