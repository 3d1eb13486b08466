package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	slackgo "github.com/slack-go/slack"
	"go.uber.org/goleak"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
)

// slackAnswers is a Slack that says what a case wants it to.
type slackAnswers struct {
	scopes  string
	methods map[string]string // its answer to each method
	hello   string            // what it says on a socket; "" is nothing
	away    time.Duration     // of its clock

	mu    sync.Mutex
	posts []url.Values
}

// soundSlack is a Slack in which everything is as it should be.
func soundSlack() *slackAnswers {
	scopes := []string{}
	for _, s := range slack.Asked(false) {
		scopes = append(scopes, s.Name)
	}
	return &slackAnswers{
		scopes: strings.Join(scopes, ","),
		methods: map[string]string{
			"auth.test":             `{"ok":true,"team":"Nord inc.","team_id":"T1","user":"helpaide","user_id":"U1","bot_id":"B1"}`,
			"bots.info":             `{"ok":true,"bot":{"id":"B1","app_id":"A1"}}`,
			"apps.connections.open": `{"ok":true,"url":"ws://here/socket"}`,
			"chat.postMessage":      `{"ok":true,"channel":"C1","ts":"1700000000.000100"}`,
		},
		hello: `{"type":"hello","num_connections":2,"connection_info":{"app_id":"A1"}}`,
	}
}

func (s *slackAnswers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/socket" {
		s.socket(w, r)
		return
	}
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	_ = r.ParseForm()
	s.mu.Lock()
	defer s.mu.Unlock()
	if method == "chat.postMessage" {
		s.posts = append(s.posts, r.Form)
	}
	w.Header().Set("Date", time.Now().Add(s.away).UTC().Format(http.TimeFormat))
	w.Header().Set("X-OAuth-Scopes", s.scopes)
	_, _ = io.WriteString(w, strings.ReplaceAll(s.methods[method], "ws://here", "ws://"+r.Host))
}

