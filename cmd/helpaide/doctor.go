package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

const doctorHelp = `Look at what HelpAide needs, and say what to do about the rest: the configuration, the
pack, Postgres, Redis, the clocks, the operators' port, Slack's tokens, permissions and socket.
It changes nothing; only --post writes a message, to the channel that it names.

One line each: "ok", "hint" for what works and could be better, "wrong" for what does not.
The exit code is 1 when something is wrong.

With --ready it only asks the process that runs on this machine whether it is ready: this
is for health checks.`

// errWrong ends a doctor that found something.
var errWrong = errors.New("something is wrong, see above")

func doctorCommand() *cobra.Command {
	var (
		flags         configFlags
		ready, asJSON bool
		post          string
	)
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Try everything that HelpAide needs, and say what is wrong",
		Long:  doctorHelp,
		Example: `  helpaide doctor --config helpaide.yaml
  helpaide doctor --embedded me.db
  helpaide doctor --post C0123456789
  helpaide doctor --ready`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config, err := flags.load()
			ctx, cancel := context.WithTimeout(orBackground(cmd.Context()), time.Minute)
			defer cancel()
			if ready {
				return askReady(ctx, config.Operators.Listen)
			}
			p := newPatient(config, err)
			p.post = post
			return diagnose(ctx, p, cmd.OutOrStdout(), asJSON)
		},
	}
	flags.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON object")
	cmd.Flags().StringVar(&post, "post", "", "write a test message to this Slack channel, by its id; NAME/CHANNEL with several workspaces")
	cmd.Flags().BoolVar(&ready, "ready", false, "only ask the running process whether it is ready")
	return cmd
}

func orBackground(ctx context.Context) context.Context {
	if ctx == nil {
		return context.Background()
	}
	return ctx
}

// doctorChecks are all checks, in the order in which they are told. A channel adds its own here: its
// tokens, its scopes, its socket.
func doctorChecks() []examination {
	return []examination{
		{"config", checkConfig},
		{"pack", checkPack},
		{"database", checkDatabase},
		{"redis", checkRedis},
		{"embedded", checkEmbedded},
		{"operators", checkOperators},
		{"slack", checkSlack},
	}
}

// An examination looks at one thing. It tells nothing where there is nothing to look at.
type examination struct {
	name string
	look func(ctx context.Context, p *patient) []finding
}

// patient is what is looked at.
type patient struct {
	config Config
	faults configProblems
	schema schemaVersions
	post   string // the channel for a test message; "" for none
}

// newPatient takes what loadConfig returned.
func newPatient(config Config, err error) *patient {
	p := &patient{config: config, schema: builtInSchema}
	errors.As(err, &p.faults)
	return p
}

// usable reports whether the setting with the key has no problem, so that one may act on it.
func (p *patient) usable(key string) bool {
	for _, fault := range p.faults {
		if fault.place != nil && fault.place.value().key() == key {
			return false
		}
	}
	return true
}

// finding is what one look told.
type finding struct {
	Check string `json:"check"`
	State state  `json:"state"`
	Says  string `json:"says"`         // one line
	Do    string `json:"do,omitempty"` // what to do about it
}

type state string

const (
	fine  state = "ok"
	hint  state = "hint"
	wrong state = "wrong"
)

// report is what doctor --json writes.
type report struct {
	OK       bool      `json:"ok"`
	Findings []finding `json:"findings"`
}

// diagnose makes all checks and writes what they found.
func diagnose(ctx context.Context, p *patient, out io.Writer, asJSON bool) error {
	told := report{OK: true}
	for _, c := range doctorChecks() {
		for _, f := range c.look(ctx, p) {
			f.Check, f.Says, f.Do = c.name, p.oneLine(f.Says), p.oneLine(f.Do)
			told.Findings = append(told.Findings, f)
			told.OK = told.OK && f.State != wrong
		}
	}
	if err := told.write(out, asJSON); err != nil {
		return fmt.Errorf("write what was found: %w", err)
	}
	if !told.OK {
		return errWrong
	}
	return nil
}

func (r report) write(out io.Writer, asJSON bool) error {
	if asJSON {
		to := json.NewEncoder(out)
		to.SetEscapeHTML(false)
		return to.Encode(r)
	}
	for _, f := range r.Findings {
		line := fmt.Sprintf("%-5s %-9s %s", f.State, f.Check, f.Says)
		if f.Do != "" {
			line += "; " + f.Do
		}
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	return nil
}

// oneLine is the text on one line. The errors of others may repeat what they were given: secrets are cut out once more.
func (p *patient) oneLine(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, hidden := range p.config.secrets() {
		text = strings.ReplaceAll(text, hidden, "[secret]")
	}
	return text
}
