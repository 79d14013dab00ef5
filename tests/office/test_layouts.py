"""The file of another system, read by a layout as the journal of appeals."""

from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from openpyxl import Workbook

from kenes.appeals.erasure import actions as erasure
from kenes.appeals.models import Appeal
from kenes.core.refused import Refused
from kenes.journals.catalogue import SHEETS
from kenes.journals.layout import layouts_of
from kenes.journals.models import Layout
from kenes.journals.pages import pages
from kenes.journals.reading import read
from kenes.office.intake_words import WORDS_SHOWN

pytestmark = pytest.mark.django_db
S = Appeal.Status
HEADINGS = ["Рег. номер", "Дата рег.", "Форма обращения", "Автор", "Тематика", "Суть"]
HEADINGS += ["Результат", "Дата исполнения", "Исполнитель"]


def exported(*lines):
    """What the state system gives: a heading over the table, then columns with words of its own."""
    return [["Выгрузка за март"], [], HEADINGS, *lines]


def line(number, topic, result="", ended="", form="Жалоба"):
    author = f"Тестов {number}"
    return [number, "03.03.2025", form, author, topic, "Течёт крыша", result, ended, "Иванов"]


def as_csv(grid, encoding="utf-8-sig", divider=";"):
    text = "\r\n".join(divider.join(f'"{cell}"' for cell in cells) for cells in grid)
    return text.encode(encoding)


def as_workbook(grid):
    made = Workbook()
    made.active.title = "Лист1"
    for cells in grid:
        made.active.append(cells)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def came(client, content, name="export.csv"):
    """Where the page of the look is, once the file was dropped."""
    return client.post("/office/import/", {"file": SimpleUploadedFile(name, content)})["Location"]


def columns(**more):
    said = {"title": "Выгрузка", "no": "h:Рег. номер", "received": "h:Дата рег."}
    said |= {"kind": "h:Форма обращения", "channel": "=portal", "applicant": "h:Автор"}
    said |= {"topic": "h:Тематика", "text": "h:Суть", "their_state": "h:Результат"}
    return said | {"their_day": "h:Дата исполнения"} | more


def described(client, looked, town, page="CSV"):
    """The columns and the words are told; back to the look."""
    told = client.post(f"{looked}layout/?page={page}", columns())
    assert told.status_code == 302, told.context["form"].errors
    asked = client.get(told["Location"])
    meant = {"Кровля": town.topic.code, "Исполнено": "resolved_on", "Разъяснено": "explained_on"}
    meant |= {"В работе": "-"}
    words = asked.context["form"].asked
    answers = {name: meant.get(said, "?") for name, (_code, said) in words.items()}
    back = client.post(told["Location"], answers)
    assert back["Location"] == looked
    return words


@pytest.mark.parametrize("kind", ["csv", "cp1251", "tabs", "xlsx"])
def test_an_export_is_described_once_and_read_from_then_on(kind, town, secretary):
    grid = exported(
        line("ЖТ-1", "Кровля", "Исполнено", "20.03.2025"),
        line("ЖТ-2", "Кровля", "Разъяснено", "21.03.2025"),
        line("ЖТ-3", "Кровля", "В работе"),
        line("ЖТ-4", "Неведомое"),
    )
    packed = {
        "csv": lambda lines: as_csv(lines),
        "cp1251": lambda lines: as_csv(lines, "cp1251"),
        "tabs": lambda lines: as_csv(lines, "utf-16", "\t"),
        "xlsx": as_workbook,
    }[kind]
    page = "Лист1" if kind == "xlsx" else "CSV"
    looked = came(secretary, packed(grid))
    assert secretary.get(looked).context["unknown"] == [page]

    words = described(secretary, looked, town, page)
    assert {said for _code, said in words.values()} == {
        "Кровля",
        "Неведомое",
        "Исполнено",
        "Разъяснено",
        "В работе",
    }
    shown = secretary.get(looked)
    assert (shown.context["new_total"], shown.context["refused_total"]) == (3, 1)
    secretary.post(looked, {"answer": "take"})
    rows = {row.applicant.name: row for row in Appeal.objects.select_related("applicant")}
    assert {name: row.status for name, row in rows.items()} == {
        "Тестов ЖТ-1": S.RESOLVED,
        "Тестов ЖТ-2": S.EXPLAINED,
        "Тестов ЖТ-3": S.REGISTERED,
    }
    first = rows["Тестов ЖТ-1"]
    assert (first.channel, first.kind, first.topic) == ("portal", "complaint", town.topic)

    # The next month's file needs no word said, and the same one again adds nothing.
    again = came(secretary, packed([*grid[:-1], line("ЖТ-5", "Кровля")]))
    shown = secretary.get(again)
    assert (shown.context["new_total"], shown.context["same_total"]) == (1, 3)


