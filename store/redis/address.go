package redis

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	driver "github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
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
func (a Address) unprotected() bool { return a.password == "" && !a.Loopback() }

// Loopback reports whether all hosts are this machine.
func (a Address) Loopback() bool {
	return !slices.ContainsFunc(a.hosts, func(host string) bool {
		name, _, _ := net.SplitHostPort(host)
		ip := net.ParseIP(name)
		return name != "localhost" && (ip == nil || !ip.IsLoopback())
	})
}

// TLS reports whether it is reached by TLS.
func (a Address) TLS() bool { return a.tls }

// Passwords are what lets one in: with the servers, and with the sentinels. Each may be "".
func (a Address) Passwords() (servers, sentinels string) { return a.password, a.sentinel.password }

// Client connects to the address as an operator does who looks at the server itself: without a Store's limits,
// but asking once. TLS trusts what the machine trusts.
func (a Address) Client() driver.UniversalClient {
	with := a.options()
	if a.tls {
		with.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	return driver.NewUniversalClient(&with)
}

// Anybody is the address without user and password.
func (a Address) Anybody() Address {
	a.user, a.password = "", ""
	return a
}

// options are what every connection to the address has in common.
func (a Address) options() driver.UniversalOptions {
	return driver.UniversalOptions{
		Addrs: a.hosts, MasterName: a.master, DB: a.db, Username: a.user, Password: a.password,
		SentinelUsername: a.sentinel.user, SentinelPassword: a.sentinel.password, IsClusterMode: a.kind == cluster,
		ClientName: "helpaide", DisableIdentity: true, ContextTimeoutEnabled: true,
		MaxRetries: -1, DialerRetries: 1, DialTimeout: 2 * time.Second,
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	}
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
