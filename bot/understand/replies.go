package understand

import "github.com/helpaide/helpaide/bot"

// What people say to steps of every kind, whatever the pack: "comment ça?" to a guide, "done that",
// "aucune idée". A pack's own words go first.

// meant are the ways to say a built-in reply among a few other words.
var meant = []struct {
	reply   bot.OptionID
	phrases []phrase
}{
	{bot.ReplyAgain, phrases("comment ca,comment on fait ca,comment on fait,comment je fais,comment faire,comment je fais ca,comment je fais pour faire ca," +
		"sais pas comment,sait pas comment,connais pas ca,c est ou,c est ou ca,ou ca,ou est ce,c est quoi ca,c est rendu ou,je trouve ca ou,on trouve ca ou,je vais ou," +
		"ou je vais,ca se trouve ou,comprends pas,comprend pas,pas compris,pas sur comment,pas certain comment,chu perdu,suis perdu,suis perdue," +
		"pas sure comment,explique,expliquez,explique moi,montre moi,montrez moi,qu est ce que je fais,je fais quoi,faut faire quoi,je dois faire quoi," +
		"how do i do that,how do i do this,how to do that,how to do this,how to,how do i,how can i do that,how so,dont know how,do not know how,no idea how,not sure how," +
		"where is that,where is it,where s that,wheres that,where do i find that,where do i find it,where do i go,where do i see that," +
		"dont understand,dont get it,didnt get that,lost me,m lost,what do you mean,what does that mean," +
		"what do i do,explain,show me how,walk me through,what is that,what s that")},
	{bot.ReplyDone, phrases("c fait,c est fait,cest fait,ca y est,c est tout fait,done that,did that,just did,done it,done now,it is done,it s done,its done,that s done," +
		"j ai fait ca,je l ai fait,je viens de le faire,c est en plein fait,all done,all set")},
	{bot.ReplyCannot, phrases("pas capable,suis pas capable,y arrive pas,arrive pas a le faire,cant do that,unable to do that,cant do it")},
}

// participles say "done" after "c'est" or "I": what one does when a step says to.
var (
	acted = wordSet("fait faite ajoute ajoutee debloque debloquee envoye envoyee demande demandee clique change changee ouvert ouverte tape tapee " +
		"ecrit inscrit inscrite choisi choisie fini finie termine terminee complete autorise autorisee retire retiree enleve enlevee redemarre " +
		"redemarree rebranche rebranchee efface effacee supprime supprimee done added unblocked sent asked requested clicked opened typed entered " +
		"finished completed changed allowed removed restarted rebooted unplugged deleted")
	beforeActed = wordSet("c cest est ca a ete je j jai l ai i it its s ve have just all already deja viens m y que tout that been has la le les oui yes")
)

// unknowing are the ways not to know.
var unknowing = phrases("sais pas,sait pas,sais po,che pas,chais pas,je sais plus,sais plus,aucune idee,pas d idee,pas la moindre idee,pas certain,pas certaine,pas sur,pas sure," +
	"en sais rien,sais rien,souviens pas,souviens plus,rappelle pas,rappelle plus,jsp,no idea,no clue,not a clue,dont have a clue,clueless,idk,dunno,dont know," +
	"not sure,unsure,not certain,beats me,cant remember,dont remember,who knows")

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for _, p := range phrases(list) {
		for _, w := range p.words {
			set[w] = true
		}
	}
	return set
}

// replied returns the reply that the line is, in words that need no pack.
func (list choices) replied(l line) (choice, bool) {
	if l.length() > longReply {
		return choice{}, false
	}
	question := list.first()
	for _, m := range meant {
		if c, ok := question.of(m.reply); ok && l.nearly(m.phrases) {
			return c, true
		}
	}
	if c, ok := question.of(bot.ReplyDone); ok && l.tellsDone() {
		return c, true
	}
	if l.nearly(unknowing) {
		return question.unknown()
	}
	return choice{}, false
}

// longReply is how many words such a reply has at most.
const longReply = 9

// nearly reports whether one of the phrases is nearly all that the line says, and is not denied.
func (l line) nearly(list []phrase) bool {
	for i := range list {
		p := &list[i]
		if at := p.in(l, 0); at >= 0 && l.littleBesides(mention{start: at, end: at + len(p.core)}) && !l.turned(at) {
			return true
		}
	}
	return false
}

// turned reports whether the words at i are denied, or hang on a question of another kind.
func (l line) turned(i int) bool { return i > 0 && l.breaks[i] == joined && l.denies(i-1) }

// tellsDone reports whether the line says that something was done, and nothing else: "bon c'est
// ajouté", "I just sent it".
func (l line) tellsDone() bool {
	core := l.trimmed(courtesy)
	seen := false
	for i, w := range core.words {
		switch {
		case acted[w]:
			seen = true
		case seen && core.is(i, closing|courtesy|pronoun|article|elided):
		case !seen && (beforeActed[w] || core.is(i, courtesy)):
		default:
			return false
		}
	}
	return seen && len(core.words) > 1
}

// unknown is the only option that says that one does not know.
func (list choices) unknown() (choice, bool) {
	found, count := choice{}, 0
	for _, c := range list {
		if !generic[c.Option.ID] && c.sayings.unknows() {
			found, count = c, count+1
		}
	}
	return found, count == 1
}

// unknows reports whether a saying is one of not knowing.
func (s *sayings) unknows() bool {
	for i := range s.phrases {
		l := line{words: s.phrases[i].words, sieve: ^uint64(0), breaks: make([]mark, len(s.phrases[i].words))}
		if l.hasAny(unknowing) {
			return true
		}
	}
	return false
}
