package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

const about = `HelpAide guides people through sign-in trouble, in French and in English, and hands
them to a person when that is better. It is independent software: Intuit and QuickBooks
are trademarks of Intuit Inc., which has no part in it.

Begin with:
  helpaide chat               talk to it, nothing to install
  helpaide chat --db me.db    the same, and it remembers
  helpaide flows check        is every flow sound?
  helpaide flows test         does every conversation come out as written?
  helpaide doctor             is everything there that it needs to serve?`

func root() *cobra.Command {
	cmd := &cobra.Command{
		Use:           "helpaide",
		Short:         "A help assistant that troubleshoots with you",
		Long:          about,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	cmd.AddCommand(chatCommand(), serveCommand(), flowsCommand(), sessionCommand(), casesCommand(), replayCommand(), exportCommand(), eraseCommand())
	cmd.AddCommand(doctorCommand(), slackCommand(), migrateCommand(), benchCommand(), versionCommand())
	cmd.CompletionOptions.HiddenDefaultCmd = true
	return cmd
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print which build this is",
		Args:  cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) {
			fmt.Fprintln(cmd.OutOrStdout(), "helpaide", version(), runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH)
		},
	}
}

// version is what the build knows of itself: the module's version, else the commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return "devel"
}
