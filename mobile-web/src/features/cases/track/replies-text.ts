// The words of a reply: what was found and what was done.
import type { Finding, MeasureKind } from '@/shared/graphql/schema.generated'

export const findings: Record<Finding, string> = {
  SUBSTANTIATED: '您反映的问题，属实。',
  PARTLY_SUBSTANTIATED: '您反映的问题，部分属实。',
  NOT_SUBSTANTIATED: '您反映的问题，没有查实。',
  CANNOT_BE_VERIFIED: '您反映的问题，没法核实。',
}

export const measures: Record<MeasureKind, string> = {
  TALK: '谈话',
  ADMONITION: '诫勉',
  CASE_FILED: '立案',
  DISCIPLINE: '给了处分',
  HANDED_TO_JUSTICE: '移送司法机关',
  MONEY_RECOVERED: '收回',
  MONEY_RETURNED: '退还',
}

/** Before what was done. */
export const doneSoFar = '已经做的：'
