//go:build integration

package servertest_test

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/store/servertest"
)

var cluster servertest.Cluster

func TestMain(m *testing.M) {
	code := m.Run()
	cluster.Close()
	os.Exit(code)
}

// query asks for a single value.
func query(t *testing.T, url, statement string) (answer string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	if err := conn.QueryRow(t.Context(), statement).Scan(&answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

func exec(t *testing.T, url, statement string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	if _, err := conn.Exec(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func TestPostgresHasItsSettings(t *testing.T) {
	server := servertest.Postgres(t, "fsync=off", "work_mem=7MB")
	if got := query(t, server.URL, "select current_setting('fsync') || current_setting('work_mem')"); got != "off7MB" {
		t.Errorf("the settings are %s", got)
	}
}

func TestPostgresKeepsWhatWasCommitted(t *testing.T) {
	server := servertest.Postgres(t)
	conn, err := pgx.Connect(t.Context(), server.URL)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), "create table kept as select 'yes' as word"); err != nil {
		t.Fatal(err)
	}
	addr := server.Addr
	for range 3 {
		server.Kill()
		if _, err := pgx.Connect(t.Context(), server.URL); err == nil {
			t.Fatal("a killed server answers")
		}
		server.Start(t)
		if got := query(t, server.URL, "select word from kept"); got != "yes" || server.Addr != addr {
			t.Errorf("got %q at %s, was at %s", got, server.Addr, addr)
		}
	}
	if _, err := conn.Exec(t.Context(), "select 1"); err == nil {
		t.Error("a connection outlived its server")
	}
}

func TestDatabasesAreApart(t *testing.T) {
	for i := range 4 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			exec(t, cluster.Database(t), "create table mine ()")
		})
	}
}

// say sends one command in Redis's plain form and returns the first line of the answer.
func say(t *testing.T, addr, command string) string {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, command+"\r\n")
	answer, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(answer)
}

func TestRedis(t *testing.T) {
	server := servertest.Redis(t, "appendonly yes", "appendfsync always")
	if got := say(t, server.Addr, "SET a b"); got != "+OK" {
		t.Errorf("SET: %s", got)
	}
	server.Kill()
	server.Start(t)
	if got := say(t, server.Addr, "EXISTS a"); got != ":1" {
		t.Errorf("after a crash: %s", got)
	}
}
