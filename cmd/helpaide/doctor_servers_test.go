//go:build integration

package main

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	live "github.com/helpaide/helpaide/store/redis"
	"github.com/helpaide/helpaide/store/servertest"
)

func TestDoctorLooksAtPostgres(t *testing.T) {
	server := servertest.Postgres(t)
	version := func(has int64, err error) schemaVersions {
		return func(context.Context, *pgx.Conn) (int64, int64, error) { return has, 3, err }
	}
	look := func(url string, schema schemaVersions) []finding {
		return checkDatabase(t.Context(), &patient{config: Config{DatabaseURL: secret(url)}, schema: schema})
	}
	const (
		answers = "ok Postgres …"
		kept    = "ok commits are kept: fsync on, synchronous_commit on"
		agree   = "ok the clocks of the database and of this machine agree"
	)
	wantLines(t, look(server.URL, nil), answers, kept, agree)
	wantLines(t, look(server.URL, version(3, nil)), answers, kept, "ok the schema is version 3, as it should be", agree)
	wantLines(t, look(server.URL, version(0, errors.New("no such table"))), answers, kept, "wrong the schema cannot be read: no such table", agree)
	wantLines(t, look(server.URL+"&options=-csynchronous_commit%3Doff", nil), answers, "wrong synchronous_commit is off: …", agree)
	wantLines(t, look(strings.Replace(server.URL, "/postgres?", "/nowhere?", 1), nil), `wrong Postgres answers, and database "nowhere" does not exist; create it…`)
	wantLines(t, look(strings.Replace(server.URL, "helpaide@", "stranger@", 1), nil), `wrong Postgres does not let us in: role "stranger" does not exist; look at…`)
	server.Kill()
	wantLines(t, look(server.URL, nil), "wrong no Postgres answers: …")
}

func TestDoctorLooksAtRedis(t *testing.T) {
	look := func(url string) []finding {
		return checkRedis(t.Context(), &patient{config: Config{RedisURL: secret(url)}})
	}
	usual := servertest.Redis(t)
	wantLines(t, look(usual.URL), "ok Redis …", "ok eviction: noeviction", "hint Redis keeps no journal…")
	wantLines(t, look(strings.Replace(usual.URL, "://", "://:"+redisPassword+"@", 1)), "ok Redis …", "ok eviction: noeviction", "hint Redis keeps no journal…",
		"wrong this Redis lets everybody in, though redis_url has a password; give the server the password (requirepass)")

	shut := servertest.Redis(t, "appendonly yes", "maxmemory 100mb", "maxmemory-policy allkeys-lru")
	// The password comes after the start: the harness asks without one.
	where, _ := live.Parse(shut.URL)
	setPassword(t, where)
	wantLines(t, look(strings.Replace(shut.URL, "://", "://:"+redisPassword+"@", 1)), "ok Redis …", "hint when its memory is full…")
	wantLines(t, look(shut.URL), "wrong Redis does not let us in: NOAUTH …")
	wantLines(t, look(strings.Replace(shut.URL, "://", "://:planted-wrong@", 1)), "wrong Redis does not let us in: WRONGPASS …")
	shut.Kill()
	wantLines(t, look(shut.URL), "wrong no Redis answers: …")
}

// setPassword has the Redis ask for redisPassword from now on.
func setPassword(t *testing.T, where live.Address) {
	t.Helper()
	client := where.Client()
	defer client.Close()
	if err := client.ConfigSet(t.Context(), "requirepass", redisPassword).Err(); err != nil {
		t.Fatal(err)
	}
}
