// An answer that stays as it is read, and a newer one that waits until it is asked for.
import { useCallback, useRef, useState } from 'preact/hooks'
import { RequestError } from '@/shared/graphql/client'

interface Shown<Data> {
  readonly data: Data | undefined
  readonly put: (data: Data) => void
}

export interface Newer {
  /** Asks; what it finds is kept back if it differs. */
  readonly look: () => void
  /** There is something newer. */
  readonly isThere: boolean
  /** Shows it. */
  readonly show: () => void
  /** Why the last look found nothing. */
  readonly fault: RequestError | undefined
}

/** `same` says what must not change under the reader's finger; the rest of an answer is put in place quietly. */
export function useNewer<Data>({ data, put }: Shown<Data>, ask: () => Promise<Data>, same: (data: Data) => string): Newer {
  const [newer, setNewer] = useState<Data>()
  const [fault, setFault] = useState<RequestError>()
  const now = useRef({ data, put, ask, same })
  now.current = { data, put, ask, same }
  const look = useCallback(() => {
    now.current.ask().then(
      (found) => {
        const { data: shown, put: place, same: of } = now.current
        const differs = shown !== undefined && of(found) !== of(shown)
        setFault(undefined)
        setNewer(differs ? () => found : undefined)
        if (!differs) place(found)
      },
      (error: unknown) => setFault(error instanceof RequestError ? error : new RequestError('broken')),
    )
  }, [])
  const show = () => {
    if (newer !== undefined) put(newer)
    setNewer(undefined)
  }
  const isThere = newer !== undefined && data !== undefined && same(newer) !== same(data)
  return { look, isThere, show, fault }
}
