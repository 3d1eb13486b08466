package flows_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/helpaide/helpaide/flows"
)

// A pack that was just released is held to nothing that it does not have; releasing it again writes
// the same.
func TestLockOfAPackFitsIt(t *testing.T) {
	pack := base(t)
	lock := mustLoad(t, pack).Lock()
	if want := "    - note\n    - old_start\n    - over\n"; !strings.Contains(string(lock), want) {
		t.Errorf("want the removed steps among the others:\n%s", lock)
	}
	pack["flows.lock"] = &fstest.MapFile{Data: lock}
	if again := mustLoad(t, pack).Lock(); string(again) != string(lock) {
		t.Errorf("first\n%s\nthen\n%s", lock, again)
	}
}

// What people do not stand on otherwise does not show in the lock of the next release.
func TestLockStaysWhenStepsChangePlaces(t *testing.T) {
	before := string(mustLoad(t, base(t)).Lock())
	for _, name := range []string{"order", "text", "hours"} {
		if after := string(reworded[name].in(t).Lock()); after != before {
			t.Errorf("%s: first\n%s\nthen\n%s", name, before, after)
		}
	}
}

// Each step of a release is held to: taken out of its flow, it is missed.
func TestLockMissesEachStep(t *testing.T) {
	released := mustLoad(t, base(t))
	for _, flow := range released.Book.Flows {
		for _, step := range flow.Steps {
			pack := base(t)
			lock := strings.Replace(string(released.Lock()), "  "+string(flow.ID)+":\n", "  "+string(flow.ID)+":\n    - "+string(step.ID)+"_gone\n", 1)
			pack["flows.lock"] = &fstest.MapFile{Data: []byte(lock)}
			_, problems := flows.Load(pack)
			if len(problems) != 1 || problems[0].File != string(flow.ID)+".yaml" || !strings.Contains(problems[0].Message, `"`+string(step.ID)+`_gone"`) {
				t.Errorf("%s/%s: %s", flow.ID, step.ID, printed(problems))
			}
		}
	}
}

// A flow that cannot be read lacks every step; that is told of its file and not of its release.
func TestLockWaitsForAFlowThatCanBeRead(t *testing.T) {
	pack := base(t)
	pack["flows.lock"] = &fstest.MapFile{Data: mustLoad(t, pack).Lock()}
	edit(t, pack, "tool.yaml", "steps:\n", "stops:\n")
	if _, problems := flows.Load(pack); strings.Contains(printed(problems), "released") {
		t.Errorf("got\n%s", printed(problems))
	}
}

// A flow that is retired on purpose is let go, and the next release forgets it.
func TestLockLetsARetiredFlowGo(t *testing.T) {
	pack := changed(t, change{"thanks.yaml", "", ""}, change{"pack.yaml", "pack: base\n", "pack: base\nretired: [thanks]\n"})
	pack["flows.lock"] = &fstest.MapFile{Data: mustLoad(t, base(t)).Lock()}
	if lock := mustLoad(t, pack).Lock(); strings.Contains(string(lock), "thanks") {
		t.Errorf("got\n%s", lock)
	}
}
