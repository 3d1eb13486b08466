package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/helpaide/helpaide/flows"
	"github.com/helpaide/helpaide/store/sqlite"
)

func diffCommand(f *flowsFlags) *cobra.Command {
	var record string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what a release of a pack changes",
		Long: `Compares two folders: flows and steps that came, went or go otherwise, and what is said in
other words. OLD or NEW may be "builtin", the pack inside the binary. Both must be sound.

For each step that went it says where people go on who stand there. With --record it
counts them, in a record that no bot is using: that file is only read, and nothing that
anybody said is shown.`,
		Example: `  helpaide flows diff builtin ./my-flows
  helpaide flows diff ./released ./next --record helpaide.db --json`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.pack != "" {
				return errors.New("flows diff takes both packs as arguments, not --pack")
			}
			d, err := compare(cmd.Context(), args[0], args[1], record)
			if err != nil {
				return err
			}
			if f.json {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(d)
			}
			printDiff(cmd.OutOrStdout(), d)
			return nil
		},
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
	cmd.Flags().StringVar(&record, "record", "", "file of conversations: count those that the release touches")
	return cmd
}

// diffed is what `flows diff --json` prints.
type diffed struct {
	flows.Changes
	Record *flows.Census `json:"record,omitempty"` // with --record
}

func compare(ctx context.Context, oldName, newName, record string) (diffed, error) {
	old, err := namedPack("OLD", oldName)
	if err != nil {
		return diffed{}, err
	}
	now, err := namedPack("NEW", newName)
	if err != nil {
		return diffed{}, err
	}
	d := diffed{Changes: flows.Diff(old, now)}
	if record != "" {
		d.Record, err = census(ctx, old, now, record)
	}
	return d, err
}

// namedPack reads the pack of an argument.
func namedPack(what, name string) (*flows.Pack, error) {
	files, err := folder(name)
	if name == "builtin" {
		files, err = packFiles("")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	pack, found := flows.Load(files)
	if len(found) > 0 {
		return nil, fmt.Errorf("%s, %s, is not sound:\n%w", what, name, problems(found))
	}
	return pack, nil
}

// census counts the conversations of a record.
func census(ctx context.Context, old, now *flows.Pack, path string) (c *flows.Census, err error) {
	if ctx == nil {
		ctx = context.Background()
	}
	record, err := sqlite.OpenToRead(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("--record: %w", err)
	}
	defer func() { err = errors.Join(err, record.Close()) }()
	ids, err := record.Sessions(ctx)
	if err != nil {
		return nil, err
	}
	c = flows.NewCensus(old, now)
	for _, id := range ids {
		session, err := record.Load(ctx, id)
		if err != nil {
			return nil, err
		}
		c.Add(session)
	}
	return c, nil
}
