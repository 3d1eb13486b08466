package slackfake

import (
	"fmt"
	"unicode/utf8"
)

// element checks something interactive.
func (k *kit) element(at string, v any) {
	element, _ := v.(map[string]any)
	k.action(at, element)
	if element["confirm"] != nil {
		k.confirm(at+"/confirm", element["confirm"])
	}
	switch kind := text(element["type"]); kind {
	case "button":
		k.button(at, element)
	case "overflow":
		k.options(at, element, 5)
	case "static_select":
		k.options(at, element, 100)
	case "radio_buttons", "checkboxes":
		k.options(at, element, 10)
	case "plain_text_input":
		k.short(at+"/initial_value", element["initial_value"], 3000)
	case "feedback_buttons":
		k.feedback(at, element)
	case "icon_button", "image", "datepicker", "timepicker", "users_select", "conversations_select", "email_text_input":
	default:
		k.wrong(at+"/type", "unsupported type: %s", kind)
	}
}

// action checks an action_id, which no other element of the message may have.
func (k *kit) action(at string, element map[string]any) {
	id := text(element["action_id"])
	k.short(at+"/action_id", element["action_id"], mostID)
	if id != "" && k.actions[id] {
		k.wrong(at+"/action_id", "`action_id` \"%s\" already exists for another element in this message", id)
	}
	k.actions[id] = id != ""
}

func (k *kit) button(at string, element map[string]any) {
	k.words(at+"/text", element["text"], 75, "plain_text")
	k.short(at+"/value", element["value"], 2000)
	k.short(at+"/url", element["url"], 3000)
	k.short(at+"/accessibility_label", element["accessibility_label"], 75)
	switch element["style"] {
	case nil, "primary", "danger":
	default:
		k.wrong(at+"/style", "must be one of primary, danger")
	}
}

func (k *kit) options(at string, element map[string]any, most int) {
	options, _ := element["options"].([]any)
	if len(options) == 0 {
		k.wrong(at+"/options", "must have at least 1 item")
	}
	if len(options) > most {
		k.wrong(at+"/options", "no more than %d items allowed", most)
	}
	for i, one := range options {
		at, option := fmt.Sprintf("%s/options/%d", at, i), one
		fields, _ := option.(map[string]any)
		k.words(at+"/text", fields["text"], 75, "")
		k.short(at+"/value", fields["value"], 150)
		if text(fields["value"]) == "" {
			k.wrong(at+"/value", "missing required field: value")
		}
	}
}

func (k *kit) confirm(at string, v any) {
	confirm, _ := v.(map[string]any)
	k.words(at+"/title", confirm["title"], 100, "plain_text")
	k.words(at+"/text", confirm["text"], 300, "")
	k.words(at+"/confirm", confirm["confirm"], 30, "plain_text")
	k.words(at+"/deny", confirm["deny"], 30, "plain_text")
}

func (k *kit) feedback(at string, element map[string]any) {
	for _, which := range []string{"positive_button", "negative_button"} {
		button, _ := element[which].(map[string]any)
		k.words(at+"/"+which+"/text", button["text"], 75, "plain_text")
		k.short(at+"/"+which+"/value", button["value"], 2000)
	}
}

func (k *kit) short(at string, v any, most int) {
	if utf8.RuneCountInString(text(v)) > most {
		k.wrong(at, "must be less than %d characters", most+1)
	}
}
