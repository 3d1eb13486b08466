package host

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/helpaide/helpaide/bot"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// mute is a channel that carries everything and says nothing.
type mute struct{}

func (mute) Carries(bot.Address) bool                            { return true }
func (mute) Run(context.Context, Sink) error                     { return nil }
func (mute) Send(context.Context, bot.Line) (bot.Receipt, error) { return bot.Receipt{}, nil }
func paced(burst int, every time.Duration) *route                { return newRoute(mute{}, Pace{burst, every}) }
func took(r *route, to bot.Address, at time.Time) (wait time.Duration) {
	if wait = r.take(to, at); wait == 0 {
		r.done()
	}
	return wait
}

func TestABurstThenOneAtATime(t *testing.T) {
	r := paced(3, time.Second)
	for i := range 3 {
		if wait := took(r, "a", noon); wait != 0 {
			t.Fatalf("message %d waits %s", i, wait)
		}
	}
	if wait := took(r, "a", noon); wait != time.Second {
		t.Fatalf("after the burst it waits %s", wait)
	}
	if r.free("a", noon) || !r.free("b", noon) {
		t.Fatal("two places slow each other")
	}
	if wait := took(r, "b", noon); wait != 0 {
		t.Fatalf("another place waits %s", wait)
	}
	if wait := took(r, "a", noon.Add(400*time.Millisecond)); wait.Round(time.Millisecond) != 600*time.Millisecond {
		t.Fatalf("it waits %s", wait)
	}
	for i := 1; i < 5; i++ {
		at := noon.Add(time.Duration(i) * time.Second)
		if wait := took(r, "a", at); wait != 0 {
			t.Fatalf("second %d: it waits %s", i, wait)
		}
		if wait := took(r, "a", at); wait <= 0 {
			t.Fatalf("second %d: two at once", i)
		}
	}
	for i := range 4 { // rested, it has its burst again and no more
		if wait := took(r, "a", noon.Add(time.Hour)); (wait == 0) != (i < 3) {
			t.Fatalf("message %d after a rest waits %s", i, wait)
		}
	}
}

func TestNoPaceNoWait(t *testing.T) {
	r := paced(0, 0)
	for range 1000 {
		if wait := took(r, "a", noon); wait != 0 {
			t.Fatal(wait)
		}
	}
}

// However messages come, no window of time has more than the burst and what the pace adds; and whoever
// waits as long as it was said may go.
func TestAlwaysThePaceIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		burst := rapid.IntRange(1, 5).Draw(t, "burst")
		every := time.Duration(rapid.IntRange(1, 3000).Draw(t, "every ms")) * time.Millisecond
		r, at := paced(burst, every), noon
		var sent []time.Time
		for range rapid.IntRange(1, 60).Draw(t, "messages") {
			at = at.Add(time.Duration(rapid.IntRange(0, 4000).Draw(t, "gap ms")) * time.Millisecond)
			wait := took(r, "a", at)
			if wait > every {
				t.Fatalf("it waits %s, more than %s", wait, every)
			}
			if wait > 0 {
				at = at.Add(wait)
				if more := took(r, "a", at); more > 0 {
					t.Fatalf("it waited %s and has to wait %s more", wait, more)
				}
			}
			sent = append(sent, at)
		}
		for i := range sent {
			for j := i; j < len(sent); j++ {
				most := float64(burst) + float64(sent[j].Sub(sent[i]))/float64(every) + 1e-6
				if n := j - i + 1; float64(n) > most {
					t.Fatalf("%d messages within %s", n, sent[j].Sub(sent[i]))
				}
			}
		}
	})
}

func TestAClockThatIsSetBackGivesNothingAway(t *testing.T) {
	r := paced(1, time.Second)
	took(r, "a", noon)
	if wait := took(r, "a", noon.Add(-time.Hour)); wait <= 0 || wait > time.Second {
		t.Fatalf("it waits %s", wait)
	}
	if wait := took(r, "a", noon.Add(-time.Hour+time.Second)); wait != 0 {
		t.Fatalf("it waits %s, long after", wait)
	}
}

