package servertest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
)

// superuser is who owns the cluster. Nobody is asked for a password.
const superuser = "helpaide"

// Postgres starts a cluster of its own with the defaults but for the settings, each "name=value". What
// was committed is there again after Kill and Start. Most tests want a Cluster instead: it is shared.
func Postgres(tb testing.TB, settings ...string) *Server {
	tb.Helper()
	return run(tb, postgres(settings), makeCluster)
}

func postgres(settings []string) program {
	return program{
		command: func(s *Server) (*exec.Cmd, error) { return postgresCommand(s, settings) },
		answers: postgresAnswers,
		url:     func(addr string) string { return "postgres://" + superuser + "@" + addr + "/postgres?sslmode=disable" },
	}
}

func postgresCommand(s *Server, settings []string) (*exec.Cmd, error) {
	host, port, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return nil, err
	}
	args := []string{"-D", filepath.Join(s.folder, "data"), "-p", port, "-c", "listen_addresses=" + host, "-c", "unix_socket_directories=", "-c", "dynamic_shared_memory_type=mmap"}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	return asOwner("postgres", args...)
}

// makeCluster makes the files of a cluster. What the disk has yet to write of them does not matter:
// a test's crash is a process's, not a machine's.
func makeCluster(folder string) error {
	if owner := postgresOwner(); owner != nil {
		if err := os.Chown(folder, owner.uid, owner.gid); err != nil {
			return fmt.Errorf("give %s to another user: %w", folder, err)
		}
	}
	command, err := asOwner("initdb", "-D", filepath.Join(folder, "data"), "-U", superuser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	if err != nil {
		return err
	}
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w; it said: %s", err, said)
	}
	return nil
}

// asOwner is a program of Postgres, run by another user where we are root, which it refuses.
func asOwner(name string, args ...string) (*exec.Cmd, error) {
	path, err := find(name)
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(context.Background(), path, args...)
	command.Dir = "/"
	command.SysProcAttr = with(postgresOwner())
	return command, nil
}

// find looks on the path, then where Debian keeps each version's programs, the newest first.
func find(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	paths, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil || len(paths) == 0 {
		return "", errors.New(name + " is missing: scripts/prepare installs PostgreSQL")
	}
	return slices.Max(paths), nil
}

func postgresAnswers(ctx context.Context, s *Server) error {
	conn, err := pgx.Connect(ctx, s.URL)
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}
