// 导出: the page as a file for programs of tables; that it was taken stands on the ledger.
import { useState } from 'preact/hooks'
import type { ExportFormat, OverviewPeriod } from '@/shared/graphql/schema.generated'
import { Done } from '@/shared/staff/done'
import { faultInWords } from '@/shared/staff/form'
import { saveFile } from '@/shared/staff/save-file'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { FieldError } from '@/shared/ui/field'
import { ExportOverview } from './overview.generated'
import { text } from './text'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function Download({ period }: { period: OverviewPeriod }) {
  const [done, setDone] = useState<string>()
  const [refused, setRefused] = useState<string>()
  const { busy, fault, send } = useSending()
  const load = (format: ExportFormat) =>
    send(async () => {
      const { exportOverview: file } = await staffRequest(ExportOverview, { input: { period, format } })
      setRefused(file.errors[0]?.message)
      if (!file.fileName) return
      if (file.xlsx) saveFile(file.fileName, bytesOf(file.xlsx), WORKBOOK)
      else if (file.csv) saveFile(file.fileName, file.csv, 'text/csv;charset=utf-8')
      else return
      setDone(file.fileName)
    })
  return (
    <>
      <button class="btn btn--quiet mt6" type="button" aria-disabled={busy} onClick={() => load('XLSX')}>
        {text.downloadXlsx}
      </button>
      <button class="btn btn--text mt2" type="button" aria-disabled={busy} onClick={() => load('CSV')}>
        {text.downloadCsv}
      </button>
      {fault && <FieldError text={faultInWords(fault)} />}
      {refused && <FieldError text={refused} />}
      {done && <Done about={done}>{text.downloaded(done)}</Done>}
    </>
  )
}

/** The bytes behind base64. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const letters = atob(base64)
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at)
  return bytes
}
