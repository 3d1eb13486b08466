//go:build integration && linux

package helpaide_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A jail is a root folder with one binary, started as the image's user, where only /data can be written.
//
// Three ways lead in, tried in this order: as root, in a mount namespace of its own where the folder is bound read-only;
// as root where mounts are refused (inside most containers), with chroot and file permissions alone; as anybody else,
// in a user namespace, and where those are refused, through sudo that asks for no password.
//
// The test starts itself again to go in (TestMain), since a running Go program cannot change namespaces.
type jail struct {
	Root    string   // on the outside
	Command []string // on the inside
	Owner   int      // gets /data back afterwards, to look into it and to clean it up
	Mounts  bool     // bind the root read-only
	Inside  bool     // the namespaces are made
	Probe   bool     // only see whether the way is open

	sudo bool
}

// jailOrder is the environment variable with a jail in JSON, for the test started again.
const jailOrder = "HELPAIDE_TEST_JAIL"

// noWay is the exit code for a way that is closed: it is neither Go's nor a command's of ours.
const noWay = 125

type answer struct {
	code     int
	out, err string
}

func (a answer) String() string {
	return fmt.Sprintf("exit code %d\nsays %s\ncomplains %s", a.code, a.out, a.err)
}

// newJail lays the root folder out as the image has it, and finds a way in.
func newJail(t *testing.T, built string, entrypoint []string) jail {
	t.Helper()
	j := jail{Root: t.TempDir(), Command: entrypoint, Owner: os.Getuid()}
	binary, err := os.ReadFile(built)
	if err != nil {
		t.Fatal(err)
	}
	place := filepath.Join(j.Root, entrypoint[0])
	for _, folder := range []string{filepath.Dir(place), filepath.Join(j.Root, "data"), filepath.Join(j.Root, "tmp")} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(place, binary, 0o755); err != nil {
		t.Fatal(err)
	}
	return j.open(t)
}

func (j jail) open(t *testing.T) jail {
	t.Helper()
	j.Probe = true
	var refusals []string
	for _, sudo := range []bool{false, true} {
		j.sudo = sudo
		said := j.enter(t, "")
		if said.code == 0 {
			t.Logf("in the jail: %s", strings.TrimSpace(said.out))
			j.Probe = false
			return j
		}
		refusals = append(refusals, strings.TrimSpace(said.err))
	}
	t.Fatalf("the image's test needs root, user namespaces, or sudo without a password (%s): run `sudo make test`", strings.Join(refusals, "; "))
	return j
}

// run starts the image with these arguments and this input.
func (j jail) run(t *testing.T, input string, args ...string) answer {
	t.Helper()
	j.Command = append(j.Command[:1:1], args...)
	return j.enter(t, input)
}

func (j jail) enter(t *testing.T, input string) answer {
	t.Helper()
	order, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	command := []string{os.Args[0]}
	if j.sudo {
		command = []string{"sudo", "-n", "env", jailOrder + "=" + string(order), os.Args[0]}
	}
	var out, complaints bytes.Buffer
	cmd := exec.CommandContext(t.Context(), command[0], command[1:]...)
	cmd.Env = append(os.Environ(), jailOrder+"="+string(order))
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &out, &complaints
	code, err := exitCode(cmd.Run())
	if err != nil {
		return answer{noWay, "", err.Error()}
	}
	return answer{code, out.String(), complaints.String()}
}

// enterJail is the test started again. First it makes the namespaces and starts itself once more inside them.
func enterJail(order string) int {
	var j jail
	if err := json.Unmarshal([]byte(order), &j); err != nil {
		return refuse(err)
	}
	if j.Inside {
		return j.shut()
	}
	j.Inside, j.Mounts = true, true
	code, err := j.again(namespaces())
	if os.Getuid() == 0 && (err != nil || code == noWay) {
		j.Mounts = false
		code, err = j.again(&syscall.SysProcAttr{})
	}
	if err != nil {
		return refuse(err)
	}
	return code
}

// namespaces gives root its own mounts, and anybody else a user namespace in which they are root.
func namespaces() *syscall.SysProcAttr {
	if os.Getuid() == 0 {
		return &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	}
	return &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWNS | syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
}

func (j jail) again(attr *syscall.SysProcAttr) (int, error) {
	order, err := json.Marshal(j)
	if err != nil {
		return 0, err
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), jailOrder+"="+string(order))
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = attr
	return exitCode(cmd.Run())
}

