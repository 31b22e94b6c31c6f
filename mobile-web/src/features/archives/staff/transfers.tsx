// 移交和接收: what went to other counties and came from there; taking in a sheet, entering a receipt.
import { useState } from 'preact/hooks'
import { dayWithYear } from '@/shared/format/format'
import { useDone } from '@/shared/staff/done'
import { saveFile } from '@/shared/staff/save-file'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { ArchiveTransfers } from './archives.generated'
import type { TransferPartsFragment } from './archives.generated'
import { ReceiptSheet, TakeInSheet } from './take-in'
import { text } from './text'

const words = text.transfers

export function Transfers() {
  const list = useList()
  const [open, setOpen] = useState<TransferPartsFragment | 'take'>()
  const [done, setDone] = useDone()
  const finished = (what: string) => {
    setOpen(undefined)
    setDone(what)
    list.reload()
  }
  return (
    <Section id="transfers" title={words.section}>
      {done}
      <button class="btn btn--quiet" type="button" aria-haspopup="dialog" onClick={() => setOpen('take')}>
        {words.take}
      </button>
      <Rows list={list} onOpen={setOpen} />
      {open === 'take' && <TakeInSheet onClose={() => setOpen(undefined)} onDone={finished} />}
      {open && open !== 'take' && <ReceiptSheet transfer={open.id} onClose={() => setOpen(undefined)} onDone={finished} />}
    </Section>
  )
}

function useList() {
  return useStaffQuery(ArchiveTransfers, {})
}

function Rows({ list, onOpen }: { list: ReturnType<typeof useList>; onOpen: (one: TransferPartsFragment) => void }) {
  const { data, error, reload } = list
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  if (data.archiveTransfers.length === 0) return <p class="soft mt3">{words.none}</p>
  return (
    <ul class="cells mt3">
      {data.archiveTransfers.map((one) => (
        <li key={one.id}>
          <Cell title={one.officialName} sub={inWords(one)} onClick={actionOf(one, onOpen)} />
        </li>
      ))}
    </ul>
  )
}

function inWords({ way, countyName, document, receipt, receivedAt, madeAt }: TransferPartsFragment): string {
  const what = way === 'OUT' ? words.out(countyName) : words.in(countyName)
  const then = receipt && receivedAt ? words.received(dayWithYear(receivedAt)) : words.waits
  return `${what} · ${document} · ${dayWithYear(madeAt)} · ${then}`
}

/** What went out waits for its receipt; the receipt of what came in can be fetched again. */
function actionOf(one: TransferPartsFragment, onOpen: (one: TransferPartsFragment) => void): (() => void) | undefined {
  const { way, receipt, officialName } = one
  if (way === 'OUT') return receipt ? undefined : () => onOpen(one)
  return receipt ? () => saveFile(words.receiptName(officialName), receipt, 'application/json') : undefined
}
