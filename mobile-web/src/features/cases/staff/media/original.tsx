// 取原件: asked for on purpose, because each time is on the record; what comes is saved, never shown in the page.
import { useState } from 'preact/hooks'
import { faultInWords } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { OpenOriginal } from '../case/case.generated'
import { text } from '../text'

const words = text.media

export function Original({ caseId, mediaId }: { caseId: string; mediaId: string }) {
  const [refused, setRefused] = useState<string>()
  const { send, busy, fault } = useSending()
  const take = () =>
    send(async () => {
      const { openOriginal } = await staffRequest(OpenOriginal, { input: { caseId, mediaId } })
      setRefused(openOriginal.errors[0]?.message)
      // The server sends it as something to save, so the page stays.
      if (openOriginal.url) location.assign(openOriginal.url)
    })
  const why = fault ? faultInWords(fault) : refused
  return (
    <span class="line">
      <button class="link link--button" type="button" aria-disabled={busy} onClick={take}>
        {words.original}
      </button>{' '}
      {words.originalNote}
      {why && (
        <span class="line" role="alert">
          {why}
        </span>
      )}
    </span>
  )
}
