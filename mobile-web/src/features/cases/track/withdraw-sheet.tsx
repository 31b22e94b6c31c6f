// Taking a report back: needs a second look, takes effect after three days.
import { useState } from 'preact/hooks'
import { request } from '@/shared/graphql/client'
import { FieldError, TextArea } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { groupedCode } from './query-code'
import { later } from './later-text'
import type { Status, Track } from './use-track'
import { useVerb } from './use-verb'
import { WithdrawReport } from './verbs.generated'

export interface WithdrawProps {
  track: Track
  onDone: (status: Status, words: string) => void
  onClose: () => void
}

export default function WithdrawSheet({ track, onDone, onClose }: WithdrawProps) {
  const [reason, setReason] = useState('')
  const words = later.withdraw
  const verb = useVerb(track, (status) => onDone(status, words.done))
  const send = () =>
    verb.run(async () => {
      const input = { queryCode: groupedCode(track.code), reason: reason.trim() || null }
      return (await request(WithdrawReport, { input }, { token: track.token })).withdrawReport
    })
  return (
    <Sheet label={words.title} onClose={onClose}>
      <h2>{words.title}</h2>
      <p class="mt3">{words.text}</p>
      <TextArea id="withdraw-reason" label={words.reason} optional rows={3} value={reason} onValue={setReason} />
      {verb.mistake && <FieldError text={verb.mistake} />}
      <button class="btn mt4" type="button" disabled={verb.busy} onClick={() => void send()}>
        {words.send}
      </button>
      <button class="btn btn--text mt2" type="button" onClick={onClose}>
        {words.cancel}
      </button>
    </Sheet>
  )
}
