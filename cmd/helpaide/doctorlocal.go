package main

import (
	"context"
	"errors"
	"fmt"
	"github.com/helpaide/helpaide/bot/host"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// checkConfig tells every problem of the configuration, and what it allows that is better not needed.
func checkConfig(_ context.Context, p *patient) (told []finding) {
	for _, fault := range p.faults {
		told = append(told, finding{State: wrong, Says: fault.String()})
	}
	if len(told) == 0 {
		told = append(told, finding{State: fine, Says: "read and sound; " + p.config.channels()})
	}
	if p.config.Insecure.Database {
		told = append(told, finding{State: hint, Says: "insecure.database allows Postgres without TLS"})
	}
	if p.config.Insecure.Redis {
		told = append(told, finding{State: hint, Says: "insecure.redis allows Redis without a password"})
	}
	return told
}

// channels says where the workspaces are.
func (c Config) channels() string {
	where := make([]string, 0, len(c.Workspaces))
	for _, w := range c.Workspaces {
		channels := []string{}
		if w.Slack.BotToken.IsSet() {
			channels = append(channels, "Slack")
		}
		if w.Discord.Token.IsSet() {
			channels = append(channels, "Discord")
		}
		where = append(where, w.Name+" on "+strings.Join(channels, " and "))
	}
	if len(where) == 0 {
		return "no workspace, so nobody can write to it yet"
	}
	return "workspaces: " + strings.Join(where, ", ")
}

// checkPack reads and proves each pack, and looks whether it has what the workspaces want of it.
func checkPack(_ context.Context, p *patient) (told []finding) {
	wants := map[string][]Workspace{p.config.Pack: nil}
	for _, w := range p.config.Workspaces {
		pack := w.Pack
		if pack == "" {
			pack = p.config.Pack
		}
		wants[pack] = append(wants[pack], w)
	}
	if len(p.config.Workspaces) > 0 && len(wants[p.config.Pack]) == 0 {
		delete(wants, p.config.Pack) // each workspace has its own
	}
	for _, dir := range slices.Sorted(maps.Keys(wants)) {
		told = append(told, onePack(dir, wants[dir])...)
	}
	return told
}

func onePack(dir string, users []Workspace) []finding {
	began := time.Now()
	mind, err := ready(dir)
	if found := problems(nil); errors.As(err, &found) {
		return []finding{{State: wrong, Says: fmt.Sprintf("%s has %d problem(s)", orShipped(dir), len(found)), Do: "helpaide flows check" + packFlag(dir) + " shows them"}}
	}
	if err != nil {
		return []finding{{State: wrong, Says: fmt.Sprintf("%s: %v", orShipped(dir), err)}}
	}
	told := []finding{{State: fine, Says: fmt.Sprintf("%s is sound and proved, in %d ms", mind.pack.Book.Name, time.Since(began).Milliseconds())}}
	for _, w := range users {
		if err := mind.speaks(w.Language); err != nil {
			told = append(told, finding{State: wrong, Says: fmt.Sprintf("workspace %s: %s does not speak its language", w.Name, mind.pack.Book.Name), Do: fmt.Sprintf("it speaks %v", mind.pack.Book.Langs)})
		}
		if _, known := mind.pack.Calendars[w.Calendar]; w.Calendar != "" && !known {
			told = append(told, finding{State: wrong, Says: fmt.Sprintf("workspace %s: %s has no such calendar", w.Name, mind.pack.Book.Name), Do: "it has " + strings.Join(slices.Sorted(maps.Keys(mind.pack.Calendars)), ", ")})
		}
	}
	return told
}

func orShipped(dir string) string {
	if dir == "" {
		return "the pack in the binary"
	}
	return dir
}

func packFlag(dir string) string {
	if dir == "" {
		return ""
	}
	return " --pack " + dir
}

// checkEmbedded looks whether the record's file can be written, and by whom it can be read.
func checkEmbedded(_ context.Context, p *patient) []finding {
	name := p.config.Embedded
	if name == "" {
		return nil
	}
	if err := writable(name); err != nil {
		return []finding{{State: wrong, Says: fmt.Sprintf("%s cannot be written: %v", name, reason(err)), Do: "it must be a file in a folder that this user may write to"}}
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(name + suffix)
		if err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
			return []finding{{State: wrong, Says: fmt.Sprintf("%s holds conversations, and others on this machine may open it", name+suffix), Do: "chmod 600 " + name + suffix}}
		}
	}
	return []finding{{State: fine, Says: name + " can be written, and only by this user"}}
}

// writable tries to write to the file, or beside where it will be.
func writable(name string) error {
	file, err := os.OpenFile(name, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		if file, err = os.CreateTemp(filepath.Dir(name), ".helpaide-doctor-"); err == nil {
			defer func() { _ = os.Remove(file.Name()) }()
		}
	}
	if err != nil {
		return err
	}
	return file.Close()
}

// checkOperators looks whether the operators' port is free, or HelpAide is on it.
func checkOperators(ctx context.Context, p *patient) []finding {
	address := p.config.Operators.Listen
	if !p.usable("operators.listen") {
		return nil
	}
	told := []finding{}
	if host, _, _ := net.SplitHostPort(address); !loopback(host) || host == "" {
		told = append(told, finding{State: hint, Says: address + " can be reached from other machines", Do: "only those who watch should reach it, never the public"})
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err == nil {
		defer listener.Close()
		return append(told, finding{State: fine, Says: address + " is free; helpaide does not run here"})
	}
	switch status, ours := ask(ctx, address, host.LivePath); {
	case !ours:
		return append(told, finding{State: wrong, Says: fmt.Sprintf("%s cannot be listened on, and no helpaide answers there: %v", address, err), Do: "free the port, or set operators.listen"})
	case status != http.StatusOK:
		return append(told, finding{State: wrong, Says: fmt.Sprintf("a helpaide runs on %s, and %s says %d", address, host.LivePath, status), Do: "its log says why; start it again"})
	}
	if err := askReady(ctx, address); err != nil {
		return append(told, finding{State: wrong, Says: fmt.Sprintf("a helpaide runs on %s: %v", address, err), Do: "its log and the lines above say why"})
	}
	return append(told, finding{State: fine, Says: "a helpaide runs on " + address + " and is ready"})
}

// askReady asks the process at the address whether it is ready.
func askReady(ctx context.Context, address string) error {
	switch status, ours := ask(ctx, address, host.ReadyPath); {
	case !ours:
		return fmt.Errorf("no helpaide answers on %s", address)
	case status != http.StatusOK:
		return fmt.Errorf("not ready: %s says %d", host.ReadyPath, status)
	}
	return nil
}

// ask is the status that the path has, and whether it is one that a helpaide gives.
func ask(ctx context.Context, address, path string) (status int, ours bool) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return 0, false
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+path, nil)
	if err != nil {
		return 0, false
	}
	answer, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(request)
	if err != nil {
		return 0, false
	}
	defer answer.Body.Close()
	return answer.StatusCode, answer.StatusCode == http.StatusOK || answer.StatusCode == http.StatusServiceUnavailable
}