func (s *slackAnswers) socket(w http.ResponseWriter, r *http.Request) {
	conn, err := (&websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	if s.hello != "" {
		_ = conn.WriteMessage(websocket.TextMessage, []byte(s.hello))
	}
	_, _, _ = conn.ReadMessage() // until it is closed
}

// onSlackAt is a patient with one workspace on the Slack.
func onSlackAt(t *testing.T, s *slackAnswers, more ...string) *patient {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	config, err := loadConfig("", append([]string{
		"HELPAIDE_EMBEDDED=x.db", "HELPAIDE_NAME=nord", "HELPAIDE_OPERATORS_LISTEN=127.0.0.1:1",
		"HELPAIDE_SLACK_BOT_TOKEN=" + botToken, "HELPAIDE_SLACK_API_URL=" + server.URL + "/api",
	}, more...))
	if err != nil {
		t.Fatal(err)
	}
	return newPatient(config, nil)
}

const (
	knows   = "ok nord: Slack knows the bot as helpaide in Nord inc. (T1)"
	granted = "ok nord: it has every permission that it needs"
	hello   = "ok nord: Socket Mode works: Slack says hello, and counts 2 with this one"
)

func TestWhatSlackTells(t *testing.T) {
	refuses := func(method, code string) func(*slackAnswers) {
		return func(s *slackAnswers) { s.methods[method] = `{"ok":false,"error":"` + code + `"}` }
	}
	without := func(scope string) func(*slackAnswers) {
		return func(s *slackAnswers) { s.scopes = strings.ReplaceAll(s.scopes, scope, "") }
	}
	cases := []struct {
		name string
		but  func(*slackAnswers)
		want []string
	}{
		{"sound", func(*slackAnswers) {}, []string{knows, granted, hello}},
		{"an unknown token", refuses("auth.test", "invalid_auth"), []string{"wrong nord: Slack does not know the bot_token; copy it anew from OAuth & Permissions, Bot User OAuth Token"}},
		{"taken out", refuses("auth.test", "account_inactive"), []string{"wrong nord: the bot_token is no longer valid (account_inactive); install the app again, then copy it from OAuth…"}},
		{"rotated", refuses("auth.test", "token_expired"), []string{"wrong nord: the bot_token has expired; switch token rotation off…"}},
		{"another refusal", refuses("auth.test", "org_login_required"), []string{"wrong nord: Slack refuses the bot_token: org_login_required"}},
		{"a person's", func(s *slackAnswers) {
			s.methods["auth.test"] = `{"ok":true,"team":"N","team_id":"T1","user":"ada","user_id":"U2"}`
		}, []string{"wrong nord: bot_token is the token of a person; take the Bot User OAuth Token, which begins with xoxb-"}},
		{"no web page of Slack's", func(s *slackAnswers) { s.methods["auth.test"] = "<html>" }, []string{"wrong nord: no connection to Slack: …"}},
		{"the clocks apart", func(s *slackAnswers) { s.away = -10 * time.Minute }, []string{knows, "wrong nord: this machine's clock is 10m…", granted, hello}},
		{"deaf", without("im:history"), []string{knows, "wrong nord: without im:history direct messages are not heard; put in the manifest…", hello}},
		{"without mentions", without("app_mentions:read"), []string{knows, "hint nord: without app_mentions:read mentions in channels are not heard; …", hello}},
		{"too much", func(s *slackAnswers) { s.scopes += ", files:read" }, []string{knows, granted, "hint nord: it has permissions that it does not use: files:read; take them away at OAuth & Permissions", hello}},
		{"silent about scopes", func(s *slackAnswers) { s.scopes = "" }, []string{knows, "hint nord: Slack does not say which permissions the token has", hello}},
		{"an app token without its scope", refuses("apps.connections.open", "missing_scope"), []string{knows, granted, "wrong nord: the app_token may not do this (missing_scope); make a new one at Basic Information, App-Level Tokens, with the scope connections:write"}},
		{"an unknown app token", refuses("apps.connections.open", "invalid_auth"), []string{knows, granted, "wrong nord: Slack does not know the app_token; copy it anew from Basic Information…"}},
		{"another app", func(s *slackAnswers) { s.hello = strings.ReplaceAll(s.hello, "A1", "A2") }, []string{knows, granted, "wrong nord: app_token is of the app A2, and bot_token of A1: what people write does not arrive here; take both from the same app"}},
		{"whose app cannot be told", refuses("bots.info", "missing_scope"), []string{knows, granted, hello}},
		{"no socket", func(s *slackAnswers) { s.methods["apps.connections.open"] = `{"ok":true,"url":"ws://127.0.0.1:1/"}` }, []string{knows, granted, "wrong nord: no Slack answers: dial tcp…"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			before := goleak.IgnoreCurrent()
			t.Cleanup(func() { goleak.VerifyNone(t, before) })
			s := soundSlack()
			c.but(s)
			told := checkSlack(t.Context(), onSlackAt(t, s, "HELPAIDE_SLACK_APP_TOKEN="+appToken))
			wantLines(t, told, c.want...)
			holdsNoSecret(t, strings.Join(lines(told), "\n"))
			if len(s.posts) > 0 {
				t.Errorf("it wrote %v, and nobody asked for it", s.posts)
			}
		})
	}
}

func TestNoSlackAnswers(t *testing.T) {
	p := onSlackAt(t, soundSlack(), "HELPAIDE_SLACK_APP_TOKEN="+appToken)
	p.config.Workspaces[0].Slack.APIURL = "http://127.0.0.1:1/api/"
	told := checkSlack(t.Context(), p)
	wantLines(t, told, "wrong nord: no Slack answers: …")
	holdsNoSecret(t, strings.Join(lines(told), "\n"))
}

func TestSocketIsLeftAloneBesideOneThatRuns(t *testing.T) {
	s := soundSlack()
	s.methods["apps.connections.open"] = `{"ok":false,"error":"nobody_may_ask"}`
	p := onSlackAt(t, s, "HELPAIDE_SLACK_APP_TOKEN="+appToken)
	p.config.Operators = listening(t, map[string]int{"/readyz": http.StatusOK}).config.Operators
	wantLines(t, checkSlack(t.Context(), p), knows, granted, "ok nord: a helpaide that runs here has the sockets; none was opened beside them")
}

// takes is a server for Slack's requests that knows the secret, unless it is "".
func takes(t *testing.T, secret string) (address string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		signed, err := slackgo.NewSecretsVerifier(r.Header, secret)
		if err == nil {
			_, _ = signed.Write(body)
			err = signed.Ensure()
		}
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		said := struct{ Challenge string }{}
		_ = json.Unmarshal(body, &said)
		_, _ = io.WriteString(w, said.Challenge)
	}))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

