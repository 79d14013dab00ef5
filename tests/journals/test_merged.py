"""What a journal says of an appeal, others may have been merged into it meanwhile."""

from datetime import date

from kenes.appeals import actions
from kenes.appeals.merging import actions as merging
from kenes.appeals.models import Appeal
from kenes.norms.calendar import load
from kenes.office.appeal.duties import left_alone
from kenes.office.due import Asked
from tests.journals.books import appeal, written


def alone(desk):
    asked = Asked(desk.council, date(2024, 3, 11), load())
    return [(due.second, due.on) for due in left_alone(asked)]


def test_what_nobody_would_answer_stands_on_the_desk(desk, by):
    lines = [appeal(1, "2024-03-05"), appeal(2, "2024-03-06")]
    desk.take(written(appeals=lines))
    host, other = Appeal.objects.order_by("number")
    merging.merge([other], into=host, on=date(2024, 3, 7), by=by)
    assert alone(desk) == []
    withdrawn = appeal(1, "2024-03-05", withdrawn_on=date(2024, 3, 8))
    desk.take(written(appeals=[withdrawn, lines[1]]))
    assert alone(desk) == [("2024-0002", date(2024, 3, 7))]
    other.refresh_from_db()
    actions.reopen([other], on=date(2024, 3, 11), by=by)
    assert alone(desk) == []
