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

func testCommand(f *flowsFlags) *cobra.Command {
	var update bool
	cmd := &cobra.Command{
		Use:   "test",
		Short: "Play every transcript of a pack",
		Long: `Plays the conversations under transcripts/ and says where one comes out otherwise than
written. With --update, a pack in a folder gets its transcripts written anew: read the
difference before you keep it.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return playAll(cmd.OutOrStdout(), *f, update)
		},
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
	cmd.Flags().BoolVar(&update, "update", false, "write the transcripts as they come out (needs --pack)")
	return cmd
}

// tested is what `flows test --json` prints.
type tested struct {
	Transcripts    int `json:"transcripts"`
	Failed         int `json:"failed"`
	Edges          int `json:"edges"`
	EdgesWritten   int `json:"edges_written"`
	EdgesGenerated int `json:"edges_generated"` // 0 until transcripts are generated
}

func playAll(out io.Writer, f flowsFlags, update bool) error {
	if update && f.pack == "" {
		return fmt.Errorf("--update needs --pack: the pack inside the binary cannot be written")
	}
	mind, err := think(f.pack)
	if err != nil {
		return err
	}
	transcripts, wrong := mind.pack.Transcripts()
	coverage := flows.NewCoverage(mind.pack.Book)
	result := tested{Transcripts: len(transcripts)}
	for _, transcript := range transcripts {
		played := transcript.Play(mind.engine, mind.read)
		coverage.Add(played.Passed)
		if update {
			if err := os.WriteFile(filepath.Join(f.pack, filepath.FromSlash(transcript.Name)), played.Text, 0o644); err != nil {
				return fmt.Errorf("update transcript: %w", err)
			}
			continue
		}
		if len(played.Wrong) > 0 {
			result.Failed++
			wrong = append(wrong, played.Wrong...)
		}
	}
	result.Edges, result.EdgesWritten = coverage.Edges()
	if err := printTested(out, f.json, result, wrong); err != nil {
		return err
	}
	if len(wrong) > 0 {
		return errProblems
	}
	return nil
}

func printTested(out io.Writer, asJSON bool, result tested, wrong []flows.Problem) error {
	if asJSON {
		return json.NewEncoder(out).Encode(result)
	}
	for _, problem := range wrong {
		fmt.Fprintln(out, problem)
	}
	_, err := fmt.Fprintf(out, "%d transcripts, %d failed; the written ones take %d of %d edges\n",
		result.Transcripts, result.Failed, result.EdgesWritten, result.Edges)
	return err
}
