// A unit's poster: fetched with the session, opened as a file of this page.
import { useEffect, useState } from 'preact/hooks'
import type { RequestError } from '@/shared/graphql/client'
import { staffFile } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import type { PosterUnitsQuery } from './poster.generated'

/** A unit of the list. */
export type PosterUnit = NonNullable<PosterUnitsQuery['county']>['units']['nodes'][number]

interface PosterFile {
  readonly busy: boolean
  readonly fault: RequestError | undefined
  /** The address of the file, once it is made. */
  readonly url: string | undefined
  readonly print: () => void
}

/** `made` is told when the poster is there, and with it a code. */
export function usePoster(county: string, unitCode: string, made?: () => void): PosterFile {
  const [url, setUrl] = useState<string>()
  const { busy, fault, send } = useSending()
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url])
  const print = () =>
    send(async () => {
      const file = await staffFile(`/staff-files/poster/${encodeURIComponent(county)}/${encodeURIComponent(unitCode)}.pdf`)
      const address = URL.createObjectURL(file)
      setUrl(address)
      // A browser may refuse a window that opens after a wait: the link below stays for that case.
      window.open(address, '_blank')
      made?.()
    })
  return { busy, fault, url, print }
}
