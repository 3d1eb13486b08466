package flows

// form is a mapping of the format, one line a key. The reader knows its keys from here and nowhere
// else, and the schema for editors is made of the same lines: a key more is a line more.
type form []key

// key is a name with its value.
type key struct {
	name string
	need bool
	help string  // what an editor shows of it, in a line
	like *schema // what its value looks like
}

// Whether a key must be there.
const (
	needed   = true
	optional = false
)

func (f form) names() []string {
	out := make([]string, len(f))
	for i, k := range f {
		out[i] = k.name
	}
	return out
}

func (f form) has(name string) bool { return has(f.names(), name) }

// fits reports the keys of the table that the form does not know, and those that are missing.
func (t *table) fits(f form) {
	t.only(f.names()...)
	t.whole(f)
}

// whole reports the keys that are missing.
func (t *table) whole(f form) {
	for _, k := range f {
		if k.need {
			t.need(k.name)
		}
	}
}
