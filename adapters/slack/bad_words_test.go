package slack_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
)

// TestBadWords sends what may be taken for more than words. Each gets an answer, and the conversation goes on.
func TestBadWords(t *testing.T) {
	for _, mode := range []slack.Mode{slack.Socket, slack.HTTP} {
		t.Run(string(mode), func(t *testing.T) {
			s := play(t, mode, slackfake.Options{})
			for i, words := range []string{
				`{{.Secret}} ${jndi:ldap://x} %s%n%x {{7*7}} <%= 1 %>`,                                        // C06
				"ok\nlevel=error msg=\"admin login\"\r\n\x1b[2J\u2028fin",                                     // C08
				"<https://evil.example|https://accounts.intuit.com> <!channel> <@U1> <!subteam^S1> @everyone", // C05, B09
				"\u202e" + strings.Repeat("a\u200d", 500) + strings.Repeat("\u0301", 3000),                    // C03
				strings.Repeat("a", 40_000),                                                                  // F01
				strings.Repeat("(", 30_000) + strings.Repeat("4 1 ", 2000),                                   // F05
				"http://169.254.169.254/latest/meta-data http://[::ffff:127.0.0.1]:6379/ http://0x7f000001/", // E03
			} {
				before := s.Turns(s.marie)
				s.marie.WriteRaw(s.marie.Person.Home(), "", words)
				m := s.Answered(s.marie, before)
				if n := s.Turns(s.marie); n != i+1 {
					t.Errorf("line %d: %d turns", i, n)
				}
				if len(m.Live) > 0 {
					t.Errorf("line %d: %q is more than words", i, m.Live)
				}
				if seen := strings.Join(m.Parts, " "); strings.Contains(seen, "evil.example") || strings.Contains(seen, "49") {
					t.Errorf("line %d was repeated or worked out: %q", i, seen)
				}
			}
			for line := range strings.SplitSeq(s.Logs(), "\n") {
				if strings.HasPrefix(line, "level=error msg=\"admin login\"") {
					t.Error("C08: a log was forged")
				}
			}
			if len(s.Buried()) > 0 || len(s.Fake.Lost()) > 0 || len(s.Refused()) > 0 {
				t.Errorf("buried %d, not acknowledged %d, refused %+v", len(s.Buried()), len(s.Fake.Lost()), s.Refused())
			}
		})
	}
}

// TestBadLinkIsShown keeps where a link leads, whatever it is called.
func TestBadLinkIsShown(t *testing.T) {
	s := play(t, slack.Socket, slackfake.Options{})
	s.marie.WriteRaw(s.marie.Person.Home(), "", "<https://evil.example/x|https://accounts.intuit.com>")
	s.Answered(s.marie, 0)
	said, _ := s.Journal(s.marie)[0].Event.(bot.Said)
	if !strings.Contains(said.Text, "evil.example") {
		t.Errorf("C05: kept as %q", said.Text)
	}
}

// TestBadJSON sends text that is no text.
func TestBadJSON(t *testing.T) {
	s := play(t, slack.HTTP, slackfake.Options{})
	for i, body := range []string{
		strings.Replace(s.event(stamp(1), "WORDS"), "WORDS", `a\ud800b`, 1),
		strings.Replace(s.event(stamp(2), "WORDS"), "WORDS", "a\xff\xfeb", 1),
	} {
		if status, _, _ := s.posts(body, nil); status != http.StatusOK && status != http.StatusBadRequest {
			t.Errorf("C09: body %d: status %d", i, status)
		}
	}
	s.Asks(s.marie, "bonjour")
}

// TestBadFiles sends files that nobody may open, fetch or repeat.
func TestBadFiles(t *testing.T) {
	var asked atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(elsewhere.Close)
	s := play(t, slack.Socket, slackfake.Options{})
	names := []string{"permis.jpg", "../../etc/passwd", "CON", strings.Repeat("n", 300), "a\nb", "x.pdf.exe", "\u202efdp.exe", "bombe.zip", "image.svg"}
	for i, name := range names {
		before := s.Turns(s.marie)
		s.marie.Share(s.marie.Person.Home(), "", map[string]any{
			"id": fmt.Sprint("F", i), "name": name, "mimetype": "application/zip", "size": 42 << 10,
			"url_private": elsewhere.URL + "/f", "url_private_download": elsewhere.URL + "/d", "permalink": elsewhere.URL,
		})
		m := s.Answered(s.marie, before)
		if seen := strings.Join(m.Parts, " "); strings.Contains(seen, name) && i > 0 {
			t.Errorf("E07: %q is repeated", name)
		}
		sent, ok := s.Journal(s.marie)[before].Event.(bot.FileSent)
		if !ok || strings.ContainsAny(sent.Name, "\n\u202e") || len(sent.Name) > 200 {
			t.Errorf("D12: turn %d is %+v", before, sent)
		}
	}
	if asked.Load() > 0 {
		t.Errorf("E04: %d requests to another host", asked.Load())
	}
}

