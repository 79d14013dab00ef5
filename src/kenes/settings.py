"""The whole configuration. What an operator may set comes from the environment, loudly."""

import os
import re
import sys
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from kenes.outside import mail, mailbox, scanner

BASE = Path(__file__).resolve().parent
ROOT = BASE.parents[1]
VAR = Path(os.environ.get("KENES_VAR", ROOT / "var"))


def database(url: str) -> dict[str, object]:
    """`sqlite:///PATH` or `postgres://user:password@host:port/name` as Django wants it."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            # Opening it for each request cost a vote in the hall a sixth of its time.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # A number that was handed out stands after a power cut, as on PostgreSQL.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA cache_size=-12000; PRAGMA temp_store=MEMORY;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            # A server on this machine may be reached through its socket: ?host=/run/postgresql
            "HOST": parts.hostname or "".join(parse_qs(parts.query).get("host", [])),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    sys.exit(f"KENES_DATABASE_URL: {parts.scheme!r} is neither sqlite nor postgres")


DATABASE_URL = os.environ.get("KENES_DATABASE_URL", f"sqlite:///{VAR / 'kenes.sqlite3'}")
DATABASES = {"default": database(DATABASE_URL)}

KENES_KEYS = os.environ.get("KENES_KEYS", str(VAR / "keys.json"))
SECRET_FILE = VAR / "secret"


def secret_key() -> str:
    """The key that signs sessions: from the environment, or made once and kept beside the data."""
    if given := os.environ.get("KENES_SECRET"):
        return given
    if not SECRET_FILE.exists():
        from django.core.management.utils import get_random_secret_key

        VAR.mkdir(parents=True, exist_ok=True)
        SECRET_FILE.touch(mode=0o600)
        SECRET_FILE.write_text(get_random_secret_key())
    return SECRET_FILE.read_text()


SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("KENES_HOSTS", "localhost,127.0.0.1,[::1],.localhost").split(",")
SECURE = os.environ.get("KENES_HTTPS") == "1"

INSTALLED_APPS = [
    "kenes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "kenes.api.apart.apart",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kenes.portal.middleware.oversized",
    "kenes.portal.middleware.council",
    "allauth.account.middleware.AccountMiddleware",
    "kenes.portal.middleware.refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kenes.urls"
WSGI_APPLICATION = "kenes.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kenes.portal.context.page",
            ],
        },
    }
]

AUTH_USER_MODEL = "kenes.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/office/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "kenes.office.account.Adapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

LANGUAGE_CODE = "ru"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [BASE / "locale"]
FORMAT_MODULE_PATH = ["kenes.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

STATIC_URL = "/static/"
# What frames the pages of whoever is not signed in, kept by each process for some minutes.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "frames",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kenes.static_files.StaticFiles"},
}
WHITENOISE_USE_FINDERS = False
MEDIA_ROOT = VAR / "files"
# The largest file that may be attached to a record, in bytes.
KENES_FILE_AT_MOST = int(os.environ.get("KENES_FILE_AT_MOST_MB", "25")) * 1024 * 1024
# So many appeals are taken from one network within an hour, so many say “me too”, and so many codes
# of appeals may be wrong; a carrier's phones share an address.
KENES_APPEALS_AN_HOUR = int(os.environ.get("KENES_APPEALS_AN_HOUR", "120"))
KENES_JOINS_AN_HOUR = int(os.environ.get("KENES_JOINS_AN_HOUR", "120"))
KENES_WRONG_CODES_AN_HOUR = int(os.environ.get("KENES_WRONG_CODES_AN_HOUR", "120"))
# Beyond this a request is refused unread.
KENES_REQUEST_AT_MOST = 10 * KENES_FILE_AT_MOST
FILE_UPLOAD_HANDLERS = [
    "kenes.core.upload.Measured",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"


# Not set: letters wait in the outbox, and the office says so.
KENES_SMTP = mail(os.environ["KENES_SMTP_URL"]) if os.environ.get("KENES_SMTP_URL") else None
KENES_MAIL_FROM = os.environ.get("KENES_MAIL_FROM", "")
if KENES_SMTP and not re.fullmatch(r"[!-~]+@[!-~]+", parseaddr(KENES_MAIL_FROM)[1]):
    sys.exit("KENES_MAIL_FROM: KENES_SMTP_URL is set, so say from which address letters come")
# A letter with a key to an account (a new password) goes at once and is never kept.
DEFAULT_FROM_EMAIL = KENES_MAIL_FROM or "kenes@localhost"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if KENES_SMTP else 'dummy'}.EmailBackend"
if KENES_SMTP:
    EMAIL_HOST, EMAIL_PORT = KENES_SMTP["host"], KENES_SMTP["port"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = KENES_SMTP["username"], KENES_SMTP["password"]
    EMAIL_USE_SSL, EMAIL_USE_TLS = KENES_SMTP["use_ssl"], KENES_SMTP["use_tls"]
    EMAIL_TIMEOUT = KENES_SMTP["timeout"]

# The server takes kenes+ANYTHING@host for kenes@host: answers then name their letter.
KENES_MAIL_PLUS = os.environ.get("KENES_MAIL_PLUS") == "1"
if KENES_MAIL_PLUS and not 1 <= parseaddr(KENES_MAIL_FROM)[1].find("@") <= 21:
    sys.exit("KENES_MAIL_PLUS: KENES_MAIL_FROM has at most 21 signs before its @")


# Not set: no letters come by themselves, and the office says so.
KENES_IMAP = mailbox(os.environ["KENES_IMAP_URL"]) if os.environ.get("KENES_IMAP_URL") else None


# Not set: files are not scanned, and the status page says so.
KENES_CLAMD = scanner(os.environ["KENES_CLAMD"]) if os.environ.get("KENES_CLAMD") else None

# The address at which people open the register, for links in letters: https://kenes.example.kz.
# Not set: the first host name of the council.
KENES_SITE = os.environ.get("KENES_SITE", "").rstrip("/")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
