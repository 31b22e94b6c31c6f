// What was imported, and taking it back as a whole.
import { useState } from 'preact/hooks'
import { dayAndClock } from '@/shared/format/format'
import { faultInWords } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { FieldError } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { Failed } from '@/shared/ui/states'
import { OutcomeImports, RollBackOutcomeImport, type OutcomeImportsQuery } from './publish.generated'
import { states, text } from './text'

type Row = OutcomeImportsQuery['outcomeImports']['nodes'][number]

export function Imports() {
  const { data, error, reload } = useStaffQuery(OutcomeImports, {})
  const [open, setOpen] = useState<Row>()
  if (!data) return error ? <Failed error={error} retry={reload} /> : null
  const { nodes } = data.outcomeImports
  const close = () => {
    setOpen(undefined)
    reload()
  }
  return (
    <Section id="imports" title={text.ways.imports}>
      {nodes.length === 0 && <p class="soft">{text.none}</p>}
      <ul class="cells">
        {nodes.map((row) => (
          <li key={row.id}>
            <Cell title={row.fileName} sub={`${states[row.state]} · ${text.importRow(row.done, row.rows, row.unitName, dayAndClock(row.startedAt))}`} onClick={row.canRollBack ? () => setOpen(row) : undefined} />
          </li>
        ))}
      </ul>
      {open && <RollBack row={open} onClose={close} />}
    </Section>
  )
}

function RollBack({ row, onClose }: { row: Row; onClose: () => void }) {
  const [refused, setRefused] = useState<string>()
  const { busy, fault, send } = useSending()
  const work = () =>
    send(async () => {
      const { rollBackOutcomeImport: answer } = await staffRequest(RollBackOutcomeImport, { input: { importId: row.id } })
      setRefused(answer.errors[0]?.message)
      if (answer.done) onClose()
    })
  return (
    <Sheet label={text.rollBack} onClose={onClose}>
      <h2>{text.rollBack}</h2>
      <p class="mt3">{text.sure(row.done)}</p>
      {refused && <FieldError text={refused} />}
      {fault && <FieldError text={faultInWords(fault)} />}
      <button class="btn btn--red-quiet mt5" type="button" aria-disabled={busy} onClick={work}>{text.yes}</button>
      <button class="btn btn--text mt2" type="button" onClick={onClose}>{text.no}</button>
    </Sheet>
  )
}
