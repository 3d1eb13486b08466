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

// mind is the workspace's pack.
func (p *packs) mind(w Workspace) *brain {
	if w.Pack == "" {
		return p.brain
	}
	return p.minds[w.Pack]
}

// serve has the workspace's pack serve whom its channel carries.
func (p *packs) serve(w Workspace, channel host.Channel) {
	if mind := p.mind(w); mind != p.brain {
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
