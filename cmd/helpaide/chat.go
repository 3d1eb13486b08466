package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"syscall"
	"time"

	"github.com/sirupsen/logrus"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/helpaide/helpaide/adapters/terminal"
	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/store/sqlite"
)

const chatHelp = `Talk to the assistant in this terminal.

Type what is wrong, as you would tell a colleague, or pick one of the options it shows.
Say "a person" at any time, or "back", "repeat", "start over", "stop", "en français".

Play the agent who takes over, in another mind of the same terminal:
  /agent claim Camille     take the conversation: the assistant falls silent
  /agent say Bonjour       a line for the person
  /agent card              what a desk shows of the case
  /agent release           give it back, to the very same question
  /agent resolve           the case is solved
  /agent help              all else that happens at a desk

Without --db, the conversation is forgotten when you leave. With it, leave in the middle
and come back: it goes on where it was, and what fell due meanwhile is said first.

For scripts, --json reads one object a line and answers each with message lines and one
turn line:
  {"say":"je n'ai pas reçu mon code"}
  {"choose":"text"}
  {"advance":"15m"}                       with --now
  {"agent":"claim","name":"Camille"}      claim, say and note (with "text"), edit and delete (with "line"), release
                                          (as it is, or "after", "flow", "menu"), resolve (with "result"), offer
                                          ("to" or "team", and "note"), decline, put_back, assign ("to"), erase;
                                          "role" and "reason" where a lead needs them
  {"file":{"name":"permis.jpg","type":"image/jpeg","size":120000}}
  {"edit":"ID","text":"…"}                an earlier line is changed; {"delete":"ID"} takes it back
  {"sent":"voice"}                        what is neither text nor file
  {"queue":{"position":3}}                what desks and platforms tell; also "desk", "gone", "erase"
After each change of a case, a line {"type":"case"} has the card that desks show, in --desk-lang.
Any line may carry an "id": the same id twice changes nothing.`

// chatFlags are the flags of chat.
type chatFlags struct {
	json         bool
	lang         string
	now          string
	db           string
	conversation string
	pack         string
	record       string
	deskLang     string
}

func chatCommand() *cobra.Command {
	var f chatFlags
	cmd := &cobra.Command{
		Use:   "chat",
		Short: "Talk to the assistant in this terminal",
		Long:  chatHelp,
		Example: `  helpaide chat
  helpaide chat --lang fr --db me.db
  helpaide chat --pack ./my-flows
  echo '{"say":"my account is locked"}' | helpaide chat --json --now 2026-11-23T10:00:00-05:00`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return chat(cmd.Context(), f, os.Stdin, os.Stdout)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.json, "json", false, "read and write one JSON object a line")
	flags.StringVar(&f.lang, "lang", "", "language to begin in: fr or en (default: the one you write in)")
	flags.StringVar(&f.now, "now", "", "a time (RFC 3339) at which the clock stands still, such as 2026-11-23T10:00:00-05:00")
	flags.StringVar(&f.db, "db", ":memory:", "file that keeps the conversations")
	flags.StringVar(&f.conversation, "conversation", "me", "which conversation of the file")
	flags.StringVar(&f.pack, "pack", "", "folder of flows to talk from (default: QuickBooks sign-in)")
	flags.StringVar(&f.record, "record", "", "file to write the conversation to, as a transcript for `flows test`")
	flags.StringVar(&f.deskLang, "desk-lang", "fr", "language of the agent, in which the card of a case is shown")
	return cmd
}

var conversationName = regexp.MustCompile(`^[A-Za-z0-9._@-]{1,64}$`)

// chat talks until the input ends or somebody interrupts.
func chat(ctx context.Context, f chatFlags, in *os.File, out io.Writer) error {
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	clock, err := f.clock()
	if err != nil {
		return err
	}
	if !conversationName.MatchString(f.conversation) {
		return fmt.Errorf("--conversation: %q is no name; use up to 64 letters, digits, dots, dashes", f.conversation)
	}
	mind, err := ready(f.pack)
	if err != nil {
		return err
	}
	for _, lang := range []string{f.lang, f.deskLang} {
		if err := mind.speaks(lang); err != nil {
			return err
		}
	}
	record, err := sqlite.Open(ctx, f.db)
	if err != nil {
		return err
	}
	err = talk(ctx, f, mind, record, clock, in, out)
	if closing := record.Close(); err == nil {
		err = closing
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// talk ties the conversation's parts together and runs it.
func talk(ctx context.Context, f chatFlags, mind *brain, record *sqlite.Store, clock *terminal.Clock, in *os.File, out io.Writer) error {
	face := f.face(in, out)
	talking := terminal.New(face, terminal.Options{
		Home:  bot.Address("terminal:" + f.conversation),
		Lang:  bot.Lang(f.lang),
		Clock: clock,
		Load:  record.Load,
		Card:  mind.engine.Card, DeskLang: bot.Lang(f.deskLang),
	})
	if f.record != "" {
		recorder, err := newRecorder(f, mind, clock.Now())
		if err != nil {
			return err
		}
		defer recorder.close()
		talking.Recorder = recorder.note
	}
	h := host.New(host.Options{
		Engine: mind.engine, Record: record, Outbox: record, Alarms: record,
		Read: mind.reader, Channels: []host.Channel{talking}, Now: clock.Now,
		Log: logger(face), Watch: talking.Watch,
	})
	talking.Pump, talking.NextWake = h.Pump, h.NextWake
	return talking.Run(ctx, h.Receive)
}

// face is how the terminal looks: JSON when asked for, a screen for a person, plain lines for a pipe.
func (f chatFlags) face(in *os.File, out io.Writer) terminal.Face {
	screen, isFile := out.(*os.File)
	switch {
	case f.json:
		return terminal.JSON{In: in, Out: out}
	case isFile && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(screen.Fd())) && os.Getenv("TERM") != "dumb":
		return terminal.Screen{In: in, Out: screen}
	default:
		return terminal.Plain{In: in, Out: out}
	}
}

func (f chatFlags) clock() (*terminal.Clock, error) {
	if f.now == "" {
		return terminal.RealClock(), nil
	}
	at, err := time.Parse(time.RFC3339, f.now)
	if err != nil {
		return nil, fmt.Errorf("--now: %q is no time such as 2026-11-23T10:00:00-05:00", f.now)
	}
	return terminal.StillClock(at), nil
}

// speaks refuses a language that the pack has no words in.
func (b *brain) speaks(lang string) error {
	if lang == "" {
		return nil
	}
	for _, l := range b.pack.Book.Langs {
		if string(l) == lang {
			return nil
		}
	}
	return fmt.Errorf("--lang: this pack speaks %v, not %q", b.pack.Book.Langs, lang)
}

// logger writes to standard error what an operator must know, and nothing that anybody said. On a
// screen there is no operator but the person, who is told of trouble by the screen itself.
func logger(face terminal.Face) logrus.FieldLogger {
	log := logrus.New()
	log.SetOutput(os.Stderr)
	log.SetLevel(logrus.WarnLevel)
	if _, screen := face.(terminal.Screen); screen {
		log.SetOutput(io.Discard)
	}
	return log
}
