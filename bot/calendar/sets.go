package calendar

import "time"

// shipped are the holiday sets a Spec may name, written from the laws themselves; each rule says where it stands there.
var shipped = map[string]set{"canada": canada, "quebec": quebec}

// canada is the general holidays of the Canada Labour Code (part III, division V, section 166), which bind
// employers under federal rule, Easter Monday thus not among them. Section 193 moves the six dated ones:
// when one falls on a Saturday or Sunday that is not worked, the holiday is the working day before or after it.
// Of the two we take the day after, which is what the federal government announces each year for its offices.
var canada = set{
	{"Jour de l'An", "New Year's Day", on(time.January, 1), fromWeekend},
	{"Vendredi saint", "Good Friday", goodFriday, stays},
	// Holidays Act, section 4: the first Monday immediately preceding 25 May.
	{"Fête de la Reine", "Victoria Day", mondayBefore(time.May, 25), stays},
	// Holidays Act, section 2, says 2 July when 1 July is a Sunday, and the Code adds Saturday.
	{"Fête du Canada", "Canada Day", on(time.July, 1), fromWeekend},
	{"Fête du Travail", "Labour Day", nthMonday(1, time.September), stays},
	{"Journée nationale de la vérité et de la réconciliation", "National Day for Truth and Reconciliation",
		on(time.September, 30), fromWeekend},
	// Proclaimed under the Holidays Act: the second Monday of October.
	{"Action de grâces", "Thanksgiving Day", nthMonday(2, time.October), stays},
	{"Jour du Souvenir", "Remembrance Day", on(time.November, 11), fromWeekend},
	{"Noël", "Christmas", on(time.December, 25), fromWeekend},
	{"Lendemain de Noël", "Boxing Day", on(time.December, 26), fromWeekend},
}

// quebec is the statutory general holidays of Quebec's Act respecting labour standards (section 60) and the
// day of its National Holiday Act. Section 60 leaves the employer the choice of Good Friday or Easter Monday:
// we take Good Friday, and an exception can say otherwise. 1 January and 25 December on a day of rest are not
// moved (section 62 and after give an indemnity or a day of leave instead), and 26 December is no holiday.
var quebec = set{
	{"Jour de l'An", "New Year's Day", on(time.January, 1), stays},
	{"Vendredi saint", "Good Friday", goodFriday, stays},
	// Section 60: the Monday preceding 25 May.
	{"Journée nationale des patriotes", "National Patriots' Day", mondayBefore(time.May, 25), stays},
	// National Holiday Act: 25 June for those who do not work on Sundays, when 24 June is a Sunday.
	{"Fête nationale du Québec", "Quebec's National Holiday", on(time.June, 24), fromSunday},
	// Section 60: 1 July, or 2 July when 1 July falls on a Sunday.
	{"Fête du Canada", "Canada Day", on(time.July, 1), fromSunday},
	{"Fête du Travail", "Labour Day", nthMonday(1, time.September), stays},
	{"Action de grâces", "Thanksgiving Day", nthMonday(2, time.October), stays},
	{"Noël", "Christmas", on(time.December, 25), stays},
}
