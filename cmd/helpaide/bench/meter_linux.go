package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// tick is the unit of /proc's times.
const tick = 10 * time.Millisecond

func ownTime() time.Duration {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return -1
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// process is what /proc says of one.
type process struct {
	id, parent int
	name       string
	time       time.Duration // its own and of its children that ended
}

func readProcess(id int) (process, bool) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", id))
	before, after, found := strings.Cut(string(text), "(")
	closing := strings.LastIndex(after, ")")
	if err != nil || !found || closing < 0 {
		return process{}, false
	}
	fields := strings.Fields(after[closing+1:]) // the third and those that follow
	if len(fields) < 15 {
		return process{}, false
	}
	p := process{name: after[:closing]}
	p.id, _ = strconv.Atoi(strings.TrimSpace(before))
	p.parent, _ = strconv.Atoi(fields[1])
	for _, field := range fields[11:15] {
		ticks, _ := strconv.ParseInt(field, 10, 64)
		p.time += time.Duration(ticks) * tick
	}
	return p, true
}

// memory is the most that a process has held at once, in megabytes; -1 when that cannot be known.
func memory(id int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", id))
	_, after, found := strings.Cut(string(text), "VmHWM:")
	if err != nil || !found {
		return -1
	}
	kilobytes, err := strconv.ParseFloat(strings.Fields(after)[0], 64)
	if err != nil {
		return -1
	}
	return kilobytes / 1024
}

func called(id int, name string) bool {
	p, ok := readProcess(id)
	return ok && p.name == name
}

// parent is the process that started this one, if both have the name.
func parent(id int, name string) int {
	if p, ok := readProcess(id); ok && p.name == name && called(p.parent, name) {
		return p.parent
	}
	return 0
}

// treeTime is the time of a process and its children.
func treeTime(root int) time.Duration {
	first, ok := readProcess(root)
	if root == 0 || !ok {
		return -1
	}
	all, sum := processes(), first.time
	for _, p := range all {
		if p.parent == root {
			sum += p.time
		}
	}
	return sum
}

func processes() (all []process) {
	folders, _ := filepath.Glob("/proc/[0-9]*")
	for _, folder := range folders {
		id, _ := strconv.Atoi(filepath.Base(folder))
		if p, ok := readProcess(id); ok {
			all = append(all, p)
		}
	}
	return all
}

// coresTime is the time that all cores were busy.
func coresTime() time.Duration {
	text, err := os.ReadFile("/proc/stat")
	line, _, _ := strings.Cut(string(text), "\n")
	fields := strings.Fields(line)
	if err != nil || len(fields) < 9 {
		return -1
	}
	var busy time.Duration
	for i, field := range fields[1:9] {
		if i == 3 || i == 4 { // idle, and waiting for a disk
			continue
		}
		ticks, _ := strconv.ParseInt(field, 10, 64)
		busy += time.Duration(ticks) * tick
	}
	return busy
}
