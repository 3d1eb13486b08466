//go:build integration

package faults

import (
	"fmt"
	"strings"
	"testing"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
)

// line is the way from one replica to one server.
type line struct {
	name  string
	proxy *toxiproxy.Proxy
	heals time.Time
	cut   bool
	toxic string
}

// lay puts a proxy before the server at the address.
func lay(t *testing.T, name, upstream string) *line {
	t.Helper()
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.Nop())
	proxy := toxiproxy.NewProxy(server, name, "127.0.0.1:0", upstream)
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(proxy.Stop)
	return &line{name: name, proxy: proxy}
}

// addr is where the replica connects to: it stays while the line is cut.
func (l *line) addr() string { return l.proxy.Listen }

// ail gives the line something until then. One thing at a time.
func (l *line) ail(t *testing.T, what, attributes string, until time.Time) {
	t.Helper()
	l.heals = until
	if what == "cut" {
		l.cut = true
		l.proxy.Stop()
		return
	}
	l.toxic = what
	toxic := fmt.Sprintf(`{"name":%q,"type":%q,"stream":"downstream","attributes":{%s}}`, what, what, attributes)
	if _, err := l.proxy.Toxics.AddToxicJson(strings.NewReader(toxic)); err != nil {
		t.Fatalf("%s of %s: %v", what, l.name, err)
	}
}

func (l *line) ill() bool { return l.cut || l.toxic != "" }

func (l *line) heal(t *testing.T) {
	t.Helper()
	switch {
	case l.cut:
		if err := l.proxy.Start(); err != nil {
			t.Fatalf("mend %s: %v", l.name, err)
		}
	case l.toxic != "":
		if err := l.proxy.Toxics.RemoveToxic(t.Context(), l.toxic); err != nil {
			t.Fatalf("mend %s: %v", l.name, err)
		}
	}
	l.cut, l.toxic = false, ""
}
