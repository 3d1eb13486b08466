package flows

import (
	"time"

	"github.com/helpaide/helpaide/bot"
	"go.yaml.in/yaml/v4"
)

// maxWait bounds a wait: nobody comes back to a conversation of last season.
const maxWait = 30 * 24 * time.Hour

// read reads what is particular to the step's kind; node is the kind's own value.
func (r *stepReader) read(node *yaml.Node) {
	switch r.Kind {
	case bot.KindSay:
		r.says(node)
		r.next()
	case bot.KindAsk:
		r.ask(node)
	case bot.KindGuide:
		r.guide(node)
	case bot.KindCheck:
		r.says(node)
		r.rephrase()
		r.reply(bot.ReplyYes)
		r.reply(bot.ReplyNo)
		r.alikeOptions()
	case bot.KindWait:
		r.wait(node)
	case bot.KindBranch:
		r.branch(node)
	case bot.KindSet:
		r.Sets = r.flow.assigns(r.t.part("set"))
		r.next()
	case bot.KindCall:
		r.Flow = r.flowNamed(r.t.source, node, "a flow")
		r.takeHome()
		r.next()
	case bot.KindGoto:
		r.Flow = r.flowNamed(r.t.source, node, "a flow")
	case bot.KindHandoff:
		r.handoff(node)
	case bot.KindEnd:
		r.end(node)
	}
}

// says reads what the step says on arriving.
func (r *stepReader) says(node *yaml.Node) {
	r.Text = r.loader.text(r.t.source, r.step.kind, node, r.text)
}

// optional reads a text that the step may leave out.
func (r *stepReader) optional(key string) bot.Text {
	node := r.t.get(key)
	if node == nil {
		return nil
	}
	return r.loader.text(r.t.source, r.t.keyOf(key), node, r.text)
}

func (r *stepReader) rephrase() { r.Rephrase = r.optional("rephrase") }

func (r *stepReader) ask(node *yaml.Node) {
	r.says(node)
	r.rephrase()
	r.options(r.t.get("options"))
	r.store()
	r.alikeOptions()
}

func (r *stepReader) guide(node *yaml.Node) {
	r.says(node)
	r.rephrase()
	r.Again = r.optional("again")
	for _, id := range []bot.OptionID{bot.ReplyDone, bot.ReplyFailed, bot.ReplyCannot} {
		r.reply(id)
	}
	r.Options = append(r.Options, r.book.Labels[bot.ReplyAgain]) // the engine answers it
	r.alikeOptions()
}

func (r *stepReader) handoff(node *yaml.Node) {
	r.says(node)
	m := r.manner(note("the reason"))
	r.Reason = r.loader.text(r.t.source, r.t.keyOf("reason"), r.t.get("reason"), m)
	r.next()
}

func (r *stepReader) end(node *yaml.Node) {
	r.Outcome = bot.Outcome(r.t.oneOf(node, "an outcome", names(bot.Outcomes())))
	r.Text = r.optional("say")
}

// takeHome reads which outputs a call takes home, to be looked up when every flow is read.
func (r *stepReader) takeHome() {
	t := r.t.part("take")
	for _, key := range t.keys {
		def, known := r.flow.slotAt(key)
		output := t.word(t.get(key.Value), "an output")
		if known && output != "" {
			r.takes = append(r.takes, take{bot.Take{To: def.ID, From: bot.SlotID(output)}, t.get(key.Value)})
		}
	}
}
