package flows_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/helpaide/helpaide/flows"
)

// schemas are the schemas of a pack, compiled when they are needed.
type schemas struct {
	texts map[string][]byte
	ready map[string]*jsonschema.Schema
}

// schemasOf are those of the pack in the folder, or of any pack when it is nil.
func schemasOf(dir fs.FS) schemas {
	return schemas{flows.Schemas(dir), map[string]*jsonschema.Schema{}}
}

// of is the schema for a file of that name. That it is a schema at all is seen here: the compiler
// holds it against the draft's own.
func (s schemas) of(t testing.TB, file string) *jsonschema.Schema {
	t.Helper()
	name := strings.TrimSuffix(file, ".yaml")
	if s.texts[name] == nil {
		name = "flow"
	}
	if s.ready[name] != nil {
		return s.ready[name]
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(s.texts[name]))
	if err != nil {
		t.Fatal(name, err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(flows.SchemaFile(name), doc); err != nil {
		t.Fatal(name, err)
	}
	if s.ready[name], err = c.Compile(flows.SchemaFile(name)); err != nil {
		t.Fatal(name, err)
	}
	return s.ready[name]
}

// refuse says what the schemas have against the YAML files of a pack.
func (s schemas) refuse(t testing.TB, pack fs.FS) []string {
	t.Helper()
	files, err := fs.Glob(pack, "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range files {
		text, err := fs.ReadFile(pack, name)
		if err != nil {
			t.Fatal(err)
		}
		var doc yaml.Node
		if err := yaml.Load(text, &doc); err != nil {
			continue // an editor says itself that this is no YAML
		}
		if err := s.of(t, name).Validate(plain(doc.Content[0])); err != nil {
			out = append(out, name+": "+err.Error())
		}
	}
	return out
}

// plain is what an editor takes a YAML file for: the values of JSON, by the core schema of YAML 1.2.
func plain(node *yaml.Node) any {
	switch node.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(node.Content); i += 2 {
			out[node.Content[i].Value] = plain(node.Content[i+1])
		}
		return out
	case yaml.SequenceNode:
		out := []any{}
		for _, item := range node.Content {
			out = append(out, plain(item))
		}
		return out
	}
	return plainScalar(node)
}

func plainScalar(node *yaml.Node) any {
	switch node.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return node.Value == "true"
	case "!!int":
		n := 0
		if err := node.Decode(&n); err == nil {
			return n
		}
	case "!!float":
		n := 0.0
		if err := node.Decode(&n); err == nil {
			return n
		}
	}
	return node.Value
}

// TestSchemasAsKept compares the schemas of flows/schema, which editors are pointed at, with what is made.
func TestSchemasAsKept(t *testing.T) {
	made := flows.Schemas(nil)
	if names := flows.SchemaNames(); len(names) != len(made) {
		t.Errorf("%d schemas for %q", len(made), names)
	}
	for _, name := range flows.SchemaNames() {
		file := filepath.Join("schema", flows.SchemaFile(name))
		if *update {
			keep(t, file, string(made[name]))
		}
		if kept, err := os.ReadFile(file); err != nil || !bytes.Equal(kept, made[name]) {
			t.Errorf("%s is not what is made now (%v): go test ./flows -update", file, err)
		}
	}
}

// TestSchemasExplainEveryKey wants a line of help at each key that somebody may write.
func TestSchemasExplainEveryKey(t *testing.T) {
	for name, text := range flows.Schemas(nil) {
		var doc any
		if err := json.Unmarshal(text, &doc); err != nil {
			t.Fatal(name, err)
		}
		keys := 0
		walk(doc, func(key string, value map[string]any) {
			help, _ := value["description"].(string)
			if keys++; help == "" || len(help) > 130 || strings.Contains(help, "\n") {
				t.Errorf("%s: the help of %q is %q", name, key, help)
			}
		})
		if keys == 0 {
			t.Errorf("%s has no keys", name)
		}
	}
}

// walk visits each key of each mapping that the schema describes.
func walk(node any, visit func(key string, value map[string]any)) {
	switch node := node.(type) {
	case []any:
		for _, part := range node {
			walk(part, visit)
		}
	case map[string]any:
		for name, part := range node {
			walk(part, visit)
			if keys, ok := part.(map[string]any); ok && name == "properties" {
				for key, value := range keys {
					visit(key, value.(map[string]any))
				}
			}
		}
	}
}

// TestSchemasTakeGoodPacks holds sound packs against the schema of any pack and against their own.
func TestSchemasTakeGoodPacks(t *testing.T) {
	for name, pack := range map[string]fs.FS{
		"quickbooks": os.DirFS("quickbooks"), "wifi": os.DirFS("wifi"), "base": base(t), "large": large(t, 100), "spoken by nobody": renamed(t),
	} {
		t.Run(name, func(t *testing.T) {
			mustLoad(t, pack)
			for which, dir := range map[string]fs.FS{"any": nil, "its own": pack} {
				for _, complaint := range schemasOf(dir).refuse(t, pack) {
					t.Errorf("the schema of %s pack: %s", which, complaint)
				}
			}
		})
	}
}

