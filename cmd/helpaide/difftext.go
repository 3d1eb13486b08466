package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/helpaide/helpaide/flows"
)

// printDiff writes what changed for somebody who reviews a release: − went, + came, ~ changed.
func printDiff(out io.Writer, d diffed) {
	fmt.Fprintln(out, headline(d.Changes))
	printEdits(out, "  ", d.Pack)
	for _, flow := range d.Flows {
		printFlow(out, flow)
	}
	printWords(out, "wording", d.Wording)
	printWords(out, "facts", d.Facts)
	if d.Record != nil {
		printCensus(out, d.Record)
	}
}

func headline(c flows.Changes) string {
	name := c.Old.Pack
	if c.New.Pack != name {
		name += " → " + c.New.Pack
	}
	words := len(c.Wording) + len(c.Facts)
	switch {
	case !c.OnlyWording():
		return fmt.Sprintf("%s: revision %s → %s", name, c.Old.Revision, c.New.Revision)
	case words == 0:
		return fmt.Sprintf("%s: nothing changed, revision %s", name, c.New.Revision)
	}
	return fmt.Sprintf("%s: only wording, revision %s", name, c.New.Revision)
}

func printFlow(out io.Writer, flow flows.FlowChange) {
	switch flow.Is {
	case flows.Added:
		fmt.Fprintf(out, "+ flow %s\n", flow.Flow)
		return
	case flows.Removed:
		fmt.Fprintf(out, "− flow %s: those who are in it leave it\n", flow.Flow)
		return
	}
	fmt.Fprintf(out, "~ flow %s\n", flow.Flow)
	printEdits(out, "    ", flow.Logic)
	for _, step := range flow.Steps {
		switch step.Is {
		case flows.Added:
			fmt.Fprintf(out, "  + %s (%s)\n", step.Step, step.Kind)
		case flows.Removed:
			fmt.Fprintf(out, "  − %s (%s): %s\n", step.Step, step.Kind, fate(step.Fate, string(step.To)))
		default:
			fmt.Fprintf(out, "  ~ %s (%s)\n", step.Step, step.Kind)
			printEdits(out, "      ", step.Logic)
		}
	}
}

// fate words what becomes of those who stand on a step.
func fate(f flows.Fate, to string) string {
	switch f {
	case flows.Moved:
		return "moved to " + to
	case flows.Restart:
		return "back to the start of the flow, " + to
	case flows.Left:
		return "the flow is left"
	default:
		return "the same step, which changed"
	}
}

func printEdits(out io.Writer, indent string, edits []flows.Edit) {
	for _, edit := range edits {
		switch {
		case edit.Old == "":
			fmt.Fprintf(out, "%s+ %s: %s\n", indent, edit.What, edit.New)
		case edit.New == "":
			fmt.Fprintf(out, "%s− %s: %s\n", indent, edit.What, edit.Old)
		default:
			fmt.Fprintf(out, "%s~ %s: %s, was: %s\n", indent, edit.What, edit.New, edit.Old)
		}
	}
}

// printWords writes the old and the new line of each text, one language after the other.
func printWords(out io.Writer, title string, edits []flows.Edit) {
	if len(edits) > 0 {
		fmt.Fprintln(out, title)
	}
	last := ""
	for i, edit := range edits {
		if edit.Lang == "" {
			printEdits(out, "  ", edits[i:i+1])
			continue
		}
		if edit.What != last {
			fmt.Fprintln(out, "  "+edit.What)
			last = edit.What
		}
		for _, side := range [][2]string{{"−", edit.Old}, {"+", edit.New}} {
			if side[1] != "" {
				fmt.Fprintf(out, "    %s %s %s\n", side[0], edit.Lang, oneLine(side[1]))
			}
		}
	}
}

func oneLine(text string) string { return strings.ReplaceAll(text, "\n", " ⏎ ") }

func printCensus(out io.Writer, c *flows.Census) {
	fmt.Fprintf(out, "record: %d conversations, %d under way (%d on the old revision, %d on the new one), %d touched\n",
		c.Conversations, c.UnderWay, c.Old, c.New, c.Touched)
	for _, at := range c.Steps {
		fmt.Fprintf(out, "  %d at %s/%s: %s\n", at.Conversations, at.Flow, at.Step, fate(at.Fate, string(at.To)))
	}
}
