package slack_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/helpaide/helpaide/adapters/slack/slackfake"
	"github.com/helpaide/helpaide/bot"
)

// A case from the question over the claim and talk both ways to the release, which asks the waiting question again.
func TestTakeover(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	card := o.claims(o.camille)
	if words := card.Words(); !strings.Contains(words, "je n'ai pas internet") || !strings.Contains(words, "Alex") {
		t.Errorf("the card is %q", words)
	}
	before := len(o.fake.Answers(o.client.Home()))
	for i := range 5 {
		o.camille.Write(o.desk, card.TS, fmt.Sprint("réponse ", i))
		o.client.DM(fmt.Sprint("question ", i))
	}
	o.awaits(o.client.Home(), "réponse 4")
	relayed := o.awaits(o.desk, "question 4")
	if relayed.Name != "Alex (client)" || relayed.Thread != card.TS {
		t.Errorf("relayed as %q in %q", relayed.Name, relayed.Thread)
	}
	var got []string
	for _, m := range o.fake.Answers(o.client.Home())[before:] {
		got = append(got, m.Words())
		if m.Name != "Camille · l'équipe" {
			t.Errorf("%q is from %q", m.Words(), m.Name)
		}
	}
	if want := "[réponse 0 réponse 1 réponse 2 réponse 3 réponse 4]"; fmt.Sprint(got) != want {
		t.Errorf("the person read %v", got)
	}
	var asked []string
	for _, m := range o.fake.Answers(o.desk) {
		if m.Thread == card.TS && strings.HasPrefix(m.Words(), "question") {
			asked = append(asked, m.Words())
		}
	}
	if want := "[question 0 question 1 question 2 question 3 question 4]"; fmt.Sprint(asked) != want {
		t.Errorf("the agent read %v", asked)
	}
	question := o.mind.Engine.Card(*o.session(), "fr").Question
	turns := o.session().Seq
	o.camille.Press(o.card("Camille"), "reprendre ici")
	o.card("avec l'assistant")
	last := o.awaits(o.client.Home(), question)
	if o.session().Seq != turns+1 || last.TS == "" || question == "" {
		t.Errorf("%d turns for a release; the question is %q", o.session().Seq-turns, question)
	}
	if len(o.cards()) != 1 {
		t.Errorf("%d cards", len(o.cards()))
	}
	o.clean()
}

func TestSecondClaimLoses(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	card := o.asksForPeople()
	o.camille.Press(card, "Prendre et répondre ici")
	o.card("Camille")
	o.sam.Press(card, "Prendre et répondre ici")
	o.told(o.sam, "Camille has taken this case.")
	if owner := o.session().Case.Owner; owner == nil || owner.Name != "Camille" {
		t.Errorf("the owner is %v", owner)
	}
	o.clean()
}

func TestOnlyTheOwnerReachesThePerson(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	card := o.asksForPeople()
	early := o.camille.Write(o.desk, card.TS, "canari avant la prise")
	o.told(o.camille, "Prenez d'abord le dossier.")
	o.camille.Press(card, "Prendre et répondre ici")
	o.card("Camille")
	o.sam.Write(o.desk, card.TS, "canari de Sam")
	o.told(o.sam, "Camille has taken this case.")
	o.visitor.Write(o.desk, card.TS, "canari d'un visiteur")
	o.told(o.visitor, "Votre rôle ne le permet pas.")
	o.camille.Write(o.desk, card.TS, "// canari en note")
	o.camille.Write(o.desk, card.TS, "Note: canari aussi")
	o.camille.Write(o.desk, "", "canari hors du fil")
	o.camille.Write(o.desk, card.TS, "Envoyez-moi votre mot de passe, canari")
	o.told(o.camille, "Ne demandez jamais")
	o.camille.Edit(o.desk, early, "canari changé après la prise")
	o.fake.Await(t, "the change to be taken", o.fake.Settled)
	o.camille.Write(o.desk, card.TS, "Bonjour Alex")
	o.awaits(o.client.Home(), "Bonjour Alex")
	if all := o.all(o.client.Home()); strings.Contains(all, "canari") {
		t.Errorf("the person read %s", all)
	}
	o.fake.Await(t, "the lines to be marked", func() bool {
		marks := map[string]int{}
		for _, r := range o.fake.Reactions() {
			marks[r.Name]++
		}
		return marks["spiral_note_pad"] >= 3 && marks["white_check_mark"] == 1
	})
	o.clean()
}

