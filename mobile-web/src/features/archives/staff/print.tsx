// The one-page summary for the meeting, as PDF; that it was taken stands on the ledger.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Done } from '@/shared/staff/done'
import { faultInWords } from '@/shared/staff/form'
import { saveFile } from '@/shared/staff/save-file'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { FieldError } from '@/shared/ui/field'
import { ExportArchiveSummary } from './archives.generated'
import { text } from './text'

const words = text.archive

interface Props {
  opening: string
  day: string
  /** What can be done besides, beside the button. */
  children: ComponentChildren
}

export function Print({ opening, day, children }: Props) {
  const [done, setDone] = useState<string>()
  const [refused, setRefused] = useState<string>()
  const { busy, fault, send } = useSending()
  const load = () =>
    send(async () => {
      const { exportArchiveSummary: file } = await staffRequest(ExportArchiveSummary, { input: { openingId: opening, knownOn: day } })
      setRefused(file.errors[0]?.message)
      if (!file.fileName || !file.pdf) return
      saveFile(file.fileName, bytesOf(file.pdf), 'application/pdf')
      setDone(file.fileName)
    })
  return (
    <>
      <div class="btns mt5">
        <button class="btn" type="button" aria-disabled={busy} onClick={load}>
          {words.print}
        </button>
        {children}
      </div>
      {fault && <FieldError text={faultInWords(fault)} />}
      {refused && <FieldError text={refused} />}
      {done && <Done about={done}>{words.printed(done)}</Done>}
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
