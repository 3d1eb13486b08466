package adaptertest

import (
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// Channel is all that an adapter is to the host.
type Channel interface {
	host.Channel
	host.Prober
	host.CatcherUp
}

// Platform is a fake of a chat platform, and the way to make an adapter for it. What it tells may be asked
// at any time.
type Platform interface {
	// Channel is a new adapter, as a process that starts has it.
	Channel(t *testing.T, s Start) Channel
	// Ready reports whether the adapter is connected, so that what people do reaches it.
	Ready() bool
	// Pace is how fast messages may follow each other in one place.
	Pace() host.Pace
	// Ordered reports whether it hands over what people do in the order in which they did it.
	Ordered() bool
	// Person is somebody who speaks the language. The same name is the same person.
	Person(name string, lang bot.Lang) Person
	// Place names where messages to an address arrive: two addresses with one name are one place.
	Place(to bot.Address) string
	// Messages are what the bot wrote there, in the order in which the platform accepted it.
	Messages(place string) []Message

	// Spoils names the ways in which a call that writes a message can go wrong here.
	Spoils() []string
	// Spoil makes the next call that writes a message go wrong in that way.
	Spoil(way string)
	// Limit makes the next call that writes a message fail because there were too many, until the time is over.
	Limit(wait time.Duration)
	// Impatient is how many calls came that had been told to wait.
	Impatient() int
	// Down makes the platform unreachable, Up reachable again.
	Down()
	Up()

	// Secrets are what nobody may find in a log, an error or a message.
	Secrets() []string
}

// Start is what the suite gives an adapter.
type Start struct {
	Log logrus.FieldLogger
	Now func() time.Time
}

// Person is somebody on the platform.
type Person interface {
	Home() bot.Address
	// Writes writes to the bot in private and names the message.
	Writes(text string) string
	// Taken reports whether the message was acknowledged.
	Taken(message string) bool
	// Again makes the platform give the message once more, under another name when it can do that.
	Again(message string)
	// Presses presses a button of a message, as it was when it was read, and names the press.
	Presses(m Message, label string) string
	// Told is what the person was shown alone, and that is in no history.
	Told() []string
}

// Message is a message of the bot's as the person sees it.
type Message struct {
	ID      string
	Parts   []string // its text, as it was posted: more than one when it was too long
	Now     string   // its text as it stands now
	Buttons []string // labels as they were posted
	Left    []string // labels that can still be pressed
	Live    []string // whatever the platform does not take for words: mentions, pings, and where links lead
	Raw     any      // the platform's own
}
