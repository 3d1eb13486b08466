package main

import (
	"crypto/tls"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// redisPlace is a Redis address, read: redis://, rediss://, and with +sentinel or +cluster for several hosts.
type redisPlace struct{ redis.UniversalOptions }

// readRedis reads the address as far as a check needs it. It is false for what is none.
func readRedis(address string) (redisPlace, bool) {
	scheme, rest, found := strings.Cut(address, "://")
	plain, kind, _ := strings.Cut(scheme, "+")
	before, _, _ := strings.Cut(rest, "/")
	hosts := strings.Split(before[strings.LastIndex(before, "@")+1:], ",")
	several := kind == "sentinel" || kind == "cluster"
	if !found || plain != "redis" && plain != "rediss" || kind != "" && !several || !several && len(hosts) > 1 || slices.Contains(hosts, "") {
		return redisPlace{}, false
	}
	parsed, err := url.Parse(plain + "://" + strings.Replace(rest, strings.Join(hosts, ","), hosts[0], 1))
	if err != nil || parsed.Hostname() == "" {
		return redisPlace{}, false
	}
	where := redisPlace{}
	for _, host := range hosts {
		where.Addrs = append(where.Addrs, withPort(host, map[bool]string{true: "26379", false: "6379"}[kind == "sentinel"]))
	}
	where.Username = parsed.User.Username()
	where.Password, _ = parsed.User.Password()
	if kind == "sentinel" {
		where.MasterName = strings.Trim(parsed.Path, "/")
		where.SentinelUsername, where.SentinelPassword = parsed.Query().Get("sentinel_user"), parsed.Query().Get("sentinel_password")
	}
	if plain == "rediss" {
		where.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	where.IsClusterMode = kind == "cluster"
	where.MaxRetries, where.DialTimeout, where.ContextTimeoutEnabled = -1, 2*time.Second, true
	return where, true
}

func withPort(host, port string) string {
	if _, _, err := net.SplitHostPort(host); err == nil {
		return host
	}
	return net.JoinHostPort(strings.Trim(host, "[]"), port)
}

func (p redisPlace) loopback() bool {
	return !slices.ContainsFunc(p.Addrs, func(address string) bool {
		host, _, _ := net.SplitHostPort(address)
		return !loopback(host)
	})
}
