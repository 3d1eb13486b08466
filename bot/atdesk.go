package bot

import (
	"encoding/json"
	"fmt"
)

// AtDesks is the turn with each effect for the desks once for each of them, and none when there is none.
func (t Turn) AtDesks(desks []Address) Turn {
	out := make([]Effect, 0, len(t.Effects))
	for _, effect := range t.Effects {
		if !forDesks(effect) {
			out = append(out, effect)
			continue
		}
		for _, desk := range desks {
			out = append(out, AtDesk{Desk: desk, Do: effect})
		}
	}
	t.Effects = out
	return t
}

// forDesks reports whether the effect is for the desks.
func forDesks(effect Effect) bool {
	switch e := effect.(type) {
	case ShowCase, Relay, Note, Alert, Unshow:
		return true
	case Amend:
		return e.To == ""
	}
	return false
}

// written is how an AtDesk is written: what is to be done carries its kind.
type written struct {
	Desk Address         `json:"desk"`
	Do   json.RawMessage `json:"do"`
}

func marshalAtDesk(at AtDesk) ([]byte, error) {
	if !forDesks(at.Do) {
		return nil, fmt.Errorf("write effect: %T is not for a desk", at.Do)
	}
	do, err := MarshalEffect(at.Do)
	if err != nil {
		return nil, err
	}
	return marshalTagged("at_desk", written{at.Desk, do})
}

func unmarshalAtDesk(in tagged) (Effect, error) {
	body, err := decode[written](in)
	if err != nil {
		return nil, err
	}
	do, err := UnmarshalEffect(body.Do)
	if err != nil {
		return nil, err
	}
	if !forDesks(do) {
		return nil, fmt.Errorf("read effect: %T is not for a desk", do)
	}
	return AtDesk{Desk: body.Desk, Do: do}, nil
}
