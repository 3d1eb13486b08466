package slack

import (
	"strings"
	"testing"
	"time"
)

var us = identity{team: "T1", user: "UB", bot: "B1", app: "A1"}

func TestDecodeEvents(t *testing.T) {
	event := func(inside string) string {
		return `{"type":"event_callback","team_id":"T1","api_app_id":"A1","event_id":"Ev1","event":{` + inside + `}}`
	}
	line := message{user: "U1", channel: "D1", ts: "1.2", text: "bonjour"}
	for name, c := range map[string]struct {
		raw  string
		want happened
	}{
		"a line":                    {event(`"type":"message","channel":"D1","channel_type":"im","user":"U1","ts":"1.2","text":"bonjour"`), line},
		"a line without its kind":   {event(`"type":"message","channel":"D1","user":"U1","ts":"1.2","text":"bonjour"`), line},
		"strange blocks":            {event(`"type":"message","channel":"D1","user":"U1","ts":"1.2","text":"bonjour","blocks":[{"type":7}]`), line},
		"a line to all":             {event(`"type":"message","channel":"D1","user":"U1","ts":"1.2","text":"bonjour","subtype":"thread_broadcast"`), line},
		"an edit":                   {event(`"type":"message","subtype":"message_changed","channel":"D1","ts":"1.3","message":{"user":"U1","text":"human"}`), nothing{"message_changed"}},
		"a deletion":                {event(`"type":"message","subtype":"message_deleted","channel":"D1","ts":"1.3"`), nothing{"message_deleted"}},
		"another bot":               {event(`"type":"message","channel":"D1","bot_id":"B2","ts":"1.2","text":"x"`), nothing{"bot"}},
		"Slack's own bot":           {event(`"type":"message","channel":"D1","user":"USLACKBOT","ts":"1.2","text":"x"`), nothing{"bot"}},
		"our own":                   {event(`"type":"message","channel":"D1","bot_id":"B1","user":"UB","ts":"1.2","text":"x","metadata":{"event_type":"helpaide_out","event_payload":{"k":"key"}}`), echo{"D1", "1.2", "key"}},
		"our own to all":            {event(`"type":"message","subtype":"thread_broadcast","channel":"D1","user":"UB","ts":"1.2"`), echo{"D1", "1.2", ""}},
		"our own with others' keys": {event(`"type":"message","channel":"D1","user":"UB","ts":"1.2","metadata":{"event_type":"else","event_payload":{"k":"key"}}`), echo{"D1", "1.2", ""}},
		"a mention":                 {event(`"type":"app_mention","channel":"C1","user":"U1","ts":"1.2","thread_ts":"1.0","text":"<@UB> aide"`), message{user: "U1", channel: "C1", ts: "1.2", thread: "1.0", text: "aide"}},
		"the message of a mention":  {event(`"type":"message","channel_type":"channel","channel":"C1","user":"U1","ts":"1.2","text":"<@UB> aide"`), message{user: "U1", channel: "C1", ts: "1.2", text: "aide"}},
		"talk among others":         {event(`"type":"message","channel_type":"channel","channel":"C1","user":"U1","ts":"1.2","text":"aide"`), nothing{"aside"}},
		"an opening":                {event(`"type":"app_home_opened","user":"U1","channel":"D1","tab":"messages","view":{"state":{"values":[]}}`), opening{"Ev1", "U1", "D1", "messages"}},
		"an unknown kind":           {event(`"type":"user_change","user":{"id":"U1"}`), unknown{"user_change"}},
		"a channel as an object":    {event(`"type":"channel_created","channel":{"id":"C1"}`), unknown{"channel_created"}},
		"the app is gone":           {event(`"type":"app_uninstalled"`), removed{"app_uninstalled"}},
		"a person pressed stop":     {event(`"type":"agent_session_stopped","channel":"D1"`), nothing{"agent_session_stopped"}},
		"another team":              {strings.Replace(event(`"type":"message"`), "T1", "T2", 1), foreign{}},
		"another app":               {strings.Replace(event(`"type":"message"`), "A1", "A2", 1), foreign{}},
		"too many events":           {`{"type":"app_rate_limited","team_id":"T1"}`, nothing{"app_rate_limited"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := us.decode(kindEvent, []byte(c.raw))
			if err != nil || !sameJSON(t, got, c.want) {
				t.Errorf("%+v, %v, want %+v", got, err, c.want)
			}
		})
	}
}

// sameJSON compares what cannot be compared with ==.
func sameJSON(t *testing.T, got, want happened) bool {
	t.Helper()
	m, isMessage := got.(message)
	w, wants := want.(message)
	if isMessage && wants {
		return m.user == w.user && m.channel == w.channel && m.ts == w.ts && m.thread == w.thread && m.text == w.text && len(m.files) == len(w.files)
	}
	return !isMessage && !wants && got == want
}

func TestWhatHasNoIDIsNotTaken(t *testing.T) {
	for _, raw := range []string{
		`{"event":{"type":"message","channel":"D1","user":"U1","text":"x"}}`,
		`{"event":{"type":"message","channel":"D:1","user":"U1","ts":"1.2","text":"x"}}`,
		`{"event":{"type":"message","channel":"D1","channel_type":"im","ts":"1.2","text":"x"}}`,
		`{"event":{"type":"message","channel":{"id":"D1"},"user":"U1","ts":"1.2"}}`,
		`{"event":{"type":"app_home_opened","user":"U1","tab":"home"}}`,
		`{"event":7}`, `[]`, `"x"`, `{`, ``, `null`, strings.Repeat(`{"event":`, 100_000),
	} {
		got, err := us.decode(kindEvent, []byte(raw))
		if err == nil {
			t.Errorf("%.60s became %+v", raw, got)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error repeats what was sent: %v", err)
		}
	}
}

