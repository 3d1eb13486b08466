package redis

import "sync/atomic"

// Stats are what happened since Open. The numbers only grow.
type Stats struct {
	Found   uint64 // sessions that Get gave
	Missed  uint64 // sessions that Redis does not hold
	Foreign uint64 // values under a session's key that are none: garbage, another conversation's, another type
	Written uint64 // sessions that Put wrote
	Older   uint64 // sessions that Put did not write, because a newer one was there or it was just dropped
	Failed  uint64 // calls that Redis did not answer in time, or refused
	Spared  uint64 // calls not made, because the breaker was open
	Local   uint64 // answers of Allow and Ready given by this process alone
	Opened  uint64 // times that the breaker opened
	Breaker State
}

// counts are Stats as they grow.
type counts struct {
	found, missed, foreign, written, older, failed, spared, local atomic.Uint64
}

// Stats says how it goes. It asks nobody and may be called at any time.
func (s *Store) Stats() Stats {
	c := &s.counts
	stats := Stats{
		Found: c.found.Load(), Missed: c.missed.Load(), Foreign: c.foreign.Load(), Written: c.written.Load(),
		Older: c.older.Load(), Failed: c.failed.Load(), Spared: c.spared.Load(), Local: c.local.Load(),
	}
	stats.Breaker, stats.Opened = s.breaker.state()
	return stats
}
