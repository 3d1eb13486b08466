package servertest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// patience is how long a server may take to answer, after a crash too.
const patience = 30 * time.Second

// Server is one server. It is for one goroutine.
type Server struct {
	Addr string // host:port, the same after Start
	URL  string // with the port and, for Postgres, the superuser and the database "postgres"

	program program
	folder  string
	ended   chan struct{} // closed when the process is gone
	process *os.Process
}

// program is how one kind of server is run.
type program struct {
	command func(s *Server) (*exec.Cmd, error)
	answers func(ctx context.Context, s *Server) error
	url     func(addr string) string
}

// run starts a new server that ends with the test.
func run(tb testing.TB, p program, prepare func(folder string) error) *Server {
	tb.Helper()
	server, err := start(tb.Context(), p, "", prepare)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(server.end)
	return server
}

// start makes a folder, in that of temporary files unless another is named, and starts the server in it,
// on another port when somebody took the first.
func start(ctx context.Context, p program, within string, prepare func(folder string) error) (s *Server, err error) {
	folder, err := os.MkdirTemp(within, "helpaide-server-")
	if err != nil {
		return nil, fmt.Errorf("start a server: %w", err)
	}
	s = &Server{program: p, folder: folder}
	if err = prepare(folder); err == nil {
		err = s.first(ctx)
	}
	if err != nil {
		s.end()
		return nil, err
	}
	return s, nil
}

func (s *Server) first(ctx context.Context) (err error) {
	for range 5 {
		if s.Addr, err = freeAddr(ctx); err != nil {
			return err
		}
		s.URL = s.program.url(s.Addr)
		if err = s.launch(ctx); !errors.Is(err, errEnded) {
			return err
		}
	}
	return err
}

// Start starts a server that was killed: the same address, the same data. It returns once the server
// answers.
func (s *Server) Start(tb testing.TB) {
	tb.Helper()
	for deadline := time.Now().Add(patience); ; {
		err := s.launch(tb.Context())
		if err == nil {
			return
		}
		// What is left of a killed Postgres may hold its memory for a moment.
		if !errors.Is(err, errEnded) || time.Now().After(deadline) {
			tb.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Kill ends the server as a crash does. What it wrote stays.
func (s *Server) Kill() {
	if s.process == nil {
		return
	}
	_ = s.process.Kill() // it may have ended by itself
	<-s.ended
	s.process = nil
}

// end stops the server at once, as politely as that goes, and removes its data.
func (s *Server) end() {
	if s.process != nil {
		_ = s.process.Signal(syscall.SIGQUIT) // Postgres gives its shared memory back
		select {
		case <-s.ended:
		case <-time.After(5 * time.Second):
		}
	}
	s.Kill()
	for range 50 { // the last processes of a killed Postgres may still write
		if os.RemoveAll(s.folder) == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func freeAddr(ctx context.Context) (string, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	defer listener.Close()
	return listener.Addr().String(), nil
}

func (s *Server) logFile() string { return filepath.Join(s.folder, "log") }
