// Today's list, kept as it is read: what comes or changes meanwhile waits behind 有更新.
import { useNewer } from '@/shared/live/use-newer'
import type { Newer } from '@/shared/live/use-newer'
import { useNews } from '@/shared/live/use-news'
import { staffLine } from '@/shared/staff/line'
import { staffRequest } from '@/shared/staff/session'
import { useStaffQuery } from '@/shared/staff/use-staff'
import type { StaffQuery } from '@/shared/staff/use-staff'
import { InboxChanged, Today } from './cases.generated'
import type { TodayQuery } from './cases.generated'
import { isKnown, rowsOf } from './newer'

const EVERY_MINUTE = 60_000

export function useToday(skip: boolean): StaffQuery<TodayQuery> & { readonly newer: Newer } {
  const query = useStaffQuery(Today, {}, { skip })
  const newer = useNewer(query, () => staffRequest(Today, {}), ({ cases }) => rowsOf(cases.nodes))
  useNews(staffLine, InboxChanged, {}, { every: EVERY_MINUTE, skip }, (news) => isKnown(news, query.data?.cases.nodes) || newer.look())
  return { ...query, error: query.error ?? newer.fault, newer }
}
