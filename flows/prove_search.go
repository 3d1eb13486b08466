package flows

import "slices"

// search finds the shortest ways along local ways. It keeps how it came to each state.
type search struct {
	local [][]localWay
	came  map[int]arrival
	todo  []int
}

// arrival is how the search came to a state.
type arrival struct {
	from  int // nobody where the search began
	way   localWay
	first bool // the search began by this way
}

func newSearch(local [][]localWay) *search {
	return &search{local: local, came: map[int]arrival{}}
}

// start begins at a state.
func (s *search) start(at int) { s.reach(at, arrival{from: nobody}) }

// visit begins by a way.
func (s *search) visit(from int, way localWay) {
	s.reach(way.to, arrival{from: from, way: way, first: true})
}

func (s *search) reach(at int, how arrival) {
	if _, seen := s.came[at]; !seen {
		s.came[at] = how
		s.todo = append(s.todo, at)
	}
}

// run goes on until nothing new is found.
func (s *search) run() {
	for len(s.todo) > 0 {
		at := s.todo[0]
		s.todo = s.todo[1:]
		for _, way := range s.local[at] {
			s.reach(way.to, arrival{from: at, way: way})
		}
	}
}

// wayTo is the conversation that comes to the state through the search; false when none does.
func (s *search) wayTo(x *stances, to int) ([]incident, bool) {
	s.run()
	how, ok := s.came[to]
	if !ok {
		return nil, false
	}
	begin := to
	var back []localWay
	for how.from != nobody {
		back, begin = append(back, how.way), how.from
		if how.first {
			break
		}
		how = s.came[begin]
	}
	out := x.to(begin)
	for _, way := range slices.Backward(back) {
		out = append(out, x.along(way)...)
	}
	return out, true
}

// along is what happens on a local way.
func (x *explorer) along(way localWay) []incident {
	out := []incident{x.moves[way.legs[0].move].what}
	for _, leg := range way.legs[1:] {
		out = append(out, x.trail(leg.move, leg.site)...)
	}
	return out
}
