// The words of who touched a case and what was promised.
import type { StaffRole } from '@/shared/graphql/schema.generated'

export const words = {
  title: '谁看过，答应过哪些日子',
  lead: '只写单位和角色，不写名字。',
  role: { HANDLER: '承办人', HEAD: '负责人' } as Partial<Record<StaffRole, string>>,
  opened: '看过您写的内容',
  acted: '办过手续，没有打开内容',
  span: (first: string, last: string) => (first === last ? first : `${first}到 ${last}`),
  promise: (what: string, day: string) => `${what}：${day}`,
  states: { RUNNING: '还没到', MET: '按时办了', MISSED: '没有按时', CANCELLED: '不用了' },
} as const
