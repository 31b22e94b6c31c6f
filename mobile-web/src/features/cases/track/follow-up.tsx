// 回访: whether it is really solved; "no" with something new goes to the organ above, once.
import { useState } from 'preact/hooks'
import { day } from '@/shared/format/format'
import { request } from '@/shared/graphql/client'
import type { MediaKind } from '@/shared/graphql/schema.generated'
import { randomKey } from '@/shared/random-key'
import { Adders } from '@/shared/upload/adders'
import { UploadList } from '@/shared/upload/upload-list'
import { startUploads, useQueue } from '@/shared/upload/use-queue'
import { FieldError, TextArea } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { groupedCode } from './query-code'
import { words } from './follow-up-text'
import type { Status, Track } from './use-track'
import { useVerb } from './use-verb'
import { AnswerFollowUp } from './verbs.generated'

export interface FollowUpProps {
  track: Track
  status: Status
  county: string | undefined
  onDone: (status: Status, words: string) => void
}

const longestTelling = 45_000

export default function FollowUp({ track, status, county, onDone }: FollowUpProps) {
  const [saysNo, setSaysNo] = useState(false)
  const verb = useVerb(track, (next) => onDone(next, words.thanks))
  const noted = (next: Status, said: string) => {
    setSaysNo(false)
    onDone(next, said)
  }
  const yes = () =>
    verb.run(async () => {
      const input = { queryCode: groupedCode(track.code), solved: true, submissionKey: randomKey() }
      return (await request(AnswerFollowUp, { input }, { token: track.token })).answerFollowUp
    })
  return (
    <Section id="follow-up" title={words.title}>
      {status.followUpSolved !== null && <p>{status.followUpSolved ? words.saidYes : words.saidNo}</p>}
      {status.followUpUntil && <p class="soft">{words.until(day(status.followUpUntil))}</p>}
      <div class="btns mt3">
        <button class="btn btn--quiet btn--tall" type="button" disabled={verb.busy} aria-pressed={status.followUpSolved === true} onClick={() => void yes()}>
          {words.yes}
        </button>
        <button class="btn btn--quiet btn--tall" type="button" disabled={verb.busy} aria-pressed={status.followUpSolved === false} onClick={() => setSaysNo(true)}>
          {words.no}
        </button>
      </div>
      {verb.mistake && <FieldError text={verb.mistake} />}
      {saysNo && <No track={track} status={status} county={county} onDone={noted} onClose={() => setSaysNo(false)} />}
    </Section>
  )
}

function No({ track, status, county, onDone, onClose }: FollowUpProps & { onClose: () => void }) {
  const [submissionKey] = useState(randomKey)
  const [story, setStory] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const queue = useQueue(submissionKey, county ?? '')
  const verb = useVerb(track, (next) => onDone(next, next.instance > status.instance ? words.climbed : words.thanks))
  const queryCode = groupedCode(track.code)
  const start = async () => {
    if (track.token && queue.items.some((item) => item.state === 'waiting' || item.state === 'preparing')) await startUploads(queue, track.token, queryCode)
  }
  const pick = (files: File[], kind: MediaKind) => {
    setRefusal(queue.add(files, kind))
    // What fails here is tried again with the sending, and told then.
    start().catch(() => undefined)
  }
  const send = () =>
    verb.run(async () => {
      await start()
      const mediaIds = queue.items.length > 0 ? await queue.mediaIds(longestTelling) : []
      const input = { submissionKey, queryCode, solved: false, text: story.trim() || null, mediaIds }
      return (await request(AnswerFollowUp, { input }, { token: track.token })).answerFollowUp
    })
  return (
    <Sheet label={words.sheetTitle} onClose={onClose}>
      <h2>{words.sheetTitle}</h2>
      <p class="mt3">{status.instance > 1 ? words.last : words.climb}</p>
      <TextArea id="what-is-new" label={words.label} optional rows={4} value={story} onValue={setStory} />
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
