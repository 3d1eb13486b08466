//go:build integration

package faults

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/jackc/pgx/v5"
	driver "github.com/redis/go-redis/v9"
)

// judgeSecrets: nothing that should not have been typed is in Postgres, Redis, the logs, the metrics or
// a message (D13). What is in Postgres is all that sessions ever were, since the witness keeps it.
func (r *rig) judgeSecrets(ctx context.Context) (wrong []violation, err error) {
	looked := 0
	look := func(where, text string) {
		looked += len(text)
		if planted.MatchString(text) { // the text itself is not told: a failure must not say a secret
			wrong = append(wrong, violation{invariant: "D13", what: where + " has a secret"})
		}
	}
	if err := r.lookInPostgres(ctx, look); err != nil {
		return nil, err
	}
	if err := r.lookInRedis(ctx, look); err != nil {
		return nil, err
	}
	if err := r.lookOutside(ctx, look); err != nil {
		return nil, err
	}
	r.searched = looked
	return wrong, nil
}

func (r *rig) lookInPostgres(ctx context.Context, look func(where, text string)) error {
	db, err := pgx.Connect(ctx, r.url)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close(ctx) }()
	rows, err := db.Query(ctx, `select format('%I.%I', table_schema, table_name) from information_schema.tables
		where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
	if err != nil {
		return err
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, table := range tables {
		rows, err := db.Query(ctx, `select t::text from `+table+` t`)
		if err != nil {
			return err
		}
		var text string
		if _, err := pgx.ForEachRow(rows, []any{&text}, func() error { look("table "+table, text); return nil }); err != nil {
			return err
		}
	}
	return nil
}

func (r *rig) lookInRedis(ctx context.Context, look func(where, text string)) error {
	client := driver.NewClient(&driver.Options{Addr: r.redis.Addr})
	defer client.Close()
	keys := client.Scan(ctx, 0, "*", 1000).Iterator()
	for keys.Next(ctx) {
		key := keys.Val()
		kind, err := client.Type(ctx, key).Result()
		if err != nil {
			return err
		}
		var value any
		switch kind {
		case "none": // it was over just now
		case "string":
			value, err = client.Get(ctx, key).Result()
		case "hash":
			value, err = client.HGetAll(ctx, key).Result()
		case "zset":
			value, err = client.ZRange(ctx, key, 0, -1).Result()
		case "set":
			value, err = client.SMembers(ctx, key).Result()
		case "list":
			value, err = client.LRange(ctx, key, 0, -1).Result()
		default:
			err = fmt.Errorf("nobody looks into a %s", kind)
		}
		if err != nil && !errors.Is(err, driver.Nil) {
			return fmt.Errorf("look into Redis: %w", err)
		}
		look("Redis, key "+key, fmt.Sprint(key, " ", value))
	}
	return keys.Err()
}

// lookOutside looks at the logs, the metrics and the messages.
func (r *rig) lookOutside(ctx context.Context, look func(where, text string)) error {
	files, _ := filepath.Glob(filepath.Join(r.replicas[0].folder, "*.log"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		look("log "+filepath.Base(file), string(text))
	}
	for _, one := range r.replicas {
		text, err := one.metrics(ctx)
		if err != nil {
			continue // it is just being killed
		}
		look("metrics of "+one.settings.Name, text)
	}
	for home, seen := range r.snapshot() {
		for _, m := range seen.messages {
			look("a message to "+string(home), m.Text)
		}
	}
	return nil
}

// metrics is the process's page.
func (r *replica) metrics(ctx context.Context) (string, error) {
	r.mu.Lock()
	addr := r.addr
	r.mu.Unlock()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, addr+"/metrics", nil)
	if err != nil {
		return "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return string(text), err
}
