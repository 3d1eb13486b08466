package bot

import (
	"strconv"
	"strings"
)

// Desks speak the languages of those who work there. What they say around a card is worded here, once for
// every desk; packs word what persons read. Another language than French is answered in English.

// In words the alert. By and Text of the alert stand in it.
func (a Alert) In(lang Lang) string {
	words := deskText("alert_"+string(a.What), lang)
	if a.What == AlertNotTaken && a.For == ForLeads {
		words = deskText("alert_not_taken_leads", lang)
	}
	words = strings.ReplaceAll(words, "{by}", a.By)
	if a.Text != "" {
		words += pick(lang, " « ", ` "`) + a.Text + pick(lang, " »", `"`)
	}
	return words
}

// In words the warning.
func (w Warning) In(lang Lang) string {
	words := deskText("warning_"+string(w.What), lang)
	words = strings.ReplaceAll(words, "{by}", w.By)
	if w.Count > 1 {
		words += " (" + strconv.Itoa(w.Count) + " ×)"
	}
	return words
}

// In words the action, as on a button.
func (a Action) In(lang Lang) string { return deskText("action_"+string(a), lang) }

// In words the state of a case; of "", that the assistant leads.
func (s CaseState) In(lang Lang) string {
	if s == "" {
		s = CaseReleased
	}
	return deskText("state_"+string(s), lang)
}

// In words the result.
func (r Result) In(lang Lang) string { return deskText("result_"+string(r), lang) }

// In words why an agent's event was refused, and what to do instead.
func (r Refusal) In(lang Lang) string {
	if words := deskText("refused_"+string(r), lang); words != "" {
		return words
	}
	return string(r)
}

// In words, for the desk, what the person sent that nobody opens or that is no text; their own words as they are.
func (r Relay) In(lang Lang) string {
	switch r.Kind {
	case RelayUnsupported:
		what := deskText("sent_"+r.Text, lang)
		if what == "" {
			what = deskText("sent_other", lang)
		}
		return "[" + what + "]"
	case RelayFault:
		return "[" + deskText("sent_fault", lang) + "]"
	case RelayFile:
		inside := strings.TrimSuffix(strings.TrimPrefix(r.Text, "[file: "), "]")
		return "[" + deskText("sent_file", lang) + pick(lang, " : ", ": ") + inside + "]"
	}
	return r.Text
}

func deskText(key string, lang Lang) string {
	words, ok := deskTexts[key]
	if !ok {
		return ""
	}
	return pick(lang, words[0], words[1])
}
