// The words around every staff page, and the names of roles.
import type { GrantState, StaffRole } from '@/shared/graphql/schema.generated'

export const staffText = {
  tabs: { label: '主导航', today: '今天', all: '全部', overview: '统计', people: '人员', poster: '海报', me: '我的' },
  back: { today: '今天', all: '全部', me: '我的', overview: '统计', case: '办理件' },
} as const

/** What a role is called. */
export const ROLE: Readonly<Record<StaffRole, string>> = {
  PUBLISHER: '公开发布人',
  REVIEWER: '公开审核人',
  HANDLER: '承办人',
  HEAD: '负责人',
  CUSTODIAN: '启封人',
  COUNTY_ADMIN: '县管理员',
  PERSONNEL: '档案查阅人',
  AUDITOR: '审计员',
  OFFICIAL: '干部本人',
  OPERATOR: '平台运维',
}

export const GRANT_STATE: Readonly<Record<GrantState, string>> = {
  PROPOSED: '等人同意',
  ACTIVE: '有效',
  REFUSED: '没有同意',
  ENDED: '已结束',
}
