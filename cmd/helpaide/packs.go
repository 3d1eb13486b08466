package main

import (
	"fmt"

	"github.com/helpaide/helpaide/bot"
	"github.com/helpaide/helpaide/bot/host"
)

// packs are those of the configuration, each made ready once, and which of them serves whom.
type packs struct {
	*brain // what serves whoever has no pack of their own

	minds  map[string]*brain // by folder
	placed []placed
}

// placed is a channel of a workspace that has a pack of its own.
type placed struct {
	channel host.Channel
	mind    *brain
}

// packs makes the packs of the configuration ready by prepare, which is ready or think.
func (c Config) packs(prepare func(dir string) (*brain, error)) (*packs, error) {
	all := &packs{minds: map[string]*brain{}}
	for _, dir := range c.packFolders() {
		mind, err := prepare(dir)
		if err != nil && len(c.packFolders()) > 1 {
			return nil, fmt.Errorf("%s:\n%w", orShipped(dir), err)
		}
		if err != nil {
			return nil, err
		}
		all.minds[dir] = mind
	}
	all.brain = all.minds[c.Pack]
	return all, nil
}

// packFolders are the folders of all packs, the one for everybody first.
func (c Config) packFolders() []string {
	dirs, known := []string{c.Pack}, map[string]bool{c.Pack: true}
	for _, w := range c.Workspaces {
		if w.Pack != "" && !known[w.Pack] {
			dirs, known[w.Pack] = append(dirs, w.Pack), true
		}
	}
	return dirs
}

// mindOf is what serves the workspace.
func (p *packs) mindOf(w Workspace) *brain {
	if mind := p.minds[w.Pack]; w.Pack != "" && mind != nil {
		return mind
	}
	return p.brain
}

// serve has the workspace's pack serve whom its channel carries.
func (p *packs) serve(w Workspace, channel host.Channel) {
	if mind := p.mindOf(w); mind != p.brain {
		p.placed = append(p.placed, placed{channel, mind})
	}
}

// of is host.Options.Packs.
func (p *packs) of(home bot.Address) *host.Reader {
	for _, one := range p.placed {
		if one.channel.Carries(home) {
			return &one.mind.reader
		}
	}
	return nil
}
