package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// composeFile is the Compose specification as far as compose.yaml uses it. It has no ports: none is to be published.
type composeFile struct {
	Name     string                    `yaml:"name"`
	Bot      any                       `yaml:"x-helpaide"`
	Services map[string]composeService `yaml:"services"`
	Networks map[string]struct {
		Internal bool `yaml:"internal"`
	} `yaml:"networks"`
	Volumes map[string]struct{} `yaml:"volumes"`
	Secrets map[string]struct {
		File string `yaml:"file"`
	} `yaml:"secrets"`
}

type composeService struct {
	Image           string            `yaml:"image"`
	Build           string            `yaml:"build"`
	Command         []string          `yaml:"command"`
	Restart         string            `yaml:"restart"`
	ReadOnly        bool              `yaml:"read_only"`
	CapDrop         []string          `yaml:"cap_drop"`
	SecurityOpt     []string          `yaml:"security_opt"`
	StopGracePeriod string            `yaml:"stop_grace_period"`
	ShmSize         string            `yaml:"shm_size"`
	Environment     map[string]string `yaml:"environment"`
	Secrets         []string          `yaml:"secrets"`
	Networks        []string          `yaml:"networks"`
	Volumes         []string          `yaml:"volumes"`
	Healthcheck     struct {
		Test        []string `yaml:"test"`
		Interval    string   `yaml:"interval"`
		Timeout     string   `yaml:"timeout"`
		Retries     int      `yaml:"retries"`
		StartPeriod string   `yaml:"start_period"`
		Disable     bool     `yaml:"disable"`
	} `yaml:"healthcheck"`
	DependsOn map[string]struct {
		Condition string `yaml:"condition"`
	} `yaml:"depends_on"`
}

// bots are the services that run HelpAide, by name.
func (c composeFile) bots() map[string]composeService {
	bots := maps.Clone(c.Services)
	maps.DeleteFunc(bots, func(_ string, s composeService) bool { return s.Image != "helpaide" })
	return bots
}

func readCompose(t *testing.T) (file composeFile) {
	t.Helper()
	strictly(t, deployed(t, "compose.yaml"), &file)
	return file
}

func TestComposeHangsTogether(t *testing.T) {
	file := readCompose(t)
	for name, service := range file.Services {
		for _, secret := range service.Secrets {
			if file.Secrets[secret].File != "./secrets/"+secret {
				t.Errorf("%s: the secret %s is not in secrets/", name, secret)
			}
		}
		for _, network := range service.Networks {
			if _, known := file.Networks[network]; !known {
				t.Errorf("%s: there is no network %s", name, network)
			}
		}
		for _, volume := range service.Volumes {
			source, _, _ := strings.Cut(volume, ":")
			if _, known := file.Volumes[source]; !known {
				t.Errorf("%s: there is no volume %s", name, source)
			}
		}
		for other, on := range service.DependsOn {
			target, known := file.Services[other]
			healthy := len(target.Healthcheck.Test) > 0 && !target.Healthcheck.Disable
			if !known || on.Condition == "service_healthy" && !healthy || on.Condition == "service_completed_successfully" && target.Restart != "no" {
				t.Errorf("%s waits for ever for %s: %s", name, other, on.Condition)
			}
		}
		if len(service.Healthcheck.Test) == 0 && !service.Healthcheck.Disable {
			t.Errorf("%s has no health check", name)
		}
	}
}

func TestComposeRunsTwoBots(t *testing.T) {
	serving := 0
	for name, bot := range readCompose(t).bots() {
		accepts(t, bot.Command)
		if bot.Command[0] == "serve" {
			serving++
		}
		if check := bot.Healthcheck.Test; !bot.Healthcheck.Disable {
			if check[0] != "CMD" || check[1] != entrypoint(t) {
				t.Errorf("%s: the image has nothing to run %q with", name, check)
			}
			accepts(t, check[2:])
		}
		if !bot.ReadOnly || !slices.Equal(bot.CapDrop, []string{"ALL"}) || !slices.Equal(bot.SecurityOpt, []string{"no-new-privileges:true"}) {
			t.Errorf("%s may do more than it needs", name)
		}
	}
	if serving != 2 {
		t.Errorf("%d bots serve, want 2", serving)
	}
}

func TestComposeStartsWithTheSecretsThatTheScriptMakes(t *testing.T) {
	file, folder := readCompose(t), secretsDir(t)
	for name, bot := range file.bots() {
		config, err := configured(bot.Environment, "/run/secrets", folder)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(config.Workspaces) != 1 || config.Workspaces[0].Slack.BotToken.Reveal() != botToken {
			t.Errorf("%s does not get its token", name)
		}
	}
	for secret := range file.Secrets {
		if info, err := os.Stat(filepath.Join(folder, secret)); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("secrets.sh leaves %s missing or open: %v", secret, err)
		}
	}
	password := contents(t, folder, "postgres_password")
	if url := contents(t, folder, "database_url"); len(password) < 32 || !strings.Contains(url, ":"+password+"@postgres:") {
		t.Error("database_url has another password than postgres_password, or a short one")
	}
	conf := contents(t, folder, "redis_conf")
	for _, want := range []string{"appendonly yes", "maxmemory-policy noeviction", "requirepass " + strings.TrimSuffix(strings.TrimPrefix(contents(t, folder, "redis_url"), "redis://:"), "@redis:6379/0") + "\n"} {
		if !strings.Contains(conf, want) {
			t.Errorf("redis_conf lacks %s", strings.Fields(want)[0])
		}
	}
}

// TestComposeDoesNotStartWithoutTokens is what somebody meets who forgot them.
func TestComposeDoesNotStartWithoutTokens(t *testing.T) {
	folder := secretsDir(t)
	write(t, folder, "slack_bot_token", "")
	_, err := configured(readCompose(t).Services["helpaide-1"].Environment, "/run/secrets", folder)
	want := []string{"workspaces[0].slack.bot_token_file (HELPAIDE_SLACK_BOT_TOKEN_FILE): is empty; give it a value or take it away"}
	if got := told(t, "", err); !slices.Equal(got, want) {
		t.Errorf("told %q", got)
	}
}

func contents(t *testing.T, folder, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
