package flows_test

import "flag"

// update writes what tests find where it is expected: go test ./flows -update.
var update = flag.Bool("update", false, "rewrite the expected results")
