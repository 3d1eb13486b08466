package bench

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// channelName is what the addresses of the load begin with.
const channelName = "bench"

// address is as long as a direct message's on Slack.
func address(who int) bot.Address {
	return bot.Address(fmt.Sprintf("%s:T0123456:D%07d", channelName, who))
}

// number is whose address it is.
func number(to bot.Address) (int, error) {
	return strconv.Atoi(string(to[strings.LastIndexByte(string(to), 'D')+1:]))
}

// platform accepts every message at once, and knows when a turn's last one was handed over.
type platform struct {
	people []person
	lines  atomic.Int64
}

type person struct {
	due  atomic.Int32  // messages that the turn under way has still to say
	last chan struct{} // one when it has none
}

func newPlatform(people int) *platform {
	p := &platform{people: make([]person, people)}
	for i := range p.people {
		p.people[i].last = make(chan struct{}, 1)
	}
	return p
}

// expect says how many messages a person's turn will have.
func (p *platform) expect(to bot.Address, messages int) (*person, error) {
	who, err := number(to)
	if err != nil {
		return nil, err
	}
	one := &p.people[who]
	one.due.Store(int32(messages))
	return one, nil
}

// Carries, Run and Send make it a channel of the host's.
func (p *platform) Carries(to bot.Address) bool { return to.Channel() == channelName }

// Run has no events of its own: the load hands them to the host.
func (p *platform) Run(ctx context.Context, _ host.Sink) error { <-ctx.Done(); return nil }

// Send accepts a message.
func (p *platform) Send(_ context.Context, line bot.Line) (bot.Receipt, error) {
	say, ok := line.Effect.(bot.Say)
	if !ok {
		return bot.Receipt{}, fmt.Errorf("send %s: it is no message", line.ID())
	}
	who, err := number(say.To)
	if err != nil {
		return bot.Receipt{}, err
	}
	n := p.lines.Add(1)
	if one := &p.people[who]; one.due.Add(-1) == 0 {
		one.last <- struct{}{}
	}
	return bot.Receipt{ID: strconv.FormatInt(n, 10)}, nil
}
