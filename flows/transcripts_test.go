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

// Every transcript of the packs that are shipped comes out as written, and together with the generated
// ones they take each of the author's ways in each language. With -update they are written anew.
func TestTranscripts(t *testing.T) {
	for dir, least := range map[string]int{"quickbooks": 80, "wifi": 5} {
		t.Run(dir, func(t *testing.T) {
			k := talkerOf(t, dir)
			transcripts, problems := k.pack.Transcripts()
			written := flows.NewCoverage(k.pack.Book)
			generated := map[string]string{}
			number := 0
			for _, transcript := range transcripts {
				played := k.play(t, dir, transcript)
				if transcript.Generated() {
					generated[transcript.Name] = string(played.Text)
					continue
				}
				number++
				written.Add(played.Passed)
			}
			if number < least {
				t.Errorf("%d written transcripts, want at least %d", number, least)
			}
			files, missing := k.pack.Generate(k.engine, k.read, written)
			k.generated(t, dir, files, generated)
			for _, problem := range append(problems, missing...) {
				t.Error(problem)
			}
		})
	}
}

func (k talker) play(t *testing.T, dir string, transcript *flows.Transcript) flows.Played {
	t.Helper()
	played := transcript.Play(k.engine, k.read)
	if *update && !transcript.Generated() {
		if err := os.WriteFile(filepath.Join(dir, transcript.Name), played.Text, 0o644); err != nil {
			t.Fatal(err)
		}
		return played
	}
	for _, problem := range played.Wrong {
		t.Error(problem)
	}
	return played
}

// generated wants the generated transcripts that the folder has to be those that are missing now.
func (k talker) generated(t *testing.T, dir string, files []flows.File, have map[string]string) {
	t.Helper()
	if *update {
		if err := flows.WriteGenerated(dir, files); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, file := range files {
		if have[file.Name] != file.Text {
			t.Errorf("%s is not what would be generated now; run go test ./flows -run Transcripts -update", file.Name)
		}
		delete(have, file.Name)
	}
	for name := range have {
		t.Errorf("%s is no longer needed; run go test ./flows -run Transcripts -update", name)
	}
}
