package slackfake

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"strings"
	"time"
)

// args are what a call was given, as text; what is no text stands there as JSON.
type args map[string]string

// reply is what a method answers: its fields, or why not.
type reply struct {
	fields map[string]any
	code   string   // "" when it was accepted
	why    []string // more about an error
	needed string   // the scope that lacks
}

func yes(fields map[string]any) reply     { return reply{fields: fields} }
func no(code string, why ...string) reply { return reply{code: code, why: why} }

func lacks(scope string) reply { return reply{code: "missing_scope", needed: scope} }

// method is one of the web API.
type method struct {
	scopes []string // one of them is needed
	app    bool     // it wants the app's token, not the bot's
	tier   int      // calls a minute
	form   bool     // it reads no JSON
	do     func(f *Fake, a args) reply
}

// methods are those that a bot like ours may need.
func methods() map[string]method {
	writes, status := []string{"chat:write"}, []string{"chat:write", "assistant:write"}
	reads := []string{"channels:history", "groups:history", "im:history", "mpim:history"}
	looks := []string{"channels:read", "groups:read", "im:read", "mpim:read"}
	return map[string]method{
		"auth.test":                             {tier: 100, do: (*Fake).authTest},
		"apps.connections.open":                 {tier: 20, app: true, do: (*Fake).openConnection},
		"bots.info":                             {scopes: []string{"users:read"}, tier: 50, form: true, do: (*Fake).botInfo},
		"chat.postMessage":                      {scopes: writes, do: (*Fake).post},
		"chat.postEphemeral":                    {scopes: writes, tier: 100, do: (*Fake).postEphemeral},
		"chat.update":                           {scopes: writes, tier: 50, do: (*Fake).update},
		"chat.delete":                           {scopes: writes, tier: 50, do: (*Fake).deleteMessage},
		"conversations.open":                    {scopes: []string{"im:write", "mpim:write"}, tier: 50, do: (*Fake).open},
		"conversations.info":                    {scopes: looks, tier: 50, form: true, do: (*Fake).info},
		"conversations.list":                    {scopes: looks, tier: 20, form: true, do: (*Fake).list},
		"users.conversations":                   {scopes: looks, tier: 50, form: true, do: (*Fake).list},
		"conversations.history":                 {scopes: reads, tier: 50, form: true, do: (*Fake).history},
		"conversations.replies":                 {scopes: reads, tier: 50, form: true, do: (*Fake).replies},
		"users.info":                            {scopes: []string{"users:read"}, tier: 100, form: true, do: (*Fake).userInfo},
		"usergroups.users.list":                 {scopes: []string{"usergroups:read"}, tier: 20, form: true, do: (*Fake).groupUsers},
		"views.publish":                         {tier: 100, do: (*Fake).publish},
		"views.open":                            {tier: 100, do: (*Fake).openView},
		"views.update":                          {tier: 100, do: (*Fake).updateView},
		"reactions.add":                         {scopes: []string{"reactions:write"}, tier: 50, do: (*Fake).react},
		"reactions.remove":                      {scopes: []string{"reactions:write"}, tier: 20, do: (*Fake).unreact},
		"assistant.threads.setStatus":           {scopes: status, tier: 100, do: (*Fake).setStatus},
		"assistant.threads.setSuggestedPrompts": {scopes: []string{"assistant:write"}, tier: 100, do: (*Fake).setPrompts},
	}
}

// call answers a call of the web API.
func (f *Fake) call(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	given, err := argsOf(r)
	if err != nil {
		f.write(w, no("invalid_json"), method{})
		return
	}
	request := Request{Method: name, Args: given, At: time.Now(), Token: tokenOf(r, given), Header: r.Header.Clone()}
	delete(given, "token")
	fault := f.fault(name, given["channel"])
	request.Spoilt = fault != nil
	if fault != nil && fault.early() {
		request.Outcome = string(fault.Kind)
		f.note(request)
		fault.before(w, r)
		return
	}
	if fault != nil {
		fault.before(w, r)
	}
	m, known := methods()[name]
	if m.form && strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		clear(given)
	}
	answer, wait := f.judge(&request, m, known, fault)
	f.note(request)
	switch {
	case wait > 0:
		f.tooMany(w, fault, wait)
	case fault != nil && fault.after(w, r):
	default:
		f.write(w, answer, m)
	}
}

