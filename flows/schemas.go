package flows

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"regexp"

	"github.com/helpaide/helpaide/bot"
)

// draft is the dialect that the schemas are written in.
const draft = "https://json-schema.org/draft/2020-12/schema"

// SchemaNames lists the kinds of files that have a schema.
func SchemaNames() []string { return []string{"flow", "pack", "wording", "facts"} }

// schemaForms are the forms of those files.
var schemaForms = map[string]form{"flow": flowForm, "pack": packForm, "wording": wordingForm, "facts": factsForm}

// SchemaFile is the name of the file for a schema.
func SchemaFile(name string) string { return name + ".schema.json" }

// Schemas are JSON Schemas for editors, by SchemaNames, as indented JSON. Without a folder they fit
// every pack. With one they also know that pack's languages, flows, facts, links and calendars, as far
// as these can be read: a pack may be written with the help of its schema before it is sound.
//
// A schema sees one file and its shape, and Load sees more. What Load takes, the schema takes.
func Schemas(dir fs.FS) map[string][]byte {
	known := vocabulary{}
	if dir != nil {
		l := &loader{dir: dir, flows: map[bot.FlowID]*flow{}}
		l.read()
		known = l.vocabulary()
	}
	out := map[string][]byte{}
	all := known.defs()
	for name, form := range schemaForms {
		s := form.schema()
		s.Draft, s.Title = draft, "HelpAide "+name
		s.Defs = map[string]*schema{}
		s.define(s, all)
		out[name] = s.print()
	}
	return out
}

// define gives the schema what the part refers to.
func (s *schema) define(part *schema, all map[string]*schema) {
	for _, match := range reference.FindAllSubmatch(part.print(), -1) {
		name := string(match[1])
		if s.Defs[name] == nil {
			s.Defs[name] = all[name]
			s.define(all[name], all)
		}
	}
}

var reference = regexp.MustCompile(`"\$ref": "` + regexp.QuoteMeta(defs) + `([a-z_]+)"`)

// print is the schema as JSON for people.
func (s *schema) print() []byte {
	var out bytes.Buffer
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	if err := to.Encode(s); err != nil {
		panic("a schema is plain data: " + err.Error())
	}
	return out.Bytes()
}
