package bot

import (
	"bytes"
	"strings"
)

// The small parts of a session are written as short words, so that a session stays small and a
// person can read it: "kind=laser", "where:front", "jam/where:front". Ids hold none of the signs.

// MarshalText writes "slot=value".
func (a Assign) MarshalText() ([]byte, error) {
	return joined(string(a.Slot), "=", a.Value), nil
}

// UnmarshalText reads what MarshalText wrote.
func (a *Assign) UnmarshalText(text []byte) error {
	slot, value, _ := strings.Cut(string(text), "=")
	a.Slot, a.Value = SlotID(slot), value
	return nil
}

// MarshalText writes "step:value", and behind it the outputs that a call took home, ";slot=value".
func (a Answer) MarshalText() ([]byte, error) {
	text := joined(string(a.Step), ":", string(a.Value))
	for _, output := range a.Slots {
		text = append(append(text, ';'), joined(string(output.Slot), "=", output.Value)...)
	}
	return text, nil
}

// UnmarshalText reads what MarshalText wrote.
func (a *Answer) UnmarshalText(text []byte) error {
	whole, outputs, more := strings.Cut(string(text), ";")
	step, value, _ := strings.Cut(whole, ":")
	a.Step, a.Value, a.Slots = StepID(step), OptionID(value), nil
	for more {
		var output string
		output, outputs, more = strings.Cut(outputs, ";")
		slot, value, _ := strings.Cut(output, "=")
		a.Slots = append(a.Slots, Assign{SlotID(slot), value})
	}
	return nil
}

// MarshalText writes "flow/step:by".
func (p Pass) MarshalText() ([]byte, error) {
	return append(joined(string(p.Flow), "/", string(p.Step)), joined("", ":", string(p.By))...), nil
}

// UnmarshalText reads what MarshalText wrote.
func (p *Pass) UnmarshalText(text []byte) error {
	flow, rest, _ := bytes.Cut(text, []byte("/"))
	step, by, _ := bytes.Cut(rest, []byte(":"))
	*p = Pass{FlowID(flow), StepID(step), OptionID(by)}
	return nil
}

func joined(a, sign, b string) []byte {
	out := make([]byte, 0, len(a)+len(sign)+len(b)+16)
	return append(append(append(out, a...), sign...), b...)
}
