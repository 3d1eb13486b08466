package flows_test

import "testing"

func BenchmarkProve(b *testing.B) {
	k := talkerOf(b, "quickbooks")
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := k.pack.Prove(k.engine, nil); len(problems) > 0 {
			b.Fatal(printed(problems))
		}
	}
}
