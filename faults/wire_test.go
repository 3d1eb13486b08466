//go:build integration

package faults

import (
	"encoding/json"
	"time"

	"github.com/helpaide/helpaide/bot"
)

// What goes over the wire between the platform and its clients.
type (
	// delivery is an event as the platform hands it over.
	delivery struct {
		ID    bot.EventID     `json:"id"`
		Where bot.Address     `json:"where"`
		At    time.Time       `json:"at"`
		Event json.RawMessage `json:"event"`
		Again int             `json:"again,omitempty"` // how often it was given before
	}
	// acknowledgement says that an event was taken. Refused is what an agent is told instead.
	acknowledgement struct {
		ID      bot.EventID `json:"id"`
		Refused string      `json:"refused,omitempty"`
	}
	// message is a line on its way to a person. Key names the line, the same in every attempt.
	message struct {
		Key     string       `json:"key"`
		To      bot.Address  `json:"to"`
		From    bot.Speaker  `json:"from"`
		Text    string       `json:"text"`
		Flow    bot.FlowID   `json:"flow,omitempty"`
		Step    bot.StepID   `json:"step,omitempty"`
		Choices []bot.Choice `json:"choices,omitempty"`
	}
	// answer is what the platform says to a message or a probe.
	answer struct {
		ID    string        `json:"id,omitempty"`
		Found bool          `json:"found,omitempty"`
		After time.Duration `json:"after,omitempty"` // with 429
		All   bool          `json:"all,omitempty"`   // with 429: every place
	}
)

// What each request says of the process that makes it: its name (a replica that was started again is
// another one), how often Redis has failed it so far, and, of a message, when the process began to send it.
const (
	replicaHeader = "Replica"
	lostHeader    = "Redis-Lost"
	begunHeader   = "Begun"
)
