package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/flows"
)

func testCommand(f *flowsFlags) *cobra.Command {
	var update bool
	cmd := &cobra.Command{
		Use:   "test",
		Short: "Play every transcript of a pack",
		Long: `Plays the conversations under transcripts/ and says where one comes out otherwise than
written, and how many of the author's ways they take. With --update, a pack in a folder
gets its transcripts written anew, and for every way that no written one takes the shortest
conversation that does: read the difference before you keep it.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return playAll(cmd.OutOrStdout(), *f, update)
		},
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
	cmd.Flags().BoolVar(&update, "update", false, "write the transcripts as they come out (needs --pack)")
	return cmd
}

// tested is what `flows test --json` prints. An edge is an author's way from a step to another.
type tested struct {
	Transcripts    int                   `json:"transcripts"`
	Failed         int                   `json:"failed"`
	Edges          int                   `json:"edges"`
	EdgesWritten   int                   `json:"edges_written"`   // taken by a transcript that somebody wrote
	EdgesGenerated int                   `json:"edges_generated"` // taken by a generated one alone
	Languages      map[bot.Lang]coverage `json:"languages"`
}

// coverage is how many edges are taken in one language.
type coverage struct {
	Written int `json:"written"`
	All     int `json:"all"`
}

func playAll(out io.Writer, f flowsFlags, update bool) error {
	if update && f.pack == "" {
		return fmt.Errorf("--update needs --pack: the pack inside the binary cannot be written")
	}
	mind, err := think(f.pack)
	if err != nil {
		return err
	}
	p := &player{brain: mind, written: flows.NewCoverage(mind.pack.Book), all: flows.NewCoverage(mind.pack.Book)}
	if update {
		err = p.update(f.pack)
	} else {
		p.play()
	}
	if err != nil {
		return err
	}
	if err := printTested(out, f.json, p); err != nil {
		return err
	}
	if len(p.wrong) > 0 {
		return errProblems
	}
	return nil
}

// player plays the transcripts of a pack.
type player struct {
	*brain
	written, all        *flows.Coverage
	transcripts, failed int
	wrong               []flows.Problem
}

// play plays all of them and notes those that come out otherwise than written.
func (p *player) play() {
	transcripts, wrong := p.pack.Transcripts()
	p.wrong = wrong
	for _, transcript := range transcripts {
		played := p.one(transcript)
		if len(played.Wrong) > 0 {
			p.failed++
			p.wrong = append(p.wrong, played.Wrong...)
		}
	}
}

func (p *player) one(transcript *flows.Transcript) flows.Played {
	played := transcript.Play(p.engine, p.read)
	p.transcripts++
	p.all.Add(played.Passed)
	if !transcript.Generated() {
		p.written.Add(played.Passed)
	}
	return played
}

// update writes the written ones as they come out, and the generated ones anew.
func (p *player) update(dir string) error {
	transcripts, wrong := p.pack.Transcripts()
	p.wrong = wrong
	for _, transcript := range transcripts {
		if transcript.Generated() {
			continue
		}
		played := p.one(transcript)
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(transcript.Name)), played.Text, 0o644); err != nil {
			return fmt.Errorf("update transcript: %w", err)
		}
	}
	files, without := p.pack.Generate(p.engine, p.read, p.written)
	p.wrong = append(p.wrong, without...)
	for _, file := range files {
		transcript, wrong := flows.ParseTranscript(file.Name, []byte(file.Text))
		p.wrong = append(append(p.wrong, wrong...), p.one(transcript).Wrong...)
	}
	return flows.WriteGenerated(dir, files)
}

func (p *player) result() tested {
	out := tested{Transcripts: p.transcripts, Failed: p.failed, Languages: map[bot.Lang]coverage{}}
	all, written := p.written.Edges()
	_, both := p.all.Edges()
	out.Edges, out.EdgesWritten, out.EdgesGenerated = all, written, both-written
	for _, lang := range p.pack.Book.Langs {
		out.Languages[lang] = coverage{p.written.In(lang), p.all.In(lang)}
	}
	return out
}

func printTested(out io.Writer, asJSON bool, p *player) error {
	result := p.result()
	if asJSON {
		return json.NewEncoder(out).Encode(result)
	}
	for _, problem := range p.wrong {
		fmt.Fprintln(out, problem)
	}
	fmt.Fprintf(out, "%d transcripts, %d failed\n", result.Transcripts, result.Failed)
	fmt.Fprintf(out, "the written ones take %d of %d edges, the generated ones %d more\n", result.EdgesWritten, result.Edges, result.EdgesGenerated)
	for _, lang := range p.pack.Book.Langs {
		in := result.Languages[lang]
		fmt.Fprintf(out, "  in %s: %d written, %d in all\n", lang, in.Written, in.All)
	}
	return nil
}
