"""What a letter says, for both of its parts: plain text, and HTML with a button."""

from html import escape
from typing import NamedTuple

from services.notifications.speech import Speech

NAME = "Chợ Phiên"


class Link(NamedTuple):
    label: str
    address: str


class Content(NamedTuple):
    """`act` is what to do about it; `ending` stands below the signature."""

    speech: Speech
    greeting: str
    title: str
    text: str
    act: str
    calendar: Link | None
    ending: Link


def plain(content: Content) -> str:
    paragraphs = [
        content.greeting,
        f"{content.title}.\n{content.text}",
        content.act,
        _line(content.calendar) if content.calendar else "",
        f"-- \n{NAME}\n{_line(content.ending)}",
    ]
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def _line(link: Link) -> str:
    return ": ".join(filter(None, link))


_PAGE = """\
<!doctype html>
<html lang="{language}" dir="{direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{title}</title></head>
<body style="margin:0;padding:16px;font:16px/1.5 'Be Vietnam Pro',system-ui,sans-serif">
<div dir="{direction}" style="max-width:36em;margin:0 auto;text-align:start">
{paragraphs}
</div>
</body>
</html>
"""
_TITLE = '<h1 style="font-size:20px;line-height:1.4;margin:0 0 8px">{}</h1>'
_PARAGRAPH = '<p style="margin:0 0 16px">{}</p>'
_BUTTON = (
    '<p style="margin:24px 0"><a href="{}" style="display:inline-block;padding:12px 20px;border-radius:6px;'
    'background:#283a72;color:#fff;font-weight:600;text-decoration:none">{}</a></p>'
)
_LINK = '<p style="margin:0 0 16px"><a href="{}">{}</a></p>'
_ENDING = (
    '<hr style="border:0;border-top:1px solid #8886"><p style="margin:0;font-size:14px">{}<br><a href="{}">{}</a></p>'
)


def html(content: Content) -> str:
    """Styles stand at their elements, as mail programs drop others; colours that readers chose in theirs stay."""
    calendar, ending = content.calendar, content.ending
    paragraphs = [
        _PARAGRAPH.format(escape(content.greeting)) if content.greeting else "",
        _TITLE.format(escape(content.title)),
        _PARAGRAPH.format(escape(content.text).replace("\n", "<br>\n")),
        _BUTTON.format(escape(content.act), escape(content.speech.gettext("Open the page"))),
        _LINK.format(escape(calendar.address), escape(calendar.label)) if calendar else "",
        _ENDING.format(NAME, escape(ending.address), escape(ending.label or ending.address)),
    ]
    return _PAGE.format(
        language=content.speech.language,
        direction="rtl" if content.speech.language == "he" else "ltr",
        title=escape(content.title),
        paragraphs="\n".join(filter(None, paragraphs)),
    )
