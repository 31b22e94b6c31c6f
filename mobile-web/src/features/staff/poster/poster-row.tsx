// One unit and its poster: fetched with the session, opened as a file of this page.
import { useEffect, useState } from 'preact/hooks'
import { faultInWords } from '@/shared/staff/form'
import { staffFile } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { FieldError } from '@/shared/ui/field'
import { text } from '../text'
import type { PosterUnitsQuery } from './poster.generated'

const words = text.poster

type PosterUnit = NonNullable<PosterUnitsQuery['county']>['units']['nodes'][number]

export function PosterRow({ unit, county }: { unit: PosterUnit; county: string }) {
  const [url, setUrl] = useState<string>()
  const { busy, fault, send } = useSending()
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url])
  const print = () =>
    send(async () => {
      const file = await staffFile(`/staff-files/poster/${encodeURIComponent(county)}/${encodeURIComponent(unit.code)}.pdf`)
      const made = URL.createObjectURL(file)
      setUrl(made)
      // A browser may refuse a window that opens after a wait: the link below stays for that case.
      window.open(made, '_blank')
    })
  const allowed = unit.viewerCan.includes('PRINT_POSTER')
  return (
    <div class="rowend">
      <span class="rowend__text">
        <b>{unit.name}</b>
        <small>{allowed ? unit.parent?.name : words.cannot}</small>
      </span>
      {allowed && (
        <button class="btn btn--quiet btn--small" type="button" aria-disabled={busy} aria-label={`${words.print}：${unit.name}`} onClick={print}>
          {busy ? words.making : words.print}
        </button>
      )}
      {fault && <FieldError text={faultInWords(fault)} />}
      {url && (
        <p class="note note--accent mt2" role="status">
          {words.ready(unit.name)}
          <a class="link line" href={url} download={`${unit.name}.pdf`}>
            {words.save}
          </a>
        </p>
      )}
    </div>
  )
}
