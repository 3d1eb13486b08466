package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/helpaide/helpaide/bot"
)

func migrateCommand() *cobra.Command {
	var f configFlags
	cmd := &cobra.Command{
		Use:   "migrate",
		Short: "Bring the record to this release's schema",
		Long: `Run it once before a new release serves. Processes of the release before may go on
meanwhile: what a release adds, the one before does not need.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config, err := f.load()
			if err != nil {
				return err
			}
			said, err := config.migrate(cmd.Context())
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), said)
			return err
		},
	}
	f.add(cmd)
	return cmd
}

func sessionCommand() *cobra.Command {
	var f configFlags
	cmd := &cobra.Command{
		Use:   "session",
		Short: "Look at where a conversation stands",
	}
	show := &cobra.Command{
		Use:   "show ID",
		Short: "Print the live session as it is held between turns",
		Long: `Prints the session from where it lives (Redis), else from the record, as JSON. "from" says
which. It has steps, answers and times, and of a person's words only the two lines that a card shows.`,
		Example: `  helpaide session show slack:T024BE7LD:D024BFF1M`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			config, err := f.load()
			if err != nil {
				return err
			}
			return showSession(cmd, config, bot.ConversationID(args[0]))
		},
	}
	f.add(show)
	cmd.AddCommand(show)
	return cmd
}

// shown is what `session show` prints.
type shown struct {
	From    string      `json:"from"` // "redis" or "record"
	Session bot.Session `json:"session"`
}

func showSession(cmd *cobra.Command, config Config, id bot.ConversationID) error {
	parts, err := config.open(cmd.Context())
	if err != nil {
		return err
	}
	defer parts.close(config.Log.logger())
	out := shown{From: "redis"}
	found := false
	if parts.sessions != nil {
		live, err := parts.sessions.Get(cmd.Context(), id)
		if err == nil {
			out.Session, found = live[id]
		}
	}
	if !found {
		out.From = "record"
		if out.Session, err = parts.record.Load(cmd.Context(), id); err != nil {
			return fmt.Errorf("session %s: %w", id, err)
		}
	}
	return printJSON(cmd.OutOrStdout(), out)
}

func printJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
