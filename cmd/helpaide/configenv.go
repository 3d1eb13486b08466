package main

import (
	"regexp"
	"slices"
	"strings"
)

// value is one setting as somebody wrote it.
type value struct {
	place

	text string
	file string // "" when it is from the environment
	line int
	only bool // written as that of the only workspace
}

// readEnviron takes our variables from an environment as os.Environ gives it, and names the unknown ones.
func readEnviron(environ []string) (values []value, problems []problem) {
	for _, entry := range slices.Sorted(slices.Values(environ)) {
		name, text, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, prefix) || name == configVariable {
			continue
		}
		p, known := placeOf(name)
		if !known {
			problems = append(problems, problem{message: name + " is no setting" + rightVariable(name)})
			continue
		}
		values = append(values, value{place: p, text: text, only: p.each && name == p.variable()})
	}
	return values, problems
}

// ofService is what Kubernetes adds to a pod's environment for each Service.
var ofService = regexp.MustCompile(`_SERVICE_(HOST|PORT)|_PORT(_[0-9]+_(TCP|UDP|SCTP).*)?$`)

// rightVariable ends the message about an unknown variable.
func rightVariable(wrong string) string {
	if ofService.MatchString(wrong) {
		return "; Kubernetes sets it for a Service: give the pod enableServiceLinks: false"
	}
	number := 0
	name := place.variable
	if match := ofWorkspace.FindStringSubmatch(wrong); match != nil {
		number, name = int(match[1][0]-'0'), place.numbered
	}
	known := []string{configVariable}
	for _, p := range places(number) {
		known = append(known, name(p))
	}
	return orRather(wrong, known)
}
