package main

import (
	"fmt"
	"strings"
)

// problem is one thing that is wrong with the configuration. It never holds a value.
type problem struct {
	place   *place // what it is about; nil when that is no setting
	many    bool   // there are several workspaces: variables carry their numbers
	file    string // where it was read; "" when that was the environment or nowhere
	line    int
	message string
}

// String is "helpaide.yaml:3: slack.bot_token (HELPAIDE_SLACK_BOT_TOKEN): is too short".
func (p problem) String() string {
	out := ""
	switch {
	case p.line > 0:
		out = fmt.Sprintf("%s:%d: ", p.file, p.line)
	case p.file != "":
		out = p.file + ": "
	}
	if p.place == nil {
		return out + p.message
	}
	variable := p.place.variable()
	if p.many {
		variable = p.place.numbered()
	}
	return fmt.Sprintf("%s%s (%s): %s", out, p.place.key(), variable, p.message)
}

// rank puts what is wrong with the form first, then the settings in the order of Config.
func (p problem) rank() int {
	if p.place == nil {
		return 0
	}
	return 1 + p.place.workspace*1000 + p.place.order
}

// configProblems are all problems of a configuration, as one error.
type configProblems []problem

func (p configProblems) Error() string {
	lines := make([]string, 0, len(p)+1)
	for _, one := range p {
		lines = append(lines, one.String())
	}
	return strings.Join(append(lines, fmt.Sprintf("the configuration has %d problem(s)", len(p))), "\n")
}
