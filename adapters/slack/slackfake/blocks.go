package slackfake

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// The limits of Block Kit, and what a whole message may hold in its blocks.
const (
	mostBlocks     = 50
	mostViewBlocks = 100
	mostID         = 255
	mostCharacters = 13_200 // of all blocks as JSON: not documented, and found by many
	mostMarkdown   = 12_000
)

// kit checks blocks as Slack does before it takes any of them.
type kit struct {
	why      []string
	ids      map[string]bool
	actions  map[string]bool
	markdown int
}

func (k *kit) wrong(at, format string, more ...any) {
	k.why = append(k.why, "[ERROR] "+fmt.Sprintf(format, more...)+" [json-pointer:"+at+"]")
}

// readBlocks reads what a call gave as blocks, or says why they are refused. None is fine.
func readBlocks(raw string, most int) ([]Block, reply) {
	if raw == "" || raw == "null" {
		return nil, reply{}
	}
	var blocks []Block
	if err := json.Unmarshal([]byte(raw), &blocks); err != nil {
		return nil, no("invalid_blocks_format")
	}
	k := kit{ids: map[string]bool{}, actions: map[string]bool{}}
	if len(blocks) > most {
		k.wrong("/blocks", "no more than %d items allowed", most)
	}
	for i, block := range blocks {
		k.block(fmt.Sprintf("/blocks/%d", i), block)
	}
	if k.markdown > mostMarkdown {
		return nil, no("msg_too_long")
	}
	if len(k.why) > 0 {
		return nil, no("invalid_blocks", k.why...)
	}
	return blocks, reply{}
}

// fill gives each block without an id one of its own.
func (f *Fake) fill(blocks []Block) []Block {
	for _, block := range blocks {
		if text(block["block_id"]) == "" {
			block["block_id"] = f.id("b")
		}
	}
	return blocks
}

func (k *kit) block(at string, block Block) {
	id := text(block["block_id"])
	if len(id) > mostID {
		k.wrong(at+"/block_id", "must be less than 256 characters")
	}
	if id != "" && k.ids[id] {
		k.wrong(at+"/block_id", "duplicate block_id: %s", id)
	}
	k.ids[id] = true
	switch kind := text(block["type"]); kind {
	case "section":
		k.section(at, block)
	case "header":
		k.words(at+"/text", block["text"], 150, "plain_text")
	case "context":
		k.elements(at, block, 10, k.contextElement)
	case "actions":
		k.elements(at, block, 25, k.element)
	case "context_actions":
		k.elements(at, block, 5, k.element)
	case "input":
		k.words(at+"/label", block["label"], 2000, "plain_text")
		k.element(at+"/element", block["element"])
	case "markdown":
		k.markdown += utf8.RuneCountInString(text(block["text"]))
	case "divider", "image", "rich_text", "file", "video", "table":
	default:
		k.wrong(at+"/type", "unsupported type: %s", kind)
	}
}

func (k *kit) section(at string, block Block) {
	fields, _ := block["fields"].([]any)
	if block["text"] == nil && len(fields) == 0 {
		k.wrong(at, "must define either `text` or `fields`")
	}
	if block["text"] != nil {
		k.words(at+"/text", block["text"], 3000, "")
	}
	if len(fields) > 10 {
		k.wrong(at+"/fields", "no more than 10 items allowed")
	}
	for i, field := range fields {
		k.words(fmt.Sprintf("%s/fields/%d", at, i), field, 2000, "")
	}
	if block["accessory"] != nil {
		k.element(at+"/accessory", block["accessory"])
	}
}

func (k *kit) elements(at string, block Block, most int, check func(at string, v any)) {
	elements, _ := block["elements"].([]any)
	if len(elements) == 0 {
		k.wrong(at+"/elements", "must have at least 1 item")
	}
	if len(elements) > most {
		k.wrong(at+"/elements", "no more than %d items allowed", most)
	}
	for i, element := range elements {
		check(fmt.Sprintf("%s/elements/%d", at, i), element)
	}
}

func (k *kit) contextElement(at string, v any) {
	element, _ := v.(map[string]any)
	if element["type"] != "image" {
		k.words(at, v, 3000, "")
	}
}

// words checks a text object: of the kind, if one is asked for, and of 1 to most characters.
func (k *kit) words(at string, v any, most int, kind string) {
	object, _ := v.(map[string]any)
	has, words := text(object["type"]), text(object["text"])
	switch {
	case has != "plain_text" && has != "mrkdwn", kind != "" && has != kind:
		k.wrong(at+"/type", "unsupported type: %s", has)
	case words == "":
		k.wrong(at+"/text", "must be more than 0 characters")
	case utf8.RuneCountInString(words) > most:
		k.wrong(at+"/text", "must be less than %d characters", most+1)
	case has == "plain_text" && object["verbatim"] != nil:
		k.wrong(at+"/verbatim", "invalid additional property: verbatim")
	}
}
