package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

func lockCommand(f *flowsFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "lock",
		Short: "Write down what a release of a pack holds people to",
		Long: `Writes flows.lock into the pack's folder: every step that people may stand on once this
pack is released. From then on flows check refuses the pack when one of these steps is
gone and nothing says where those who stand there go on.

Run it when you release, and keep the file with the pack. A pack with problems is not
locked: mend it first.`,
		Example: `  helpaide flows lock --pack ./my-flows`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return lock(cmd.OutOrStdout(), *f)
		},
	}
}

func lock(out io.Writer, f flowsFlags) error {
	if f.pack == "" {
		return errors.New("flows lock needs --pack: the pack inside the binary cannot be written")
	}
	files, err := packFiles(f.pack)
	if err != nil {
		return err
	}
	pack, _, found := examine(files)
	if len(found) > 0 {
		return problems(found)
	}
	name := filepath.Join(f.pack, "flows.lock")
	if err := os.WriteFile(name, pack.Lock(), 0o644); err != nil {
		return fmt.Errorf("write lock: %w", err)
	}
	_, err = fmt.Fprintf(out, "%s holds revision %s: %d flows, %d steps\n", name, pack.Book.Revision, pack.Stats.Flows, pack.Stats.Steps)
	return err
}
