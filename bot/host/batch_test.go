package host

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"
)

// gated is a batcher whose first batch waits until it is let go, so that the rest queues behind it.
func gated(most int) (b *batcher[int, int], batches *[][]int, open func()) {
	gate := make(chan struct{})
	batches = &[][]int{}
	b = newBatcher(most, func(jobs []int) []int {
		<-gate
		*batches = append(*batches, slices.Clone(jobs))
		out := make([]int, len(jobs))
		for i, job := range jobs {
			out[i] = job * 10
		}
		return out
	})
	return b, batches, sync.OnceFunc(func() { close(gate) })
}

// asks asks for the jobs one after the other, each from a goroutine of its own.
func asks(t *testing.T, b *batcher[int, int], from, to int) *sync.WaitGroup {
	t.Helper()
	var wait sync.WaitGroup
	for job := from; job <= to; job++ {
		wait.Go(func() {
			if out, err := b.ask(context.Background(), job); err != nil || out != job*10 {
				t.Errorf("job %d: %d, %v", job, out, err)
			}
		})
		synctest.Wait()
	}
	return &wait
}

func TestWhatIsAskedMeanwhileIsTheNextBatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, batches, open := gated(4)
		wait := asks(t, b, 0, 10)
		open()
		wait.Wait()
		want := [][]int{{0}, {1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10}}
		if !slices.EqualFunc(*batches, want, slices.Equal) {
			t.Fatalf("batches %v, want %v", *batches, want)
		}
	})
}

func TestOneJobAloneDoesNotWait(t *testing.T) {
	b := newBatcher(4, func(jobs []int) []int { return jobs })
	for range 3 {
		if out, err := b.ask(t.Context(), 7); out != 7 || err != nil {
			t.Fatalf("%d, %v", out, err)
		}
	}
}

func TestAJobThatNobodyWaitsForIsNotBegun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, batches, open := gated(4)
		wait := asks(t, b, 0, 0)
		ctx, cancel := context.WithCancel(t.Context())
		var gone sync.WaitGroup
		gone.Go(func() {
			if _, err := b.ask(ctx, 1); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
		synctest.Wait()
		cancel()
		gone.Wait() // it does not wait for the batch that is under way
		wait2 := asks(t, b, 2, 2)
		open()
		wait.Wait()
		wait2.Wait()
		if want := [][]int{{0}, {2}}; !slices.EqualFunc(*batches, want, slices.Equal) {
			t.Fatalf("batches %v, want %v", *batches, want)
		}
	})
}

func TestAJobUnderWayIsDoneThoughNobodyWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, batches, open := gated(4)
		ctx, cancel := context.WithCancel(t.Context())
		var gone sync.WaitGroup
		gone.Go(func() { _, _ = b.ask(ctx, 1) })
		synctest.Wait()
		cancel()
		gone.Wait()
		open()
		asks(t, b, 2, 2).Wait()
		if want := [][]int{{1}, {2}}; !slices.EqualFunc(*batches, want, slices.Equal) {
			t.Fatalf("batches %v, want %v", *batches, want)
		}
	})
}

func TestAFaultCostsItsBatchAndNoMore(t *testing.T) {
	for name, bad := range map[string]func([]int) []int{
		"panic":    func([]int) []int { panic("broken") },
		"too few":  func(jobs []int) []int { return jobs[1:] },
		"too many": func(jobs []int) []int { return append(jobs, 1) },
	} {
		t.Run(name, func(t *testing.T) {
			broken := true
			b := newBatcher(4, func(jobs []int) []int {
				if broken {
					return bad(jobs)
				}
				return jobs
			})
			if out, err := b.ask(t.Context(), 7); out != 0 || !errors.Is(err, errBroken) {
				t.Fatalf("%d, %v", out, err)
			}
			broken = false
			if out, err := b.ask(t.Context(), 8); out != 8 || err != nil {
				t.Fatalf("%d, %v", out, err)
			}
		})
	}
}

// Whatever comes at once: every answer goes to who asked, no batch is too large, nothing is done twice.
func TestAlwaysEveryoneGetsTheirOwnAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most, askers := rapid.IntRange(1, 7).Draw(t, "most"), rapid.IntRange(1, 60).Draw(t, "askers")
		done := map[int]int{}
		b := newBatcher(most, func(jobs []int) []int {
			if len(jobs) > most || len(jobs) == 0 {
				t.Errorf("%d jobs at once", len(jobs))
			}
			out := make([]int, len(jobs))
			for i, job := range jobs {
				done[job]++
				out[i] = -job
			}
			return out
		})
		var wait sync.WaitGroup
		for i := range askers {
			wait.Go(func() {
				for n := range 3 {
					job := i*3 + n
					if out, err := b.ask(context.Background(), job); out != -job || err != nil {
						t.Errorf("job %d: %d, %v", job, out, err)
					}
				}
			})
		}
		wait.Wait()
		for job := range askers * 3 {
			if done[job] != 1 {
				t.Fatalf("job %d was done %d times", job, done[job])
			}
		}
	})
}

// BenchmarkBatcher is a job among others, when doing them costs nothing.
func BenchmarkBatcher(b *testing.B) {
	batches := newBatcher(128, func(jobs []int) []int { return jobs })
	b.ReportAllocs()
	b.SetParallelism(64)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := batches.ask(context.Background(), 1); err != nil {
				b.Error(err)
			}
		}
	})
}
