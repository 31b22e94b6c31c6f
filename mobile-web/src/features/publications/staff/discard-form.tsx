// 作废: a draft that will not be used. What goes never comes back, so it is asked once more.
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { FormOops } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Sheet } from '@/shared/ui/sheet'
import { DiscardPublication } from './publications.generated'
import type { DraftPartsFragment } from './publications.generated'
import { text } from './text'

export function DiscardForm({ draft }: { draft: DraftPartsFragment }) {
  const [isAsking, setIsAsking] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const { route } = useLocation()
  const { id: publicationId, version, caseId, number } = draft.line
  const discard = () =>
    send(async () => {
      const { discardPublication: answer } = await staffRequest(DiscardPublication, { input: { publicationId, version } })
      setRefusals(answer.errors)
      if (answer.publications) route(caseId ? `/staff/publications?case=${caseId}` : '/staff/publications')
    })
  return (
    <>
      <button class="btn btn--text mt5" type="button" aria-disabled={busy} aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        {text.discard}
      </button>
      {isAsking && (
        <Sheet label={text.discard} onClose={() => setIsAsking(false)}>
          <h2>{text.discard}</h2>
          <p class="mt3">{number > 1 ? text.discardCorrection : text.discardSure}</p>
          <FormOops refusals={refusals} fields={[]} fault={fault} />
          <button class="btn btn--red mt5" type="button" aria-disabled={busy} onClick={discard}>
            {text.discard}
          </button>
          <button class="btn btn--text mt2" type="button" onClick={() => setIsAsking(false)}>
            {text.cancel}
          </button>
        </Sheet>
      )}
    </>
  )
}
