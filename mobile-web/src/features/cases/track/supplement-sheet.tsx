// More material for a report that is being handled: words, and files where the server grants them.
import { useState } from 'preact/hooks'
import { request } from '@/shared/graphql/client'
import type { MediaKind } from '@/shared/graphql/schema.generated'
import { randomKey } from '@/shared/random-key'
import { Adders } from '@/shared/upload/adders'
import { UploadList } from '@/shared/upload/upload-list'
import { startUploads, useQueue } from '@/shared/upload/use-queue'
import { FieldError, TextArea } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { groupedCode } from './query-code'
import { later } from './later-text'
import type { Status, Track } from './use-track'
import { useVerb } from './use-verb'
import { SupplementReport } from './verbs.generated'

export interface SheetProps {
  track: Track
  county: string | undefined
  /** What stands in the field already. */
  words: string
  onDone: (status: Status, words: string) => void
  onClose: () => void
}

const longestTelling = 45_000

export default function SupplementSheet({ track, county, words: said, onDone, onClose }: SheetProps) {
  const [submissionKey] = useState(randomKey)
  const [story, setStory] = useState(said)
  const [refusal, setRefusal] = useState<string>()
  const [missing, setMissing] = useState(false)
  const queue = useQueue(submissionKey, county ?? '')
  const words = later.supplement
  const verb = useVerb(track, (status) => onDone(status, words.done))
  const queryCode = groupedCode(track.code)
  const start = async () => {
    if (track.token && queue.items.some((item) => item.state === 'waiting' || item.state === 'preparing')) await startUploads(queue, track.token, queryCode)
  }
  const pick = (files: File[], kind: MediaKind) => {
    setRefusal(queue.add(files, kind))
    // What fails here is tried again with the sending, and told then.
    start().catch(() => undefined)
  }
  const send = () => {
    const said = story.trim() || (queue.items.length > 0 ? words.onlyFiles : '')
    setMissing(!said)
    if (!said) return document.getElementById('supplement')?.focus()
    return verb.run(async () => {
      await start()
      const mediaIds = queue.items.length > 0 ? await queue.mediaIds(longestTelling) : []
      const input = { submissionKey, queryCode, text: said, mediaIds }
      return (await request(SupplementReport, { input }, { token: track.token })).supplementReport
    })
  }
  return (
    <Sheet label={words.title} onClose={onClose}>
      <h2>{words.title}</h2>
      <p class="mt3">{words.lead}</p>
      <TextArea id="supplement" label={words.label} rows={4} value={story} onValue={setStory} error={missing && !story.trim() && queue.items.length === 0 ? words.missing : undefined} />
      <Adders onPick={pick} />
      {refusal && <FieldError text={refusal} />}
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
