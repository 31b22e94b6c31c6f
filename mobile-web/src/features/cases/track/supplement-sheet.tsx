// More material for a report that is being handled: words, and files where the server grants them.
import { useState } from 'preact/hooks'
import { request } from '@/shared/graphql/client'
import { PhoneCode } from '@/shared/phone/phone-code'
import { randomKey } from '@/shared/random-key'
import { Adders } from '@/shared/upload/adders'
import { UploadList } from '@/shared/upload/upload-list'
import { startUploads, useQueue } from '@/shared/upload/use-queue'
import { FieldError, TextArea } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { groupedCode } from './query-code'
import { SupplementReport } from './status.generated'
import { text } from './text'
import type { Status, Track } from './use-track'
import { useVerb } from './use-verb'

export interface SheetProps {
  track: Track
  county: string | undefined
  onDone: (status: Status, words: string) => void
  onClose: () => void
}

const longestTelling = 45_000

export default function SupplementSheet({ track, county, onDone, onClose }: SheetProps) {
  const [submissionKey] = useState(randomKey)
  const [story, setStory] = useState('')
  const [proof, setProof] = useState<string>()
  const [refusal, setRefusal] = useState<string>()
  const [missing, setMissing] = useState(false)
  const queue = useQueue(submissionKey, county ?? '')
  const words = text.supplement
  const verb = useVerb(track, (status) => onDone(status, words.done))
  const proven = (token: string | undefined) => {
    setProof(token)
    if (token) startUploads(queue, token).catch((error: unknown) => setRefusal(error instanceof Error && error.message ? error.message : words.filesFailed))
  }
  const send = () => {
    const unproven = queue.items.length > 0 && !proof
    setMissing(!story.trim() || unproven)
    if (!story.trim()) return document.getElementById('supplement')?.focus()
    if (unproven) return document.getElementById('phone')?.focus()
    return verb.run(async () => {
      const mediaIds = queue.items.length > 0 ? await queue.mediaIds(longestTelling) : []
      const input = { submissionKey, queryCode: groupedCode(track.code), text: story.trim(), mediaIds }
      return (await request(SupplementReport, { input }, { token: track.token })).supplementReport
    })
  }
  return (
    <Sheet label={words.title} onClose={onClose}>
      <h2>{words.title}</h2>
      <p class="mt3">{words.lead}</p>
      <TextArea id="supplement" label={words.label} rows={4} value={story} onValue={setStory} error={missing && !story.trim() ? words.missing : undefined} />
      <Adders onPick={(files, kind) => setRefusal(queue.add(files, kind))} />
      {refusal && <FieldError text={refusal} />}
      {queue.items.length > 0 && (
        <PhoneCode purpose="REPORT" county={county} phone={track.phone} onPhone={track.setPhone} token={proof} onToken={proven} hint={words.filesPhone} missing={missing && !proof ? words.phoneMissing : undefined} />
      )}
      <UploadList items={queue.items} onRemove={(id) => queue.remove(id)} />
      {verb.mistake && <FieldError text={verb.mistake} />}
      <button class="btn mt4" type="button" disabled={verb.busy} onClick={() => void send()}>
        {verb.busy ? words.sending : words.send}
      </button>
      <button class="btn btn--text mt2" type="button" onClick={onClose}>
        {words.cancel}
      </button>
    </Sheet>
  )
}
