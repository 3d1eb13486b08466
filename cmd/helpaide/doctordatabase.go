package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/helpaide/helpaide/store/postgres"
	"github.com/jackc/pgx/v5/pgconn"
)

// schemaVersions asks a database which schema it has, and says which one this build wants.
type schemaVersions func(ctx context.Context, conn *pgx.Conn) (has, wants int64, err error)

// builtInSchema is what store/postgres says of its migrations.
var builtInSchema schemaVersions = postgres.Versions

const (
	patience     = 5 * time.Second // for one server
	oldestServer = 140000          // the oldest Postgres that its makers mend
	skewed       = time.Second     // timers go by the database's clock, logs by ours
	badlySkewed  = time.Minute     // what is signed is only taken within minutes
)

// database is what a Postgres says of itself.
type database struct {
	version                           string
	number                            int
	fsync, commit, pages              string
	follows                           bool
	ahead                             time.Duration
	has, wants                        int64
	schemaErr                         error
	secured, knowsSchema, isOnMachine bool
}

// checkDatabase connects to Postgres and looks whether it keeps what it says it keeps.
func checkDatabase(ctx context.Context, p *patient) []finding {
	if !p.config.DatabaseURL.IsSet() || !p.usable("database_url") {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	conn, err := pgx.Connect(ctx, p.config.DatabaseURL.Reveal())
	if err != nil {
		return []finding{noDatabase(err)}
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	d, err := askDatabase(ctx, conn, p.schema)
	if err != nil {
		return []finding{{State: wrong, Says: "Postgres does not say how it is set up: " + err.Error()}}
	}
	return d.findings()
}

// noDatabase says why there is no connection.
func noDatabase(err error) finding {
	refused, network := &pgconn.PgError{}, net.Error(nil)
	switch {
	case errors.As(err, &refused) && (refused.Code == "28P01" || refused.Code == "28000"):
		return finding{State: wrong, Says: "Postgres does not let us in: " + refused.Message, Do: "look at the user and the password in database_url, and at the server's pg_hba.conf"}
	case errors.As(err, &refused) && refused.Code == "3D000":
		return finding{State: wrong, Says: "Postgres answers, and " + refused.Message, Do: "create it, owned by the user in database_url"}
	case errors.As(err, &refused):
		return finding{State: wrong, Says: "Postgres refuses: " + refused.Message}
	case errors.As(err, &network), errors.Is(err, context.DeadlineExceeded):
		return finding{State: wrong, Says: "no Postgres answers: " + err.Error(), Do: "is it running, is the address right, does a firewall or NetworkPolicy stand between?"}
	}
	return finding{State: wrong, Says: "no connection to Postgres: " + err.Error()}
}

func askDatabase(ctx context.Context, conn *pgx.Conn, schema schemaVersions) (d database, err error) {
	before := time.Now()
	var clock time.Time
	if err = conn.QueryRow(ctx, "select clock_timestamp()").Scan(&clock); err != nil {
		return d, err
	}
	after := time.Now()
	d.ahead = clock.Sub(before.Add(after.Sub(before) / 2))
	if off := after.Sub(before) / 2; d.ahead.Abs() <= off {
		d.ahead = 0 // the answer was under way longer than that
	}
	err = conn.QueryRow(ctx, `select current_setting('server_version'), current_setting('server_version_num')::int,
		current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'), pg_is_in_recovery()`).
		Scan(&d.version, &d.number, &d.fsync, &d.commit, &d.pages, &d.follows)
	if err != nil {
		return d, err
	}
	config := conn.Config()
	d.secured, d.isOnMachine = config.TLSConfig != nil, loopback(config.Host)
	if d.knowsSchema = schema != nil; d.knowsSchema {
		d.has, d.wants, d.schemaErr = schema(ctx, conn)
	}
	return d, nil
}

func (d database) findings() (told []finding) {
	tell := func(state state, says, do string) { told = append(told, finding{State: state, Says: says, Do: do}) }
	tell(fine, "Postgres "+d.version+" answers, "+d.way(), "")
	if d.number < oldestServer {
		tell(hint, "this Postgres is no longer mended by its makers", "move to a newer one")
	}
	if d.follows {
		tell(wrong, "this Postgres only follows another one and takes no writes", "let database_url lead to the primary")
	}
	for _, s := range []struct{ name, value string }{{"fsync", d.fsync}, {"synchronous_commit", d.commit}, {"full_page_writes", d.pages}} {
		if s.value == "off" {
			tell(wrong, s.name+" is off: what was acknowledged is lost in a crash", "set it to on, for the server and for this user and database (alter role … reset "+s.name+")")
		}
	}
	if d.fsync != "off" && d.commit != "off" && d.pages != "off" {
		tell(fine, "commits are kept: fsync "+d.fsync+", synchronous_commit "+d.commit, "")
	}
	d.tellSchema(tell)
	d.tellClock(tell)
	return told
}

func (d database) way() string {
	switch {
	case d.secured:
		return "with TLS"
	case d.isOnMachine:
		return "on this machine"
	}
	return "without TLS"
}

func (d database) tellSchema(tell func(state, string, string)) {
	switch {
	case !d.knowsSchema:
	case d.schemaErr != nil:
		tell(wrong, "the schema cannot be read: "+d.schemaErr.Error(), "")
	case d.has < d.wants:
		tell(wrong, fmt.Sprintf("the schema is version %d, and this build wants %d", d.has, d.wants), "helpaide migrate")
	case d.has > d.wants:
		tell(wrong, fmt.Sprintf("the schema is version %d, and this build knows only %d", d.has, d.wants), "run the newer build")
	default:
		tell(fine, fmt.Sprintf("the schema is version %d, as it should be", d.has), "")
	}
}

func (d database) tellClock(tell func(state, string, string)) {
	off := d.ahead.Abs().Round(10 * time.Millisecond)
	way := "behind this machine's"
	if d.ahead > 0 {
		way = "ahead of this machine's"
	}
	switch says := fmt.Sprintf("the database's clock is %v %s", off, way); {
	case off >= badlySkewed:
		tell(wrong, says, "set both by NTP")
	case off >= skewed:
		tell(hint, says, "set both by NTP")
	default:
		tell(fine, "the clocks of the database and of this machine agree", "")
	}
}
