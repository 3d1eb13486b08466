// Command helpaide is a conversational help assistant: `helpaide chat` talks in the terminal,
// `helpaide flows` checks and tests what it says.
package main

import (
	"fmt"
	"os"
	_ "time/tzdata" // the image has no time zones of its own
)

func main() {
	if err := root().Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "helpaide:", err)
		os.Exit(1)
	}
}
