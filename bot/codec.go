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
	case "unsupported":
		return decode[Unsupported](in)
	case "edited":
		return decode[Edited](in)
	case "deleted":
		return decode[Deleted](in)
	case "agent_noted":
		return decode[AgentNoted](in)
	case "agent_edited":
		return decode[AgentEdited](in)
	case "agent_deleted":
		return decode[AgentDeleted](in)
	case "agent_offered":
		return decode[AgentOffered](in)
	case "agent_declined":
		return decode[AgentDeclined](in)
	case "agent_put_back":
		return decode[AgentPutBack](in)
	case "agent_assigned":
		return decode[AgentAssigned](in)
	case "queue_moved":
		return decode[QueueMoved](in)
	case "desk_failed":
		return decode[DeskFailed](in)
	case "erased":
		return decode[Erased](in)
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
	case Unsupported:
		return "unsupported"
	case Edited:
		return "edited"
	case Deleted:
		return "deleted"
	case AgentNoted:
		return "agent_noted"
	case AgentEdited:
		return "agent_edited"
	case AgentDeleted:
		return "agent_deleted"
	case AgentOffered:
		return "agent_offered"
	case AgentDeclined:
		return "agent_declined"
	case AgentPutBack:
		return "agent_put_back"
	case AgentAssigned:
		return "agent_assigned"
	case QueueMoved:
		return "queue_moved"
	case DeskFailed:
		return "desk_failed"
	case Erased:
		return "erased"
	}
	return ""
}

// MarshalEffect writes an effect that leaves through the outbox as JSON, with its kind.
func MarshalEffect(effect Effect) ([]byte, error) {
	if at, ok := effect.(AtDesk); ok {
		return marshalAtDesk(at)
	}
	if kind := effectKind(effect); kind != "" {
		return marshalTagged(kind, effect)
	}
	return nil, fmt.Errorf("write effect: %T does not leave through the outbox", effect)
}

// effectKind is the name of an effect that leaves through the outbox; "" for the others.
func effectKind(effect Effect) string {
	switch effect.(type) {
	case Say:
		return "say"
	case ShowCase:
		return "show_case"
	case Relay:
		return "relay"
	case Note:
		return "note"
	case Amend:
		return "amend"
	case Alert:
		return "alert"
	case Unshow:
		return "unshow"
	case AtDesk:
		return "at_desk"
	}
	return ""
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
	case "at_desk":
		return unmarshalAtDesk(in)
	case "note":
		return decode[Note](in)
	case "amend":
		return decode[Amend](in)
	case "alert":
		return decode[Alert](in)
	case "unshow":
		return decode[Unshow](in)
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
