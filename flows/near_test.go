package flows_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestNearMisses makes edits of the base pack that come close to a fault and are sound. They are
// written as those of testdata/refused are, and want nothing.
func TestNearMisses(t *testing.T) {
	files, err := filepath.Glob("testdata/sound/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no packs to accept", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			pack, _ := spoiltBy(t, file)
			if _, problems := proved(t, pack); len(problems) > 0 {
				t.Error(printed(problems))
			}
		})
	}
}
