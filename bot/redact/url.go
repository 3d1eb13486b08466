package redact

import "strings"

// secretKeys are pieces of the names that pages give to what lets somebody in.
var secretKeys = []string{"token", "code", "reset", "otp", "key", "secret", "auth", "ticket", "sig", "session", "sid", "jwt",
	"assertion", "verif", "challenge", "nonce", "credential", "invit", "magic", "state"}

var passwordKeys = []string{"pass", "pwd", "mdp"}

// urls hides the values of telling parameters (?token=…, #access_token=…), and the password of user:password@host.
// The host stays readable.
func urls(v *view, _ Context) {
	for i := 1; i < len(v.low); i++ {
		switch {
		case v.low[i] == '=':
			v.parameter(i)
		case v.low[i] == ':' && v.has(i, "://"):
			v.userinfo(i + 3)
		}
	}
}

func (v *view) parameter(equals int) {
	i := equals
	for isAlnum(v.c(i-1)) || v.c(i-1) == '_' || v.c(i-1) == '-' || v.c(i-1) == '.' {
		i--
	}
	if i == equals || strings.IndexByte("?&#;", v.c(i-1)) < 0 {
		return
	}
	j := equals + 1
	for !isSpace(v.c(j)) && v.mark[j] == 0 && strings.IndexByte(`&"'<>#)|`, v.c(j)) < 0 {
		j++
	}
	name := string(v.low[i:equals])
	switch {
	case containsAny(name, passwordKeys):
		v.hide(equals+1, j, Password)
	case containsAny(name, secretKeys) && j-equals > 4:
		v.hide(equals+1, j, Token)
	}
}

func containsAny(name string, pieces []string) bool {
	for _, piece := range pieces {
		if strings.Contains(name, piece) {
			return true
		}
	}
	return false
}

func (v *view) userinfo(i int) {
	colon := 0
	for j := i; j < i+200; j++ {
		switch c := v.c(j); {
		case c == ':' && colon == 0:
			colon = j
		case c == '@' && colon > 0:
			v.hide(colon+1, j, Password)
			return
		case c == '/' || isSpace(c):
			return
		}
	}
}
