//go:build integration

package redis

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// sessions is what the host wants of this room.
type sessions interface {
	Get(ctx context.Context, ids ...bot.ConversationID) (map[bot.ConversationID]bot.Session, error)
	Put(ctx context.Context, sessions ...bot.Session) error
	Drop(ctx context.Context, ids ...bot.ConversationID) error
}

var _ sessions = (*Store)(nil)

func TestSessionsComeBackAsTheyWere(t *testing.T) {
	store, client, _ := fresh(t, patient)
	var all []bot.Session
	var ids []bot.ConversationID
	for who := range 200 {
		all = append(all, talk(who, uint64(who)+1))
		ids = append(ids, all[who].ID)
	}
	mustPut(t, store, all...)
	found, err := store.Get(t.Context(), append(ids, "slack:T1:nobody")...)
	if err != nil || len(found) != 200 {
		t.Fatalf("%d sessions, %v", len(found), err)
	}
	for _, want := range all {
		if got := found[want.ID]; !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	}
	body, err := client.Get(t.Context(), "helpaide:{slack:T1:D7}:session").Result()
	if err != nil || !strings.HasPrefix(body, `{"id":"slack:T1:D7","home":"slack:T1:D7","lang":"fr","seq":8,`) {
		t.Errorf("redis-cli shows %s, %v", body, err)
	}
	if s := store.Stats(); s.Found != 200 || s.Missed != 1 || s.Written != 200 || s.Failed != 0 || s.Foreign != 0 {
		t.Errorf("%+v", s)
	}
}

func TestNothingAskedIsNothingDone(t *testing.T) {
	store := open(t, "redis://127.0.0.1:1", Options{})
	if found, err := store.Get(t.Context()); err != nil || len(found) != 0 {
		t.Error(found, err)
	}
	if err := store.Put(t.Context()); err != nil {
		t.Error(err)
	}
	if err := store.Drop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAnOlderSessionDoesNotReplaceANewerOne(t *testing.T) {
	store, client, _ := fresh(t, patient)
	mustPut(t, store, talk(1, 9))
	mustPut(t, store, talk(1, 10))
	mustPut(t, store, talk(1, 9))
	if got := seqs(t, store, talk(1, 0).ID); got[0] != 10 {
		t.Fatalf("seq %d, want 10", got[0])
	}
	// A text that looks like a seq is none, and an id that begins another's is another's.
	odd := talk(1, 3)
	odd.ID, odd.Home = `x"seq":99,`, `x"seq":99,`
	mustPut(t, store, odd)
	odd.Seq = 4
	mustPut(t, store, odd)
	if got := seqs(t, store, odd.ID); got[0] != 4 {
		t.Fatalf("seq %d, want 4", got[0])
	}
	if err := client.Set(t.Context(), "helpaide:{slack:T1:D5}:session", `{"id":"slack:T1:D55","home":"slack:T1:D55","seq":70}`, time.Minute).Err(); err != nil {
		t.Fatal(err)
	}
	mustPut(t, store, talk(5, 2))
	if got := seqs(t, store, "slack:T1:D5"); got[0] != 2 {
		t.Fatalf("seq %d, want 2", got[0])
	}
	if older := store.Stats().Older; older != 1 {
		t.Errorf("%d were told to be older, want 1", older)
	}
}

func TestOfManyAtOnceTheNewestSessionStays(t *testing.T) {
	store, _, _ := fresh(t, patient)
	order := []uint64{5, 2, 9, 1, 8, 3, 10, 4, 7, 6}
	done := make(chan error)
	for _, seq := range order {
		go func() { done <- store.Put(t.Context(), talk(1, seq), talk(2, 11-seq)) }()
	}
	for range order {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got := seqs(t, store, "slack:T1:D1", "slack:T1:D2"); !slices.Equal(got, []uint64{10, 10}) {
		t.Error(got)
	}
}

func TestADroppedSessionIsNotPutBackByATurnUnderWay(t *testing.T) {
	store, client, _ := fresh(t, patient)
	mustPut(t, store, talk(1, 5), talk(2, 5))
	if err := store.Drop(t.Context(), "slack:T1:D1", "slack:T1:nobody"); err != nil {
		t.Fatal(err)
	}
	mustPut(t, store, talk(1, 6))
	if got := seqs(t, store, "slack:T1:D1", "slack:T1:D2"); !slices.Equal(got, []uint64{0, 5}) {
		t.Fatal(got)
	}
	left, err := client.PTTL(t.Context(), "helpaide:{slack:T1:D1}:session").Result()
	if err != nil || left <= 0 || left > droppedFor {
		t.Fatalf("the key stays %v, %v", left, err)
	}
	client.Del(t.Context(), "helpaide:{slack:T1:D1}:session") // as it does by itself then
	mustPut(t, store, talk(1, 1))
	if got := seqs(t, store, "slack:T1:D1"); got[0] != 1 {
		t.Fatal(got)
	}
}

func TestWhatIsNoSessionIsAMissAndIsReplaced(t *testing.T) {
	store, client, _ := fresh(t, patient)
	id := talk(1, 0).ID
	key := sessionKey(id)
	for _, value := range []string{
		"", "garbage", "null", "[]", "42", "{}", "{\"id\":", "\x00\xff\xfe", strings.Repeat("{", 100_000), `{"seq":99999999999999999999}`,
		`{"id":"slack:T1:D2","home":"slack:T1:D2","seq":7}`, `{"id":"slack:T1:D1","seq":1}`, `{"id":"slack:T1:D1","home":"slack:T1:D1"}`,
		`{"id":"slack:T1:D1","home":"slack:T1:D1","seq":-1}`, `{"id":"slack:T1:D1","home":"slack:T1:D1","seq":1.5,"stack":7}`,
		`{"id":"slack:T1:D1","home":"slack:T1:D1","seq":1,"touched":"yesterday"}`,
	} {
		client.Set(t.Context(), key, value, time.Minute)
		missedAndReplaced(t, store, value)
	}
	for kind, plant := range map[string]func() error{
		"list": func() error { return client.RPush(t.Context(), key, "a").Err() },
		"hash": func() error { return client.HSet(t.Context(), key, "seq", "99").Err() },
		"set":  func() error { return client.SAdd(t.Context(), key, "a").Err() },
	} {
		client.Del(t.Context(), key)
		if err := plant(); err != nil {
			t.Fatal(err)
		}
		missedAndReplaced(t, store, kind)
	}
	if s := store.Stats(); s.Failed != 0 || s.Breaker != StateClosed {
		t.Errorf("%+v", s)
	}
}

func missedAndReplaced(t *testing.T, store *Store, value string) {
	t.Helper()
	before := store.Stats().Foreign
	if got := seqs(t, store, "slack:T1:D1"); got[0] != 0 {
		t.Fatalf("%.80q was taken for a session", value)
	}
	if store.Stats().Foreign != before+1 {
		t.Errorf("%.80q was not counted", value)
	}
	mustPut(t, store, talk(1, 2))
	if got := seqs(t, store, "slack:T1:D1"); got[0] != 2 {
		t.Errorf("%.80q was not replaced", value)
	}
}

// A session written under a flow revision that is gone is still the conversation's: the engine adopts it.
func TestASessionOfAnotherRevisionIsASession(t *testing.T) {
	store, _, _ := fresh(t, patient)
	old := talk(1, 3)
	old.Book, old.Stack[0].Step = "gone", "no_such_step"
	mustPut(t, store, old)
	if got := seqs(t, store, old.ID); got[0] != 3 {
		t.Fatal(got)
	}
}
