"""The addresses of the site: pages of each app, then the API."""

from django.urls import include, path

urlpatterns = [
    path("", include("assessments.urls")),
    path("", include("governance.urls")),
    path("", include("parks.urls")),
    path("", include("accounts.urls")),
    path("api/", include("config.api_urls")),
]
