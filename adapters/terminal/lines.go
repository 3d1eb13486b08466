package terminal

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// maxLine bounds a line of input, in bytes. The rest of a longer one is skipped.
const maxLine = 1 << 20

// eachLine hands the lines of the input to line, and calls wake whenever a wake may be due by a
// clock that goes by itself. It returns nil at the end of the input.
func eachLine(ctx context.Context, t *Terminal, in io.Reader, line func([]byte, error) error, wake func() error) error {
	lines := make(chan read)
	go readLines(ctx, in, lines)
	for {
		timer := nextWake(ctx, t)
		var err error
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer:
			err = wake()
		case got, ok := <-lines:
			if !ok {
				return nil
			}
			err = line(got.line, got.err)
		}
		if err != nil {
			return err
		}
	}
}

// nextWake is a channel that is ready when the next wake is due; never, when the clock stands still.
func nextWake(ctx context.Context, t *Terminal) <-chan time.Time {
	if t.Clock.Still() {
		return nil
	}
	next, ok, err := t.NextWake(ctx)
	if err != nil || !ok {
		return nil
	}
	return time.After(max(time.Until(next), 10*time.Millisecond))
}

type read struct {
	line []byte
	err  error // the line could not be taken
}

// readLines reads until the input ends. Empty lines are skipped.
func readLines(ctx context.Context, in io.Reader, lines chan<- read) {
	defer close(lines)
	buffered := bufio.NewReaderSize(in, 64<<10)
	for {
		line, err := readLine(buffered)
		if ended := errors.Is(err, io.EOF); ended && len(line) == 0 {
			return
		} else if len(bytes.TrimSpace(line)) == 0 && err == nil {
			continue
		}
		got := read{line: line}
		if errors.Is(err, errLong) {
			got.err = err
		}
		select {
		case lines <- got:
		case <-ctx.Done():
			return
		}
		if err != nil && !errors.Is(err, errLong) {
			return
		}
	}
}

var errLong = fmt.Errorf("this line is longer than %d bytes", maxLine)

// readLine reads one line. Of one that is too long it keeps nothing.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		long = long || len(line)+len(part) > maxLine
		if !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == nil && long:
			return nil, errLong
		default:
			return line, err
		}
	}
}
