//go:build integration

package postgres

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/store/servertest"
)

// TestNoStatementReadsAWholeTable keeps the record as quick on its last day as on its first: it looks at
// the plans for whatever arguments, made while the tables are empty.
func TestNoStatementReadsAWholeTable(t *testing.T) {
	cluster := servertest.Cluster{Prepare: func(ctx context.Context, url string) error {
		_, err := Migrate(ctx, url)
		return err
	}}
	t.Cleanup(cluster.Close)
	store, err := Open(t.Context(), cluster.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	conn, err := store.pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	statements := []string{
		sqlShare, sqlShared, sqlLock, sqlCommit, sqlMarked, sqlLease, sqlUncertain, sqlSettle, sqlDue, sqlNext, sqlLoad, sqlSessions, sqlJournal, sqlBury, sqlBuried, sqlCases, sqlAudit,
		sqlErased, sqlUnsent, sqlOldTalks, sqlPruneTurns, sqlPruneLines, sqlPruneSessions, sqlPosted, sqlAlarms, sqlLetters,
	}
	statements = append(statements, forgets()...)
	for _, one := range prunes(bot.UsualRetention()) {
		statements = append(statements, one.query)
	}
	for i, query := range statements {
		for _, step := range whole(plan(t, conn.Conn(), fmt.Sprint("plan_", i), query)) {
			t.Errorf("%s\n\t%s", query, step)
		}
	}
}

// whole finds the steps that read a table from end to end, or one of its indexes but to put its rows in
// order or because it has only what is wanted.
func whole(steps []string) (found []string) {
	ordered := regexp.MustCompile(`using (sessions_pkey|letters_buried) on|on cases_open`)
	for i, step := range steps {
		next := ""
		if i+1 < len(steps) {
			next = steps[i+1]
		}
		switch {
		case strings.Contains(step, "Seq Scan on"):
			found = append(found, step)
		case strings.Contains(step, "Index") && strings.Contains(step, "Scan") && !strings.Contains(next, "Index Cond") && !ordered.MatchString(step):
			found = append(found, step)
		}
	}
	return found
}

func plan(t *testing.T, conn *pgx.Conn, name, query string) (steps []string) {
	t.Helper()
	made, err := conn.Prepare(t.Context(), name, query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	if _, err := conn.Exec(t.Context(), "set plan_cache_mode = force_generic_plan"); err != nil {
		t.Fatal(err)
	}
	args := ""
	if n := len(made.ParamOIDs); n > 0 {
		args = "(" + strings.Repeat("null, ", n-1) + "null)"
	}
	rows, err := conn.Query(t.Context(), "explain (costs off) execute "+name+args, pgx.QueryExecModeSimpleProtocol)
	if err != nil {
		t.Fatal(err)
	}
	steps, err = pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	t.Log(strings.Join(steps, "\n"))
	return steps
}
