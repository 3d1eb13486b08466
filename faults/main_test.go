//go:build integration

package faults

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"
)

// asReplica is the variable that makes a replica of the test binary: its settings, JSON.
const asReplica = "HELPAIDE_FAULTS_REPLICA"

func TestMain(m *testing.M) {
	if given := os.Getenv(asReplica); given != "" {
		os.Exit(replicate(given))
	}
	os.Exit(m.Run())
}

func replicate(given string) int {
	var s settings
	err := json.Unmarshal([]byte(given), &s)
	if err == nil {
		err = s.serve()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}
