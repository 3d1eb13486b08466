package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/bot"
)

// SlackSecret signs the events of the load, for whatever is measured.
const SlackSecret = "helpaide-bench-signing-secret"

// ServeSlack takes events over HTTP and does nothing with them, until in ends. It writes to out where it listens. The
// Slack that it asks who people are is at api.
func ServeSlack(ctx context.Context, in io.Reader, out io.Writer, api string) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	log := logrus.New()
	log.SetOutput(io.Discard)
	adapter, err := slack.New(slack.Options{
		Workspace: "bench", Mode: slack.HTTP, APIURL: api, BotToken: "xoxb-bench-bot-token", SigningSecret: SlackSecret,
		Listen: "127.0.0.1:0", Secret: "0123456789abcdef", Log: log,
	})
	if err != nil {
		return err
	}
	go func() {
		_, _ = io.Copy(io.Discard, in)
		stop()
	}()
	go func() {
		for adapter.Address() == nil && ctx.Err() == nil {
			time.Sleep(time.Millisecond)
		}
		_, _ = fmt.Fprintln(out, "http://"+adapter.Address().String()+"/slack")
	}()
	err = adapter.Run(ctx, func(context.Context, bot.Envelope) error { return nil })
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// slackMethods is a Slack that knows everybody and takes everything at once.
type slackMethods struct{}

func (slackMethods) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := `{"ok":true}`
	switch method := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]; method {
	case "auth.test":
		answer = `{"ok":true,"team":"bench","team_id":"` + slackTeam + `","user":"helpaide","user_id":"U0BOT","bot_id":"B0BOT"}`
	case "bots.info":
		answer = `{"ok":true,"bot":{"id":"B0BOT","app_id":"` + slackApp + `"}}`
	case "users.info":
		answer = `{"ok":true,"user":{"id":"U1","locale":"fr-CA","tz":"America/Toronto"}}`
	case "chat.postMessage":
		answer = `{"ok":true,"channel":"D1","ts":"1700000000.000100"}`
	}
	_, _ = io.Copy(io.Discard, r.Body)
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, answer)
}
