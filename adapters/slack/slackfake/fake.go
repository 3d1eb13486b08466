package slackfake

import (
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"
)

// The names of the one workspace, and of the one app in it.
const (
	Team    = "T0FAKE"
	App     = "A0FAKE"
	Bot     = "B0FAKE" // the bot
	BotUser = "U0BOT"  // the bot as somebody who writes
)

// Fake is the workspace. Its methods may be called at the same time.
type Fake struct {
	// The secrets of the app, made anew for each workspace.
	BotToken, AppToken, SigningSecret string

	o       Options
	port    string
	begun   time.Time
	flights sync.WaitGroup // deliveries
	ends    chan struct{}

	mu       sync.Mutex
	changed  chan struct{} // closed and made anew at each change
	server   *http.Server
	door     net.Listener
	ended    bool
	address  string
	counter  int
	lastTS   int64
	people   map[string]*Person
	channels map[string]*channel
	sockets  []*socket
	tickets  map[string]bool // of sockets that may be opened
	turn     int             // of the sockets
	faults   []*Fault
	buckets  map[string]*bucket
	pauses   map[string]pause
	requests []Request
	sent     []*Delivery
	whispers []Ephemeral
	homes    map[string]View
	views    []View
	statuses []Status
	prompts  []Prompts
	reacted  []Reaction
	answers  map[string]*answerable // by the end of a response_url
	triggers map[string]bool        // not used yet
	revoked  string                 // why tokens are not taken any more
	groups   map[string][]string
}

// Start runs a workspace until the test ends.
func Start(tb testing.TB, o Options) *Fake {
	tb.Helper()
	f, err := New(o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(f.Close)
	return f
}

// New runs a workspace until Close.
func New(o Options) (*Fake, error) {
	f := &Fake{
		BotToken: "xoxb-" + rand.Text(), AppToken: "xapp-1-" + rand.Text(), SigningSecret: rand.Text(),
		o: o.filled(), begun: time.Now(), ends: make(chan struct{}), changed: make(chan struct{}), address: o.Address,
		people: map[string]*Person{}, channels: map[string]*channel{}, tickets: map[string]bool{},
		buckets: map[string]*bucket{}, pauses: map[string]pause{}, homes: map[string]View{},
		answers: map[string]*answerable{}, triggers: map[string]bool{}, groups: map[string][]string{},
	}
	if err := f.listen("127.0.0.1:0"); err != nil {
		return nil, err
	}
	return f, nil
}

// listen takes requests at the address.
func (f *Fake) listen(address string) error {
	listener, err := net.Listen("tcp", address) //nolint:noctx // it ends with Close
	if err != nil {
		return fmt.Errorf("listen as Slack: %w", err)
	}
	server := &http.Server{Handler: f.routes(), ReadHeaderTimeout: 5 * time.Second}
	f.mu.Lock()
	f.server, f.door = server, listener
	if f.port == "" { // it stays what it was
		f.port = listener.Addr().String()
	}
	f.mu.Unlock()
	go func() { _ = server.Serve(listener) }() // it ends with ErrServerClosed
	return nil
}

func (f *Fake) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", f.call)
	mux.HandleFunc("/link/{ticket}", f.link)
	mux.HandleFunc("/actions/{end}", f.answer)
	return mux
}

// APIURL is what the app is to call, with a slash at its end.
func (f *Fake) APIURL() string { return "http://" + f.port + "/api/" }

// SetAddress says where the app takes HTTP, events and all else, as one sets it in an app's settings. With
// "" it is Socket Mode.
func (f *Fake) SetAddress(url string) { f.change(func() { f.address = url }) }

// Close ends everything.
func (f *Fake) Close() {
	f.mu.Lock()
	if f.ended {
		f.mu.Unlock()
		return
	}
	f.ended = true
	close(f.ends)
	f.mu.Unlock()
	f.Down()
	f.flights.Wait()
}

// Down makes Slack unreachable: nobody answers its port, and its sockets are gone.
func (f *Fake) Down() {
	f.mu.Lock()
	server, door := f.server, f.door
	f.server = nil
	f.mu.Unlock()
	if server != nil {
		_ = door.Close() // a server that has not begun to serve does not know it yet
		_ = server.Close()
	}
	f.Drop()
}

// Up makes it reachable again, at the same address.
func (f *Fake) Up() error { return f.listen(f.port) }

// change changes something, and tells those who wait.
func (f *Fake) change(do func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	do()
	f.tell()
}

// tell wakes those who wait for a change.
func (f *Fake) tell() {
	close(f.changed)
	f.changed = make(chan struct{})
}

// id makes a name that no other thing has.
func (f *Fake) id(head string) string {
	f.counter++
	return fmt.Sprintf("%s%06d", head, f.counter)
}

// ts makes the name of a message: the time in microseconds, each later than the one before.
func (f *Fake) ts() string {
	f.lastTS = max(f.lastTS+1, f.o.Now().UnixMicro())
	return formatTS(f.lastTS)
}

func formatTS(micros int64) string { return fmt.Sprintf("%d.%06d", micros/1e6, micros%1e6) }

// granted reports whether one of the scopes is.
func (f *Fake) granted(scopes []string) bool {
	return len(scopes) == 0 || slices.ContainsFunc(scopes, func(one string) bool { return slices.Contains(f.o.Scopes, one) })
}
