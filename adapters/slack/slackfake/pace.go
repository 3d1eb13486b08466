package slackfake

import (
	"strconv"
	"time"
)

// bucket fills with time.
type bucket struct {
	left float64
	at   time.Time
}

// take takes one out, or says how long until there is one.
func (b *bucket) take(now time.Time, every time.Duration, most int) time.Duration {
	b.left = min(float64(most), b.left+float64(now.Sub(b.at))/float64(every))
	b.at = now
	if b.left < 1 {
		return time.Duration((1 - b.left) * float64(every))
	}
	b.left--
	return 0
}

// pause is a Retry-After that runs: for a method, in one channel or in all.
type pause struct{ until time.Time }

// inside reports whether a call comes while it was told to wait.
func (f *Fake) inside(name, channel string) bool {
	now := time.Now()
	return now.Before(f.pauses[name].until) || now.Before(f.pauses[name+" "+channel].until)
}

// paced counts a call and returns how long it has to wait, if it is one too many.
func (f *Fake) paced(name, channel string, m method, fault *Fault) time.Duration {
	key := name
	if fault != nil && fault.Channel != "" || name == "chat.postMessage" {
		key = name + " " + channel
	}
	wait := f.over(name, key, m)
	if fault != nil && fault.Kind == Limited {
		if fault.Channel == "" {
			key = name // Slack means the method in the whole workspace
		}
		wait = max(seconds(fault.RetryAfter), time.Nanosecond)
	}
	if wait > 0 {
		f.pauses[key] = pause{time.Now().Add(wait)}
	}
	return wait
}

func (f *Fake) over(name, key string, m method) time.Duration {
	every, most := time.Minute/time.Duration(max(m.tier, 1)), m.tier
	switch {
	case name == "chat.postMessage":
		every, most = f.o.Pace.Every, f.o.Pace.Burst
	case !f.o.Tiers || m.tier == 0:
		return 0
	}
	b := f.buckets[key]
	if b == nil {
		b = &bucket{left: float64(most), at: time.Now()}
		f.buckets[key] = b
	}
	if wait := b.take(time.Now(), every, most); wait > 0 {
		return (wait + time.Second - 1).Truncate(time.Second) // it is told in whole seconds
	}
	return 0
}

// seconds is a Retry-After that can be read; 0 for others.
func seconds(header string) time.Duration {
	n, err := strconv.Atoi(header)
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(n) * time.Second
}
