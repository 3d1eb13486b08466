package sqlite

import (
	"strings"
	"testing"
)

// TestNoStatementReadsAWholeTable keeps the record as quick on its last day as on its first.
func TestNoStatementReadsAWholeTable(t *testing.T) {
	store, err := Open(t.Context(), ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, query := range []string{
		sqlShare, sqlShared, sqlLoad, sqlSessions, sqlJournal, sqlForgetMarks, sqlForgetSession, sqlForgetLetters, sqlForgetTurns, sqlForgetLines, sqlForgetPairs, sqlForgetWakes, sqlErased, sqlAudited, sqlBefore, sqlAudit,
		sqlPruneMarks, sqlPruneLetters, sqlPruneAudit, sqlOldTurns, sqlOldLines, sqlPruneTurns, sqlPruneLines, sqlPruneSession, sqlPosted, sqlAlarms, sqlLetters, sqlBury, sqlBuried, sqlMarked, sqlFenceFirst, sqlFence, sqlMark, sqlEnter,
		sqlHush, sqlPost, sqlPromote, sqlTake, sqlTakeNext, sqlLease, sqlSettle, sqlVoid, sqlUncertain, sqlWake, sqlUnwake, sqlWoke, sqlLost, sqlUnsent, sqlDue, sqlNext,
	} {
		for _, step := range plan(t, store, query) {
			whole := strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "USING")
			if whole || strings.Contains(step, "TEMP B-TREE") {
				t.Errorf("%s\n\t%s", query, step)
			}
		}
	}
}

func plan(t *testing.T, store *Store, query string) (steps []string) {
	t.Helper()
	args := make([]any, strings.Count(query, "?"))
	rows, err := store.conn.QueryContext(t.Context(), "explain query plan "+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		t.Log(step)
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return steps
}
