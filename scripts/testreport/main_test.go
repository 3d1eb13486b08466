package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	const passing = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:1: chatter\n"}
{"Action":"pass","Package":"p","Test":"TestA"}
`
	cases := map[string]struct {
		stream string
		good   bool
		says   string
		hides  string
	}{
		"all pass": {
			stream: passing + `{"Action":"output","Package":"p","Output":"ok  \tp\t0.1s\n"}` + "\n",
			good:   true, says: "ok  \tp\t0.1s\n1 passed, 0 failed, 0 skipped\n", hides: "chatter",
		},
		"a package without tests is not a skipped test": {
			stream: passing + `{"Action":"skip","Package":"q"}` + "\n",
			good:   true, says: "1 passed, 0 failed, 0 skipped\n",
		},
		"a skip fails": {
			stream: passing + `{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:1: no server\n"}
{"Action":"skip","Package":"p","Test":"TestB"}` + "\n",
			says: "no server\nskipped, which counts as failed: p TestB\n1 passed, 0 failed, 1 skipped\n",
		},
		"a failure is shown": {
			stream: passing + `{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:1: got 2\n"}
{"Action":"fail","Package":"p","Test":"TestB"}
{"Action":"fail","Package":"p"}` + "\n",
			says: "got 2\n1 passed, 1 failed, 0 skipped\n",
		},
		"a panic is shown": {
			stream: passing + `{"Action":"output","Package":"p","Test":"TestB","Output":"panic: boom\n"}
{"Action":"fail","Package":"p"}` + "\n",
			says: "unfinished: TestB\npanic: boom\n1 passed, 0 failed, 0 skipped\n",
		},
		"a package that does not build fails": {
			stream: passing + `{"ImportPath":"q","Action":"build-output","Output":"q.go:1: undefined\n"}
{"Action":"fail","Package":"q"}` + "\n",
			says: "q.go:1: undefined\n1 passed, 0 failed, 0 skipped\n",
		},
		"no test at all fails": {stream: "", says: "no test ran\n0 passed, 0 failed, 0 skipped\n"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			r := report{out: &out, printed: map[test][]string{}}
			if err := r.read(strings.NewReader(c.stream)); err != nil {
				t.Fatal(err)
			}
			if good := r.close(); good != c.good {
				t.Errorf("good = %v, want %v", good, c.good)
			}
			if !strings.HasSuffix(out.String(), c.says) {
				t.Errorf("said %q, want it to end in %q", out.String(), c.says)
			}
			if c.hides != "" && strings.Contains(out.String(), c.hides) {
				t.Errorf("said %q, which should be kept quiet", c.hides)
			}
		})
	}
}
