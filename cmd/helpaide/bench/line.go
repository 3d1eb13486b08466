package bench

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Header names the columns. Times and bytes are for one turn; batch is turns in a transaction; journal_lag is
// turns that were acknowledged and are not in the journal; -1 is what cannot be known from here.
const Header = "design,sync,conc,turns_per_s,min_tps,max_tps,p50_us,p95_us,p99_us,go_cpu_us,pg_cpu_us,redis_cpu_us," +
	"wal_bytes,batch,journal_lag,other_cores_busy,errors"

// line is the median of the rounds, and how far apart they were.
func line(name string, conc int, rounds []cell) string {
	median := func(of func(cell) float64) float64 { return middle(rounds, of) }
	speeds := func(c cell) float64 { return c.perSecond }
	slowest := slices.MinFunc(rounds, func(a, b cell) int { return int(a.perSecond - b.perSecond) })
	fastest := slices.MaxFunc(rounds, func(a, b cell) int { return int(a.perSecond - b.perSecond) })
	var lag int64
	failed := 0
	for _, c := range rounds {
		lag, failed = max(lag, c.lag), failed+c.failed
	}
	return strings.Join([]string{
		name, rounds[0].sync, fmt.Sprint(conc),
		whole(median(speeds)), whole(slowest.perSecond), whole(fastest.perSecond),
		whole(median(func(c cell) float64 { return c.p50 })),
		whole(median(func(c cell) float64 { return c.p95 })),
		whole(median(func(c cell) float64 { return c.p99 })),
		tenth(median(func(c cell) float64 { return c.own })),
		tenth(median(func(c cell) float64 { return c.pg })),
		tenth(median(func(c cell) float64 { return c.redis })),
		whole(median(func(c cell) float64 { return c.wal })),
		tenth(median(func(c cell) float64 { return c.batch })),
		fmt.Sprint(lag),
		fmt.Sprintf("%.2f", median(func(c cell) float64 { return c.others })),
		fmt.Sprint(failed),
	}, ",")
}

func whole(x float64) string { return fmt.Sprintf("%.0f", x) }
func tenth(x float64) string { return fmt.Sprintf("%.1f", x) }

// middle is the median of a number of the rounds.
func middle(rounds []cell, of func(cell) float64) float64 {
	all := make([]float64, len(rounds))
	for i, c := range rounds {
		all[i] = of(c)
	}
	slices.Sort(all)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}

// at is the value below which that part of the sorted values is.
func at(sorted []time.Duration, part float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(int(part*float64(len(sorted))), len(sorted)-1)]
}

func micros(sorted []time.Duration, part float64) float64 {
	return float64(at(sorted, part)) / float64(time.Microsecond)
}
