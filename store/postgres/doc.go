// Package postgres is the record in a PostgreSQL database, shared by any number of processes: sessions,
// journal, outbox, wakes, cases, audit, duplicate marks and dead letters.
//
// What Commit answered is on the server's disk: Open refuses a server that promises less. The clock is
// the database's; a caller that gives a time of its own, as tests do, is taken at its word.
//
// Two rules keep processes apart. Whatever concerns a conversation's turns or the order of its lines
// locks its row in sessions first, several in the order of their ids, and looks at the rest after that.
// And the row's seq is the fence: a turn is kept only if it follows the one that is there.
package postgres