// shut closes the root folder and starts the image in it.
func (j jail) shut() int {
	if j.Mounts {
		if err := j.mount(); err != nil {
			return refuse(err)
		}
	}
	attr, err := j.user()
	if err != nil {
		return refuse(err)
	}
	defer j.giveBack()
	if j.Probe {
		return j.probe(attr)
	}
	cmd := exec.Command(j.Command[0], j.Command[1:]...)
	cmd.Env, cmd.Dir, cmd.SysProcAttr = []string{"PATH=/usr/local/bin"}, "/", attr
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	code, err := exitCode(cmd.Run())
	if err != nil {
		return refuse(err)
	}
	return code
}

// probe sees that the image starts at all, whatever it answers, and that the mount holds where permissions would not.
func (j jail) probe(attr *syscall.SysProcAttr) int {
	cmd := exec.Command(j.Command[0], "--help")
	cmd.Env, cmd.Dir, cmd.SysProcAttr = []string{}, "/", attr
	if _, err := exitCode(cmd.Run()); err != nil {
		return refuse(err)
	}
	if err := os.WriteFile(filepath.Join(j.Root, "scratch"), nil, 0o600); j.Mounts && !errors.Is(err, syscall.EROFS) {
		return refuse(errors.New("the root folder is not read-only for root"))
	}
	fmt.Printf("user %d, read-only mounts: %v, user namespace: %v\n", imageUser, j.Mounts, !trueRoot())
	return 0
}

// mount binds the root folder over itself read-only, with /data left writable in it.
func (j jail) mount() error {
	data := filepath.Join(j.Root, "data")
	var stat syscall.Statfs_t
	if err := syscall.Statfs(j.Root, &stat); err != nil {
		return fmt.Errorf("statfs %s: %w", j.Root, err)
	}
	// What the mount below forbids already may not be allowed again from inside a user namespace.
	kept := uintptr(stat.Flags) & (syscall.MS_NOSUID | syscall.MS_NODEV | syscall.MS_NOEXEC | syscall.MS_NOATIME)
	for _, step := range []struct {
		what, from, to string
		flags          uintptr
	}{
		{"keep mounts to ourselves", "none", "/", syscall.MS_REC | syscall.MS_PRIVATE},
		{"bind the root", j.Root, j.Root, syscall.MS_BIND},
		{"bind /data", data, data, syscall.MS_BIND},
		{"make the root read-only", "none", j.Root, syscall.MS_BIND | syscall.MS_REMOUNT | syscall.MS_RDONLY | kept},
	} {
		if err := syscall.Mount(step.from, step.to, "", step.flags, ""); err != nil {
			return fmt.Errorf("%s: %w", step.what, err)
		}
	}
	return nil
}

// user is how to become the image's user. Root changes to it; inside a user namespace there is only one user to be,
// and another namespace gives it the right number.
func (j jail) user() (*syscall.SysProcAttr, error) {
	if trueRoot() {
		if err := os.Chown(filepath.Join(j.Root, "data"), imageUser, imageUser); err != nil {
			return nil, err
		}
		return &syscall.SysProcAttr{
			Chroot:     j.Root,
			Credential: &syscall.Credential{Uid: imageUser, Gid: imageUser},
		}, nil
	}
	return &syscall.SysProcAttr{
		Chroot:      j.Root,
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: imageUser, HostID: 0, Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: imageUser, HostID: 0, Size: 1}},
	}, nil
}

// trueRoot tells root from a person who is root in a user namespace: only the first may become somebody else.
func trueRoot() bool {
	users, err := os.ReadFile("/proc/self/uid_map")
	fields := strings.Fields(string(users))
	return err == nil && os.Getuid() == 0 && (len(fields) != 3 || fields[2] != "1")
}

func (j jail) giveBack() {
	if !trueRoot() || j.Owner == 0 {
		return
	}
	_ = filepath.WalkDir(filepath.Join(j.Root, "data"), func(name string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(name, j.Owner, -1)
	})
}

// exitCode parts a command that ended from one that never started.
func exitCode(err error) (int, error) {
	if ended, ok := errors.AsType[*exec.ExitError](err); ok {
		return ended.ExitCode(), nil
	}
	return 0, err
}

func refuse(err error) int {
	fmt.Fprintln(os.Stderr, "jail:", err)
	return noWay
}
