"""Django's settings, from the environment."""

from __future__ import annotations

from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from tanym.config.environment import Environment

env = Environment()

SECRET_KEY = env.secret_key.get_secret_value()
SECRET_KEY_FALLBACKS = [one for one in env.secret_keys_before.get_secret_value().split(",") if one]
DEBUG = env.debug
TANYM = env
_address = urlsplit(env.address)
ALLOWED_HOSTS = [_address.hostname or "localhost", *(h for h in env.hosts.split(",") if h)]
if env.sample:
    ALLOWED_HOSTS.append("127.0.0.1")  # what some people type for localhost
CSRF_TRUSTED_ORIGINS = [env.address]
_secure = _address.scheme == "https"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "tanym.apps.audit",
    "tanym.apps.accounts",
    "tanym.apps.files",
    "tanym.apps.letters",
    "tanym.apps.oauth",
    "tanym.apps.jobs",
    "tanym.apps.policy",
    "tanym.apps.organisations",
    "tanym.apps.merging",
    "tanym.apps.recovery",
    "tanym.apps.identity",
    "tanym.apps.registers",
    "tanym.apps.clocks",
    "tanym.apps.privacy",
    "tanym.apps.standards",
    "tanym.apps.qualifications",
    "tanym.apps.learning",
    "tanym.apps.credentials",
    "tanym.apps.recognition",
    "tanym.apps.endorsements",
    "tanym.apps.claims",
    "tanym.apps.portfolio",
    "tanym.apps.exams",
    "tanym.apps.validation",
    "tanym.apps.evaluation",
    "tanym.apps.offers",
    "tanym.apps.backpack",
    "tanym.apps.wallets",
    "tanym.apps.catalogue",
    "tanym.apps.accreditation",
    "tanym.apps.imports",
    "tanym.apps.conformance",
    "tanym.apps.simulation",
    "tanym.apps.workshop",
    "tanym.apps.rehearsal",
    "tanym.apps.consultation",
    "tanym.apps.plans",
    "tanym.apps.records",
    "tanym.apps.site",
]

MIDDLEWARE = [
    "tanym.apps.site.middleware.whole_requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tanym.apps.site.privacy.own_pages_stay_private",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tanym.apps.credentials.middleware.issue_waiting",
    "tanym.apps.site.unsent.unsent_words",
    "tanym.apps.site.middleware.refusals",
]

ROOT_URLCONF = "tanym.config.urls"
WSGI_APPLICATION = "tanym.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "tanym.apps.accounts.templatetags.words",
            ],
        },
    }
]

DATABASES = {"default": dj_database_url.parse(env.database_url or f"sqlite:///{env.var / 'tanym.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # failed sign-ins are counted here: a flood must not push them out
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "accounts.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name_kk", "name_ru", "name_passport")},
    },
]
PASSWORD_RESET_TIMEOUT = 3600  # seconds: the link of a mail that somebody reads late is asked for anew
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "site:desk"
LOGOUT_REDIRECT_URL = "site:home"

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
TIME_ZONE = "Asia/Almaty"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.var / "static"
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = env.var / "files"
FILE_UPLOAD_PERMISSIONS = 0o600  # evidence is for the server's account alone
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _secure
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
if env.behind_proxy:  # which then must set this header itself, whatever a visitor sends
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # other hosts of the domain are not ours to bind
CSRF_FAILURE_VIEW = "tanym.apps.site.views.forged"
