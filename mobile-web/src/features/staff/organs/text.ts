// The words of the organs' page.
import type { OrganKind } from '@/shared/graphql/schema.generated'

export const words = {
  title: '纪检组织',
  lead: '每一处改动，有关的负责人和县纪委负责人都会收到通知，留下记录。',
  notYours: '这一页由县管理员和负责人用。',
  alarm: '没有登记上级',
  alarms: (count: number) => `有 ${count} 个组织没有登记上级，超过时限没有人督办。请补上。`,
  above: (name: string) => `上级：${name}`,
  covers: '联系的单位',
  unit: '所在单位',
  superiorIs: '上级',
  telephone: '电话',
  advice: '群众怎么找',
  address: '移交件送到哪里',
  closed: (day: string, heir: string) => `${day}撤销，由${heir}接替`,
  create: '加一个组织',
  rename: '改名称、电话',
  superior: '定上级',
  close: '撤销',
  shut: '关上',
  cancel: '先不',
  save: '存下来',
  saved: '存好了，有关的负责人会收到通知。',
  name: '名称',
  kind: '是什么组织',
  none: '没有上级',
  noneHelp: '没有上级会报给县纪委负责人。',
  successor: '由谁接替',
  closeHelp: '撤销以后，里面的角色一起结束；联系的单位、手上的办理件都由接替的组织接着办，时限照旧。撤销了不能恢复。',
  closeSend: '撤销这个组织',
  closedDone: '撤销了。手上有办理件的，正在移交给接替的组织。',
  reason: '原因',
  need: { name: '名称还空着。', address: '县外的组织，要写明移交件送到哪里。', successor: '先选由谁接替。', reason: '写清楚为什么。' },
} as const

export const KIND: Readonly<Record<OrganKind, string>> = {
  COUNTY_COMMISSION: '县纪委监委',
  DISPATCHED_COMMITTEE: '派出纪工委',
  TOWN_COMMITTEE: '乡镇纪委',
  DEPARTMENT_GROUP: '部门纪检组',
  EXTERNAL: '县外上级',
}
