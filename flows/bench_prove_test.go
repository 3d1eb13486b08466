package flows_test

import (
	"syscall"
	"testing"
	"time"
)

// BenchmarkProve goes through the shipped pack, and through one of a thousand steps. Beside the time on
// the clock it tells the processor's, which other work on the machine does not change.
func BenchmarkProve(b *testing.B) {
	b.Run("quickbooks", func(b *testing.B) { benchProve(b, talkerOf(b, "quickbooks")) })
	b.Run("large", func(b *testing.B) { benchProve(b, talking(b, mustLoad(b, large(b, 100)))) })
}

func benchProve(b *testing.B, k talker) {
	b.Helper()
	b.ReportAllocs()
	before := cpu(b)
	for b.Loop() {
		if _, problems := k.pack.Prove(k.engine, k.read); len(problems) > 0 {
			b.Fatal(printed(problems))
		}
	}
	b.ReportMetric(float64((cpu(b)-before).Milliseconds())/float64(b.N), "cpu-ms/op")
}

func cpu(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
