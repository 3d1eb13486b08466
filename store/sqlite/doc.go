// Package sqlite is the record in one file: sessions, journal, outbox, wakes and duplicate marks of
// every conversation, for one process and with nothing to install.
//
// What Commit answered is on the disk. The file is in WAL mode with synchronous=FULL, and Open
// refuses a file that does not take these settings. It belongs to one process at a time; the lock
// goes with the process, however that ends.
//
// A Store has one connection, so calls wait for each other. A call's context bounds that wait; once
// its transaction has begun, it is carried to its end.
//
// While a Store is open its file must not be opened by this process in another way, not even to
// read it: on POSIX systems closing any handle of a file drops the process's locks on it.
package sqlite
