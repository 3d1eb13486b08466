//go:build integration

package postgres_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/url"
	"sync/atomic"
	"testing"

	"github.com/helpaide/helpaide/bot"
)

// wire stands between a store and its server. While cuts are left, it breaks a connection instead of
// handing on the answer, when the server has said that it is ready for the next question: what it was
// asked to do is done.
type wire struct {
	cuts atomic.Int64
	lost atomic.Int64
}

// between returns the URL by which the server is reached through the wire.
func (w *wire) between(t *testing.T, server string) string {
	t.Helper()
	at, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func(server string) {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go w.carry(client, server)
		}
	}(at.Host)
	at.Host = listener.Addr().String()
	return at.String()
}

func (w *wire) carry(client net.Conn, addr string) {
	defer client.Close()
	server, err := net.Dial("tcp", addr)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		_, _ = io.Copy(server, client)
		_ = server.(*net.TCPConn).CloseWrite()
	}()
	ready := []byte{'Z', 0, 0, 0, 5, 'I'}
	said := make([]byte, 64<<10)
	for {
		n, err := server.Read(said)
		if err != nil {
			return
		}
		if bytes.HasSuffix(said[:n], ready) && w.cut() {
			return
		}
		if _, err := client.Write(said[:n]); err != nil {
			return
		}
	}
}

func (w *wire) cut() bool {
	if w.cuts.Add(-1) < 0 {
		w.cuts.Store(0)
		return false
	}
	w.lost.Add(1)
	return true
}

func TestLostAnswerIsKnownAsOnesOwn(t *testing.T) {
	direct := cluster.Database(t)
	w := &wire{}
	store := open(t, w.between(t, direct))
	commit(t, store, turn("terminal:me", 0), turn("terminal:you", 0)) // the statements are prepared

	w.cuts.Store(1)
	commit(t, store, turn("terminal:me", 1), turn("terminal:you", 1))
	if w.lost.Load() != 1 {
		t.Fatalf("%d answers were lost, want 1", w.lost.Load())
	}
	holds(t, store, "terminal:me", 2)
	holds(t, store, "terminal:you", 2)

	w.cuts.Store(2) // more than Commit tries by itself
	third := turn("terminal:me", 2)
	if err := store.Commit(t.Context(), []bot.Commit{third})[0].Err; err == nil {
		t.Fatal("committed without an answer")
	}
	if w.lost.Load() != 3 {
		t.Fatalf("%d answers were lost, want 3", w.lost.Load())
	}
	holds(t, store, "terminal:me", 3)
	commit(t, store, third)
	third.Token = "another"
	if err := store.Commit(t.Context(), []bot.Commit{third})[0].Err; !errors.Is(err, bot.ErrSeen) {
		t.Errorf("another's commit of the same event: %v, want %v", err, bot.ErrSeen)
	}
	holds(t, store, "terminal:me", 3)
	if lines, err := store.Lease(t.Context(), now, 10); err != nil || len(lines) != 2 {
		t.Errorf("%d conversations have a line (%v), want 2", len(lines), err)
	}
}

// TestBackendThatIsEnded has the server end connections under the store's hands.
func TestBackendThatIsEnded(t *testing.T) {
	direct := cluster.Database(t)
	store := open(t, direct)
	for seq := range uint64(5) {
		run(t, direct, `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'helpaide' and datname = current_database()`)
		commit(t, store, turn("terminal:me", seq))
	}
	holds(t, store, "terminal:me", 5)
}
