// One kind: its name, its columns, and how long what is personal stays public.
import { useRef, useState } from 'preact/hooks'
import type { OutcomeColumnInput, OutcomeColumnKind } from '@/shared/graphql/schema.generated'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Choice, Input, Select } from '@/shared/ui/field'
import { SetOutcomeKind, type AllKindsQuery } from './kinds.generated'
import { columnKinds, kindText as text } from './kind-text'

type Kind = AllKindsQuery['outcomeKinds'][number]
type Column = OutcomeColumnInput

interface Props {
  kind: Kind | undefined
  onDone: (what: string) => void
  onClose: () => void
}

export function KindForm({ kind, onDone, onClose }: Props) {
  const [code, setCode] = useState(kind?.code ?? '')
  const [name, setName] = useState(kind?.name ?? '')
  const [days, setDays] = useState(kind?.personalDays ? String(kind.personalDays) : '')
  const [isOpen, setOpen] = useState(kind?.isOpen ?? true)
  const [columns, setColumns] = useState<readonly Column[]>(kind?.columns ?? [empty([])])
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    send(async () => {
      const input = { code: code.trim(), name, columns, personalDays: days ? Number(days) : null, isOpen, no: kind?.no ?? null }
      const { setOutcomeKind } = await staffRequest(SetOutcomeKind, { input })
      setRefusals(setOutcomeKind.errors)
      if (setOutcomeKind.kind) onDone(text.done(name))
    })
  }
  const change = (at: number, column: Column) => setColumns(columns.map((one, place) => (place === at ? column : one)))
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h2>{kind?.name ?? text.add}</h2>
      <FormOops refusals={refusals} fields={['code', 'name', 'personalDays']} fault={fault} />
      {!kind && <Input id="kind-code" label={text.code} hint={text.codeHint} value={code} onValue={setCode} error={refusalOf(refusals, 'code')} native={{ maxLength: 30 }} />}
      <Input id="kind-name" label={text.name} hint={text.nameHint} value={name} onValue={setName} error={refusalOf(refusals, 'name')} native={{ maxLength: 20 }} />
      {columns.map((column, at) => (
        <ColumnPart key={column.key} at={at} column={column} onChange={(next) => change(at, next)} onDrop={() => setColumns(columns.filter((_, place) => place !== at))} />
      ))}
      <button class="btn btn--quiet mt4" type="button" onClick={() => setColumns([...columns, empty(columns)])}>
        {text.addColumn}
      </button>
      <Input id="kind-days" label={text.days} hint={text.daysHint} optional value={days} onValue={setDays} error={refusalOf(refusals, 'personalDays')} native={{ inputmode: 'numeric', maxLength: 4 }} />
      <Choice checked={isOpen} onChange={setOpen}>
        {text.open}
      </Choice>
      <FormButtons busy={busy} send={text.save} cancel={text.cancel} onCancel={onClose} />
    </form>
  )
}

/** A new column, with a key that no other has. */
function empty(columns: readonly Column[]): Column {
  let at = columns.length + 1
  while (columns.some(({ key }) => key === `c${at}`)) at++
  return { key: `c${at}`, label: '', kind: 'TEXT', isRequired: true, isPersonal: false, isSearched: false, choices: [] }
}

interface ColumnProps {
  at: number
  column: Column
  onChange: (column: Column) => void
  onDrop: () => void
}

function ColumnPart({ at, column, onChange, onDrop }: ColumnProps) {
  const kinds = Object.keys(columnKinds) as OutcomeColumnKind[]
  const id = `column-${column.key}`
  return (
    <fieldset class="field">
      <legend class="field__label">{text.column(at + 1)}</legend>
      <Input id={`${id}-label`} label={text.label} value={column.label} onValue={(label) => onChange({ ...column, label })} native={{ maxLength: 20 }} />
      <Select id={`${id}-kind`} label={text.kind} value={column.kind} onValue={(kind) => onChange({ ...column, kind: kind as OutcomeColumnKind })} options={kinds.map((kind) => [kind, columnKinds[kind]] as const)} />
      {column.kind === 'CHOICE' && <Input id={`${id}-choices`} label={text.choices} value={(column.choices ?? []).join('、')} onValue={(said) => onChange({ ...column, choices: said.split('、') })} />}
      <div class="choices">
        <Choice checked={column.isRequired} onChange={(isRequired) => onChange({ ...column, isRequired })}>
          {text.required}
        </Choice>
        <Choice checked={column.isPersonal} onChange={(isPersonal) => onChange({ ...column, isPersonal })}>
          {text.personal}
        </Choice>
        <Choice checked={column.isSearched} onChange={(isSearched) => onChange({ ...column, isSearched })}>
          {text.searched}
        </Choice>
      </div>
      <button class="btn btn--text" type="button" onClick={onDrop}>
        {text.dropColumn}
      </button>
    </fieldset>
  )
}
