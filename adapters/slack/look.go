package slack

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	slackgo "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// Access is what opens a workspace. It is for looking at how a workspace is set up; serving has Options.
type Access struct {
	APIURL, BotToken, AppToken string

	Client *http.Client // with a timeout
}

// Identity is what Slack says of a bot's token.
type Identity struct {
	Team, TeamName string        // the workspace's id and name
	Bot, User      string        // the bot's id, "" when the token is a person's, and what people call it
	App            string        // the app's id, "" when Slack did not say
	Scopes         []string      // what the workspace has granted
	Ahead          time.Duration // how far Slack's clock is ahead of this machine's
}

// Identity asks Slack whose the bot's token is. Its errors are Slack's, as Code reads them.
func (a Access) Identity(ctx context.Context) (who Identity, err error) {
	var headers http.Header
	api := a.api(slackgo.OptionOnResponseHeaders(func(path string, h http.Header) {
		if path == "auth.test" {
			headers = h
		}
	}))
	auth, err := api.AuthTestContext(ctx)
	if err != nil {
		return who, err
	}
	who = Identity{Team: auth.TeamID, TeamName: auth.Team, Bot: auth.BotID, User: auth.User}
	for scope := range strings.SplitSeq(headers.Get("X-OAuth-Scopes"), ",") {
		if scope = strings.TrimSpace(scope); scope != "" {
			who.Scopes = append(who.Scopes, scope)
		}
	}
	if theirs, err := http.ParseTime(headers.Get("Date")); err == nil {
		who.Ahead = time.Until(theirs)
	}
	if bot, err := api.GetBotInfoContext(ctx, slackgo.GetBotInfoParameters{Bot: auth.BotID}); err == nil {
		who.App = bot.AppID
	}
	return who, nil
}

// Hello is what Slack says when a socket is open.
type Hello struct {
	App   string // the id of the app whose the app token is
	Count int    // how many sockets the app has, this one included
}

// Socket opens a socket as serving does, waits for Slack's hello and closes it at once. What Slack happens to send
// meanwhile is not acknowledged: events come again, a press on a button does not.
func (a Access) Socket(ctx context.Context) (hello Hello, err error) {
	ctx, cancel := context.WithCancel(ctx)
	client := socketmode.New(a.api())
	ended := make(chan error, 1)
	var running sync.WaitGroup
	running.Go(func() { ended <- client.RunContext(ctx) })
	defer running.Wait()
	defer cancel()
	for {
		select {
		case event := <-client.Events:
			switch failed, bad := event.Data.(*slackgo.ConnectionErrorEvent); {
			case bad:
				return hello, withoutAddress(failed.ErrorObj)
			case event.Type == socketmode.EventTypeHello:
				return Hello{App: event.Request.ConnectionInfo.AppID, Count: event.Request.NumConnections}, nil
			}
		case err := <-ended:
			return hello, err
		case <-ctx.Done():
			return hello, fmt.Errorf("no hello came: %w", ctx.Err())
		}
	}
}

// Post writes the text into the channel, and returns the message's id there.
func (a Access) Post(ctx context.Context, channel, text string) (ts string, err error) {
	_, ts, err = a.api().PostMessageContext(ctx, channel, slackgo.MsgOptionText(text, true), slackgo.MsgOptionDisableLinkUnfurl())
	return ts, err
}

func (a Access) api(more ...slackgo.Option) *slackgo.Client {
	options := append([]slackgo.Option{slackgo.OptionAPIURL(a.APIURL), slackgo.OptionAppLevelToken(a.AppToken), slackgo.OptionHTTPClient(a.Client)}, more...)
	return slackgo.New(a.BotToken, options...)
}

// Code is Slack's word for why it refused, as "invalid_auth"; "" when the error is none of Slack's.
func Code(err error) string {
	refused, limited := slackgo.SlackErrorResponse{}, &slackgo.RateLimitedError{}
	switch {
	case errors.As(err, &refused):
		return refused.Err
	case errors.As(err, &limited):
		return "ratelimited"
	}
	return ""
}

// Sign makes the two headers with which Slack signs a request, for a body that is sent at this moment.
func Sign(header http.Header, secret string, body []byte, at time.Time) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	header.Set("X-Slack-Request-Timestamp", stamp)
	header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
}
