//go:build integration

package faults

import (
	"encoding/json"
	"net/http"
	"time"
)

func (p *platform) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /events", p.poll)
	mux.HandleFunc("POST /acks", p.takeAck)
	mux.HandleFunc("POST /messages", p.send)
	mux.HandleFunc("GET /messages", p.probe)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.hears(r)
		mux.ServeHTTP(w, r)
	})
}

// poll waits up to a second for events.
func (p *platform) poll(w http.ResponseWriter, r *http.Request) {
	end := time.NewTimer(time.Second)
	defer end.Stop()
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for {
		if given := p.next(8); len(given) > 0 {
			_ = json.NewEncoder(w).Encode(given)
			return
		}
		select {
		case <-p.newness:
		case <-look.C:
		case <-end.C:
			_ = json.NewEncoder(w).Encode([]delivery{})
			return
		case <-r.Context().Done():
			return
		case <-p.over:
			return
		}
	}
}

func (p *platform) takeAck(w http.ResponseWriter, r *http.Request) {
	var a acknowledgement
	if err := json.NewDecoder(r.Body).Decode(&a); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	p.ack(a)
}

// probe looks into the history, which lags.
func (p *platform) probe(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	one, there := p.found[r.FormValue("key")]
	p.counts.Probes++
	p.mu.Unlock()
	there = there && time.Now().After(one.shows)
	_ = json.NewEncoder(w).Encode(answer{ID: one.Key, Found: there})
}
