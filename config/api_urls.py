"""Addresses of the API, version 1, and of its description."""

from django.urls import include, path

from accounts.api.urls import urlpatterns as accounts_urls
from assessments.api.urls import urlpatterns as assessments_urls
from config.api_docs import api_docs, api_schema
from governance.api.urls import urlpatterns as governance_urls
from parks.api.urls import urlpatterns as parks_urls

version_1 = [*accounts_urls, *parks_urls, *governance_urls, *assessments_urls]

urlpatterns = [
    path("v1/", include((version_1, "api"))),
    path("schema/", api_schema, name="api_schema"),
    path("docs/", api_docs, name="api_docs"),
]
