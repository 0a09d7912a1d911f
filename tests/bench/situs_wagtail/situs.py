"""A Wagtail site with one kind of page, as its guide sets one up: the SOP, its steps as a StreamField."""

from __future__ import annotations

from typing import Any

import django
from django.apps import AppConfig
from django.conf import settings

NAMA, MIGRASI = "tests.bench.situs_wagtail", "sop_migrasi"
APLIKASI = (
    "wagtail.contrib.forms", "wagtail.contrib.redirects", "wagtail.embeds", "wagtail.sites", "wagtail.users",
    "wagtail.snippets", "wagtail.documents", "wagtail.images", "wagtail.search", "wagtail.admin", "wagtail",
    "modelcluster", "taggit", "django_filters", "django.contrib.admin", "django.contrib.auth",
    "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles",
)  # fmt: skip
KOLOM_TAMPIL = ("kegiatan", "pelaksana", "kelengkapan", "waktu", "output", "keterangan", "arah")
SEL = "".join(f"<td>{{{{ l.value.{k} }}}}</td>" for k in KOLOM_TAMPIL)
HALAMAN = f"<h1>{{{{ page.title }}}}</h1><table>{{% for l in page.langkah %}}<tr>{SEL}</tr>{{% endfor %}}</table>"


class SopConfig(AppConfig):
    name = NAMA
    label = "sop"
    default_auto_field = "django.db.models.BigAutoField"


def nyalakan(dsn: dict[str, str]) -> None:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["*"],
        USE_TZ=True,
        TIME_ZONE="UTC",
        ROOT_URLCONF=f"{NAMA}.alamat",
        INSTALLED_APPS=[f"{NAMA}.situs.SopConfig", *APLIKASI],
        DATABASES={"default": _basis(dsn)},
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "wagtail.contrib.redirects.middleware.RedirectMiddleware",
        ],
        TEMPLATES=[_templat()],
        MIGRATION_MODULES={"sop": MIGRASI},
        STATIC_URL="/static/",
        WAGTAIL_SITE_NAME="SOP",
        WAGTAILADMIN_BASE_URL="http://localhost",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    django.setup()


def _basis(dsn: dict[str, str]) -> dict[str, Any]:
    nama = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": None} | {
        k: dsn.get(v, "") for k, v in nama.items()
    }


def _templat() -> dict[str, Any]:
    pemuat = [
        ("django.template.loaders.locmem.Loader", {"wagtail/halaman_sop.html": HALAMAN}),
        "django.template.loaders.app_directories.Loader",
    ]
    pengolah = ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth"]
    pengolah.append("django.contrib.messages.context_processors.messages")
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"context_processors": pengolah, "loaders": [("django.template.loaders.cached.Loader", pemuat)]},
    }
