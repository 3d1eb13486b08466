package redact

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// long is 4 KiB of what people write, in both languages, with every kind of secret in it.
func long() string {
	line := "Bonjour, j'ai oublié mon mot de passe et le code 482913 n'est pas arrivé depuis 15 minutes, mon courriel est marie@example.com. " +
		"I tried 3 times on my phone 514-555-0134 and my password is Soleil2024! but it still says error 6190. "
	return strings.Repeat(line, 5000/len(line))[:4096]
}

func plain() string {
	line := "Bonjour, je ne reçois rien depuis 15 minutes et la page me dit que la limite est atteinte; what should I do now, please? "
	return strings.Repeat(line, 5000/len(line)+1)[:4096]
}

func BenchmarkClean4KiB(b *testing.B) {
	for name, text := range map[string]string{"secrets": long(), "plain": plain(), "short": "j'ai oublié mon mot de passe"} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Clean(text, none)
			}
		})
	}
}

// hostile are texts meant to make a reader go over the same ground again and again.
var hostile = map[string]string{
	"digits and spaces": strings.Repeat("4 1 1 1 ", 6250),
	"digits":            strings.Repeat("4", 50000),
	"a and !":           strings.Repeat("a", 50000) + "!",
	"brackets":          strings.Repeat("(", 50000),
	"labels":            strings.Repeat("mdp ", 25000),
	"labels, bound":     strings.Repeat("mdp: refusé ", 8000),
	"labels, one line":  strings.Repeat("pw:", 33000),
	"codes":             strings.Repeat("code 482913 ", 8000),
	"at signs":          strings.Repeat("a@", 50000),
	"dots":              strings.Repeat("a.", 50000) + "@x",
	"keys":              strings.Repeat("-----begin", 10000),
	"parameters":        strings.Repeat("?token=", 14000),
	"long parameter":    "?" + strings.Repeat("a", 100000) + "=",
	"schemes":           strings.Repeat("://", 33000),
	"placeholders":      strings.Repeat("[code]", 16000),
	"ibans":             strings.Repeat("FR76 ", 20000),
	"accents":           strings.Repeat("é", 50000),
	"marks":             "e" + strings.Repeat("\u0301", 50000),
	"streets":           strings.Repeat("12 rue de la ", 8000),
	"permits":           strings.Repeat("permis ", 14000),
	"quotes":            strings.Repeat(`mdp "`, 20000),
	"colons":            strings.Repeat("https://mdp", 9000),
	"words":             strings.Repeat("x", 50000) + strings.Repeat(" mdp", 10000),
	"glued labels":      strings.Repeat("x-mdp-", 16000),
	"equals":            strings.Repeat("a=", 50000),
	"tokens":            strings.Repeat("token ", 16000),
	"sentence":          "x " + strings.Repeat("un est mon mdp ", 6000),
	"at words":          strings.Repeat("a (at) ", 14000),
	"arobas":            strings.Repeat("arobas ", 14000),
}

func BenchmarkHostile(b *testing.B) {
	for name, text := range hostile {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Clean(text, Context{Code: true, Password: true, Document: true})
			}
		})
	}
}

// BenchmarkSlowestPercent prints the p99 of 4 KiB with many secrets.
func BenchmarkSlowestPercent(b *testing.B) {
	text := long()
	var took []time.Duration
	for b.Loop() {
		from := time.Now()
		Clean(text, none)
		took = append(took, time.Since(from))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-us")
}

func TestHostileTextsAreCleanedOnceAndForAll(t *testing.T) {
	for name, text := range hostile {
		text := text[:min(len(text), 20000)] // the race detector is slow; the benchmark takes them whole
		t.Run(name, func(t *testing.T) { idempotent(t, text, Context{Code: true, Password: true, Document: true}) })
	}
}