func TestDecodeInteractions(t *testing.T) {
	click := `{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"api_app_id":"A1","channel":{"id":"D1"},"response_url":"https://hooks.slack.com/x",
		"container":{"type":"message","message_ts":"1.2","channel_id":"D1","thread_ts":"1.0"},"message":{"text":"Alors?","ts":"1.2","blocks":[]},
		"actions":[{"action_id":"choice-0","action_ts":"1.5","value":"v","text":{"text":"Oui &amp; non"}}]}`
	got, err := us.decode(kindInteraction, []byte(click))
	p, ok := got.(press)
	if err != nil || !ok || p.user != "U1" || p.channel != "D1" || p.ts != "1.2" || p.thread != "1.0" || p.action.value() != "v" || p.action.label() != "Oui & non" {
		t.Errorf("a click: %+v, %v", got, err)
	}
	menu := strings.Replace(click, `"value":"v","text":{"text":"Oui &amp; non"}`, `"selected_option":{"value":"w","text":{"text":"Revenir"}}`, 1)
	if got, _ := us.decode(kindInteraction, []byte(menu)); got.(press).action.value() != "w" || got.(press).action.label() != "Revenir" {
		t.Errorf("a menu: %+v", got)
	}
	view := `{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"container":{"type":"view"},"actions":[{"action_id":"home-start","action_ts":"1.5"}]}`
	if got, err := us.decode(kindInteraction, []byte(view)); err != nil || got.(homePress).action.ID != pressStart {
		t.Errorf("the home tab: %+v, %v", got, err)
	}
	short := `{"type":"message_action","callback_id":"help_person","team":{"id":"T1"},"user":{"id":"U1"},"channel":{"id":"C1"},"message":{"user":"U2","ts":"1.2","text":"aide"}}`
	if got, err := us.decode(kindInteraction, []byte(short)); err != nil || got.(help).about.User != "U2" || who(got) != "U2" {
		t.Errorf("the shortcut: %+v, %v", got, err)
	}
	for _, raw := range []string{`{"type":"view_submission","team":{"id":"T1"}}`, `{"type":"block_actions","team":null,"user":{"id":"U1"}}`} {
		if got, err := us.decode(kindInteraction, []byte(raw)); err != nil || got.(unknown).what == "" {
			t.Errorf("%s: %+v, %v", raw, got, err)
		}
	}
}

func TestPlain(t *testing.T) {
	for raw, want := range map[string]string{
		"<@UB>  aide-moi":                           "aide-moi",
		"dis à <@U2|marie> et <#C1|général>":        "dis à @marie et #général",
		"<!channel> <!subteam^S1|@desk> <!here>":    "@channel @desk @here",
		"<https://intuit.com>":                      "https://intuit.com",
		"<https://intuit.com|intuit.com>":           "https://intuit.com",
		"<https://evil.example|https://intuit.com>": "https://intuit.com (https://evil.example)",
		"<mailto:a@b.ca|a@b.ca> <tel:+1514|+1514>":  "a@b.ca +1514",
		"&lt;b&gt; &amp;lt; x":                      "<b> &lt; x",
		"<":                                         "<",
		"<>":                                        "<>",
		"a <b":                                      "a <b",
		"":                                          "",
	} {
		if got := plain(raw, "UB"); got != want {
			t.Errorf("%q became %q, want %q", raw, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(`{"event":{"type":"message","channel":"D1","user":"U1","ts":"1.2","text":"<@UB> <a|b>"}}`)
	f.Add(`{"type":"block_actions","actions":[{"value":"1|a|b|c|d"}],"message":{"blocks":[{"type":"section","text":{"text":"x"}}]}}`)
	f.Add(`{"team_id":"T1","user_id":"U1","trigger_id":"x","text":"<"}`)
	f.Fuzz(func(t *testing.T, raw string) {
		for _, kind := range []string{kindEvent, kindInteraction, kindCommand, "x"} {
			got, err := us.decode(kind, []byte(raw))
			if err != nil || got == nil {
				continue
			}
			_ = who(got)
			if p, ok := got.(press); ok && p.message != nil {
				within(t, rendered{text: "x", blocks: frozen(p.message, "✓ "+p.action.label())})
			}
		}
	})
}

func TestTimes(t *testing.T) {
	if got := timeOf("1700000000.000200"); got.UnixMicro() != 1700000000000200 {
		t.Errorf("%v", got)
	}
	for _, bad := range []string{"", "x", "NaN", "-5", "1e300", "Inf"} {
		if !timeOf(bad).IsZero() {
			t.Errorf("%q is a time", bad)
		}
	}
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"3": 3 * time.Second, "0.35": 350 * time.Millisecond, "0": 0, "-5": -time.Second, "abc": 0, "": 0, "NaN": 0, "1e99": 1e6 * time.Second,
		"Mon, 23 Nov 2026 10:01:00 GMT": time.Minute,
	} {
		if got := retryAfter(header, now); got != want {
			t.Errorf("Retry-After %q is %s, want %s", header, got, want)
		}
	}
}
