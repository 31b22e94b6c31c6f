// 导出: the page as a file for programs of tables; that it was taken stands on the ledger.
import { useState } from 'preact/hooks'
import type { OverviewPeriod } from '@/shared/graphql/schema.generated'
import { Done } from '@/shared/staff/done'
import { faultInWords } from '@/shared/staff/form'
import { saveFile } from '@/shared/staff/save-file'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { FieldError } from '@/shared/ui/field'
import { ExportOverview } from './overview.generated'
import { text } from './text'

export function Download({ period }: { period: OverviewPeriod }) {
  const [done, setDone] = useState<string>()
  const [refused, setRefused] = useState<string>()
  const { busy, fault, send } = useSending()
  const load = () =>
    send(async () => {
      const { exportOverview: file } = await staffRequest(ExportOverview, { input: { period } })
      setRefused(file.errors[0]?.message)
      if (!file.csv || !file.fileName) return
      saveFile(file.fileName, file.csv, 'text/csv')
      setDone(file.fileName)
    })
  return (
    <>
      <button class="btn btn--quiet mt6" type="button" aria-disabled={busy} onClick={load}>
        {text.download}
      </button>
      {fault && <FieldError text={faultInWords(fault)} />}
      {refused && <FieldError text={refused} />}
      {done && <Done about={done}>{text.downloaded(done)}</Done>}
    </>
  )
}
