// Package bench measures the host over a real Postgres and a real Redis, beside the designs that it is compared
// with: a transaction a turn with one statement after the other, the same in one pgx.Batch, and a session
// read and written in Redis that nothing keeps. All of them hold the same conversations, with the same engine
// and the same JSON. Speed is judged by what this prints, never by a timed test.
package bench
