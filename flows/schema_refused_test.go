package flows_test

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// What the schema of any pack sees of testdata/refused is whatever stands in neither list below.
const (
	// sees the schema of the pack itself, which knows its names
	ownSees = `also_language_missing call_unknown fact_unknown goto_unknown link_host pack_menu_unknown pack_team_language
		text_calendar_unknown text_language_missing text_language_unknown text_link_unknown wait_calendar`

	// no schema sees: other places of the file, other files, how the conversation goes, what the words mean
	nobodySees = `next_dangling next_flow moved_* unreachable slot_unknown value_unknown output_unknown store_* take_* wait_by_value
		branch_slot branch_value branch_else_* branch_hole* branch_twice branch_large aside_* call_circle call_itself circle* endless*
		menu_silent person_without_handoff
		example* fact_unnamed flow_file_name flow_name flow_yml pack_gone wording_gone
		pack_span pack_span_overlap options_alike replies_alike secret_*
		import_folder import_large import_missing text_long_due lock_* retired_there prove_*
		text_address text_bare_host text_mail fact_numbers text_numbers text_placeholders text_times
		key_twice step_twice yaml_alias yaml_bracket yaml_colon yaml_documents yaml_empty yaml_escape yaml_indent yaml_quote yaml_s* yaml_ta*` // the last line is told by an editor's own YAML
)

// TestSchemaSeesMistakes holds the refused packs against the schemas. A mistake that a schema saw once it must go on
// seeing; one that is new is either seen or put into a list above.
func TestSchemaSeesMistakes(t *testing.T) {
	files, err := filepath.Glob("testdata/refused/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	general, count := schemasOf(nil), map[string]int{}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		pack, touched := spoilt(t, file)
		got, want := "no schema", whoSees(t, name)
		switch {
		case len(general.refuse(t, touched)) > 0:
			got = "any schema"
		case want == "its own schema" && len(schemasOf(pack).refuse(t, touched)) > 0:
			got = want
		}
		if got != want {
			t.Errorf("%s: %s sees it, want %s", name, got, want)
		}
		count[got]++
	}
	t.Logf("of %d refused packs: %v", len(files), count)
	if count["any schema"] < 50 || count["its own schema"] < 12 {
		t.Error("the schema sees less than it did")
	}
}

// whoSees says by the lists which schema is the first to see the mistake.
func whoSees(t *testing.T, name string) string {
	t.Helper()
	for who, list := range map[string]string{"its own schema": ownSees, "no schema": nobodySees} {
		for like := range strings.FieldsSeq(list) {
			if ok, err := path.Match(like, name); err != nil {
				t.Fatal(err)
			} else if ok {
				return who
			}
		}
	}
	return "any schema"
}

// spoilt is the base pack with the mistake of a file of testdata/refused, and the part of it that was touched.
func spoilt(t *testing.T, file string) (pack, touched fstest.MapFS) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pack, touched = base(t), fstest.MapFS{}
	_, sections := parts(string(data))
	for _, section := range sections {
		if section.name != "want" {
			spoil(t, pack, section)
			name := section.name[strings.LastIndex(section.name, " ")+1:]
			if pack[name] != nil {
				touched[name] = pack[name]
			}
		}
	}
	return pack, touched
}
