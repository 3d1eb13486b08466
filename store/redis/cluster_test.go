//go:build integration

package redis

import (
	"net"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/servertest"
)

// masters starts a cluster of three and returns its address and a client of each.
func masters(t *testing.T) (address string, nodes []*driver.Client) {
	t.Helper()
	var hosts []string
	var buses []string
	for range 3 {
		bus := freePort(t)
		server := servertest.Redis(t, "cluster-enabled yes", "cluster-port "+bus, "cluster-node-timeout 1000")
		hosts, buses = append(hosts, server.Addr), append(buses, bus)
		nodes = append(nodes, raw(t, server.Addr))
	}
	for i, node := range nodes {
		must(t, node.ClusterAddSlotsRange(t.Context(), i*5462, min(i*5462+5461, 16383)).Err())
		must(t, node.Do(t.Context(), "cluster", "set-config-epoch", i+1).Err())
	}
	for i, host := range hosts[1:] {
		ip, port, _ := net.SplitHostPort(host)
		must(t, nodes[0].Do(t.Context(), "cluster", "meet", ip, port, buses[i+1]).Err())
	}
	for _, node := range nodes {
		soon(t, "the cluster is whole", func() bool {
			info := node.ClusterInfo(t.Context()).Val()
			return strings.Contains(info, "cluster_state:ok") && strings.Contains(info, "cluster_known_nodes:3") && strings.Contains(info, "cluster_slots_ok:16384")
		})
	}
	return "redis+cluster://" + strings.Join(hosts, ","), nodes
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	defer listener.Close()
	return strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
}

func TestACluster(t *testing.T) {
	address, nodes := masters(t)
	store := open(t, address, patient)
	must(t, store.Check(t.Context()))
	var all []bot.Session
	var ids []bot.ConversationID
	for who := range 300 {
		all = append(all, talk(who, 5))
		ids = append(ids, all[who].ID)
	}
	mustPut(t, store, all...)
	mustPut(t, store, talk(7, 4), talk(8, 6))
	found := seqs(t, store, ids...)
	if found[7] != 5 || found[8] != 6 || slices.Contains(found, 0) {
		t.Errorf("got %v", found)
	}
	for _, node := range nodes {
		if size := node.DBSize(t.Context()).Val(); size < 50 {
			t.Errorf("a master holds %d sessions of 300", size)
		}
	}
	must(t, store.Drop(t.Context(), ids...))
	if found := seqs(t, store, ids...); slices.Max(found) != 0 {
		t.Errorf("after the drop %v", found)
	}

	t.Run("speed", func(t *testing.T) {
		went := 0
		for range 30 {
			if goes, _ := allow(t, store, "slack:T1:D1"); goes {
				went++
			}
		}
		if went != 10 || store.Stats().Local != 0 {
			t.Errorf("%d went, %+v", went, store.Stats())
		}
	})
	t.Run("presence", func(t *testing.T) {
		for _, id := range []string{"b", "a"} {
			must(t, store.Present(t.Context(), Replica{ID: id, Since: noon}))
		}
		alive, err := store.Replicas(t.Context())
		if err != nil || len(alive) != 2 || alive[0].ID != "a" {
			t.Errorf("got %v, %v", alive, err)
		}
		must(t, store.Leave(t.Context(), "a"))
	})
	t.Run("hints", func(t *testing.T) {
		second := open(t, address, patient)
		hears(t, store, listen(t, store, second), "slack:T1:D1")
	})
}

// One master that hangs makes the calls that touch it fail, within the limit.
func TestAMasterOfAClusterThatHangs(t *testing.T) {
	address, nodes := masters(t)
	store := open(t, address, Options{Failures: 1000, Limit: 300 * time.Millisecond})
	var all []bot.Session
	var ids []bot.ConversationID
	for who := range 60 {
		all = append(all, talk(who, 1))
		ids = append(ids, all[who].ID)
	}
	soon(t, "all are put", func() bool { return store.Put(t.Context(), all...) == nil })
	thaw := freeze(t, nodes[1])
	began := time.Now()
	found, err := store.Get(t.Context(), ids...)
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	if err == nil || len(found) == len(ids) {
		t.Errorf("%d sessions of %d, %v", len(found), len(ids), err)
	}
	thaw()
	soon(t, "all are there again", func() bool {
		_ = store.Put(t.Context(), all...)
		found, err := store.Get(t.Context(), ids...)
		return err == nil && len(found) == len(ids)
	})
}
