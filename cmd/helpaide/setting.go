package main

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// prefix begins the name of every variable of ours.
const prefix = "HELPAIDE_"

// configVariable names the file. It is no setting: a file does not say where it is.
const configVariable = prefix + "CONFIG"

// fileSuffix ends what names a file that holds the secret: HELPAIDE_SLACK_BOT_TOKEN_FILE, slack.bot_token_file.
const fileSuffix = "_FILE"

// setting is one field of Config that can be set.
type setting struct {
	order int      // among all
	path  []string // as SLACK, BOT_TOKEN
	each  bool     // each workspace has its own
	plain bool     // the variable without a number is for the only workspace
	usual string
	about string
	oneOf []string
	kind  reflect.Type
}

// secret reports whether it is a Secret, which may be in a file too.
func (s setting) secret() bool { return s.kind == reflect.TypeFor[Secret]() }

// list reports whether it has several values.
func (s setting) list() bool { return s.kind.Kind() == reflect.Slice }

// settings are all fields of Config, in its order.
func settings() []setting {
	all := settingsOf(reflect.TypeFor[Config](), setting{})
	for i := range all {
		all[i].order = i
	}
	return all
}

func settingsOf(kind reflect.Type, above setting) (all []setting) {
	for field := range kind.Fields() {
		here := above
		here.path = slices.Clone(above.path)
		here.kind = field.Type
		if group, ok := field.Tag.Lookup("envPrefix"); ok {
			if field.Type.Kind() == reflect.Slice {
				here.kind, here.each = field.Type.Elem(), true
			} else {
				here.path = append(here.path, strings.TrimSuffix(group, "_"))
			}
			all = append(all, settingsOf(here.kind, here)...)
			continue
		}
		here.path = append(here.path, field.Tag.Get("env"))
		here.plain = field.Tag.Get("plain") != "no"
		here.usual, here.about = field.Tag.Get("envDefault"), field.Tag.Get("about")
		here.oneOf = strings.Fields(field.Tag.Get("oneOf"))
		all = append(all, here)
	}
	return all
}

// A place is where one value of the configuration goes.
type place struct {
	setting

	workspace int  // its number, for the settings that each workspace has
	inFile    bool // the value is the name of a file that holds it
}

// key is what the file calls it, as workspaces[0].slack.bot_token.
func (p place) key() string {
	key := strings.ToLower(strings.Join(p.path, ".") + p.suffix())
	if p.each {
		return fmt.Sprintf("workspaces[%d].%s", p.workspace, key)
	}
	return key
}

// variable is what the environment calls it when there is only one workspace.
func (p place) variable() string {
	if !p.plain {
		return p.numbered()
	}
	return prefix + strings.Join(p.path, "_") + p.suffix()
}

// numbered is what the environment calls it however many workspaces there are.
func (p place) numbered() string {
	name := strings.Join(p.path, "_") + p.suffix()
	if p.each {
		return fmt.Sprintf("%sWORKSPACES_%d_%s", prefix, p.workspace, name)
	}
	return prefix + name
}

func (p place) suffix() string {
	if p.inFile {
		return fileSuffix
	}
	return ""
}

// value is the same place, where the file's content goes.
func (p place) value() place {
	p.inFile = false
	return p
}

// mostWorkspaces bounds what a slip of the hand in a number can ask for.
const mostWorkspaces = 100

var ofWorkspace = regexp.MustCompile(`^` + prefix + `WORKSPACES_(0|[1-9][0-9]?)_(.*)$`)

// placeOf finds what a variable sets.
func placeOf(variable string) (found place, ok bool) {
	number, rest := -1, variable
	if match := ofWorkspace.FindStringSubmatch(variable); match != nil {
		number, _ = strconv.Atoi(match[1]) // the expression lets only digits through
		rest = prefix + match[2]
	}
	for _, p := range places(max(number, 0)) {
		switch {
		case number >= 0 && p.each && p.numbered() == variable:
			return p, true
		case number < 0 && p.variable() == rest:
			return p, true
		}
	}
	return place{}, false
}

// places are all places of the configuration, of one workspace where each has its own.
func places(workspace int) (all []place) {
	for _, s := range settings() {
		p := place{setting: s, workspace: workspace}
		all = append(all, p)
		if s.secret() {
			p.inFile = true
			all = append(all, p)
		}
	}
	return all
}
