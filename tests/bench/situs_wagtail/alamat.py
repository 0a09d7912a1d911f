"""Addresses of the site: its admin, and its pages."""

from django.urls import include, path
from wagtail import urls as halaman
from wagtail.admin import urls as admin

urlpatterns = [path("admin/", include(admin)), path("", include(halaman))]
