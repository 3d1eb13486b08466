package flows

import (
	"maps"
	"regexp"

	"github.com/helpaide/helpaide/bot"
)

// defs are the schemas that have a name.
func (v vocabulary) defs() map[string]*schema {
	all := map[string]*schema{}
	parts := []map[string]*schema{v.nameDefs(), v.textDefs(), v.packDefs(), valueDefs(), optionDefs(), waitDefs(), stepDefs()}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

// nameDefs are names: those that a file makes, and those that it takes from elsewhere.
func (v vocabulary) nameDefs() map[string]*schema {
	return map[string]*schema{
		"id":            id(),
		"language":      matching(langShape, "A language has a short name, such as fr or en."),
		"fact_id":       matching(factShape, "A fact's name is made of letters, digits, . _ and -, and begins with a letter."),
		"step_name":     id(),
		"flow_name":     named(v.flows, id()),
		"fact_name":     named(v.facts, ref("fact_id")),
		"calendar_name": named(plain(v.calendars), id()),
	}
}

func id() *schema {
	return matching(idShape, "A name is made of a-z, 0-9 and _, and begins with a letter.")
}

// packDefs are the parts of pack.yaml and wording.yaml.
func (v vocabulary) packDefs() map[string]*schema {
	calendars := mapOf(ref("id"), ref("calendar"))
	calendars.Required = []string{desk}
	return map[string]*schema{
		"host":          matching(hostShape, "A host is a bare name, such as help.example.com."),
		"address":       v.address(),
		"link":          either(ref("address"), v.perLang(ref("address"))),
		"calendars":     calendars,
		"calendar":      calendarForm.schema(),
		"exception":     exceptionForm.schema(),
		"week":          weekForm().schema(),
		"spans":         listOf(matching(spanShape, `Hours are written "09:00-18:30".`)),
		"zone":          matching(zoneShape, "A time zone is a place, such as America/Toronto."),
		"date":          matching(dateShape, "A day is written 2026-12-24."),
		"calendar_file": matching(calendarFileShape, "A file to import lies beside pack.yaml and ends with .ics."),
		"phrases":       phrasesForm().schema(),
		"commands":      labelsForm(bot.Commands()).schema(),
		"replies":       labelsForm(bot.Replies()).schema(),
		"words":         labelForm.schema(),
	}
}

// address is an address on one of the hosts. Load says in more words what is wrong with one.
func (v vocabulary) address() *schema {
	hosts := `[^/?#@:\s]+`
	if len(v.hosts) > 0 {
		hosts = anyOf(v.hosts)
	}
	shape := regexp.MustCompile(`^https://` + hosts + `(?:[/?#][^\s<>"{}|\\^` + "`" + `]*)?$`)
	return matching(shape, "An address begins with https:// and a host that stands under hosts.")
}

// slotShape is the kind of a slot that is no list.
var slotShape = regexp.MustCompile(`^(?:bool|` + inner(countShape) + `)$`)

// valueDefs are slots and their values.
func valueDefs() map[string]*schema {
	answer := id()
	answer.Not = oneOf("by")
	kind := matching(slotShape, "A slot is bool, a count such as 0..3, or the values: [one, two].")
	kind.Examples = []string{"bool", "0..3"}
	return map[string]*schema{
		"slot":   {If: &schema{Type: "array"}, Then: listOf(answer).notEmpty().atMost(maxValues).unique(), Else: kind},
		"value":  {Type: []string{"string", "number", "boolean"}},
		"values": mapOf(ref("id"), ref("value")),
		"guards": mapOf(ref("id"), either(ref("value"), listOf(ref("value")))).notEmpty(),
	}
}

// optionDefs are the answers to questions.
func optionDefs() map[string]*schema {
	free := id()
	free.Not = oneOf(reserved()...)
	return map[string]*schema{
		"options": mapOf(free, ref("option")).notEmpty().atMost(maxOptions),
		"option":  optionForm.schema(),
		"answer":  either(ref("step_name"), answerForm.schema()),
	}
}

// someTime is a time that is not nothing.
var someTime = regexp.MustCompile(`^(?:[0-9]+[hms])*[0-9]*[1-9][0-9]*[hms](?:[0-9]+[hms])*$`)

// waitDefs are how long a wait lasts.
func waitDefs() map[string]*schema {
	const complaint = "A time is written 90s, 15m or 2h."
	each := byForm.schema()
	each.Others = matching(durationShape, complaint)
	return map[string]*schema{
		"span":  either(matching(someTime, complaint), each),
		"until": untilForm.schema(),
	}
}
