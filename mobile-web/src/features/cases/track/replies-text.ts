// The words of a reply: what was found and what was done.
import type { Finding } from '@/shared/graphql/schema.generated'

export const findings: Record<Finding, string> = {
  SUBSTANTIATED: '您反映的问题，属实。',
  PARTLY_SUBSTANTIATED: '您反映的问题，部分属实。',
  NOT_SUBSTANTIATED: '您反映的问题，不属实。',
  CANNOT_BE_VERIFIED: '您反映的问题，没法核实。',
}

/** Before what was done. */
export const doneSoFar = '已经做的：'
