"""What is personal is masked, what only looks like it stays, and a masked text is masked already."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.masking import Kind, mask
from cases.masking.numbers import check_character, is_card, is_id, is_old_id

ID, CARD = "239901199003071232", "6299990000000009"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话15400001234", "电话154****1234"),
        ("154 0000 1234", "154****1234"),
        ("154-0000-1234", "154****1234"),
        ("+86 154 0000 1234", "154****1234"),
        ("(+86)15400001234", "154****1234"),
        ("008615400001234", "154****1234"),
        ("１５４００００１２３４", "154****1234"),
        ("154\u200b0000\u200b1234", "154****1234"),
        ("一五四零零零零一二三四", "154****1234"),
        ("幺五四〇〇〇〇幺二三四", "154****1234"),
        ("1 5 4 0 0 0 0 1 2 3 4", "154****1234"),
        ("打15400001234和16000004321", "打154****1234和160****4321"),
        ("0453-5550201", "0453****"),
        ("（0453）5550201转8012", "0453****转8012"),
        ("04535550201", "0453****"),
        ("010-55501234", "010****"),
        ("+86-453-5550201", "0453****"),
        ("电话0453-5550201、5550202", "电话0453****、****"),
        ("座机5550201", "座机****"),
    ],
)
def test_telephones(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"我的{ID}", "我的[身份证号]"),
        ("23990119900307123２", "[身份证号]"),
        ("239901 19900307 1232", "[身份证号]"),
        ("239901900307123", "[身份证号]"),
        ("身份证号239901199003071231", "身份证号[身份证号]"),
        (CARD, "[银行卡号]"),
        ("6299 9900 0000 0009", "[银行卡号]"),
        ("卡号6299990000000000001", "卡号[银行卡号]"),
        ("发到a.b-c_d@example.com吧", "发到[邮箱]吧"),
        ("QQ：10203040", "QQ：[账号]"),
        ("微信号是wx_lan88，", "微信号是[账号]，"),
        ("加VX lan_8866", "加VX [账号]"),
        ("黑C5A123占道", "[车牌号]占道"),
        ("黑CD12345和黑c·12345", "[车牌号]和[车牌号]"),
        ("黑C1234学", "[车牌号]"),
    ],
)
def test_numbers_of_people_and_their_things(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("阳光小区3号楼2单元501室漏水", "阳光小区[门牌号]漏水"),
        ("阳光小区三号楼二单元五楼东门", "阳光小区[门牌号]"),
        ("绿园小区6-2-301没热水", "绿园小区[门牌号]没热水"),
        ("家住朝阳街26号2单元301室", "家住朝阳街[门牌号]"),
        ("我家住朝阳街18号，", "我家住朝阳街[门牌号]，"),
        ("胜利村三组27号", "胜利村[门牌号]"),
        ("B栋1204", "[门牌号]"),
    ],
)
def test_addresses_end_at_community_or_road(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我叫张三，来问退休", "我叫张某，来问退休"),
        ("姓名：欧阳明月", "姓名：欧阳某"),
        ("联系人阿布都热西提，卖烤肉的", "联系人阿某，卖烤肉的"),
        ("我爱人王秀兰今年62岁", "我爱人王某今年62岁"),
        ("王小明先生来电", "王某先生来电"),
        ("李国强欠我工资", "李某欠我工资"),
        ("我叫张建国，我哥叫张建军。张建国先来的", "我叫张某甲，我哥叫张某乙。张某甲先来的"),
        ("张某说完，我叫张三，不服", "张某说完，我叫张某甲，不服"),
        ("证明人：左明、牛国庆", "证明人：左某、牛某"),
        ("昨天贾淑芳又来闹了", "昨天贾某又来闹了"),
        ("我要投诉王丽，她扰民", "我要投诉王某，她扰民"),
        ("刘芳的电话打不通", "刘某的电话打不通"),
        ("请转告班主任丁香莲", "请转告班主任丁某"),
    ],
)
def test_names_keep_the_surname_only(text: str, masked: str) -> None:
    assert mask(text).text == masked


def test_twelve_of_one_surname_are_told_apart() -> None:
    people = [f"王{given}" for given in "芳伟敏静强磊军洋勇艳杰娟"]
    masked = mask("、".join(f"姓名：{name}" for name in people))
    assert len({span.mask for span in masked.spans}) == 12
    assert mask(masked.text).text == masked.text


@pytest.mark.parametrize(
    "text",
    [
        "工单编号2026-00123，受理号20261123000456",
        "绥政发〔2012〕3号，国务院令第711号",
        "2026年11月23日08:15，2026-11-23",
        "合同13912345678元，全市184281件，￥15400001234",
        "打12345、110、96123、95598或400-800-1234",
        "李市长，市长王建国，局长李文博主持，张立新书记讲话",
        "张先生、王姐、老李、赵某、刘大爷",
        "黄河路、高速公路、马上、白天、方便面、金额不对，何时能修",
        "张家村的路，王府小区，和平社区，李家沟水库",
        "青山路1号行政服务中心3号楼2楼5号窗口，法院3楼305室",
        "第3单元考试，5号发工资，2-3天，3-5个工作日",
        "黑车太多，京A级景区，K1234次列车",
        "QQ群123456，微信支付，微信公众号",
        "订单号20261123153045678901，户号1234567890，邮编157300",
        "我是黄河小区的住户，我叫外卖，联系人电话都没写",
        "身份证丢了，银行卡丢了，电话打不通",
    ],
)
def test_look_alikes_stay(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize(
    "written", ["0453-5550114", "（0453）5550114", "电话5550114", "0453 5550114-801"]
)
def test_published_numbers_stay_in_any_spelling(written: str) -> None:
    assert mask(written, {"０４５３－５５５０１１４"}).text == written
    assert mask(written).text != written


def test_a_span_tells_kind_place_and_mask() -> None:
    text = "我叫张三，电话 154 0000 1234。"
    name, phone = mask(text).spans
    assert (name.kind, text[name.start : name.end], name.mask) == (Kind.NAME, "张三", "张某")
    assert (phone.kind, text[phone.start : phone.end]) == (Kind.PHONE, "154 0000 1234")


@pytest.mark.parametrize(
    "number", ["11010519491231002X", "440524188001010014", "11010519491231002x"]
)
def test_citizens_numbers_of_the_standard_are_valid(number: str) -> None:
    """Source: GB 11643-1999, its two examples."""
    assert is_id(number)
    assert check_character(number[:17]) == number[17].upper()


@pytest.mark.parametrize(
    "number",
    [
        "110105194912310021",
        "11010519491331002X",
        "99010519491231002X",
        "1101051949123100",
        "",
        "X" * 18,
    ],
)
def test_other_numbers_are_no_citizens(number: str) -> None:
    assert not is_id(number)


def test_one_wrong_digit_is_noticed() -> None:
    """A property of MOD 11-2."""
    for at in range(17):
        for digit in set("0123456789") - {ID[at]}:
            assert check_character(ID[:at] + digit + ID[at + 1 : 17]) != ID[17]


def test_old_numbers_and_cards() -> None:
    assert is_old_id("239901900307123")
    assert not is_old_id("239901901307123")
    assert is_card(CARD)
    assert not is_card("6299990000000000")


PIECES = st.sampled_from(
    [
        *"0123456789一二三四〇零幺张王李某甲乙我叫是的和、，：。 -+()*[]@.X室号楼栋组路村黑C",
        "15400001234",
        "0453",
        "5550201",
        "电话",
        "打",
        "86",
        ID,
        CARD,
        "身份证",
        "卡号",
        "QQ",
        "微信号",
        "lan_88",
        "@example.com",
        "黑C5A123",
        "3号楼2单元",
        "501室",
        "家住朝阳街18号",
        "姓名",
        "张三",
        "王秀兰",
        "欧阳",
        "先生",
        "局长",
        "邻居",
        "[门牌号]",
        "154****1234",
        "****",
        "张某",
        "王某甲",
        "\0",
        "\ud800",
        "\u200b",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40))
@example("")
@example("我叫张三甲状腺不好")
@example("张三15400001234")
@example("俺叫桑桂琴乙李国强欠工")
@example("我叫张三丁小红")
@example("了张三司马青云大爷")
def test_a_masked_text_is_masked_already(text: str) -> None:
    masked = mask(text)
    assert mask(masked.text).text == masked.text
    assert all(one.end <= other.start for one, other in pairwise(masked.spans))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1-",
        "一",
        "张",
        "张三、",
        "张建国、",
        "15400001234 ",
        "a",
        "a@",
        "a.",
        "3号楼",
        "家住",
        "黑C",
        "(",
        "*",
        "0453",
    ],
)
def test_long_texts_of_one_piece_are_read(piece: str) -> None:
    """None of them makes a pattern try again and again: the time limit of the tests would end it."""
    masked = mask(piece * (100_000 // len(piece))).text
    assert mask(masked).text == masked
