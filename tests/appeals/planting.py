"""Words that stand in the sealed fields of one appeal and nowhere else, to be looked for."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kenes.appeals.inquiries import actions as inquiries
from kenes.appeals.inquiries.models import Inquiry
from kenes.appeals.models import Appeal
from kenes.appeals.remarks import actions as remarks
from kenes.appeals.supports.models import Support
from kenes.core.letter import Letter
from tests.appeals.test_portal import PHOTO, closed, followed
from tests.appeals.test_shown import published, sent
from tests.town import DAY

# What stands in each sealed field, and nowhere else.
TALES = {
    "name": "Тайнописова Зерде",
    "email": "tainopochta@example.kz",
    "contact": "8 701 999 88 77",
    "address": "Тайноадресная, 5",
    "text": "Тайнотекст про переход.",
    "place": "Тайноместо у моста",
    "answer": "Тайноответ дан.",
    "verdict": "Тайновердикт.",
    "message": "Тайнописьмо совету.",
    "support": "tainosoratnik@example.kz",
    "file": "тайнофайл.jpg",
    "remark": "Тайнозаметка коллеге.",
    "asked": "Тайнозапрос органу.",
    "replied": "Тайноотклик органа.",
}
# A secret ballot is no tale of ours.
TELLING = re.compile(r"тайно(?!(?:е|й|го|м)?\b)|taino|999 88 77", re.IGNORECASE)


def plant(town, visitor, secretary):
    """One appeal with a word of its own in each sealed field, and everything around it."""
    photo = SimpleUploadedFile(TALES["file"], PHOTO)
    facts = {name: TALES[name] for name in ("name", "email", "contact", "address", "text", "place")}
    said = sent(visitor, town, photos=[photo], **facts)
    row = Appeal.objects.get()
    remarks.write(row, TALES["remark"], by=town.by)
    inquiry = Inquiry(appeal=row, agency=town.agency, text=TALES["asked"], asked_on=DAY)
    inquiries.ask(inquiry, by=town.by)
    inquiries.answer(inquiry, on=DAY, text=TALES["replied"], by=town.by)
    closed(secretary, "2025-0001", "resolved", answer=TALES["answer"])
    followed(visitor, said, deed="verdict", verdict="partly", text=TALES["verdict"])
    followed(visitor, said, deed="message", text=TALES["message"])
    published(secretary, "Открытые слова.", "Открытый ответ.")
    Client(HTTP_HOST="almaty.localhost").post(
        "/ru/appeals/2025-0001/join/", {"address": TALES["support"]}
    )
    assert Support.objects.get().address == TALES["support"]
    assert Letter.objects.count() == 3
    return said
