// Hooks of the staff's pages: the session, a query, a mutation that can't be sent twice, the width of the desk.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { RequestError } from '@/shared/graphql/client'
import type { Document } from '@/shared/graphql/document'
import { sessionState, staffRequest, watchSession } from './session'
import type { SessionState } from './session'

/** The session, followed. */
export function useSession(): SessionState {
  const [state, setState] = useState(sessionState)
  useEffect(() => {
    setState(sessionState())
    return watchSession(() => setState(sessionState()))
  }, [])
  return state
}

/** What a page sees of its query; `data` stays while it is asked again. */
export interface StaffQuery<Data> {
  readonly data: Data | undefined
  readonly error: RequestError | undefined
  readonly reload: () => void
  /** Puts an answer in place, for instance what a mutation gave back. */
  readonly put: (data: Data) => void
}

interface Settings {
  readonly skip?: boolean
}

/** Asks as the person signed in, when the component appears and whenever the variables change. */
export function useStaffQuery<Data, Variables>(document: Document<Data, Variables>, variables: Variables, { skip = false }: Settings = {}): StaffQuery<Data> {
  const key = document.name + JSON.stringify(variables)
  const [state, setState] = useState<{ key: string; data?: Data; error?: RequestError }>({ key })
  const latest = useRef(0)
  const put = useCallback((data: Data) => {
    latest.current++
    setState({ key, data })
  }, [key])
  const reload = useCallback(() => {
    const mine = ++latest.current
    staffRequest(document, variables).then(
      (data) => mine === latest.current && setState({ key, data }),
      (error: unknown) => mine === latest.current && setState((old) => ({ ...(old.key === key ? old : {}), key, error: asFault(error) })),
    )
  }, [key])
  useEffect(() => {
    if (!skip) reload()
    return () => void latest.current++
  }, [reload, skip])
  const own = state.key === key ? state : { key }
  return { data: own.data, error: own.error, reload, put }
}

/** Something sent by a button: while it is under way a second tap does nothing. */
export interface Sending {
  readonly busy: boolean
  /** Why it could not be sent at all; refusals come in the payload. */
  readonly fault: RequestError | undefined
  readonly send: (work: () => Promise<void>) => void
}

/** Guards a button against double taps and keeps the fault of the last try. */
export function useSending(): Sending {
  const [state, setState] = useState<{ busy: boolean; fault?: RequestError }>({ busy: false })
  const running = useRef(false)
  const send = useCallback((work: () => Promise<void>) => {
    if (running.current) return
    running.current = true
    setState({ busy: true })
    work().then(() => setState({ busy: false }), (error: unknown) => setState({ busy: false, fault: asFault(error) }))
      .then(() => (running.current = false))
  }, [])
  return { busy: state.busy, fault: state.fault, send }
}

/** True from 900 px: the desk, with list and case side by side. */
export function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(DESK).matches)
  useEffect(() => {
    const query = matchMedia(DESK)
    const changed = () => setWide(query.matches)
    // addEventListener on a media query is younger than our floor.
    query.addListener(changed)
    return () => query.removeListener(changed)
  }, [])
  return wide
}

const DESK = '(min-width: 900px)'

function asFault(error: unknown): RequestError {
  return error instanceof RequestError ? error : new RequestError('broken')
}
