// A role in words.
import { ROLE } from '@/shared/staff/text'
import type { GrantFragment } from './people.generated'

/** 办理人，龙山镇纪委 */
export function grantInWords({ role, organ, unit }: Pick<GrantFragment, 'role' | 'organ' | 'unit'>): string {
  const place = organ ?? unit
  return place ? `${ROLE[role]}，${place.name}` : ROLE[role]
}