def test_what_was_erased_does_not_come_back_with_the_next_file(town, secretary):
    grid = exported(line("1", "Кровля", "Исполнено", "20.03.2025"))
    looked = came(secretary, as_csv(grid))
    described(secretary, looked, town)
    secretary.post(looked, {"answer": "take"})
    erasure.erase([Appeal.objects.get()], ground="request", by=town.by)
    again = came(secretary, as_csv([*grid[:3], [*grid[3][:5], "Другие слова", *grid[3][6:]]]))
    shown = secretary.get(again)
    assert (shown.context["changed_total"], shown.context["same_total"]) == (0, 1)
    row = Appeal.objects.select_related("applicant").get()
    assert (row.text, row.applicant.name) == ("", "")


def test_a_state_without_a_day_or_without_a_meaning_is_refused_with_its_line(town, secretary):
    lines = [line("1", "Кровля", "Исполнено"), line("2", "Кровля", "Затеряно", "20.03.2025")]
    looked = came(secretary, as_csv(exported(*lines)))
    described(secretary, looked, town)
    with override("en"):
        [sheet] = secretary.get(looked).context["sheets"]
    assert [refusal["cell"] for refusal in sheet["refused"]] == ["A4", "A5"]
    assert "Исполнено" in sheet["refused"][0]["why"]
    assert "Затеряно" in sheet["refused"][1]["why"]


def test_what_is_missing_is_asked_beside_the_field_and_nothing_is_kept(town, secretary):
    looked = came(secretary, as_csv(exported(line("1", "Кровля"))))
    address = f"{looked}layout/?page=CSV"
    answer = secretary.post(address, columns(topic="", their_day=""))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"topic", "their_day"}
    assert answer.context["form"]["title"].value() == "Выгрузка"
    assert not Layout.objects.exists()
    assert secretary.get(f"{looked}layout/?page=Нет").status_code == 404
    assert secretary.get(f"{address}&journal=nothing").status_code == 404


def test_headings_that_sound_like_ours_are_chosen_beforehand(town, secretary):
    head = ["№ обращения", "Дата регистрации", "Вид обращения", "ФИО заявителя", "Статус", "Прочее"]
    looked = came(secretary, as_csv([head, ["1", "03.03.2025", "Жалоба", "Тестов", "", ""]]))
    form = secretary.get(f"{looked}layout/?page=CSV").context["form"]
    chosen = {name: form[name].value() for name in form.fields if form[name].value()}
    assert chosen == {
        "no": "h:№ обращения",
        "received": "h:Дата регистрации",
        "kind": "h:Вид обращения",
        "applicant": "h:ФИО заявителя",
        "their_state": "h:Статус",
    }


def test_a_layout_said_anew_is_one_layout_and_keeps_its_words(town, secretary):
    looked = came(secretary, as_csv(exported(line("1", "Кровля"))))
    described(secretary, looked, town)
    again = secretary.get(f"{looked}layout/?page=CSV")
    assert again.context["form"]["received"].value() == "h:Дата рег."
    assert again.context["form"]["topic"].value() == "h:Тематика"
    secretary.post(f"{looked}layout/?page=CSV", columns(language="=kk"))
    [layout] = layouts_of(town.council)
    assert layout.same == {"channel": "portal", "language": "kk"}
    assert layout.words == {"topic": {"кровля": town.topic.code}}
    secretary.post(f"/office/import/layouts/{layout.pk}/drop/")
    assert layouts_of(town.council) == []
    assert secretary.get(looked).context["unknown"] == ["CSV"]


