package flows

import (
	"regexp"
	"strconv"
)

// schema is a JSON Schema, as much of one as packs need. Its parts are shared and never changed.
type schema struct {
	Draft       string `json:"$schema,omitempty"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	Ref         string `json:"$ref,omitempty"`

	Type     any       `json:"type,omitempty"` // a name, or several
	Const    string    `json:"const,omitempty"`
	Enum     []string  `json:"enum,omitempty"`
	Examples []string  `json:"examples,omitempty"`
	AnyOf    []*schema `json:"anyOf,omitempty"`
	OneOf    []*schema `json:"oneOf,omitempty"`
	Not      *schema   `json:"not,omitempty"`

	Pattern   string `json:"pattern,omitempty"`
	Complaint string `json:"patternErrorMessage,omitempty"` // not of the standard: editors show it for a pattern
	MinLength int    `json:"minLength,omitempty"`
	MaxLength int    `json:"maxLength,omitempty"`
	Minimum   int    `json:"minimum,omitempty"`
	Maximum   int    `json:"maximum,omitempty"`
	Usual     int    `json:"default,omitempty"`

	Items    *schema `json:"items,omitempty"`
	MinItems int     `json:"minItems,omitempty"`
	MaxItems int     `json:"maxItems,omitempty"`
	Unique   bool    `json:"uniqueItems,omitempty"`

	Properties properties          `json:"properties,omitempty"`
	Required   []string            `json:"required,omitempty"`
	Together   map[string][]string `json:"dependentRequired,omitempty"`
	Names      *schema             `json:"propertyNames,omitempty"`
	MinNames   int                 `json:"minProperties,omitempty"`
	MaxNames   int                 `json:"maxProperties,omitempty"`
	Others     any                 `json:"additionalProperties,omitempty"` // false, or a schema

	All  []*schema `json:"allOf,omitempty"`
	If   *schema   `json:"if,omitempty"`
	Then *schema   `json:"then,omitempty"`
	Else *schema   `json:"else,omitempty"`

	Defs map[string]*schema `json:"$defs,omitempty"`
}

// properties are the keys of a mapping, in the order in which an editor writes them.
type properties []property

type property struct {
	name  string
	value *schema
}

// MarshalJSON writes an object.
func (p properties) MarshalJSON() ([]byte, error) {
	out := []byte("{")
	for i, one := range p {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(strconv.AppendQuote(out, one.name), ':')
		out = append(out, one.value.print()...)
	}
	return append(out, '}'), nil
}

// defs is where schemas that have a name stand in a file.
const defs = "#/$defs/"

func ref(name string) *schema           { return &schema{Ref: defs + name} }
func yesOrNo() *schema                  { return &schema{Type: "boolean"} }
func oneOf(values ...string) *schema    { return &schema{Enum: values} }
func listOf(item *schema) *schema       { return &schema{Type: "array", Items: item} }
func either(choices ...*schema) *schema { return &schema{AnyOf: choices} }

// number is a whole number; an editor writes the usual one.
func number(from, to, usual int) *schema {
	return &schema{Type: "integer", Minimum: from, Maximum: to, Usual: usual}
}

// mapOf is a mapping of such names, nil for any, to such values.
func mapOf(names, values *schema) *schema {
	return &schema{Type: "object", Names: names, Others: values}
}

// matching is a text of that shape. The complaint says to people what the shape is.
func matching(shape *regexp.Regexp, complaint string) *schema {
	return &schema{Type: "string", Pattern: shape.String(), Complaint: complaint}
}

// notEmpty is the same list or mapping with something in it.
func (s schema) notEmpty() *schema {
	if s.Items != nil {
		s.MinItems = 1
	} else {
		s.MinNames = 1
	}
	return &s
}

// atMost is the same list or mapping with a largest size.
func (s schema) atMost(n int) *schema {
	if s.Items != nil {
		s.MaxItems = n
	} else {
		s.MaxNames = n
	}
	return &s
}

// unique is the same list, in which nothing may stand twice.
func (s schema) unique() *schema {
	s.Unique = true
	return &s
}

// schema is a mapping with these keys and no others.
func (f form) schema() *schema {
	out := &schema{Type: "object", Others: false}
	for _, k := range f {
		value := *k.like
		value.Description = k.help
		out.Properties = append(out.Properties, property{k.name, &value})
		if k.need {
			out.Required = append(out.Required, k.name)
		}
	}
	return out
}
