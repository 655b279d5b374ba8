"""Questions in English and Russian about a town hall's commonest matters: every word known, the matter in Chinese."""

import pytest

from knowledge.lexicon import lexicon
from knowledge.question import read_question

ASKED = """
How do I renew my driving licence? | 换驾照
What documents do I need to replace a lost ID card? | 身份证丢失补办
How can I pay a traffic fine? | 交通违法罚款
My car was towed, where do I collect it? | 机动车
How do I appeal a parking ticket? | 交通违法罚款
Where can I get a criminal record certificate? | 无犯罪记录证明
How do I apply for a work permit as a foreigner? | 外国人工作许可
How do I extend my visa? | 签证延期
Where do I register my address as a foreigner? | 外国人住宿登记
How do I change my name? | 姓名变更
Can I get a copy of my marriage certificate? | 复印件
How do I get a divorce if my husband does not agree? | 离婚登记
Who gets custody of the children after divorce? | 离婚登记
How much child support must be paid? | 抚养费
What is maternity leave and how long is it? | 产假
How do I claim maternity benefit? | 生育津贴
How do I report a work injury? | 工伤认定
My employer fired me without notice, what can I do? | 用人单位
How much severance pay do I get? | 经济补偿金
Is overtime paid? | 加班费
How many days of annual leave do I have? | 年休假
Where do I file a labour dispute? | 申请劳动争议仲裁
How do I check my pension? | 查询养老金
At what age can I retire? | 退休年龄
How do I withdraw money from the housing provident fund? | 公积金提取
How do I apply for public rental housing? | 公共租赁住房
My landlord does not return my deposit | 不退押金
Can the landlord raise the rent? | 房东
Neighbour upstairs leaks water into my flat | 邻居
Elevator is broken in our building | 电梯
Who is responsible for the stairwell lights? | 楼道
How do I get a permit to renovate my apartment? | 行政许可
When will the heating be turned on? | 供热
There is no hot water | 热水
Gas leak, whom do I call? | 燃气泄漏
How do I pay my electricity bill online? | 电费缴费
Water pipe burst in the street | 水管爆裂
A stray dog bit me | 流浪狗
Where do I vaccinate my dog? | 狂犬病疫苗
People set off fireworks at night | 烟花爆竹
A factory is dumping waste into the river | 工厂
The street is not cleaned | 人打扫
Manhole cover is missing | 井盖缺失
Where can I recycle old furniture? | 大件垃圾
How do I get a bus card for pensioners? | 老年公交卡
What time does the last bus leave? | 末班车
Which school does my address belong to? | 学区划分
How do I enrol my child in kindergarten? | 幼儿园入学
When are the school holidays? | 学校放假
How do I get a scholarship? | 奖学金
Where can I get a flu shot? | 流感疫苗
Is the covid vaccine free? | 新冠疫苗
How do I make a doctor's appointment? | 预约挂号
How do I get reimbursed for treatment in another city? | 异地就医报销
How do I open a restaurant? | 开饭店食品经营许可证
How do I close my company? | 公司注销
How do I register a trademark? | 商标注册
How do I file my taxes? | 纳税申报
How do I get a tax refund? | 退税
Can a shop refuse a refund? | 拒绝退款
I bought a fake product | 购买
I was cheated online | 电信诈骗
Somebody stole my bicycle | 自行车
How do I make a will? | 遗嘱
How do I inherit a house? | 房屋继承
How do I adopt a child? | 收养
How do I get a death certificate? | 死亡证明
Where is the cemetery? | 公墓
Are there subsidies for disabled people? | 残疾人
How do I get a wheelchair? | 轮椅
What benefits do veterans get? | 退役军人
How do I get a library card? | 读者证
What are the opening hours of the swimming pool? | 开放时间
Where is the museum? | 博物馆
How do I become a volunteer? | 志愿者
Can I build a house on farmland? | 建房
How do I get a subsidy for growing soybeans? | 大豆补贴
How do I borrow money to start a business? | 创业贷款
Someone owes me money and does not return it | 欠钱不
How do I get a lawyer for free? | 免费律师法律援助
What is the fine for drunk driving? | 酒驾
How do I report domestic violence? | 家庭暴力
Where is the nearest public toilet? | 附近
A tree fell on the road | 树木
I was overcharged by a taxi | 出租车乱收费
How much is the compensation for demolition? | 拆迁补偿
Как продлить водительские права? | 换驾照
Какие документы нужны для замены паспорта? | 申请材料
Как оплатить штраф за нарушение правил дорожного движения? | 交通违法罚款
Мою машину эвакуировали, где её забрать? | 机动车
Как обжаловать штраф за парковку? | 交通违法罚款
Где получить справку о несудимости? | 无犯罪记录证明
Как иностранцу получить разрешение на работу? | 外国人工作许可
Как продлить визу? | 签证延期
Где зарегистрироваться иностранцу по месту проживания? | 外国人住宿登记
Как сменить фамилию? | 姓名变更
Как получить копию свидетельства о браке? | 复印件
Как развестись, если муж не согласен? | 不同意
С кем останутся дети после развода? | 离婚登记
Какой размер алиментов? | 抚养费
Сколько длится декретный отпуск? | 产假
Как получить пособие по беременности и родам? | 生育津贴
Что делать при травме на работе? | 工伤
Меня уволили без предупреждения | 提前通知
Какое выходное пособие положено? | 经济补偿金
Оплачиваются ли сверхурочные? | 加班费
Сколько дней ежегодного отпуска? | 年休假
Куда обратиться с трудовым спором? | 劳动争议仲裁
Как узнать размер пенсии? | 基本养老金
Во сколько лет выходят на пенсию? | 退休年龄
Как снять деньги с жилищного фонда? | 公积金提取
Как получить социальное жилье? | 保障性住房
Хозяин квартиры не возвращает залог | 不退押金
Может ли хозяин поднять аренду? | 房东
Соседи сверху затопили квартиру | 楼上
Не работает лифт в доме | 电梯
Кто отвечает за свет в подъезде? | 灯
Нужно ли разрешение на ремонт квартиры? | 行政许可
Когда включат отопление? | 开始
Нет горячей воды | 热水
Утечка газа, куда звонить? | 燃气泄漏
Как оплатить электричество через интернет? | 电费缴费
Прорвало трубу на улице | 水管爆裂
Меня укусила бродячая собака | 狗咬人
Где сделать прививку собаке? | 狂犬病疫苗
Ночью запускают фейерверки | 烟花爆竹
Завод сбрасывает отходы в реку | 工厂
Улицу не убирают | 人打扫
Нет крышки люка | 井盖缺失
Куда выбросить старую мебель? | 大件垃圾
Как получить проездной для пенсионеров? | 老年公交卡
Во сколько последний автобус? | 末班车
К какой школе относится мой адрес? | 学区划分
Как записать ребёнка в детский сад? | 幼儿园入学
Когда школьные каникулы? | 学校放假
Как получить стипендию? | 奖学金
Где сделать прививку от гриппа? | 流感疫苗
Бесплатна ли вакцина от ковида? | 新冠疫苗
Как записаться к врачу? | 预约挂号
Как вернуть деньги за лечение в другом городе? | 异地就医报销
Как открыть ресторан? | 开饭店食品经营许可证
Как закрыть компанию? | 公司注销
Как зарегистрировать товарный знак? | 商标注册
Как подать налоговую декларацию? | 纳税申报
Как получить возврат налога? | 退税
Может ли магазин отказать в возврате денег? | 拒绝退款
Мне продали подделку | 出售
Меня обманули в интернете | 电信诈骗
У меня украли велосипед | 自行车
Как составить завещание? | 立遗嘱
Как унаследовать квартиру? | 房屋继承
Как усыновить ребёнка? | 收养
Как получить свидетельство о смерти? | 死亡证明
Где находится кладбище? | 公墓
Какие льготы положены инвалидам? | 残疾人
Как получить инвалидную коляску? | 轮椅
Какие льготы у ветеранов? | 退役军人
Как получить читательский билет? | 读者证
Режим работы бассейна | 办公时间
Где находится музей? | 博物馆
Как стать волонтёром? | 志愿者
Можно ли построить дом на сельхозземле? | 建房
Какая субсидия за выращивание сои? | 大豆补贴
Как взять кредит на открытие бизнеса? | 创业贷款
Мне должны деньги и не возвращают | 欠钱不
Как получить бесплатного адвоката? | 免费律师法律援助
Какой штраф за пьяное вождение? | 罚款
Как сообщить о домашнем насилии? | 家庭暴力
Где общественный туалет? | 公厕
Упало дерево на дорогу | 树木
Какая компенсация за снос дома? | 拆迁补偿
Куда обратиться, если таксист завысил цену? | 出租车乱收费
"""


@pytest.mark.parametrize("row", ASKED.strip().split("\n"))
def test_every_word_is_known_and_the_matter_is_named(row: str) -> None:
    asked, matter = row.split(" | ")
    question = read_question(asked, lexicon())
    assert question.unknown == 0
    assert matter in question.wording


@pytest.mark.parametrize(
    ("asked", "how"),
    [
        ("Какая библиотека открыта?", False),
        ("Какие льготы у ветеранов?", False),
        ("Каких врачей можно вызвать?", False),
        ("Какой режим работы бассейна?", False),
        ("Какими льготами пользуются ветераны?", False),
        ("Какой порядок получения субсидии?", True),
        ("Каким образом получить субсидию?", True),
        ("Как получить субсидию?", True),
    ],
)
def test_which_is_not_how(asked: str, how: bool) -> None:
    question = read_question(asked, lexicon())
    assert (question.asks == "how_to") is how
    assert ("怎么" in question.wording) is how
    assert "как" not in question.content


@pytest.mark.parametrize("language", ["en", "ru"])
def test_as_many_questions_as_promised(language: str) -> None:
    rows = ASKED.strip().split("\n")
    assert (
        sum(read_question(row.split(" | ")[0], lexicon()).language == language for row in rows)
        >= 60
    )
