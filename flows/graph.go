package flows

import (
	"fmt"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// Graph draws a flow as a Mermaid flowchart, in one language. The same book gives the same text.
// Unknown flows draw as an empty chart.
func Graph(b *bot.Book, flow bot.FlowID, lang bot.Lang) string {
	var out strings.Builder
	out.WriteString("flowchart TD\n")
	f, ok := b.Flow(flow)
	if !ok {
		return out.String()
	}
	for i := range f.Steps {
		out.WriteString("  " + node(b, &f.Steps[i], lang) + "\n")
	}
	for i := range f.Steps {
		for _, edge := range stepEdges(b, f, &f.Steps[i]) {
			if edge.By != bot.KindCall.String() && edge.By != bot.KindGoto.String() { // the node says where
				out.WriteString("  " + arrow(&f.Steps[i], edge, lang) + "\n")
			}
		}
	}
	return out.String()
}

// shapes are the two sides of a node, by what its step does.
var shapes = map[bot.Kind][2]string{
	bot.KindSay:     {"(", ")"},
	bot.KindAsk:     {"{{", "}}"},
	bot.KindGuide:   {"[", "]"},
	bot.KindCheck:   {"{", "}"},
	bot.KindWait:    {"([", "])"},
	bot.KindBranch:  {"{", "}"},
	bot.KindSet:     {"[/", "/]"},
	bot.KindCall:    {"[[", "]]"},
	bot.KindGoto:    {">", "]"},
	bot.KindHandoff: {"[\\", "\\]"},
	bot.KindEnd:     {"((", "))"},
}

func node(b *bot.Book, step *bot.Step, lang bot.Lang) string {
	shape := shapes[step.Kind]
	return nodeID(step.ID) + shape[0] + `"` + escape(caption(b, step, lang)) + `"` + shape[1]
}

// nodeID keeps steps apart from the words of Mermaid's own, such as "end".
func nodeID(id bot.StepID) string { return "s_" + string(id) }

// caption is the step's name and, below it, what happens there.
func caption(b *bot.Book, step *bot.Step, lang bot.Lang) string {
	return strings.TrimRight(string(step.ID)+"\n"+short(happening(b, step, lang)), "\n")
}

func happening(b *bot.Book, step *bot.Step, lang bot.Lang) string {
	switch step.Kind {
	case bot.KindSet:
		return settings(step.Sets)
	case bot.KindCall, bot.KindGoto:
		target, ok := b.Flow(step.Flow)
		if !ok {
			return string(step.Flow)
		}
		return target.Title.In(lang)
	case bot.KindEnd:
		return string(step.Outcome)
	case bot.KindWait:
		return lasting(step.For) + " · " + step.Text.In(lang)
	}
	return step.Text.In(lang)
}

func settings(sets []bot.Assign) string {
	var out []string
	for _, set := range sets {
		out = append(out, string(set.Slot)+" = "+orEmpty(set.Value))
	}
	return strings.Join(out, ", ")
}

func lasting(span bot.Span) string {
	switch {
	case span.Calendar != "":
		return fmt.Sprintf("%s %s", span.Calendar, span.Until)
	case span.By != "":
		return "by " + string(span.By)
	}
	return span.For.String()
}

// arrow is an edge with what takes it: the option's label, the row's condition, the last try.
func arrow(step *bot.Step, edge Edge, lang bot.Lang) string {
	from, to := nodeID(edge.From), nodeID(edge.To.Step)
	words := condition(step, edge, lang)
	if words == "" {
		return from + " --> " + to
	}
	return from + ` -->|"` + escape(short(words)) + `"| ` + to
}

func condition(step *bot.Step, edge Edge, lang bot.Lang) string {
	if edge.By == "then" {
		return fmt.Sprintf("> %d", step.Tries)
	}
	for _, option := range step.Options {
		if string(option.ID) == edge.By {
			return option.Label.In(lang)
		}
	}
	for i, rule := range step.Rules {
		if edge.By == fmt.Sprint(i+1) {
			return guarding(rule)
		}
	}
	return ""
}

func guarding(rule bot.Rule) string {
	var out []string
	for _, guard := range rule.When {
		var values []string
		for _, value := range guard.Values {
			values = append(values, orEmpty(value))
		}
		out = append(out, string(guard.Slot)+" = "+strings.Join(values, " | "))
	}
	if len(out) == 0 {
		return "else"
	}
	return strings.Join(out, ", ")
}

// short keeps a caption to what fits a node.
func short(words string) string {
	const most = 60
	words = strings.Join(strings.Fields(words), " ")
	if runes := []rune(words); len(runes) > most {
		return strings.TrimSpace(string(runes[:most-1])) + "…"
	}
	return words
}

// escape writes a caption so that nothing in it is taken for Mermaid or for a tag.
func escape(words string) string {
	return strings.NewReplacer("#", "#35;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "&", "#amp;", "`", "#96;", "\n", "<br/>").Replace(words)
}
