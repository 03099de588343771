# The site as one image; web, worker, beat and migrate are commands of it, told apart in docker-compose.yml.
# Nothing secret is in it: what it must know comes from the environment when it starts.

FROM python:3.11-slim-trixie AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.lock /tmp/requirements.lock
RUN python -m venv /srv/venv \
 && /srv/venv/bin/python -m pip install --require-hashes --requirement /tmp/requirements.lock
ENV PATH="/srv/venv/bin:$PATH"

WORKDIR /srv/parkpath
COPY . .
# The demo's settings need no secrets; files and texts are the same in all.
RUN pybabel --quiet compile --directory locale --domain django \
 && DJANGO_SETTINGS_MODULE=config.settings.demo python manage.py collectstatic --noinput --verbosity 0 \
 && python -m compileall -q accounts assessments config engine governance parks


FROM python:3.11-slim-trixie

# pg_dump, pg_restore and psql, for backup and restore; as new as the server of docker-compose.yml.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin parkpath \
 && install --directory --owner=parkpath --group=parkpath --mode=750 /srv/evidence /srv/backups

COPY --from=build /srv/venv /srv/venv
COPY --from=build /srv/parkpath /srv/parkpath

ENV PATH="/srv/venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    MEDIA_ROOT=/srv/evidence
WORKDIR /srv/parkpath
USER parkpath
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "2", "--no-ws", "--log-config", "config/granian_log.json", "config.wsgi:application"]
