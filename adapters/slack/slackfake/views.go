package slackfake

import (
	"encoding/json"
	"unicode/utf8"
)

// View is a home tab or a dialog.
type View struct {
	ID, Type, User, Callback, Private, Title string
	Blocks                                   []Block
	Hash                                     string
}

// Words is what a person sees of it, without buttons.
func (v View) Words() string { return Message{Blocks: v.Blocks}.Words() }

// Buttons are what can be pressed in it.
func (v View) Buttons() []Button { return buttonsIn(v.Blocks) }

// Home is the home tab as the person has it, or the zero View.
func (f *Fake) Home(user string) View {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.homes[user]
}

// Dialogs are those that were opened.
func (f *Fake) Dialogs() []View {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]View(nil), f.views...)
}

// readView reads a view, or says why it is refused.
func (f *Fake) readView(raw string, home bool) (View, reply) {
	var view struct {
		Type     string          `json:"type"`
		Blocks   json.RawMessage `json:"blocks"`
		Title    map[string]any  `json:"title"`
		Submit   map[string]any  `json:"submit"`
		Close    map[string]any  `json:"close"`
		Private  string          `json:"private_metadata"`
		Callback string          `json:"callback_id"`
	}
	if err := json.Unmarshal([]byte(raw), &view); err != nil {
		return View{}, no("invalid_arguments", "[ERROR] failed to match all allowed schemas [json-pointer:/view]")
	}
	blocks, wrong := readBlocks(string(view.Blocks), mostViewBlocks)
	if wrong.code != "" {
		return View{}, no("invalid_arguments", wrong.why...)
	}
	k := kit{}
	for name, object := range map[string]map[string]any{"title": view.Title, "submit": view.Submit, "close": view.Close} {
		if object != nil {
			k.words("/view/"+name, object, 24, "plain_text")
		}
	}
	wanted := "modal"
	if home {
		wanted = "home"
	}
	switch {
	case view.Type != wanted:
		k.wrong("/view/type", "must be %s", wanted)
	case !home && view.Title == nil:
		k.wrong("/view", "missing required field: title")
	case utf8.RuneCountInString(view.Private) > 3000:
		k.wrong("/view/private_metadata", "must be less than 3001 characters")
	case len(view.Callback) > mostID:
		k.wrong("/view/callback_id", "must be less than 256 characters")
	case len(raw) > 250_000:
		return View{}, no("view_too_large")
	}
	if len(k.why) > 0 {
		return View{}, no("invalid_arguments", k.why...)
	}
	return View{
		ID: f.id("V"), Type: view.Type, Callback: view.Callback, Private: view.Private, Title: text(view.Title["text"]),
		Blocks: f.fill(blocks), Hash: f.id("hash"),
	}, reply{}
}

func (v View) wire() map[string]any {
	return map[string]any{
		"id": v.ID, "team_id": Team, "type": v.Type, "callback_id": v.Callback, "private_metadata": v.Private, "blocks": v.Blocks,
		"hash": v.Hash, "app_id": App, "bot_id": Bot, "state": map[string]any{"values": map[string]any{}},
	}
}

func (f *Fake) publish(a args) reply {
	user := a["user_id"]
	if f.people[user] == nil {
		return no("invalid_arguments", "[ERROR] user not found [json-pointer:/user_id]")
	}
	if hash := a["hash"]; hash != "" && hash != f.homes[user].Hash {
		return no("hash_conflict")
	}
	view, wrong := f.readView(a["view"], true)
	if wrong.code != "" {
		return wrong
	}
	view.User = user
	f.homes[user] = view
	return yes(map[string]any{"view": plain(view.wire())})
}

func (f *Fake) openView(a args) reply {
	used, known := f.triggers[a["trigger_id"]]
	switch {
	case !known:
		return no("invalid_trigger_id")
	case used:
		return no("exchanged_trigger_id")
	}
	view, wrong := f.readView(a["view"], false)
	if wrong.code != "" {
		return wrong
	}
	f.triggers[a["trigger_id"]] = true
	f.views = append(f.views, view)
	return yes(map[string]any{"view": plain(view.wire())})
}

func (f *Fake) updateView(a args) reply {
	for i, old := range f.views {
		if old.ID != a["view_id"] {
			continue
		}
		view, wrong := f.readView(a["view"], false)
		if wrong.code != "" {
			return wrong
		}
		view.ID = old.ID
		f.views[i] = view
		return yes(map[string]any{"view": plain(view.wire())})
	}
	return no("not_found")
}
