package servertest

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os/exec"
	"strings"
	"testing"
)

// Redis starts a redis-server with Debian's defaults but for the settings, each "name value" as in
// redis.conf. The data of one that is killed is what it had saved.
func Redis(tb testing.TB, settings ...string) *Server {
	tb.Helper()
	return run(tb, program{
		command: func(s *Server) (*exec.Cmd, error) { return redisCommand(s, settings) },
		answers: redisAnswers,
		url:     func(addr string) string { return "redis://" + addr },
	}, func(string) error { return nil })
}

func redisCommand(s *Server, settings []string) (*exec.Cmd, error) {
	path, err := exec.LookPath("redis-server")
	if err != nil {
		return nil, fmt.Errorf("redis-server is missing, scripts/prepare installs it: %w", err)
	}
	host, port, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return nil, err
	}
	args := []string{"--bind", host, "--port", port, "--dir", s.folder}
	for _, setting := range settings {
		name, value, _ := strings.Cut(setting, " ")
		args = append(args, "--"+name, value)
	}
	command := exec.CommandContext(context.Background(), path, args...)
	command.SysProcAttr = with(nil)
	return command, nil
}

// redisAnswers is true once PING gives PONG: while Redis loads its data it says so instead.
func redisAnswers(ctx context.Context, s *Server) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", s.Addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprint(conn, "PING\r\n"); err != nil {
		return err
	}
	answer, err := bufio.NewReader(conn).ReadString('\n')
	if err == nil && answer != "+PONG\r\n" {
		return fmt.Errorf("redis says %q", answer)
	}
	return err
}
