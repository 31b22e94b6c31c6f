// 补贴名单: looked at first; taken only when no row is wrong.
import { useState } from 'preact/hooks'
import { dayAndClock, money } from '@/shared/format/format'
import { useDone } from '@/shared/staff/done'
import { FormOops } from '@/shared/staff/form'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { staffText } from '@/shared/staff/text'
import { type OwnUnit, publishesFor, UnitPick } from '@/shared/staff/unit-pick'
import { useSending } from '@/shared/staff/use-staff'
import { FieldError, Input } from '@/shared/ui/field'
import { type Doing, type ListReport, type Replaced, sendList } from './send-list'
import { text } from './text'

export default function ListPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{text.title}</h1>
            <p class="soft mt2">{text.lead}</p>
          </div>
          <Parts viewer={viewer} />
        </>
      )}
    </StaffPage>
  )
}

function Parts({ viewer }: { viewer: SignedInFragment }) {
  const [first, ...rest] = publishesFor(viewer)
  return first ? <Form county={viewer.county.code} own={[first, ...rest]} /> : <p class="mt5">{text.notYours}</p>
}

function Form({ county, own }: { county: string; own: readonly [OwnUnit, ...OwnUnit[]] }) {
  const [unit, setUnit] = useState(own[0].id)
  const [kind, setKind] = useState('')
  const [year, setYear] = useState(String(new Date().getFullYear()))
  const [file, setFile] = useState<File>()
  const [report, setReport] = useState<ListReport>()
  const [missing, setMissing] = useState(false)
  const [done, setDone] = useDone()
  const { busy, fault, send } = useSending()
  const work = (doing: Doing) => {
    setMissing(!file)
    if (!file) return
    send(async () => {
      const said = await sendList(file, { unit, kind, year }, doing)
      setReport(said.done ? undefined : said)
      if (said.done) setDone(text.sent(said.rows))
    })
  }
  // What was checked is what was said then.
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value)
      setReport(undefined)
    }
  const isGood = report !== undefined && report.errors.length === 0 && report.faultCount === 0
  return (
    <form onSubmit={(event) => { event.preventDefault(); work('look') }} noValidate>
      {done}
      <UnitPick id="list-unit" label={text.unit} county={county} own={own} unit={unit} onUnit={anew(setUnit)} />
      <Input id="list-kind" label={text.kind} hint={text.kindHint} value={kind} onValue={anew(setKind)} native={{ maxLength: 30 }} />
      <Input id="list-year" label={text.year} value={year} onValue={anew(setYear)} native={{ inputmode: 'numeric', maxLength: 4 }} />
      <div class="field">
        <label class="field__label" for="list-file">{text.file}</label>
        <span class="field__hint" id="list-file-hint">{text.fileHint}</span>
        <input id="list-file" class="input" type="file" accept=".xlsx,.csv,text/csv" aria-describedby="list-file-hint" onChange={(event) => anew(setFile)(event.currentTarget.files?.[0])} />
        {missing && <FieldError text={text.noFile} />}
      </div>
      <button class="btn btn--quiet mt5" type="submit" aria-disabled={busy}>{busy ? text.checking : text.check}</button>
      <FormOops refusals={(report?.errors ?? []).map(({ message }) => ({ field: null, message }))} fields={[]} fault={fault} />
      {report && report.errors.length === 0 && <Told report={report} />}
      {isGood && report.replaces && <Goes list={report.replaces} />}
      {isGood && (
        <button class={report.replaces ? 'btn btn--red-quiet mt4' : 'btn mt4'} type="button" aria-disabled={busy} onClick={() => work({ replaces: report.replaces?.id })}>
          {report.replaces ? text.replace(report.replaces.rows, report.rows) : text.send(report.rows)}
        </button>
      )}
    </form>
  )
}

/** Said before the button: what stands there now is not to be found any more afterwards. */
function Goes({ list }: { list: Replaced }) {
  return (
    <div class="note mt4" role="status">
      <p>
        <b>{text.goes(list.rows, money(list.amount), dayAndClock(list.listedAt), list.listedBy)}</b>
      </p>
      <p class="mt2">{text.instalment}</p>
    </div>
  )
}

function Told({ report }: { report: ListReport }) {
  if (report.faultCount === 0) return <p class="mt4" role="status">{text.good(report.rows)}</p>
  return (
    <section class="mt4" role="status">
      <p><b>{text.bad(report.faultCount)}</b></p>
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
