// The newest version of the case that is open, as far as anybody told.
import { useState } from 'preact/hooks'
import { useNews } from '@/shared/live/use-news'
import { staffLine } from '@/shared/staff/line'
import { staffRequest } from '@/shared/staff/session'
import { CaseChanged, CaseVersion } from './case.generated'

const EVERY_MINUTE = 60_000
/** The case went to another organ, or the viewer must keep away: that too is something newer than what is shown. */
const GONE = 'gone'

/** `undefined` until something is known; `shown` is the version on the page. */
export function useCaseNews(id: string, shown: string | undefined): [string | undefined, (version: undefined) => void] {
  const [newest, setNewest] = useState<string>()
  useNews(staffLine, CaseChanged, { id }, { every: EVERY_MINUTE, skip: shown === undefined }, (news) => {
    if (news) return setNewest(news.caseChanged.version)
    // Without the network nothing is known, and what is shown stays.
    staffRequest(CaseVersion, { id }).then(({ node }) => setNewest(node?.__typename === 'Case' ? node.version : GONE), () => undefined)
  })
  return [newest, setNewest]
}
