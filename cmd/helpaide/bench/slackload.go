package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/helpaide/helpaide/adapters/slack"
)

// The workspace and the app of the load.
const (
	slackTeam = "T0BENCH"
	slackApp  = "A0BENCH"
)

// slackLoad sends signed events to an address, as Slack does: each line from another person, in turn.
type slackLoad struct {
	url    string
	secret string
	people int
	client *http.Client

	sent  atomic.Int64
	began time.Time

	mu      sync.Mutex
	took    []time.Duration // of those that were acknowledged
	refused int
	why     string // of one that was refused
}

func newSlackLoad(url, secret string, people, inFlight int) *slackLoad {
	transport := &http.Transport{MaxIdleConns: inFlight, MaxIdleConnsPerHost: inFlight}
	return &slackLoad{url: url, secret: secret, people: people, began: time.Now(), client: &http.Client{Transport: transport, Timeout: 10 * time.Second}}
}

// body is the n-th event, shaped and sized as Slack's are.
func (l *slackLoad) body(n int64) []byte {
	who := n % int64(l.people)
	ts := l.began.Unix()*1_000_000 + n // no other line has it
	stamp := fmt.Sprintf("%d.%06d", ts/1_000_000, ts%1_000_000)
	return fmt.Appendf(nil, `{"token":"XXYYZZ","team_id":%q,"context_team_id":%q,"context_enterprise_id":null,"api_app_id":%q,`+
		`"event":{"user":"U%08d","type":"message","ts":%q,"client_msg_id":"b3b1c0de-0000-4000-8000-%012d","text":"mon compte est verrouill\u00e9","team":%q,`+
		`"blocks":[{"type":"rich_text","block_id":"b%07d","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"mon compte est verrouill\u00e9"}]}]}],`+
		`"channel":"D%08d","event_ts":%q,"channel_type":"im"},"type":"event_callback","event_id":"Ev%012d","event_time":%d,`+
		`"authorizations":[{"enterprise_id":null,"team_id":%q,"user_id":"U0BOT","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":false,"event_context":"4-bench"}`,
		slackTeam, slackTeam, slackApp, who, stamp, n, slackTeam, n%10_000_000, who, stamp, n, ts/1_000_000, slackTeam)
}

// send sends the next event. Its time counts from when it was to be sent.
func (l *slackLoad) send(ctx context.Context, since time.Time) {
	body := l.body(l.sent.Add(1))
	status, err := l.post(ctx, body)
	if ctx.Err() != nil {
		return // it ended in the middle
	}
	took := time.Since(since)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err != nil || status != http.StatusOK {
		l.refused++
		l.why = fmt.Sprintf("status %d, %v", status, err)
		return
	}
	l.took = append(l.took, took)
}

func (l *slackLoad) post(ctx context.Context, body []byte) (status int, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, l.url, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	slack.Sign(request.Header, l.secret, body, time.Now())
	answer, err := l.client.Do(request)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}

// flood keeps so many under way for so long.
func (l *slackLoad) flood(ctx context.Context, inFlight int, long time.Duration) {
	ctx, stop := context.WithTimeout(ctx, long)
	defer stop()
	var sending sync.WaitGroup
	for range inFlight {
		sending.Go(func() {
			for ctx.Err() == nil {
				l.send(ctx, time.Now())
			}
		})
	}
	sending.Wait()
}

// steady sends so many a second for so long, whether the ones before were acknowledged or not.
func (l *slackLoad) steady(ctx context.Context, rate int, long time.Duration) {
	began := time.Now()
	var sending sync.WaitGroup
	for n := range int(long.Seconds() * float64(rate)) {
		due := began.Add(time.Duration(n) * time.Second / time.Duration(rate))
		select {
		case <-time.After(time.Until(due)):
		case <-ctx.Done():
			return
		}
		sending.Go(func() { l.send(ctx, due) })
	}
	sending.Wait()
}

// introduce sends one line of everybody, so that who they are is known, and begins to count anew.
func (l *slackLoad) introduce(ctx context.Context, inFlight int) error {
	var sending sync.WaitGroup
	for range inFlight {
		sending.Go(func() {
			for l.sent.Load() < int64(l.people) && ctx.Err() == nil {
				l.send(ctx, time.Now())
			}
		})
	}
	sending.Wait()
	if l.refused > 0 {
		return fmt.Errorf("%d of the first %d events were not acknowledged: %s", l.refused, l.people, l.why)
	}
	l.took = l.took[:0]
	return ctx.Err()
}

// figures are what was seen, between two readings of what the process had spent.
func (l *slackLoad) figures(took, before, after time.Duration, held float64) SlackFigures {
	l.mu.Lock()
	defer l.mu.Unlock()
	slices.Sort(l.took)
	f := SlackFigures{Took: took, Events: len(l.took), Refused: l.refused, PerCPU: -1, Each: -1, Memory: held}
	f.P50, f.P99, f.Max = micros(l.took, .5)/1000, micros(l.took, .99)/1000, micros(l.took, 1)/1000
	if spent := after - before; before >= 0 && spent > 0 && f.Events > 0 {
		f.PerCPU, f.Each = float64(f.Events)/spent.Seconds(), float64(spent.Microseconds())/float64(f.Events)
	}
	return f
}
