// Package faults is the fault rig: three replicas as processes of their own, a real Postgres and a real
// Redis behind proxies that misbehave, two platforms that refuse, repeat and forget to answer, and people
// and agents who talk meanwhile. It kills what it started, at random and at named points, and when all
// is well again it looks from outside whether DELIVERY's promises were kept: D1 to D14 and D16.
//
// All of it is a test (build tag integration). `make test` runs half a minute, `make faults` as long as
// it is told; docs/decisions/0006-faults.md says what a green run shows and what it cannot.
package faults
