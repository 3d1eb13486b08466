package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

func eraseCommand() *cobra.Command {
	var f configFlags
	var yes bool
	cmd := &cobra.Command{
		Use:   "erase ID",
		Short: "Erase all that is kept of a conversation",
		Long: `Erases the journal, the session, the lines, wakes, marks, the case and dead letters, from the
record and from Redis, at once and for good. It says first what there is and asks, unless
--yes is given. What stays is the audit: who did what with the case, without a word that was
said, and that it was erased. Messages that people and agents see on their platform stay
there. Processes that serve go on meanwhile: none brings the conversation back.`,
		Example: `  helpaide erase slack:T024BE7LD:D024BFF1M
  helpaide erase slack:T024BE7LD:D024BFF1M --yes`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			config, err := f.load()
			if err != nil {
				return err
			}
			ask := asking(cmd.InOrStdin(), cmd.OutOrStdout())
			if yes {
				ask = func(string) (bool, error) { return true, nil }
			}
			return erase(cmd.Context(), cmd.OutOrStdout(), config, bot.ConversationID(args[0]), ask)
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

// asking asks a person. Where there is none, it refuses: silence is no yes.
func asking(in io.Reader, out io.Writer) func(question string) (bool, error) {
	return func(question string) (bool, error) {
		if file, ok := in.(*os.File); ok && !term.IsTerminal(int(file.Fd())) {
			return false, errors.New("erase: nobody is there to be asked; say --yes if it is meant")
		}
		fmt.Fprint(out, question)
		answer, err := bufio.NewReader(in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return false, fmt.Errorf("erase: %w", err)
		}
		return strings.EqualFold(strings.TrimSpace(answer), "yes"), nil
	}
}

func erase(ctx context.Context, out io.Writer, config Config, id bot.ConversationID, ask func(question string) (bool, error)) error {
	parts, err := config.open(ctx)
	if err != nil {
		return err
	}
	defer parts.close(config.Log.logger())
	kept, err := parts.record.Dossier(ctx, id)
	if err != nil {
		return err
	}
	if there := worded(kept); there != "" {
		sure, err := ask(fmt.Sprintf("%s: %s.\nErase all of it, for good? Type yes: ", id, there))
		if err != nil {
			return err
		}
		if !sure {
			_, err := fmt.Fprintln(out, "nothing was erased")
			return err
		}
	}
	forgotten, err := host.Forget(ctx, parts.record, parts.sessions, id)
	if err != nil {
		return fmt.Errorf("some of it may be left, so erase it again: %w", err)
	}
	return printJSON(out, struct {
		Erased bot.ConversationID `json:"erased"`
		bot.Forgotten
	}{id, forgotten})
}

// worded says what there is in a dossier beside the audit; "" when there is nothing.
func worded(d bot.Dossier) string {
	var all []string
	count := func(n int, one, more string) {
		switch {
		case n == 1:
			all = append(all, "1 "+one)
		case n > 1:
			all = append(all, fmt.Sprintf("%d %s", n, more))
		}
	}
	count(len(d.Entries), "turn", "turns")
	count(len(d.Lines), "line", "lines")
	count(len(d.Alarms), "wake", "wakes")
	count(len(d.Letters), "dead letter", "dead letters")
	if d.Session != nil {
		all = append(all, "the session")
		if held := d.Session.Case; held != nil {
			all = append(all, "a case ("+string(held.State)+")")
		}
	}
	return strings.Join(all, ", ")
}
