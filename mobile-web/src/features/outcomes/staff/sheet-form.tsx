// 导入表格: looked at first; published only when no row is wrong.
import { useState } from 'preact/hooks'
import { FormOops } from '@/shared/staff/form'
import { useSending } from '@/shared/staff/use-staff'
import { FieldError, Input } from '@/shared/ui/field'
import type { Kind } from './kind'
import { sendSheet, type SheetReport } from './send-sheet'
import { text } from './text'
import { today } from './today'

interface Props {
  unit: string
  kind: Kind
  onDone: (what: string) => void
}

export function SheetForm({ unit, kind, onDone }: Props) {
  const [file, setFile] = useState<File>()
  const [title, setTitle] = useState('')
  const [on, setOn] = useState('')
  const [report, setReport] = useState<SheetReport>()
  const [missing, setMissing] = useState(false)
  const { busy, fault, send } = useSending()
  const work = (dryRun: boolean) => {
    setMissing(!file)
    if (!file) return
    send(async () => {
      const said = await sendSheet(file, { unit, kind, title, decidedOn: on }, dryRun)
      setReport(said)
      if (!dryRun && said.errors.length === 0 && said.faultCount === 0) onDone(text.sent(said.rows))
    })
  }
  const pick = (picked: File | undefined) => {
    setFile(picked)
    setReport(undefined)
  }
  const isGood = report !== undefined && report.errors.length === 0 && report.faultCount === 0
  return (
    <form onSubmit={(event) => { event.preventDefault(); work(true) }} noValidate>
      <div class="field">
        <label class="field__label" for="sheet-file">{text.file}</label>
        <span class="field__hint" id="sheet-file-hint">{text.fileHint}</span>
        <input id="sheet-file" class="input" type="file" accept=".xlsx,.csv,text/csv" aria-describedby="sheet-file-hint" onChange={(event) => pick(event.currentTarget.files?.[0])} />
        {missing && <FieldError text={text.noFile} />}
      </div>
      <Input id="sheet-title" label={text.sheetTitle} optional value={title} onValue={setTitle} native={{ maxLength: 80 }} />
      <Input id="sheet-on" label={text.sheetDay} optional value={on} onValue={setOn} native={{ type: 'date', max: today() }} />
      <button class="btn btn--quiet mt5" type="submit" aria-disabled={busy}>{busy ? text.checking : text.check}</button>
      <FormOops refusals={(report?.errors ?? []).map(({ message }) => ({ field: null, message }))} fields={[]} fault={fault} />
      {report && <Told report={report} />}
      {isGood && (
        <button class="btn mt4" type="button" aria-disabled={busy} onClick={() => work(false)}>{text.send(report.rows)}</button>
      )}
    </form>
  )
}

function Told({ report }: { report: SheetReport }) {
  if (report.errors.length > 0) return null
  if (report.faultCount === 0) return <p class="mt4" role="status">{text.good(report.rows)}</p>
  return (
    <section class="mt4" role="status">
      <p><b>{text.bad(report.faultCount)}</b></p>
      {report.faultCount > report.faults.length && <p class="soft small">{text.only(report.faults.length)}</p>}
      <ul class="cells mt2">
        {report.faults.map((fault, at) => (
          <li key={at}>
            <b>{text.fault(fault.sheet, fault.row, fault.column)}</b>
            <br />
            {fault.message}
          </li>
        ))}
      </ul>
    </section>
  )
}
