//go:build integration

package postgres_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/helpaide/helpaide/store/postgres"
	"github.com/helpaide/helpaide/store/servertest"
)

// refuses checks that the record is not opened, and why.
func refuses(t *testing.T, url, why string) {
	t.Helper()
	store, err := postgres.Open(t.Context(), url)
	if err == nil {
		store.Close()
		t.Fatal("the record was opened")
	}
	if !strings.Contains(err.Error(), why) {
		t.Errorf("%q does not say %q", err, why)
	}
	t.Log(err)
}

func TestServerThatMayLoseIsRefused(t *testing.T) {
	for _, setting := range []string{"fsync", "synchronous_commit"} {
		t.Run(setting, func(t *testing.T) {
			server := servertest.Postgres(t, setting+"=off")
			if err := migrate(t.Context(), server.URL); err != nil {
				t.Fatal(err)
			}
			refuses(t, server.URL, "the server has "+setting+" off")
		})
	}
}

func TestDatabaseThatMayLoseIsRefused(t *testing.T) {
	url := cluster.Database(t)
	run(t, url, `do $$ begin execute 'alter database ' || current_database() || ' set synchronous_commit = off'; end $$`)
	refuses(t, url, "synchronous_commit off")
}

func TestSchemas(t *testing.T) {
	const versions = "insert into goose_db_version (version_id, is_applied) values "
	for name, is := range map[string]struct{ script, why string }{
		"none":  {"drop table goose_db_version", "run `helpaide migrate`"},
		"older": {"delete from goose_db_version where version_id > 0", "run `helpaide migrate`"},
		"newer": {versions + "(1000, true)", "its schema is 1000, this one knows"},
	} {
		t.Run(name, func(t *testing.T) {
			url := cluster.Database(t)
			run(t, url, is.script)
			refuses(t, url, is.why)
		})
	}
}

func TestNewerSchemaIsNotMigrated(t *testing.T) {
	url := cluster.Database(t)
	run(t, url, "insert into goose_db_version (version_id, is_applied) values (1000, true)")
	if _, err := postgres.Migrate(t.Context(), url); err == nil || !strings.Contains(err.Error(), "a newer release has been here") {
		t.Errorf("migrated: %v", err)
	}
}

func TestManyMigrateAtOnce(t *testing.T) {
	server := servertest.Postgres(t)
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			if version, err := postgres.Migrate(t.Context(), server.URL); err != nil || version == 0 {
				t.Errorf("migrated to %d: %v", version, err)
			}
		})
	}
	all.Wait()
	open(t, server.URL)
}

func TestNobodyAnswers(t *testing.T) {
	refuses(t, "postgres://me:tr0ub4dor@127.0.0.1:1/x", "connect")
	for _, url := range []string{"postgres://me:tr0ub4dor@127.0.0.1:1/x", "postgres://me:tr0ub4dor@127.0.0.1:wrong/x", "host=x password=tr0ub4dor port=y"} {
		if _, err := postgres.Open(t.Context(), url); err == nil || strings.Contains(err.Error(), "tr0ub4dor") {
			t.Errorf("the error of %s shows the password or is none: %v", url, err)
		}
	}
}

// TestServerThatOnlyReadsIsNotThere is what remains when the primary went away and its follower answers.
func TestServerThatOnlyReadsIsNotThere(t *testing.T) {
	url := cluster.Database(t)
	run(t, url, `do $$ begin execute 'alter database ' || current_database() || ' set default_transaction_read_only = on'; end $$`)
	if err := open(t, url).Ping(t.Context()); err == nil || !strings.Contains(err.Error(), "takes no writes") {
		t.Errorf("ping: %v", err)
	}
}
