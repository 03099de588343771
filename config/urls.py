"""The addresses of the site: those for watchers, pages of each app, then the API."""

from django.urls import include, path

from config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include("parks.urls")),  # before parks/<code>/, which would take parks/import/
    path("", include("assessments.urls")),
    path("", include("governance.urls")),
    path("", include("accounts.urls")),
    path("api/", include("config.api_urls")),
]

handler400 = "config.failures.bad_request"
handler404 = "config.failures.not_found"
handler500 = "config.failures.server_error"
