package main

import (
	"errors"
	"io/fs"
	"net"
	"reflect"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/helpaide/helpaide/store/redis"
)

// shortest is the least length of a secret. What signs must not be guessed; a token is only ever made by its platform, so
// a short one was cut off.
var shortest = map[string]int{"SIGNING_SECRET": 16, "LINE_SECRET": 16, "BOT_TOKEN": 8, "APP_TOKEN": 8, "TOKEN": 8}

const leastPassword = 8

// samples are what documentation, ours too, puts where a secret belongs.
var samples = []string{
	"changeme", "change-me", "change_me", "change me", "replace", "example", "sample", "placeholder",
	"your-", "your_", "xxxxxx", "••••", "…", "...", "<",
	"8f742231b10e8888abcd99yyyzzz85a5", // Slack's pages on signing
	"mtk4nji",                          // Discord's pages on authentication
}

// guesses are whole passwords that everybody tries first.
var guesses = []string{"password", "postgres", "helpaide", "redis", "secret", "admin", "root", "foobared", "test", "12345678", "1234567890"}

// theirs are how secrets of one kind begin, and what to say when one stands at another's place.
var theirs = map[string]string{"xoxb-": "BOT_TOKEN", "xapp-": "APP_TOKEN", "xoxp-": "the token of a person", "xoxe": "a token that only renews others"}

// secretRule says what is wrong with the form of a secret, without a piece of it.
func secretRule(s setting, text string) string {
	name := s.path[len(s.path)-1]
	least, isToken := shortest[name]
	switch {
	case !isToken: // an address, with a rule of its own
		return ""
	case isSample(text):
		return "is a sample from some documentation, no secret"
	case len(text) < least:
		return "is too short to be one"
	case strings.ContainsAny(text, " \t\r\n"):
		return "has a space or a line end in it"
	}
	for begin, owner := range theirs {
		if strings.HasPrefix(text, begin) && owner != name {
			return "is another kind of secret: it begins as " + strings.ToLower(strings.ReplaceAll(owner, "_TOKEN", "_token")) + " does"
		}
	}
	return ""
}

func isSample(text string) bool {
	small := strings.ToLower(text)
	for _, sample := range samples {
		if strings.Contains(small, sample) {
			return true
		}
	}
	if slices.Contains(guesses, small) {
		return true
	}
	return text != "" && strings.Trim(text, text[:1]) == ""
}

// passwordRule is for the password in an address that leads to another machine.
func passwordRule(password string) string {
	switch {
	case isSample(password):
		return "its password is a sample from some documentation, or what everybody tries first"
	case len(password) < leastPassword:
		return "its password is too short to be one"
	}
	return ""
}

func (l *configLoader) databaseRule() string {
	switch set := l.config.DatabaseURL.IsSet(); {
	case set && l.config.Embedded != "":
		return "is for several processes, and embedded for a single one; keep one of the two"
	case !set && l.config.Embedded == "":
		return "is missing; name the Postgres that keeps conversations, or set embedded (--embedded FILE) for one process"
	case !set:
		return ""
	}
	config, err := pgconn.ParseConfig(l.config.DatabaseURL.Reveal())
	if missing := (&fs.PathError{}); errors.As(err, &missing) {
		return "names a certificate that cannot be read: " + missing.Err.Error()
	}
	if err != nil {
		return "must be an address such as postgres://user:password@host/database?sslmode=verify-full"
	}
	if inTheClear(config) && !l.config.Insecure.Database {
		return "leads to another machine without TLS; add sslmode=verify-full, or set insecure.database (HELPAIDE_INSECURE_DATABASE) if nobody can listen on the way"
	}
	if loopback(config.Host) || config.Password == "" { // without one, a certificate or the server's own rules let us in
		return ""
	}
	return passwordRule(config.Password)
}

// inTheClear reports whether one of the tries to connect to another machine is without TLS: sslmode=prefer gives it up in silence.
func inTheClear(config *pgconn.Config) bool {
	if config.TLSConfig == nil && !loopback(config.Host) {
		return true
	}
	for _, next := range config.Fallbacks {
		if next.TLSConfig == nil && !loopback(next.Host) {
			return true
		}
	}
	return false
}

// loopback reports whether the host is this machine: by name, by number, or as the folder of a socket.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "" || host == "localhost" || strings.HasPrefix(host, "/") || ip != nil && ip.IsLoopback()
}

func (l *configLoader) redisRule() string {
	switch set := l.config.RedisURL.IsSet(); {
	case set && l.config.Embedded != "":
		return "is for several processes, and embedded for a single one; keep one of the two"
	case !set && l.config.Embedded == "":
		return "is missing; name the Redis that holds conversations between turns, or set embedded (--embedded FILE) for one process"
	case !set:
		return ""
	}
	where, err := redis.Parse(l.config.RedisURL.Reveal())
	password, _ := where.Passwords()
	switch {
	case err != nil:
		return "must be an address such as rediss://:password@host:6379/0; " + errors.Unwrap(err).Error()
	case where.Loopback():
		return ""
	case password != "":
		return passwordRule(password)
	case !l.config.Insecure.Redis:
		return "leads to another machine without a password; give it one, or set insecure.redis (HELPAIDE_INSECURE_REDIS) if nobody else reaches it"
	}
	return ""
}

// secrets are the secrets themselves, and the passwords inside of addresses, the longest first.
func (c Config) secrets() []string {
	all := secretsIn(reflect.ValueOf(c))
	if config, err := pgconn.ParseConfig(c.DatabaseURL.Reveal()); err == nil {
		all = append(all, config.Password)
	}
	if where, err := redis.Parse(c.RedisURL.Reveal()); err == nil {
		servers, sentinels := where.Passwords()
		all = append(all, servers, sentinels)
	}
	// Of a password of three letters every text holds a copy.
	all = slices.DeleteFunc(all, func(s string) bool { return len(s) < 4 })
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}

func secretsIn(v reflect.Value) (all []string) {
	switch held, is := reflect.TypeAssert[Secret](v); {
	case is:
		return []string{held.Reveal()}
	case v.Kind() == reflect.Struct:
		for _, field := range v.Fields() {
			all = append(all, secretsIn(field)...)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			all = append(all, secretsIn(v.Index(i))...)
		}
	}
	return all
}
