package slackfake

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// The bounds of Socket Mode.
const (
	mostSockets = 10
	mostAnswer  = 20 << 10 // an acknowledgement of that many bytes is dropped
)

// socket is one connection of the app.
type socket struct {
	conn *websocket.Conn
	gone chan struct{} // closed when it ended

	mu      sync.Mutex // of writing
	leaving bool       // told to go: it gets nothing new. By Fake.mu
	greeted bool       // By Fake.mu
	frozen  bool       // half open: it takes what is written and gives nothing. By Fake.mu
	waiting map[string]chan<- acknowledgement
	queue   chan []byte
}

type acknowledgement struct {
	answer []byte
	at     time.Time
}

func (f *Fake) openConnection(args) reply {
	ticket := f.id("ticket")
	f.tickets[ticket] = true
	return yes(map[string]any{"url": "ws://" + f.port + "/link/" + ticket})
}

// link is a connection from its first byte to its last.
func (f *Fake) link(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	ticket := r.PathValue("ticket")
	good := f.tickets[ticket] && !f.ended
	delete(f.tickets, ticket) // it is good for once
	f.mu.Unlock()
	if !good {
		http.Error(w, "no such link", http.StatusNotFound)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	s := &socket{conn: conn, gone: make(chan struct{}), waiting: map[string]chan<- acknowledgement{}, queue: make(chan []byte, 4096)}
	if !f.admit(s) {
		s.write(disconnectFrame("too_many_websockets"))
		_ = conn.Close() // it was not wanted
		return
	}
	defer f.leave(s)
	go s.writes(f.o.Ping)
	f.reads(s)
}

// admit counts a connection and greets it.
func (f *Fake) admit(s *socket) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended || f.server == nil || len(f.sockets) >= mostSockets {
		return false
	}
	f.sockets = append(f.sockets, s)
	s.greeted = true
	s.queue <- frame(map[string]any{
		"type": "hello", "num_connections": len(f.sockets), "connection_info": map[string]any{"app_id": App},
		"debug_info": map[string]any{"host": "applink-fake", "build_number": 1, "approximate_connection_time": 18060},
	})
	f.tell()
	return true
}

func (f *Fake) leave(s *socket) {
	f.change(func() {
		f.sockets = slices.DeleteFunc(f.sockets, func(other *socket) bool { return other == s })
	})
	close(s.gone)
	_ = s.conn.Close() // it is over
}

// writes sends what is queued, and a ping now and then.
func (s *socket) writes(every time.Duration) {
	ping := time.NewTicker(every)
	defer ping.Stop()
	s.ping() // at once: an app that waits for pings has one
	for {
		select {
		case raw := <-s.queue:
			s.write(raw)
		case <-ping.C:
			s.ping()
		case <-s.gone:
			return
		}
	}
}

func (s *socket) write(raw []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.conn.SetWriteDeadline(time.Now().Add(time.Second))
	_ = s.conn.WriteMessage(websocket.TextMessage, raw) // a connection that is gone shows when it is read
}

func (s *socket) ping() {
	if s.mu.TryLock() {
		defer s.mu.Unlock()
		if !s.frozen {
			_ = s.conn.WriteControl(websocket.PingMessage, []byte("fake"), time.Now().Add(time.Second)) // as above
		}
	}
}

// reads takes acknowledgements until the connection ends.
func (f *Fake) reads(s *socket) {
	for {
		_, raw, err := s.conn.ReadMessage()
		if err != nil {
			return
		}
		var ack struct {
			ID      string          `json:"envelope_id"`
			Payload json.RawMessage `json:"payload"`
		}
		if len(raw) >= mostAnswer || json.Unmarshal(raw, &ack) != nil {
			continue
		}
		f.mu.Lock()
		waits := s.waiting[ack.ID]
		if s.frozen {
			waits = nil
		} else {
			delete(s.waiting, ack.ID)
		}
		f.mu.Unlock()
		if waits != nil {
			waits <- acknowledgement{ack.Payload, time.Now()}
		}
	}
}

// next is the connection whose turn it is, or nil.
func (f *Fake) next() *socket {
	for range f.sockets {
		f.turn++
		if s := f.sockets[f.turn%len(f.sockets)]; !s.leaving {
			return s
		}
	}
	return nil
}

