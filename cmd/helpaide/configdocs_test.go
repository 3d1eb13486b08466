package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

// update writes what tests find where it is expected: go test ./cmd/helpaide -update.
var update = flag.Bool("update", false, "rewrite docs/configuration.md")

const (
	configDoc   = "../../docs/configuration.md"
	beginTables = "<!-- What follows is written by go test ./cmd/helpaide -update. -->\n"
)

func TestConfigurationIsDocumented(t *testing.T) {
	text, err := os.ReadFile(configDoc)
	if err != nil {
		t.Fatal(err)
	}
	byHand, _, found := strings.Cut(string(text), beginTables)
	if !found {
		t.Fatalf("%s lacks the line %s", configDoc, beginTables)
	}
	want := byHand + beginTables + configTables()
	if *update {
		if err := os.WriteFile(configDoc, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(text) {
		t.Errorf("%s is not what the settings are: go test ./cmd/helpaide -update", configDoc)
	}
	holdsNoSecret(t, string(text))
}

func TestEverySettingSaysWhatItMeans(t *testing.T) {
	for _, s := range settings() {
		if !strings.HasSuffix(s.about, ".") && !strings.HasSuffix(s.about, "…") {
			t.Errorf("%s: %q is no sentence", place{setting: s}.key(), s.about)
		}
	}
}

// configTables is a table of what is said once and one of what each workspace has.
func configTables() string {
	var once, each strings.Builder
	for _, s := range settings() {
		table := &once
		if s.each {
			table = &each
		}
		p := place{setting: s}
		variable := "`" + p.variable() + "`"
		if s.secret() {
			p.inFile = true
			variable += " or `" + p.variable() + "`"
			p.inFile = false
		}
		usual := "" // a cell without anything is clearer than two signs around nothing
		if s.usual != "" {
			usual = "`" + s.usual + "`"
		}
		fmt.Fprintf(table, "| `%s` | %s | %s | %s |\n", strings.TrimPrefix(p.key(), "workspaces[0]."), variable, cmp.Or(usual, " "), s.about)
	}
	const head = "\n| key | variable | default | what it means |\n| --- | --- | --- | --- |\n"
	return "\n## Said once\n" + head + once.String() + "\n## Of each workspace\n" + head + each.String()
}
