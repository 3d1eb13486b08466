package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/flows"
)

func replayCommand() *cobra.Command {
	var f configFlags
	cmd := &cobra.Command{
		Use:   "replay ID",
		Short: "Go through a conversation's journal again, turn by turn",
		Long: `Applies the events of the journal to the engine again and prints each turn: what happened, the
steps walked, what was said. At the end it says whether this leads to the session that the
record has. Under another revision of the pack it may well not. What people wrote is in the
journal as it was kept: secrets masked.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			config, err := f.load()
			if err != nil {
				return err
			}
			return replay(cmd.Context(), cmd.OutOrStdout(), config, bot.ConversationID(args[0]))
		},
	}
	f.add(cmd)
	return cmd
}

// journaled is a record whose journal can be read.
type journaled interface {
	host.Record
	Journal(ctx context.Context, id bot.ConversationID) ([]bot.Entry, error)
}

func replay(ctx context.Context, out io.Writer, config Config, id bot.ConversationID) error {
	parts, err := config.open(ctx)
	if err != nil {
		return err
	}
	defer parts.close(config.Log.logger())
	kept, ok := parts.record.(journaled)
	if !ok {
		return errors.New("replay: this record has no journal to read")
	}
	entries, err := kept.Journal(ctx, id)
	if err != nil {
		return err
	}
	session, err := kept.Load(ctx, id)
	if err != nil {
		return fmt.Errorf("replay %s: %w", id, err)
	}
	switch {
	case len(entries) == 0:
		return fmt.Errorf("replay %s: its journal is empty", id)
	case entries[0].Seq != 1:
		return fmt.Errorf("replay %s: its journal begins with turn %d, since the ones before are over their time", id, entries[0].Seq)
	}
	mind, err := config.packOf(session)
	if err != nil {
		return err
	}
	return compareReplay(out, retrace(out, mind.engine, id, entries), session)
}

// packOf is the pack whose revision the session was walked with, else the one for everybody.
func (c Config) packOf(session bot.Session) (*brain, error) {
	all, err := c.packs(think)
	if err != nil {
		return nil, err
	}
	for _, mind := range all.minds {
		if mind.pack.Book.Revision == session.Book {
			return mind, nil
		}
	}
	return all.brain, nil
}

// retrace applies the entries again, prints each turn, and returns the session that they lead to.
func retrace(out io.Writer, engine *bot.Engine, id bot.ConversationID, entries []bot.Entry) bot.Session {
	session := bot.NewSession(bot.Address(id), entries[0].At)
	for _, entry := range entries {
		turn := engine.Step(session, bot.Envelope{ID: entry.ID, Where: entry.Where, At: entry.At, Event: entry.Event})
		session = turn.Session
		event, err := bot.MarshalEvent(entry.Event)
		if err != nil {
			event = []byte(err.Error())
		}
		fmt.Fprintf(out, "%d  %s  %s\n", entry.Seq, entry.At.Format("2006-01-02 15:04:05 -07:00"), event)
		var says []bot.Say
		for _, effect := range turn.Effects {
			if say, ok := effect.(bot.Say); ok {
				says = append(says, say)
			}
		}
		for _, line := range flows.FormatSays(says) {
			fmt.Fprintln(out, "  ", line)
		}
		fmt.Fprintln(out, "  ", flows.FormatState(session, turn.Outcome, turn.Ended))
	}
	return session
}

func compareReplay(out io.Writer, replayed, kept bot.Session) error {
	a, errA := json.Marshal(replayed)
	b, errB := json.Marshal(kept)
	if err := errors.Join(errA, errB); err != nil {
		return fmt.Errorf("compare sessions: %w", err)
	}
	if !bytes.Equal(a, b) {
		fmt.Fprintf(out, "replayed: %s\nrecord:   %s\n", a, b)
		return fmt.Errorf("the journal leads to another session than the record has (record: revision %s, pack: %s)", kept.Book, replayed.Book)
	}
	_, err := fmt.Fprintf(out, "the same session, seq %d\n", kept.Seq)
	return err
}
