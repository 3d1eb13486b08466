package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/helpaide/helpaide/flows"
)

func schemaCommand(f *flowsFlags) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "schema [flow|pack|wording|facts]",
		Short: "Write JSON Schemas that help editors with a pack",
		Long: `An editor that has the schema of a file explains its keys, offers what can stand at a
place, and marks many mistakes while you type; docs/flows.md says how to set it up.

Without --pack, the schemas are those of any pack. With it they also know the pack's
languages, flows, facts, links and calendars: write them anew when these change.`,
		Example: `  helpaide flows schema --pack ./my-flows --out ./my-flows/schema
  helpaide flows schema flow`,
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		ValidArgs: flows.SchemaNames(),
		RunE: func(cmd *cobra.Command, names []string) error {
			schemas, err := packSchemas(f.pack)
			switch {
			case err != nil:
				return err
			case len(names) == 1:
				schemas = map[string][]byte{names[0]: schemas[names[0]]}
			}
			if out != "" {
				return writeSchemas(cmd.OutOrStdout(), out, schemas)
			}
			return printSchemas(cmd.OutOrStdout(), schemas)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "folder to write them to, a file each (default: print them)")
	return cmd
}

// packSchemas are the schemas of the pack in the folder, or of any pack.
func packSchemas(dir string) (map[string][]byte, error) {
	if dir == "" {
		return flows.Schemas(nil), nil
	}
	files, err := packFiles(dir)
	if err != nil {
		return nil, err
	}
	return flows.Schemas(files), nil
}

func writeSchemas(out io.Writer, dir string, schemas map[string][]byte) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write schemas: %w", err)
	}
	for _, name := range flows.SchemaNames() {
		if schemas[name] == nil {
			continue
		}
		file := filepath.Join(dir, flows.SchemaFile(name))
		if err := os.WriteFile(file, schemas[name], 0o644); err != nil {
			return fmt.Errorf("write schemas: %w", err)
		}
		fmt.Fprintln(out, file)
	}
	return nil
}

// printSchemas prints the one schema, or one object of all by the names of their files.
func printSchemas(out io.Writer, schemas map[string][]byte) error {
	all := map[string]json.RawMessage{}
	for name, text := range schemas {
		if len(schemas) == 1 {
			_, err := out.Write(text)
			return err
		}
		all[flows.SchemaFile(name)] = text
	}
	to := json.NewEncoder(out)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	return to.Encode(all)
}
