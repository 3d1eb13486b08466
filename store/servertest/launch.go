package servertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// errEnded says that the process ended before it answered.
var errEnded = errors.New("the server ended")

// launch starts the process and waits until it answers.
func (s *Server) launch(ctx context.Context) error {
	command, err := s.program.command(s)
	if err != nil {
		return err
	}
	log, err := os.Create(s.logFile())
	if err != nil {
		return fmt.Errorf("start %s: %w", command.Path, err)
	}
	defer log.Close()
	command.Stdout, command.Stderr = log, log
	if err := command.Start(); err != nil {
		return fmt.Errorf("start %s: %w", command.Path, err)
	}
	ended := make(chan struct{})
	go func() {
		_ = command.Wait() // killed is how it ends
		close(ended)
	}()
	s.process, s.ended = command.Process, ended
	if err := s.wait(ctx); err != nil {
		s.Kill()
		said, _ := os.ReadFile(s.logFile())
		return fmt.Errorf("start %s: %w; it said: %s", command.Path, err, said)
	}
	return nil
}

// wait returns once the server answers.
func (s *Server) wait(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		err := s.program.answers(ctx, s)
		if err == nil {
			return nil
		}
		select {
		case <-s.ended:
			return errEnded
		case <-ctx.Done():
			return fmt.Errorf("it does not answer: %w", err)
		case <-time.After(10 * time.Millisecond):
		}
	}
}
