"""The caller's own tokens. A token never makes or ends tokens: that takes a session."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import ChangesNeedSession
from accounts.api.problems import problems
from accounts.api.serializers import MadeTokenSerializer, NewTokenSerializer, TokenSerializer
from accounts.models import ApiToken, User
from accounts.permissions import may_use_token
from accounts.services.tokens import create_token, revoke_token


def tokens_of(request: Request) -> QuerySet[ApiToken]:
    assert isinstance(request.user, User)
    return ApiToken.objects.filter(may_use_token(request.user))


class TokenList(GenericAPIView[ApiToken]):
    """List one's tokens, make one."""

    permission_classes = [ChangesNeedSession]
    answer_is_secret = True
    serializer_class = TokenSerializer
    queryset = ApiToken.objects.none()
    orderings = {"-created": ("-created_at", "-pk"), "expires": ("expires_at", "pk")}

    @extend_schema(
        operation_id="token_list",
        parameters=[OpenApiParameter("order", str, enum=["-created", "expires"])],
        responses={200: TokenSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(tokens_of(request))
        return self.get_paginated_response(TokenSerializer(page, many=True).data)

    @extend_schema(
        operation_id="token_create",
        request=NewTokenSerializer,
        responses={201: MadeTokenSerializer, **problems(400, 403)},
    )
    def post(self, request: Request) -> Response:
        """Make a token. Its key is in this answer and nowhere else."""
        sent = NewTokenSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        assert isinstance(request.user, User)
        token, key = create_token(request.user, **sent.validated_data)
        return Response({**TokenSerializer(token).data, "key": key}, status=201)


class TokenDetail(APIView):
    """End one of one's tokens."""

    permission_classes = [ChangesNeedSession]

    @extend_schema(operation_id="token_revoke", responses={204: None, **problems(403, 404)})
    def delete(self, request: Request, prefix: str) -> Response:
        token = get_object_or_404(tokens_of(request), prefix=prefix)
        assert isinstance(request.user, User)
        revoke_token(token, by=request.user)
        return Response(status=204)
