package bot

import (
	"encoding/json"
	"fmt"
)

// tagged is how an event or an effect is written: its kind beside its fields, so that a reader
// of the record knows what it looks at.
type tagged struct {
	Kind string          `json:"kind"`
	Body json.RawMessage `json:"body,omitempty"`
}

// MarshalEvent writes an event as JSON, with its kind.
func MarshalEvent(event Event) ([]byte, error) {
	kind := EventKind(event)
	if kind == "" {
		return nil, fmt.Errorf("write event: unknown kind %T", event)
	}
	return marshalTagged(kind, event)
}

// UnmarshalEvent reads what MarshalEvent wrote. A kind written by a newer release is an error.
func UnmarshalEvent(data []byte) (Event, error) {
	var in tagged
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("read event: %w", err)
	}
	switch in.Kind {
	case "said":
		return decode[Said](in)
	case "opened":
		return decode[Opened](in)
	case "chose":
		return decode[Chose](in)
	case "file_sent":
		return decode[FileSent](in)
	case "woke":
		return decode[Woke](in)
	case "agent_claimed":
		return decode[AgentClaimed](in)
	case "agent_said":
		return decode[AgentSaid](in)
	case "agent_released":
		return decode[AgentReleased](in)
	case "agent_resolved":
		return decode[AgentResolved](in)
	case "undelivered":
		return decode[Undelivered](in)
	case "hurried":
		return decode[Hurried](in)
	case "faulted":
		return decode[Faulted](in)
	}
	return nil, fmt.Errorf("read event: unknown kind %q", in.Kind)
}

// EventKind is the name of the event's kind as the record writes it; "" when it has none.
func EventKind(event Event) string {
	switch event.(type) {
	case Said:
		return "said"
	case Opened:
		return "opened"
	case Chose:
		return "chose"
	case FileSent:
		return "file_sent"
	case Woke:
		return "woke"
	case AgentClaimed:
		return "agent_claimed"
	case AgentSaid:
		return "agent_said"
	case AgentReleased:
		return "agent_released"
	case AgentResolved:
		return "agent_resolved"
	case Undelivered:
		return "undelivered"
	case Hurried:
		return "hurried"
	case Faulted:
		return "faulted"
	}
	return ""
}

// MarshalEffect writes an effect that leaves through the outbox as JSON, with its kind.
func MarshalEffect(effect Effect) ([]byte, error) {
	switch effect.(type) {
	case Say:
		return marshalTagged("say", effect)
	case ShowCase:
		return marshalTagged("show_case", effect)
	case Relay:
		return marshalTagged("relay", effect)
	}
	return nil, fmt.Errorf("write effect: %T does not leave through the outbox", effect)
}

// UnmarshalEffect reads what MarshalEffect wrote.
func UnmarshalEffect(data []byte) (Effect, error) {
	var in tagged
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("read effect: %w", err)
	}
	switch in.Kind {
	case "say":
		return decode[Say](in)
	case "show_case":
		return decode[ShowCase](in)
	case "relay":
		return decode[Relay](in)
	}
	return nil, fmt.Errorf("read effect: unknown kind %q", in.Kind)
}

// marshalTagged writes what json.Marshal makes of a tagged, without reading the body through again. Kinds
// need no escaping.
func marshalTagged(kind string, value any) ([]byte, error) {
	body, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", kind, err)
	}
	out := make([]byte, 0, len(`{"kind":"","body":}`)+len(kind)+len(body))
	out = append(append(append(out, `{"kind":"`...), kind...), `","body":`...)
	return append(append(out, body...), '}'), nil
}

func decode[T any](in tagged) (T, error) {
	var out T
	if err := json.Unmarshal(in.Body, &out); err != nil {
		return out, fmt.Errorf("read %s: %w", in.Kind, err)
	}
	return out, nil
}
