package bench

import (
	"fmt"
	"strconv"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// The flow of the load has six questions, three of which follow a remark: six turns say nine messages. Its last
// answer leads back to the first question, so that a conversation goes on for as long as the load lasts.
const (
	questions = 6
	sixFlow   = bot.FlowID("six")
	waitFlow  = bot.FlowID("pause")
	yes       = bot.OptionID("yes")
	no        = bot.OptionID("no")
)

// remarked reports whether a remark goes before the question.
func remarked(question int) bool { return question%2 == 1 }

// says is how many messages turn n of a conversation has, the one that its answer n leads to.
func says(n int) int {
	if remarked(n % questions) {
		return 2
	}
	return 1
}

func question(n int) bot.StepID { return bot.StepID(fmt.Sprintf("question_%d", n%questions+1)) }

// words are a text in the one language of the load.
func words(format string, args ...any) bot.Text {
	return bot.Text{"fr": fmt.Sprintf(format, args...)}
}

// bookOf is a pack with the one flow.
func bookOf(flow bot.Flow) *bot.Book {
	return &bot.Book{
		Name: "bench", Revision: "000000000001", Langs: []bot.Lang{"fr"}, Menu: flow.ID,
		Flows: []bot.Flow{flow}, Labels: labels(),
	}
}

func labels() map[bot.OptionID]bot.Option {
	made := map[bot.OptionID]bot.Option{}
	for _, id := range bot.Commands() {
		made[id] = bot.Option{ID: id, Label: words("Bouton %s", id)}
	}
	return made
}

func six() bot.Flow {
	flow := bot.Flow{ID: sixFlow, Title: words("six questions")}
	for n := range questions {
		if remarked(n) {
			flow.Steps = append(flow.Steps, bot.Step{
				ID: bot.StepID(fmt.Sprintf("remark_%d", n+1)), Kind: bot.KindSay, Next: len(flow.Steps) + 1,
				Text: words("C'est noté. Il reste encore quelques vérifications, elles ne prennent qu'une minute (%d).", n+1),
			})
		}
		next := len(flow.Steps) + 1
		flow.Steps = append(flow.Steps, bot.Step{
			ID: question(n), Kind: bot.KindAsk, Next: bot.Nowhere, Then: bot.Nowhere,
			Text:    words("Question %d: est-ce que la page d'ouverture de session s'affiche comme d'habitude?", n+1),
			Options: []bot.Option{{ID: yes, Label: words("Oui"), Next: next}, {ID: no, Label: words("Non"), Next: next}},
		})
	}
	flow.Steps = append(flow.Steps, bot.Step{ID: "again", Kind: bot.KindGoto, Flow: sixFlow, Next: bot.Nowhere, Then: bot.Nowhere})
	return flow
}

// pause is a flow that waits, and then asks one thing.
func pause(long time.Duration) bot.Flow {
	return bot.Flow{ID: waitFlow, Title: words("pause"), Steps: []bot.Step{
		{ID: "wait", Kind: bot.KindWait, Next: 1, Then: bot.Nowhere, For: bot.Span{For: long}, Text: words("Je reviens vers {time}.")},
		{ID: "back", Kind: bot.KindAsk, Next: bot.Nowhere, Then: bot.Nowhere, Text: words("Me revoici."), Options: []bot.Option{{ID: yes, Label: words("Oui"), Next: 0}}},
	}}
}

// opening is the event with which each conversation begins.
func opening(home bot.Address, at time.Time) bot.Envelope {
	return bot.Envelope{ID: bot.EventID(home) + ":opening", Where: home, At: at, Event: bot.Chose{Option: bot.CmdRestart}}
}

// answer is the event of a conversation's turn n, from 1: the answer to the question that waits.
func answer(home bot.Address, n int, at time.Time) bot.Envelope {
	return bot.Envelope{
		ID: bot.EventID(string(home) + ":" + strconv.Itoa(n)), Where: home, At: at,
		Event: bot.Chose{Option: yes, Flow: sixFlow, Step: question(n - 1)},
	}
}
