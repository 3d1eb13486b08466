package understand

import "github.com/helpaide/helpaide/bot"

// A person must be one word away, so the wish for one is looked for everywhere and generously, in
// every language: better a hand-over too many than somebody who is not heard.

// wantsPerson reports whether a clause of the line asks for a person, in these words or the pack's.
func (l line) wantsPerson(pack *sayings) bool {
	if !l.has(people|robot) && !l.hasAny(pack.phrases) {
		return false
	}
	for start := 0; start < len(l.words); {
		end := start + 1
		for end < len(l.words) && l.breaks[end] == joined {
			end++
		}
		if l.part(start, end).asksFor(pack) {
			return true
		}
		start = end
	}
	return false
}

// asksFor looks for the wish in one clause.
func (l line) asksFor(pack *sayings) bool {
	if l.tellsOfTalk() || l.asksWho() {
		return false
	}
	for i := range l.words {
		if l.is(i, people) && (l.reachesFor(i) || l.is(i, alone) && l.onlyPeople()) || l.is(i, robot) && l.refuses(i) {
			return true
		}
	}
	for i := range pack.phrases {
		if pack.phrases[i].asksIn(l) {
			return true
		}
	}
	return false
}

// who are the openings of a question, or a remark, about who speaks.
var who = phrases("t es,tes,es tu,t es tu,tu es,vous etes,etes vous,c est,c est tu,est ce un,est ce une,est ce que c est,je parle a,je parle avec,je parle tu,parle je," +
	"je jase avec,je jase a,suis je en train de parler,suis en train de parler,j ai affaire a,c est qui,qui parle,qui est,are you,you re,your a,ur a,r u,u a,is this,is that,is it,is there," +
	"am i talking,am i speaking,am i chatting,i m talking,im talking,who am i,who is,this is,it s a,so you")

// asksWho reports whether the line asks, or says, who speaks: "t'es un robot?", "am I talking to a real
// person?". That is no request. A line that wants something, or has enough, is no such question.
func (l line) asksWho() bool {
	if !l.has(people|robot) || l.length() > longWho || l.has(fedUp|negator&^noWord) {
		return false
	}
	for i := range who {
		p := &who[i]
		at := p.in(l, 0)
		if at < 0 || at > 0 && !l.part(0, at).all(courtesy|wish|interrogative|elided|yesWord|noWord) {
			continue
		}
		rest := l.part(at+len(p.core), len(l.words))
		if rest.has(people|robot) && !rest.has(reaching) && (l.asks || rest.others(aroundPeople|people|robot|around|article|elided) == 0) {
			return true
		}
	}
	return false
}

// longWho is how many words such a question has at most.
const longWho = 10

// reachesFor reports whether a wish stands before the person at i, not too far, and not denied.
func (l line) reachesFor(i int) bool {
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		if l.is(j, reaching) {
			return !l.denies(i-1) && !l.deniedAround(j)
		}
	}
	return false
}

// refuses reports whether the robot at i is what the person does not want: "pas de robot", "tired of
// talking to a bot". "I am not a robot" is a box that one ticks.
func (l line) refuses(i int) bool {
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		if l.is(j, fedUp) || l.denies(j) && l.part(j, i).all(negator|reach|wish|elided|reaching) {
			return j == 0 || !l.isMe(j-1)
		}
	}
	return false
}

// isMe reports whether word i says "I am".
func (l line) isMe(i int) bool {
	w := l.words[i]
	return w == "suis" || w == "m" || w == "am"
}

// onlyPeople reports whether the clause is people and wishes and nothing else.
func (l line) onlyPeople() bool { return l.all(people|aroundPeople|around) && !l.has(negator&^noWord) }

// asksIn reports whether the phrase, the pack's for a person, asks for one in the clause: with
// nothing but wishes around it, or with a wish of its own.
func (p *phrase) asksIn(l line) bool {
	at := p.in(l, 0)
	if at < 0 || p.lang == "" {
		return false
	}
	end := at + len(p.core)
	if l.negated(at, end) || l.deniedAround(at) {
		return false
	}
	if l.part(0, at).all(around) && l.part(end, len(l.words)).all(around) {
		return len(p.core) > 1 || l.is(at, alone)
	}
	return len(p.core) > 1 && l.part(at, end).has(reaching)
}

// person is the option that is a person.
func (list choices) person() (choice, bool) { return list.of(bot.CmdHuman) }
