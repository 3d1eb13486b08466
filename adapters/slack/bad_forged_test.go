package slack_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/adapters/adaptertest"
	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
)

// scene is a whole bot on a fake Slack, with somebody who writes to it.
type scene struct {
	adaptertest.Stage
	*platform
	t     *testing.T
	marie *person
}

func play(t *testing.T, mode slack.Mode, o slackfake.Options) *scene {
	t.Helper()
	p := open(t, mode, o)
	s := &scene{Stage: adaptertest.Open(t, p, adaptertest.Wifi(t)), platform: p, t: t}
	s.marie = s.somebody("marie", "fr")
	return s
}

func (s *scene) somebody(name string, lang bot.Lang) *person {
	return s.platform.Person(name, lang).(*person)
}

// Await is the stage's: the platform has one of its own.
func (s *scene) until(what string, holds func() bool) { s.t.Helper(); s.Stage.Await(what, holds) }

// event is a line of Marie's as Slack would post it.
func (s *scene) event(ts, words string, outer ...string) string {
	fields := map[string]string{"team_id": slackfake.Team, "api_app_id": slackfake.App, "event_id": "Ev" + ts}
	for i := 0; i+1 < len(outer); i += 2 {
		fields[outer[i]] = outer[i+1]
	}
	return `{"type":"event_callback","team_id":"` + fields["team_id"] + `","api_app_id":"` + fields["api_app_id"] + `","event_id":"` + fields["event_id"] +
		`","event":{"type":"message","channel_type":"im","channel":"` + s.marie.Person.Home() + `","user":"` + s.marie.ID + `","ts":"` + ts + `","text":` + strconv.Quote(words) + `}}`
}

// posts posts a body as Slack does, changed, and returns the status.
func (s *scene) posts(body string, change func(*http.Request)) (int, http.Header, string) {
	s.t.Helper()
	r := s.Signed(s.t.Context(), slackfake.JSON, []byte(body))
	if change != nil {
		change(r)
	}
	status, header, answer, err := slackfake.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	return status, header, string(answer)
}

// signed signs a body with any secret, as of any time.
func signed(secret, body string, at time.Time) func(*http.Request) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + stamp + ":" + body))
	return func(r *http.Request) {
		r.Header.Set("X-Slack-Request-Timestamp", stamp)
		r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	}
}

func stamp(n int) string {
	return strconv.FormatInt(time.Now().Unix(), 10) + ".00010" + strconv.Itoa(n)
}

func TestBadRequests(t *testing.T) {
	s := play(t, slack.HTTP, slackfake.Options{})
	body := s.event(stamp(0), "bonjour")
	signature := func(value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("X-Slack-Signature", value) }
	}
	cases := []struct {
		name, body string
		change     func(*http.Request)
		want       int
	}{
		{"A01 no signature", body, func(r *http.Request) { r.Header.Del("X-Slack-Signature") }, 401},
		{"A02 another secret", body, signed("another secret", body, time.Now()), 401},
		{"A04 301 s old", body, signed(s.SigningSecret, body, time.Now().Add(-301*time.Second)), 401},
		{"A05 301 s in the future", body, signed(s.SigningSecret, body, time.Now().Add(302*time.Second)), 401},
		{"A10 odd hex", body, signature("v0=abc"), 401},
		{"A10 no hex", body, signature("v0=" + strings.Repeat("zz", 32)), 401},
		{"A10 very long", body, signature("v0=" + strings.Repeat("ab", 5000)), 401},
		{"A10 nothing", body, signature(""), 401},
		{"A11 another app", s.event(stamp(1), "bonjour", "api_app_id", "A0OTHER"), nil, 403},
		{"A11 another team", s.event(stamp(2), "bonjour", "team_id", "T0OTHER"), nil, 403},
		{"C11 nested very deep", strings.Repeat(`{"a":`, 100_000) + "1" + strings.Repeat("}", 100_000), nil, 400},
		{"C11 a number without end", `{"type":"event_callback","event_time":1e999999,"event":` + strings.Repeat("[", 50_000), nil, 400},
		{"C11 a very long list", "[" + strings.Repeat("0,", 500_000) + "0]", nil, 400},
		{"C09 no JSON at all", "\xff\xfe\x00{", nil, 400},
		{"F01 a body too big", `{"a":"` + strings.Repeat("x", 12<<20) + `"}`, nil, 413},
		{"F01 a compressed body", body, func(r *http.Request) { r.Header.Set("Content-Encoding", "gzip") }, 415},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := s.Signed(t.Context(), slackfake.JSON, []byte(c.body))
			if c.change != nil {
				c.change(r)
			}
			status, _, answer, err := slackfake.Do(r)
			cut := err != nil && c.want == http.StatusRequestEntityTooLarge // before all of it was read
			if !cut && (err != nil || status != c.want || len(answer) > 0) {
				t.Errorf("%d with %q, %v; want %d with nothing", status, answer, err, c.want)
			}
			if s.Total() != 0 {
				t.Error("it became a turn")
			}
		})
	}
	for _, m := range []string{"bonjour", s.SigningSecret} {
		if strings.Contains(s.Logs(), m) {
			t.Error("a log has what it must not have")
		}
	}
	t.Run("the true one is taken", func(t *testing.T) {
		if status, _, _ := s.posts(body, nil); status != 200 {
			t.Errorf("status %d", status)
		}
		s.Answered(s.marie, 0)
	})
}

