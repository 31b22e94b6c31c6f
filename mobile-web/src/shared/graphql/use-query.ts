// A query as a hook: data, error, and a way to ask again; public answers are kept for the way back.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { request, RequestError } from './client'
import type { Document } from './document'
import { viewKey } from './first-view'

/** What a page sees of its query. `data` stays while the same query is asked again. */
export interface QueryState<Data> {
  data: Data | undefined
  error: RequestError | undefined
  pending: boolean
  reload: () => void
}

interface Settings {
  token?: string | undefined
  /** Do not ask yet. */
  skip?: boolean
  /** Keep the answer in memory for going back. Only for what anybody may see. */
  keep?: boolean
}

const kept = new Map<string, unknown>()
const keptAtMost = 40

/** Asks when the component appears and whenever the variables change. */
export function useQuery<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
  { token, skip = false, keep = false }: Settings = {},
): QueryState<Data> {
  const key = viewKey(document.name, variables)
  const [state, setState] = useState<{ key: string; data?: Data | undefined; error?: RequestError | undefined }>(() => ({
    key,
    data: keep ? (kept.get(key) as Data | undefined) : undefined,
  }))
  const latest = useRef(0)
  const reload = useCallback(() => {
    const mine = ++latest.current
    request(document, variables, { token }).then(
      (data) => {
        if (keep) remember(key, data)
        if (mine === latest.current) setState({ key, data })
      },
      (error: unknown) => {
        if (mine === latest.current) setState((old) => ({ key, data: old.key === key ? old.data : undefined, error: asFault(error) }))
      },
    )
  }, [key, token])
  useEffect(() => {
    if (!skip) reload()
    return () => void latest.current++
  }, [reload, skip])
  const own = state.key === key ? state : { key, data: keep ? (kept.get(key) as Data | undefined) : undefined, error: undefined }
  return { data: own.data, error: own.error, pending: !skip && own.data === undefined && own.error === undefined, reload }
}

function asFault(error: unknown): RequestError {
  return error instanceof RequestError ? error : new RequestError('broken')
}

function remember(key: string, data: unknown): void {
  kept.delete(key)
  kept.set(key, data)
  const [oldest] = kept.keys()
  if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest)
}
