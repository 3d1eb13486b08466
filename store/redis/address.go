package redis

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Address is where a Redis is and how to get in. It prints without its passwords.
type Address struct {
	kind     kind
	tls      bool
	hosts    []string // host:port
	user     string
	password string
	db       int
	master   string // the name that the sentinels know it by
	sentinel struct{ user, password string }
}

type kind string

const (
	single    kind = "redis"
	sentinels kind = "redis+sentinel"
	cluster   kind = "redis+cluster"
)

// ports are where each kind listens when the address does not say.
var ports = map[kind]string{single: "6379", sentinels: "26379", cluster: "6379"}

// Parse reads an address in one of these forms. Each has a form with rediss in place of redis,
// which is TLS. What is in brackets may be left out:
//
//	redis://[[user]:password@]host[:port][/db]
//	redis+sentinel://[[user]:password@]host[:port][,host[:port]…]/master[?db=0&sentinel_user=u&sentinel_password=p]
//	redis+cluster://[[user]:password@]host[:port][,host[:port]…]
//
// In the second form the hosts are sentinels, and user and password are those of the master. In
// the third any node will do, the others are learned from it. The signs / ? # % @ of a password are
// written as %2F %3F %23 %25 %40. An error names the part that is wrong and repeats nothing of it.
func Parse(address string) (Address, error) {
	parsed, err := parse(address)
	if err != nil {
		return Address{}, fmt.Errorf("read the address of Redis: %w", err)
	}
	return parsed, nil
}

func parse(address string) (a Address, err error) {
	scheme, rest, _ := strings.Cut(address, "://")
	a.tls = strings.HasPrefix(scheme, "rediss")
	a.kind = kind(strings.Replace(scheme, "rediss", "redis", 1))
	if ports[a.kind] == "" {
		return a, errors.New("it must begin with redis://, redis+sentinel:// or redis+cluster://, or with rediss in place of redis")
	}
	rest, query, _ := strings.Cut(rest, "?")
	rest, path, _ := strings.Cut(rest, "/")
	if strings.ContainsAny(path+query, "@") || strings.Contains(address, "#") {
		return a, errors.New("the signs / ? # @ of a password must be written as %2F %3F %23 %40")
	}
	if err := a.readHosts(rest[strings.LastIndex(rest, "@")+1:]); err != nil {
		return a, err
	}
	if err := a.readUser(rest[:max(strings.LastIndex(rest, "@"), 0)]); err != nil {
		return a, err
	}
	return a, a.readRest(path, query)
}

func (a *Address) readHosts(hosts string) error {
	for one := range strings.SplitSeq(hosts, ",") {
		host, port, err := net.SplitHostPort(one)
		if err != nil { // there is no port
			host, port, err = net.SplitHostPort(one + ":" + ports[a.kind])
		}
		if number, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil || number == 0 || host == "" {
			return errors.New("a host must be host, host:port or [IPv6]:port")
		}
		a.hosts = append(a.hosts, net.JoinHostPort(host, port))
	}
	if a.kind == single && len(a.hosts) > 1 {
		return errors.New("several hosts are for redis+sentinel:// and redis+cluster://")
	}
	return nil
}

func (a *Address) readUser(info string) (err error) {
	user, password, _ := strings.Cut(info, ":")
	if a.user, err = url.PathUnescape(user); err == nil {
		a.password, err = url.PathUnescape(password)
	}
	if err != nil {
		return errors.New("a % in the user or the password must be written as %25")
	}
	if a.password == "" && info != "" {
		return errors.New("it has a user without a password; the form is user:password@host, or :password@host")
	}
	return nil
}

// readRest reads what comes after the hosts, which means something else in each kind.
func (a *Address) readRest(path, query string) error {
	values, err := url.ParseQuery(query)
	if err != nil {
		return errors.New("what follows the ? cannot be read")
	}
	known := map[kind][]string{sentinels: {"db", "sentinel_user", "sentinel_password"}}[a.kind]
	for name := range values {
		if !slices.Contains(known, name) {
			return errors.New("it has an option after the ? that is not known here; db, sentinel_user and sentinel_password are, with redis+sentinel://")
		}
	}
	a.sentinel.user, a.sentinel.password = values.Get("sentinel_user"), values.Get("sentinel_password")
	switch a.kind {
	case cluster:
		if path != "" {
			return errors.New("a cluster has no databases: nothing may follow its hosts")
		}
		return nil
	case sentinels:
		if a.master = path; path == "" || strings.Contains(path, "/") {
			return errors.New("the hosts must be followed by the name of the master, as in redis+sentinel://host/mymaster")
		}
		return a.readDB(values.Get("db"))
	}
	return a.readDB(path)
}

func (a *Address) readDB(db string) error {
	if db == "" {
		return nil
	}
	number, err := strconv.ParseUint(db, 10, 16)
	if err != nil {
		return errors.New("the database must be a number, as in redis://host/0")
	}
	a.db = int(number)
	return nil
}

// unprotected reports whether anybody who reaches this Redis over a network gets in.
func (a Address) unprotected() bool { return a.password == "" && !a.loopback() }

// loopback reports whether all hosts are this machine.
func (a Address) loopback() bool {
	return !slices.ContainsFunc(a.hosts, func(host string) bool {
		name, _, _ := net.SplitHostPort(host)
		ip := net.ParseIP(name)
		return name != "localhost" && (ip == nil || !ip.IsLoopback())
	})
}

// String is the address without what lets one in.
func (a Address) String() string {
	scheme := string(a.kind)
	if a.tls {
		scheme = strings.Replace(scheme, "redis", "rediss", 1)
	}
	where := scheme + "://" + strings.Join(a.hosts, ",")
	switch {
	case a.kind == cluster:
		return where
	case a.kind == sentinels && a.db != 0:
		return fmt.Sprintf("%s/%s?db=%d", where, a.master, a.db)
	case a.kind == sentinels:
		return where + "/" + a.master
	}
	return fmt.Sprintf("%s/%d", where, a.db)
}

// GoString is the same, for those who print with %#v.
func (a Address) GoString() string { return a.String() }
