"""Writes the review dates of an agenda as a calendar file (RFC 5545)."""

from datetime import UTC, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from advisor.domain.check_up import Agenda, ReviewDate

_REMIND_AT = timedelta(hours=9)  # after the midnight at which a whole-day event begins


def calendar_text(agenda: Agenda) -> str:
    """An .ics file with a whole-day event a review date; made again, it replaces the same events.

    The stamp is the agenda's own day, so that the same agenda gives the same file.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Outsourcing Advisor//Review dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{agenda.engagement.name}: reviews")
    stamp = datetime.combine(agenda.as_of, time(), UTC)
    for review in agenda.reviews:
        calendar.add_component(_event(review, stamp))
    text: str = calendar.to_ical().decode()
    return text


def _event(review: ReviewDate, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", review.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", review.on)
    event.add("dtend", review.on + timedelta(days=1))
    event.add("summary", review.title)
    event.add("description", review.detail)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", review.title)
    alarm.add("trigger", _REMIND_AT)
    event.add_component(alarm)
    return event
