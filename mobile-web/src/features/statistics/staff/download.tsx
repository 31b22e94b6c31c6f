// 导出: the page as a file for programs of tables; that it was taken stands on the ledger.
import { useState } from 'preact/hooks'
import type { ExportFormat } from '@/shared/graphql/schema.generated'
import { Done } from '@/shared/staff/done'
import { faultInWords } from '@/shared/staff/form'
import { useSending } from '@/shared/staff/use-staff'
import { FieldError } from '@/shared/ui/field'
import { saveExport, type Exported } from './save-export'
import { text } from './text'

export function Download({ take }: { take: (format: ExportFormat) => Promise<Exported> }) {
  const [done, setDone] = useState<string>()
  const [refused, setRefused] = useState<string>()
  const { busy, fault, send } = useSending()
  const load = (format: ExportFormat) =>
    send(async () => {
      const file = await take(format)
      setRefused(file.errors[0]?.message)
      const name = saveExport(file)
      if (name) setDone(name)
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
