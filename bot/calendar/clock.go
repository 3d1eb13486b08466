package calendar

import "time"

// instant is the first moment at which the wall clock of that zone reads that date and time, or later. A time
// that the clock skips in spring is thus the moment of the jump, and one that it shows twice in autumn is the
// first of the two: hours written on the wall keep their order, so spans never overlap on the line of time.
func instant(date Date, wall TimeOfDay, zone *time.Location) time.Time {
	shown := time.Date(date.Year, date.Month, date.Day, 0, int(wall), 0, 0, zone)
	asked := time.Date(date.Year, date.Month, date.Day, 0, int(wall), 0, 0, time.UTC).Unix()
	start, end := shown.ZoneBounds()

	if !start.IsZero() {
		_, before := start.Add(-time.Second).Zone()
		if first := asked - int64(before); first < start.Unix() {
			return time.Unix(first, 0).In(zone)
		}
	}
	switch reads := reading(shown); { // Go answers with one side of a jump, not always the same
	case reads > asked:
		return start.In(zone)
	case reads < asked:
		return end.In(zone)
	}
	return shown
}

// reading is what the wall clock shows, as seconds that no zone shifts.
func reading(t time.Time) int64 {
	_, offset := t.Zone()
	return t.Unix() + int64(offset)
}
