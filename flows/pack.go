package flows

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// packForm is pack.yaml.
var packForm = form{
	{"pack", needed, "The pack's name.", ref("id")},
	{"languages", needed, "The first is spoken until the person's is known.", listOf(ref("language")).notEmpty().unique()},
	{"menu", needed, "The flow that asks what is wrong: where start over leads.", ref("flow_name")},
	{"person", needed, `The flow behind "I want a person".`, ref("flow_name")},
	{"team", needed, "What the desk is called, {team} in texts.", ref("label")},
	{"hosts", optional, "Links go only to these hosts.", listOf(ref("host"))},
	{"links", optional, "Addresses by name, {link:sign_in} in texts: one for all languages, or one for each.", mapOf(ref("id"), ref("link"))},
	{"calendars", needed, "Opening hours by name; desk must be there.", ref("calendars")},
	{"retired", optional, "Released flows that were taken out on purpose.", listOf(ref("id"))},
}

// hostShape leaves letters out that look like others.
var hostShape = regexp.MustCompile(`^[a-z0-9.-]+$`)

// langShape is the short name of a language.
var langShape = regexp.MustCompile(`^[a-z][a-z0-9_]{0,2}$`)

// readPack reads pack.yaml. Every other file is read with what it says at hand.
func (l *loader) readPack() {
	s := l.readYAML("pack.yaml")
	l.pack = s
	t := s.table(s.root, s.root, "pack.yaml")
	t.fits(packForm)
	l.book.Name = s.id(t.get("pack"), "the pack's name")
	l.readLangs(t)
	l.book.Menu = l.flowNamed(s, t.get("menu"), "the menu")
	l.book.Person = l.flowNamed(s, t.get("person"), "the flow for those who want a person")
	l.menuAt, l.personAt = t.get("menu"), t.get("person")
	l.book.Team = l.text(s, t.at, t.get("team"), label("the team's name"))
	l.readHosts(t)
	l.readLinks(t)
	l.readCalendars(t)
	l.readRetired(t)
}

func (l *loader) readLangs(t *table) {
	written, before := t.get("languages"), len(t.problems)
	for _, node := range t.list(written, "languages") {
		lang := bot.Lang(t.word(node, "a language"))
		switch {
		case lang == "":
		case !langShape.MatchString(string(lang)):
			t.wrong(node, "%q is no language; write its short name, such as fr or en", lang)
		case has(l.book.Langs, lang):
			t.wrong(node, "%q is named twice", lang)
		default:
			l.book.Langs = append(l.book.Langs, lang)
		}
	}
	if written != nil && len(l.book.Langs) == 0 && len(t.problems) == before {
		t.wrong(written, "a pack speaks at least one language: [fr, en]")
	}
	l.langsKnown = written != nil && len(t.problems) == before
}

// flowNamed reads the name of a flow that the pack has a file for.
func (l *loader) flowNamed(s *source, node *yaml.Node, what string) bot.FlowID {
	id := bot.FlowID(s.word(node, what))
	if id != "" && l.flows[id] == nil {
		s.wrong(node, "there is no flow %q%s", id, orRather(string(id), keys(l.flows)))
		return ""
	}
	return id
}

func (l *loader) readHosts(t *table) {
	for _, node := range t.list(t.get("hosts"), "hosts") {
		host := t.word(node, "a host")
		if host != "" && !hostShape.MatchString(host) {
			t.wrong(node, "%q is no host; write the bare name, such as help.example.com", host)
			continue
		}
		l.hosts = append(l.hosts, host)
	}
}

func (l *loader) readLinks(t *table) {
	l.book.Links = map[string]bot.Text{}
	links := t.part("links")
	for _, key := range links.keys {
		name := t.id(key, "a link's name")
		if address := l.readLink(t.source, key, links.get(key.Value)); name != "" {
			l.book.Links[name] = address
		}
	}
}

// readLink reads an address: one for all languages, or one for each.
func (l *loader) readLink(s *source, key, node *yaml.Node) bot.Text {
	out := bot.Text{}
	if node.Kind == yaml.ScalarNode {
		address := l.address(s, node)
		for _, lang := range l.book.Langs {
			out[lang] = address
		}
		return out
	}
	t := s.table(key, node, "link \""+key.Value+"\"")
	l.onlyLangs(t)
	for _, lang := range l.book.Langs {
		out[lang] = l.address(s, t.need(string(lang)))
	}
	return out
}

// address reads a web address that may be shown: encrypted, on a host of the list, and nothing hidden in it.
func (l *loader) address(s *source, node *yaml.Node) string {
	written := s.word(node, "an address")
	if written == "" {
		return ""
	}
	parsed, err := url.Parse(written)
	switch {
	case err != nil || parsed.Host == "" || strings.ContainsAny(written, " <>\"{}|\\^`"):
		s.remark(node, "%q is no web address", written)
	case parsed.Scheme != "https":
		s.remark(node, "an address begins with https://, this one with %s://", parsed.Scheme)
	case parsed.User != nil || parsed.Port() != "":
		s.remark(node, "an address goes to the host itself, without a name, password or port in it")
	case !has(l.hosts, parsed.Host):
		s.remark(node, "%q is not among the hosts of this pack; links go only to those under hosts:", parsed.Host)
	}
	return written
}
