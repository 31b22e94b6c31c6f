// Sends one of the reporter's verbs and says what came of it.
import { useState } from 'preact/hooks'
import { RequestError } from '@/shared/graphql/client'
import { later } from './later-text'
import { text } from './text'
import type { Status, Track } from './use-track'

interface Payload {
  readonly status: Status | null
  readonly errors: readonly { readonly code: string; readonly message: string }[]
}

export interface Verb {
  busy: boolean
  mistake: string | undefined
  run: (send: () => Promise<Payload>) => Promise<void>
}

export function useVerb(track: Track, onDone: (status: Status) => void): Verb {
  const [busy, setBusy] = useState(false)
  const [mistake, setMistake] = useState<string>()
  const refuse = (code: string | undefined, words: string) => {
    setMistake(words)
    if (code === 'CODE_REQUIRED' || code === 'EXPIRED') track.expire()
  }
  const run: Verb['run'] = async (send) => {
    setBusy(true)
    setMistake(undefined)
    try {
      const { status, errors } = await send()
      const refused = errors[0]
      if (refused) refuse(refused.code, refused.message)
      else if (status) onDone(status)
    } catch (error) {
      if (error instanceof RequestError && error.fault === 'signed-out') refuse('EXPIRED', text.expired)
      else refuse(error instanceof RequestError ? error.code : undefined, sentence(error))
    }
    setBusy(false)
  }
  return { busy, mistake, run }
}

function sentence(error: unknown): string {
  if (!(error instanceof RequestError)) return later.supplement.filesFailed
  return error.fault === 'offline' ? text.offline : error.message || text.failed
}
