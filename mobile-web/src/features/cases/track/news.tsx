// 有新进展: whoever has his report's page open sees that something happened; a press shows it.
import { useEffect, useMemo, useState } from 'preact/hooks'
import { request, RequestError } from '@/shared/graphql/client'
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
  const [worn, setWorn] = useState<string>()
  const isWorn = token !== undefined && worn === token
  // A phone's token ends after half an hour: from then on the query code alone tells as much.
  const line = useMemo(() => new Line((renew) => Promise.resolve(renew && code ? undefined : token)), [code, token])
  useEffect(() => () => line.close(), [line])
  const variables = { queryCode: code ? groupedCode(code) : null, county: county ?? null }
  const ask = (proof: string | undefined): Promise<void> =>
    request(ReportVersion, variables, { token: proof }).then(({ reportStatus: now }) => setNewest(now ? [now, ...now.others] : []))
  const askAsEver = () =>
    ask(isWorn ? undefined : token).catch((error: unknown) => {
      if (!token || !(error instanceof RequestError && error.fault === 'signed-out')) return
      setWorn(token)
      return code ? ask(undefined) : undefined
    })
  useNews(line, ReportStatusChanged, variables, { every: EVERY_TWO_MINUTES, skip: isWorn && !code }, (news) => {
    if (news) setNewest((old) => [...old.filter(({ reportId }) => reportId !== news.reportStatusChanged.reportId), news.reportStatusChanged])
    // Without the network nothing is known, and what is shown stays.
    else askAsEver().catch(() => undefined)
  })
  if (isWorn && !code) return <NewerBar there words={text.expired} onShow={track.leave} />
  const shown = [status, ...others]
  const isNewer = newest.some((one) => one.version !== shown.find(({ reportId }) => reportId === one.reportId)?.version)
  return (
    <NewerBar
      there={isNewer}
      words={text.newer}
      onShow={() => {
        setNewest([])
        track.find(code, isWorn ? undefined : token)
      }}
    />
  )
}
