package slackfake

import "fmt"

// Press presses a button of the message, as it was when it was read: an old message gives an old button. It panics
// when there is none with that label.
func (p *Person) Press(m Message, label string) *Delivery {
	for _, b := range m.Buttons() {
		if b.Label == label {
			return p.PressButton(m, b)
		}
	}
	panic(fmt.Sprintf("slackfake: no button %q among %v", label, m.Buttons()))
}

// PressButton presses a button that may never have been on the message.
func (p *Person) PressButton(m Message, b Button) *Delivery {
	f := p.f
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	payload := f.action(p, b)
	payload["channel"] = map[string]any{"id": m.Channel, "name": "directmessage"}
	payload["message"] = m.wire(true)
	payload["container"] = map[string]any{
		"type": "message", "message_ts": m.TS, "channel_id": m.Channel, "is_ephemeral": false, "thread_ts": m.Thread,
	}
	payload["response_url"] = f.responseURL(m.Channel, p.ID, m.TS)
	return f.emit("interactive", payload)
}

// PressHome presses a button of the person's home tab.
func (p *Person) PressHome(label string) *Delivery {
	f := p.f
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	view := f.homes[p.ID]
	for _, b := range view.Buttons() {
		if b.Label != label {
			continue
		}
		payload := f.action(p, b)
		payload["view"] = view.wire()
		payload["container"] = map[string]any{"type": "view", "view_id": view.ID}
		return f.emit("interactive", payload)
	}
	panic(fmt.Sprintf("slackfake: no button %q in the home tab, but %v", label, view.Buttons()))
}

// action is what all presses have.
func (f *Fake) action(p *Person, b Button) map[string]any {
	action := map[string]any{"type": b.Kind, "action_id": b.Action, "block_id": b.Block, "action_ts": f.ts()}
	words := map[string]any{"type": "plain_text", "text": b.Label, "emoji": true}
	if b.Kind == "button" {
		action["text"], action["value"] = words, b.Value
	} else {
		action["selected_option"] = map[string]any{"text": words, "value": b.Value}
	}
	return map[string]any{
		"type": "block_actions", "user": p.wire(), "api_app_id": App, "token": "verification", "trigger_id": f.trigger(),
		"team": map[string]any{"id": Team, "domain": "fake"}, "enterprise": nil, "is_enterprise_install": false,
		"state": map[string]any{"values": map[string]any{}}, "actions": []any{action},
	}
}

func (p *Person) wire() map[string]any {
	return map[string]any{"id": p.ID, "username": p.Name, "name": p.Name, "team_id": Team}
}

// Slash gives a slash command in a channel.
func (p *Person) Slash(channel, command, words string) *Delivery {
	f := p.f
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	return f.emit("slash_commands", map[string]any{
		"token": "verification", "team_id": Team, "team_domain": "fake", "channel_id": channel, "channel_name": "some",
		"user_id": p.ID, "user_name": p.Name, "command": command, "text": words, "api_app_id": App,
		"is_enterprise_install": "false", "response_url": f.responseURL(channel, p.ID, ""), "trigger_id": f.trigger(),
	})
}

// Shortcut uses the app's entry in the menu of a message.
func (p *Person) Shortcut(m Message, callback string) *Delivery {
	f := p.f
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	return f.emit("interactive", map[string]any{
		"type": "message_action", "token": "verification", "action_ts": f.ts(), "team": map[string]any{"id": Team, "domain": "fake"},
		"user": p.wire(), "channel": map[string]any{"id": m.Channel, "name": "some"}, "is_enterprise_install": false, "enterprise": nil,
		"callback_id": callback, "trigger_id": f.trigger(), "response_url": f.responseURL(m.Channel, p.ID, m.TS),
		"message_ts": m.TS, "message": m.wire(false),
	})
}

// Submit submits a dialog with what was filled in: block, then action, then the value's fields.
func (p *Person) Submit(v View, values map[string]any) *Delivery {
	f := p.f
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	view := with(v.wire(), "state", map[string]any{"values": values})
	return f.emit("interactive", map[string]any{
		"type": "view_submission", "team": map[string]any{"id": Team, "domain": "fake"}, "user": p.wire(), "api_app_id": App,
		"token": "verification", "trigger_id": f.trigger(), "view": view, "response_urls": []any{}, "enterprise": nil,
	})
}
