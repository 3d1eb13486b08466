package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/helpaide/helpaide/adapters/slack"
)

// runsHere reports whether a helpaide answers operators on this machine.
func (p *patient) runsHere(ctx context.Context) bool {
	return p.usable("operators.listen") && askReady(ctx, p.config.Operators.Listen) == nil
}

// address looks whether Slack's requests can arrive, and whether who takes them knows the secret that they are signed with.
func (v *slackVisit) address(ctx context.Context) {
	s := v.config.Slack
	if !s.SigningSecret.IsSet() || s.Listen == "" || !v.usable("listen") || !v.usable("signing_secret") {
		return
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.Listen)
	if err == nil {
		_ = listener.Close()
		v.tell(fine, s.Listen+" is free; helpaide does not run here", "")
		return
	}
	switch status, echoed, failed := sendChallenge(ctx, s.Listen, s.SigningSecret.Reveal()); {
	case failed != nil:
		v.tell(wrong, fmt.Sprintf("%s cannot be listened on, and no helpaide answers there: %v", s.Listen, err), "free the port, or set slack.listen")
	case status == http.StatusUnauthorized:
		v.tell(wrong, "what answers on "+s.Listen+" does not take this signing_secret", "start it again when the secret was changed; else copy it anew from "+whereIs["signing_secret"])
	case !echoed:
		v.tell(wrong, fmt.Sprintf("what answers on %s is no helpaide for Slack: it says %d", s.Listen, status), "free the port, or set slack.listen")
	default:
		v.tell(fine, "a helpaide on "+s.Listen+" takes what is signed with this signing_secret", "whether Slack reaches it, Event Subscriptions at api.slack.com/apps says")
	}
}

// sendChallenge asks what listens at the address what Slack asks an address that is new to it.
func sendChallenge(ctx context.Context, address, secret string) (status int, echoed bool, err error) {
	const challenge = "helpaide-doctor"
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return 0, false, err
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	body := []byte(`{"type":"url_verification","challenge":"` + challenge + `"}`)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+net.JoinHostPort(host, port)+"/slack", bytes.NewReader(body))
	if err != nil {
		return 0, false, err
	}
	request.Header.Set("Content-Type", "application/json")
	slack.Sign(request.Header, secret, body, time.Now())
	answer, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(request)
	if err != nil {
		return 0, false, err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(io.LimitReader(answer.Body, 4<<10))
	return answer.StatusCode, answer.StatusCode == http.StatusOK && strings.Contains(string(said), challenge), err
}

// postsTo is the channel of this workspace that --post names, or "".
func (w Workspace) postsTo(p *patient) string {
	name, channel, named := strings.Cut(p.post, "/")
	switch {
	case !w.Slack.BotToken.IsSet():
		return ""
	case named && name == w.Name:
		return channel
	case !named && p.onSlack() == 1:
		return p.post
	}
	return ""
}

// onSlack is how many workspaces are on Slack.
func (p *patient) onSlack() (n int) {
	for _, w := range p.config.Workspaces {
		if w.Slack.BotToken.IsSet() {
			n++
		}
	}
	return n
}

func (p *patient) howToPost() string {
	for _, w := range p.config.Workspaces {
		if w.Slack.BotToken.IsSet() {
			return fmt.Sprintf("with several workspaces write --post %s/C0123456789, and the channel's id", w.Name)
		}
	}
	return "set up a workspace on Slack first"
}

// postWords is what --post writes, for whoever reads the channel.
const postWords = "Message d'essai de HelpAide : tout fonctionne.\nTest message from HelpAide: it works."

// whyNoPost says what Slack's word means, and what to do.
var whyNoPost = map[string][2]string{
	"channel_not_found": {"there is no such channel, or it is private and the bot is not in it", "take the id from the channel's details; write /invite @helpaide in a private channel"},
	"not_in_channel":    {"the bot is not in the channel", "write /invite @helpaide in it"},
	"is_archived":       {"the channel is archived", "name another one"},
	"restricted_action": {"the workspace lets only some people post there", "name another one"},
	"ratelimited":       {"Slack has been asked too often", "try again in a minute"},
}

// post writes to the channel that --post names.
func (v *slackVisit) post(ctx context.Context) {
	channel := v.config.postsTo(v.patient)
	if channel == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ts, err := v.access.Post(ctx, channel, postWords)
	if err == nil {
		v.tell(fine, fmt.Sprintf("a test message is in %s (%s)", channel, ts), "")
		return
	}
	why := whyNoPost[slack.Code(err)]
	v.tell(wrong, fmt.Sprintf("no test message in %s: %s", channel, cmp.Or(why[0], err.Error())), why[1])
}
