// Package quickbooks is the pack about signing in to QuickBooks Online, inside the binary. It is
// content: files and nothing else.
package quickbooks

import "embed"

// Files is the pack's folder.
//
//go:embed *.yaml flows.lock examples transcripts
var Files embed.FS
