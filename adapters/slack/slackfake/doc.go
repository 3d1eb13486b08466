// Package slackfake is a Slack of one workspace, in process, as strict as the real one: the web API over
// HTTP, Socket Mode over WebSocket, and events posted to the bot's own address with a signature.
//
// It refuses what Slack refuses, with Slack's own codes: a call for which no scope was granted, blocks
// over their limits, a channel that the bot is not in, a message too soon after the last one. It sends
// only the events that were subscribed, sends again what was not acknowledged in time, and never sends
// a click twice. Tests make it misbehave with Fail, Down, Drop and the like, make people write and press
// with Person, and read what arrived with Messages, Ephemerals, Requests and the like.
//
// Times are real, and scaled by Options: a test that waits three seconds for an acknowledgement is not
// needed to see that it did not come.
package slackfake
