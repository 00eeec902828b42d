"""The files of a new portal: one site, three documents, and how to build them."""

STARTER = {
    "sites/portal.yaml": """\
# 门户：所有站点共用的设置。可以写的键：govssg schema portal
name: 某某县政府网站集群
url: https://www.example.com
# 演示站会在每页标明“演示”，正式上线前改成 false
demo: true
topics: [教育, 医疗, 社保, 就业, 养老]

# 换成本单位核发的编号
identifiers:
  siteCode: "0000000000"
  icp: 某ICP备00000000号
  police: 某公网安备 00000000000000号

# 栏目词表：站点文件只写目录名，其余取自这里
columns:
  - path: tzgg
    name: 通知公告
    description: 发布通知、公告、公示等需要社会公众知晓的事项。
    keywords: [通知, 公告]
    type: [通知公告]
    freshness: 183
  - path: bszn
    name: 办事指南
    description: 公布办事条件、材料、流程、时限、地点和咨询电话。
    keywords: [办事指南]
    type: [办事服务]
    kind: guide
    freshness: 365
  - path: jggk
    name: 机构概况
    description: 公开机构职能、办公地址、办公时间和联系电话。
    keywords: [机构职能]
    type: [机构职能]
    kind: page
""",
    "sites/main.yaml": """\
# 主站。文件名 main 就是站点标识；再加一个站点只要再加一个文件
name: 某某县人民政府
shortName: 某某县
class: portal
host: www.example.com
contacts:
  sponsor: 某某县人民政府办公室
  undertaker: 某某县数据服务中心
  address: 某某县示例路1号
  phone: 0900-0000000
  hours: 周一至周五 9:00—12:00、13:30—17:00（法定节假日除外）
columns: [tzgg, bszn, jggk]
home:
  slogan: 看得懂、找得到、办得成
  services:
    - {name: 老年优待证办理, target: "main:bszn/laonian-youdai.md", icon: elder, hint: 当场办结}
""",
    "content/municipal/main/tzgg/wangzhan-shangxian.md": """\
---
title: 关于政府网站试运行的通告
date: {now}
source: 某某县人民政府办公室
summary: 新网站开始试运行，提供标准版、长者版和无障碍版，欢迎提出意见。
keywords: [网站, 试运行]
---
新网站从今天起试运行。每个页面都有**标准版、长者版和无障碍版**，文字内容相同。

## 怎样提意见

请拨打 12345，或者在工作时间到县政府办公室当面反映。办理事项请看[办事指南](/bszn/)。
""",
    "content/municipal/main/bszn/laonian-youdai.md": """\
---
title: 老年优待证办理
date: {now}
org: 某某县民政局
audience: [老年人]
taskType: 公共服务
projectType: 即办件
byLaw:
  - {{name: 中华人民共和国老年人权益保障法, clause: 第五十三条}}
acceptCondition:
  - 年满 60 周岁
  - 在本县居住
materials:
  - {{name: 居民身份证, need: true, form: 原件, copies: 1, source: 申请人自备}}
handleFlow:
  - {{step: 申请, detail: 到窗口出示身份证, days: 0}}
  - {{step: 发证, detail: 当场发证, days: 0}}
fees: []
visits: 1
transactAddr: 某某县政务服务中心民政窗口
transactTime: 周一至周五 9:00—12:00、13:30—17:00（法定节假日除外）
linkWay: "12345"
superviseWay: "12345"
resultName: 老年优待证
summary: 年满 60 周岁的老年人当场办理，不收费。
topics: [养老]
---
行动不便的老人，可以请家人代办，代办人带上双方身份证即可。
""",
    "content/municipal/main/jggk/jigou-zhineng.md": """\
---
title: 机构职能
summary: 县政府办公室的职能、地址和联系方式。
keywords: [机构职能]
---
## 主要职能

协助县政府领导同志组织起草和审核文件，督促检查各项工作的落实，负责政务公开。

## 联系方式

地址：某某县示例路1号；电话：0900-0000000。
""",
    "README.md": """\
# 某某县政府网站集群

用 govssg 生成的静态政府网站。

    govssg build        生成到 build/
    govssg serve -D     在本机预览，保存后自动刷新
    govssg check        检查内容、链接和主题

- `sites/portal.yaml` 门户设置；`sites/站点.yaml` 每个站点一个文件
- `content/municipal|department|county/站点/栏目/….md` 文章
- `govssg new article --site main` 新建文章；`govssg new site 标识 --class department` 新建站点
""",
    ".gitignore": """\
/build/
/.govssg/
""",
}
"""Path → text; in documents ``{now}`` is put in, and braces are doubled."""
