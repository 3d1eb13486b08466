package main

import (
	"context"
	"errors"
	"net"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"

	live "github.com/helpaide/helpaide/store/redis"
)

// checkRedis asks Redis how it is set up. Everything there may be lost at any time without changing an
// answer, so what makes it lose more is a hint and not wrong.
func checkRedis(ctx context.Context, p *patient) []finding {
	if !p.config.RedisURL.IsSet() || !p.usable("redis_url") {
		return nil
	}
	where, _ := live.Parse(p.config.RedisURL.Reveal()) // its rule has read it before
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	logging.Disable() // its own lines would stand between ours
	client := where.Client()
	defer client.Close()
	if err := client.Ping(ctx).Err(); err != nil {
		return []finding{noRedis(err)}
	}
	info, err := client.Info(ctx).Result()
	if err != nil {
		return []finding{{State: hint, Says: "Redis answers, and does not say how it is set up: " + err.Error(), Do: "allow its user the command INFO"}}
	}
	told := redisInfo(readInfo(info)).findings(where)
	if password, _ := where.Passwords(); password != "" && letsAnybodyIn(ctx, where) {
		told = append(told, finding{State: wrong, Says: "this Redis lets everybody in, though redis_url has a password", Do: "give the server the password (requirepass)"})
	}
	return told
}

// letsAnybodyIn reports whether the Redis asks for no password: it then takes every one.
func letsAnybodyIn(ctx context.Context, where live.Address) bool {
	client := where.Anybody().Client()
	defer client.Close()
	return client.Ping(ctx).Err() == nil
}

// noRedis says why Redis does not serve us.
func noRedis(err error) finding {
	network := net.Error(nil)
	switch {
	case redis.IsAuthError(err), redis.HasErrorPrefix(err, "WRONGPASS"):
		return finding{State: wrong, Says: "Redis does not let us in: " + err.Error(), Do: "look at the user and the password in redis_url"}
	case errors.As(err, &network), errors.Is(err, context.DeadlineExceeded):
		return finding{State: wrong, Says: "no Redis answers: " + err.Error(), Do: "is it running, is the address right, does a firewall or NetworkPolicy stand between?"}
	}
	return finding{State: wrong, Says: "Redis does not serve us: " + err.Error()}
}

// redisInfo is what INFO said, by name.
type redisInfo map[string]string

func readInfo(text string) map[string]string {
	info := map[string]string{}
	for line := range strings.SplitSeq(text, "\n") {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			info[name] = value
		}
	}
	return info
}

const oldestRedis = 6 // the first with users and TLS

func (i redisInfo) findings(where live.Address) (told []finding) {
	tell := func(state state, says, do string) { told = append(told, finding{State: state, Says: says, Do: do}) }
	tell(fine, "Redis "+i["redis_version"]+" answers, "+redisWay(where), "")
	major, _, _ := strings.Cut(i["redis_version"], ".")
	if number, err := strconv.Atoi(major); err == nil && number < oldestRedis {
		tell(hint, "this Redis is no longer mended by its makers", "move to a newer one")
	}
	if i["role"] == "slave" {
		tell(wrong, "this Redis only follows another one and takes no writes", "let redis_url lead to the primary")
	}
	switch policy := i["maxmemory_policy"]; {
	case strings.HasPrefix(policy, "allkeys-"):
		tell(hint, "when its memory is full Redis throws sessions away ("+policy+"), and turns grow slow", "set maxmemory-policy to noeviction, or to one of volatile-…")
	case policy != "":
		tell(fine, "eviction: "+policy, "")
	}
	if i["aof_enabled"] == "0" {
		tell(hint, "Redis keeps no journal (appendonly no): after a crash every conversation is read from Postgres once", "set appendonly to yes; nothing is lost either way")
	}
	return told
}

func redisWay(where live.Address) string {
	with := []string{}
	if where.TLS() {
		with = append(with, "TLS")
	}
	if password, _ := where.Passwords(); password != "" {
		with = append(with, "a password")
	}
	if len(with) == 0 {
		return "without a password"
	}
	return "with " + strings.Join(with, " and ")
}
