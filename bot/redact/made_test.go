package redact

import (
	"encoding/base64"
	"net/url"
	"strings"
)

// madeTokens are made when the tests run: no file of ours holds anything that looks like a key.
func madeTokens() map[string]string {
	letters := "AbCdEfGh1JkLmN0pQrStUvWx2zAbCdEfGh1JkLmN0p"
	digits := strings.Repeat("0123456789", 4)
	part := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	return map[string]string{
		"hex":    strings.Repeat("0a1b2c3d", 4),
		"sha256": strings.Repeat("9f8e7d6c", 8),
		"slack":  "xox" + "b-" + digits[:12] + "-" + letters[:24],
		"app":    "xa" + "pp-1-" + letters[:12] + "-" + digits[:20],
		"github": "gh" + "p_" + letters[:36],
		"aws":    "AK" + "IA" + strings.ToUpper(letters[:16]),
		"google": "AI" + "za" + letters[:35],
		"stripe": "sk" + "_live_" + letters[:24],
		"jwt":    part(`{"alg":"HS256","typ":"JWT"}`) + "." + part(`{"sub":"1234567890"}`) + "." + letters[:40],
		"random": letters[:40],
	}
}

// survives looks for a secret as it was written, URL-encoded, and, when it is made of digits mostly, by them alone.
func survives(text, planted string) bool {
	if strings.Contains(text, planted) || strings.Contains(text, url.QueryEscape(planted)) {
		return true
	}
	digits := onlyDigits(planted)
	return len(digits) >= 4 && len(digits)*2 > len(planted) && strings.Contains(onlyDigits(text), digits)
}

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
