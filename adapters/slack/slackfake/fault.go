package slackfake

import (
	"net/http"
	"strconv"
	"time"
)

// FaultKind is a way to go wrong.
type FaultKind string

// The ways to go wrong. Those with Then accept the call and spoil the answer.
const (
	AcceptThenDrop      FaultKind = "accept, then cut the connection"
	AcceptThen500       FaultKind = "accept, then 500"
	AcceptThenHTML      FaultKind = "accept, then 200 with a web page"
	AcceptThenEmpty     FaultKind = "accept, then 200 with nothing"
	AcceptThenTruncated FaultKind = "accept, then half an answer"
	AcceptThenNoTS      FaultKind = "accept, then an answer without ts"
	AcceptThenInternal  FaultKind = "accept, then internal_error"
	AcceptThenSlow      FaultKind = "accept, then answer late"

	Refuse      FaultKind = "cut the connection before reading"
	Unavailable FaultKind = "503 with a web page"
	Internal    FaultKind = "internal_error, nothing accepted"
	Code        FaultKind = "an error of Slack's"
	Limited     FaultKind = "429"
	Slow        FaultKind = "wait, then go on as usual"
)

// Fault is a call going wrong.
type Fault struct {
	Kind    FaultKind
	Method  string // "" for any
	Channel string // "" for any
	Times   int    // 0 for once; below 0 until Heal
	Code    string // of Code

	RetryAfter string // the header of Limited, as it is; "none" for no header
	Page       bool   // Limited answers with a web page

	Delay time.Duration // of Slow and AcceptThenSlow
	Until chan struct{} // of Slow and AcceptThenSlow, instead of Delay
}

// Fail makes the next calls that it fits go wrong. Earlier faults come first.
func (f *Fake) Fail(fault Fault) {
	if fault.Times == 0 {
		fault.Times = 1
	}
	f.change(func() { f.faults = append(f.faults, &fault) })
}

// Heal ends all faults that are left.
func (f *Fake) Heal() { f.change(func() { f.faults = nil }) }

// fault takes the first fault that fits a call, or nil.
func (f *Fake) fault(method, channel string) *Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, fault := range f.faults {
		if fault.Method != "" && fault.Method != method || fault.Channel != "" && fault.Channel != channel {
			continue
		}
		if fault.Times--; fault.Times == 0 {
			f.faults = append(f.faults[:i:i], f.faults[i+1:]...)
		}
		return fault
	}
	return nil
}

const page = "<!doctype html><title>Slack</title><h1>Server Error</h1>"

// early reports whether the fault leaves the call unread.
func (fault *Fault) early() bool { return fault.Kind == Refuse || fault.Kind == Unavailable }

// before does what comes before a call is looked at.
func (fault *Fault) before(w http.ResponseWriter, r *http.Request) {
	switch fault.Kind {
	case Refuse:
		panic(http.ErrAbortHandler)
	case Unavailable:
		answerPage(w, http.StatusServiceUnavailable)
	case Slow:
		fault.wait(r)
	}
}

func (fault *Fault) wait(r *http.Request) {
	var late <-chan time.Time
	if fault.Until == nil {
		timer := time.NewTimer(fault.Delay)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case <-fault.Until:
	case <-late:
	case <-r.Context().Done():
	}
}

// code is the error that the fault gives instead of accepting.
func (fault *Fault) code() string {
	switch fault.Kind {
	case Code:
		return fault.Code
	case Internal:
		return "internal_error"
	}
	return ""
}

// after spoils the answer to an accepted call, and reports whether it did.
func (fault *Fault) after(w http.ResponseWriter, r *http.Request) bool {
	switch fault.Kind {
	case AcceptThenDrop:
		panic(http.ErrAbortHandler)
	case AcceptThen500:
		answerPage(w, http.StatusInternalServerError)
	case AcceptThenHTML:
		answerPage(w, http.StatusOK)
	case AcceptThenEmpty:
		w.WriteHeader(http.StatusOK)
	case AcceptThenTruncated:
		answerJSON(w, `{"ok":true,"channel":"D0","ts":"17`)
	case AcceptThenNoTS:
		answerJSON(w, `{"ok":true}`)
	case AcceptThenInternal:
		answerJSON(w, `{"ok":false,"error":"internal_error"}`)
	case AcceptThenSlow:
		fault.wait(r)
		return false
	default:
		return false
	}
	return true
}

func answerPage(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(page)) // a caller that is gone hears nothing
}

func answerJSON(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write([]byte(body)) // a caller that is gone hears nothing
}

// tooMany answers that the caller is to wait.
func (f *Fake) tooMany(w http.ResponseWriter, fault *Fault, wait time.Duration) {
	header := strconv.Itoa(int((wait + time.Second - 1) / time.Second))
	if fault != nil && fault.Kind == Limited && fault.RetryAfter != "" {
		header = fault.RetryAfter
	}
	if header != "none" {
		w.Header().Set("Retry-After", header)
	}
	if fault != nil && fault.Page {
		answerPage(w, http.StatusTooManyRequests)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusTooManyRequests)
	_, _ = w.Write([]byte(`{"ok":false,"error":"ratelimited"}`)) // a caller that is gone hears nothing
}
