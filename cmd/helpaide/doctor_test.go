package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/redis"
)

// lines are findings as doctor prints them, without the name of the check.
func lines(told []finding) (all []string) {
	for _, f := range told {
		line := string(f.State) + " " + f.Says
		if f.Do != "" {
			line += "; " + f.Do
		}
		all = append(all, line)
	}
	return all
}

// wantLines compares findings with lines of which the end may be left out: "…".
func wantLines(t *testing.T, told []finding, want ...string) {
	t.Helper()
	got := lines(told)
	same := slices.EqualFunc(got, want, func(line, want string) bool {
		begin, cut := strings.CutSuffix(want, "…")
		return line == want || cut && strings.HasPrefix(line, begin)
	})
	if !same {
		t.Errorf("told\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatADatabaseTells(t *testing.T) {
	sound := database{version: "15.9", number: 150009, fsync: "on", commit: "on", pages: "on", isOnMachine: true}
	const (
		answers = "ok Postgres 15.9 answers, on this machine"
		kept    = "ok commits are kept: fsync on, synchronous_commit on"
		agree   = "ok the clocks of the database and of this machine agree"
	)
	cases := []struct {
		name string
		but  func(*database)
		want []string
	}{
		{"sound", func(*database) {}, []string{answers, kept, agree}},
		{"with TLS", func(d *database) { d.secured = true }, []string{"ok Postgres 15.9 answers, with TLS", kept, agree}},
		{"far away without TLS", func(d *database) { d.isOnMachine = false }, []string{"ok Postgres 15.9 answers, without TLS", kept, agree}},
		{"old", func(d *database) { d.number = 130020 }, []string{answers, "hint this Postgres is no longer mended by its makers; move to a newer one", kept, agree}},
		{"a follower", func(d *database) { d.follows = true }, []string{answers, "wrong this Postgres only follows another one and takes no writes; let database_url lead to the primary", kept, agree}},
		{"fsync off", func(d *database) { d.fsync = "off" }, []string{answers, "wrong fsync is off: what was acknowledged is lost in a crash; set it to on, for the server and for this user and database (alter role … reset fsync)", agree}},
		{"commits in the air", func(d *database) { d.commit, d.pages = "off", "off" }, []string{answers, "wrong synchronous_commit is off: …", "wrong full_page_writes is off: …", agree}},
		{"commits that wait for a standby", func(d *database) { d.commit = "remote_apply" }, []string{answers, "ok commits are kept: fsync on, synchronous_commit remote_apply", agree}},
		{"the schema of this build", func(d *database) { d.knowsSchema, d.has, d.wants = true, 4, 4 }, []string{answers, kept, "ok the schema is version 4, as it should be", agree}},
		{"an older schema", func(d *database) { d.knowsSchema, d.has, d.wants = true, 3, 4 }, []string{answers, kept, "wrong the schema is version 3, and this build wants 4; helpaide migrate", agree}},
		{"a newer schema", func(d *database) { d.knowsSchema, d.has, d.wants = true, 5, 4 }, []string{answers, kept, "wrong the schema is version 5, and this build knows only 4; run the newer build", agree}},
		{"no schema to read", func(d *database) { d.knowsSchema, d.schemaErr = true, errors.New("no table") }, []string{answers, kept, "wrong the schema cannot be read: no table", agree}},
		{"clocks apart", func(d *database) { d.ahead = 1500 * time.Millisecond }, []string{answers, kept, "hint the database's clock is 1.5s ahead of this machine's; set both by NTP"}},
		{"clocks far apart", func(d *database) { d.ahead = -2 * time.Hour }, []string{answers, kept, "wrong the database's clock is 2h0m0s behind this machine's; set both by NTP"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := sound
			c.but(&d)
			wantLines(t, d.findings(), c.want...)
		})
	}
}

func TestWhyThereIsNoDatabase(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&pgconn.PgError{Code: "28P01", Message: "password authentication failed"}, "wrong Postgres does not let us in: password authentication failed; look at the user…"},
		{fmt.Errorf("connect: %w", &pgconn.PgError{Code: "3D000", Message: "database \"x\" does not exist"}), "wrong Postgres answers, and database \"x\" does not exist; create it, owned by the user in database_url"},
		{&pgconn.PgError{Code: "53300", Message: "sorry, too many clients already"}, "wrong Postgres refuses: sorry, too many clients already"},
		{&net.OpError{Op: "dial", Err: errors.New("refused")}, "wrong no Postgres answers: dial: refused; is it running…"},
		{context.DeadlineExceeded, "wrong no Postgres answers: context deadline exceeded; is it running…"},
		{errors.New("tls: unknown authority"), "wrong no connection to Postgres: tls: unknown authority"},
	} {
		wantLines(t, []finding{noDatabase(c.err)}, c.want)
	}
}

