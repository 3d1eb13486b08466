package host

import (
	"context"

	"github.com/helpaide/helpaide/bot"
)

// Reader makes an event of a line that a person wrote: what is secret in it is masked, and what
// is left is understood. It is the only place through which a person's words come in.
type Reader struct {
	Engine     *bot.Engine
	Mask       func(text string, context []string) (string, []string)
	Understand Understander
}

// File masks the name of a file with every suspicion: nobody needs it.
func (r Reader) File(sent bot.FileSent) bot.FileSent {
	sent.Name, _ = r.Mask(sent.Name, []string{"code", "password", "document"})
	return sent
}

// Said reads the line as it is meant at this point of the session. When it cannot be understood,
// it is kept as it is.
func (r Reader) Said(ctx context.Context, s bot.Session, said bot.Said) (bot.Said, error) {
	said.Text, said.Masked = r.Mask(said.Text, r.Engine.Context(s))
	lang := s.Lang
	if lang == "" {
		lang = said.Lang
	}
	reading, err := r.Understand.Understand(ctx, bot.Utterance{
		Text: said.Text, Lang: lang, Expect: r.Engine.Expecting(s), Earlier: r.Engine.Earlier(s),
	})
	if err != nil {
		return said, err
	}
	said.Reading = reading
	return said, nil
}

// engine is that of the pack that serves the place.
func (h *Host) engine(home bot.Address) *bot.Engine {
	if other := h.otherPack(home); other != nil {
		return other.Engine
	}
	return h.Engine
}

// reader is that of the pack that serves the place.
func (h *Host) reader(home bot.Address) Reader {
	if other := h.otherPack(home); other != nil {
		return *other
	}
	return h.Read
}

func (h *Host) otherPack(home bot.Address) *Reader {
	if h.Packs == nil {
		return nil
	}
	return h.Packs(home)
}
