package flows_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
	"github.com/helpaide/helpaide/flows"
)

// talker is a pack made ready to talk, with its real understander, hours and masks.
type talker struct {
	pack   *flows.Pack
	engine *bot.Engine
	reader host.Reader
}

func talkerOf(t testing.TB, dir string) talker {
	t.Helper()
	pack, problems := flows.Load(os.DirFS(dir))
	for _, problem := range problems {
		t.Error(problem)
	}
	if pack == nil {
		t.FailNow()
	}
	return talking(t, pack)
}

func (k talker) read(s bot.Session, said bot.Said) bot.Said {
	read, err := k.reader.Said(context.Background(), s, said)
	if err != nil {
		panic(err)
	}
	return read
}

// Every transcript of the packs that are shipped comes out as written; with -update it is written anew.
func TestTranscripts(t *testing.T) {
	for dir, least := range map[string]int{"quickbooks": 30, "wifi": 5} {
		t.Run(dir, func(t *testing.T) {
			k := talkerOf(t, dir)
			transcripts, problems := k.pack.Transcripts()
			for _, problem := range problems {
				t.Error(problem)
			}
			if len(transcripts) < least {
				t.Errorf("%d transcripts, want at least %d", len(transcripts), least)
			}
			for _, transcript := range transcripts {
				k.play(t, dir, transcript)
			}
		})
	}
}

func (k talker) play(t *testing.T, dir string, transcript *flows.Transcript) {
	t.Helper()
	played := transcript.Play(k.engine, k.read)
	if *update {
		if err := os.WriteFile(filepath.Join(dir, transcript.Name), played.Text, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, problem := range played.Wrong {
		t.Error(problem)
	}
}
