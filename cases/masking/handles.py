"""E-mail addresses, accounts of messengers, number plates."""

import re
from collections.abc import Iterator

from cases.masking.span import Kind, Span

_EMAIL = re.compile(
    r"[0-9A-Za-z][0-9A-Za-z._%+-]{0,63} ?@ ?[0-9A-Za-z-]{1,63}(?:\.[0-9A-Za-z-]{1,63}){1,4}"
)
_SAID = r"(?:号码|账号|帐号|号|[Ii][Dd]|是|为|叫|[:= ]){0,4}"
_ACCOUNT = re.compile(
    rf"(?:(?<![A-Za-z])qq|扣扣|企鹅){_SAID}(?P<number>\d{{5,11}})(?!\d)"
    rf"|(?:[微威薇]信|v信|加v|(?<![A-Za-z])(?:vx|wx|wechat|weixin)){_SAID}(?P<sign>[a-z][\w-]{{5,19}})"
    rf"|(?:抖音|快手|微博|小红书|支付宝|微信|陌陌)[账帐]?号{_SAID}(?P<other>[0-9a-z][\w.-]{{4,19}})",
    re.IGNORECASE | re.ASCII,
)
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SIGNS = r"(?=[A-Z]{0,4}\d)[0-9A-Z]{5,6}(?![0-9A-Z])"
_SPECIAL = r"(?=[A-Z]{0,3}\d)[0-9A-Z]{3,5}[学警挂港澳]"
_PLATE = re.compile(
    rf"[{_PROVINCE}] ?[A-Z][ ·.-]?(?:{_SPECIAL}|{_SIGNS})"
    rf"|(?:车牌照?|牌照|车号)号?[:是为 ]{{0,2}}(?P<local>[A-Z][ ·.-]?{_SIGNS})",
    re.IGNORECASE,
)


def emails(plain: str) -> Iterator[Span]:
    for found in _EMAIL.finditer(plain):
        yield Span(found.start(), found.end(), Kind.EMAIL, "[邮箱]")


def accounts(plain: str) -> Iterator[Span]:
    """Only where they are called so: a row of letters says nothing by itself. A group (QQ群) is nobody's."""
    for found in _ACCOUNT.finditer(plain):
        start, end = found.span(str(found.lastgroup))
        yield Span(start, end, Kind.ACCOUNT, "[账号]")


def plates(plain: str) -> Iterator[Span]:
    """Source: GA 36-2018 (one character of the province, a letter, five or six signs)."""
    for found in _PLATE.finditer(plain):
        start, end = found.span("local") if found["local"] else found.span()
        yield Span(start, end, Kind.PLATE, "[车牌号]")