func TestWhatRedisTells(t *testing.T) {
	open, _ := redis.Parse("redis://127.0.0.1")
	shut, _ := redis.Parse("rediss://:" + redisPassword + "@r.test/0")
	const eviction = "ok eviction: noeviction"
	cases := []struct {
		name  string
		info  string
		where redis.Address
		want  []string
	}{
		{"sound", "# Server\r\nredis_version:7.0.15\r\nrole:master\r\nmaxmemory_policy:noeviction\r\naof_enabled:1\r\n", shut, []string{"ok Redis 7.0.15 answers, with TLS and a password", eviction}},
		{"volatile", "redis_version:7.0.15\nmaxmemory_policy:volatile-ttl\naof_enabled:1", open, []string{"ok Redis 7.0.15 answers, without a password", "ok eviction: volatile-ttl"}},
		{"throws away", "redis_version:7.0.15\nmaxmemory_policy:allkeys-lru\naof_enabled:1", open, []string{"ok…", "hint when its memory is full Redis throws sessions away (allkeys-lru), and turns grow slow; set maxmemory-policy to noeviction, or to one of volatile-…"}},
		{"forgets", "redis_version:7.0.15\nmaxmemory_policy:noeviction\naof_enabled:0", open, []string{"ok…", eviction, "hint Redis keeps no journal (appendonly no): after a crash every conversation is read from Postgres once; set appendonly to yes; nothing is lost either way"}},
		{"old", "redis_version:5.0.1\nmaxmemory_policy:noeviction\naof_enabled:1", open, []string{"ok…", "hint this Redis is no longer mended by its makers; move to a newer one", eviction}},
		{"a follower", "redis_version:7.0.15\nrole:slave\nmaxmemory_policy:noeviction\naof_enabled:1", open, []string{"ok…", "wrong this Redis only follows another one and takes no writes; let redis_url lead to the primary", eviction}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			wantLines(t, redisInfo(readInfo(c.info)).findings(c.where), c.want...)
		})
	}
}

// listening is a patient whose operators' address is that of a server that says so.
func listening(t *testing.T, statuses map[string]int) *patient {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(statuses[r.URL.Path])
	}))
	t.Cleanup(server.Close)
	return &patient{config: Config{Operators: OperatorsConfig{strings.TrimPrefix(server.URL, "http://")}}}
}

func TestCheckOperators(t *testing.T) {
	for _, c := range []struct {
		name     string
		statuses map[string]int
		want     string
	}{
		{"ready", map[string]int{host.LivePath: 200, host.ReadyPath: 200}, "ok a helpaide runs on ADDRESS and is ready"},
		{"not ready", map[string]int{host.LivePath: 200, host.ReadyPath: 503}, "wrong a helpaide runs on ADDRESS: not ready: /readyz says 503; its log and the lines above say why"},
		{"not alive", map[string]int{host.LivePath: 503, host.ReadyPath: 503}, "wrong a helpaide runs on ADDRESS, and /livez says 503; its log says why; start it again"},
		{"somebody else", map[string]int{host.LivePath: 404, host.ReadyPath: 404}, "wrong ADDRESS cannot be listened on, and no helpaide answers there: …"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := listening(t, c.statuses)
			wantLines(t, checkOperators(t.Context(), p), strings.ReplaceAll(c.want, "ADDRESS", p.config.Operators.Listen))
		})
	}
	if err := askReady(t.Context(), "127.0.0.1:1"); err == nil {
		t.Error("where nobody listens it is ready")
	}
}

