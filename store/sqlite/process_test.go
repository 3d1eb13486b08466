package sqlite_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"testing"

	"github.com/helpaide/helpaide/store/sqlite"
)

// other is this test binary started again, with a record to work on.
type other struct {
	*exec.Cmd
	says *bufio.Scanner
}

// start has another process run the test of that name, which finds the path with isOther.
func start(t *testing.T, test, path string) other {
	t.Helper()
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+test+"$")
	command.Env = append(os.Environ(), "HELPAIDE_TEST_RECORD="+path)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return other{command, bufio.NewScanner(out)}
}

// kill ends the process with SIGKILL, and returns what it had said until then.
func (o other) kill() (said []string) {
	_ = o.Process.Kill()
	for o.says.Scan() {
		said = append(said, o.says.Text())
	}
	_ = o.Wait()
	return said
}

func isOther() (path string, is bool) { return os.LookupEnv("HELPAIDE_TEST_RECORD") }

func TestSecondProcessIsRefused(t *testing.T) {
	if path, is := isOther(); is {
		hold(t, path)
		return
	}
	path := tempFile(t)
	holder := start(t, t.Name(), path)
	defer holder.kill()
	if !holder.says.Scan() || holder.says.Text() != "open" {
		t.Fatalf("the other process says %q", holder.says.Text())
	}
	refuses(t, path, "record "+path+" is in use by another process")
	holder.kill()
	open(t, path)
}

// hold keeps the record open until the process is killed.
func hold(t *testing.T, path string) {
	t.Helper()
	if _, err := sqlite.Open(t.Context(), path); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("open")
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	<-stop
}
