"""What runs later: real workers with REDIS_URL, at once without it."""

from celery.schedules import crontab

from config.settings.env import POSITIVE, address_of, env

REDIS_URL = env.str("REDIS_URL", "", validate=address_of("redis", "rediss"))

CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    # After a host has died its tasks come back within this sweep instead of minutes later.
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 10,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 1,
}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "open due reports": {"task": "assessments.open_due_reports", "schedule": crontab(minute=5)},
    "anchor the audit heads": {"task": "accounts.anchor_audit", "schedule": crontab(minute=0)},
    "take up lost runs": {"task": "assessments.take_up_lost_runs", "schedule": crontab()},
    "deliver webhooks": {"task": "accounts.deliver_webhooks", "schedule": crontab()},
    "forget idempotent answers": {
        "task": "accounts.forget_idempotent_answers",
        "schedule": crontab(minute=30),
    },
}

# Parks of a run that one worker scores at once; the manifest of a run keeps what it was made with.
RUN_SHARD_PARKS = env.int("RUN_SHARD_PARKS", 500, validate=POSITIVE)
# How long a worker may be silent on a shard, and everybody on a run, before it is taken up again.
RUN_LEASE_SECONDS = env.int("RUN_LEASE_SECONDS", 120, validate=POSITIVE)
RUN_SIGN_OF_LIFE_SECONDS = env.int("RUN_SIGN_OF_LIFE_SECONDS", 60, validate=POSITIVE)

if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"serializer": "config.json_cache.JSONSerializer"},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# A portfolio that was made is kept for so long, unless something that it shows changes before.
PORTFOLIO_KEPT_SECONDS = env.int("PORTFOLIO_KEPT_SECONDS", 300)
