// 更正 and 拿掉 of one outcome.
import { useRoute } from 'preact-iso'
import { useRef, useState } from 'preact/hooks'
import type { OutcomeCorrectionReason, OutcomeRemovalReason } from '@/shared/graphql/schema.generated'
import { useDone } from '@/shared/staff/done'
import { faultInWords, FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { StaffPage } from '@/shared/staff/frame'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { FieldError, Input, Select } from '@/shared/ui/field'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { ColumnField } from './column-field'
import { correctText as words, reasons, removalReasons } from './correct-text'
import { FilesForm } from './files-form'
import { CorrectOutcome, OutcomeToCorrect, RemoveOutcome, type CorrectPartsFragment } from './publish.generated'
import { text } from './text'
import { today } from './today'

export default function CorrectPage() {
  const code = useRoute().params['code'] ?? ''
  return (
    <StaffPage tab="me" back={{ href: '/staff/outcomes', name: text.title }}>
      {(viewer) => <Parts county={viewer.county.code} code={code} />}
    </StaffPage>
  )
}

function Parts({ county, code }: { county: string; code: string }) {
  const { data, error, reload } = useStaffQuery(OutcomeToCorrect, { county, code })
  const [done, setDone] = useDone()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const one = data.outcome
  const finished = (what: string) => {
    setDone(what)
    reload()
  }
  return (
    <>
      <div class="head">
        <h1>{words.title}</h1>
        <p class="soft mt2">{words.lead}</p>
      </div>
      {done}
      {one && (
        <a class="link" href={`/${county}/o/${one.code}`}>
          {words.look}
        </a>
      )}
      {one?.viewerCan.includes('CORRECT') ? <Form key={one.revision} one={one} onDone={finished} /> : !done && <p class="mt5">{words.gone}</p>}
      {one && <FilesForm key={`f${one.revision}`} one={one} onDone={finished} />}
      {one?.viewerCan.includes('REMOVE') && <Remove key={`r${one.revision}`} one={one} onDone={finished} />}
    </>
  )
}

interface Props {
  one: CorrectPartsFragment
  onDone: (what: string) => void
}

function Form({ one, onDone }: Props) {
  const [title, setTitle] = useState(one.title ?? '')
  const [on, setOn] = useState(one.decidedOn)
  const [reason, setReason] = useState<OutcomeCorrectionReason>('MISTAKE')
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => one.fields.reduce((all, { key, text: said }) => ({ ...all, [key]: said }), {}))
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const columns = one.columns.filter(({ isPersonal }) => !(isPersonal && one.isPersonalOver))
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const said = columns.map(({ key }) => ({ key, text: values[key] ?? '' }))
      const { correctOutcome } = await staffRequest(CorrectOutcome, { input: { outcomeId: one.id, revision: one.revision, reason, title, decidedOn: on, values: said } })
      setRefusals(correctOutcome.errors)
      if (correctOutcome.outcome) onDone(words.done)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <FormOops refusals={refusals} fields={['title', 'decidedOn']} fault={fault} />
      <Select id="correct-why" label={words.why} value={reason} onValue={(picked) => setReason(picked as OutcomeCorrectionReason)} options={reasons} />
      <Input id="outcome-title" label={text.title1} hint={text.titleHint} value={title} onValue={setTitle} error={refusalOf(refusals, 'title')} native={{ maxLength: 80 }} />
      <Input id="outcome-on" label={text.decidedOn} value={on} onValue={setOn} error={refusalOf(refusals, 'decidedOn')} native={{ type: 'date', max: today() }} />
      {columns.map((column) => (
        <ColumnField key={column.key} column={column} days={null} value={values[column.key] ?? ''} onValue={(value) => setValues({ ...values, [column.key]: value })} />
      ))}
      {one.isPersonalOver && <p class="soft small mt3">{words.over}</p>}
      <FormButtons busy={busy} send={words.save} cancel="" />
    </form>
  )
}

function Remove({ one, onDone }: Props) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState<OutcomeRemovalReason | ''>('')
  const [refused, setRefused] = useState<string>()
  const { busy, fault, send } = useSending()
  const work = () => {
    if (!reason) return setRefused(words.noWhy)
    send(async () => {
      const { removeOutcome } = await staffRequest(RemoveOutcome, { input: { outcomeId: one.id, revision: one.revision, reason } })
      setRefused(removeOutcome.errors[0]?.message)
      if (removeOutcome.outcome) onDone(words.removed)
    })
  }
  return (
    <>
      <button class="btn btn--red-quiet mt5" type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.remove}
      </button>
      {open && (
        <Sheet label={words.remove} onClose={() => setOpen(false)}>
          <h2>{words.remove}</h2>
          <p class="mt3">{words.sure}</p>
          <Select id="remove-why" label={words.whyRemove} value={reason} onValue={(picked) => setReason(picked as OutcomeRemovalReason | '')} options={removalReasons} />
          {refused && <FieldError text={refused} />}
          {fault && <FieldError text={faultInWords(fault)} />}
          <button class="btn mt5" type="button" aria-disabled={busy} onClick={work}>
            {words.yes}
          </button>
          <button class="btn btn--text mt2" type="button" onClick={() => setOpen(false)}>
            {words.no}
          </button>
        </Sheet>
      )}
    </>
  )
}
