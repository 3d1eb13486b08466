package flows

import (
	"cmp"
	"slices"
)

// stance is a state with the callers below it. What a called flow does is the same for each of them,
// but where it leads once it comes home is not: somebody may be sent round by one caller and be let
// out by another, or by the same one after some tries.
type stance struct {
	state int
	below *below
}

// below is a caller, on top of one of the site further out.
type below struct {
	homecoming
	outer *below
}

// stances are all the places where a conversation can be, the nearest to a beginning first.
type stances struct {
	*explorer
	all  []stance
	came []onward   // how each was come to, on a shortest way; its to is the stance before, or nobody
	ways [][]onward // that leave each stance

	nearest map[int]int // the first stance of each state
	takers  map[int]int // the first stance that takes each move; nobody begins there
	known   map[stance]int
	callers map[below]*below
	entered map[int][]homecoming // whom a move left below it, the outermost first
}

// onward is a way to a stance.
type onward struct{ to, move int }

func newStances(x *explorer) *stances {
	s := &stances{
		explorer: x, nearest: map[int]int{}, takers: map[int]int{},
		known: map[stance]int{}, callers: map[below]*below{}, entered: entered(x),
	}
	leaving := make([][]int, len(x.states))
	for m := range x.moves {
		if from := x.moves[m].from; from != nobody {
			leaving[from] = append(leaving[from], m)
		} else {
			s.reach(nobody, m, nil)
		}
	}
	for next := 0; next < len(s.all); {
		for _, m := range leaving[s.all[next].state] {
			if base, ok := s.all[next].below.home(x.moves[m].homes); ok {
				s.reach(next, m, base)
			}
		}
		next++
	}
	return s
}

func entered(x *explorer) map[int][]homecoming {
	out := map[int][]homecoming{}
	for _, site := range x.sites {
		for caller, moves := range site.entries {
			for _, m := range moves {
				out[m] = append(out[m], homecoming{site, caller})
			}
		}
	}
	for _, callers := range out {
		slices.SortFunc(callers, func(a, b homecoming) int { return cmp.Compare(a.site.depth, b.site.depth) })
	}
	return out
}

// home is what lies below once called flows came home to these callers; false when others stand there.
func (b *below) home(to []homecoming) (*below, bool) {
	for _, caller := range slices.Backward(to) {
		if b == nil || b.homecoming != caller {
			return nil, false
		}
		b = b.outer
	}
	return b, true
}

// reach notes where a move leads from a stance, with the callers that are still below.
func (s *stances) reach(from, m int, base *below) {
	at := stance{state: s.moves[m].to}
	if s.states[at.state].site != nil {
		at.below = s.on(base, s.entered[m])
	}
	first(s.takers, m, from)
	to, seen := s.known[at]
	if !seen {
		to = len(s.all)
		s.known[at] = to
		first(s.nearest, at.state, to)
		s.all, s.came, s.ways = append(s.all, at), append(s.came, onward{from, m}), append(s.ways, nil)
	}
	if from != nobody {
		s.ways[from] = append(s.ways[from], onward{to, m})
	}
}

// first keeps what came first.
func first(of map[int]int, key, value int) {
	if _, known := of[key]; !known {
		of[key] = value
	}
}

// on puts callers on top of one another.
func (s *stances) on(base *below, callers []homecoming) *below {
	for _, caller := range callers {
		key := below{caller, base}
		if s.callers[key] == nil {
			s.callers[key] = &key
		}
		base = s.callers[key]
	}
	return base
}

// trail is what happens until somebody comes to the stance, in one of the shortest conversations.
func (s *stances) trail(i int) []incident {
	var out []incident
	for i != nobody {
		out = append(out, s.moves[s.came[i].move].what)
		i = s.came[i].to
	}
	slices.Reverse(out)
	return out
}

// to is a shortest conversation that comes to the state.
func (s *stances) to(state int) []incident { return s.trail(s.nearest[state]) }

// by is a shortest conversation that ends with the move.
func (s *stances) by(m int) []incident { return append(s.trail(s.takers[m]), s.moves[m].what) }

// round is the shortest way from a stance back to it, over ways and stances that may be taken; nil when
// there is none.
func (s *stances) round(from int, may func(i int, way onward) bool) []onward {
	came, todo := map[int]onward{}, []int{from}
	for len(todo) > 0 {
		i := todo[0]
		todo = todo[1:]
		for _, way := range s.ways[i] {
			if _, seen := came[way.to]; seen || !may(i, way) {
				continue
			}
			came[way.to] = onward{i, way.move}
			if way.to == from {
				return backward(came, from)
			}
			todo = append(todo, way.to)
		}
	}
	return nil
}

// backward follows how a search came back to where it began. Each way leads to the stance it came from.
func backward(came map[int]onward, from int) []onward {
	var out []onward
	for at := from; ; {
		out = append(out, came[at])
		if at = came[at].to; at == from {
			slices.Reverse(out)
			return out
		}
	}
}
