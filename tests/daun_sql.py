"""A leaf's bytes once more, in SQL, for tests that write into the log past the append; layout in docs/format-log.md."""

from __future__ import annotations

from typing import Any

import psycopg

_DAUN = """
CREATE OR REPLACE FUNCTION pg_temp.daun(p_log bytea, p_stream uuid, p_version bigint, p_at timestamptz, p_actor uuid,
                                        p_command uuid, p_topic text, p_payload_sha256 bytea)
RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256('\\x0001'::bytea || p_log || uuid_send(p_stream) || int8send(p_version)
         || int8send((extract(epoch FROM p_at) * 1000000)::bigint) || uuid_send(p_actor) || uuid_send(p_command)
         || int2send(octet_length(p_topic)::smallint) || convert_to(p_topic, 'UTF8') || p_payload_sha256)
$$
"""


def pasang_daun(superuser: psycopg.Connection[Any]) -> None:
    """`pg_temp.daun` for the rest of this session."""
    superuser.execute(_DAUN)
