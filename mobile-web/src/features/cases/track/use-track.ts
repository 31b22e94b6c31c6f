// What the page knows: code, proven phone, and the status that they open.
import { useEffect, useRef, useState } from 'preact/hooks'
import { request, RequestError } from '@/shared/graphql/client'
import { groupedCode } from './query-code'
import { ReportStatus, type ReportStatusQuery } from './status.generated'

export type Answer = NonNullable<ReportStatusQuery['reportStatus']>
export type Status = Omit<Answer, 'others'>
export type Content = NonNullable<Status['content']>

export interface Track {
  code: string
  /** The number as typed, so that nobody types it twice. */
  phone: string
  setPhone: (phone: string) => void
  token: string | undefined
  state: 'start' | 'finding' | 'missing' | 'found' | RequestError
  status: Status | undefined
  others: Answer['others']
  find: (code: string, token: string | undefined) => void
  /** Shows what a verb answered. */
  show: (status: Status) => void
  /** The token has run out. */
  expire: () => void
  leave: () => void
  /** Looks at another report of the same phone. */
  pick: (other: Answer['others'][number]) => void
}

export function useTrack(county: string | undefined): Track {
  const [keys, setKeys] = useState<{ code: string; token: string | undefined }>({ code: '', token: undefined })
  const [phone, setPhone] = useState('')
  const [state, setState] = useState<Track['state']>('start')
  const [answer, setAnswer] = useState<Answer>()
  const latest = useRef(0)

  const find: Track['find'] = (code, token) => {
    const mine = ++latest.current
    setKeys({ code, token })
    setState('finding')
    request(ReportStatus, { queryCode: code ? groupedCode(code) : null, county: county ?? null }, { token }).then(
      ({ reportStatus }) => {
        if (mine !== latest.current) return
        setAnswer(reportStatus ?? undefined)
        setState(reportStatus ? 'found' : 'missing')
      },
      (error: unknown) => mine === latest.current && setState(error instanceof RequestError ? error : new RequestError('broken')),
    )
  }
  useEffect(() => () => void latest.current++, [])
  return {
    ...keys,
    phone,
    setPhone,
    state,
    status: answer,
    others: answer?.others ?? [],
    find,
    show: (status) => setAnswer({ ...status, others: answer?.others ?? [] }),
    expire: () => find(keys.code, undefined),
    pick: (other) => answer && setAnswer(picked(answer, other)),
    leave: () => {
      setState('start')
      setKeys({ code: '', token: undefined })
      setAnswer(undefined)
    },
  }
}

/** The other report in front, the present one among the others. */
function picked({ others, ...current }: Answer, other: Answer['others'][number]): Answer {
  return { ...other, others: [current, ...others.filter((one) => one.reportId !== other.reportId)] }
}
