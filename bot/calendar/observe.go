package calendar

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// observe closes the desk on the days of the sets.
func (c *Calendar) observe(sets []string) error {
	return c.holidays("holidays", sets, func(h holiday) {
		if _, taken := c.dated[h.date]; !taken { // of two sets, the first named gives the name
			c.dated[h.date] = day{name: h.name}
		}
	})
}

// doubt keeps the days of the sets of which nothing is said for sure.
func (c *Calendar) doubt(sets []string) error {
	return c.holidays("perhaps", sets, func(h holiday) {
		if _, sure := c.dated[h.date]; !sure {
			c.doubted[h.date] = true
		}
	})
}

// holidays goes through the days of the sets, in the order in which the sets are named.
func (c *Calendar) holidays(kind string, sets []string, each func(holiday)) error {
	var errs []error
	for _, name := range sets {
		set, known := shipped[name]
		if !known {
			errs = append(errs, fmt.Errorf("%s %q: no such set: want %s", kind, name, strings.Join(Sets(), ", ")))
		}
		for year := firstYear; known && year <= lastYear; year++ {
			for _, h := range set.in(year, c.works) {
				each(h)
			}
		}
	}
	return errors.Join(errs...)
}

func (c *Calendar) works(weekday time.Weekday) bool { return len(c.week[weekday]) > 0 }
