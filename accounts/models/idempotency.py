"""What was answered to a request that carried an Idempotency-Key, so that sending it again does nothing twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class IdempotentAnswer(models.Model):
    """One key of one user. Without a status the request is still being carried out."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="idempotent_answers"
    )
    key = models.CharField(max_length=255)
    method = models.CharField(max_length=10)
    address = models.TextField()
    body_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    content_type = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(null=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="idempotent_answer_once_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.address}"