// bySocket sends an envelope over one of the connections, and tells what became of it. f.mu is held.
func (f *Fake) bySocket(d *Delivery, n int, reason string) <-chan Try {
	out, s := make(chan Try, 1), f.next()
	if s == nil {
		out <- Try{At: time.Now(), Reason: "no socket"}
		return out
	}
	id, acked := f.id("envelope"), make(chan acknowledgement, 1)
	fields := map[string]any{"envelope_id": id, "type": d.Kind, "payload": d.payload, "accepts_response_payload": d.Kind != "events_api"}
	if d.Kind == "events_api" {
		fields["retry_attempt"], fields["retry_reason"] = n, reason
	}
	s.waiting[id] = acked
	try := Try{At: time.Now()}
	s.queue <- frame(fields)
	go func() {
		late := time.NewTimer(f.o.AckTime)
		defer late.Stop()
		select {
		case ack := <-acked:
			try.Took, try.Answer = ack.at.Sub(try.At), ack.answer
			f.taken(d, ack.answer)
		case <-late.C:
			try.Reason = socketTimeout
		case <-s.gone:
			try.Reason = reasonFailed
		case <-f.ends:
			try.Reason = reasonFailed
		}
		out <- try
	}()
	return out
}

func frame(fields map[string]any) []byte {
	raw, err := json.Marshal(fields)
	if err != nil {
		panic("slackfake: " + err.Error())
	}
	return raw
}

func disconnectFrame(reason string) []byte {
	return frame(map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "applink-fake"}})
}

// Sockets is how many connections the app has that take envelopes.
func (f *Fake) Sockets() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, s := range f.sockets {
		if s.greeted && !s.leaving && !s.frozen {
			n++
		}
	}
	return n
}

// Disconnect asks the app to open a connection anew, for one of Slack's reasons: "warning", "refresh_requested",
// "link_disabled". It is for one connection, or for all. They get nothing new, and are cut a while after.
func (f *Fake) Disconnect(reason string, all bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	told := f.sockets
	if s := f.next(); !all && s != nil {
		told = []*socket{s}
	}
	for _, s := range told {
		s.leaving = true
		s.queue <- disconnectFrame(reason)
		time.AfterFunc(f.o.AckTime, func() { _ = s.conn.Close() }) // it may be closed by then
	}
	f.tell()
}

// Drop cuts all connections, without a word.
func (f *Fake) Drop() { f.drop(mostSockets) }

// DropOne cuts one of them.
func (f *Fake) DropOne() { f.drop(1) }

func (f *Fake) drop(n int) {
	f.mu.Lock()
	cut := slices.Clone(f.sockets[:min(n, len(f.sockets))])
	for _, s := range cut {
		s.leaving = true
	}
	f.mu.Unlock()
	for _, s := range cut {
		_ = s.conn.NetConn().Close() // it may be gone
	}
}

// Freeze leaves one connection half open: it gets envelopes and no pings, and what it says is not heard.
func (f *Fake) Freeze() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if s := f.next(); s != nil {
		s.mu.Lock()
		s.frozen = true
		s.mu.Unlock()
	}
	f.tell()
}

// Frame writes what the test wants on one of the connections, as it is. It reports whether there was one.
func (f *Fake) Frame(raw string) bool {
	f.mu.Lock()
	s := f.next()
	f.mu.Unlock()
	if s != nil {
		s.queue <- []byte(raw)
	}
	return s != nil
}

// Envelope sends an envelope with the payload as it is, and tells whether it was acknowledged in time.
func (f *Fake) Envelope(kind, payload string) bool {
	f.mu.Lock()
	s := f.next()
	id, acked := f.id("envelope"), make(chan acknowledgement, 1)
	if s != nil {
		s.waiting[id] = acked
	}
	f.mu.Unlock()
	if s == nil {
		return false
	}
	s.queue <- []byte(`{"envelope_id":"` + id + `","type":"` + cmp.Or(kind, "events_api") + `","payload":` + payload + `,"accepts_response_payload":false}`)
	late := time.NewTimer(f.o.AckTime)
	defer late.Stop()
	select {
	case <-acked:
		return true
	case <-late.C:
	case <-s.gone:
	}
	return false
}