// judge accepts a call or says why not. A wait above 0 is how long the caller may not call again.
func (f *Fake) judge(request *Request, m method, known bool, fault *Fault) (answer reply, wait time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.tell()
	request.Inside = f.inside(request.Method, request.Args["channel"])
	answer = f.allowed(*request, m, known)
	if answer.code == "" {
		wait = f.paced(request.Method, request.Args["channel"], m, fault)
	}
	if wait > 0 {
		request.Outcome = "ratelimited"
		return no("ratelimited"), wait
	}
	if answer.code == "" && fault != nil {
		answer = no(fault.code())
	}
	if answer.code == "" {
		answer = m.do(f, request.Args)
	}
	request.Outcome = answer.code
	request.TS = text(answer.fields["ts"])
	return answer, 0
}

// allowed checks the token, the method and the scopes.
func (f *Fake) allowed(request Request, m method, known bool) reply {
	own := f.BotToken
	if m.app {
		own = f.AppToken
	}
	switch {
	case request.Token == "":
		return no("not_authed")
	case request.Token != f.BotToken && request.Token != f.AppToken:
		return no("invalid_auth")
	case f.revoked != "":
		return no(f.revoked)
	case !known:
		return no("unknown_method")
	case request.Token != own:
		return no("not_allowed_token_type")
	case !f.granted(m.scopes):
		return lacks(m.scopes[0])
	}
	return reply{}
}

// write writes an answer of the web API.
func (f *Fake) write(w http.ResponseWriter, answer reply, m method) {
	f.mu.Lock()
	scopes := strings.Join(f.o.Scopes, ",")
	f.mu.Unlock()
	fields := with(answer.fields, "ok", answer.code == "")
	if answer.code != "" {
		fields = map[string]any{"ok": false, "error": answer.code}
	}
	if answer.code == "missing_scope" {
		fields["needed"], fields["provided"] = answer.needed, scopes
	}
	if len(answer.why) > 0 {
		fields["errors"] = answer.why
		fields["response_metadata"] = map[string]any{"messages": answer.why}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("X-OAuth-Scopes", scopes)
	w.Header().Set("X-Accepted-OAuth-Scopes", strings.Join(m.scopes, ","))
	_ = json.NewEncoder(w).Encode(fields) // a caller that is gone hears nothing
}

// mostBody is more than any call may have.
const mostBody = 1 << 20

// argsOf reads what a call gives, as a form or as JSON.
func argsOf(r *http.Request) (args, error) {
	out := args{}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	for key, values := range r.URL.Query() {
		out[key] = values[0]
	}
	r.Body = http.MaxBytesReader(nil, r.Body, mostBody)
	switch kind {
	case "application/json":
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return out, err
		}
		read, err := jsonArgs(raw)
		maps.Copy(out, read)
		return out, err
	case "multipart/form-data":
		if err := r.ParseMultipartForm(mostBody); err != nil {
			return out, err
		}
	default:
		if err := r.ParseForm(); err != nil {
			return out, err
		}
	}
	for key, values := range r.PostForm {
		out[key] = values[0]
	}
	return out, nil
}

func jsonArgs(raw []byte) (args, error) {
	out, fields := args{}, map[string]json.RawMessage{}
	if len(raw) == 0 {
		return out, nil
	}
	if err := json.Unmarshal(raw, &fields); err != nil {
		return out, errors.New("not JSON")
	}
	delete(fields, "token") // with JSON it goes in the header
	for key, value := range fields {
		var words string
		if json.Unmarshal(value, &words) != nil {
			words = string(value)
		}
		out[key] = words
	}
	return out, nil
}

func tokenOf(r *http.Request, given args) string {
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return bearer
	}
	return given["token"]
}

func (a args) is(key string) bool { return a[key] == "true" || a[key] == "1" }