func TestBadRepeats(t *testing.T) {
	s := play(t, slack.HTTP, slackfake.Options{})
	retry := func(n string) func(*http.Request) {
		return func(r *http.Request) {
			r.Header.Set("X-Slack-Retry-Num", n)
			r.Header.Set("X-Slack-Retry-Reason", "http_timeout")
		}
	}
	body := s.event(stamp(0), "bonjour")
	if status, _, _ := s.posts(body, retry("1")); status != 200 {
		t.Errorf("A07: status %d", status)
	}
	s.Answered(s.marie, 0)
	for _, again := range []string{body, strings.Replace(body, `"event_id":"Ev`, `"event_id":"EvOther`, 1)} {
		if status, _, _ := s.posts(again, retry("3")); status != 200 {
			t.Errorf("A08: status %d", status)
		}
	}
	if n := s.Turns(s.marie); n != 1 {
		t.Errorf("A08: %d turns, want 1", n)
	}
}

func TestBadChallenge(t *testing.T) {
	s := play(t, slack.HTTP, slackfake.Options{})
	status, header, answer := s.posts(`{"type":"url_verification","challenge":"<script>alert(1)</script>"}`, nil)
	if status != 200 || answer != "<script>alert(1)</script>" || !strings.HasPrefix(header.Get("Content-Type"), "text/plain") || header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("A13: %d %q %v", status, answer, header)
	}
	status, header, _ = s.posts(`{"type":"url_verification","challenge":"x"}`, func(r *http.Request) {
		r.Host = "evil.example"
		for range 200 {
			r.Header.Add("X-Forwarded-For", "10.0.0.1")
		}
	})
	if status != 200 && status != 400 && status != 431 || strings.Contains(header.Get("Location"), "evil") {
		t.Errorf("C17: %d %v", status, header)
	}
}

func TestBadEnvelopes(t *testing.T) {
	s := play(t, slack.Socket, slackfake.Options{})
	for _, frame := range []string{
		`{"type":"events_api","payload":{}}`, `{"type":"who_knows","envelope_id":"e1","payload":{}}`, `{"type":7}`, `{}`, `[]`, `null`, `"x"`,
		`{"type":"events_api","envelope_id":"e2","payload":` + s.event(stamp(0), "bonjour", "api_app_id", "A0OTHER") + `}`,
		`{"type":"events_api","envelope_id":"e3","payload":` + s.event(stamp(1), "bonjour", "team_id", "T0OTHER") + `}`,
		`{"type":"interactive","envelope_id":"e4","payload":{"type":"block_actions","actions":[]}}`,
		`{"type":"slash_commands","envelope_id":"e5","payload":{"command":7}}`,
	} {
		s.Frame(frame)
	}
	for _, payload := range []string{`{"type":"event_callback","event":{"type":"new_kind"}}`, `{}`, `[1]`, s.event(stamp(2), "bonjour", "team_id", "T0OTHER")} {
		if !s.Envelope("", payload) {
			t.Errorf("A19: not acknowledged: %s", payload)
		}
	}
	if s.Sockets() < 2 || s.Total() != 0 {
		t.Errorf("A19: %d connections, %d turns", s.Sockets(), s.Total())
	}
	s.Asks(s.marie, "bonjour")
}

func TestBadAuthors(t *testing.T) {
	for _, mode := range []slack.Mode{slack.Socket, slack.HTTP} {
		t.Run(string(mode), func(t *testing.T) {
			s := play(t, mode, slackfake.Options{Events: append(slackfake.DefaultEvents(), "message.channels"), Scopes: append(slackfake.DefaultScopes(), "channels:history")})
			s.Asks(s.marie, "bonjour") // A17: its own message comes back and is not answered
			place := s.Fake.Channel("C0PUBLIC", s.marie.Person)
			s.OtherBot(s.marie.Person.Home(), "bonjour")
			s.OtherBot(place, "<@"+slackfake.BotUser+"> bonjour")
			s.until("all to be told", s.Settled)
			if n := s.Total(); n != 1 || len(s.Fake.Lost()) > 0 {
				t.Errorf("A16, A17: %d turns, want 1; not acknowledged: %d", n, len(s.Fake.Lost()))
			}
			ts := s.marie.DM("c'est lent")
			s.Answered(s.marie, 1)
			top := s.Session(s.marie).Stack
			s.marie.Edit(s.marie.Person.Home(), ts, "mot de passe oublié")
			s.marie.Delete(s.marie.Person.Home(), ts)
			s.until("all to be told", s.Settled)
			if now := s.Session(s.marie).Stack; s.Total() != 2 || len(now) != len(top) || now[0].Step != top[0].Step {
				t.Errorf("A20: %d turns, it stands at %+v, before at %+v", s.Total(), now, top)
			}
		})
	}
}

func TestBadPresses(t *testing.T) {
	s := play(t, slack.Socket, slackfake.Options{})
	m := s.Asks(s.marie, "bonjour")
	raw := m.Raw.(slackfake.Message)
	paul := s.somebody("paul", "en")
	forged := raw.Buttons()[0]
	forged.Value = strings.Replace(forged.Value, "nothing", "slow", 1)
	s.marie.PressButton(raw, forged)
	paul.PressButton(raw, raw.Buttons()[0])
	public := raw
	public.Channel = s.Fake.Channel("C0PUBLIC", s.marie.Person, paul.Person)
	paul.PressButton(public, raw.Buttons()[0])
	s.until("refusals", func() bool { return len(s.marie.Told()) == 1 && len(paul.Told()) == 2 })
	if s.Total() != 1 {
		t.Errorf("A23: %d turns, want 1", s.Total())
	}
	if messages := s.Answers("C0PUBLIC"); len(messages) > 0 {
		t.Errorf("A23: said in public: %+v", messages)
	}
}
