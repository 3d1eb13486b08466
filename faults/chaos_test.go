//go:build integration

package faults

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"time"
)

// chaos does harm until ctx ends, one thing every half a second or so, and mends it after a while. In
// the second half the last replica is spared: it is the one that must be as it was when all is over.
func (r *rig) chaos(ctx context.Context) {
	harms, half := r.harms(), time.Now().Add(r.lasts/2)
	next := time.Now().Add(r.pause())
	for ctx.Err() == nil {
		r.tend(time.Now(), time.Now().After(half))
		if time.Now().After(next) {
			harms[r.chance.IntN(len(harms))](time.Now().After(half))
			next = time.Now().Add(r.pause())
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (r *rig) pause() time.Duration { return time.Duration(200+r.chance.IntN(600)) * time.Millisecond }

// harms is each kind of harm as often as it is to come, relative to the others.
func (r *rig) harms() (all []func(late bool)) {
	add := func(often int, harm func(late bool)) {
		for range often {
			all = append(all, harm)
		}
	}
	add(4, r.killReplica)
	if r.sabotage == timersInMemory { // that is what it cannot bear
		add(12, r.killReplica)
	}
	add(5, func(bool) { r.ail(r.lines[r.chance.IntN(replicas)]) })
	add(4, func(bool) { r.ail(r.lines[replicas+r.chance.IntN(replicas)]) })
	add(1, func(bool) { r.tellRedis("FLUSHALL") })
	add(1, func(bool) { r.tellRedis("SAVE") }) // a later kill brings this old state back
	add(1, func(bool) { r.killRedis() })
	return all
}

// tend mends what is ill long enough, and starts what has died.
func (r *rig) tend(now time.Time, late bool) {
	for _, l := range r.lines {
		if l.ill() && now.After(l.heals) {
			l.heal(r.T)
		}
	}
	for i, one := range r.replicas {
		spared := late && i == replicas-1
		if one.up() && !(spared && one.doomed()) {
			continue
		}
		one.kill()
		plan := crash{}
		if spared {
			r.note("start %s, which is spared", name(i))
		} else if plan = r.planCrash(); plan.Point != "" {
			r.note("start %s, to die at %s", name(i), &plan)
		}
		if err := one.start(plan); err != nil {
			r.Fatal(err)
		}
	}
	if !r.hadPostgres && late {
		r.killPostgres()
	}
	if i := r.deployed; i < replicas && now.Sub(r.began) > r.lasts*time.Duration(4+i)/10 {
		r.note("%s is asked to end, and to come back with the new revision", name(i))
		r.replicas[i].leave(newBook)
		r.deployed++
	}
}

// planCrash chooses where the next process dies: two of three do so at a named point.
func (r *rig) planCrash() crash {
	if r.chance.IntN(3) == 0 {
		return crash{}
	}
	return crash{Point: points[r.chance.IntN(len(points))], Left: int32(1 + r.chance.IntN(30))}
}

func (r *rig) killReplica(late bool) {
	n := replicas
	if late {
		n--
	}
	if i := r.chance.IntN(n); r.replicas[i].kill() {
		r.faults["kill"]++
		r.note("kill %s", name(i))
	}
}

// ail makes a line ill in one of the ways that lines have.
func (r *rig) ail(l *line) {
	roll, lasts := r.chance.IntN(5), time.Duration(300+r.chance.IntN(2000))*time.Millisecond
	delay := 5 + r.chance.IntN(150)
	if l.ill() {
		return
	}
	what, attributes := "latency", fmt.Sprintf(`"latency":%d,"jitter":%d`, delay, delay/2)
	switch roll {
	case 0, 1:
	case 2:
		what, attributes = "timeout", `"timeout":0` // nothing arrives any more
	case 3:
		what, attributes = "reset_peer", fmt.Sprintf(`"timeout":%d`, delay)
	case 4:
		what, attributes = "cut", ""
	}
	r.faults[what]++
	r.note("%s of the line to %s for %s", what, l.name, lasts)
	l.ail(r.T, what, attributes, time.Now().Add(lasts))
}

func (r *rig) tellRedis(command string) {
	conn, err := new(net.Dialer).DialContext(r.Context(), "tcp", r.redis.Addr)
	if err != nil {
		return
	}
	defer conn.Close()
	_, _ = fmt.Fprint(conn, command+"\r\n")
	answer, _ := bufio.NewReader(conn).ReadString('\n')
	if command == "FLUSHALL" {
		r.lose()
	}
	r.faults[command]++
	r.note("Redis: %s %q", command, answer)
}

// lose notes that Redis has lost what it held.
func (r *rig) lose() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.losses = append(r.losses, time.Now())
}

func (r *rig) killRedis() {
	r.redis.Kill()
	r.lose()
	time.Sleep(time.Duration(r.chance.IntN(300)) * time.Millisecond)
	r.redis.Start(r.T)
	r.faults["redis killed"]++
	r.note("Redis was killed and started")
}

func (r *rig) killPostgres() {
	r.hadPostgres = true
	r.note("Postgres is killed")
	r.postgres.Kill()
	time.Sleep(time.Duration(r.chance.IntN(500)) * time.Millisecond)
	r.postgres.Start(r.T)
	r.faults["postgres killed"]++
	r.note("Postgres is there again")
}

// trouble lets the platforms fail, or no more.
func (r *rig) trouble(on bool) {
	for _, p := range r.platforms {
		p.faulty.Store(on)
	}
}

// calm mends everything and lets no replica die any more.
func (r *rig) calm() {
	r.trouble(false)
	for _, l := range r.lines {
		l.heal(r.T)
	}
	for i, one := range r.replicas {
		if one.up() && !one.doomed() {
			continue
		}
		one.kill()
		if err := one.start(crash{}); err != nil {
			r.Fatal(err)
		}
		r.note("start %s, to live", name(i))
	}
	r.note("all is well again")
}
