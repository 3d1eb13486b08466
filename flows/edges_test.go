package flows_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/helpaide/helpaide/flows"
)

// equal compares values by what they look like written out.
func equal(a, b any) bool {
	x, errA := json.Marshal(a)
	y, errB := json.Marshal(b)
	return errA == nil && errB == nil && string(x) == string(y)
}

func TestEdges(t *testing.T) {
	var got []string
	for _, e := range flows.Edges(mustLoad(t, base(t)).Book) {
		if e.Flow == "lamp" || e.Flow == "menu" {
			got = append(got, fmt.Sprintf("%s/%s -%s-> %s/%s", e.Flow, e.From, e.By, e.To.Flow, e.To.Step))
		}
	}
	want := []string{
		"lamp/size -small-> lamp/route", "lamp/size -large-> lamp/many",
		"lamp/route -1-> lamp/switch_it", "lamp/route -2-> lamp/tell", "lamp/route -3-> lamp/tell",
		"lamp/tell -next-> lamp/switch_it",
		"lamp/switch_it -done-> lamp/cool", "lamp/switch_it -failed-> lamp/cool", "lamp/switch_it -cannot-> lamp/fix", "lamp/switch_it -then-> lamp/fix",
		"lamp/cool -cold-> lamp/look", "lamp/cool -next-> lamp/look",
		"lamp/look -yes-> lamp/note", "lamp/look -no-> lamp/switch_it",
		"lamp/fix -call-> tool/turn", "lamp/fix -next-> lamp/night",
		"lamp/night -next-> lamp/lit",
		"lamp/lit -1-> lamp/over", "lamp/lit -2-> lamp/person",
		"lamp/note -next-> lamp/over",
		"lamp/person -next-> lamp/over",
		"lamp/many -yes-> lamp/lots", "lamp/many -no-> lamp/route", "lamp/lots -next-> lamp/route",
		"menu/what -lamp-> menu/lamp", "menu/what -nothing-> menu/over",
		"menu/lamp -goto-> lamp/size",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
