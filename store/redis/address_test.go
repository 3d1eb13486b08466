package redis

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestAddresses(t *testing.T) {
	for address, want := range map[string]Address{
		"redis://localhost":                      {kind: single, hosts: []string{"localhost:6379"}},
		"redis://:pw@10.0.0.1:7000/3":            {kind: single, hosts: []string{"10.0.0.1:7000"}, password: "pw", db: 3},
		"rediss://app:p%40%2F%3F%25@cache.local": {kind: single, tls: true, hosts: []string{"cache.local:6379"}, user: "app", password: "p@/?%"},
		"redis://:a@b@host":                      {kind: single, hosts: []string{"host:6379"}, password: "a@b"},
		"redis://[::1]:6380/0":                   {kind: single, hosts: []string{"[::1]:6380"}},
		"redis://[fd00::1]":                      {kind: single, hosts: []string{"[fd00::1]:6379"}},
		"redis+sentinel://:pw@s1,s2:5000/main?db=2&sentinel_password=q": {
			kind: sentinels, hosts: []string{"s1:26379", "s2:5000"}, password: "pw", master: "main", db: 2,
			sentinel: struct{ user, password string }{"", "q"},
		},
		"rediss+cluster://u:pw@n1:7000,n2:7001": {kind: cluster, tls: true, hosts: []string{"n1:7000", "n2:7001"}, user: "u", password: "pw"},
	} {
		got, err := Parse(address)
		if err != nil {
			t.Errorf("%s: %v", address, err)
		} else if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// Each address is wrong in one way, and holds the word soleil where a password might be.
func TestAWrongAddressIsRefusedAndItsPasswordNotPrinted(t *testing.T) {
	for address, want := range map[string]string{
		"soleil":                                   "must begin with",
		"":                                         "must begin with",
		"http://:soleil@host":                      "must begin with",
		"redis://:sol/eil@host":                    "%2F",
		"redis://:soleil?x@host":                   "%3F",
		"redis://:soleil#x@host":                   "%23",
		"redis://:soleil%zz@host":                  "%25",
		"redis://soleil@host":                      "user without a password",
		"redis://:soleil@":                         "a host must be",
		"redis://host:soleil":                      "a host must be",
		"redis://:soleil@host:0":                   "a host must be",
		"redis://:soleil@host:99999":               "a host must be",
		"redis://:soleil@a,b":                      "several hosts",
		"redis://host/soleil":                      "must be a number",
		"redis://host?password=soleil":             "not known here",
		"redis+sentinel://:soleil@host":            "name of the master",
		"redis+sentinel://:soleil@host/a/b":        "name of the master",
		"redis+sentinel://:p@h/m?db=soleil":        "must be a number",
		"redis+sentinel://:p@h/m?soleil=1":         "not known here",
		"redis+sentinel://:p@h/m?db=%zz;pw=soleil": "cannot be read",
		"redis+cluster://:soleil@host/1":           "no databases",
	} {
		_, err := Parse(address)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want … %s …", address, err, want)
		} else if strings.Contains(err.Error(), "sol") {
			t.Errorf("%s: the password is in %q", address, err)
		}
	}
}

func TestAnAddressPrintsWithoutItsPasswords(t *testing.T) {
	for address, want := range map[string]string{
		"redis://app:soleil@h:1/2":                                      "redis://h:1/2",
		"rediss+sentinel://:soleil@a,b/m?db=1&sentinel_password=soleil": "rediss+sentinel://a:26379,b:26379/m?db=1",
		"redis+sentinel://:soleil@a/m":                                  "redis+sentinel://a:26379/m",
		"redis+cluster://:soleil@a,b":                                   "redis+cluster://a:6379,b:6379",
	} {
		parsed, err := Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		for _, verb := range []string{"%s", "%v", "%+v", "%#v"} {
			if got := fmt.Sprintf(verb, parsed); got != want {
				t.Errorf("%s with %s: %s, want %s", address, verb, got, want)
			}
		}
	}
}

func TestARedisWithoutAPasswordMustBeOnThisMachine(t *testing.T) {
	for address, refused := range map[string]bool{
		"redis://localhost": false, "redis://127.0.0.2:1": false, "redis://[::1]": false,
		"redis://:pw@10.0.0.1": false, "rediss://u:pw@cache": false,
		"redis://10.0.0.1": true, "rediss://cache": true, "redis://0.0.0.0": true, "redis://localhost.example": true,
		"redis+cluster://127.0.0.1,10.0.0.1": true, "redis+sentinel://s1/main?sentinel_password=pw": true,
	} {
		for _, told := range []bool{false, true} {
			store, err := Open(Options{Address: address, Unprotected: told})
			if (err != nil) != (refused && !told) {
				t.Errorf("%s, told that it is fine %v: %v", address, told, err)
			}
			if err != nil {
				continue
			}
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}
