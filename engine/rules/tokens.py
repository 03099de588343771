"""The words of a rule's text: numbers, names, signs, each with its place."""

import re
from dataclasses import dataclass
from typing import Final, NoReturn

from engine.errors import Code, EngineError, Problem

MOST_CHARACTERS: Final = 2000
MOST_NUMBER_CHARACTERS: Final = 40

_TOKEN: Final = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>\*\*|<=|>=|==|!=|[-+*/<>(),.=])"
)


@dataclass(frozen=True)
class Token:
    """A word of the text; `kind` is number, word, sign or end."""

    kind: str
    text: str
    start: int
    end: int


def refuse(code: Code, message: str, text: str, start: int, end: int, **params: object) -> NoReturn:
    """Raise the one problem that stops the reading of a text."""
    raise EngineError(
        Problem(
            code,
            message,
            value=text[start:end],
            rule=text,
            start=start,
            end=end,
            params=params,
        )
    )


def tokens_of(text: str) -> list[Token]:
    """Cut a text into tokens; the last one is the end."""
    if len(text) > MOST_CHARACTERS:
        message = f"a rule has at most {MOST_CHARACTERS} characters, this one has {len(text)}"
        params = {"length": len(text), "most": MOST_CHARACTERS}
        raise EngineError(Problem(Code.TOO_LONG, message, rule=text[:80], params=params))
    tokens, place = [], 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            message = f"the character {text[place]!r} has no meaning in a rule"
            refuse(Code.CHARACTER_UNKNOWN, message, text, place, place + 1, character=text[place])
        place = match.end()
        if match.lastgroup is not None and match.lastgroup != "space":
            tokens.append(Token(match.lastgroup, match.group(), match.start(), match.end()))
    return [*tokens, Token("end", "", len(text), len(text))]
