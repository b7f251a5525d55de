"""Settings of the tests: their own secret, database and folder; PostgreSQL when DATABASE_URL names one."""

import os
import tempfile

os.environ.setdefault("TANYM_SECRET_KEY", "only-for-tests-0123456789-0123456789-0123456789-0123456789")
os.environ["TANYM_VAR"] = tempfile.mkdtemp(prefix="tanym-test-")  # never the folder of an installation
os.environ["TANYM_SAMPLE"] = "true"
os.environ["TANYM_JOBS"] = "inline"

from tanym.config.settings import *  # noqa: F403
from tanym.config.settings import TEMPLATES

FOLDER = os.environ["TANYM_VAR"]  # taken away when the tests end
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "UNDEFINED-VARIABLE:%s"
