// Where one is signed in, and the way to end what is not one's own.
import { useState } from 'preact/hooks'
import { faultInWords } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { dayAndClock } from '@/shared/format/format'
import { FieldError } from '@/shared/ui/field'
import { Toast } from '@/shared/ui/notices'
import { Section } from '@/shared/ui/section'
import { text } from '../text'
import { deviceOf } from './device'
import { EndSession } from './me.generated'
import type { MeQuery } from './me.generated'

const words = text.me

type SessionRow = NonNullable<MeQuery['viewer']>['sessions'][number]

export function Sessions({ list, onEnded }: { list: readonly SessionRow[]; onEnded: () => void }) {
  const [ended, setEnded] = useState(false)
  const [refused, setRefused] = useState<string>()
  const { busy, fault, send } = useSending()
  const end = (sessionId: string) =>
    send(async () => {
      const { endSession } = await staffRequest(EndSession, { input: { sessionId } })
      setRefused(endSession.errors[0]?.message)
      setEnded(endSession.errors.length === 0)
      onEnded()
    })
  const wrong = fault ? faultInWords(fault) : refused
  return (
    <Section id="sessions" title={words.sessions}>
      <p class="soft small">{words.sessionsHelp}</p>
      {ended && <Toast>{words.ended}</Toast>}
      {wrong && <FieldError text={wrong} />}
      <ul class="cells mt3">
        {list.map((session) => (
          <li key={session.id} class="rowend">
            <span class="rowend__text">
              <b>{deviceOf(session.userAgent)}</b>
              <small>{session.current ? words.here : words.lastUsed(dayAndClock(session.lastUsedAt))}</small>
            </span>
            {!session.current && (
              <button class="btn btn--quiet btn--small" type="button" aria-disabled={busy} aria-label={`${words.end} ${deviceOf(session.userAgent)}`} onClick={() => end(session.id)}>
                {words.end}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
