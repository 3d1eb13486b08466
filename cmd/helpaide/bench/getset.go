package bench

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot"
)

// sessions are live sessions as the peers hold them: one GET and one SET, each an exchange of its own.
type sessions struct {
	engine *bot.Engine
	client *driver.Client
}

// held is how long a session stays that nobody touches, as in the product.
const held = 30 * 24 * time.Hour

func openSessions(p place) (sessions, error) {
	options, err := driver.ParseURL(p.redis)
	if err != nil {
		return sessions{}, err
	}
	options.DisableIdentity = true
	return sessions{bot.NewEngine(bookOf(six())), driver.NewClient(options)}, nil
}

func peerKey(home bot.Address) string { return "helpaide:{" + string(home) + "}:peer" }

// get is driver.Nil when there is none.
func (s sessions) get(ctx context.Context, in bot.Envelope) (session bot.Session, err error) {
	body, err := s.client.Get(ctx, peerKey(in.Where)).Bytes()
	if err == nil {
		err = json.Unmarshal(body, &session)
	}
	return session, err
}

func (s sessions) put(ctx context.Context, id bot.ConversationID, body string) error {
	return s.client.Set(ctx, peerKey(bot.Address(id)), body, held).Err()
}

func (s sessions) end() { _ = s.client.Close() } // nothing is kept there

// getSet holds sessions in Redis, and no record. It loses turns: of two at once, the earlier; on a crash,
// those since Redis last wrote.
type getSet struct {
	*platform
	sessions
}

func openGetSet(p place) (*getSet, error) {
	live, err := openSessions(p)
	return &getSet{newPlatform(p.people), live}, err
}

func (g *getSet) turn(ctx context.Context, in bot.Envelope, _ int) (func(context.Context) error, error) {
	session, err := g.get(ctx, in)
	if errors.Is(err, driver.Nil) {
		session, err = bot.NewSession(in.Where, in.At), nil
	}
	if err != nil {
		return nil, err
	}
	turn := g.engine.Step(session, in)
	body, err := json.Marshal(turn.Session)
	if err != nil {
		return nil, err
	}
	if err := g.put(ctx, turn.Session.ID, string(body)); err != nil {
		return nil, err
	}
	for _, line := range turn.Lines(turn.Session.ID) {
		if _, err := g.Send(ctx, line); err != nil {
			return nil, err
		}
	}
	return nil, nil //nolint:nilnil // nothing is left to settle
}

func (g *getSet) commits() (transactions, turns float64) { return 0, 0 }

func (g *getSet) close() { g.end() }
