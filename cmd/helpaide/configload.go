package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
	"github.com/spf13/cobra"
)

// configFlags are the flags of every command that needs the configuration.
type configFlags struct{ file, embedded string }

func (f *configFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.file, "config", "", "configuration file, YAML (default: what "+configVariable+" names)")
	cmd.Flags().StringVar(&f.embedded, "embedded", "", "keep everything in this one file, without Postgres and Redis; for one process")
}

// load is loadConfig with the flags and this process's environment.
func (f *configFlags) load() (Config, error) {
	environ := os.Environ()
	if name := prefix + "EMBEDDED="; f.embedded != "" {
		environ = slices.DeleteFunc(environ, func(entry string) bool { return strings.HasPrefix(entry, name) })
		environ = append(environ, name+f.embedded)
	}
	return loadConfig(cmp.Or(f.file, os.Getenv(configVariable)), environ)
}

// loadConfig is the configuration from the file, unless its name is "", and from the environment, which
// wins. The error is configProblems: all that is wrong, with no value in it. The Config beside it holds
// what could be read, so that `doctor` can look at that; it is not for serving.
func loadConfig(file string, environ []string) (Config, error) {
	l := &configLoader{}
	var fromFile []value
	if file != "" {
		fromFile, l.problems = readConfigFile(file)
	}
	fromEnv, unknown := readEnviron(environ)
	l.problems = append(l.problems, unknown...)
	l.count(fromFile, fromEnv)
	l.merge(l.once(fromFile), l.once(l.numbered(fromEnv)))
	l.open()
	l.refuseEmpty()
	l.fill()
	l.judge()
	slices.SortStableFunc(l.problems, func(a, b problem) int { return cmp.Compare(a.rank(), b.rank()) })
	if len(l.problems) > 0 {
		return l.config, configProblems(l.problems)
	}
	return l.config, nil
}

// configLoader is a configuration that is being put together.
type configLoader struct {
	workspaces int
	values     map[string]value // by numbered variable, that of the value itself
	config     Config
	problems   []problem
}

// note notes a problem of a value as it was written.
func (l *configLoader) note(v value, message string) {
	l.problems = append(l.problems, problem{place: &v.place, many: l.workspaces > 1 && !v.only, file: v.file, line: v.line, message: message})
}

// wrong notes a problem of one place. The first of a place is enough: the others follow from it.
func (l *configLoader) wrong(p place, message string) {
	given := l.values[p.value().numbered()]
	for _, before := range l.problems {
		if before.place != nil && before.place.value().numbered() == p.value().numbered() {
			return
		}
	}
	l.problems = append(l.problems, problem{place: &p, many: l.workspaces > 1, file: given.file, line: given.line, message: message})
}

// count finds how many workspaces there are.
func (l *configLoader) count(all ...[]value) {
	named := map[int]bool{}
	for _, v := range slices.Concat(all...) {
		if v.each {
			named[v.workspace] = true
			l.workspaces = max(l.workspaces, v.workspace+1)
		}
	}
	for i := range l.workspaces {
		if !named[i] {
			l.problems = append(l.problems, problem{message: fmt.Sprintf("workspaces are numbered from 0 without a gap, and there is no number %d", i)})
		}
	}
}

// numbered refuses what is said of the only workspace when there are several.
func (l *configLoader) numbered(values []value) (kept []value) {
	for _, v := range values {
		if v.only && l.workspaces > 1 {
			l.note(v, fmt.Sprintf("there are %d workspaces; say which one, as in %s", l.workspaces, v.numbered()))
			continue
		}
		kept = append(kept, v)
	}
	return kept
}

// once refuses that one source says the same thing twice: with a number and without, as it is and in a file.
func (l *configLoader) once(values []value) map[string]value {
	by := map[string]value{}
	for _, v := range values {
		name := v.value().numbered()
		before, twice := by[name]
		by[name] = v
		switch {
		case !twice:
		case before.inFile != v.inFile:
			l.note(v, "is set twice, as it is and in a file; keep one")
		default:
			l.note(v, "is set twice, with the number of the workspace and without; keep one")
		}
	}
	return by
}

func (l *configLoader) merge(file, env map[string]value) {
	l.values = file
	maps.Copy(l.values, env)
}

// open puts the content of a secret's file in place of its name.
func (l *configLoader) open() {
	for _, name := range slices.Sorted(maps.Keys(l.values)) {
		v := l.values[name]
		if !v.inFile || v.text == "" {
			continue
		}
		text, everyone, err := readWhole(v.text, mostSecret)
		switch {
		case err != nil:
			l.wrong(v.place, "the file that it names cannot be read: "+err.Error())
			delete(l.values, name)
			continue
		case everyone:
			l.wrong(v.place, "everybody on this machine may read the file that it names; take that right away (chmod 640)")
		}
		v.text = strings.TrimSpace(string(text))
		l.values[name] = v
	}
}

// refuseEmpty tells of what is set to nothing: mostly a variable that another one should have filled.
func (l *configLoader) refuseEmpty() {
	for _, name := range slices.Sorted(maps.Keys(l.values)) {
		if v := l.values[name]; strings.TrimSpace(v.text) == "" {
			l.wrong(v.place, "is empty; give it a value or take it away")
			delete(l.values, name)
		}
	}
}

// fill writes the values and what is usual into the Config.
func (l *configLoader) fill() {
	l.config.Workspaces = make([]Workspace, l.workspaces)
	environment := map[string]string{}
	for name, v := range l.values {
		environment[name] = v.text
	}
	last := ""
	parse := func(read func(string) (any, error), zero any, want string) env.ParserFunc {
		return func(text string) (any, error) {
			read, err := read(text)
			if err == nil {
				return read, nil
			}
			l.wrong(l.values[last].place, want)
			return zero, nil // the library's own error would repeat the value, and end at the first
		}
	}
	err := env.ParseWithOptions(&l.config, env.Options{
		Environment: environment,
		Prefix:      prefix,
		OnSet:       func(name string, _ any, _ bool) { last = name },
		FuncMap: map[reflect.Type]env.ParserFunc{
			reflect.TypeFor[Secret]():        func(text string) (any, error) { return secret(text), nil },
			reflect.TypeFor[bool]():          parse(func(s string) (any, error) { return strconv.ParseBool(s) }, false, "must be true or false"),
			reflect.TypeFor[int]():           parse(func(s string) (any, error) { return strconv.Atoi(s) }, 0, "must be a whole number"),
			reflect.TypeFor[time.Duration](): parse(func(s string) (any, error) { return time.ParseDuration(s) }, time.Duration(0), "must be a time such as 1s or 500ms"),
		},
	})
	if err != nil {
		l.problems = append(l.problems, problem{message: "the settings cannot be filled in"})
	}
	for i := range l.config.Workspaces {
		w := &l.config.Workspaces[i]
		for s := range w.Discord.Servers {
			w.Discord.Servers[s] = strings.TrimSpace(w.Discord.Servers[s])
		}
		w.Slack.APIURL, w.Discord.APIURL = endInSlash(w.Slack.APIURL), endInSlash(w.Discord.APIURL)
	}
}

func endInSlash(url string) string {
	if url == "" || strings.HasSuffix(url, "/") {
		return url
	}
	return url + "/"
}
