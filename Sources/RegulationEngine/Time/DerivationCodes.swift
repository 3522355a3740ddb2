import Domain

/// The steps in which a window is explained. The phrase catalogues say each as `derivation.<code>`.
///
/// Arguments are plain data: days as `2026-11-28`, moments as `2026-11-28T10:00+08:00`, weekdays as `1` (Monday) … `7`, periods as the
/// regulation writes them (`3 days`), names as the calendar or the regulation has them.
///
/// | code | arguments | says |
/// |---|---|---|
/// | `rule` | rule, regulation, version, edition | the rule that applies, and the edition it is taken from |
/// | `event` | kind, key, day | the event that starts it |
/// | `clause` | clause | a clause that the window carries out |
/// | `ours` | – | the source is silent; the window is our reading |
/// | `parameter` | parameter, value | a figure that the adoption filled in or accepted |
/// | `start` | moment, day, weekday | counted from the event itself; its day is day 0 (Civil Code art. 201) |
/// | `anchor` | attribute, moment, day, weekday | counted from a date that the event names |
/// | `requested` | moment, day, weekday | counted from the moment at which it was asked for |
/// | `asAsked` | attribute, moment, day, weekday | the event itself names the limit |
/// | `agreedDay` | day, weekday | the day that was fixed with the party or by the worker |
/// | `term` | first, last, from, to, days | between two parts of a term of so many days |
/// | `ahead` | budget, moment, day, weekday | laid from so long before it |
/// | `recursAfter` | nth, intervals | the nth follow-up of the event: after these intervals, the last of them again and again |
/// | `recurs` | nth, every | the nth follow-up of the event: so many times the period after that day |
/// | `notBefore`, `after`, `aim`, `within` | budget | the limit that the following steps work out |
/// | `countedDays` | days, day, weekday | so many days after day 0 |
/// | `countedMonths` | months, day, weekday | the corresponding day so many months later (art. 202) |
/// | `monthEnd` | day, wanted | that month has no such day; its last day counts (art. 202) |
/// | `countedHours` | minutes, moment | hours run from the moment, through nights and holidays |
/// | `workingHours` | hours | hours and minutes run only in these hours of workdays |
/// | `countedWorkingHours` | minutes, moment | hours of working time from the moment |
/// | `countedWorkdays` | workdays, day, weekday | so many workdays after day 0 |
/// | `skippedWeekend` | day, weekday | a weekend day, not worked |
/// | `skippedHoliday` | day, weekday, name | a statutory holiday, not worked |
/// | `skippedOwnDayOff` | day, weekday, name | a day off of the organisation itself |
/// | `skippedFestival` | day, weekday, name | a festival assumed to be off, the year's schedule being unpublished |
/// | `makeUpWorkday` | day, weekday, name | a day of a weekend that is worked to make up for a holiday |
/// | `ownWorkday` | day, weekday, name | worked by the organisation's own decision |
/// | `rolledTo` | from, day, weekday | the last day was not worked; the limit moves to the next workday (art. 203) |
/// | `paused` | from, to, days *or* minutes | time that does not count, and by how much the limit moves |
/// | `stillPaused` | from, days *or* workdays *or* minutes | the clock stands; only this much remains |
/// | `provisionalYear` | year | that year's schedule is not loaded; to be worked out again when it is |
/// | `closeOfBusiness` | time | the last day ends with business, not at 24:00 (art. 203) |
/// | `earlierOf` | budget, moment, day | this limit applies too and comes first |
/// | `laterOf` | budget, moment, day | this limit applies too and comes later; it changes nothing |
/// | `limitUndecided` | budget, attribute | whether this limit applies is unknown, the attribute not being given; left out |
/// | `lastSlotInside` | moment, day | the last contact hours before the limit |
/// | `deferredToSlot` | moment, day | no contact is allowed when the limit is reached: deferred to the next contact hours |
/// | `noContactSlot` | moment, day | no contact hours lie inside the window; the limit stays |
/// | `opens` | moment, day, weekday | the window opens |
/// | `aimed` | moment, day, weekday | by when it is usually done |
/// | `due` | moment, day, weekday | the latest moment; `day` is the day that it ends |
public enum DerivationCode: String, Sendable, Hashable, CaseIterable {
    case rule, event, clause, ours, parameter
    case start, anchor, requested, agreedDay, asAsked
    case notBefore, after, aim, within, term, recurs, recursAfter, ahead
    case countedDays, countedMonths, monthEnd, countedHours, countedWorkdays, workingHours, countedWorkingHours
    case skippedWeekend, skippedHoliday, skippedOwnDayOff, skippedFestival, makeUpWorkday, ownWorkday
    case rolledTo, paused, stillPaused, provisionalYear, closeOfBusiness
    case earlierOf, laterOf, limitUndecided
    case lastSlotInside, deferredToSlot, noContactSlot
    case opens, aimed, due
}
