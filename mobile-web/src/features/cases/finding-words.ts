// What was found and what was done, in the same words for the reporter and for officers.
import type { Finding, MeasureKind } from '@/shared/graphql/schema.generated'

export const FINDING: Readonly<Record<Finding, string>> = {
  SUBSTANTIATED: '属实',
  PARTLY_SUBSTANTIATED: '部分属实',
  NOT_SUBSTANTIATED: '不属实',
  CANNOT_BE_VERIFIED: '没法核实',
}

export const MEASURE: Readonly<Record<MeasureKind, string>> = {
  TALK: '提醒谈话',
  ADMONITION: '诫勉',
  CASE_FILED: '立案',
  DISCIPLINE: '党纪政务处分',
  HANDED_TO_JUSTICE: '移送司法机关',
  MONEY_RECOVERED: '追回款项',
  MONEY_RETURNED: '退还款项',
}
