"""The API: who may call it, how it pages, how it says what went wrong, how it is described."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.permissions.IsSignedInWithScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.api.parsers.StrictJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "accounts.api.paging.CursorPages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "config.api_errors.problem_response",
    "PAGE_SIZE": 50,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "COERCE_DECIMAL_TO_STRING": False,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Parkpath",
    "DESCRIPTION": "Assesses the upgrading of old industrial parks.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["accounts.api.permissions.IsSignedInWithScope"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.api_description.describe_writes",
    ],
    "ENUM_NAME_OVERRIDES": {
        "CheckLevel": "governance.choices.CheckLevel",
        "EvidenceKind": "governance.choices.EvidenceKind",
        "IndicatorKind": "parks.choices.IndicatorKind",
        "NodeKind": "assessments.choices.NodeKind",
        "ParkLevel": "parks.choices.ParkLevel",
        "ReportStatus": "governance.choices.ReportStatus",
        "RunStatus": "assessments.choices.RunStatus",
        "DeliveryState": "accounts.choices.DeliveryState",
        "VersionStatus": "assessments.choices.VersionStatus",
        "WebhookEvent": "accounts.choices.Event",
    },
}
