package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/calendar"
	"github.com/helpaide/helpaide/flows"
)

// errProblems ends a command that has printed what is wrong.
var errProblems = errors.New("see above")

// flowsFlags are the flags of every command about flows.
type flowsFlags struct {
	pack string
	json bool
}

func flowsCommand() *cobra.Command {
	var f flowsFlags
	cmd := &cobra.Command{
		Use:   "flows",
		Short: "Check, draw, list and test a pack of flows",
		Long: `A pack is a folder of YAML that says how conversations go; docs/flows.md teaches it.

Without --pack, these commands look at the pack inside the binary: signing in to
QuickBooks Online.`,
	}
	cmd.PersistentFlags().StringVar(&f.pack, "pack", "", "folder of the pack (default: QuickBooks sign-in)")
	cmd.AddCommand(checkCommand(&f), testCommand(&f), graphCommand(&f), listCommand(&f))
	cmd.AddCommand(lockCommand(&f), diffCommand(&f), schemaCommand(&f))
	return cmd
}

func checkCommand(f *flowsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Say everything that is wrong with a pack",
		Example: `  helpaide flows check
  helpaide flows check --pack ./my-flows --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return check(cmd.OutOrStdout(), *f)
		},
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
	return cmd
}

// checked is what `flows check --json` prints.
type checked struct {
	Flows    int             `json:"flows"`
	Steps    int             `json:"steps"`
	States   int             `json:"states"` // in which a conversation can be, in one language
	Edges    int             `json:"edges"`
	Facts    int             `json:"facts"`
	MS       int64           `json:"ms"`
	Problems []flows.Problem `json:"problems"`
}

func check(out io.Writer, f flowsFlags) error {
	files, err := packFiles(f.pack)
	if err != nil {
		return err
	}
	began := time.Now()
	pack, proof, found := examine(files)
	result := checked{MS: time.Since(began).Milliseconds(), States: proof.States, Problems: append([]flows.Problem{}, found...)}
	if pack != nil {
		result.Flows, result.Steps = pack.Stats.Flows, pack.Stats.Steps
		result.Edges, result.Facts = pack.Stats.Edges, pack.Stats.Facts
	}
	if err := printChecked(out, f.json, result); err != nil {
		return err
	}
	if len(result.Problems) > 0 {
		return errProblems
	}
	return nil
}

// examine reads and proves a pack, and says all that is wrong with it. The pack is nil when its files
// alone are not sound.
func examine(files fs.FS) (*flows.Pack, flows.Proof, []flows.Problem) {
	pack, found := flows.Load(files)
	if pack == nil {
		return nil, flows.Proof{}, found
	}
	_, found = pack.Transcripts()
	if wrong := calendarProblems(pack); len(wrong) > 0 {
		return pack, flows.Proof{}, append(found, wrong...)
	}
	_, proof, wrong, err := proved(pack)
	if err != nil {
		wrong = append(wrong, packProblem(err.Error()))
	}
	return pack, proof, append(found, wrong...)
}

// calendarProblems are what package calendar says of the pack's calendars and of the files that they import.
func calendarProblems(pack *flows.Pack) []flows.Problem {
	_, err := calendar.All(pack.Calendars)
	if err == nil {
		return nil
	}
	var found []flows.Problem
	for line := range strings.SplitSeq(err.Error(), "\n") {
		found = append(found, packProblem(line))
	}
	return found
}

func packProblem(message string) flows.Problem {
	return flows.Problem{File: "pack.yaml", Line: 1, Column: 1, Message: message}
}

func printChecked(out io.Writer, asJSON bool, result checked) error {
	if asJSON {
		return json.NewEncoder(out).Encode(result)
	}
	for _, problem := range result.Problems {
		fmt.Fprintln(out, problem)
	}
	if len(result.Problems) > 0 {
		_, err := fmt.Fprintf(out, "%d problem(s)\n", len(result.Problems))
		return err
	}
	_, err := fmt.Fprintf(out, "sound: %d flows, %d steps, %d edges, %d facts; %d states gone through; %d ms\n",
		result.Flows, result.Steps, result.Edges, result.Facts, result.States, result.MS)
	return err
}

func graphCommand(f *flowsFlags) *cobra.Command {
	var lang string
	cmd := &cobra.Command{
		Use:     "graph [flow…]",
		Short:   "Draw flows as Mermaid diagrams",
		Example: `  helpaide flows graph account_locked --lang fr`,
		RunE: func(cmd *cobra.Command, ids []string) error {
			mind, err := think(f.pack)
			if err != nil {
				return err
			}
			return graph(cmd.OutOrStdout(), mind, ids, lang)
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "", "language of the labels (default: the pack's first)")
	return cmd
}

func graph(out io.Writer, mind *brain, ids []string, lang string) error {
	if err := mind.speaks(lang); err != nil {
		return err
	}
	book := mind.pack.Book
	if lang == "" {
		lang = string(book.Langs[0])
	}
	if len(ids) == 0 {
		for i := range book.Flows {
			ids = append(ids, string(book.Flows[i].ID))
		}
	}
	for _, id := range ids {
		if _, ok := book.Flow(bot.FlowID(id)); !ok {
			return fmt.Errorf("graph: the pack has no flow %q", id)
		}
		fmt.Fprintf(out, "%s\n", flows.Graph(book, bot.FlowID(id), bot.Lang(lang)))
	}
	return nil
}

func listCommand(f *flowsFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the flows of a pack",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			mind, err := think(f.pack)
			if err != nil {
				return err
			}
			book := mind.pack.Book
			fmt.Fprintf(cmd.OutOrStdout(), "%s, revision %s\n", book.Name, book.Revision)
			for i := range book.Flows {
				flow := &book.Flows[i]
				fmt.Fprintf(cmd.OutOrStdout(), "  %-24s %3d steps  %s\n", flow.ID, len(flow.Steps), flow.Title.In(book.Langs[0]))
			}
			return nil
		},
	}
}