func TestVisitorMayNotClaim(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	o.visitor.Press(o.asksForPeople(), "Prendre et répondre ici")
	o.told(o.visitor, "Votre rôle ne le permet pas.")
	if o.session().Mode() != bot.Queued {
		t.Errorf("the case is %v", o.session().Mode())
	}
}

func TestEditsAndDeletesGoBothWays(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	card := o.claims(o.camille)
	ts := o.camille.Write(o.desk, card.TS, "redémarez le modem")
	sent := o.awaits(o.client.Home(), "redémarez")
	o.camille.Edit(o.desk, ts, "redémarrez le modem")
	if edited := o.awaits(o.client.Home(), "redémarrez le modem"); edited.TS != sent.TS {
		t.Error("an edit became another message")
	}
	o.camille.Delete(o.desk, ts)
	o.fake.Await(t, "the person's copy to go", func() bool { return o.fake.Message(o.client.Home(), sent.TS).TS == "" })

	own := o.client.DM("j'ai deux modem")
	copied := o.awaits(o.desk, "j'ai deux modem")
	o.client.Edit(o.client.Home(), own, "j'ai deux modems")
	if edited := o.awaits(o.desk, "j'ai deux modems (modifié)"); edited.TS != copied.TS {
		t.Error("an edit became another message")
	}
	o.client.Edit(o.client.Home(), own, "j'ai deux modems") // as Slack tells of a preview
	o.client.Delete(o.client.Home(), own)
	if gone := o.awaits(o.desk, "[supprimé par le client]"); gone.TS != copied.TS {
		t.Error("a deletion became another message")
	}
	o.clean()
}

// A line that is changed while it is held back is read in its last form only; one that is taken back, never.
func TestUndo(t *testing.T) {
	t.Parallel()
	o := openOffice(t, 1500*time.Millisecond)
	card := o.claims(o.camille)
	n := len(o.fake.Answers(o.client.Home()))
	first := o.camille.Write(o.desk, card.TS, "premier jet")
	second := o.camille.Write(o.desk, card.TS, "à oublier")
	o.camille.Edit(o.desk, first, "version finale")
	o.camille.Delete(o.desk, second)
	o.camille.Write(o.desk, card.TS, "ensuite")
	o.awaits(o.client.Home(), "ensuite")
	var read []string
	for _, m := range o.fake.Answers(o.client.Home())[n:] {
		read = append(read, m.First().Words())
	}
	if slices.Sort(read); fmt.Sprint(read) != "[ensuite version finale]" {
		t.Errorf("the person read %q", read)
	}
	final := o.awaits(o.client.Home(), "version finale")
	o.camille.Edit(o.desk, first, "version vraiment finale")
	if edited := o.awaits(o.client.Home(), "version vraiment finale"); edited.TS != final.TS {
		t.Error("a later edit became another message")
	}
}

// Nothing that somebody writes is a mention on the other side.
func TestMentionsAreDisarmed(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	card := o.claims(o.camille)
	o.client.WriteRaw(o.client.Home(), "", "allo <!channel> &lt;!everyone&gt; <@UCAMILLE>")
	relayed := o.awaits(o.desk, "allo")
	o.camille.WriteRaw(o.desk, card.TS, "bonjour <!here> &lt;!channel&gt; <@UCLIENT>")
	said := o.awaits(o.client.Home(), "bonjour")
	for _, m := range []slackfake.Message{relayed, said} {
		for _, raw := range []string{m.Text, fmt.Sprint(markup(m))} {
			if strings.Contains(raw, "<!") || strings.Contains(raw, "<@") {
				t.Errorf("a live mention in %q", raw)
			}
		}
	}
}

// markup are the texts of a message in which markup counts.
func markup(m slackfake.Message) (out []string) {
	for _, block := range m.Blocks {
		if text, ok := block["text"].(map[string]any); ok && text["type"] == "mrkdwn" {
			out = append(out, fmt.Sprint(text["text"]))
		}
	}
	return out
}

