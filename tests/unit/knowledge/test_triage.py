"""What needs no search, by wording: greetings, thanks, goodbyes, abuse, numbers asked for, emergencies, a crisis.

None of the ordinary questions may be taken for one of them, however close their words are.
"""

import pytest

from knowledge.entry import Status
from knowledge.lexicon import lexicon
from knowledge.triage import triage

LONGEST = 500
SMALLTALK = {
    "greeting": """
        你好 | 您好！ | 你好啊 | 你们好 | 大家好 | 领导好 | 嗨 | 哈喽 | 在吗？ | 在不在 | 有人吗 |
        喂，有人在吗 | 你好，在吗？ | 早上好 | 下午好！ | 晚上好呀 | 您好，请问 | 工作人员您好 | 老师好 |
        客服你好 | 亲，在吗 | 你好你好 | 你好👋 | 你好，我想问一下 | 新年好 | Hello | hi there! |
        Good morning | good evening, sir | hello, is anybody there? | hey | Hi, hello | Привет |
        Здравствуйте! | Добрый день | Доброе утро | здравствуйте, есть кто? | Алло | Добрый вечер, уважаемые
    """,
    "thanks": """
        谢谢 | 谢谢你啊 | 谢谢啦！ | 好的谢谢 | 好的，谢谢您 | 非常感谢 | 太感谢了 | 知道了，谢谢 |
        明白了，多谢 | 辛苦了 | 您辛苦了，谢谢 | 麻烦您了，谢谢 | 谢谢你的帮助 | 谢谢您的耐心解答 | 好的 |
        好的，知道了 | 收到 | 明白了 | ok | 嗯嗯，好的 | 行，谢谢 | 感谢感谢 | Thanks | thank you very much! |
        ok, thanks a lot | thanks for your help | Thank you for the answer | great, thank you |
        got it, thanks | Спасибо | большое спасибо! | хорошо, спасибо | Спасибо за ответ |
        спасибо вам большое | благодарю за помощь | понятно, спасибо | no, thanks | нет, спасибо |
        太好了，谢谢 | 嗯，知道了 | супер, спасибо | ок
    """,
    "bye": """
        再见 | 拜拜 | 好的，再见 | 谢谢，再见 | 没事了，谢谢 | 不用了，谢谢 | 没有别的问题了 | 下次再聊 |
        那就这样吧 | 回头见 | bye | Goodbye! | ok, bye bye | thanks, goodbye | that's all, thank you |
        До свидания | пока | спасибо, до свидания | всего доброго | это всё, спасибо
    """,
    "who_are_you": """
        你是谁 | 你是机器人吗？ | 你是真人还是机器人 | 你能做什么 | 你会干什么呀 | 你叫什么名字 |
        你好，你是谁 | 帮助 | 怎么用 | 你能帮我什么 | who are you? | are you a robot? |
        are you a real person? | help | what can you do? | hello, who are you | кто вы? | ты бот? |
        вы человек или робот? | помощь | что вы умеете? | здравствуйте, кто вы | help me | помогите! |
        你是人工吗
    """,
    "number_110": """
        报警电话是多少 | 请问报警电话是多少？ | 报警打什么电话 | 匪警电话 | police number |
        what is the police number? | номер полиции?
    """,
    "number_119": """
        火警电话是多少 | 火警打几 | 消防电话多少 | what is the number of the fire brigade | телефон пожарных
    """,
    "number_120": """
        急救电话是多少 | 救护车电话多少 | 急救打什么号码 | ambulance number | какой номер скорой?
    """,
    "number_122": """
        交通事故电话是多少 | 交通事故打什么电话 | 车祸打什么电话
    """,
    "abuse": """
        傻瓜 | 你真笨 | 你个傻子 | 笨死了 | 垃圾 | 垃圾机器人 | 废物 | 你们都是一群废物 | 滚 | 滚蛋吧 | 闭嘴 |
        你有病吧 | 神经病 | 去死吧 | 你去死 | 傻逼 | 傻X | SB | 他妈的 | 操你妈 | 王八蛋 | 混蛋！ |
        什么破玩意 | 什么破系统 | 一点用都没有 | 你真没用 | 你是猪吗 | 脑残 | 气死我了 | 骗子，骗子！ |
        idiot | you are stupid | You're useless! | stupid bot | shut up | fuck you | this is bullshit |
        go to hell | you all are idiots | дурак | ты тупой | вы идиоты | бесполезный бот | заткнись |
        пошел ты | иди к черту | отстань | полный бред
    """,
}
URGENT = {
    "119": """
        着火了 | 我家着火了！ | 厨房起火了怎么办 | 楼上冒浓烟 | 快来人啊，仓库着火了 | 煤气泄漏了 |
        家里有煤气味 | 闻到燃气味了 | 我被困在电梯里了 | 电梯坏了，有人被困 | 有人落水了 | 孩子掉河里了 |
        房子塌了，有人被埋 | 山上着火了 | 车着火了 | my house is on fire | there is a fire in the kitchen |
        I smell gas | gas leak! | we are stuck in the elevator | a child fell into the river | пожар! |
        у нас горит дом | горит машина | пахнет газом | мы застряли в лифте | ребёнок упал в воду |
        有人溺水 | 河里有人溺水 | 小孩溺水了 | 有人掉进水里 | 有人掉湖里了 | 隔壁着火 | youren luoshui |
        zhao huo le | zhaohuole | a boy is drowning in the lake | человек тонет | загорелся дом
    """,
    "110": """
        救命 | 救命啊！ | 有人抢劫 | 我被抢了 | 有人拿刀 | 有人持刀伤人 | 家里进贼了 | 有人撬门 |
        我被人跟踪了 | 我老公打我 | 他要杀我 | 快报警 | 帮我报警 | 孩子不见了 | 我孩子丢了 | 老人走失了 |
        我刚被骗了五万块 | 有人打我 | 我被绑架了 | 楼下打起来了 | I am being robbed | someone is breaking in |
        he has a knife | my husband is beating me | my child is missing | I'm being followed |
        call the police | меня грабят | на меня напали | муж меня бьёт | у него нож | пропал ребёнок |
        вызовите полицию | меня преследуют | 被骗了20万 | 刚被骗了两万 | 我被骗了五万块钱 | 被骗十几万怎么办 |
        我妈被骗了3万元 | 被骗好几万 | 给骗子转账了 | beipianle | wo bei pian le 2 wan | jiu ming |
        I was just scammed out of 20000 yuan | scammers took my money | меня обманули на 20000 |
        перевела деньги мошенникам | мошенники украли деньги
    """,
    "120": """
        有人晕倒了 | 我妈昏迷了 | 老人没有呼吸了 | 我爸心脏病犯了 | 我胸口疼得喘不上气 | 大出血了 |
        孩子误食了老鼠药 | 喝农药了 | 羊水破了 | 快叫救护车 | 煤气中毒了 | 有人触电了 | 从楼上摔下来了 |
        孩子抽搐了 | 被狗咬了流血不止 | call an ambulance | my father had a heart attack |
        she is not breathing | he is unconscious | I can't breathe | he is bleeding heavily |
        вызовите скорую | человек без сознания | у папы инфаркт | она не дышит | мне плохо, не могу дышать |
        сильное кровотечение | 有人昏迷 | youren yundao le | someone collapsed
    """,
    "122": """
        出车祸了 | 我被车撞了 | 撞到人了 | 发生交通事故了 | 有人肇事逃逸了 | 前面两车追尾了 |
        there has been a car accident | I was hit by a car | мы попали в аварию | сбили человека |
        меня сбила машина | 两车相撞 | chu chehuo le | two cars crashed | ДТП на перекрёстке
    """,
    "crisis": """
        我不想活了 | 我想死 | 不想活了，活着没意思 | 我想自杀 | 我要跳楼 | 有人要跳楼 | 想结束自己的生命 |
        我活不下去了 | 活着太累了，想一了百了 | 我想割腕 | 我女儿说她不想活了 | 我朋友要自杀怎么办 |
        真想死了算了 | 没有活下去的勇气了 | 我撑不下去了 | 想轻生 | 死了算了 | 我刚吃了一整瓶安眠药 |
        I want to die | I want to kill myself | I don't want to live anymore | I am going to end my life |
        I feel suicidal | my friend wants to kill herself | I can't go on any more | я хочу умереть |
        не хочу больше жить | хочу покончить с собой | думаю о самоубийстве | жить не хочется |
        нет смысла жить | 我真的不想活 | 我写好了遗书 | 有人跳河 | 有人要跳桥 | 有人跳水库 | 吃了安眠药 |
        吃了30片安眠药 | 她吃了很多安眠药 | 吃了半瓶安眠药怎么办 | wo xiang zisha | woxiangzisha |
        youren tiaohe | wo bu xiang huo le | chi le anmianyao | someone jumped into the river |
        a woman jumped off the bridge | she took a whole bottle of sleeping pills |
        человек прыгнул с моста | она выпила упаковку снотворного
    """,
}
ORDINARY = """
    你好，请问低保怎么办 | 您好！身份证丢了怎么补 | 谢谢，那费用呢 | 好的，那在哪办 |
    早上好，请问几点上班 | 再见面要预约吗 | 再问一下，社保卡怎么办 | 你好，我要投诉物业 |
    hello, how do I get a passport? | thanks, and the fee? | спасибо, а сколько стоит? |
    здравствуйте, как получить паспорт? | help me register a company | what can you do about the noise? |
    自杀险怎么赔 | 自杀保险公司赔不赔 | 投保两年后自杀赔吗 | 报警器安装要审批吗 | 消防验收怎么办 |
    火灾保险怎么买 | 防火宣传月是几月 | 火警监控系统怎么备案 | 急救证怎么考 | 急救培训在哪报名 |
    急诊几点开门 | 救护车怎么收费 | 120急救车收费标准 | 110指挥中心招聘吗 | 119消防宣传日是哪天 |
    交通事故认定书多久出 | 车祸赔偿标准是多少 | 交通事故怎么处理 | 家暴告诫书怎么申请 | 抢劫罪判几年 |
    盗窃案件怎么立案 | 诈骗案报案材料有哪些 | 拐卖儿童怎么举报 | 走失人员登记在哪里 | 煤气罐年检在哪 |
    燃气泄漏报警器有补贴吗 | 电梯年检找谁 | 溺水保险赔多少 | 爆炸物品许可怎么办 | 心理咨询门诊在哪 |
    精神病人怎么申请残疾证 | 中毒事故调查报告公布了吗 | 殡葬费用减免 | 死亡证明怎么开 | 安乐死合法吗 |
    骗子公司怎么举报 | 废物处理怎么收费 | 垃圾分类标准 | 垃圾清运电话 | 猪肉价格 | 傻子瓜子商标是谁的 |
    fire safety inspection | how much does an ambulance cost | traffic accident certificate |
    police clearance certificate | useless appliances collection | life insurance after suicide |
    пожарная сигнализация | сколько стоит скорая помощь | справка о несудимости из полиции |
    страховка от несчастного случая | как пользоваться порталом налоговой | 公司马上吊销执照怎么办 |
    老人不想活动怎么办 | 全场跳楼价是真的吗 | 机器吞了我的卡怎么办 | 泰山火车站在哪 | 年轻生育补贴有吗 |
    遗书要公证吗 | 工厂冒黑烟找谁 | 肇事逃逸判几年 | 中风后残疾证怎么办 | 我要生孩子了生育津贴怎么领 |
    劳动合同没有意识到期怎么办 | 被骗了怎么维权 | 电梯不会动了找哪个部门修 | 手机快不行了能回收吗 |
    结束合同怎么写 | my document is missing, what should I do | labour law |
    how do I end it, the contract | the meeting ran over | помогите оформить паспорт |
    лампа в подъезде не горит | пищевое отравление статистика | устал жить с соседями |
    снег упал с крыши на машину | 被骗了多少钱可以立案 | 被骗3000元够立案标准吗 | 被骗了20万判几年 |
    被骗签合同怎么办 | 被骗一年了能起诉吗 | 诈骗20万判几年 | 溺水预防宣传什么时候 | 有人溺水后赔偿谁负责 |
    救落水儿童算见义勇为吗 | 落水管坏了找谁 | 安眠药需要处方吗 | 安眠药哪里买 | 吃了安眠药能开车吗 |
    服用了安眠药可以喝酒吗 | 跳河警示牌谁管 | 想死缓是什么意思 | 楼下有人淹了我家 | zisha hu zai nali mai |
    baojingqi | drowning prevention campaign | do sleeping pills need a prescription |
    suicide prevention day | drug overdose prevention | insurance after I was hit by a car |
    where can I report a scam | нужен ли рецепт на снотворное | авария на теплосети | вор в законе |
    как распознать мошенников | страховка, если сбила машина
"""


