// What a head does with what waits, and what is done with what is published.
import { useRef, useState } from 'preact/hooks'
import { FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import type { CorrectionReason, HideReason } from '@/shared/graphql/schema.generated'
import { Select, TextArea } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
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
  return { refusals, refuse: setRefusals, busy, fault, act }
}

export function DecideForm({ draft, onChanged }: PartProps) {
  const { refusals, refuse, busy, fault, act } = useVerb(onChanged)
  const [reason, setReason] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const named = { publicationId: draft.line.id, version: draft.line.version }
  const publish = () => act(async () => (await staffRequest(PublishCase, { input: named })).publishCase, text.published)
  const giveBack = () => {
    if (!reason.trim()) return refuse([{ field: 'reason', message: text.needGiveBack }])
    return act(async () => (await staffRequest(ReturnPublication, { input: { ...named, reason } })).returnPublication, text.givenBack)
  }
  return (
    <form ref={form} onSubmit={(event) => event.preventDefault()} noValidate>
      {draft.problem && (
        <div class="note note--amber mt4">
          <p>{draft.problem}</p>
        </div>
      )}
      <FormOops refusals={refusals} fields={['reason']} fault={fault} />
      <TextArea id="reason" label={text.giveBackReason} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
      <div class="btns mt6">
        <button class="btn" type="button" aria-disabled={busy} onClick={publish}>
          {text.publish}
        </button>
        <button class="btn btn--quiet" type="button" aria-disabled={busy} onClick={giveBack}>
          {text.giveBack}
        </button>
      </div>
    </form>
  )
}

export function PublishedForms({ draft, onChanged }: PartProps) {
  const { viewerCan } = draft.line
  return (
    <>
      {viewerCan.includes('CORRECT') && <CorrectForm draft={draft} onChanged={onChanged} />}
      {viewerCan.includes('HIDE') && <TakeForm draft={draft} onChanged={onChanged} />}
    </>
  )
}

function CorrectForm({ draft, onChanged }: PartProps) {
  const { refusals, busy, fault, act } = useVerb(onChanged)
  const [why, setWhy] = useState<CorrectionReason>('MISTAKE')
  const { id: publicationId, version } = draft.line
  const correct = () => act(async () => (await staffRequest(CorrectPublication, { input: { publicationId, version, reason: why } })).correctPublication, text.corrected)
  return (
    <Section id="correct" title={text.correct}>
      <FormOops refusals={refusals} fields={[]} fault={fault} />
      <Select id="correct-reason" label={text.correctReason} hint={text.correctHint} value={why} onValue={(value) => setWhy(value as CorrectionReason)} options={Object.entries(correctionReasons)} />
      <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={correct}>
        {text.correct}
      </button>
    </Section>
  )
}

/** What is taken down never comes back: so nothing is chosen beforehand, and it is asked once more. */
function TakeForm({ draft, onChanged }: PartProps) {
  const { refusals, refuse, busy, fault, act } = useVerb(onChanged)
  const [why, setWhy] = useState<HideReason | ''>('')
  const [isAsking, setIsAsking] = useState(false)
  const { id: publicationId, version } = draft.line
  const ask = () => {
    refuse(why ? [] : [{ field: 'reason', message: text.needTake }])
    setIsAsking(why !== '')
  }
  const take = () => why && act(async () => (await staffRequest(HidePublication, { input: { publicationId, version, reason: why } })).hidePublication, text.taken)
  return (
    <Section id="hide" title={text.take}>
      <Select
        id="hide-reason"
        label={text.takeReason}
        hint={text.takeHint}
        value={why}
        onValue={(value) => setWhy(value as HideReason | '')}
        options={[['', text.takePick], ...Object.entries(hideReasons)]}
        error={refusalOf(refusals, 'reason')}
      />
      <button class="btn btn--red-quiet mt4" type="button" aria-disabled={busy} aria-haspopup="dialog" onClick={ask}>
        {text.take}
      </button>
      {isAsking && why && (
        <Sheet label={text.take} onClose={() => setIsAsking(false)}>
          <h2>{text.take}</h2>
          <p class="mt3">{text.takeWhy(hideReasons[why])}</p>
          <p class="mt3">{text.takeSure}</p>
          <FormOops refusals={refusals} fields={[]} fault={fault} />
          <button class="btn btn--red mt5" type="button" aria-disabled={busy} onClick={take}>
            {text.take}
          </button>
          <button class="btn btn--text mt2" type="button" onClick={() => setIsAsking(false)}>
            {text.cancel}
          </button>
        </Sheet>
      )}
    </Section>
  )
}
