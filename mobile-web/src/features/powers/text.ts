// The words of a power's page.
import type { PowerKind, RiskGrade, RiskKind } from '@/shared/graphql/schema.generated'

export const kinds: Record<PowerKind, string> = { EXTERNAL: '对外办事', INTERNAL: '内部管理', POST: '岗位职权' }

export const grades: Record<RiskGrade, string> = { A: '高风险', B: '中风险', C: '低风险' }

export const riskKinds: Record<RiskKind, string> = {
  MORALITY: '思想道德',
  INSTITUTION: '制度机制',
  DUTY: '岗位职责',
  PROCESS: '业务流程',
  ENVIRONMENT: '外部环境',
}

export const text = {
  list: '权力清单',
  major: '三重一大',
  how: '怎么办',
  chart: (name: string) => `${name}流程图`,
  returned: '退回',
  risky: '风险点，A 最高',
  steps: '每一步：谁办，几天',
  stepName: (number: number, title: string) => `第 ${number} 步 ${title}`,
  next: (condition: string, to: string) => `${condition}：到${to}`,
  goesBack: (condition: string, to: string) => `${condition}：退回${to}`,
  otherwise: '否则',
  guides: '办的时候要注意',
  bases: '凭什么办',
  standards: '裁量标准',
  risks: '哪里容易出问题',
  rule: (name: string, isEnded: boolean) => `《${name}》${isEnded ? '（已废止）' : ''}`,
  riskCount: (count: number) => `${count} 个风险点`,
  bodies: '谁负责',
  exercising: '谁来办（行权主体）',
  supervising: '谁来管（监督主体）',
  accountable: '出了事谁来查（追责主体）',
  halt: {
    title: '这项权力已被叫停',
    spoken: '这项权力已被叫停，恢复以前不能再办',
    ordered: (organ: string, day: string, step: string) => `${organ} ${day}叫停，${step}。恢复以前不能再办。`,
    was: (organ: string, step: string) => `${organ}叫停，${step}。`,
    stopped: (step: string) => `停在${step}`,
    whole: '整项停下',
    reason: '为什么',
    answer: (day: string) => `单位 ${day}答复`,
    noAnswer: '单位还没有答复。',
    here: '停在这一步',
    record: '叫停记录',
    count: (count: number) => `${count} 次`,
    span: (from: string, to: string) => `${from}叫停，${to}恢复`,
    resumed: (organ: string) => `${organ}恢复的理由`,
  },
  checks: {
    title: '过程检查',
    count: (count: number) => `${count} 次`,
    verdicts: { IN_ORDER: '合规', OUT_OF_ORDER: '不合规' },
    whole: '整项',
    made: (organ: string, day: string, step: string) => `${organ} ${day}检查，${step}`,
  },
  outcomes: {
    title: '行权结果',
    removed: '这一条已经拿掉',
    count: (count: number, isMore: boolean) => (isMore ? `超过 ${count} 件` : `共 ${count} 件`),
    all: '看全部行权结果',
  },
  report: '举报这件事',
  unit: '看全部权力',
} as const
