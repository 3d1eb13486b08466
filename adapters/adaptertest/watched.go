package adaptertest

import (
	"context"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// watched is a channel whose errors are remembered.
type watched struct {
	Channel
	r *rig
}

func (w *watched) Run(ctx context.Context, sink host.Sink) error {
	err := w.Channel.Run(ctx, sink)
	w.note(err)
	return err
}

func (w *watched) Send(ctx context.Context, line bot.Line) (bot.Receipt, error) {
	receipt, err := w.Channel.Send(ctx, line)
	w.note(err)
	return receipt, err
}

func (w *watched) Probe(ctx context.Context, line bot.Line) (bot.Receipt, bool, error) {
	receipt, found, err := w.Channel.Probe(ctx, line)
	w.note(err)
	return receipt, found, err
}

func (w *watched) CatchUp(ctx context.Context, sink host.Sink) error {
	err := w.Channel.CatchUp(ctx, sink)
	w.note(err)
	return err
}

func (w *watched) note(err error) {
	if err == nil {
		return
	}
	w.r.mu.Lock()
	defer w.r.mu.Unlock()
	w.r.errs = append(w.r.errs, err.Error())
}
