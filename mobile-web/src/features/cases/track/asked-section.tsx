// 补充材料通知: what the organ asks for; it is brought as more material, or there is none.
import { day } from '@/shared/format/format'
import { request } from '@/shared/graphql/client'
import { FieldError } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { groupedCode } from './query-code'
import { later } from './later-text'
import type { Status, Track } from './use-track'
import { useVerb } from './use-verb'
import { AnswerMaterialRequest } from './verbs.generated'

export interface AskedProps {
  track: Track
  asked: NonNullable<Status['materialRequest']>
  /** Whether both codes were shown. */
  open: boolean
  onBring: () => void
  onDone: (status: Status, words: string) => void
}

export default function AskedSection({ track, asked, open, onBring, onDone }: AskedProps) {
  const words = later.asked
  const verb = useVerb(track, (status) => onDone(status, words.saidNone))
  const none = () =>
    verb.run(async () => (await request(AnswerMaterialRequest, { input: { queryCode: groupedCode(track.code) } }, { token: track.token })).answerMaterialRequest)
  return (
    <Section id="asked" title={words.title}>
      <p class="soft">{words.until(day(asked.dueOn))}</p>
      {asked.text ? <p class="said own-text mt3">{asked.text}</p> : <p class="mt3">{words.sealed}</p>}
      {open && (
        <>
          <button class="btn mt4" type="button" onClick={onBring}>
            {words.bring}
          </button>
          <button class="btn btn--text mt2" type="button" disabled={verb.busy} onClick={() => void none()}>
            {words.none}
          </button>
        </>
      )}
      {verb.mistake && <FieldError text={verb.mistake} />}
    </Section>
  )
}
