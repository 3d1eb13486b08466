// Package flows reads, checks and compiles packs: folders of YAML that say how a conversation goes.
//
// Load either gives a bot.Book that the engine can trust, or every mistake of the pack at once, each
// with its file, line and column and a sentence for the person who writes the pack. Reading goes in
// three rounds, and each needs the one before:
//
//   - source.go, yaml.go, node.go, text.go: a file's bytes, its YAML, its names and values, its sentences;
//   - pack.go, wording.go, facts.go, flow.go, step.go, examples.go: what each file says, with names resolved;
//   - check.go, reach.go, calls.go, circle.go, lock.go: what only shows when all flows are known, and
//     when it is known what was released of them.
//
// Which keys there are stands in forms (form.go, stepform.go, and beside each reader). The schemas for editors are made
// of them: schema.go is JSON Schema itself, defs*.go are the parts that have a name, schemas.go puts files together.
//
// A mistake of shape (source.wrong) marks its file as broken, and nothing is concluded from what such
// a file seems to lack, so that one slip is told once. Others (source.remark) leave the rest provable.
//
// Whatever bytes a file holds, Load returns: it does not panic, follows no alias, and stops at a megabyte.
package flows
