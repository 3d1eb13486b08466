//go:build integration

package redis

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	driver "github.com/redis/go-redis/v9"

	"github.com/helpaide/helpaide/store/servertest"
)

// watched starts a master, a replica of it and a sentinel, and returns the sentinel's address.
func watched(t *testing.T) (sentinel string, master, replica *servertest.Server) {
	t.Helper()
	master = servertest.Redis(t)
	replica = servertest.Redis(t)
	ip, port, _ := net.SplitHostPort(master.Addr)
	follower := raw(t, replica.Addr)
	must(t, follower.ReplicaOf(t.Context(), ip, port).Err())
	soon(t, "the replica follows", func() bool {
		return follower.InfoMap(t.Context(), "replication").Item("Replication", "master_link_status") == "up"
	})
	own := freePort(t)
	folder := t.TempDir()
	file := filepath.Join(folder, "sentinel.conf")
	must(t, os.WriteFile(file, fmt.Appendf(nil, "bind 127.0.0.1\nport %s\ndir %s\nsentinel monitor main %s %s 1\n"+
		"sentinel down-after-milliseconds main 500\nsentinel failover-timeout main 2000\n", own, folder, ip, port), 0o600))
	command := exec.CommandContext(context.Background(), "redis-server", file, "--sentinel")
	must(t, command.Start())
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	sentinel = net.JoinHostPort("127.0.0.1", own)
	asked := driver.NewSentinelClient(&driver.Options{Addr: sentinel})
	defer asked.Close()
	soon(t, "the sentinel knows the replica", func() bool {
		known, err := asked.Replicas(t.Context(), "main").Result()
		return err == nil && len(known) == 1 && known[0]["flags"] == "slave" && known[0]["master-link-status"] == "ok"
	})
	return sentinel, master, replica
}

func TestSessionsGoOnWhenTheSentinelsChooseAnotherMaster(t *testing.T) {
	sentinel, master, replica := watched(t)
	store := open(t, "redis+sentinel://"+sentinel+"/main", Options{Limit: patient.Limit})
	must(t, store.Check(t.Context()))
	if err := open(t, "redis+sentinel://"+sentinel+"/other", Options{}).Check(t.Context()); err == nil {
		t.Error("a master of another name is there")
	}
	mustPut(t, store, talk(1, 1))
	soon(t, "the replica has it", func() bool { return raw(t, replica.Addr).DBSize(t.Context()).Val() == 1 })

	quick := open(t, "redis+sentinel://"+sentinel+"/main", Options{})
	mustPutSlowly(t, quick)
	master.Kill()
	soon(t, "the other master is written to", func() bool {
		before := quick.Stats().Written
		return quick.Put(t.Context(), talk(1, 2)) == nil && quick.Stats().Written > before
	})
	soon(t, "it is read", func() bool {
		found, err := quick.Get(t.Context(), "slack:T1:D1")
		return err == nil && found["slack:T1:D1"].Seq == 2
	})
	if role := raw(t, replica.Addr).InfoMap(t.Context(), "replication").Item("Replication", "role"); role != "master" {
		t.Errorf("the replica is a %s", role)
	}
}
