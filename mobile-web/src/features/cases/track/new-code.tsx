// A lost query code: asked for with the phone alone, stopped with the old code, fetched once after three days.
import { useState } from 'preact/hooks'
import { clock, day } from '@/shared/format/format'
import { request } from '@/shared/graphql/client'
import { randomKey } from '@/shared/random-key'
import { FieldError } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { RequestNewQueryCode, StopNewQueryCode, TakeNewQueryCode } from './new-code.generated'
import { words } from './new-code-text'
import { groupedCode, plainCode } from './query-code'
import type { Status, Track } from './use-track'
import { useVerb } from './use-verb'

export interface NewCodeProps {
  track: Track
  status: Status
  onDone: (status: Status, words: string) => void
}

export default function NewCode(props: NewCodeProps) {
  const [fresh, setFresh] = useState<string>()
  if (fresh) return <Fresh code={fresh} track={props.track} />
  return props.status.codeReissue ? <Pending {...props} onTaken={setFresh} /> : <Asking {...props} />
}

function Asking({ track, status, onDone }: NewCodeProps) {
  const verb = useVerb(track, (next) => onDone(next, words.asked))
  const ask = () => verb.run(async () => (await request(RequestNewQueryCode, { input: { reportId: status.reportId } }, { token: track.token })).requestNewQueryCode)
  return (
    <section class="section">
      <details>
        <summary>{words.lost}</summary>
        <div>
          <p>{words.how}</p>
          <p class="soft small mt2">{words.meanwhile}</p>
          {verb.mistake && <FieldError text={verb.mistake} />}
          <button class="btn btn--quiet mt3" type="button" disabled={verb.busy} onClick={() => void ask()}>
            {words.ask}
          </button>
        </div>
      </details>
    </section>
  )
}

function Pending({ track, status, onDone, onTaken }: NewCodeProps & { onTaken: (code: string) => void }) {
  // Made once and kept over retries: an answer that got lost can be asked for again.
  const [takeKey] = useState(randomKey)
  const { reportId, codeReissue } = status
  const ready = codeReissue?.state === 'READY'
  const stopping = useVerb(track, (next) => onDone(next, words.stopped))
  const taking = useVerb(track, () => undefined)
  const stop = () =>
    stopping.run(async () => {
      const input = track.code ? { queryCode: groupedCode(track.code), reportId: null } : { queryCode: null, reportId }
      return (await request(StopNewQueryCode, { input }, { token: track.token })).stopNewQueryCode
    })
  const take = () =>
    taking.run(async () => {
      const { takeNewQueryCode } = await request(TakeNewQueryCode, { input: { reportId, takeKey } }, { token: track.token })
      if (takeNewQueryCode.queryCode) onTaken(takeNewQueryCode.queryCode)
      return takeNewQueryCode
    })
  const mayTake = status.viewerCan.indexOf('TAKE_NEW_CODE') >= 0
  const at = (iso: string) => `${day(iso)} ${clock(iso)}`
  return (
    <Section title={words.title}>
      <div class="note">
        <p>{ready ? words.ready(codeReissue.until ? at(codeReissue.until) : '') : words.waiting(codeReissue ? at(codeReissue.readyAt) : '')}</p>
      </div>
      {mayTake && (
        <button class="btn mt3" type="button" disabled={taking.busy} onClick={() => void take()}>
          {words.take}
        </button>
      )}
      <p class="soft mt3">{words.notYou}</p>
      {(stopping.mistake ?? taking.mistake) && <FieldError text={stopping.mistake ?? taking.mistake ?? ''} />}
      <button class="btn btn--quiet mt2" type="button" disabled={stopping.busy} onClick={() => void stop()}>
        {words.stop}
      </button>
    </Section>
  )
}

function Fresh({ code, track }: { code: string; track: Track }) {
  const parts = code.split('-')
  return (
    <Section title={words.freshTitle}>
      <div class="ticket">
        <p class="code" role="img" aria-label={words.spoken(parts.join('，'))}>
          {parts.map((part, index) => (
            <span key={index}>{part}</span>
          ))}
        </p>
      </div>
      <p class="mt3">{words.freshText}</p>
      <button class="btn mt3" type="button" onClick={() => track.find(plainCode(code), track.token)}>
        {words.use}
      </button>
    </Section>
  )
}