func TestWhatTheAddressTells(t *testing.T) {
	deaf := httptest.NewServer(http.NotFoundHandler())
	defer deaf.Close()
	for _, c := range []struct{ name, listen, want string }{
		{"nobody", "127.0.0.1:29473", "ok nord: 127.0.0.1:29473 is free; helpaide does not run here"},
		{"ours", takes(t, signingSecret), "ok nord: a helpaide on 127.0.0.1:…"},
		{"another secret", takes(t, signingSecret+"2"), "wrong nord: what answers on 127.0.0.1:…"},
		{"somebody else", strings.TrimPrefix(deaf.URL, "http://"), "wrong nord: what answers on 127.0.0.1:…"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := onSlackAt(t, soundSlack(), "HELPAIDE_SLACK_MODE=http", "HELPAIDE_SLACK_SIGNING_SECRET="+signingSecret, "HELPAIDE_SLACK_LISTEN="+c.listen)
			told := checkSlack(t.Context(), p)
			wantLines(t, told, knows, granted, c.want)
			holdsNoSecret(t, strings.Join(lines(told), "\n"))
		})
	}
}

func TestPostOnlyWhereAsked(t *testing.T) {
	for _, c := range []struct{ name, post, refusal, want string }{
		{"there", "C1", "", "ok nord: a test message is in C1 (1700000000.000100)"},
		{"by its workspace", "nord/C1", "", "ok nord: a test message is in C1 (1700000000.000100)"},
		{"another workspace", "sud/C1", "", "wrong --post names no channel of a workspace on Slack; with several workspaces write --post nord/C0123456789, and the channel's id"},
		{"not invited", "C1", "not_in_channel", "wrong nord: no test message in C1: the bot is not in the channel; write /invite @helpaide in it"},
		{"another refusal", "C1", "team_access_not_granted", "wrong nord: no test message in C1: team_access_not_granted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := soundSlack()
			if c.refusal != "" {
				s.methods["chat.postMessage"] = `{"ok":false,"error":"` + c.refusal + `"}`
			}
			p := onSlackAt(t, s, "HELPAIDE_SLACK_APP_TOKEN="+appToken)
			p.post = c.post
			wantLines(t, checkSlack(t.Context(), p), knows, granted, hello, c.want)
			asked := 1
			if strings.HasPrefix(c.post, "sud") {
				asked = 0
			}
			if len(s.posts) != asked || asked == 1 && (s.posts[0].Get("channel") != "C1" || s.posts[0].Get("text") != postWords) {
				t.Errorf("it wrote %v", s.posts)
			}
		})
	}
	p := &patient{post: "C1"}
	wantLines(t, checkSlack(t.Context(), p), "wrong --post names no channel of a workspace on Slack; set up a workspace on Slack first")
}

// TestDoctorOnAStrictSlack installs the manifest's app in a workspace that refuses what was not granted.
func TestDoctorOnAStrictSlack(t *testing.T) {
	app, err := slack.Manifest(slack.AppOptions{Lang: "fr"})
	if err != nil {
		t.Fatal(err)
	}
	fake := slackfake.Start(t, slackfake.Options{Scopes: app.OAuth.Scopes.Bot, Events: app.Settings.Events.Bot})
	with, without := fake.Channel("C0IN", fake.Person("U0ADA", "fr-CA")), fake.Channel("C0OUT")
	fake.Kick(without)
	config, err := loadConfig("", []string{
		"HELPAIDE_EMBEDDED=x.db", "HELPAIDE_NAME=nord", "HELPAIDE_OPERATORS_LISTEN=127.0.0.1:1", "HELPAIDE_SLACK_API_URL=" + fake.APIURL(),
		"HELPAIDE_SLACK_BOT_TOKEN=" + fake.BotToken, "HELPAIDE_SLACK_APP_TOKEN=" + fake.AppToken,
	})
	if err != nil {
		t.Fatal(err)
	}
	socket := "ok nord: Socket Mode works: Slack says hello, and counts 1 with this one"
	for channel, want := range map[string]string{
		with:    "ok nord: a test message is in C0IN (…",
		without: "wrong nord: no test message in C0OUT: the bot is not in the channel; write /invite @helpaide in it",
	} {
		p := newPatient(config, nil)
		p.post = channel
		wantLines(t, checkSlack(t.Context(), p), "ok nord: Slack knows the bot as …", granted, socket, want)
	}
	if said := fake.Messages(with); len(said) != 1 || said[0].Text != postWords {
		t.Errorf("the channel has %+v", said)
	}
	fake.AwaitSockets(t, 0)
	fake.Grant("chat:write")
	told := strings.Join(lines(checkSlack(t.Context(), newPatient(config, nil))), "\n")
	for _, s := range slack.Asked(false) {
		if missing := strings.Contains(told, "without "+s.Name+" "+s.Without); missing != (s.Name != "chat:write") {
			t.Errorf("%s is told as missing: %v\n%s", s.Name, missing, told)
		}
	}
}
