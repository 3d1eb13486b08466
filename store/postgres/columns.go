package postgres

import (
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/helpaide/helpaide/bot"
)

// columns are a batch of turns as the arrays that sqlCommit takes, in its order.
type columns struct {
	conversation, session, token, cause, place, at, event, path, outcome, ended []string
	seq, started                                                                []int64
	mark                                                                        []pgtype.UUID
	told                                                                        []time.Time
	hush, clears, take                                                          []bool

	lines  lineColumns
	amends amendColumns
	alarms alarmColumns
	cases  caseColumns
}

// Each line, alarm and case has the number of its turn, from 1.
type lineColumns struct {
	turn, part      []int32
	queue, of, body []string
	bot             []bool
	leads           []bool // the turn's first in its queue
}

type amendColumns struct {
	turn []int32
	of   []string
}

type alarmColumns struct {
	turn       []int32
	name       []string
	generation []int64 // of the wake that came; of the one that is set
	set        []bool  // else it is taken away
	any        []bool  // taken away whatever its generation
	due        []time.Time
	home       []string
}

type caseColumns struct {
	turn               []int32
	state, owner, body []string
	since              []time.Time
	agent, action      []string
}

func columnsOf(batch []*entry) *columns {
	c := &columns{}
	for i, in := range batch {
		turn := int32(i) + 1
		c.add(in)
		c.lines.add(turn, in)
		c.alarms.add(turn, in)
		c.cases.add(turn, in)
	}
	return c
}

func (c *columns) add(in *entry) {
	c.conversation = append(c.conversation, in.id)
	c.seq = append(c.seq, int64(in.Turn.Session.Seq))
	c.started = append(c.started, in.Turn.Session.Started)
	c.session = append(c.session, in.session)
	c.mark = append(c.mark, in.mark)
	c.token = append(c.token, in.Token)
	c.told = append(c.told, in.Cause.At)
	c.cause = append(c.cause, string(in.Cause.ID))
	c.place = append(c.place, string(in.Cause.Where))
	c.at = append(c.at, in.Cause.At.Format(time.RFC3339Nano))
	c.event = append(c.event, in.event)
	c.path = append(c.path, in.path)
	c.outcome = append(c.outcome, string(in.Turn.Outcome))
	c.ended = append(c.ended, in.ended)
	c.hush = append(c.hush, slices.Contains(in.Turn.Effects, bot.Effect(bot.Hush{})))
	c.take = append(c.take, in.Take)
	amends := in.Amends()
	c.clears = append(c.clears, c.hush[len(c.hush)-1] || len(amends) > 0)
	for _, of := range amends {
		c.amends.turn, c.amends.of = append(c.amends.turn, int32(len(c.hush))), append(c.amends.of, text(string(of)))
	}
}

func (c *lineColumns) add(turn int32, in *entry) {
	led := map[string]bool{}
	for i, line := range in.lines {
		queue := line.Queue()
		c.queue, c.leads = append(c.queue, queue), append(c.leads, !led[queue])
		led[queue] = true
		c.of = append(c.of, text(string(line.Of())))
		c.turn = append(c.turn, turn)
		c.part = append(c.part, int32(line.Part))
		c.body = append(c.body, in.bodies[i])
		c.bot = append(c.bot, silenced(line))
	}
}

// add puts down what becomes of each alarm that the turn names: its last word on it counts.
func (c *alarmColumns) add(turn int32, in *entry) {
	last := map[string]int{} // name to place
	put := func(wake bot.Wake, set, whatever bool) {
		at, known := last[wake.Name]
		if !known {
			at = len(c.turn)
			last[wake.Name] = at
			c.turn, c.name, c.generation = append(c.turn, turn), append(c.name, wake.Name), append(c.generation, 0)
			c.set, c.any = append(c.set, false), append(c.any, false)
			c.due, c.home = append(c.due, time.Time{}), append(c.home, string(in.Turn.Session.Home))
		}
		c.generation[at], c.set[at], c.any[at], c.due[at] = int64(wake.Generation), set, whatever, notBefore(wake.Due)
	}
	if woke, ok := in.Cause.Taken(); ok {
		put(bot.Wake{Name: woke.Name, Generation: woke.Generation}, false, false)
	}
	for _, effect := range in.Turn.Effects {
		switch e := effect.(type) {
		case bot.Wake:
			put(e, true, false)
		case bot.Unwake:
			put(bot.Wake{Name: e.Name}, false, true)
		}
	}
}

func (c *caseColumns) add(turn int32, in *entry) {
	if in.file == "" {
		return
	}
	c.turn = append(c.turn, turn)
	c.state = append(c.state, string(in.held.State))
	c.owner = append(c.owner, in.held.OwnerID())
	c.since = append(c.since, in.held.Since)
	c.body = append(c.body, in.file)
	doer, _ := bot.Doer(in.Cause.Event)
	c.agent = append(c.agent, doer.ID)
	c.action = append(c.action, bot.EventKind(in.Cause.Event))
}

// args are the arrays in sqlCommit's order.
func (c *columns) args() []any {
	return []any{
		c.conversation, c.seq, c.session, c.mark, c.token, c.told, c.cause, c.place, c.at, c.event, c.path, c.outcome, c.ended, c.hush, c.clears, c.take,
		c.lines.turn, c.lines.part, c.lines.queue, c.lines.of, c.lines.body, c.lines.bot, c.lines.leads,
		c.amends.turn, c.amends.of,
		c.alarms.turn, c.alarms.name, c.alarms.generation, c.alarms.set, c.alarms.any, c.alarms.due, c.alarms.home,
		c.cases.turn, c.cases.state, c.cases.owner, c.cases.since, c.cases.body, c.cases.agent, c.cases.action,
		c.started,
	}
}
