package main

import (
	"bufio"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
)

// story is a conversation with the small pack: a wait, another topic, an agent and a return, each
// input with its id.
var story = []string{
	`{"say":"how do I restart my router","id":"1"}`,
	`{"choose":"done","id":"2"}`,
	`{"say":"the wifi is too slow","id":"3"}`,
	`{"choose":"failed","id":"4"}`,
	`{"choose":"human","id":"5"}`,
	`{"agent":"claim","name":"Camille","id":"6"}`,
	`{"agent":"say","text":"Hello, I am looking.","id":"7"}`,
	`{"agent":"release","id":"8"}`,
	`{"choose":"language","id":"9"}`,
	`{"choose":"back","id":"10"}`,
}

// process is `helpaide chat` as a process of its own: this test binary under that name.
type process struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

func start(t *testing.T, db string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "helpaide")
	if err := os.Symlink(self, name); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), name, "chat", "--json", "--pack", "../../flows/wifi", "--db", db, "--now", "2026-11-23T10:00:00-05:00")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &process{cmd: cmd, in: in, out: bufio.NewScanner(out)}
}

// answer sends a line and returns the messages that came, and the turn line; no turn line when the
// process died first.
func (p *process) answer(line string) (texts []string, turn string) {
	if _, err := io.WriteString(p.in, line+"\n"); err != nil {
		return nil, ""
	}
	for p.out.Scan() {
		var got struct {
			Type string
			Text any
		}
		if err := json.Unmarshal(p.out.Bytes(), &got); err != nil {
			return texts, ""
		}
		switch text, _ := got.Text.(string); got.Type {
		case "message":
			texts = append(texts, text)
		case "case":
		default:
			return texts, p.out.Text()
		}
	}
	return texts, ""
}

func (p *process) kill(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.cmd.Wait() // it was killed: that it says so is no news
}

// whole is the story without a fault.
func whole(t *testing.T) (texts []string, last string) {
	t.Helper()
	p := start(t, filepath.Join(t.TempDir(), "whole.db"))
	defer p.kill(t)
	for _, line := range story {
		more, turn := p.answer(line)
		if turn == "" {
			t.Fatalf("no turn line for %s", line)
		}
		texts, last = append(texts, more...), turn
	}
	return texts, last
}

// Killed at any moment, the conversation goes on where it was: an input whose turn line was not
// seen is sent again, nothing that should be said is missing, and the end is the same.
func TestKilledAtAnyMoment(t *testing.T) {
	want, last := whole(t)
	for seed := range uint64(6) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			texts, end := killed(t, rand.New(rand.NewPCG(seed, 1)))
			if end != last {
				t.Errorf("it ended with\n%s, want\n%s", end, last)
			}
			for _, text := range want {
				if !slices.Contains(texts, text) {
					t.Errorf("never said: %q", text)
				}
			}
		})
	}
}

// awake is a process that has begun to answer, so that a kill finds it at work and not at its
// start, with what it had left to say.
func awake(t *testing.T, db string) (*process, []string) {
	t.Helper()
	p := start(t, db)
	texts, turn := p.answer(`{"advance":"0s"}`)
	if turn == "" {
		t.Fatal("it does not answer")
	}
	return p, texts
}

// killed has the story with a SIGKILL every now and then.
func killed(t *testing.T, chance *rand.Rand) (texts []string, last string) {
	t.Helper()
	db := filepath.Join(t.TempDir(), "killed.db")
	p, _ := awake(t, db)
	kills := 0
	for at := 0; at < len(story); {
		if kills < 3 && chance.IntN(3) == 0 {
			kills++
			timer := time.AfterFunc(time.Duration(chance.IntN(8000))*time.Microsecond, func() { _ = p.cmd.Process.Kill() })
			more, turn := p.answer(story[at])
			texts = append(texts, more...)
			timer.Stop()
			p.kill(t)
			var left []string
			p, left = awake(t, db)
			texts = append(texts, left...)
			if turn != "" {
				last, at = turn, at+1
			}
			continue
		}
		more, turn := p.answer(story[at])
		if turn == "" {
			t.Fatalf("no turn line for %s", story[at])
		}
		texts, last, at = append(texts, more...), turn, at+1
	}
	p.kill(t)
	return texts, last
}
