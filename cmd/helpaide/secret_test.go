package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/sirupsen/logrus"
	"go.yaml.in/yaml/v4"
)

// planted are all secrets of these tests, and pieces of them.
var planted = []string{botToken, appToken, signingSecret, lineSecret, discordToken, dbPassword, redisPassword, "planted", "7041-", "s3cr3t"}

// holdsNoSecret searches an output for each of them, and for their usual disguises.
func holdsNoSecret(t *testing.T, output string) {
	t.Helper()
	for _, s := range planted {
		for _, form := range []string{s, fmt.Sprintf("%x", s), fmt.Sprintf("%X", s), strings.Trim(fmt.Sprint([]byte(s)), "[]")} {
			if strings.Contains(output, form) {
				t.Errorf("%q is in the output:\n%s", s, output)
			}
		}
	}
}

// filled is a Config in which every secret is set.
func filled(t *testing.T) Config {
	t.Helper()
	config, err := loadConfig("", needed(
		"HELPAIDE_SLACK_BOT_TOKEN="+botToken, "HELPAIDE_SLACK_APP_TOKEN="+appToken, "HELPAIDE_LINE_SECRET="+lineSecret,
		"HELPAIDE_SLACK_SIGNING_SECRET="+signingSecret, "HELPAIDE_DISCORD_TOKEN="+discordToken,
	))
	if err != nil {
		t.Fatal(err)
	}
	return config
}

func TestASecretIsPrintedByNobody(t *testing.T) {
	config := filled(t)
	hidden := struct{ inside Config }{config} // what fmt cannot ask, it prints by itself
	var out strings.Builder
	for _, what := range []any{config, &config, hidden, &hidden, config.Workspaces[0].Slack.BotToken, []Secret{secret(botToken)}, map[string]Secret{"a": secret(appToken)}} {
		for _, verb := range "vsqxXdtTpcbeg" {
			for _, flags := range []string{"", "+", "#", "20.3", " "} {
				fmt.Fprintf(&out, "%"+flags+string(verb)+"\n", what)
			}
		}
	}
	holdsNoSecret(t, out.String())
	for form, want := range map[string]string{
		fmt.Sprintf("%v %s %#v %x %d", secret(botToken), secret(botToken), secret(botToken), secret(botToken), secret(botToken)): "set set set set set",
		fmt.Sprint(Secret{}): "unset", secret(botToken).String(): "set",
	} {
		if form != want {
			t.Errorf("printed %q, want %q", form, want)
		}
	}
}

func TestASecretIsWrittenByNobody(t *testing.T) {
	config := filled(t)
	asJSON, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	asYAML, err := yaml.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	asXML, err := xml.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"JSON": string(asJSON), "YAML": string(asYAML), "XML": string(asXML)} {
		holdsNoSecret(t, text)
		if !strings.Contains(text, "set") {
			t.Errorf("%s does not say that a secret is set:\n%s", name, text)
		}
	}
}

func TestASecretIsLoggedByNobody(t *testing.T) {
	config := filled(t)
	for _, form := range []logrus.Formatter{&logrus.JSONFormatter{}, &logrus.TextFormatter{}} {
		var out bytes.Buffer
		log := logrus.New()
		log.SetOutput(&out)
		log.SetFormatter(form)
		log.WithField("config", config).WithField("token", config.Workspaces[0].Slack.BotToken).Info(config)
		holdsNoSecret(t, out.String())
		if !strings.Contains(out.String(), "set") {
			t.Errorf("nothing was logged: %s", out.String())
		}
	}
}

func TestHoldsNoSecretCanFail(t *testing.T) {
	for _, leak := range []string{"token " + botToken, fmt.Sprintf("%x", appToken), fmt.Sprint([]byte(signingSecret))} {
		inner := &testing.T{}
		holdsNoSecret(inner, leak)
		if !inner.Failed() {
			t.Errorf("%q is not seen", leak)
		}
	}
}