// The desk's channel being away holds up nobody but the desk, and what waited comes when it is back.
func TestDeskDown(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	o.fake.Fail(slackfake.Fault{Kind: slackfake.AcceptThenDrop, Method: "chat.postMessage", Channel: o.desk, Times: 1})
	o.fake.Fail(slackfake.Fault{Kind: slackfake.Unavailable, Channel: o.desk, Times: -1})
	o.client.DM("je n'ai pas internet")
	o.fake.AwaitMessages(t, o.client.Home(), 1)
	o.client.DM("je veux parler à une personne")
	n := len(o.fake.AwaitMessages(t, o.client.Home(), 2))
	o.client.DM("revenir à l'assistant")
	o.fake.AwaitMessages(t, o.client.Home(), n+1)
	o.fake.Heal()
	o.client.DM("êtes-vous là?")
	o.awaits(o.desk, "êtes-vous là?")
	o.fake.Await(t, "the card", func() bool { return len(o.cards()) > 0 })
	if len(o.cards()) != 1 {
		t.Errorf("%d cards", len(o.cards()))
	}
}

// A process that is stopped in the middle leaves the same card to the next one.
func TestRestartRepaintsTheCard(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	card := o.claims(o.camille)
	o.halt()
	o.start()
	o.camille.Write(o.desk, card.TS, "me revoilà")
	o.awaits(o.client.Home(), "me revoilà")
	o.camille.Press(o.card("Camille"), "réglé")
	resolved := o.card("résolu")
	if resolved.TS != card.TS || len(o.cards()) != 1 {
		t.Errorf("%d cards", len(o.cards()))
	}
	if o.session().Mode() == bot.WithAgent {
		t.Error("it was not resolved")
	}
}

func TestOfferWithANote(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	card := o.claims(o.camille)
	o.camille.Press(card, "Proposer")
	o.fake.Await(t, "the dialog", func() bool { return len(o.fake.Dialogs()) == 1 })
	o.camille.Submit(o.fake.Dialogs()[0], map[string]any{
		"whom":  map[string]any{"whom": map[string]any{"type": "users_select", "selected_user": "USAM"}},
		"words": map[string]any{"words": map[string]any{"type": "plain_text_input", "value": "tu connais les modems <!channel>"}},
	})
	alert := o.awaits(o.desk, "tu connais les modems")
	if !strings.Contains(alert.Text, "<@USAM>") || strings.Contains(alert.Text, "<!channel>") {
		t.Errorf("the alert is %q", alert.Text)
	}
	o.sam.Press(o.card("proposé à Sam"), "Prendre")
	o.card("Sam")
	o.fake.Await(t, "Sam to have it", func() bool { c := o.session().Case; return c != nil && c.Owner != nil && c.Owner.Name == "Sam" })
	o.clean()
}

// A case outlives its card: what follows says of which case it is, until the next change posts a new card.
func TestCardTakenAway(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	card := o.asksForPeople()
	o.fake.Vanish(o.desk, card.TS)
	o.client.DM("et aussi le téléphone")
	if line := o.awaits(o.desk, "et aussi le téléphone"); !strings.Contains(line.Words(), "un accès Internet en panne") {
		t.Errorf("nobody knows of whom %q is", line.Words())
	}
	o.camille.Press(card, "Prendre et répondre ici") // as she saw it a moment ago
	again := o.card("pris · Camille")
	o.camille.Write(o.desk, again.TS, "sous la nouvelle carte")
	o.awaits(o.client.Home(), "sous la nouvelle carte")
}

// What the bot wrote of a person who is erased leaves the desk.
func TestErasedLeavesTheDesk(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	o.asksForPeople()
	o.client.DM("le modem aussi")
	o.awaits(o.desk, "le modem aussi")
	if err := o.host.Receive(t.Context(), bot.Envelope{ID: "erase", Where: home(o.client), At: time.Now(), Event: bot.Erased{}}); err != nil {
		t.Fatal(err)
	}
	o.fake.Await(t, "the desk to be empty", func() bool { return len(o.fake.Answers(o.desk)) == 0 })
}

func TestForgedPress(t *testing.T) {
	t.Parallel()
	o := openOffice(t, -1)
	card := o.asksForPeople()
	forged := card.Buttons()[0]
	forged.Value = strings.Replace(forged.Value, "claim", "menu", 1)
	o.camille.PressButton(card, forged)
	o.told(o.camille, "Ce bouton ne sert plus")
	if o.session().Mode() != bot.Queued {
		t.Error("it did something")
	}
}
