package redact

// Mask is Clean in the words of a flow: context names what people are likely to paste now ("code",
// "password", "document"), and the kinds come back as text. An unknown name changes nothing.
func Mask(text string, context []string) (string, []string) {
	var in Context
	for _, kind := range context {
		switch Kind(kind) {
		case Code:
			in.Code = true
		case Password:
			in.Password = true
		case Document:
			in.Document = true
		}
	}
	clean, found := Clean(text, in)
	kinds := make([]string, len(found))
	for i, kind := range found {
		kinds[i] = string(kind)
	}
	return clean, kinds
}

// Everything is the context for text that may hold anything.
func Everything() []string { return []string{string(Code), string(Password), string(Document)} }
