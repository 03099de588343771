"""Nothing that is read from Redis is run."""

import pickle

import pytest
from django.core.cache.backends.redis import RedisCache

from config.json_cache import JSONSerializer


@pytest.mark.parametrize("value", [0, 7, -1, True, None, "text", 1.5, [1, "a"], {"a": None}])
def test_what_is_kept_comes_back(value):
    kept = JSONSerializer().dumps(value)
    assert JSONSerializer().loads(str(kept).encode()) == value


def test_a_pickle_is_no_value():
    with pytest.raises(ValueError, match=r"decode|Expecting"):
        JSONSerializer().loads(pickle.dumps({"a": 1}))


@pytest.mark.redis
def test_redis_counts_and_keeps(settings):
    address = settings.CELERY_BROKER_URL
    cache = RedisCache(address, {"OPTIONS": {"serializer": "config.json_cache.JSONSerializer"}})
    try:
        assert cache.add("count", 0, timeout=60)
        assert not cache.add("count", 5, timeout=60)
        assert cache.incr("count") == cache.get("count") == 1
        cache.set("list", ["a", 1], timeout=60)
        assert cache.get("list") == ["a", 1]
    finally:
        cache.delete_many(["count", "list"])