func TestCheckEmbedded(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "me.db")
	look := func(name string) []finding {
		return checkEmbedded(t.Context(), &patient{config: Config{Embedded: name}})
	}
	wantLines(t, look(name), "ok "+name+" can be written, and only by this user")
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("looking left %v behind, %v", left, err)
	}
	write(t, dir, "me.db", "")
	wantLines(t, look(name), "ok "+name+" can be written, and only by this user")
	write(t, dir, "me.db-wal", "")
	if err := os.Chmod(name+"-wal", 0o640); err != nil {
		t.Fatal(err)
	}
	wantLines(t, look(name), "wrong "+name+"-wal holds conversations, and others on this machine may open it; chmod 600 "+name+"-wal")
	wantLines(t, look(dir), "wrong "+dir+" cannot be written: is a directory; it must be a file in a folder that this user may write to")
	wantLines(t, look(filepath.Join(dir, "none", "x")), "wrong "+filepath.Join(dir, "none", "x")+" cannot be written: no such file or directory; it must be a file in a folder that this user may write to")
}

func TestCheckPack(t *testing.T) {
	const wifi = "../../flows/wifi"
	empty := t.TempDir()
	for _, c := range []struct {
		name   string
		config Config
		want   []string
	}{
		{"the only pack", Config{Pack: wifi}, []string{"ok wifi is sound and proved, in …"}},
		{"a pack of each workspace", Config{Pack: "nowhere", Workspaces: []Workspace{{Name: "a", Pack: wifi, Language: "fr", Calendar: "desk"}}}, []string{"ok wifi…"}},
		{"what the pack has not", Config{Workspaces: []Workspace{{Name: "a", Pack: wifi, Language: "de", Calendar: "moon"}}}, []string{
			"ok wifi…", "wrong workspace a: wifi does not speak its language; it speaks [fr en]", "wrong workspace a: wifi has no such calendar; it has desk",
		}},
		{"no pack", Config{Pack: "nowhere"}, []string{"wrong nowhere: open pack: stat nowhere: no such file or directory"}},
		{"an empty pack", Config{Pack: empty}, []string{"wrong " + empty + " has 4 problem(s); helpaide flows check --pack " + empty + " shows them"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantLines(t, checkPack(t.Context(), &patient{config: c.config}), c.want...)
		})
	}
}

func TestDoctorTellsNoSecret(t *testing.T) {
	config, err := loadConfig("", []string{
		"HELPAIDE_DATABASE_URL=postgres://u:" + dbPassword + "@127.0.0.1:1/h?sslmode=disable", "HELPAIDE_REDIS_URL=redis://:" + redisPassword + "@127.0.0.1:1",
		"HELPAIDE_SLACK_BOT_TOKEN=" + botToken, "HELPAIDE_SLACK_APP_TOKEN=" + appToken, "HELPAIDE_PACK=" + botToken, "HELPAIDE_OPERATORS_LISTEN=127.0.0.1:1",
		"HELPAIDE_SLACK_API_URL=http://127.0.0.1:1/",
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, asJSON := range []bool{false, true} {
		var out strings.Builder
		if err := diagnose(t.Context(), newPatient(config, nil), &out, asJSON); !errors.Is(err, errWrong) {
			t.Errorf("diagnose: %v", err)
		}
		holdsNoSecret(t, out.String())
		if !strings.Contains(out.String(), "[secret]") || !strings.Contains(out.String(), "main on Slack") {
			t.Errorf("the secret in the place of a folder's name was not cut out, or the rest was:\n%s", out.String())
		}
	}
}

func TestDoctorAsJSON(t *testing.T) {
	config, err := loadConfig("", []string{"HELPAIDE_LOG_LEVEL=loud", "HELPAIDE_PACK=../../flows/wifi"})
	var out strings.Builder
	if err := diagnose(t.Context(), newPatient(config, err), &out, true); !errors.Is(err, errWrong) {
		t.Errorf("diagnose: %v", err)
	}
	var told report
	if err := json.Unmarshal([]byte(out.String()), &told); err != nil {
		t.Fatal(err)
	}
	if told.OK || told.Findings[0] != (finding{"config", wrong, "database_url (HELPAIDE_DATABASE_URL): is missing; name the Postgres that keeps conversations, or set embedded (--embedded FILE) for one process", ""}) {
		t.Errorf("told %+v", told)
	}
}
