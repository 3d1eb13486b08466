package flows

import (
	"fmt"
	"slices"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// What follows gathers what a pack says and notes beside its logic: what may change under a
// conversation that is under way.

// bookWords are the texts that belong to no flow, and the opening hours.
func bookWords(p *Pack) clauses {
	var c clauses
	c.text("team", p.Book.Team)
	for _, name := range keys(p.Book.Links) {
		c.text("link "+name, p.Book.Links[name])
	}
	for _, phrase := range keys(p.Book.Wording) {
		c.text("phrase "+string(phrase), p.Book.Wording[phrase])
	}
	for _, id := range keys(p.Book.Labels) {
		c.option("label "+string(id), p.Book.Labels[id])
	}
	for _, name := range keys(p.Calendars) {
		c.hours("calendar "+name, p.Calendars[name])
	}
	return c
}

func (c *clauses) hours(name string, spec bot.CalendarSpec) {
	c.put(name+" zone", spec.Zone)
	for _, day := range keys(spec.Week) {
		c.put(name+" "+day, strings.Join(spec.Week[day], ", "))
	}
	c.put(name+" holidays", strings.Join(spec.Holidays, ", "))
	for _, day := range spec.Exceptions {
		c.put(name+" "+day.Date, fmt.Sprintf("open %v", day.Spans))
		c.text(name+" "+day.Date+" name", day.Name)
	}
}

// option adds an option's label and the other ways to say it.
func (c *clauses) option(name string, option bot.Option) {
	c.text(name, option.Label)
	for _, lang := range keys(option.Also) {
		*c = append(*c, clause{name + " also", lang, strings.Join(option.Also[lang], " · ")})
	}
}

// flowWords are the words of a flow, its steps apart.
func flowWords(flow *bot.Flow) clauses {
	var c clauses
	c.text(string(flow.ID)+" title", flow.Title)
	c.put(string(flow.ID)+" context", strings.Join(flow.Context, ", "))
	return c
}

// stepWords are the words of a step.
func stepWords(b *bot.Book, flow bot.FlowID, step *bot.Step) clauses {
	var c clauses
	at := string(flow) + "/" + string(step.ID)
	c.text(at, step.Text)
	c.text(at+" title", step.Title)
	c.text(at+" again", step.Again)
	c.text(at+" rephrase", step.Rephrase)
	c.text(at+" reason", step.Reason)
	for _, option := range step.Options {
		c.option(at+" option "+string(option.ID), ownWords(b, option))
	}
	c.put(at+" facts", strings.Join(step.Facts, ", "))
	if step.There {
		c.put(at+" there", "true")
	}
	return c
}

// ownWords are the words of an option without those that every built-in reply of its name has, so
// that a change to these shows once.
func ownWords(b *bot.Book, option bot.Option) bot.Option {
	general, builtIn := b.Labels[option.ID]
	if !builtIn {
		return option
	}
	own := bot.Option{Label: bot.Text{}, Also: map[bot.Lang][]string{}}
	for _, lang := range b.Langs {
		if option.Label[lang] != general.Label[lang] {
			own.Label[lang] = option.Label[lang]
		}
		for _, words := range option.Also[lang] {
			if !slices.Contains(ways(general, lang), words) {
				own.Also[lang] = append(own.Also[lang], words)
			}
		}
	}
	return own
}

func factWords(facts map[string]bot.Text) clauses {
	var c clauses
	for _, name := range keys(facts) {
		c.text(name, facts[name])
	}
	return c
}
