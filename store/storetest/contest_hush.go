package storetest

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// cancelledOrGiven has claims come while workers take lines. What was given is leased until it is settled;
// what was cancelled is given to nobody.
func cancelledOrGiven(r rig) {
	const conversations = 60
	for c := range conversations {
		r.must(turn(begin(bot.Address(fmt.Sprint("terminal:", c))), say("1")))
	}
	var mu sync.Mutex
	var given []string
	r.together(2, func(i int) error {
		if i == 0 {
			return r.hushAll(conversations)
		}
		for range conversations {
			lines, err := r.store.Lease(r.Context(), r.now(), 1)
			if err != nil {
				return err
			}
			mu.Lock()
			given = append(given, ids(lines)...)
			mu.Unlock()
		}
		return nil
	})
	left, err := r.store.Uncertain(r.Context(), r.now().Add(20*time.Second), 2*conversations)
	if err != nil {
		r.Fatalf("uncertain: %v", err)
	}
	again := ids(left)
	slices.Sort(given)
	slices.Sort(again)
	if !slices.Equal(given, again) {
		r.Errorf("given were %v; of these, %v were still there", given, again)
	}
}

// hushAll has an agent claim each conversation, the latest first: workers come from the other side.
func (r rig) hushAll(conversations int) error {
	for c := conversations - 1; c >= 0; c-- {
		session, err := r.store.Load(r.Context(), bot.ConversationID(fmt.Sprint("terminal:", c)))
		if err != nil {
			return err
		}
		if err := r.commit(turn(session, bot.Hush{})); err != nil {
			return err
		}
	}
	return nil
}

func ids(lines []bot.Line) (ids []string) {
	for _, line := range lines {
		ids = append(ids, line.ID())
	}
	return ids
}