def test_a_meaning_stays_with_its_word_whatever_else_is_asked(town, secretary):
    lines = [line("1", "Кровля"), line("2", "Кровля"), line("3", "Вода")]
    looked = came(secretary, as_csv(exported(*lines)))
    told = secretary.post(f"{looked}layout/?page=CSV", columns())["Location"]
    fields = {
        said: name for name, (_code, said) in secretary.get(told).context["form"].asked.items()
    }
    answers = {fields["Кровля"]: town.topic.code, fields["Вода"]: "?"}
    for _twice in range(2):
        # Sent once more from the page before: by now only one word is asked for.
        secretary.post(told, answers)
    [layout] = layouts_of(town.council)
    assert layout.words == {"topic": {"кровля": town.topic.code}}


def test_more_words_than_a_page_asks_for_are_asked_for_next(town, secretary):
    lines = [line(str(n), f"Тема {n:02}") for n in range(WORDS_SHOWN + 5)]
    looked = came(secretary, as_csv(exported(*lines)))
    told = secretary.post(f"{looked}layout/?page=CSV", columns())["Location"]
    asked = []
    for _page in range(2):
        form = secretary.get(told).context["form"]
        asked.append(len(form.asked))
        secretary.post(told, dict.fromkeys(form.asked, town.topic.code))
    assert asked == [WORDS_SHOWN, 5]


def test_a_title_over_the_table_commas_in_texts_and_headings_twice(town, secretary):
    made = Workbook()
    made.active.title = "Лист & #1"
    made.active.append(["Реестр обращений за март"])
    made.active.merge_cells("A1:D1")
    made.active.append(["№", "Дата", "Тематика", "Дата"])
    made.active.append(["7", "03.03.2025", "Дороги", "20.03.2025"])
    out = BytesIO()
    made.save(out)
    looked = came(secretary, out.getvalue(), "list.xlsx")
    page = urlencode({"page": made.active.title})
    said = {"title": "Реестр", "no": "h:№", "received": "h:Дата", "resolved_on": "h:Дата (2)"}
    said |= {"kind": "=application", "channel": "=portal", "topic": "h:Тематика"}
    told = secretary.post(f"{looked}layout/?{page}", said)
    assert told.status_code == 302, told.context["form"].errors
    assert secretary.get(told["Location"])["Location"] == looked
    secretary.post(looked, {"answer": "take"})
    [row] = Appeal.objects.all()
    assert (row.received_on.day, row.status_on.day, row.status) == (3, 20, S.RESOLVED)


def test_what_divides_the_columns_is_not_what_stands_in_the_texts():
    long = "вода, свет, газ, дорога, двор, школа, парк"
    text = "\n".join(["a;b;c", *(f"{n};{long};x" for n in range(5))])
    assert [len(cells) for cells in dict(pages(text.encode()))["CSV"]] == [3] * 6


def test_a_layout_is_for_whoever_takes_journals_in(town, secretary, client):
    looked = came(secretary, as_csv(exported(line("1", "Кровля"))))
    assert client.get(f"{looked}layout/?page=CSV", HTTP_HOST="almaty.localhost").status_code == 302


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"<html><table><tr><td>1</td></tr></table></html>",
            "This text file is no table: nothing divides its columns.",
        ),
        (b"one line of words", "This text file is no table: nothing divides its columns."),
        (
            b'a;b\n"' + b"x" * 200_000,
            "This table could not be read: a cell of it is too long or never ends.",
        ),
    ],
)
def test_text_that_is_no_table_is_refused_in_a_sentence(content, sentence):
    with override("en"), pytest.raises(Refused) as refused:
        read(content, SHEETS)
    assert str(refused.value) == sentence
