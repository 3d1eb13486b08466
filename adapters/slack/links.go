package slack

import (
	"net/url"
	"regexp"
	"strings"
)

// addressShape is what may be an address in a text.
var addressShape = regexp.MustCompile(`https://[^\s<>"|]+`)

// linked is a text as Slack wants it: escaped, and only addresses on the hosts open to a click.
func linked(hosts map[string]bool) func(string) string {
	return func(text string) string {
		var out strings.Builder
		at := 0
		for _, span := range addressShape.FindAllStringIndex(text, -1) {
			start, end := span[0], span[0]+len(strings.TrimRight(text[span[0]:span[1]], ".,;:!?)»'"))
			out.WriteString(escaped(text[at:start]))
			if address := text[start:end]; allowed(address, hosts) {
				out.WriteString("<" + escaped(address) + ">")
			} else {
				out.WriteString(escaped(address))
			}
			at = end
		}
		out.WriteString(escaped(text[at:]))
		return out.String()
	}
}

// allowed reports whether an address leads to one of the hosts, and plainly.
func allowed(address string, hosts map[string]bool) bool {
	to, err := url.Parse(address)
	return err == nil && to.Scheme == "https" && to.User == nil && hosts[to.Host]
}
