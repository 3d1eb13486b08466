package main

import "fmt"

// Secret is a value that nobody reads by accident: printed, logged or written as JSON or YAML it says
// "set" or "unset", and that is all. The zero Secret is unset.
type Secret struct {
	text *string // a pointer, for what prints fields without asking them prints an address
}

func secret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{&text}
}

// IsSet reports whether there is one.
func (s Secret) IsSet() bool { return s.text != nil }

// Reveal is the secret itself, for the one call that needs it.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

func (s Secret) String() string {
	if s.IsSet() {
		return "set"
	}
	return "unset"
}

// Format answers every verb alike, %#v and %x too.
func (s Secret) Format(state fmt.State, _ rune) { fmt.Fprint(state, s.String()) }

// MarshalText serves JSON, YAML and whatever else asks for a text.
func (s Secret) MarshalText() ([]byte, error) { //nolint:unparam // the interface wants it
	return []byte(s.String()), nil
}

// MarshalYAML is for YAML libraries that do not ask for a text.
func (s Secret) MarshalYAML() (any, error) { //nolint:unparam // the interface wants it
	return s.String(), nil
}
