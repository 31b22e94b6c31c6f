// Which roles are granted here, where each belongs, and what a proposal must say.
import type { StaffRole } from '@/shared/graphql/schema.generated'
import type { Refusal } from '@/shared/staff/form'
import { text } from '../text'

/** Where a role belongs; nowhere in particular when it is for the whole county. */
export type Scope = 'organ' | 'unit'

const ORGAN_ROLES: readonly StaffRole[] = ['HANDLER', 'HEAD', 'CUSTODIAN']
const UNIT_ROLES: readonly StaffRole[] = ['PUBLISHER', 'REVIEWER']

/** The roles that a county's administrator may propose; PERSONNEL opens nothing before there are archives. */
export const GRANTABLE: readonly StaffRole[] = [...ORGAN_ROLES, ...UNIT_ROLES, 'COUNTY_ADMIN', 'AUDITOR']

export function placeOfRole(role: StaffRole): Scope | undefined {
  if (ORGAN_ROLES.includes(role)) return 'organ'
  return UNIT_ROLES.includes(role) ? 'unit' : undefined
}

/** True when a second person has to agree: roles that see cases or open names. */
export function needsApproval(role: StaffRole): boolean {
  return ORGAN_ROLES.includes(role)
}

interface Proposal {
  readonly role: StaffRole
  readonly place: string
  readonly from: string
  readonly until: string
}

/** What is missing or turned round in a proposal. */
export function checkProposal({ role, place, from, until }: Proposal): readonly Refusal[] {
  const found: Refusal[] = []
  const scope = placeOfRole(role)
  const { need } = text.people
  if (scope && !place) found.push({ field: `${scope}Id`, message: need.where })
  if (!from) found.push({ field: 'from', message: need.from })
  if (from && until && until < from) found.push({ field: 'until', message: need.until })
  return found
}
