// Package flows reads, checks and compiles packs: folders of YAML that say how a conversation goes.
//
// Load either gives a bot.Book that the engine can trust, or every mistake of the pack at once, each
// with its file, line and column and a sentence for the person who writes the pack. Reading goes in
// three rounds, and each needs the one before:
//
//   - source.go, node.go, text.go: a file's bytes, its YAML, its sentences;
//   - pack.go, wording.go, facts.go, flow.go, step.go, examples.go: what each file says, with names resolved;
//   - check*.go, sound.go: what only shows when all flows are known: circles, dead ends, what nobody reaches.
//
// Whatever bytes a file holds, Load returns: it does not panic, follows no alias, and stops at a megabyte.
package flows
