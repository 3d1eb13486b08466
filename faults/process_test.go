//go:build integration

package faults

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// replica is a place for one process, which is started again whenever it ended.
type replica struct {
	settings settings // of the next process; Name is the place's
	folder   string

	mu      sync.Mutex
	cmd     *exec.Cmd
	stdin   io.Closer
	addr    string // of its health
	ended   chan struct{}
	starts  int
	planned crash // of the process that runs
	asked   bool  // this process was killed by us
	died    map[string]int
	strange []string // ends that nobody asked for
	closing bool
}

// start begins a process that dies at a point, or lives.
func (r *replica) start(plan crash) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.starts++
	s := r.settings
	s.Name, s.Crash = fmt.Sprintf("%s.%d", r.settings.Name, r.starts), plan
	given, err := json.Marshal(s)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(r.folder, s.Name+".log"))
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.CommandContext(context.Background(), self)
	cmd.Env = append(os.Environ(), asReplica+"="+string(given))
	cmd.Stderr = log
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if r.stdin, err = cmd.StdinPipe(); err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	r.cmd, r.planned, r.asked, r.ended, r.addr = cmd, plan, false, make(chan struct{}), ""
	go r.follow(cmd, out, r.ended)
	return nil
}

// follow reads where the process tells its health, and notes how it ended.
func (r *replica) follow(cmd *exec.Cmd, out io.Reader, ended chan struct{}) {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		r.mu.Lock()
		r.addr = lines.Text()
		r.mu.Unlock()
	}
	err := cmd.Wait()
	r.mu.Lock()
	switch {
	case r.asked, r.closing:
	case err != nil && strings.Contains(err.Error(), "killed") && r.planned.Point != "":
		r.died[r.planned.Point]++
	default:
		r.strange = append(r.strange, fmt.Sprintf("%s.%d ended by itself: %v", r.settings.Name, r.starts, err))
	}
	r.mu.Unlock()
	close(ended)
}

// politely is how long a process may take to end when it is asked to.
const politely = 15 * time.Second

// leave asks the process to end, as SIGTERM does, and has the next one be of another revision.
func (r *replica) leave(revision string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.settings.Book, r.asked = revision, true
	ended, name := r.ended, fmt.Sprintf("%s.%d", r.settings.Name, r.starts)
	_ = r.stdin.Close()
	go func() {
		select {
		case <-ended:
		case <-time.After(politely):
			r.mu.Lock()
			r.strange = append(r.strange, name+" was asked to end and did not")
			r.mu.Unlock()
		}
	}()
}

// kill ends the process as a crash does, and reports whether there was one.
func (r *replica) kill() bool {
	r.mu.Lock()
	ended, running := r.ended, r.running()
	if running {
		r.asked = true
		_ = r.cmd.Process.Kill()
	}
	r.mu.Unlock()
	if running {
		<-ended
	}
	return running
}

func (r *replica) running() bool {
	if r.ended == nil {
		return false
	}
	select {
	case <-r.ended:
		return false
	default:
		return true
	}
}

func (r *replica) up() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.running()
}

// doomed reports whether the process is to die at a point.
func (r *replica) doomed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.planned.Point != ""
}

// end is the last of the replica.
func (r *replica) end() {
	r.mu.Lock()
	r.closing = true
	r.mu.Unlock()
	r.kill()
}

// feels asks the process how it is.
func (r *replica) feels(ctx context.Context) (h health, err error) {
	r.mu.Lock()
	addr := r.addr
	r.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, addr, nil)
	if err != nil {
		return h, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return h, err
	}
	defer response.Body.Close()
	return h, json.NewDecoder(response.Body).Decode(&h)
}

// awake waits until the process tells its health.
func (r *replica) awake(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if _, err := r.feels(t.Context()); err == nil {
			return
		}
		if time.Now().After(deadline) {
			said, _ := os.ReadFile(filepath.Join(r.folder, fmt.Sprintf("%s.%d.log", r.settings.Name, r.starts)))
			t.Fatalf("replica %s does not start; it said: %s", r.settings.Name, said)
		}
	}
}
