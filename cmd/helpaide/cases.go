package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/helpaide/helpaide/bot"
)

// mostCases bounds how many conversations are looked through for cases.
const mostCases = 100_000

func casesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cases",
		Short: "Look at the cases that people have",
		Long:  "Prints cases as JSON, as desks show them. What persons wrote was masked before it was kept.",
	}
	cmd.AddCommand(
		casesSub("list", "Print every case that waits for an agent or has one", `  helpaide cases list | jq '.[].card.topic'`, cobra.NoArgs, listCases),
		casesSub("show ID", "Print the case of a conversation", `  helpaide cases show slack:T024BE7LD:D024BFF1M`, cobra.ExactArgs(1), showCase),
		casesSub("export ID", "Print the case of a conversation with its turns and who did what", `  helpaide cases export slack:T024BE7LD:D024BFF1M > case.json`, cobra.ExactArgs(1), exportCase),
	)
	return cmd
}

// caseReader is what the commands read with.
type caseReader struct {
	record record
	engine *bot.Engine
	lang   bot.Lang
}

func casesSub(use, short, example string, args cobra.PositionalArgs, read func(context.Context, caseReader, []string) (any, error)) *cobra.Command {
	var f configFlags
	var lang string
	cmd := &cobra.Command{
		Use: use, Short: short, Example: example, Args: args,
		RunE: func(cmd *cobra.Command, args []string) error {
			config, err := f.load()
			if err != nil {
				return err
			}
			mind, err := ready(config.Pack)
			if err != nil {
				return err
			}
			parts, err := config.open(cmd.Context())
			if err != nil {
				return err
			}
			defer parts.close(config.Log.logger())
			out, err := read(cmd.Context(), caseReader{parts.record, mind.engine, bot.Lang(lang)}, args)
			if err != nil {
				return err
			}
			return printJSON(cmd.OutOrStdout(), out)
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&lang, "lang", "", "the language of the card, as fr or en; without it the pack's first")
	return cmd
}

// heldCase is a case as the commands print it.
type heldCase struct {
	Conversation bot.ConversationID `json:"conversation"`
	Card         bot.Card           `json:"card"`
}

// exportedCase is a case with how it came about.
type exportedCase struct {
	heldCase
	Audit []bot.Change `json:"audit"`
	Turns []caseTurn   `json:"turns"`
}

type caseTurn struct {
	Seq     uint64          `json:"seq"`
	ID      bot.EventID     `json:"id"`
	At      time.Time       `json:"at"`
	Event   json.RawMessage `json:"event,omitempty"` // missing once its words were let go of
	Outcome bot.Outcome     `json:"outcome,omitempty"`
}

var errNoCase = errors.New("the conversation has no case")

func listCases(ctx context.Context, r caseReader, _ []string) (any, error) {
	recent, err := r.record.Recent(ctx, "", time.Time{}, mostCases)
	if err != nil {
		return nil, err
	}
	all := []heldCase{}
	for _, one := range recent {
		session, err := r.record.Load(ctx, one.Conversation)
		switch {
		case errors.Is(err, bot.ErrNoSession): // it was erased meanwhile
			continue
		case err != nil:
			return nil, err
		}
		if mode := session.Mode(); mode == bot.Queued || mode == bot.Deferred || mode == bot.WithAgent {
			all = append(all, r.told(session))
		}
	}
	return all, nil
}

func (r caseReader) told(session bot.Session) heldCase {
	return heldCase{session.ID, r.engine.Card(session, r.lang)}
}

func showCase(ctx context.Context, r caseReader, args []string) (any, error) {
	session, err := r.record.Load(ctx, bot.ConversationID(args[0]))
	if err == nil && session.Case == nil {
		err = errNoCase
	}
	if err != nil {
		return nil, fmt.Errorf("case of %s: %w", args[0], err)
	}
	return r.told(session), nil
}

func exportCase(ctx context.Context, r caseReader, args []string) (any, error) {
	d, err := r.record.Dossier(ctx, bot.ConversationID(args[0]))
	if err == nil && d.Session == nil && len(d.Audit) == 0 {
		err = errNoCase
	}
	if err != nil {
		return nil, fmt.Errorf("case of %s: %w", args[0], err)
	}
	out := exportedCase{heldCase: heldCase{Conversation: bot.ConversationID(args[0])}, Audit: d.Audit, Turns: []caseTurn{}}
	if d.Session != nil {
		out.heldCase = r.told(*d.Session)
	}
	for _, entry := range d.Entries {
		row := caseTurn{Seq: entry.Seq, ID: entry.ID, At: entry.At, Outcome: entry.Outcome}
		if entry.Event != nil {
			if row.Event, err = bot.MarshalEvent(entry.Event); err != nil {
				return nil, fmt.Errorf("case of %s: turn %d: %w", args[0], entry.Seq, err)
			}
		}
		out.Turns = append(out.Turns, row)
	}
	return out, nil
}
