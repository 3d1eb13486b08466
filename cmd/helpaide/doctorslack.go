package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/helpaide/helpaide/adapters/slack"
)

// checkSlack looks at each workspace on Slack: what its tokens are, what they may do, and whether Slack's
// events find a way to us. It posts only where --post says.
func checkSlack(ctx context.Context, p *patient) (told []finding) {
	each := make([][]finding, len(p.config.Workspaces))
	var looking sync.WaitGroup
	for i, w := range p.config.Workspaces {
		if !w.Slack.BotToken.IsSet() || !p.usable(fmt.Sprintf("workspaces[%d].slack.bot_token", i)) {
			continue
		}
		looking.Go(func() { each[i] = lookAtSlack(ctx, p, i) })
	}
	looking.Wait()
	told = slices.Concat(each...)
	if p.post != "" && !slices.ContainsFunc(p.config.Workspaces, func(w Workspace) bool { return w.postsTo(p) != "" }) {
		told = append(told, finding{State: wrong, Says: "--post names no channel of a workspace on Slack", Do: p.howToPost()})
	}
	return told
}

// slackVisit is a look at one workspace, and what it found.
type slackVisit struct {
	access  slack.Access
	config  Workspace
	who     slack.Identity
	patient *patient
	number  int
	told    []finding
}

func (v *slackVisit) tell(state state, says, do string) {
	v.told = append(v.told, finding{State: state, Says: v.config.Name + ": " + says, Do: do})
}

func lookAtSlack(ctx context.Context, p *patient, number int) []finding {
	s := p.config.Workspaces[number].Slack
	v := &slackVisit{
		access:  slack.Access{APIURL: s.APIURL, BotToken: s.BotToken.Reveal(), AppToken: s.AppToken.Reveal(), Client: slackClient()},
		config:  p.config.Workspaces[number],
		patient: p, number: number,
	}
	defer v.access.Client.CloseIdleConnections()
	if !v.token(ctx) {
		return v.told
	}
	v.scopes()
	if s.Mode == "http" {
		v.address(ctx)
	} else {
		v.socket(ctx)
	}
	v.post(ctx)
	return v.told
}

// slackClient is a client of its own, so that what is closed after the look is nobody else's.
func slackClient() *http.Client {
	return &http.Client{Timeout: patience, Transport: &http.Transport{Proxy: http.ProxyFromEnvironment}}
}

// usable reports whether the setting of this workspace has no problem.
func (v *slackVisit) usable(key string) bool {
	return v.patient.usable(fmt.Sprintf("workspaces[%d].slack.%s", v.number, key))
}

// token looks whose the bot's token is, and whether Slack takes it.
func (v *slackVisit) token(ctx context.Context) (taken bool) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var err error
	if v.who, err = v.access.Identity(ctx); err != nil {
		v.told = append(v.told, v.noSlack("bot_token", err))
		return false
	}
	if v.who.Bot == "" {
		v.tell(wrong, "bot_token is the token of a person", "take the Bot User OAuth Token, which begins with xoxb-")
		return false
	}
	v.tell(fine, fmt.Sprintf("Slack knows the bot as %s in %s (%s)", v.who.User, v.who.TeamName, v.who.Team), "")
	if off := v.who.Ahead.Abs(); off >= badlySkewed {
		v.tell(wrong, fmt.Sprintf("this machine's clock is %v away from Slack's, and what Slack signs is only taken within minutes", off.Round(skewed)), "set it by NTP")
	}
	return true
}

