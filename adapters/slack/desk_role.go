package slack

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// groupTime is how old what is known of the agents' group may be.
const groupTime = time.Minute

// members are those of the agents' group.
type members struct {
	mu    sync.Mutex
	known map[string]bool
	until time.Time
}

// agentName is a name as the person is shown it: without signs that turn the line around, and not without end.
func agentName(name string) string {
	return shortened(strings.Join(strings.Fields(clean(name)), " "), 60)
}

// agent is the user as the engine takes them, with the role that they have now.
func (a *Adapter) agent(ctx context.Context, user string) (bot.Agent, error) {
	who := a.people.of(ctx, user)
	agent := bot.Agent{ID: string(a.at(user, "").address()), Name: agentName(either(who.name, user)), Role: bot.RoleViewer}
	works, err := a.works(ctx, user, who)
	if works {
		agent.Role = bot.RoleAgent
	}
	return agent, err
}

// works reports whether the user is an agent. It fails rather than guess.
func (a *Adapter) works(ctx context.Context, user string, who person) (bool, error) {
	if whole(user) != nil || who.guest {
		return false, nil
	}
	if a.o.Desk.Group == "" {
		return !who.until.IsZero() && who.name != "", nil // of whom Slack says nothing is none
	}
	m := &a.members
	m.mu.Lock()
	defer m.mu.Unlock()
	if now := a.o.Now(); m.known == nil || !now.Before(m.until) {
		ctx, cancel := context.WithTimeout(ctx, askTime)
		defer cancel()
		users, err := a.api.GetUserGroupMembersContext(ctx, a.o.Desk.Group)
		if err != nil {
			return false, fmt.Errorf("ask who is an agent: %w", outcome(err))
		}
		m.known, m.until = map[string]bool{}, now.Add(groupTime)
		for _, one := range users {
			m.known[one] = true
		}
	}
	return m.known[user], nil
}

// whisper says something to one agent in a thread of the desk.
func (in *intake) whisper(user, thread, text string) {
	in.later(user, "whisper", func(ctx context.Context) error {
		_, err := in.api.PostEphemeralContext(ctx, in.o.Desk.Channel, user, slackgo.MsgOptionText(text, true), slackgo.MsgOptionTS(thread), slackgo.MsgOptionParse(false))
		return err
	})
}

// remark puts an emoji on an agent's line, as a sign of what became of it.
func (a *Adapter) remark(ts, emoji string) {
	a.later(ts, "remark", func(ctx context.Context) error {
		return a.api.AddReactionContext(ctx, emoji, slackgo.NewRefToMessage(a.o.Desk.Channel, ts))
	})
}

// The signs on an agent's line: it stays with colleagues; the person has it.
const (
	noteSign    = "spiral_note_pad"
	arrivedSign = "white_check_mark"
)

// arrived marks an agent's line that the person has now.
func (a *Adapter) arrived(of bot.EventID) {
	ts, ours := strings.CutPrefix(string(of), room+":"+a.team()+":"+a.o.Desk.Channel+":")
	if ours && a.o.Desk.there() && whole(ts) == nil {
		a.remark(ts, arrivedSign)
	}
}
