// 不公开: what an officer proposes with a reason, a head decides, and a head may take back.
import { useRef, useState } from 'preact/hooks'
import { FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { dayWithYear } from '@/shared/format/format'
import type { WithholdReason } from '@/shared/graphql/schema.generated'
import { Cell, Facts } from '@/shared/ui/cell'
import { Select, TextArea } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { DecideWithholding, PublishAfterAll, WithholdResult } from './publications.generated'
import type { OfCasePartsFragment, PublicationDraftsQuery } from './publications.generated'
import { text, withholdingStates, withholdReasons } from './text'

type Withheld = NonNullable<OfCasePartsFragment['withholding']>

interface Answer {
  readonly publications: OfCasePartsFragment | null
  readonly errors: readonly Refusal[]
}

type OnChanged = (next: OfCasePartsFragment) => void

/** Sends a verb once, keeps what was refused, and passes on what there is now. */
function useVerb(onChanged: OnChanged) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const act = (work: () => Promise<Answer>) =>
    send(async () => {
      const answer = await work()
      setRefusals(answer.errors)
      if (answer.publications) onChanged(answer.publications)
    })
  return { refusals, refuse: setRefusals, busy, fault, act }
}

/** Proposals that wait, in the list of what is to be approved. */
export function WaitingWithholdings({ list }: { list: PublicationDraftsQuery['withholdings'] }) {
  if (list.length === 0) return null
  return (
    <Section id="withholdings" title={text.withheldList}>
      <ul class="cells">
        {list.map((one) => (
          <li key={one.id}>
            <Cell
              title={withholdReasons[one.reason]}
              sub={
                <>
                  {one.viewerCan.includes('DECIDE') && <span class="tag tag--mark">{text.toApprove}</span>}
                  {one.caseNumber} {text.row(one.organName, dayWithYear(one.proposedAt))}
                </>
              }
              href={`/staff/publications?case=${one.caseId}`}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function WithheldPart({ one, onChanged }: { one: Withheld; onChanged: OnChanged }) {
  const { refusals, busy, fault, act } = useVerb(onChanged)
  const named = { withholdingId: one.id, version: one.version }
  const decide = (agrees: boolean) => act(async () => (await staffRequest(DecideWithholding, { input: { ...named, agrees } })).decideWithholding)
  const publish = () => act(async () => (await staffRequest(PublishAfterAll, { input: named })).publishAfterAll)
  return (
    <Section id="withheld" title={text.withheld}>
      <Facts
        rows={[
          [text.withheldState, withholdingStates[one.state]],
          [text.withheldWhy, withholdReasons[one.reason]],
          one.sentence !== null && [text.withheldWords, one.sentence],
          [text.withheldOn, dayWithYear(one.proposedAt)],
          one.decidedAt !== null && [text.withheldDecidedOn, dayWithYear(one.decidedAt)],
        ]}
      />
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      {one.viewerCan.includes('DECIDE') && (
        <div class="btns mt4">
          <button class="btn" type="button" aria-disabled={busy} onClick={() => decide(true)}>
            {text.withholdAgree}
          </button>
          <button class="btn btn--quiet" type="button" aria-disabled={busy} onClick={() => decide(false)}>
            {text.withholdRefuse}
          </button>
        </div>
      )}
      {one.viewerCan.includes('PUBLISH_AFTER_ALL') && (
        <>
          <p class="soft mt4">{text.publishAfterAllHint}</p>
          <button class="btn btn--quiet mt3" type="button" aria-disabled={busy} onClick={publish}>
            {text.publishAfterAll}
          </button>
        </>
      )}
    </Section>
  )
}

export function WithholdForm({ caseId, onChanged }: { caseId: string; onChanged: OnChanged }) {
  const { refusals, refuse, busy, fault, act } = useVerb(onChanged)
  const [reason, setReason] = useState<WithholdReason | ''>('')
  const [sentence, setSentence] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const propose = (event: Event) => {
    event.preventDefault()
    if (!reason) return refuse([{ field: 'reason', message: text.needWithhold }])
    return act(async () => (await staffRequest(WithholdResult, { input: { caseId, reason, sentence } })).withholdResult)
  }
  return (
    <Section id="withhold" title={text.withheld}>
      <p class="soft">{text.withholdLead}</p>
      <form ref={form} onSubmit={propose} noValidate>
        <FormOops refusals={refusals} fields={['reason', 'sentence']} fault={fault} />
        <Select
          id="withhold-reason"
          label={text.withholdReason}
          value={reason}
          onValue={(value) => setReason(value as WithholdReason | '')}
          options={[['', text.withholdPick], ...Object.entries(withholdReasons)]}
          error={refusalOf(refusals, 'reason')}
        />
        <TextArea id="withhold-sentence" label={text.withholdSentence} hint={text.withholdHint} rows={3} value={sentence} onValue={setSentence} error={refusalOf(refusals, 'sentence')} />
        <button class="btn btn--quiet mt4" type="submit" aria-disabled={busy}>
          {text.withhold}
        </button>
      </form>
    </Section>
  )
}

