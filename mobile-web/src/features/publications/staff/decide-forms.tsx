// What a head does with what waits, and what is done with what is published.
import { useRef, useState } from 'preact/hooks'
import { FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import type { CorrectionReason, HideReason } from '@/shared/graphql/schema.generated'
import { Select, TextArea } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { correctionReasons, hideReasons } from '../text'
import type { PartProps } from './part-props'
import { CorrectPublication, HidePublication, PublishCase, ReturnPublication } from './publications.generated'
import type { DraftPartsFragment } from './publications.generated'
import { text } from './text'

interface Answer {
  readonly draft: DraftPartsFragment | null
  readonly errors: readonly Refusal[]
}

/** Sends a verb once, keeps what was refused, and passes on what it gave. */
function useVerb(onChanged: PartProps['onChanged']) {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const act = (work: () => Promise<Answer>, what: string) =>
    send(async () => {
      const answer = await work()
      setRefusals(answer.errors)
      if (answer.draft) onChanged(answer.draft, what)
    })
  return { refusals, busy, fault, act }
}

export function DecideForm({ draft, onChanged }: PartProps) {
  const { refusals, busy, fault, act } = useVerb(onChanged)
  const [reason, setReason] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const named = { publicationId: draft.line.id, version: draft.line.version }
  const publish = () => act(async () => (await staffRequest(PublishCase, { input: named })).publishCase, text.published)
  const giveBack = () => act(async () => (await staffRequest(ReturnPublication, { input: { ...named, reason } })).returnPublication, text.givenBack)
  return (
    <form ref={form} onSubmit={(event) => event.preventDefault()} noValidate>
      {draft.problem && (
        <div class="note note--amber mt4">
          <p>{draft.problem}</p>
        </div>
      )}
      <FormOops refusals={refusals} fields={['reason']} fault={fault} />
      <TextArea id="reason" label={text.giveBackReason} optional rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      <div class="btns mt6">
        <button class="btn btn--quiet" type="button" aria-disabled={busy} onClick={giveBack}>
          {text.giveBack}
        </button>
        <button class="btn" type="button" aria-disabled={busy} onClick={publish}>
          {text.publish}
        </button>
      </div>
    </form>
  )
}

export function PublishedForms({ draft, onChanged }: PartProps) {
  const { refusals, busy, fault, act } = useVerb(onChanged)
  const [why, setWhy] = useState<CorrectionReason>('MISTAKE')
  const [hide, setHide] = useState<HideReason>('PRIVACY')
  const { viewerCan, id: publicationId, version } = draft.line
  const may = (action: 'CORRECT' | 'HIDE') => viewerCan.includes(action)
  if (!may('CORRECT') && !may('HIDE')) return null
  const correct = () => act(async () => (await staffRequest(CorrectPublication, { input: { publicationId, version, reason: why } })).correctPublication, text.corrected)
  const take = () => act(async () => (await staffRequest(HidePublication, { input: { publicationId, version, reason: hide } })).hidePublication, text.taken)
  return (
    <>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      {may('CORRECT') && (
        <Section id="correct" title={text.correct}>
          <Select id="correct-reason" label={text.correctReason} hint={text.correctHint} value={why} onValue={(value) => setWhy(value as CorrectionReason)} options={Object.entries(correctionReasons)} />
          <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={correct}>
            {text.correct}
          </button>
        </Section>
      )}
      {may('HIDE') && (
        <Section id="hide" title={text.take}>
          <Select id="hide-reason" label={text.takeReason} hint={text.takeHint} value={hide} onValue={(value) => setHide(value as HideReason)} options={Object.entries(hideReasons)} />
          <button class="btn btn--red-quiet mt4" type="button" aria-disabled={busy} onClick={take}>
            {text.take}
          </button>
        </Section>
      )}
    </>
  )
}
