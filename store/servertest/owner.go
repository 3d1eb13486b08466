package servertest

import (
	"os"
	"os/user"
	"strconv"
)

// owner is the user that a program is run by.
type owner struct{ uid, gid int }

// postgresOwner is who runs Postgres; nil when we may ourselves.
func postgresOwner() *owner {
	if os.Geteuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		found, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.Atoi(found.Uid)
		gid, err2 := strconv.Atoi(found.Gid)
		if err1 == nil && err2 == nil {
			return &owner{uid, gid}
		}
	}
	return nil // Postgres will say why it does not start
}
