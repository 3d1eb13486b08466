// Package redis is where the live session of every conversation lies, so that any replica goes on
// with any conversation, and what replicas tell each other: how fast people and channels may go,
// who is alive, and which conversations have something to do.
//
// Nothing here is the record. Redis may be slow, full, emptied, restored from an old dump or gone:
// every call ends within Options.Limit (50 ms), and once several in a row have failed the next ones
// end at once until a probe succeeds. What Redis does not know is a miss, and the caller asks the
// record; what it knows may be old, and the record's fence tells. No answer depends on it.
//
// Every key has a time to live. The keys, with what redis-cli says of them:
//
//	helpaide:{slack:T1:D1}:session   string  the session, as its own JSON
//	helpaide:{slack:T1:D1}:flood     string  how fast this person writes
//	helpaide:{slack:C1}:pace         string  how fast this channel is written to, and its pause
//	helpaide:{replicas}              set     the ids of the replicas
//	helpaide:{replicas}:a1           hash    one replica: its channels, since when
//	helpaide:hints                   channel "these conversations have something to do"
//
// On a cluster the part in braces decides the slot, so that conversations spread over the masters.
// While a master of a cluster is away, the sessions of all masters come from the record: a call is
// as slow as its slowest part.
package redis
