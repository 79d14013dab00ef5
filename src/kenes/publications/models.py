"""Channels and what was posted on them."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from kenes.core.row import Numbered
from kenes.organs.models import Directory


class Channel(Directory):
    """A site or a page in a social network: the council's own, or a member's."""

    class Kind(models.TextChoices):
        SITE = "site", _("site")
        FACEBOOK = "facebook", "Facebook"
        INSTAGRAM = "instagram", "Instagram"
        TELEGRAM = "telegram", "Telegram"
        YOUTUBE = "youtube", "YouTube"
        TIKTOK = "tiktok", "TikTok"
        PRESS = "press", _("newspaper or television")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    member = models.ForeignKey(
        "kenes.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="channels",
        verbose_name=_("member whose page it is"),
    )

    class Meta(Directory.Meta):
        verbose_name = _("channel")
        verbose_name_plural = _("channels")


class Post(Numbered):
    """One publication: one link is one post."""

    PATH = "news"
    NUMBERED_BY = "posted_on"

    class Form(models.TextChoices):
        POST = "post", _("post")
        STORY = "story", _("story")

    class Subject(models.TextChoices):
        SITTINGS = "sittings", _("general sittings")
        REPORTS = "reports", _("reports of agencies")
        EVENTS = "events", _("results of events")
        OTHER = "other", _("other")

    posted_on = models.DateField(_("posted on"))
    # The Monday of its ISO week: members are asked to post weekly.
    week_on = models.DateField(editable=False)
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="posts", verbose_name=_("channel")
    )
    form = models.CharField(_("form"), max_length=8, choices=Form.choices, default=Form.POST)
    subject = models.CharField(_("subject"), max_length=10, choices=Subject.choices)
    title_kk = models.CharField(_("title in Kazakh"), max_length=300, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=300, blank=True)
    link = models.CharField(_("link"), max_length=300)

    class Meta(Numbered.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = (
            *Numbered.Meta.constraints,
            models.UniqueConstraint(
                fields=["council", "link"],
                name="post_one_per_link",
                condition=models.Q(struck_at=None),
            ),
        )
        indexes = (models.Index(fields=["council", "posted_on"], name="post_by_day"),)

    def check_facts(self) -> None:
        self.week_on = monday(self.posted_on)


def monday(day: date) -> date:
    """The Monday of the ISO week of a day."""
    return day - timedelta(days=day.weekday())
