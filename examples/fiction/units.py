"""The 96 units of the invented 云泽县, with what each of them does."""

from dataclasses import dataclass
from datetime import date

from fiction.chance import Chance

COUNTY = "云泽县"

GROUPS = {
    "town": "镇街",
    "department": "县政府工作部门",
    "subordinate": "下属单位（内设机构）",
    "enterprise": "县属国有企业",
    "stationed": "中省市驻靖单位",
}

_TOWNS = [
    "青禾",
    "柳湾",
    "石桥岭",
    "白露",
    "双槐",
    "云台铺",
    "麦香",
    "南塬口",
    "鹭洲",
    "杏坪",
    "清溪沟",
    "望湖",
    "松涛",
    "长汀坝",
    "金穗",
    "沙枣梁",
]
_STREETS = ("云泽", "东篱")

# Name without the county; short name; traits: 批 has approval items, 执 enforces the law, 热 meets the public.
_DEPARTMENTS = """
人民政府办公室 县政府办 -
发展和改革局 县发改局 批
教育体育局 县教体局 批热
工业和信息化局 县工信局 批
公安局 县公安局 批执热
民政局 县民政局 批热
司法局 县司法局 批
财政局 县财政局 -
人力资源和社会保障局 县人社局 批执热
自然资源局 县资源局 批执热
生态环境保护局 县环保局 批执热
住房和城乡建设局 县住建局 批执热
城市管理执法局 县城管局 批执热
交通运输局 县交通局 批执热
水利局 县水利局 批执热
农业农村局 县农业局 批执热
商务局 县商务局 批
文化和旅游局 县文旅局 批执
卫生健康局 县卫健局 批执热
退役军人事务局 县退役局 热
应急管理局 县应急局 批执
审计局 县审计局 -
市场监督管理局 县市监局 批执热
统计局 县统计局 执
医疗保障局 县医保局 热
林业和草原局 县林草局 批执
行政审批服务局 县审批局 批热
信访局 县信访局 热
乡村振兴局 县振兴局 -
国有资产监督管理局 县国资局 -
"""

# Name without the county; parent; traits.
_SUBORDINATES = """
政务服务中心 行政审批服务局 热
便民服务指导中心 行政审批服务局 -
政务信息化服务中心 人民政府办公室 -
机关事务服务中心 人民政府办公室 -
项目服务中心 发展和改革局 -
教育考试中心 教育体育局 热
体育场馆管理中心 教育体育局 -
中小企业服务中心 工业和信息化局 -
婚姻登记处 民政局 批热
社会福利服务中心 民政局 热
公共法律服务中心 司法局 热
国库集中支付中心 财政局 -
社会保险经办中心 人力资源和社会保障局 批热
就业服务中心 人力资源和社会保障局 热
不动产登记中心 自然资源局 批热
国土空间规划中心 自然资源局 -
环境监测站 生态环境保护局 -
房产服务中心 住房和城乡建设局 批热
建设工程质量安全站 住房和城乡建设局 执
市容环卫服务中心 城市管理执法局 热
公路养护中心 交通运输局 -
道路运输服务中心 交通运输局 批
水土保持工作站 水利局 -
灌区管理中心 水利局 -
农业技术推广中心 农业农村局 -
动物疫病预防控制中心 农业农村局 执
文化馆 文化和旅游局 -
图书馆 文化和旅游局 -
疾病预防控制中心 卫生健康局 热
医疗保障经办中心 医疗保障局 批热
苗圃示范场 林业和草原局 -
质量检验检测中心 市场监督管理局 -
"""

_ENTERPRISES = """
城市建设投资公司 -
自来水公司 热
公共交通公司 热
文化旅游开发公司 -
粮食储备公司 -
集中供热公司 热
农业发展公司 -
国有资产运营公司 -
"""

_STATIONED = """
税务局 批执热
气象局 批
消防救援大队 批执
烟草专卖局 批执
统计调查队 -
供电公司 热
邮政分公司 热
通信分公司 热
"""

TWINS = {"D14": "k", "D15": "k"}
"""Two departments with one fate, so that their totals are equal: a tie that waits for a decision."""

_WEAKNESS = {"S32": 0.1, "k": 0.24, "T10": 1.2, "D21": 1.1, "S18": 1.15}
"""Set by hand: the tie of the twins lies across a line, and a few units do badly."""


@dataclass(frozen=True, slots=True)
class Body:
    """One invented unit; `weakness` (0 to about 1.2) says how much goes wrong there."""

    id: str
    name: str
    group: str
    aliases: tuple[str, ...]
    parent: str | None
    traits: str
    weakness: float
    since: date | None = None

    @property
    def fate(self) -> str:
        """Whose luck this is: the unit's own, or that of twins."""
        return TWINS.get(self.id, self.id)

    def has(self, trait: str) -> bool:
        """Say whether the unit has a trait: 批 approval items, 执 enforcement, 热 much contact with the public."""
        return trait in self.traits


def county() -> tuple[Body, ...]:
    """Return the 96 units, group by group."""
    towns = [(f"{name}镇人民政府", (f"{name}镇",)) for name in _TOWNS]
    towns += [(f"{name}街道办事处", (f"{name}街道",)) for name in _STREETS]
    bodies = [_body("T", at, "town", name, also, None, "批执热") for at, (name, also) in enumerate(towns, 1)]
    for at, line in enumerate(_DEPARTMENTS.split("\n")[1:-1], 1):
        name, short, traits = line.split()
        bodies.append(_body("D", at, "department", COUNTY + name, (short,), None, traits))
    for at, line in enumerate(_SUBORDINATES.split("\n")[1:-1], 1):
        name, parent, traits = line.split()
        also = (f"县{name}", "县服务中心") if name in _SHARED else (f"县{name}",)
        bodies.append(_body("S", at, "subordinate", COUNTY + name, also, COUNTY + parent, traits))
    for letter, group, lines in (("E", "enterprise", _ENTERPRISES), ("J", "stationed", _STATIONED)):
        for at, line in enumerate(lines.split("\n")[1:-1], 1):
            name, traits = line.split()
            bodies.append(_body(letter, at, group, COUNTY + name, (f"县{name}",), None, traits))
    return tuple(bodies)


_SHARED = ("政务服务中心", "便民服务指导中心")
"""Two units that people call by one name; ledgers of the county use it for neither."""

FOUNDED = {"S17": date(2025, 4, 1)}
"""Units founded during the year."""


def _body(letter: str, at: int, group: str, name: str, also: tuple[str, ...], parent: str | None, traits: str) -> Body:
    id = f"{letter}{at:02d}"
    fate = TWINS.get(id, id)
    weakness = _WEAKNESS.get(fate)
    if weakness is None:
        weakness = 0.1 + 0.88 * Chance("weakness", fate).share() ** 1.4
    return Body(id, name, group, also, parent, traits.strip("-"), weakness, FOUNDED.get(id))
