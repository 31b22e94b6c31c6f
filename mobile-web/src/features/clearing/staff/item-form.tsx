// The whole text of one item, to be written.
import { useRef, useState } from 'preact/hooks'
import { FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import type { PowerKind } from '@/shared/graphql/schema.generated'
import { Choice, Input, Select, TextArea } from '@/shared/ui/field'
import { BodyInput } from './body-input'
import { Clashes } from './clashes'
import { SaveClearingItem } from './clearing.generated'
import { inputOf } from './content'
import type { Written } from './content'
import { FlowRows } from './flow-rows'
import { partName } from './merge'
import { PaperRows } from './paper-rows'
import { RiskRows } from './risk-rows'
import type { RowsProps } from './rows-props'
import { administrativeTypes, kinds, text } from './text'
import { useMerged } from './use-merged'
import type { ReadItem } from './use-merged'

const words = text.fields
const FIELDS = ['name', 'administrativeType', 'summary', 'exercisingBody', 'supervisingBody', 'accountableBody', 'legalBases', 'standards', 'guides', 'steps', 'ways', 'risks']

interface Props {
  round: string
  /** Whose rule library is cited. */
  county: string
  /** The item and the revision that was read; none for a new one. */
  named: ReadItem | undefined
  /** What stands there: a newer reading is put together with what is written. */
  read: Written
  onSaved: (id: string) => void
  /** Somebody changed it meanwhile: it is read anew, and put together with what is written here. */
  onOutdated: () => void
}

export function ItemForm({ round, county, named, read, onSaved, onOutdated }: Props) {
  const merged = useMerged(read, named)
  const { form, write, both } = merged
  // The revision at which the last refusal was told: once a newer one is put together, it is over.
  const [outdated, setOutdated] = useState<number | undefined>()
  const [refusals, setRefusals] = useState<readonly (Refusal & { readonly code?: string })[]>([])
  const { busy, fault, send } = useSending()
  const box = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(box, refusals)
  const isConflict = refusals.some(({ code }) => code === 'CONFLICT')
  const isOutdated = isConflict && merged.named?.revision === outdated
  const save = (event: Event) => {
    event.preventDefault()
    if (both.length > 0) return setRefusals([{ field: null, message: text.chooseFirst }])
    send(async () => {
      const { saveClearingItem } = await staffRequest(SaveClearingItem, { input: { clearingId: round, ...merged.named, content: inputOf(form) } })
      setRefusals(saveClearingItem.errors)
      setOutdated(merged.named?.revision)
      if (!saveClearingItem.itemId) return
      merged.sent(form)
      onSaved(saveClearingItem.itemId)
    })
  }
  return (
    <form ref={box} class="mt6" onSubmit={save} noValidate>
      <FormOops refusals={isConflict && !isOutdated ? [] : refusals} fields={FIELDS} fault={fault} />
      {isOutdated && (
        <>
          <p class="soft mt2">{text.conflictHint}</p>
          <button class="btn btn--quiet mt3" type="button" onClick={onOutdated}>
            {text.conflict}
          </button>
        </>
      )}
      {merged.taken.length > 0 && (
        <p class="note mt3" role="status">
          {text.taken(merged.taken.map(partName).join('、'))}
        </p>
      )}
      <Clashes parts={both} own={form} other={merged.other} onChosen={merged.choose} />
      <Fields form={form} onForm={write} refusals={refusals} county={county} />
      <PaperRows form={form} onForm={write} refusals={refusals} />
      <FlowRows form={form} onForm={write} refusals={refusals} />
      <RiskRows form={form} onForm={write} refusals={refusals} county={county} />
      <button class="btn mt6" type="submit" aria-disabled={busy}>
        {text.save}
      </button>
    </form>
  )
}

function Fields({ form, onForm, refusals, county }: RowsProps & { county: string }) {
  const body = (id: 'exercisingBody' | 'supervisingBody' | 'accountableBody') => (
    <BodyInput id={id} county={county} label={words[id]} value={form[id]} onValue={(value) => onForm({ [id]: value })} error={refusalOf(refusals, id)} />
  )
  return (
    <>
      <Input id="name" label={words.name} value={form.name} onValue={(name) => onForm({ name })} error={refusalOf(refusals, 'name')} />
      <Select id="kind" label={words.kind} value={form.kind} onValue={(value) => onForm({ kind: value as PowerKind })} options={Object.entries(kinds)} />
      <Input id="administrativeType" label={words.administrativeType} value={form.administrativeType} onValue={(administrativeType) => onForm({ administrativeType })} error={refusalOf(refusals, 'administrativeType')} native={{ list: 'types' }} />
      <datalist id="types">
        {administrativeTypes.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <TextArea id="summary" label={words.summary} rows={3} value={form.summary} onValue={(summary) => onForm({ summary })} error={refusalOf(refusals, 'summary')} />
      <Choice checked={form.isMajor} onChange={(isMajor) => onForm({ isMajor })}>
        {words.isMajor}
      </Choice>
      <p class="soft mt4">{text.bodyHint}</p>
      {body('exercisingBody')}
      {body('supervisingBody')}
      {body('accountableBody')}
    </>
  )
}