// TestBadNames has people and channels with strange names.
func TestBadNames(t *testing.T) {
	s := play(t, slack.Socket, slackfake.Options{})
	s.marie.Name = "**Intuit Support** ✅ \u202e<!channel>" + strings.Repeat("\u0301", 3000)
	m := s.Asks(s.marie, "bonjour")
	if len(m.Live) > 0 || strings.Contains(strings.Join(m.Parts, " "), "Intuit Support") {
		t.Errorf("C02, C03: %q", m.Parts)
	}
}

// TestBadPlaces has the platform refuse for good: the line is given up at the first try, and others go on.
func TestBadPlaces(t *testing.T) {
	for _, code := range []string{"channel_not_found", "is_archived", "not_in_channel", "messages_tab_disabled", "user_disabled"} {
		t.Run("F13 "+code, func(t *testing.T) {
			t.Parallel()
			s := play(t, slack.Socket, slackfake.Options{})
			s.Asks(s.marie, "bonjour")
			s.Fail(slackfake.Fault{Kind: slackfake.Code, Code: code, Method: "chat.postMessage", Channel: s.marie.Person.Home(), Times: -1})
			before := len(s.Requests("chat.postMessage"))
			s.marie.DM("c'est lent")
			s.until("the refusal", func() bool { return strings.Contains(s.Logs(), "refused for good") })
			s.Lost(s.marie.Person.Home())
			paul := s.somebody("paul", "en")
			s.Asks(paul, "hello")
			if n := len(s.Requests("chat.postMessage")) - before; n > 3 {
				t.Errorf("%d tries", n)
			}
		})
	}
}

// TestBadUninstall takes the app away: nothing is sent any more.
func TestBadUninstall(t *testing.T) {
	s := play(t, slack.Socket, slackfake.Options{})
	s.Asks(s.marie, "bonjour")
	before := len(s.Answers(s.marie.Person.Home()))
	s.Uninstall()
	s.until("the end of the connections", func() bool { return s.Sockets() == 0 && strings.Contains(s.Logs(), "a channel cannot run") })
	if n := len(s.Answers(s.marie.Person.Home())); n != before {
		t.Errorf("F14: %d messages, want %d", n, before)
	}
}

// TestBadRetryAfter has Slack say nonsense about how long to wait.
func TestBadRetryAfter(t *testing.T) {
	for _, header := range []string{"0", "-5", "3600", "abc", "none", "0.35", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)} {
		t.Run("F10 "+header, func(t *testing.T) {
			t.Parallel()
			s := play(t, slack.Socket, slackfake.Options{})
			s.Asks(s.marie, "bonjour")
			s.Fail(slackfake.Fault{Kind: slackfake.Limited, RetryAfter: header, Page: true, Method: "chat.postMessage"})
			before, refused := len(s.Requests("chat.postMessage")), time.Now()
			s.marie.DM("c'est lent")
			if header != "3600" && !strings.Contains(header, "GMT") {
				s.Answered(s.marie, 1)
				calls := s.Requests("chat.postMessage")
				if waited := calls[len(calls)-1].At.Sub(refused); waited < time.Second {
					t.Errorf("it waited %v", waited)
				}
				return
			}
			s.until("the refusal", func() bool { return len(s.Requests("chat.postMessage")) > before })
			s.Hurrying("an hour", func() bool { return strings.Contains(s.Logs(), "was not accepted") })
			if n := len(s.Requests("chat.postMessage")) - before; n != 1 {
				t.Errorf("%d calls within the hour", n)
			}
			s.Lost(s.marie.Person.Home())
			s.Forgets()
		})
	}
}

// TestBadFlood has one person write much: everything is kept, and another is answered meanwhile.
func TestBadFlood(t *testing.T) {
	s := play(t, slack.Socket, slackfake.Options{})
	const n = 200
	for i := range n {
		s.marie.DM(fmt.Sprint("ligne ", i))
	}
	paul := s.somebody("paul", "en")
	s.Asks(paul, "hello")
	s.until("all turns", func() bool { return s.Turns(s.marie) == n })
	if said := len(s.Answers(s.marie.Person.Home())); len(s.Fake.Lost()) > 0 || said > 25 {
		t.Errorf("F02: %d lines were lost, %d messages said", len(s.Fake.Lost()), said)
	}
}
