package servertest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Cluster is one Postgres for all tests of a binary, in memory where there is room: making and dropping
// databases waits for the disk. It starts with the first database that is asked for; TestMain closes it
// once the tests have run. Tests may use it at the same time.
type Cluster struct {
	Settings []string                                    // each "name=value"
	Prepare  func(ctx context.Context, url string) error // fills the database that each test gets a copy of

	mu     sync.Mutex
	server *Server
	failed error
	made   int
}

// template is the database that the others are copies of.
const template = "template_of_tests"

// Database makes a database that ends with the test, and returns its URL.
func (c *Cluster) Database(tb testing.TB) string {
	tb.Helper()
	c.mu.Lock() // Postgres copies a template for one at a time
	defer c.mu.Unlock()
	if err := c.begin(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	c.made++
	name := fmt.Sprint("test_", c.made)
	if err := c.ask(tb.Context(), "create database "+name+" template "+template); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := c.ask(context.Background(), "drop database "+name+" with (force)"); err != nil {
			tb.Error(err)
		}
	})
	return c.url(name)
}

// Close stops the server, if it was started.
func (c *Cluster) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.server != nil {
		c.server.end()
	}
}

// begin starts the server and makes the template, once.
func (c *Cluster) begin(ctx context.Context) error {
	if c.server != nil || c.failed != nil {
		return c.failed
	}
	ctx = context.WithoutCancel(ctx) // it is for the others too
	if c.server, c.failed = start(ctx, postgres(c.Settings), memory(), makeCluster); c.failed != nil {
		return c.failed
	}
	if c.failed = c.ask(ctx, "create database "+template); c.failed == nil && c.Prepare != nil {
		c.failed = c.Prepare(ctx, c.url(template))
	}
	return c.failed
}

// ask runs one statement as the superuser.
func (c *Cluster) ask(ctx context.Context, statement string) error {
	conn, err := pgx.Connect(ctx, c.server.URL)
	if err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

func (c *Cluster) url(database string) string {
	return strings.Replace(c.server.URL, "/postgres?", "/"+database+"?", 1)
}
