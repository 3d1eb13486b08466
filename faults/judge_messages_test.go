//go:build integration

package faults

import (
	"github.com/helpaide/helpaide/bot"
)

// judgeMessages holds each message against the line that it should be: D2, D3, D4 and, of what is there, D1.
func (t *talk) judgeMessages(seen *outside) {
	if seen == nil {
		return
	}
	met := map[string]bool{}
	var last place
	joined := false
	for _, m := range seen.messages {
		at := placeOf(m.Key)
		say, known := t.expected[m.Key]
		switch {
		case met[m.Key]:
			t.breaks("D2", at.seq, "%s was accepted again, from %s: %q", m.Key, m.by, m.Text)
			continue
		case !known:
			t.breaks("D4", at.seq, "%s was accepted and no turn says it: %q", m.Key, m.Text)
			continue
		case say.Text != m.Text || say.From != m.From:
			t.breaks("D1", at.seq, "%s was accepted as %q; the turn says %q", m.Key, m.Text, say.Text)
		case at.compare(last) < 0:
			t.breaks("D3", at.seq, "%s was accepted after line %d of turn %d", m.Key, last.part, last.seq)
		}
		met[m.Key], last = true, at
		held := t.sessions[at.seq].Mode() == bot.WithAgent
		if joined && held && m.From == bot.FromAssistant {
			t.breaks("D4", at.seq, "the assistant speaks beside an agent: %q", m.Text)
		}
		joined = held
	}
}

// claimed is the turn of the last claim up to a turn; 0 when there was none.
func (t *talk) claimed(seq uint64) uint64 {
	for i := int(seq); i > 0; i-- {
		if _, is := t.entries[i-1].Event.(bot.AgentClaimed); is {
			return uint64(i)
		}
	}
	return 0
}
