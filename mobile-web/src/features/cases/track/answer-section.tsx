// The question that ends a case or sends it up: satisfied or not.
import { useState } from 'preact/hooks'
import { day } from '@/shared/format/format'
import { request } from '@/shared/graphql/client'
import { FieldError, TextArea } from '@/shared/ui/field'
import { Icon } from '@/shared/ui/icon'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { groupedCode } from './query-code'
import { words } from './answer-text'
import type { Status, Track } from './use-track'
import { useVerb } from './use-verb'
import { AnswerReply } from './verbs.generated'

export interface AnswerProps {
  track: Track
  status: Status
  /** Only no can be said: the query code is lost and a new one on its way. */
  onlyNo: boolean
  onDone: (status: Status, words: string) => void
}

/** What is asked where nothing was answered. */
const titles: Partial<Record<Status['state'], string>> = { DECLINED: words.titleDeclined, TRANSFERRED: words.titleAway }

export default function AnswerSection({ track, status, onlyNo, onDone }: AnswerProps) {
  const [asking, setAsking] = useState(false)
  const last = status.instance > 1
  const declined = status.state === 'DECLINED'
  const until = status.due?.kind === 'ANSWER' ? status.due.dueOn : status.answerableUntil
  const verb = useVerb(track, (next) => {
    setAsking(false)
    onDone(next, next.instance > status.instance ? words.climbed(next.organ.name) : next.satisfied ? words.thanks : words.saidNo)
  })
  const send = (satisfied: boolean, reason: string) =>
    verb.run(async () => {
      const which = onlyNo ? { queryCode: null, reportId: status.reportId } : { queryCode: groupedCode(track.code), reportId: null }
      const input = { ...which, satisfied, reason: reason.trim() || null }
      return (await request(AnswerReply, { input }, { token: track.token })).answerReply
    })
  return (
    <Section id="answer" title={titles[status.state] ?? words.title}>
      {status.satisfied !== null && <p>{status.satisfied ? words.saidYes : words.saidNo}</p>}
      {until && <p class="soft">{words.until(day(until))}</p>}
      {onlyNo && <p class="soft">{words.onlyNo}</p>}
      <div class="btns mt3">
        {!onlyNo && (
          <button class="btn btn--quiet btn--tall" type="button" disabled={verb.busy} aria-pressed={status.satisfied === true} onClick={() => void send(true, '')}>
            <Icon name="tick" size={26} />
            {words.yes}
          </button>
        )}
        <button class="btn btn--quiet btn--tall" type="button" disabled={verb.busy} aria-pressed={status.satisfied === false} onClick={() => setAsking(true)}>
          <Icon name="cross" size={26} />
          {words.no}
        </button>
      </div>
      <p class="soft small mt2">{last ? words.last : declined ? words.declined : words.climb}</p>
      {verb.mistake && !asking && <FieldError text={verb.mistake} />}
      {asking && <No organ={status.organ.name} last={last} busy={verb.busy} mistake={verb.mistake} onSend={(reason) => void send(false, reason)} onClose={() => setAsking(false)} />}
    </Section>
  )
}

interface NoProps {
  organ: string
  last: boolean
  busy: boolean
  mistake: string | undefined
  onSend: (reason: string) => void
  onClose: () => void
}

function No({ organ, last, busy, mistake, onSend, onClose }: NoProps) {
  const [reason, setReason] = useState('')
  const title = last ? words.sheetTitleLast : words.sheetTitle
  return (
    <Sheet label={title} onClose={onClose}>
      <h2>{title}</h2>
      <p class="mt3">{last ? words.last : words.sheetText(organ)}</p>
      <TextArea id="why" label={words.why} optional rows={3} value={reason} onValue={setReason} />
      {mistake && <FieldError text={mistake} />}
      <button class="btn btn--red mt4" type="button" disabled={busy} onClick={() => onSend(reason)}>
        {last ? words.sendLast : words.send}
      </button>
      <button class="btn btn--text mt2" type="button" onClick={onClose}>
        {words.cancel}
      </button>
    </Sheet>
  )
}
