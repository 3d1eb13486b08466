package bench

import (
	"context"
	"strconv"
	"strings"
	"time"
)

// reading is what the machine had spent at a moment. Times that cannot be known are -1.
type reading struct {
	at                   time.Time
	own, pg, redis, busy time.Duration // processor time: of this process, of the servers' processes, of all cores
	wal                  int64         // bytes of Postgres' log, ever
}

// meters read what is spent. A server on another machine has no process.
type meters struct {
	servers   *servers
	pg, redis int // process ids, or 0
}

// meters find the servers' processes.
func (s *servers) meters(ctx context.Context) meters {
	m := meters{servers: s}
	var backend int
	if s.db.QueryRow(ctx, "select pg_backend_pid()").Scan(&backend) == nil && local(s.db.Config().Host) {
		m.pg = parent(backend, "postgres")
	}
	info, err := s.redis.Info(ctx, "server").Result()
	host, _, _ := strings.Cut(s.redis.Options().Addr, ":")
	if _, after, found := strings.Cut(info, "process_id:"); err == nil && found && local(host) {
		id, _, _ := strings.Cut(after, "\r")
		if pid, err := strconv.Atoi(id); err == nil && called(pid, "redis-server") {
			m.redis = pid
		}
	}
	return m
}

// local reports whether a host is this machine, as far as its name tells.
func local(host string) bool {
	return host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.") || strings.HasPrefix(host, "/")
}

func (m meters) read(ctx context.Context) reading {
	wal, err := m.servers.count(ctx, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint")
	if err != nil {
		wal = -1
	}
	return reading{time.Now(), ownTime(), treeTime(m.pg), treeTime(m.redis), coresTime(), wal}
}

// spent is what one turn cost between two readings.
type spent struct{ own, pg, redis, wal, others float64 }

func between(from, to reading, turns int) spent {
	each := func(a, b time.Duration) float64 {
		if a < 0 || b < 0 || turns == 0 {
			return -1
		}
		return float64(b-a) / float64(time.Microsecond) / float64(turns)
	}
	s := spent{own: each(from.own, to.own), pg: each(from.pg, to.pg), redis: each(from.redis, to.redis), wal: -1, others: -1}
	if from.wal >= 0 && to.wal >= 0 && turns > 0 {
		s.wal = float64(to.wal-from.wal) / float64(turns)
	}
	if from.busy >= 0 && to.busy >= 0 {
		ours := max(to.own-from.own, 0) + max(to.pg-from.pg, 0) + max(to.redis-from.redis, 0)
		s.others = max(0, float64(to.busy-from.busy-ours)/float64(to.at.Sub(from.at)))
	}
	return s
}
