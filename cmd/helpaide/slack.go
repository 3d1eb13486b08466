package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v4"

	"github.com/helpaide/helpaide/adapters/slack"
	"github.com/helpaide/helpaide/bot"
)

const manifestHelp = `Print the app manifest that makes HelpAide an app of a Slack workspace: at
https://api.slack.com/apps, "Create New App", "From a manifest", and paste it.

It asks for the least that HelpAide needs; docs/slack.md says what each permission is for, and
takes you from there to a first answer. A manifest has one language: that of the names and
descriptions that Slack shows. People are answered in their own all the same.`

func slackCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "slack",
		Short: "Set HelpAide up on Slack",
	}
	cmd.AddCommand(manifestCommand())
	return cmd
}

// manifestFlags are what `slack manifest` is told.
type manifestFlags struct {
	mode, url, language, pack string
	desk, asJSON, asYAML      bool
}

func manifestCommand() *cobra.Command {
	f := manifestFlags{}
	cmd := &cobra.Command{
		Use:   "manifest",
		Short: "Print the app manifest to paste at Slack",
		Long:  manifestHelp,
		Example: `  helpaide slack manifest
  helpaide slack manifest --language en --json
  helpaide slack manifest --mode http --url https://helpaide.example.org/slack`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			app, err := f.app()
			if err != nil {
				return err
			}
			return f.print(cmd.OutOrStdout(), app)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.mode, "mode", "socket", "socket needs no public address; http is sent to --url")
	flags.StringVar(&f.url, "url", "", "the public address of helpaide for --mode http, https://…")
	flags.StringVar(&f.language, "language", "fr", "of what Slack shows: fr or en")
	flags.StringVar(&f.pack, "pack", "", "folder of flows whose first questions are offered (default: QuickBooks sign-in)")
	flags.BoolVar(&f.desk, "desk", false, "ask for what agents need who work in Slack, too")
	flags.BoolVar(&f.asJSON, "json", false, "as JSON")
	flags.BoolVar(&f.asYAML, "yaml", false, "as YAML, which is usual")
	cmd.MarkFlagsMutuallyExclusive("json", "yaml")
	return cmd
}

// app is the manifest that the flags ask for.
func (f manifestFlags) app() (app slack.App, err error) {
	switch {
	case f.mode != "socket" && f.mode != "http":
		return app, errors.New("--mode is socket or http")
	case f.mode == "http" && f.url == "":
		return app, errors.New("--mode http wants --url, the address to which Slack sends")
	case f.mode == "socket" && f.url != "":
		return app, errors.New("--url is for --mode http: Socket Mode needs no address")
	}
	pack, err := load(f.pack)
	if err != nil {
		return app, err
	}
	lang := bot.Lang(f.language)
	return slack.Manifest(slack.AppOptions{URL: f.url, Lang: lang, Desk: f.desk, Prompts: firstAnswers(pack.Book, lang)})
}

// firstAnswers are what a person may answer to the pack's first question, in its order.
func firstAnswers(book *bot.Book, lang bot.Lang) (labels []string) {
	menu, _ := book.Flow(book.Menu) // a pack without its menu is refused before
	for _, step := range menu.Steps {
		if !step.Kind.Rests() {
			continue
		}
		for _, option := range step.Options {
			if label := option.Label.In(lang); label != "" {
				labels = append(labels, label)
			}
		}
		return labels
	}
	return nil
}

func (f manifestFlags) print(out io.Writer, app slack.App) error {
	if f.asJSON {
		return printJSON(out, app)
	}
	text, err := yaml.Dump(app)
	if err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	_, err = out.Write(text)
	return err
}
