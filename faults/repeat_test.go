//go:build integration

package faults

import (
	"hash/fnv"
	"time"
)

// lastRepeat is after how long a platform gives an event for the last time, in the place of Slack's five
// minutes; a history that is read anew may hold what was taken even longer ago.
const lastRepeat = 3 * time.Second

// repeat is an event that is given once more, though it was acknowledged.
type repeat struct {
	event *posted
	at    time.Time
}

// plan has one event of eight come again when everybody has forgotten it.
func (p *platform) plan(one *posted) {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(one.ID))
	if hash.Sum32()%8 == 0 {
		p.repeats = append(p.repeats, repeat{one, one.At.Add(lastRepeat + time.Second)})
	}
}
