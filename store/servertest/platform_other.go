//go:build !linux

package servertest

import "syscall"

// with does nothing: only on Linux are tests run by root.
func with(*owner) *syscall.SysProcAttr { return nil }

// memory is a folder that is no disk, which only Linux has.
func memory() string { return "" }
