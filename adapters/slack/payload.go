package slack

import "encoding/json"

// The shapes of what Slack sends, as far as they matter here. They are our own: one that does not know an
// event, or finds one block strange, would give the whole event up.

// outer is the envelope of an event.
type outer struct {
	Type      string          `json:"type"`
	Team      string          `json:"team_id"`
	App       string          `json:"api_app_id"`
	ID        string          `json:"event_id"`
	Challenge string          `json:"challenge"`
	Event     json.RawMessage `json:"event"`
}

// kindOnly is what is read of an event first: of most kinds nothing else is.
type kindOnly struct {
	Type string `json:"type"`
}

// inner is a message, a mention or an opening.
type inner struct {
	Subtype     string    `json:"subtype"`
	User        string    `json:"user"`
	Bot         string    `json:"bot_id"`
	App         string    `json:"app_id"`
	Channel     string    `json:"channel"`
	ChannelType string    `json:"channel_type"`
	Text        string    `json:"text"`
	TS          string    `json:"ts"`
	Thread      string    `json:"thread_ts"`
	Tab         string    `json:"tab"`
	Files       []file    `json:"files"`
	Metadata    *metadata `json:"metadata"`

	Message  *shown `json:"message"`          // message_changed: as it is now
	Previous *shown `json:"previous_message"` // and as it was, also of message_deleted
}

type file struct {
	Name string `json:"name"`
	Type string `json:"mimetype"`
	Size int64  `json:"size"`
}

// metadata is what is hidden beside a message.
type metadata struct {
	Type    string         `json:"event_type"`
	Payload map[string]any `json:"event_payload"`
}

// withID is anything with an id.
type withID struct {
	ID string `json:"id"`
}

// interaction is a press, or a shortcut on a message.
type interaction struct {
	Type      string `json:"type"`
	App       string `json:"api_app_id"`
	Callback  string `json:"callback_id"`
	Team      withID `json:"team"`
	User      withID `json:"user"`
	Channel   withID `json:"channel"`
	Container struct {
		Type    string `json:"type"`
		Channel string `json:"channel_id"`
		Message string `json:"message_ts"`
		Thread  string `json:"thread_ts"`
	} `json:"container"`
	Message  *shown   `json:"message"`
	Response string   `json:"response_url"`
	Trigger  string   `json:"trigger_id"`
	View     *view    `json:"view"`
	Actions  []action `json:"actions"`
}

// view is a dialog that was filled in.
type view struct {
	ID       string `json:"id"`
	Callback string `json:"callback_id"`
	Private  string `json:"private_metadata"`
	State    struct {
		Values map[string]map[string]struct {
			Value string `json:"value"`
			User  string `json:"selected_user"`
		} `json:"values"`
	} `json:"state"`
}

// shown is the message that a press was on, or that a shortcut is about.
type shown struct {
	User   string          `json:"user"`
	Bot    string          `json:"bot_id"`
	Kind   string          `json:"subtype"`
	Text   string          `json:"text"`
	TS     string          `json:"ts"`
	Thread string          `json:"thread_ts"`
	Blocks json.RawMessage `json:"blocks"`
}

// action is one press.
type action struct {
	ID       string `json:"action_id"`
	Value    string `json:"value"`
	At       string `json:"action_ts"`
	Text     label  `json:"text"`
	Selected *struct {
		Value string `json:"value"`
		Text  label  `json:"text"`
	} `json:"selected_option"`
}

type label struct {
	Text string `json:"text"`
}

// slash is a slash command.
type slash struct {
	Team    string `json:"team_id"`
	App     string `json:"api_app_id"`
	Channel string `json:"channel_id"`
	User    string `json:"user_id"`
	Command string `json:"command"`
	Text    string `json:"text"`
	Trigger string `json:"trigger_id"`
}
