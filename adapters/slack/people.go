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

// How long what Slack says of a person holds, and how soon it is asked again when it did not answer; how long
// anybody waits for it; how many people are remembered.
const (
	knownFor   = 24 * time.Hour
	askedAgain = time.Minute
	askTime    = time.Second
	mostPeople = 20_000
)

// person is what is known of somebody. Any of it may be missing.
type person struct {
	lang   bot.Lang // Slack's word for it, which is a first guess
	spoken bot.Lang // what they were written in last
	zone   *time.Location
	name   string // what others call them
	guest  bool   // of another workspace, or with a part of this one only
	home   string // the channel of their direct messages
	until  time.Time
	opened time.Time // when they were last greeted
}

// language is what to say something in that no turn has made.
func (p person) language() bot.Lang { return bot.Lang(either(string(p.spoken), string(p.lang))) }

// people remembers persons, so that Slack is seldom asked.
type people struct {
	api *slackgo.Client
	now func() time.Time

	mu     sync.Mutex
	known  map[string]*person
	owners map[string]string // whose direct messages a channel is
}

func newPeople(api *slackgo.Client, now func() time.Time) *people {
	return &people{api: api, now: now, known: map[string]*person{}, owners: map[string]string{}}
}

// of is what is known of a user. It asks Slack when that is too old, and goes without when it does not answer soon.
func (p *people) of(ctx context.Context, user string) person {
	p.mu.Lock()
	known := *p.entry(user)
	p.mu.Unlock()
	if p.now().Before(known.until) {
		return known
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	info, err := p.api.GetUserInfoContext(ctx, user)
	p.mu.Lock()
	defer p.mu.Unlock()
	entry := p.entry(user)
	if err != nil {
		entry.until = p.now().Add(askedAgain)
		return *entry
	}
	entry.lang, entry.zone, entry.until = languageOf(info.Locale), zoneOf(info), p.now().Add(knownFor)
	entry.name = either(info.Profile.DisplayName, either(info.RealName, info.Name))
	entry.guest = info.IsRestricted || info.IsUltraRestricted || info.IsStranger
	return *entry
}

// ownerOf is whose direct messages a channel is, or "" when that cannot be had soon.
func (p *people) ownerOf(ctx context.Context, channel string) string {
	p.mu.Lock()
	user := p.owners[channel]
	p.mu.Unlock()
	if user != "" {
		return user
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	info, err := p.api.GetConversationInfoContext(ctx, &slackgo.GetConversationInfoInput{ChannelID: channel})
	if err != nil || info.User == "" {
		return ""
	}
	p.lives(info.User, channel)
	return info.User
}

// homeOf is the channel of a user's direct messages with the bot. It is opened when it is not known.
func (p *people) homeOf(ctx context.Context, user string) (string, error) {
	p.mu.Lock()
	home := p.entry(user).home
	p.mu.Unlock()
	if home != "" {
		return home, nil
	}
	channel, _, _, err := p.api.OpenConversationContext(ctx, &slackgo.OpenConversationParameters{Users: []string{user}})
	if err != nil {
		return "", fmt.Errorf("open direct messages: %w", outcome(err))
	}
	if channel == nil || !isDirect(channel.ID) {
		return "", fmt.Errorf("open direct messages: %w", errShapeless)
	}
	p.lives(user, channel.ID)
	return channel.ID, nil
}

// lives notes whose direct messages a channel is.
func (p *people) lives(user, channel string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.entry(user).home = channel
	p.owners[channel] = user
}

// spoke notes the language of what was last written to the channel.
func (p *people) spoke(channel string, lang bot.Lang) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if user := p.owners[channel]; user != "" {
		p.entry(user).spoken = lang
	}
}

// greets reports whether a user is to be greeted now: once a day is enough to ask the engine.
func (p *people) greets(user string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now().Sub(p.entry(user).opened) > knownFor
}

func (p *people) greeted(user string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.entry(user).opened = p.now()
}

// forget drops what is known of a user.
func (p *people) forget(user string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if known := p.known[user]; known != nil {
		delete(p.owners, known.home)
		delete(p.known, user)
	}
}

// entry is a user's own. All are forgotten when they have become too many: they are asked for again.
func (p *people) entry(user string) *person {
	known := p.known[user]
	if known == nil {
		if len(p.known) >= mostPeople {
			clear(p.known)
			clear(p.owners)
		}
		known = &person{}
		p.known[user] = known
	}
	return known
}

// languageOf is the language of a locale, of those that packs speak.
func languageOf(locale string) bot.Lang {
	switch {
	case locale == "":
		return ""
	case strings.HasPrefix(strings.ToLower(locale), "fr"):
		return "fr"
	}
	return "en"
}

// zoneOf is where a person's clock is; nil when that is not known.
func zoneOf(user *slackgo.User) *time.Location {
	if zone, err := time.LoadLocation(user.TZ); err == nil && user.TZ != "" {
		return zone
	}
	if user.TZOffset != 0 {
		return time.FixedZone("", user.TZOffset)
	}
	return nil
}
