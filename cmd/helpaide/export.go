package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/helpaide/helpaide/bot"
)

func exportCommand() *cobra.Command {
	var f configFlags
	cmd := &cobra.Command{
		Use:   "export ID",
		Short: "Print all that is kept of a conversation, as JSON",
		Long: `Prints one JSON object with the session, the journal, the lines, wakes, dead letters and the
audit of the conversation, for whoever it is about. What people wrote is in it as it was
kept: secrets masked. The text of a line that was sent is let go of; what was said is what
the journal's events lead to.`,
		Example: `  helpaide export slack:T024BE7LD:D024BFF1M > conversation.json`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			config, err := f.load()
			if err != nil {
				return err
			}
			return export(cmd.Context(), cmd.OutOrStdout(), config, bot.ConversationID(args[0]))
		},
	}
	f.add(cmd)
	return cmd
}

// exported is a dossier as export prints it.
type exported struct {
	Conversation bot.ConversationID `json:"conversation"`
	Session      *bot.Session       `json:"session,omitempty"`
	Journal      []exportedEntry    `json:"journal"`
	Lines        []exportedLine     `json:"lines"`
	Wakes        []exportedWake     `json:"wakes"`
	Letters      []exportedLetter   `json:"dead_letters"`
	Audit        []bot.Change       `json:"audit"`
}

type exportedEntry struct {
	Seq     uint64          `json:"seq"`
	ID      bot.EventID     `json:"event_id"`
	Where   bot.Address     `json:"where"`
	At      time.Time       `json:"at"`
	Event   json.RawMessage `json:"event"`
	Path    []bot.Pass      `json:"path,omitempty"`
	Outcome bot.Outcome     `json:"outcome,omitempty"`
	Ended   *bot.StepRef    `json:"ended,omitempty"`
}

type exportedLine struct {
	Line    string          `json:"line"`
	State   bot.LineState   `json:"state"`
	Effect  json.RawMessage `json:"effect,omitempty"`
	Receipt string          `json:"receipt,omitempty"`
	Reason  string          `json:"reason,omitempty"`
}

type exportedWake struct {
	Name string    `json:"name"`
	Due  time.Time `json:"due"`
}

type exportedLetter struct {
	ID     bot.EventID     `json:"event_id"`
	At     time.Time       `json:"at"`
	Event  json.RawMessage `json:"event,omitempty"`
	Reason string          `json:"reason"`
}

func export(ctx context.Context, out io.Writer, config Config, id bot.ConversationID) error {
	parts, err := config.open(ctx)
	if err != nil {
		return err
	}
	defer parts.close(config.Log.logger())
	d, err := parts.record.Dossier(ctx, id)
	if err != nil {
		return err
	}
	if worded(d) == "" && len(d.Audit) == 0 {
		return fmt.Errorf("export %s: %w", id, bot.ErrNoSession)
	}
	written, err := asExported(id, d)
	if err != nil {
		return fmt.Errorf("export %s: %w", id, err)
	}
	return printJSON(out, written)
}

func asExported(id bot.ConversationID, d bot.Dossier) (exported, error) {
	var errs []error
	event := func(e bot.Event) json.RawMessage {
		if e == nil {
			return nil
		}
		text, err := bot.MarshalEvent(e)
		errs = append(errs, err)
		return text
	}
	out := exported{
		Conversation: id, Session: d.Session, Audit: append([]bot.Change{}, d.Audit...),
		Journal: []exportedEntry{}, Lines: []exportedLine{}, Wakes: []exportedWake{}, Letters: []exportedLetter{},
	}
	for _, e := range d.Entries {
		entry := exportedEntry{Seq: e.Seq, ID: e.ID, Where: e.Where, At: e.At, Event: event(e.Event), Path: e.Path, Outcome: e.Outcome}
		if e.Ended != (bot.StepRef{}) {
			entry.Ended = &e.Ended
		}
		out.Journal = append(out.Journal, entry)
	}
	for _, l := range d.Lines {
		line := exportedLine{Line: l.ID(), State: l.State, Receipt: l.Receipt.ID, Reason: l.Reason}
		if l.Effect != nil {
			text, err := bot.MarshalEffect(l.Effect)
			line.Effect, errs = text, append(errs, err)
		}
		out.Lines = append(out.Lines, line)
	}
	for _, a := range d.Alarms {
		out.Wakes = append(out.Wakes, exportedWake{a.Wake.Name, a.Wake.Due})
	}
	for _, l := range d.Letters {
		out.Letters = append(out.Letters, exportedLetter{l.Cause.ID, l.Cause.At, event(l.Cause.Event), l.Reason})
	}
	return out, errors.Join(errs...)
}
