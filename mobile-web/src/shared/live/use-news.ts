// News of a page, by whatever way it comes: told as it happens, or asked for from time to time; never while nobody looks.
import { useEffect, useRef } from 'preact/hooks'
import type { Document } from '@/shared/graphql/document'
import type { Line } from './line'

/** Even where news comes by itself, it is asked for now and then: what is told is a hint. */
const WHEN_LIVE = 5 * 60_000

interface Settings {
  /** Ask so often, in milliseconds, where news does not come by itself. */
  readonly every: number
  readonly skip?: boolean
}

/** Calls back with each event, and with `undefined` when it is time to ask. */
export function useNews<Data, Variables>(
  line: Line,
  wanted: Document<Data, Variables>,
  variables: Variables,
  { every, skip = false }: Settings,
  onNews: (data: Data | undefined) => void,
): void {
  const latest = useRef(onNews)
  latest.current = onNews
  useEffect(() => {
    if (skip) return
    let asked = Date.now()
    const tell = (data: Data | undefined) => {
      asked = Date.now()
      latest.current(data)
    }
    const askIfTime = () => void (!document.hidden && Date.now() - asked >= (line.isLive() ? WHEN_LIVE : every) && tell(undefined))
    // Whoever comes back to the page wants today's list, not that of an hour ago.
    const askIfSeen = () => void (!document.hidden && tell(undefined))
    const stop = line.watch<Data, Variables>(wanted, variables, tell)
    const timer = setInterval(askIfTime, every)
    document.addEventListener('visibilitychange', askIfSeen)
    return () => {
      stop()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', askIfSeen)
    }
  }, [line, wanted.name + JSON.stringify(variables), every, skip])
}