// renamed is the base pack in two other languages.
func renamed(t testing.TB) fs.FS {
	t.Helper()
	pack := fstest.MapFS{}
	text := regexp.MustCompile(`\b(fr|en):|\[fr, en\]`)
	other := strings.NewReplacer("fr", "qaa", "en", "qab")
	for name, file := range base(t) {
		name = strings.NewReplacer("/fr/", "/qaa/", "/en/", "/qab/").Replace(name)
		pack[name] = &fstest.MapFile{Data: text.ReplaceAllFunc(file.Data, func(found []byte) []byte {
			return []byte(other.Replace(string(found)))
		})}
	}
	return pack
}

// TestSchemaTakesTheUtmost goes to the bounds of what Load takes, and writes things as few people would.
func TestSchemaTakesTheUtmost(t *testing.T) {
	for _, c := range []struct{ file, old, now string }{
		{"tool.yaml", "fr: l'outil, en: the tool", "fr: 5, en: 5"},
		{"tool.yaml", "fr: l'outil, en: the tool", "fr: " + strings.Repeat("é", 75) + ", en: " + strings.Repeat("x", 75)},
		{"tool.yaml", "en: Did you turn it?", "en: " + strings.Repeat("x", 1900)},
		{"tool.yaml", "fixed: bool", "fixed: bool\n  n: 0..20\n  v: [" + strings.TrimSuffix(numbered(20, "v%d, "), ", ") + "]"},
		{"tool.yaml", "yes: note", "yes: { also: { fr: [1, oui da], en: [] }, next: note, set: { fixed: false } }"},
		{"menu.yaml", "    options:\n", "    options:\n" + numbered(8, "      o%d: { label: { fr: fr %[1]d, en: en %[1]d }, next: over }\n")},
		{"lamp.yaml", "tries: 2", "tries: 20"},
		{"lamp.yaml", "for: { by: size, small: 15m, large: 1h }", "for: 720h"},
		{"lamp.yaml", "for: { by: size, small: 15m, large: 1h }", "for: 0h1m30s"},
		{"lamp.yaml", "small: 15m", "small: 0s"},
		{"lamp.yaml", `dit {team}.", en: "See {link:page}, says {team}."`, `{opens:desk}, {due:desk}.", en: "{opens:desk}, {due:desk}, {link:page}."`},
		{"lamp.yaml", "context: [password]", "context: []"},
		{"pack.yaml", `"13:00-17:00"]`, `"13:00-24:00"]` + "\n      sunday: []"},
		{"pack.yaml", "{ fr: https://help.example.com/fr, en: https://help.example.com/en }", "https://help.example.com"},
		{"pack.yaml", "    exceptions:", "    exceptions:\n      - { date: 2026-12-31, name: { fr: fin, en: end } }"},
	} {
		pack := base(t)
		edit(t, pack, c.file, c.old, c.now)
		mustLoad(t, pack)
		for _, dir := range []fs.FS{nil, pack} {
			for _, complaint := range schemasOf(dir).refuse(t, fstest.MapFS{c.file: pack[c.file]}) {
				t.Errorf("%q: %s", c.now, complaint)
			}
		}
	}
}

// TestSchemaTakesWhatLoadTakes takes each line of a sound pack out, in turn, and puts it where the
// next one stands. Whatever Load still takes, the schema must take: an editor that complains of what
// is right teaches people not to look.
func TestSchemaTakesWhatLoadTakes(t *testing.T) {
	good, taken, refused, seen := base(t), 0, 0, 0
	general := schemasOf(nil)
	for _, name := range []string{"lamp.yaml", "menu.yaml", "tool.yaml", "pack.yaml", "facts.yaml"} {
		lines := strings.SplitAfter(string(good[name].Data), "\n")
		for i := range lines[:len(lines)-1] {
			swapped := slices.Clone(lines)
			swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
			for _, now := range [][]string{slices.Delete(slices.Clone(lines), i, i+1), swapped} {
				pack := maps.Clone(good)
				pack[name] = &fstest.MapFile{Data: []byte(strings.Join(now, ""))}
				_, problems := flows.Load(pack)
				complaints := general.refuse(t, fstest.MapFS{name: pack[name]})
				switch {
				case len(problems) > 0 && len(complaints) > 0:
					refused, seen = refused+1, seen+1
				case len(problems) > 0:
					refused++
				case len(complaints) > 0:
					t.Errorf("Load takes this and the schema does not: %s\n%s", complaints, pack[name].Data)
				default:
					taken++
				}
			}
		}
	}
	t.Logf("%d packs taken by both, %d refused by Load, %d of these by the schema too", taken, refused, seen)
	if taken < 50 || seen < 80 {
		t.Error("too few to mean anything")
	}
}
