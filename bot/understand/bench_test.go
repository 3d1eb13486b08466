package understand_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/understand"
)

// large is a pack of 13 flows with 60 examples in each language, woven from the small one's words.
func large() (*bot.Book, map[bot.Lang]map[bot.FlowID][]string) {
	b, few := book(), examples()
	chance := rand.New(rand.NewPCG(1, 2))
	var ids []bot.FlowID
	for _, flow := range b.Flows {
		ids = append(ids, flow.ID)
	}
	for i := len(ids); i < 13; i++ {
		b.Flows = append(b.Flows, bot.Flow{ID: bot.FlowID(fmt.Sprintf("more_%d", i)), Title: text("un sujet", "a topic")})
	}
	all := make(map[bot.Lang]map[bot.FlowID][]string)
	for lang, flows := range few {
		all[lang] = make(map[bot.FlowID][]string)
		for i, flow := range b.Flows {
			source := flows[ids[i%len(ids)]]
			for range 60 {
				a, c := source[chance.IntN(len(source))], flows[ids[(i*3+1)%len(ids)]]
				all[lang][flow.ID] = append(all[lang][flow.ID], fmt.Sprintf("%s %s w%c%c%c", a, c[chance.IntN(len(c))], 'a'+chance.IntN(26), 'a'+chance.IntN(26), 'a'+chance.IntN(26)))
			}
		}
	}
	return b, all
}

func BenchmarkNew(b *testing.B) {
	book, examples := large()
	for b.Loop() {
		if _, err := understand.New(book, examples); err != nil {
			b.Fatal(err)
		}
	}
}

var spoken = []string{
	"oui", "2", "par texto", "mon compte est verrouillé", "jrecois po mon code", "I forgot my password",
	"je veux parler à quelqu'un", "locked out 15 min", "mdp reset pis ca marche tjrs pas", "the code I got is wrong",
	"no it doesn't work", "en fait c'était par courriel", "what's the weather like", "j'attends toujours le texto avec le code",
}

func BenchmarkUnderstand(b *testing.B) {
	for name, in := range map[string]bot.Utterance{
		"asked": {Lang: "fr", Expect: expected(channelOptions()...)},
		"fresh": {Expect: expected()},
	} {
		b.Run(name, func(b *testing.B) {
			u := trained(b)
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				in.Text = spoken[i%len(spoken)]
				start := time.Now()
				_, _ = u.Understand(context.Background(), in)
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1000, "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1000, "p99-µs")
		})
	}
}
