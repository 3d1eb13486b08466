package redis

import (
	"context"
	"slices"
	"strings"
	"time"

	driver "github.com/redis/go-redis/v9"
)

// presentFor is how long a replica counts as alive after it last said so.
const presentFor = 15 * time.Second

const replicasKey = "helpaide:{replicas}"

// Replica is a process that serves.
type Replica struct {
	ID       string
	Channels []string  // that it runs
	Since    time.Time // when it began
}

func replicaKey(id string) string { return replicasKey + ":" + id }

// Present says that the replica is alive, for 15 seconds: say it every five.
func (s *Store) Present(ctx context.Context, r Replica) error {
	return s.call(ctx, "say that this replica is alive", func(ctx context.Context) error {
		_, err := s.client.TxPipelined(ctx, func(pipe driver.Pipeliner) error {
			key := replicaKey(r.ID)
			pipe.HSet(ctx, key, "channels", strings.Join(r.Channels, ","), "since", r.Since.UTC().Format(time.RFC3339))
			pipe.PExpire(ctx, key, presentFor)
			pipe.SAdd(ctx, replicasKey, r.ID)
			pipe.PExpire(ctx, replicasKey, presentFor)
			return nil
		})
		return err
	})
}

// Leave says that the replica is about to end, so that nobody waits the 15 seconds.
func (s *Store) Leave(ctx context.Context, id string) error {
	return s.call(ctx, "say that this replica leaves", func(ctx context.Context) error {
		_, err := s.client.TxPipelined(ctx, func(pipe driver.Pipeliner) error {
			pipe.Del(ctx, replicaKey(id))
			pipe.SRem(ctx, replicasKey, id)
			return nil
		})
		return err
	})
}

// Replicas lists those that are alive, by id. When it fails nothing is known: they may all be well.
func (s *Store) Replicas(ctx context.Context) (alive []Replica, err error) {
	err = s.call(ctx, "list replicas", func(ctx context.Context) error {
		ids, err := s.client.SMembers(ctx, replicasKey).Result()
		if err != nil || len(ids) == 0 {
			return err
		}
		slices.Sort(ids)
		alive, err = s.replicas(ctx, ids)
		return err
	})
	return alive, err
}

// replicas reads those that are still there of the ids, and strikes out the others.
func (s *Store) replicas(ctx context.Context, ids []string) (alive []Replica, err error) {
	pipe := s.client.Pipeline()
	replies := make([]*driver.MapStringStringCmd, len(ids))
	for i, id := range ids {
		replies[i] = pipe.HGetAll(ctx, replicaKey(id))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, err
	}
	var gone []any
	for i, id := range ids {
		fields := replies[i].Val()
		if len(fields) == 0 {
			gone = append(gone, id)
			continue
		}
		since, _ := time.Parse(time.RFC3339, fields["since"]) // none rather than no replica
		alive = append(alive, Replica{ID: id, Channels: split(fields["channels"]), Since: since})
	}
	if len(gone) > 0 {
		err = s.client.SRem(ctx, replicasKey, gone...).Err()
	}
	return alive, err
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}
