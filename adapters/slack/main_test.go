package slack_test

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"testing"

	"go.uber.org/goleak"
)

// mostAtOnce is how many cases run beside each other: most of what they do is wait for what must come.
const mostAtOnce = 6

func TestMain(m *testing.M) {
	flag.Parse()
	atOnce := flag.Lookup("test.parallel")
	if atOnce.Value.String() == strconv.Itoa(runtime.GOMAXPROCS(0)) { // nobody chose
		_ = atOnce.Value.Set(strconv.Itoa(mostAtOnce)) // a number is always fine
	}
	code := m.Run()
	if code == 0 {
		if err := goleak.Find(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}
