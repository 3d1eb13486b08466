package redis

import (
	"sync"
	"time"
)

// Rate is one thing every so often, and so many at once after a rest.
type Rate struct {
	Every time.Duration // above 0
	Burst int           // 1 or more
}

// meter is how fast something went lately. It lies in Redis for all replicas, and in the process
// for when Redis is away; meter.lua does there what is done here.
type meter struct {
	full  int64 // µs since 1970: when all that was let through is paid back
	told  int64 // when it was last said that it goes too fast
	pause int64 // nothing before this
}

// manner is how meters of one use are asked.
type manner struct {
	dearest int           // what one thing may cost; 1 or more
	quiet   time.Duration // how often it is said that it goes too fast; 0: never
}

// use lets one thing through at now, as long as anything is left; or it says how many µs to wait and whether to
// say so. A meter that runs ahead of now by more than it could was used by a replica with another clock, or
// the clock went back: it is taken for as exhausted as can be.
func (m meter) use(one asked, how manner, at time.Time) (after meter, wait int64, notice bool) {
	now, every, burst, quiet := at.UnixMicro(), one.rate.Every.Microseconds(), int64(one.rate.Burst), how.quiet
	m.full = max(min(m.full, now+every*(burst-1+int64(how.dearest))), now)
	m.told = min(m.told, now)
	wait = max(m.full-every*(burst-1)-now, m.pause-now, 0)
	switch {
	case wait == 0:
		m.full += every * int64(one.cost)
	case quiet > 0 && now-m.told >= quiet.Microseconds():
		m.told, notice = now, true
	}
	return m, wait, notice
}

// over reports whether the meter says nothing any more.
func (m meter) over(now int64) bool {
	return m.full <= now && m.pause <= now && m.told <= now-quiet.Microseconds()
}

// maxMeters is how many meters a process holds. Above it, those that say something are forgotten too.
const maxMeters = 100_000

// meters are those of this process, by key.
type meters struct {
	mu   sync.Mutex
	held map[string]meter
	next int // how many there may be before those that are over are looked for
}

// change puts in place of the key's meter what f makes of it.
func (m *meters) change(key string, now time.Time, f func(meter) meter) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.held == nil {
		m.held, m.next = map[string]meter{}, 1024
	}
	m.held[key] = f(m.held[key])
	if len(m.held) > m.next {
		m.sweep(now.UnixMicro())
	}
}

func (m *meters) sweep(now int64) {
	for key, one := range m.held {
		if one.over(now) || len(m.held) > maxMeters {
			delete(m.held, key)
		}
	}
	m.next = max(1024, 2*len(m.held))
}

// pausedUntil is the pause of the key's meter, in µs; 0 when there is none.
func (m *meters) pausedUntil(key string) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.held[key].pause
}
