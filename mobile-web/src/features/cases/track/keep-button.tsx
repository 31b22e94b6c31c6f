// Taking a withdrawal back, while it has not taken effect.
import { request } from '@/shared/graphql/client'
import { FieldError } from '@/shared/ui/field'
import { groupedCode } from './query-code'
import { WithdrawReport } from './verbs.generated'
import { later } from './later-text'
import type { Status, Track } from './use-track'
import { useVerb } from './use-verb'

export interface KeepProps {
  track: Track
  onDone: (status: Status, words: string) => void
}

export default function KeepButton({ track, onDone }: KeepProps) {
  const words = later.withdraw
  const verb = useVerb(track, (status) => onDone(status, words.kept))
  const send = () =>
    verb.run(async () => {
      const input = { queryCode: groupedCode(track.code), cancel: true }
      return (await request(WithdrawReport, { input }, { token: track.token })).withdrawReport
    })
  return (
    <>
      <button class="btn mt4" type="button" disabled={verb.busy} onClick={() => void send()}>
        {words.keep}
      </button>
      {verb.mistake && <FieldError text={verb.mistake} />}
    </>
  )
}
