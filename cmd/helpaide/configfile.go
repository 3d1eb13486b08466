package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"github.com/helpaide/helpaide/flows"
)

const (
	mostConfig = 1 << 20 // bytes of a configuration
	mostSecret = 64 << 10
	mostDepth  = 8 // of what lies in what
)

// fileReader turns the nodes of a configuration file into values, and notes what is wrong with them.
type fileReader struct {
	name     string
	values   []value
	problems []problem
}

// readConfigFile reads the values of the file and says everything that is wrong with its form.
func readConfigFile(name string) ([]value, []problem) {
	r := &fileReader{name: name}
	text, everyone, err := readWhole(name, mostConfig)
	if err != nil {
		r.problems = append(r.problems, problem{message: "the configuration cannot be read: " + err.Error(), file: name})
		return nil, r.problems
	}
	r.read(text)
	held := slices.ContainsFunc(r.values, func(v value) bool { return v.secret() && !v.inFile })
	if everyone && held {
		r.problems = append(r.problems, problem{file: name, message: "everybody on this machine may read this file, and a secret is in it; take that right away (chmod 640), or put the secret in a file of its own (" + strings.ToLower(fileSuffix) + ")"})
	}
	return r.values, r.problems
}

func (r *fileReader) wrong(at *yaml.Node, format string, args ...any) {
	r.problems = append(r.problems, problem{file: r.name, line: at.Line, message: fmt.Sprintf(format, args...)})
}

func (r *fileReader) read(text []byte) {
	if onlyComments.Match(text) {
		return
	}
	var doc yaml.Node
	err := yaml.Load(text, &doc, yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(2*mostDepth))))
	if err != nil {
		// The library's words may repeat a piece of the file, and a secret may be in that piece.
		at, failed := &yaml.Node{Line: 1}, (*yaml.LoadError)(nil)
		if errors.As(err, &failed) && failed.Mark.Line > 0 {
			at.Line = failed.Mark.Line
		}
		r.wrong(at, "this is no YAML; look at the quotes, colons and spaces here and above")
		return
	}
	if len(doc.Content) > 0 && doc.Content[0].Tag != "!!null" {
		r.mapping(doc.Content[0], "", places(0))
	}
}

// mapping reads the keys of one level. Its path ends in a dot or is empty.
func (r *fileReader) mapping(node *yaml.Node, path string, known []place) {
	if node.Kind != yaml.MappingNode {
		r.wrong(node, "%s must be keys with their values, as key: value", orFile(path))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, content := node.Content[i], node.Content[i+1]
		if seen[key.Value] {
			r.wrong(key, "%s is there twice", path+nameable(key))
			continue
		}
		seen[key.Value] = true
		r.entry(key, content, path, known)
	}
}

func (r *fileReader) entry(key, content *yaml.Node, path string, known []place) {
	full := path + key.Value
	if full == "workspaces" {
		r.workspaces(content)
		return
	}
	for _, p := range known {
		switch {
		case p.key() == full:
			r.scalar(content, p)
			return
		case strings.HasPrefix(p.key(), full+"."):
			r.mapping(content, full+".", known)
			return
		}
	}
	if path == "" && likeKey.MatchString(full) && slices.Contains(keysAt("workspaces[0].", known), "workspaces[0]."+full) {
		r.wrong(key, "%s belongs to a workspace: write it below one of the list workspaces", full)
		return
	}
	r.wrong(key, "%s is no setting%s", path+nameable(key), orRather(full, keysAt(path, known)))
}

func (r *fileReader) workspaces(list *yaml.Node) {
	if list.Kind != yaml.SequenceNode {
		r.wrong(list, "workspaces must be a list: each begins with a dash")
		return
	}
	if len(list.Content) > mostWorkspaces {
		r.wrong(list, "there are more than %d workspaces", mostWorkspaces)
		return
	}
	for i, node := range list.Content {
		r.mapping(node, fmt.Sprintf("workspaces[%d].", i), places(i))
	}
}

// scalar notes the value of one setting. A list is written as a variable would have it.
func (r *fileReader) scalar(node *yaml.Node, p place) {
	nodes := []*yaml.Node{node}
	if node.Kind == yaml.SequenceNode && p.list() {
		nodes = node.Content
	}
	texts := make([]string, 0, len(nodes))
	for _, one := range nodes {
		if one.Kind != yaml.ScalarNode {
			r.problems = append(r.problems, problem{place: &p, file: r.name, line: one.Line, message: "must be a single value"})
			return
		}
		if one.Tag != "!!null" {
			texts = append(texts, one.Value)
		}
	}
	r.values = append(r.values, value{place: p, text: strings.Join(texts, ","), file: r.name, line: node.Line})
}

// keysAt are the last parts of the keys that may stand at the path.
func keysAt(path string, known []place) (keys []string) {
	if path == "" {
		keys = append(keys, "workspaces")
	}
	for _, p := range known {
		if path == "" && p.each {
			continue
		}
		if rest, ok := strings.CutPrefix(p.key(), path); ok {
			first, _, _ := strings.Cut(rest, ".")
			keys = append(keys, path+first)
		}
	}
	return slices.Compact(keys)
}

func orRather(wrong string, known []string) string {
	if near := flows.Nearest(wrong, known); near != "" {
		return "; did you mean " + near + "?"
	}
	return "; docs/configuration.md has them all"
}

func orFile(path string) string {
	if path == "" {
		return "the file"
	}
	return strings.TrimSuffix(path, ".")
}

var onlyComments = regexp.MustCompile(`^(\s*(#.*)?(\n|$))*$`)

var likeKey = regexp.MustCompile(`^[A-Za-z_]{1,40}$`)

// nameable is the key, unless it may be a secret that stands in the wrong place.
func nameable(key *yaml.Node) string {
	if key.Kind == yaml.ScalarNode && likeKey.MatchString(key.Value) {
		return key.Value
	}
	return "(a key that is no name)"
}

// readWhole reads a file of so many bytes at most, and tells whether everybody on this machine may read it.
func readWhole(name string, most int64) (text []byte, everyone bool, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, false, reason(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, false, reason(err)
	}
	if info.IsDir() {
		return nil, false, errors.New("it is a folder")
	}
	text, err = io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("it has more than %d bytes", most)
	}
	// Windows keeps such rights elsewhere.
	return text, runtime.GOOS != "windows" && info.Mode().Perm()&0o004 != 0, reason(err)
}

// reason is the error without the file's name: somebody who sets the secret in place of its file's name would read it.
func reason(err error) error {
	failed := &os.PathError{}
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}
