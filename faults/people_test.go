//go:build integration

package faults

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// homes are the conversations that took place.
type homes struct {
	mu  sync.Mutex
	all []bot.Address
}

func (h *homes) add(home bot.Address) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.all = append(h.all, home)
}

// turnsEach is after how many acts a person begins another conversation.
const turnsEach = 40

// person is somebody who talks to the assistant, with the agents who take over.
type person struct {
	platform *platform
	homes    *homes
	chance   *rand.Rand
	number   int
	talks    int
	home     bot.Address
	acts     int
	agent    bot.Agent
}

func newPerson(p *platform, homes *homes, seed uint64, number int) *person {
	return &person{platform: p, homes: homes, number: number, chance: rand.New(rand.NewPCG(seed, uint64(100+number)))}
}

// live talks until ctx ends, one thing after the other most of the time.
func (p *person) live(ctx context.Context) {
	for n := 0; ctx.Err() == nil; n++ {
		if n%turnsEach == 0 {
			p.talks++
			p.home = bot.Address(fmt.Sprintf("%s:p%d.%d", p.platform.name, p.number, p.talks))
			p.homes.add(p.home)
			p.agent = bot.Agent{}
		}
		p.act(ctx)
		p.rest(ctx, time.Duration(p.chance.IntN(120))*time.Millisecond)
	}
}

// act is one thing that happens.
func (p *person) act(ctx context.Context) {
	if p.agent.ID != "" {
		p.beside(ctx)
		return
	}
	switch roll := p.chance.IntN(100); {
	case roll < 40:
		p.wait(ctx, p.do(p.press(), 0))
	case roll < 52:
		p.wait(ctx, p.do(p.say(), 0))
	case roll < 60: // the platform gives it more than once at the same time
		p.wait(ctx, p.do(p.press(), 1+p.chance.IntN(2)))
	case roll < 72: // all at once, to whichever replicas
		var all []*posted
		for range 2 + p.chance.IntN(3) {
			if p.chance.IntN(2) == 0 {
				all = append(all, p.do(p.press(), p.chance.IntN(2)))
			} else {
				all = append(all, p.do(p.say(), 0))
			}
		}
		p.wait(ctx, all...)
	case roll < 80:
		p.claim(ctx)
	default:
		p.pause(ctx)
	}
}

// pause begins a wait and most of the time lets it come due.
func (p *person) pause(ctx context.Context) {
	p.wait(ctx, p.do(bot.Said{Text: "how do I restart my router", Lang: "en"}, 0))
	p.wait(ctx, p.do(bot.Chose{Option: "done"}, 0))
	if p.chance.IntN(4) > 0 {
		p.rest(ctx, time.Duration(700+p.chance.IntN(1500))*time.Millisecond)
	}
	p.wait(ctx, p.do(bot.Chose{Option: "done"}, 0))
	if p.chance.IntN(2) > 0 {
		p.rest(ctx, time.Duration(2500+p.chance.IntN(1500))*time.Millisecond)
	}
}

// claim is one agent taking the conversation, or two at the same time.
func (p *person) claim(ctx context.Context) {
	agents := []bot.Agent{{ID: "U1", Name: "Camille"}, {ID: "U2", Name: "Sam"}}
	one := p.chance.IntN(2)
	claims := []*posted{p.do(bot.AgentClaimed{Agent: agents[one]}, p.chance.IntN(2))}
	if p.chance.IntN(4) == 0 {
		claims = append(claims, p.do(bot.AgentClaimed{Agent: agents[1-one]}, 0))
	}
	p.wait(ctx, claims...)
	p.agent = agents[one]
}

// beside is what happens while an agent has the conversation.
func (p *person) beside(ctx context.Context) {
	switch roll := p.chance.IntN(100); {
	case roll < 30:
		p.wait(ctx, p.do(p.answer(), p.chance.IntN(2)))
	case roll < 50:
		p.wait(ctx, p.do(p.say(), 0))
	case roll < 60:
		p.wait(ctx, p.do(p.press(), 0), p.do(bot.AgentSaid{Agent: p.agent, Text: "One moment."}, 0))
	case roll < 65:
		p.wait(ctx, p.do(bot.AgentResolved{Agent: p.agent}, 0))
		p.agent = bot.Agent{}
	default:
		p.wait(ctx, p.do(bot.AgentReleased{Agent: p.agent}, p.chance.IntN(2)))
		p.agent = bot.Agent{}
	}
}

// do posts an event.
func (p *person) do(event bot.Event, again int) *posted {
	p.acts++
	return p.platform.post(bot.EventID(fmt.Sprintf("p%d:%d", p.number, p.acts)), p.home, event, again)
}

// wait waits until events are acknowledged. People do not wait for ever.
func (p *person) wait(ctx context.Context, all ...*posted) {
	ctx, cancel := context.WithTimeout(ctx, 4*time.Second)
	defer cancel()
	for _, one := range all {
		select {
		case <-one.done:
		case <-ctx.Done():
			return
		}
	}
}

func (p *person) rest(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

func (p *person) say() bot.Event {
	if p.chance.IntN(6) == 0 {
		return bot.Said{Text: leak(p.chance, toAssistant)}
	}
	return bot.Said{Text: phrases[p.chance.IntN(len(phrases))]}
}

// answer is what the agent says.
func (p *person) answer() bot.Event {
	if p.chance.IntN(6) == 0 {
		return bot.AgentSaid{Agent: p.agent, Text: leak(p.chance, toPerson)}
	}
	return bot.AgentSaid{Agent: p.agent, Text: "I am looking into it."}
}

var phrases = []string{
	"how do I restart my router", "the wifi is too slow", "no internet at all", "I forgot the wifi password",
	"hello", "thanks", "yes", "no", "back", "I want a person", "it works now",
	"comment redémarrer le routeur", "le wifi est trop lent", "bonjour", "merci", "une personne svp", "je ne peux pas", "done", "zanzibar",
}

// press is a press on a button of the newest message that has some; else on one that everybody knows.
func (p *person) press() bot.Event {
	roll := p.chance.IntN(1000)
	seen := p.platform.seen(p.home)
	for _, m := range slices.Backward(seen) {
		if len(m.Choices) > 0 {
			return bot.Chose{Option: m.Choices[roll%len(m.Choices)].ID, Flow: m.Flow, Step: m.Step}
		}
	}
	known := []bot.OptionID{"slow", bot.CmdHuman, bot.CmdRestart, bot.ReplyDone}
	return bot.Chose{Option: known[roll%len(known)]}
}
