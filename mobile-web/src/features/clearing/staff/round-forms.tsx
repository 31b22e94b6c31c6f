// What is done with a whole list: sent, taken back, returned, published, and what a merged unit had taken in.
import { useRef, useState } from 'preact/hooks'
import { FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { characters } from '@/shared/format/format'
import { TextArea } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Ticks } from '@/shared/ui/cell'
import { GatherClearing, PublishClearing, RecallClearing, ReturnClearing, SendClearing } from './clearing.generated'
import type { RoundPartsFragment } from './clearing.generated'
import { text } from './text'

/** Fewer characters say nothing; the server asks for as many. */
const FEWEST = 5

interface Props {
  round: RoundPartsFragment
  /** The round as it stands now, and what has just been done. */
  onChanged: (next: RoundPartsFragment, what: string) => void
}

interface Answer {
  readonly clearing: RoundPartsFragment | null
  readonly errors: readonly Refusal[]
}

export function RoundForms({ round, onChanged }: Props) {
  const can = round.viewerCan
  return (
    <>
      {can.includes('EDIT') && round.outsideCount > 0 && <Gather round={round} onChanged={onChanged} />}
      {can.includes('SEND') && <Send round={round} onChanged={onChanged} />}
      {can.includes('RECALL') && <Recall round={round} onChanged={onChanged} />}
      {(can.includes('PUBLISH') || can.includes('RETURN')) && <Review round={round} onChanged={onChanged} />}
    </>
  )
}

/** Sends a verb once, keeps what was refused, and passes on what it gave. */
function useVerb(onChanged: Props['onChanged']) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const act = (work: () => Promise<Answer>, what: string) =>
    send(async () => {
      const answer = await work()
      setRefusals(answer.errors)
      if (answer.clearing) onChanged(answer.clearing, what)
    })
  return { refusals, refuse: setRefusals, busy, fault, act }
}

function named(round: RoundPartsFragment) {
  return { clearingId: round.line.id, revision: round.revision }
}

function Gather({ round, onChanged }: Props) {
  const { refusals, busy, fault, act } = useVerb(onChanged)
  const gather = () => act(async () => (await staffRequest(GatherClearing, { input: { clearingId: round.line.id } })).gatherClearing, text.gathered)
  return (
    <div class="note note--amber mt4">
      <p>{text.outside(round.outsideCount)}</p>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={gather}>
        {text.gather}
      </button>
    </div>
  )
}

function Send({ round, onChanged }: Props) {
  const { refusals, busy, fault, act } = useVerb(onChanged)
  const send = () => act(async () => (await staffRequest(SendClearing, { input: named(round) })).sendClearing, text.sent)
  return (
    <>
      {round.problems.length > 0 && (
        <Section id="problems" title={text.problems}>
          <Ticks items={round.problems} no />
        </Section>
      )}
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      <button class="btn mt5" type="button" aria-disabled={busy} onClick={send}>
        {text.send}
      </button>
    </>
  )
}

function Recall({ round, onChanged }: Props) {
  const { refusals, busy, fault, act } = useVerb(onChanged)
  const recall = () => act(async () => (await staffRequest(RecallClearing, { input: named(round) })).recallClearing, text.recalled)
  return (
    <>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      <button class="btn btn--quiet mt5" type="button" aria-disabled={busy} onClick={recall}>
        {text.recall}
      </button>
    </>
  )
}

function Review({ round, onChanged }: Props) {
  const { refusals, refuse, busy, fault, act } = useVerb(onChanged)
  const [reason, setReason] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const publish = () => act(async () => (await staffRequest(PublishClearing, { input: named(round) })).publishClearing, text.published)
  const giveBack = () => {
    if (characters(reason.trim()) < FEWEST) return refuse([{ field: 'reason', message: text.needGiveBack }])
    return act(async () => (await staffRequest(ReturnClearing, { input: { ...named(round), reason } })).returnClearing, text.givenBack)
  }
  return (
    <form ref={form} onSubmit={(event) => event.preventDefault()} noValidate>
      <FormOops refusals={refusals} fields={['reason']} fault={fault} />
      {round.viewerCan.includes('PUBLISH') && (
        <>
          <p class="soft mt5">{text.publishSure}</p>
          <button class="btn mt3" type="button" aria-disabled={busy} onClick={publish}>
            {text.publish}
          </button>
        </>
      )}
      <TextArea id="reason" label={text.giveBackReason} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={giveBack}>
        {text.giveBack}
      </button>
    </form>
  )
}
