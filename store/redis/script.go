package redis

import (
	"context"
	"errors"
	"slices"

	driver "github.com/redis/go-redis/v9"
)

// scripted is what a script is run with: first the arguments that all keys share, then the same number for each.
type scripted struct {
	keys         []string
	shared, args []any
}

// apart is what one call of a script may do together: all of it, since a call costs more than what it does
// for a key, but on a cluster, where each key may lie on another server.
func (s *Store) apart(all scripted) []scripted {
	if s.address.kind != cluster {
		return []scripted{all}
	}
	each := make([]scripted, len(all.keys))
	stride := len(all.args) / max(len(all.keys), 1)
	for i := range each {
		each[i] = scripted{all.keys[i : i+1], all.shared, all.args[i*stride : (i+1)*stride]}
	}
	return each
}

// run runs the script with each, in one exchange. It names the script by its hash, and sends it along in a
// second one where Redis does not know it.
func (s *Store) run(ctx context.Context, script *driver.Script, each []scripted) []*driver.Cmd {
	replies := s.send(ctx, each, script.EvalSha)
	var unknown []scripted
	var places []int
	for i, reply := range replies {
		if unscripted(reply.Err()) {
			unknown, places = append(unknown, each[i]), append(places, i)
		}
	}
	if len(unknown) == 0 {
		return replies
	}
	for i, reply := range s.send(ctx, unknown, script.Eval) {
		replies[places[i]] = reply
	}
	return replies
}

type evaluate func(context.Context, driver.Scripter, []string, ...any) *driver.Cmd

func (s *Store) send(ctx context.Context, each []scripted, script evaluate) []*driver.Cmd {
	pipe := s.client.Pipeline()
	replies := make([]*driver.Cmd, len(each))
	for i, one := range each {
		replies[i] = script(ctx, pipe, one.keys, slices.Concat(one.shared, one.args)...)
	}
	send(ctx, pipe)
	return replies
}

// unscripted reports whether Redis does not know the script by its hash, or not any more.
func unscripted(err error) bool {
	return errors.Is(err, driver.ErrNoScript) || driver.HasErrorPrefix(err, "NOSCRIPT")
}
