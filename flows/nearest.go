package flows

import (
	"slices"
	"strings"
)

// has reports whether the list holds the word.
func has[T comparable](list []T, word T) bool { return slices.Contains(list, word) }

// orRather ends a message about an unknown name: with the one that was probably meant, or with the
// names there are when they are few.
func orRather[T ~string](wrong string, known []T) string {
	if near := nearest(wrong, known); near != "" {
		return "; did you mean \"" + string(near) + "\"?"
	}
	if len(known) == 0 || len(known) > 12 {
		return ""
	}
	if len(known) == 1 {
		return "; there is only " + quoted(known)
	}
	return "; there are " + quoted(known)
}

// quoted lists names as a sentence does: "a", "b" and "c".
func quoted[T ~string](names []T) string {
	var out strings.Builder
	for i, name := range names {
		switch {
		case i > 0 && i == len(names)-1:
			out.WriteString(" and ")
		case i > 0:
			out.WriteString(", ")
		}
		out.WriteString(`"` + string(name) + `"`)
	}
	return out.String()
}

// Nearest is the known name that a slip of the hand turns into the wrong one, or "". It is for what
// else is told of mistyped names.
func Nearest(wrong string, known []string) string { return nearest(wrong, known) }

// nearest is the known name that a slip of the hand turns into the wrong one, or "". Names of one or
// two letters are near to everything, and are not guessed.
func nearest[T ~string](wrong string, known []T) T {
	best, least := T(""), 1+min(len(wrong), 9)/3
	for _, name := range known {
		if name == "" || len(name)-len(wrong) >= least || len(wrong)-len(name) >= least {
			continue
		}
		if d := distance(wrong, string(name)); d < least {
			best, least = name, d
		}
	}
	return best
}

// distance counts the letters to add, drop, change or swap with their neighbour to make b of a.
func distance(a, b string) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		older := before
		before, row = row, make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+differ(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
	}
	return row[len(b)]
}

func differ(a, b byte) int {
	if a == b {
		return 0
	}
	return 1
}
