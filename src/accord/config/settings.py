"""Django's settings: what every installation shares, and what its configuration says."""

from __future__ import annotations

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF

from accord.access.openid.clients import origin_of
from accord.config.configurations import Configuration
from accord.config.databases import databases
from accord.config.logs import logging_settings

# Lets `models.Field[int, int]` and the like, which mypy wants, stand in code that runs.
django_stubs_ext.monkeypatch()

CONFIGURATION = Configuration.read()

SECRET_KEY = CONFIGURATION.secret_key
DEBUG = CONFIGURATION.debug
ALLOWED_HOSTS = list(CONFIGURATION.hosts)
ACCORD_TEST_NUMBERS = CONFIGURATION.test_numbers
ACCORD_PSEUDONYM_KEY = CONFIGURATION.pseudonym_key
ACCORD_ASSURANCE = CONFIGURATION.data / "assurance"
ACCORD_ASSURANCE_NIGHTS = CONFIGURATION.assurance_nights
ACCORD_LOG_KEYS = CONFIGURATION.log_keys
ACCORD_COPY_KEYS = CONFIGURATION.copy_keys
ACCORD_COPIES_ACCEPTED = CONFIGURATION.copies_accepted
ACCORD_CHASE_HOURS = CONFIGURATION.chase_hours
ACCORD_DEMO = CONFIGURATION.synthetic
ACCORD_FACTOR_KEYS = CONFIGURATION.factor_keys
ACCORD_SECOND_FACTOR = CONFIGURATION.second_factor
ACCORD_KEPT_HOURS = CONFIGURATION.kept_hours
ACCORD_KNOCKS = CONFIGURATION.knocks
ACCORD_NEVER_WAITS = ("/fhir/R4/Patient/$emergency-summary",)
ACCORD_SYSTEM_REQUESTS = CONFIGURATION.system_requests
ACCORD_CODE_MINUTES = CONFIGURATION.code_minutes
ACCORD_TRAINING_WARN_DAYS = CONFIGURATION.training_warn_days
ACCORD_ROLE_DAYS = CONFIGURATION.role_days
ACCORD_ADDRESS = CONFIGURATION.address
ACCORD_OPENID = CONFIGURATION.openid
ACCORD_LOCATOR = CONFIGURATION.locator
ACCORD_MAILBOX = CONFIGURATION.mailbox
ACCORD_ANNOUNCEMENTS = CONFIGURATION.announcements
DATABASES = databases(CONFIGURATION)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "procrastinate.contrib.django",
    "accord.web",
    "accord.events",
    "accord.organisations",
    "accord.people",
    "accord.access",
    "accord.plans",
    "accord.assurance",
    "accord.sharing",
    "accord.privileges",
]

MIDDLEWARE = [
    "accord.sharing.doors.learning.LearningMiddleware",
    "accord.config.requests.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accord.config.static_files.StaticFilesMiddleware",
    "csp.middleware.CSPMiddleware",
    "accord.config.requests.NoStoreMiddleware",
    "accord.sharing.fhir.middleware.OutcomeMiddleware",
    "accord.config.outages.OutageMiddleware",
    "accord.access.knocks.KnockMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accord.access.middleware.ActorMiddleware",
    "accord.access.middleware.DenyByDefaultMiddleware",
    "accord.access.openings.ReasonFirstMiddleware",
    "accord.plans.pages.middleware.DisclosureMiddleware",
]

ROOT_URLCONF = "accord.config.urls"
ASGI_APPLICATION = "accord.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "accord.web.environment.environment"},
    }
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

AUTH_USER_MODEL = "access.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = True  # the package carries its built assets; nothing is collected anywhere

SESSION_ENGINE = "accord.access.session_store"
SESSION_COOKIE_AGE = 60 * 60 * 12  # and `accord.access.sessions` ends one that is older, however it was used
OF_THIS_HOST = "__Host-" if CONFIGURATION.tls else ""  # as in accord.access.cookies; over plain HTTP it is not taken
SESSION_COOKIE_NAME = f"{OF_THIS_HOST}sessionid"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CONFIGURATION.tls
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{OF_THIS_HOST}csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = CONFIGURATION.tls
CSRF_FAILURE_VIEW = "accord.config.views.show_form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if CONFIGURATION.tls else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False  # what stands in front of us ends TLS and redirects
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF, *([origin_of(ACCORD_OPENID.issuer)] if ACCORD_OPENID else [])],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
    }
}