// noSlack says why Slack did not take the token of the setting.
func (v *slackVisit) noSlack(setting string, err error) finding {
	says := func(state state, text, do string) finding {
		return finding{State: state, Says: v.config.Name + ": " + text, Do: do}
	}
	network := net.Error(nil)
	switch code := slack.Code(err); code {
	case "":
		if errors.As(err, &network) || errors.Is(err, context.DeadlineExceeded) {
			return says(wrong, "no Slack answers: "+err.Error(), "is slack.api_url right, does a firewall, proxy or NetworkPolicy stand between?")
		}
		return says(wrong, "no connection to Slack: "+err.Error(), "does a proxy stand between, and does it let WebSockets through?")
	case "ratelimited":
		return says(hint, "Slack has been asked too often and tells nothing now", "ask again in a minute")
	case "invalid_auth", "not_authed":
		return says(wrong, "Slack does not know the "+setting, "copy it anew from "+whereIs[setting])
	case "token_revoked", "account_inactive":
		return says(wrong, fmt.Sprintf("the %s is no longer valid (%s)", setting, code), "install the app again, then copy it from "+whereIs[setting])
	case "token_expired":
		return says(wrong, "the "+setting+" has expired", "switch token rotation off (OAuth & Permissions) and install the app again: tokens that are renewed are not supported yet")
	case "missing_scope", "not_allowed_token_type":
		return says(wrong, fmt.Sprintf("the %s may not do this (%s)", setting, code), "make a new one at "+whereIs[setting])
	default:
		return says(wrong, fmt.Sprintf("Slack refuses the %s: %s", setting, code), "")
	}
}

// whereIs says where Slack shows a secret, at https://api.slack.com/apps.
var whereIs = map[string]string{
	"bot_token":      "OAuth & Permissions, Bot User OAuth Token",
	"app_token":      "Basic Information, App-Level Tokens, with the scope connections:write",
	"signing_secret": "Basic Information, App Credentials, Signing Secret",
}

// scopes looks whether the workspace granted what the features need, and no more.
func (v *slackVisit) scopes() {
	const again = "put in the manifest of helpaide slack manifest anew, and install the app again"
	if len(v.who.Scopes) == 0 {
		v.tell(hint, "Slack does not say which permissions the token has", "")
		return
	}
	asked := slack.Asked(v.config.Slack.DeskChannel != "")
	missing := 0
	for _, scope := range asked {
		if slices.Contains(v.who.Scopes, scope.Name) {
			continue
		}
		missing++
		state := hint
		if scope.Needed || scope.Desk {
			state = wrong
		}
		v.tell(state, "without "+scope.Name+" "+scope.Without, again)
	}
	if missing == 0 {
		v.tell(fine, "it has every permission that it needs", "")
	}
	extra := slices.DeleteFunc(slices.Clone(v.who.Scopes), func(name string) bool {
		return slices.ContainsFunc(asked, func(s slack.Scope) bool { return s.Name == name })
	})
	if len(extra) > 0 {
		v.tell(hint, "it has permissions that it does not use: "+strings.Join(extra, ", "), "take them away at OAuth & Permissions")
	}
}

// socket opens a socket and closes it, unless one of ours is there: Slack might give ours something meanwhile, and what is
// given to a socket that goes away does not always come again.
func (v *slackVisit) socket(ctx context.Context) {
	if !v.config.Slack.AppToken.IsSet() || !v.usable("app_token") {
		return
	}
	if v.patient.runsHere(ctx) {
		v.tell(fine, "a helpaide that runs here has the sockets; none was opened beside them", "")
		return
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	hello, err := v.access.Socket(ctx)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		v.tell(wrong, "Slack says no hello on the socket: "+err.Error(), "is Socket Mode switched on (Settings, Socket Mode), and does a proxy let WebSockets through?")
	case err != nil:
		v.told = append(v.told, v.noSlack("app_token", err))
	case v.who.App != "" && hello.App != "" && v.who.App != hello.App:
		v.tell(wrong, fmt.Sprintf("app_token is of the app %s, and bot_token of %s: what people write does not arrive here", hello.App, v.who.App), "take both from the same app")
	default:
		v.tell(fine, fmt.Sprintf("Socket Mode works: Slack says hello, and counts %d with this one", hello.Count), "")
	}
}
