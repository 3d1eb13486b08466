package slack

import "slices"

// Scope is a permission that the app asks of a workspace, for one feature.
type Scope struct {
	Name    string // as Slack writes it
	Does    string // what HelpAide does with it
	Without string // what a workspace that does not grant it loses
	Needed  bool   // nobody can be helped without it
	Desk    bool   // asked for only where agents work in Slack
}

// Scopes are all permissions that HelpAide may ask for. The manifest asks for these, doctor looks for them and
// docs/slack.md lists them: a call that wants another one begins with a line here.
func Scopes() []Scope {
	return []Scope{
		{Name: "chat:write", Needed: true,
			Does:    "answers, freezes the buttons of a question that was answered, shows that an answer is on its way",
			Without: "nothing can be answered"},
		{Name: "im:history", Needed: true,
			Does:    "receives direct messages, and looks whether an answer arrived before it is sent again",
			Without: "direct messages are not heard"},
		{Name: "im:write",
			Does:    "opens the private conversation with whoever began in a channel, by a command or by a shortcut",
			Without: "who begins in a channel, by a command or by a shortcut is not answered"},
		{Name: "app_mentions:read",
			Does:    "hears that somebody mentions it in a channel, and nothing else that is said there",
			Without: "mentions in channels are not heard"},
		{Name: "commands",
			Does:    "the commands /aide and /helpaide, and the shortcut on a message",
			Without: "the commands and the shortcut are not there"},
		{Name: "users:read",
			Does:    "the language that the person has chosen in Slack, and their time zone",
			Without: "a conversation begins in the workspace's language, and times of day are those of the calendar"},
		{Name: "assistant:write",
			Does:    "offers first sentences in the person's language above an empty conversation",
			Without: "no first sentences are offered but those of the manifest"},

		{Name: "groups:history", Desk: true,
			Does:    "hears what agents write in the threads of the desk's private channel",
			Without: "agents cannot answer from Slack"},
		{Name: "groups:read", Desk: true,
			Does:    "looks whether the desk's channel is private, and there",
			Without: "a mistake in desk_channel shows only when the first case comes"},
		{Name: "usergroups:read", Desk: true,
			Does:    "who is an agent: the members of the group agents_group",
			Without: "nobody can take a case"},
		{Name: "chat:write.customize", Desk: true,
			Does:    "an agent's first name on what the agent writes to the person",
			Without: "the agent's name stands in front of the text"},
	}
}

// Event is something of which Slack tells the app.
type Event struct {
	Name string // as Slack writes it
	Does string // what HelpAide does then
	Desk bool   // subscribed to only where agents work in Slack
}

// Events are all events that HelpAide may subscribe to, in the order of the manifest.
func Events() []Event {
	return []Event{
		{Name: "app_home_opened", Does: "shows the tab Home, and says hello once in the tab Messages"},
		{Name: "app_mention", Does: "answers in private who mentioned it in a channel"},
		{Name: "app_uninstalled", Does: "notes in the log why nothing works any more"},
		{Name: "message.im", Does: "hears what is written in its direct messages"},
		{Name: "tokens_revoked", Does: "notes in the log why nothing works any more"},

		{Name: "message.groups", Desk: true, Does: "hears what agents write in the desk's private channel"},
	}
}

// Asked are the scopes of Scopes that an app asks for, with those of the desk or without.
func Asked(desk bool) []Scope {
	return slices.DeleteFunc(Scopes(), func(s Scope) bool { return s.Desk && !desk })
}
