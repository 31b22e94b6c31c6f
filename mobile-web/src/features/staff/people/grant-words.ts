// A role in words.
import { ROLE } from '@/shared/staff/text'
import type { GrantFragment } from './people.generated'
import { text } from '../text'

/** 办理人，龙山镇纪委 */
export function grantInWords({ role, organ, unit }: Pick<GrantFragment, 'role' | 'organ' | 'unit'>): string {
  const place = organ ?? unit
  return place ? `${ROLE[role]}，${place.name}` : ROLE[role]
}

/** Which official stands behind an account; a warning where none does. */
export function officialInWords(name: string | null): string {
  return name ? text.people.officialIs(name) : text.people.officialMissing
}
