// Package servertest runs real servers for tests: redis-server and postgres, each on a free port of
// 127.0.0.1 with its data in a folder of its own. They end with the test, and on Linux with the test's
// process, however that ends.
//
// Tests that use it carry the build tag integration: the programs must be installed.
package servertest