# A text of 100,000 characters, percent-encoded, in each of several fields must arrive, so that its field can answer.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 0  # no page takes a file: documents are pasted, and read by commands

LOGGING = logging_settings(debug=DEBUG)

# Named here and not discovered: only the worker loads them, and a page that defers a job imports it itself.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = [
    "accord.access.jobs",
    "accord.plans.jobs",
    "accord.assurance.jobs",
    "accord.sharing.jobs",
    "accord.sharing.moves.jobs",
]
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}

# The links of the header: the words, the page's name, and the permission that it needs ("" for everybody).
ACCORD_NAVIGATION = (
    ("My work", "plans:work", ""),
    ("Find a person", "people:find", "find_person"),
    ("Emergency", "plans:emergency", "view_emergency"),
    ("Who looked", "looks:who_looked", "view_access_log"),
    ("Re-identification", "plans:reidentifications", "request_reidentification"),
    ("Re-identification", "plans:reidentification_requests", "approve_reidentification"),
    ("Assurance", "assurance:overview", "view_assurance"),
    ("Training", "training:register", "edit_competence"),
    ("Training cover", "training:cover", "view_training_cover"),
    ("Downtime pack", "downtime:own", "keep_downtime_pack"),
    ("Messages not taken", "deliveries:all", "manage_systems"),
)
ACCORD_PARTS = {  # the pages of a room that stand side by side
    "assurance": (
        ("Overview", "assurance:overview", "view_assurance"),
        ("Signals", "assurance:signals", "view_assurance"),
        ("Sites", "assurance:sites", "view_assurance"),
        ("Groups of people", "assurance:equality", "view_assurance"),
        ("Registers", "assurance:registers", "view_registers"),
        ("Look-backs", "assurance:look_backs", "open_look_back"),
        ("Follow-up", "assurance:follow_up", "view_assurance"),
        ("Publications", "assurance:publications", "prepare_publication"),
        ("Publications", "assurance:publications", "release_publication"),
    ),
}
ACCORD_NOTICES_LEAD_TO = "assurance:signals"  # what a message to staff is about
ACCORD_ACCOUNT_LINKS = (  # beside the name of whoever is signed in
    ("Change role", "access:choose_role", ""),
    ("Your sign-in", "access:your_sign_in", ""),
)
ACCORD_KEPT_PAGE = "kept:kept"  # what a browser keeps of plans, in a room above theirs
ACCORD_PERSON_PAGE = "plans:person"  # where the pages about people lead, in a room above theirs
ACCORD_KEEPING_LINKS = (("Moves to be placed", "moves:waiting"),)  # beside records to compare, from rooms above
ACCORD_PLAN_LINKS = (("Print a copy", "copies:of_person", "view_plan"),)  # what a room above does with a plan
ACCORD_RECORD_LINKS = (("Cancelled plans: who knows", "cancellations:of_person", "view_plan"),)  # plan or no plan
ACCORD_STANDS_AT = "streams:stands"  # where an open page hears that what it shows has changed
ACCORD_AFTER_CANCELLING = "cancellations:of_person"  # where whoever cancels a plan sees who is told of it
ACCORD_TASK_PAGES = dict.fromkeys(  # tasks that a room above raised, and answers
    ("tell_holders", "answer_cancellation", "chase_cancellation"), "cancellations:of_person"
)
ACCORD_PERSON_LINKS = (  # and where they lead those who do not see plans
    ("Needs and adjustments", "people:needs", "edit_person"),
    ("Equality monitoring", "people:characteristics", "edit_person"),
    ("Who looks after them", "relationships:all", "record_relationship"),
    ("Record a death, or withdraw a notice of one", "plans:death", "edit_person"),
)
