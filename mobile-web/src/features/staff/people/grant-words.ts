// A role in words.
import { ROLE } from '@/shared/staff/text'
import type { GrantFragment } from './people.generated'
import { text } from '../text'

/** 承办人，龙山镇纪委 */
export function grantInWords({ role, organ, unit }: Pick<GrantFragment, 'role' | 'organ' | 'unit'>): string {
  const place = organ ?? unit
  return place ? `${ROLE[role]}，${place.name}` : ROLE[role]
}

/** Which official stands behind an account, with his posts where they are known; what follows where none does. */
export function officialInWords(name: string | null, posts?: readonly string[]): string {
  if (!name) return text.people.officialMissing
  const served = posts && (posts.join('；') || text.people.noPost)
  return text.people.officialIs(served ? `${name}（${served}）` : name)
}
