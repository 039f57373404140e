// Package edtf is dates that are as doubtful as what is known of them.
//
// The notation is EDTF, the Extended Date/Time Format of ISO 8601-2:2019 in the profile of the Library of
// Congress (https://www.loc.gov/standards/datetime/): levels 0, 1 and 2.
//
//	2015-03-05  2015-03  2015          a day, a month, a year
//	2015-03-05T10:00:00+01:00          a time of a day; the zone is Z, an offset, or not given
//	2015-21                            a part of a year: seasons 21 to 32, quarters 33 to 36,
//	                                   thirds 37 to 39, halves 40 and 41
//	2015-03~  2015-03?  2015-03%       approximate, uncertain, both
//	2015~-03  2015-~03                 a mark after a part speaks of it and of what stands left of it,
//	                                   a mark before a part of this part alone
//	2015-02-2X  2015-XX  201X          digits that are not specified
//	2014-09-15/2014-09-19              an interval; an end may be open (..) or not known (nothing)
//	[2015,2016..2018]  {2015,2016}     one of these, all of these
//	-0043  Y170000002  Y-17E7  1950S2  1 BC and before is 0000 and down, long years, 1950 as an estimate
//	                                   with two significant digits
//
// [Parse] is strict: what the standard does not write, it refuses, with the place and what was expected
// there; which spelling was meant, package tongue knows. Every notation has one spelling here, so that [Date.String] gives back the very text that was parsed.
//
// A [Date] answers in days: [Date.Earliest] and [Date.Latest] are the first and the last day that the text
// admits. They take the digits at their word. How far "about" reaches is nowhere defined, so a mark moves
// neither of them; ask [Date.Approximate] and [Date.Uncertain], and show the doubt. Where the text leaves a
// convention open the package follows one: a season means whole months of the northern hemisphere (spring
// is March to May, winter December to the February after) unless its code names the southern; a year of
// which no digit is known (XXXX) has no earliest and no latest day.
//
// [Before] is the one rule by which one date is earlier than another, whatever is stated from it: a warning, a
// line in a drawing, a word on a page. Its comment says how far doubt reaches and what zones do. [Compare] puts
// dates in the order of a list, in which each has a place, known or not.
//
// [LagBetween] says how long after one date another lies, and no more than the dates do. Dates and lags in words
// of a language are in package tongue.
//
// Not done: week dates, ordinal dates, durations, times within intervals, fractions of seconds, leap
// seconds, calendars other than the Gregorian. The standard's profile has none of them but the last, which
// it leaves to its users.
package edtf
