package understand

import "github.com/helpaide/helpaide/bot"

// signs are the options that a plain yes or no means, by their ids.
var signs = map[bot.OptionID]int{
	bot.ReplyYes: +1, bot.ReplyDone: +1, bot.OptHelpful: +1, bot.OptBegin: +1, bot.OptResume: +1, bot.CmdHuman: +1,
	bot.ReplyNo: -1, bot.ReplyFailed: -1, bot.OptUnhelpful: -1, bot.OptLater: -1, bot.OptLeave: -1, bot.OptContinue: -1, bot.OptOther: -1,
}

var (
	yesPhrases = phrases("ok,okay,oki,d accord,dac,c est fait,cest fait,fait,done,bien sur,of course,c est ca,c est bon,it is,that s right," +
		"right,exact,sure,indeed,si,i did,je l ai fait,j ai fait ca,all done,did it,parfait,perfect,go,let s go,vas y,allons y,allez y," +
		"sounds good,correct,c est correct,good,great,super,volontiers,avec plaisir")
	noPhrases = phrases("pas encore,toujours pas,toujours rien,not yet,still not,still nothing,still no,rien,nothing,pas vraiment,not really," +
		"pas du tout,not at all,pas pantoute,aucunement,encore rien,rien encore,nothing yet,not now,pas maintenant,jamais,never,no never,non jamais,jamais de la vie,not ever,never ever,jamais eu,never had one,never had," +
		"y a rien,il y a rien,il n y a rien,ya rien,there s nothing,nothing there,nothing at all,rien du tout,rien pantoute,rien nulle part,nulle part,nowhere")
	// failures say no to "did it work?", wherever they stand in a short line.
	failures = phrases("pas encore,toujours pas,toujours rien,not yet,still not,still nothing,marche pas,marche toujours pas," +
		"marche pas encore,fonctionne pas,fonctionne toujours pas,marche plus,marchait pas,a pas marche,pas marche,pas fonctionne," +
		"doesnt work,didnt work,dont work,not working,isnt working,still doesnt,still cant," +
		"pas fait,pas encore fait,not done,havent done,didnt do,no luck,nothing happened,nothing happens,rien ne se passe,did not work,does not work,still cannot,still wont")
)

// signOf is whether a label is a kind of yes or of no: "Oui", "Non, pas encore". "No code" is neither.
func signOf(label line) int {
	switch {
	case len(label.words) == 0:
	case label.is(0, yesWord):
		return +1
	case label.is(0, noWord) && (len(label.words) == 1 || label.breaks[1] != joined):
		return -1
	}
	return 0
}

// plainPolarity is +1 or -1 when the line is a yes or a no and nothing else, or 0.
func plainPolarity(l line) int {
	core := l.trimmed(courtesy)
	switch {
	case whole(l, core, yesPhrases):
		return +1
	case whole(l, core, noPhrases):
		return -1
	case len(core.words) == 0:
		return 0
	case core.all(yesWord):
		return +1
	case core.all(noWord):
		return -1
	}
	return 0
}

// whole reports whether the line, or its core without courtesy, is one of the phrases.
func whole(l, core line, list []phrase) bool {
	for i := range list {
		if list[i].is(l) || list[i].is(core) {
			return true
		}
	}
	return false
}

// polarity is what a short line says to a question of yes or no: +1, -1, or 0 when it does not say.
func polarity(l line) int {
	if l.fails() {
		return -1
	}
	core := l.trimmed(courtesy)
	if len(core.words) == 0 {
		return 0
	}
	rest := core.part(1, len(core.words))
	switch {
	case core.is(0, yesWord) && !rest.has(noWord|although):
		return +1
	case core.is(0, noWord) && !rest.has(yesWord) && !core.lacks():
		return -1
	}
	return 0
}

// opening is the yes or the no that a longer line begins with.
func opening(l line) int {
	core := l.trimmed(courtesy)
	if len(core.words) == 0 || core.has(although) {
		return 0
	}
	rest := core.part(1, len(core.words))
	switch {
	case core.is(0, yesWord) && !rest.has(noWord):
		return +1
	case core.is(0, noWord) && !rest.has(yesWord) && !core.lacks():
		return -1
	}
	return 0
}

// fails reports whether the line says that it did not work, and hardly anything else.
func (l line) fails() bool {
	for i := range failures {
		p := &failures[i]
		if at := p.in(l, 0); at >= 0 && l.littleBesides(mention{start: at, end: at + len(p.core)}) {
			return true
		}
	}
	return false
}

// lacks reports whether the line opens with "no" for a thing that is missing, as in "no email".
func (l line) lacks() bool {
	return l.words[0] == "no" && len(l.words) > 1 && l.breaks[1] == joined && !l.is(1, pronoun|negator)
}
