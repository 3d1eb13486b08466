package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

const deployDir = "../../deploy"

// accepts fails unless the binary takes the arguments: the command, its flags, nothing left over.
func accepts(t *testing.T, args []string) {
	t.Helper()
	cmd, rest, err := root().Find(args)
	switch {
	case err != nil:
		t.Errorf("helpaide %v: %v", args, err)
		return
	case !cmd.HasParent():
		t.Errorf("helpaide %v names no command", args)
		return
	}
	if err := cmd.ParseFlags(rest); err != nil {
		t.Errorf("helpaide %v: %v", args, err)
	} else if err := cmd.ValidateArgs(cmd.Flags().Args()); err != nil {
		t.Errorf("helpaide %v: %v", args, err)
	}
}

func TestAcceptsCanFail(t *testing.T) {
	for _, args := range [][]string{{"serv"}, {"doctor", "--reddy"}, {"doctor", "now"}, {"migrate", "--far"}, {}} {
		inner := &testing.T{}
		accepts(inner, args)
		if !inner.Failed() {
			t.Errorf("%v is accepted", args)
		}
	}
	for _, args := range [][]string{{"serve"}, {"doctor", "--ready"}} {
		accepts(t, args)
	}
}

// strictly decodes YAML in which every field must be one that the type has.
func strictly(t *testing.T, text []byte, into any) {
	t.Helper()
	if err := yaml.Load(text, into, yaml.WithKnownFields(true)); err != nil {
		t.Fatal(err)
	}
}

func deployed(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(deployDir, name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// entrypoint is the binary's path in the image.
func entrypoint(t *testing.T) string {
	t.Helper()
	found := regexp.MustCompile(`(?m)^ENTRYPOINT \["([^"]+)"\]$`).FindSubmatch(deployed(t, "../Dockerfile"))
	if found == nil {
		t.Fatal("the Dockerfile has no ENTRYPOINT")
	}
	return string(found[1])
}

// TestDeployNamesOnlySettings looks through everything below deploy, comments and text too.
func TestDeployNamesOnlySettings(t *testing.T) {
	names := 0
	for _, file := range deployFiles(t) {
		for _, name := range regexp.MustCompile(`HELPAIDE_[A-Z0-9_]*`).FindAllString(string(deployed(t, file)), -1) {
			names++
			if _, known := placeOf(name); !known && name != configVariable {
				t.Errorf("%s: %s is no setting", file, name)
			}
		}
	}
	if names == 0 {
		t.Error("no variable was found: the test looks for the wrong thing")
	}
}

// TestDeployNamesFilesThatAreThere follows the paths in the README.
func TestDeployNamesFilesThatAreThere(t *testing.T) {
	paths := regexp.MustCompile(`deploy/[a-z/]+\.(yaml|sh)|[a-z.]+\.(yaml|sh)\b`).FindAllString(string(deployed(t, "README.md")), -1)
	for _, path := range paths {
		name := strings.TrimPrefix(path, "deploy/")
		if !slices.ContainsFunc(deployFiles(t), func(file string) bool { return file == name || filepath.Base(file) == name }) {
			t.Errorf("README.md: there is no %s", path)
		}
	}
	if len(paths) < 5 {
		t.Errorf("found only %q", paths)
	}
}

func TestReadmeRunsWhatTheBinaryAccepts(t *testing.T) {
	lines := regexp.MustCompile(regexp.QuoteMeta(entrypoint(t))+` (.*)`).FindAllSubmatch(deployed(t, "README.md"), -1)
	for _, line := range lines {
		accepts(t, strings.Fields(string(line[1])))
	}
	if len(lines) == 0 {
		t.Error("README.md runs nothing")
	}
}

func deployFiles(t *testing.T) (files []string) {
	t.Helper()
	err := filepath.WalkDir(deployDir, func(path string, entry os.DirEntry, err error) error {
		name, _ := filepath.Rel(deployDir, path)
		if name == "secrets" {
			return filepath.SkipDir
		}
		if err == nil && entry.Type().IsRegular() {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// secretsDir is a folder as secrets.sh fills it, with tokens.
func secretsDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "secrets.sh", string(deployed(t, "secrets.sh")))
	if said, err := exec.CommandContext(t.Context(), "sh", filepath.Join(dir, "secrets.sh")).CombinedOutput(); err != nil {
		t.Fatalf("secrets.sh: %v: %s", err, said)
	}
	secrets := filepath.Join(dir, "secrets")
	for name, token := range map[string]string{"slack_bot_token": botToken, "slack_app_token": appToken} {
		if err := os.Remove(filepath.Join(secrets, name)); err != nil {
			t.Fatal(err)
		}
		write(t, secrets, name, token)
	}
	return secrets
}

// configured is loadConfig of these variables, with the secrets of a folder in place of those of the container.
func configured(variables map[string]string, mount, folder string) (Config, error) {
	environ := []string{}
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		environ = append(environ, name+"="+strings.Replace(variables[name], mount+"/", folder+"/", 1))
	}
	return loadConfig("", environ)
}