func TestAPauseIsKeptToTheEnd(t *testing.T) {
	r := paced(0, 0)
	r.pause("a", noon, 10*time.Second, false)
	r.pause("a", noon, 2*time.Second, false) // a shorter one does not shorten it
	if wait := took(r, "a", noon.Add(9*time.Second)); wait != time.Second {
		t.Fatalf("it waits %s", wait)
	}
	if took(r, "b", noon) != 0 || took(r, "a", noon.Add(10*time.Second)) != 0 {
		t.Fatal("the wrong one waits, or for too long")
	}
	r.pause("a", noon, time.Minute, true)
	r.pause("a", noon, time.Second, true)
	if took(r, "b", noon.Add(59*time.Second)) != time.Second || r.free("c", noon) || took(r, "b", noon.Add(time.Minute)) != 0 {
		t.Fatal("a pause of all is not a pause of all")
	}
}

func TestNoMoreThanSoManyAreUnderWay(t *testing.T) {
	r := paced(0, 0)
	for i := range mostUnderWay {
		if wait := r.take(bot.Address(fmt.Sprint(i)), noon); wait != 0 {
			t.Fatalf("line %d waits %s", i, wait)
		}
	}
	if wait := r.take("more", noon); wait <= 0 || r.free("more", noon) {
		t.Fatalf("one too many, it waits %s", wait)
	}
	r.done()
	if !r.free("more", noon) || r.take("more", noon) != 0 {
		t.Fatal("a line that ended makes no room")
	}
}

func TestPlacesThatRestAreForgottenAndPausesAreNot(t *testing.T) {
	r := paced(2, time.Second)
	r.pause("paused", noon, 30*time.Minute, false)
	for i := range mostPlaces - 2 {
		took(r, bot.Address(fmt.Sprint("old", i)), noon)
	}
	late := noon.Add(10 * time.Minute)
	took(r, "busy", late)
	r.pause("far", late, time.Hour, false) // no room is left: whoever rests is forgotten
	took(r, "new", late)
	if n := len(r.places); n > 5 {
		t.Fatalf("%d places are remembered", n)
	}
	for _, to := range []bot.Address{"paused", "far"} {
		if wait := took(r, to, late); wait < 15*time.Minute {
			t.Fatalf("%s waits %s: its pause was forgotten", to, wait)
		}
	}
	if took(r, "busy", late); r.free("busy", late) {
		t.Fatal("a busy place was forgotten")
	}
}

func TestBackoffDoublesUpToItsEnd(t *testing.T) {
	for attempt, seconds := range []float64{5, 5, 10, 20, 40, 80, 160, 300, 300} {
		if got := backoff(attempt).Seconds(); got != seconds {
			t.Errorf("attempt %d: %v s, want %v", attempt, got, seconds)
		}
	}
	if got := backoff(1 << 30); got != longestRetry {
		t.Errorf("very many attempts: %s", got)
	}
}

func TestAReasonFitsIntoTheRecord(t *testing.T) {
	got := reason(errors.New("a\x00b\xff" + strings.Repeat("é", 1000)))
	if !strings.HasPrefix(got, "abé") || len(got) > 300 || strings.ContainsAny(got, "\x00\ufffd") {
		t.Fatalf("%q", got)
	}
}

// A crowd that comes with one commit waits for each other, and not for the next look into the record.
func TestWhoFindsNoRoomWaitsALittle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := paced(0, 0)
		for i := range 3 * mostUnderWay {
			go func() {
				if wait := r.takeSoon(bot.Address(fmt.Sprint(i)), time.Now); wait != 0 {
					t.Errorf("line %d is to wait %v", i, wait)
				}
				time.Sleep(100 * time.Millisecond)
				r.done()
			}()
		}
		time.Sleep(time.Millisecond)
		if r.free("more", time.Now()) {
			t.Error("it is free")
		}
		time.Sleep(time.Minute)
		for range mostUnderWay {
			r.take("slow", time.Now())
		}
		began := time.Now()
		if wait := r.takeSoon("more", time.Now); wait <= 0 || time.Since(began) != roomTime {
			t.Errorf("it is to wait %v, told after %v", wait, time.Since(began))
		}
	})
}