def wordings(text: str) -> list[str]:
    return [wording.strip() for wording in text.split("|")]


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(wording, reason) for reason, text in table.items() for wording in wordings(text)]


@pytest.mark.parametrize(("message", "topic"), cases(SMALLTALK))
def test_smalltalk(message: str, topic: str) -> None:
    answer = triage(message, lexicon(), LONGEST)
    assert answer is not None
    assert (answer.status, answer.reason) == (Status.SMALLTALK, topic)


@pytest.mark.parametrize(("message", "number"), cases(URGENT))
def test_urgent(message: str, number: str) -> None:
    answer = triage(message, lexicon(), LONGEST)
    assert answer is not None
    assert (answer.status, answer.reason) == (Status.EMERGENCY, number)


@pytest.mark.parametrize("question", wordings(ORDINARY))
def test_an_ordinary_question_is_searched_for(question: str) -> None:
    assert triage(question, lexicon(), LONGEST) is None


def test_a_long_message_is_no_smalltalk() -> None:
    assert triage("你好" * 100, lexicon(), LONGEST) is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("转人工", "person"),
        ("人工", "person"),
        ("我要找真人！", "person"),
        ("zhuan rengong", "person"),
        ("I want to speak to a human", "person"),
        ("Соедините с оператором, пожалуйста", "person"),
        ("我的工单怎么样了", "my_case"),
        ("查办理进度", "my_case"),
        ("what about my case?", "my_case"),
        ("Что с моим обращением?", "my_case"),
        ("我的工单", "my_case"),
        ("我的投诉处理得怎么样了？", "my_case"),
        ("我之前反映的问题怎么样了", "my_case"),
        ("查一下我的投诉进度", "my_case"),
        ("上次投诉的事有结果了吗", "my_case"),
    ],
)
def test_who_wants_a_person_or_their_case(said: str, reason: str) -> None:
    answer = triage(said, lexicon(), 500)
    assert answer is not None
    assert answer.reason == reason


@pytest.mark.parametrize(
    "asked",
    [
        "人工增雨什么时候",
        "人工费多少",
        "工单是什么意思",
        "怎么样了",
        "处理了吗",
        "投诉的事归谁管",
    ],
)
def test_who_asks_about_such_matters_is_answered(asked: str) -> None:
    assert triage(asked, lexicon(), 500) is None
