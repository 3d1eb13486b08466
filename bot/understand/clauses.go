package understand

import "github.com/helpaide/helpaide/bot"

// leastClause is how many words a clause has at least. Shorter ones hang on the one before.
const leastClause = 3

// sureClause is the least score of a clause that counts by itself. A clause has few words, and half
// the false alarms on the shipped examples scored below this.
const sureClause = 0.85

// twoProblems reads the clauses of a line apart. When they are surely about two flows, the first is
// to be done and the second remembered; else the line is what it is as a whole.
func (u *Understander) twoProblems(l line, whole verdict, s *scratch) (verdict, bot.FlowID) {
	var first verdict
	for _, clause := range l.clauses() {
		v := u.verdict(u.words.read(clause, s), s)
		flow := v.flow()
		if flow == "" || u.passing(flow) || v.guesses[0].Score < sureClause {
			continue
		}
		if first.sure && flow != first.flow() {
			return first, flow
		}
		if !first.sure {
			first = v
		}
	}
	if first.sure && (!whole.sure || u.passing(whole.flow())) {
		return first, ""
	}
	return whole, ""
}

// passing reports whether the flow is not a problem but something said on the way.
func (u *Understander) passing(id bot.FlowID) bool {
	flow, ok := u.book.Flow(id)
	return !ok || flow.Aside || id == u.book.Menu || id == u.book.Person
}

// clauses are the parts of a line that may each tell of a problem; none when there is but one.
func (l line) clauses() []line {
	var list []line
	start := 0
	for i := 1; i <= len(l.words); i++ {
		if i < len(l.words) && l.breaks[i] == joined && !l.is(i, conjunction) {
			continue
		}
		if part := l.part(start, i); part.length() >= leastClause {
			list = append(list, part)
		}
		start = i
	}
	if len(list) == 1 && start == 0 {
		return nil
	}
	return list
}
