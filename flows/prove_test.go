package flows_test

import (
	"testing"
	"time"
)

func TestShippedPacksAreProved(t *testing.T) {
	for _, dir := range []string{"quickbooks", "wifi"} {
		k := talkerOf(t, dir)
		began := time.Now()
		proof, problems := k.pack.Prove(k.engine, k.read)
		t.Logf("%s: %+v in %s", dir, proof, time.Since(began))
		if len(problems) > 0 {
			t.Error(printed(problems))
		}
	}
}

func TestBasePackIsProved(t *testing.T) {
	if _, problems := proved(t, base(t)); len(problems) > 0 {
		t.Error(printed(problems))
	}
}

// A pack of a thousand steps.
func TestLargePackIsProved(t *testing.T) {
	began := time.Now()
	proof, problems := proved(t, large(t, 100))
	t.Logf("%+v in %s", proof, time.Since(began))
	if len(problems) > 0 {
		t.Error(printed(problems))
	}
}
