package slack

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"github.com/helpaide/helpaide/bot"
)

// outcome says in the host's terms how a call that writes a message failed. What Slack may have taken is left
// open; nil stays nil.
func outcome(err error) error {
	if err == nil || errors.Is(err, bot.ErrUnsent) || errors.Is(err, bot.ErrRefused) {
		return err
	}
	if said, ok := errors.AsType[slackgo.SlackErrorResponse](err); ok {
		return judged(said.Err)
	}
	if status, ok := errors.AsType[slackgo.StatusCodeError](err); ok {
		return judgedStatus(status.Code)
	}
	return err
}

// judged weighs an error code of Slack's.
func judged(code string) error {
	switch {
	case code == "ratelimited" || code == "rate_limited" || code == "message_limit_exceeded":
		return &bot.RetryAfterError{After: 30 * time.Second, All: true}
	case mendable[code]:
		return fmt.Errorf("%w: slack says %s", bot.ErrUnsent, named(code))
	case gone[code]:
		return fmt.Errorf("%w: slack says %s", bot.ErrGone, named(code))
	case refused(code):
		return fmt.Errorf("%w: slack says %s", bot.ErrRefused, named(code))
	}
	return fmt.Errorf("slack says %s", named(code))
}

// judgedStatus weighs an answer that was no 200: Slack itself says no with a 200, so that the rest comes from
// what stands between, or from a wrong address.
func judgedStatus(code int) error {
	switch {
	case code == http.StatusRequestEntityTooLarge:
		return fmt.Errorf("%w: status %d", bot.ErrRefused, code)
	case code >= 300 && code < 500 && code != http.StatusRequestTimeout:
		return fmt.Errorf("%w: status %d", bot.ErrUnsent, code)
	}
	return fmt.Errorf("status %d", code)
}

// mendable are codes with which Slack takes nothing until an operator, or Slack, mends something: lines wait.
var mendable = map[string]bool{
	"invalid_auth": true, "not_authed": true, "account_inactive": true, "token_revoked": true, "token_expired": true,
	"missing_scope": true, "no_permission": true, "not_allowed_token_type": true, "access_denied": true,
	"accesslimited": true, "org_login_required": true, "team_added_to_org": true, "two_factor_setup_required": true,
	"enterprise_is_restricted": true, "ekm_access_denied": true, "team_access_not_granted": true,
	"method_deprecated": true, "deprecated_endpoint": true, "unknown_method": true,
}

// gone are codes with which nothing will reach the person any more.
var gone = map[string]bool{
	"channel_not_found": true, "not_in_channel": true, "is_archived": true, "is_inactive": true, "user_not_found": true,
	"user_disabled": true, "user_not_visible": true, "messages_tab_disabled": true,
}

// refusals are codes that will never be another answer for this line.
var refusals = map[string]bool{
	"msg_too_long": true, "msg_blocks_too_long": true, "no_text": true, "restricted_action": true, "user_is_bot": true,
	"cannot_dm_bot": true, "thread_not_found": true,
	"message_not_found": true, "metadata_too_large": true, "metadata_must_be_sent_from_app": true, "too_many_attachments": true,
	"as_user_not_supported": true, "slack_connect_canvas_sharing_blocked": true, "slack_connect_file_link_sharing_blocked": true,
	"cannot_reply_to_message": true, "cannot_reply_to_broadcast": true, "duplicate_channel_not_found": true, "duplicate_message_not_found": true,
	"too_many_contact_cards": true, "method_not_supported_for_channel_type": true, "external_channel_migrating": true,
}

// refused reports whether Slack will never take the line.
func refused(code string) bool {
	return refusals[code] || strings.HasPrefix(code, "invalid_") || strings.HasPrefix(code, "restricted_action")
}

// fatal reports whether nothing works until somebody does something about the app or its tokens.
func fatal(code string) bool {
	switch code {
	case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope", "not_allowed_token_type", "app_uninstalled":
		return true
	}
	return false
}

// named is a code fit for a log: a platform's answer is not trusted to be short or plain.
func named(code string) string {
	clean := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == ':' {
			return c
		}
		return -1
	}, code)
	if clean == "" {
		return "nothing"
	}
	return clean[:min(len(clean), 60)]
}

// code is what Slack said, or "".
func code(err error) string {
	said, _ := errors.AsType[slackgo.SlackErrorResponse](err)
	return said.Err
}
