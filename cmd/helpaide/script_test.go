package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"helpaide": main})
}

// Each file under testdata/script is a story that somebody at a command line lives.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: false,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TZ", "America/Toronto")
			env.Setenv("GORACE", os.Getenv("GORACE"))
			wifi, err := filepath.Abs("../../flows/wifi")
			env.Setenv("WIFI", wifi)
			return err
		},
	})
}
