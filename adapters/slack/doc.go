// Package slack carries conversations over Slack, by Socket Mode or over HTTP.
//
// Everybody talks with HelpAide in their direct messages, and one direct message is one conversation,
// "slack:<team>:<channel>", whatever threads Slack makes of it. A thread in it is an address of its own,
// with the thread's ts behind, and so is a public place: where somebody asks in public, the answer is private.
//
// What happened is acknowledged once it is in the record. What must not come twice is told apart by
// Slack's own ids: a message by team, channel and ts, however it came.
package slack
