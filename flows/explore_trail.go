package flows

// trail is what happens from a beginning up to and including the move, in one conversation of the
// shortest there are; with a site, only what happens from where its flow was called.
func (x *explorer) trail(m int, since *callSite) []incident {
	way := &x.moves[m]
	switch {
	case way.from == nobody && since == nil:
		return []incident{way.what}
	case way.from == nobody || !x.states[way.from].site.within(since):
		return nil // the move that called it
	}
	var out []incident
	for _, home := range way.homes {
		if home.site != since && home.site.within(since) {
			out = append(out, x.trail(home.entry(), since)...)
			since = home.site
		}
	}
	out = append(out, x.trail(x.states[way.from].via, since)...)
	return append(out, way.what)
}

// entry is the move by which the caller came first.
func (h homecoming) entry() int { return h.site.entries[h.caller][0] }
