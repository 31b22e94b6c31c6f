// 有新进展: whoever has his report's page open sees that something happened; a press shows it.
import { useMemo, useState } from 'preact/hooks'
import { request } from '@/shared/graphql/client'
import { Line } from '@/shared/live/line'
import { NewerBar } from '@/shared/live/newer-bar'
import { useNews } from '@/shared/live/use-news'
import { ReportStatusChanged, ReportVersion } from './news.generated'
import { groupedCode } from './query-code'
import { text } from './text'
import type { Status, Track } from './use-track'

const EVERY_TWO_MINUTES = 2 * 60_000

export interface NewsProps {
  track: Track
  status: Status
  county: string | undefined
}

interface Version {
  readonly reportId: string
  readonly version: string
}

export default function News({ track, status, county }: NewsProps) {
  const { code, token, others } = track
  const [newest, setNewest] = useState<readonly Version[]>([])
  const line = useMemo(() => new Line(() => Promise.resolve(token)), [token])
  const variables = { queryCode: code ? groupedCode(code) : null, county: county ?? null }
  useNews(line, ReportStatusChanged, variables, { every: EVERY_TWO_MINUTES }, (news) => {
    if (news) return setNewest((old) => [...old, news.reportStatusChanged])
    request(ReportVersion, variables, { token }).then(({ reportStatus: now }) => setNewest(now ? [now, ...now.others] : []), () => undefined)
  })
  const shown = [status, ...others]
  const isNewer = newest.some((one) => latest(newest, one.reportId) !== shown.find(({ reportId }) => reportId === one.reportId)?.version)
  return (
    <NewerBar
      there={isNewer}
      words={text.newer}
      onShow={() => {
        setNewest([])
        track.find(code, token)
      }}
    />
  )
}

/** The last that was told of a report. */
function latest(told: readonly Version[], id: string): string | undefined {
  return told.filter(({ reportId }) => reportId === id).pop()?.version
}
