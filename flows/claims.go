package flows

import (
	"regexp"
	"strings"

	"github.com/helpaide/helpaide/bot"
)

// claims proves that what a step says rests on the facts that it names: every figure, address and
// label in quotation marks stands in one of them, in the same language. A remedy names its facts,
// or says with an empty list that it is the pack's own advice.
func (r *stepReader) claims() {
	named := r.t.get("facts")
	switch {
	case r.loader.factsFile.broken || !r.loader.langsKnown:
		return
	case r.Kind == bot.KindGuide && named == nil:
		r.t.remark(r.step.at, "remedy %q does not say what it rests on; name its facts: [ … ], or write facts: [] when it is advice of your own", r.ID)
		return
	case len(r.Facts) > 0 && r.Text.Empty():
		r.t.remark(named, "step %q names facts, but says nothing to anybody; name them where they are said", r.ID)
		return
	}
	for _, lang := range r.loader.book.Langs {
		if claim := r.unfounded(lang); claim != "" {
			r.t.remark(r.step.kind, "step %q says %s in %q, which no fact that it names says; correct it, or name the fact", r.ID, claim, lang)
			return
		}
	}
}

// unfounded is the first figure, address or label of the step's texts that none of its facts has.
func (r *stepReader) unfounded(lang bot.Lang) string {
	var said []string
	for _, name := range r.Facts {
		said = append(said, r.loader.facts[name].words.In(lang))
	}
	for _, option := range r.Options { // a question may name its own answers
		said = append(said, option.Label.In(lang))
	}
	known := straight(strings.Join(said, "\n"))
	for _, text := range []bot.Text{r.Text, r.Again, r.Rephrase} {
		if claim := unfounded(text.In(lang), known); claim != "" {
			return claim
		}
	}
	return ""
}

func unfounded(words, known string) string {
	if words == "" {
		return ""
	}
	for _, label := range labels(words) {
		if !strings.Contains(known, label) {
			return "“" + label + "”"
		}
	}
	for _, address := range mailShape.FindAllString(words, -1) {
		if !strings.Contains(known, address) {
			return address
		}
	}
	for _, number := range numbers(mailShape.ReplaceAllString(words, "")) {
		if !has(numbers(known), number) {
			return number
		}
	}
	return ""
}

var labelShape = regexp.MustCompile(`«\s*([^»]+?)\s*»|"([^"]+)"`)

// labels are the words in quotation marks.
func labels(words string) []string {
	var out []string
	for _, found := range labelShape.FindAllStringSubmatch(straight(words), -1) {
		out = append(out, found[1]+found[2])
	}
	return out
}

// straight writes quotation marks and apostrophes in one way.
func straight(words string) string {
	return strings.NewReplacer("’", "'", "“", `"`, "”", `"`, "\u00a0", " ", "\u202f", " ").Replace(words)
}
